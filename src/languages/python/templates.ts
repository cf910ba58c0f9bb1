/**
 * How does text with places to fill in lower? `'…%s…' % x` and `'…{}…'.format(x)` whose text is written there are concatenations,
 * in the order in which they are read, as f-strings are.
 * Must not guess: where it is not plain which value goes where, the caller lowers it as it would anything else.
 */
import type { NodeId } from '../../flow';
import { lowerArgument } from './arguments';
import type { FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantOf, stringParts, textValue } from './literal-values';

/** `%s`, `%(name)-5.2f`, `%%`. */
const percentPlace = /%(?:\((\w+)\))?[-#0 +]*(?:\d+)?(?:\.\d+)?[hlL]?([diouxXeEfFgGcrsa%])/g;
/** `{}`, `{0}`, `{name!r:>10}`, and braces that are doubled. What is read of a value (`{0.id}`) is not plain. */
const bracePlace = /\{\{|\}\}|\{(\w*)(?:![rsa])?(?::[^{}]*)?\}/g;
/** Longer texts are not taken apart. */
const longest = 4_000;

/** A piece of text with where it stands, or the key of what is put in: its number, or its name. */
type Piece = { readonly start: number; readonly end: number; readonly text: string } | string;

/** Whether a node is text that is written there, with nothing in it to evaluate. */
export function isWrittenText(f: FunctionLowering, written: FlatNode): boolean {
  const node = withoutBrackets(f, written);
  const kind = f.tree.kind(node);
  return (kind === Kind.string || kind === Kind.concatenated_string) && typeof constantOf(f.tree, node)?.value === 'string';
}

function withoutBrackets(f: FunctionLowering, node: FlatNode): FlatNode {
  let at = node;
  while (f.tree.kind(at) === Kind.parenthesized_expression) at = f.tree.firstChild(at);
  return at;
}

/** `text % right` with a text that is written there; null where it is not plain what goes where. */
export function percentText(f: FunctionLowering, node: FlatNode, text: FlatNode, right: NodeId): NodeId | null {
  const pieces = piecesOf(f, text, percentPlace, (match, index) => (match[2] === '%' ? null : (match[1] ?? String(index))), '%');
  const held = f.nodes[f.identity(right)];
  const values = new Map<string, NodeId>();
  if (held?.op === 'array') {
    for (const [i, { value, spread }] of held.elements.entries()) {
      if (spread) return null;
      values.set(String(i), value);
    }
  } else if (held?.op === 'object') {
    for (const { key, value } of held.properties) {
      if (key === null) return null;
      values.set(key, value);
    }
  } else values.set('0', right);
  return pieces === null ? null : filledIn(f, node, pieces, values);
}

/** Whether a call fills in a text that is written there, with values of which each has its place. */
export function isFormatCall(f: FunctionLowering, node: FlatNode): boolean {
  const callee = f.tree.firstChild(node);
  if (f.tree.kind(callee) !== Kind.attribute || f.tree.textOf(f.tree.lastChild(callee)) !== 'format') return false;
  const list = f.tree.child(node, Field.arguments);
  if (f.tree.kind(list) !== Kind.argument_list || !isWrittenText(f, f.tree.firstChild(callee))) return false;
  const keys = new Set<string>();
  let index = 0;
  for (const child of f.tree.children(list)) {
    if (f.tree.kind(child) === Kind.keyword_argument) keys.add(f.tree.textOf(f.tree.child(child, Field.name)));
    else if (f.isExpression(child) && !isSplat(f, child)) keys.add(String(index++));
    else return false;
  }
  const pieces = bracePieces(f, f.tree.firstChild(callee));
  return pieces?.every((piece) => typeof piece !== 'string' || keys.has(piece)) === true;
}

/** A call of which `isFormatCall` holds. */
export function lowerFormatCall(f: FunctionLowering, node: FlatNode): NodeId {
  const values = new Map<string, NodeId>();
  let index = 0;
  for (const child of f.tree.children(f.tree.child(node, Field.arguments))) {
    const argument = lowerArgument(f, child);
    if (argument !== null) values.set(argument.name ?? String(index++), argument.value);
  }
  const pieces = bracePieces(f, f.tree.firstChild(f.tree.firstChild(node))) ?? [];
  return filledIn(f, node, pieces, values) ?? f.unsupported(node, 'format', [...values.values()]);
}

function isSplat(f: FunctionLowering, node: FlatNode): boolean {
  const kind = f.tree.kind(node);
  return kind === Kind.list_splat || kind === Kind.dictionary_splat || kind === Kind.parenthesized_list_splat;
}

function bracePieces(f: FunctionLowering, text: FlatNode): readonly Piece[] | null {
  return piecesOf(f, text, bracePlace, (match, index) => (match[1] === undefined ? null : match[1] === '' ? String(index) : match[1]), '{');
}

/** What stands in a text, in order. `keyOf` is null for a sign that stands for itself. Null where `sign` is left over: a place of a form that is not known. */
function piecesOf(f: FunctionLowering, written: FlatNode, place: RegExp, keyOf: (match: RegExpMatchArray, index: number) => string | null, sign: string): readonly Piece[] | null {
  const node = withoutBrackets(f, written);
  if (f.tree.end(node) - f.tree.start(node) > longest) return null;
  const literals = f.tree.kind(node) === Kind.string ? [node] : f.tree.children(node).filter((child) => f.tree.kind(child) === Kind.string);
  const pieces: Piece[] = [];
  let index = 0;
  for (const literal of literals) {
    const string = stringParts(f.tree, literal);
    const source = f.tree.text.slice(string.start, string.end);
    let from = 0;
    let text = '';
    const add = (start: number, end: number): void => {
      if (text !== '') pieces.push({ start: string.start + start, end: string.start + end, text });
      text = '';
    };
    let start = 0;
    for (const match of source.matchAll(place)) {
      const between = source.slice(from, match.index);
      if (between.includes(sign)) return null;
      text += textValue(between, string);
      const key = keyOf(match, index);
      from = match.index + match[0].length;
      if (key === null) {
        text += match[0].charAt(0);
        continue;
      }
      add(start, match.index);
      start = from;
      if (/^\d+$/.test(key)) index++;
      pieces.push(key);
    }
    if (source.slice(from).includes(sign)) return null;
    text += textValue(source.slice(from), string);
    add(start, source.length);
  }
  return pieces;
}

function filledIn(f: FunctionLowering, node: FlatNode, pieces: readonly Piece[], values: ReadonlyMap<string, NodeId>): NodeId | null {
  if (pieces.some((piece) => typeof piece === 'string' && !values.has(piece))) return null;
  const parts = pieces.flatMap((piece) => {
    if (typeof piece !== 'string') return f.constantBetween(piece.start, piece.end, piece.text);
    return values.get(piece) ?? [];
  });
  return parts.length === 0 ? f.constant(node, '') : f.written(node, parts);
}
