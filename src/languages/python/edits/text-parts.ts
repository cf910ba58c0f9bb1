/**
 * What is a text made of? F-strings, `%`, `format` and concatenations taken
 * apart, and characters within a literal replaced. Must not know what the text means.
 */
import type { Range, TextEdit } from '../../../text';
import { replace } from '../../editing';
import type { TextPart, Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { textValue } from '../literal-values';
import { isFormat } from './formats';
import { expressionAt, isBroken } from './places';
import { literalAt, operatorOf } from './strings';

export function textParts(anyTree: Tree, place: Range): readonly TextPart[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, place);
  return node === NONE || isBroken(tree, node) ? null : partsOf(tree, node);
}

/** Null where the expression is no text, or no whole value could stand for a part of it: `{price:.2f}`. */
function partsOf(tree: FlatTree, node: FlatNode): readonly TextPart[] | null {
  switch (tree.kind(node)) {
    case Kind.string:
      return literalParts(tree, node);
    case Kind.concatenated_string:
      return joined(tree.children(node).map((part) => partsOf(tree, part)));
    case Kind.parenthesized_expression:
      return partsOf(tree, tree.firstChild(node));
    case Kind.binary_operator:
      return operatorOf(tree, node) === '+' ? sumParts(tree, node) : operatorOf(tree, node) === '%' ? percentParts(tree, node) : null;
    case Kind.call:
      return isFormat(tree, node) ? formatParts(tree, node) : null;
    default:
      return null;
  }
}

function joined(lists: readonly (readonly TextPart[] | null)[]): readonly TextPart[] | null {
  const parts: TextPart[] = [];
  for (const list of lists) {
    if (list === null) return null;
    parts.push(...list);
  }
  return parts;
}

function sumParts(tree: FlatTree, sum: FlatNode): readonly TextPart[] | null {
  const [left, right] = [tree.firstChild(sum), tree.lastChild(sum)];
  const [before, after] = [partsOf(tree, left), partsOf(tree, right)];
  if (before === null && after === null) return null;
  return [...(before ?? [{ code: tree.range(left) }]), ...(after ?? [{ code: tree.range(right) }])];
}

function literalParts(tree: FlatTree, node: FlatNode): readonly TextPart[] | null {
  const literal = literalAt(tree, node);
  if (literal === null || literal.bytes) return null;
  const parts: TextPart[] = [];
  let from = literal.start;
  const add = (to: number): void => {
    if (to > from) parts.push({ text: textValue(tree.text.slice(from, to), literal) });
  };
  for (const hole of tree.children(node)) {
    const inner = tree.kind(hole) === Kind.interpolation ? tree.child(hole, Field.expression) : NONE;
    // `{x!r}` and `{x:>8}` are more than the value.
    if (inner === NONE || !/^\{\s*$/.test(tree.text.slice(tree.start(hole), tree.start(inner))) || !/^\s*\}$/.test(tree.text.slice(tree.end(inner), tree.end(hole)))) return null;
    add(tree.start(hole));
    parts.push({ code: tree.range(inner) });
    from = tree.end(hole);
  }
  add(literal.end);
  return parts;
}

/** The text of a literal without holes. */
function plainText(tree: FlatTree, node: FlatNode): string | null {
  const parts = partsOf(tree, node);
  return parts?.every((part) => 'text' in part) === true ? parts.map((part) => ('text' in part ? part.text : '')).join('') : null;
}

function percentParts(tree: FlatTree, operation: FlatNode): readonly TextPart[] | null {
  const right = tree.lastChild(operation);
  const text = plainText(tree, tree.firstChild(operation));
  if (text === null || tree.kind(right) === Kind.dictionary) return null;
  return filled(tree, text, /%%|%[sd]/g, /%(?![sd])/, tree.kind(right) === Kind.tuple ? tree.children(right) : [right]);
}

function formatParts(tree: FlatTree, call: FlatNode): readonly TextPart[] | null {
  const list = tree.child(call, Field.arguments);
  const text = plainText(tree, tree.firstChild(tree.child(call, Field.function)));
  if (text === null || tree.kind(list) !== Kind.argument_list) return null;
  const values = tree.children(list);
  return values.some((value) => tree.kind(value) === Kind.keyword_argument) ? null : filled(tree, text, /\{\{|\}\}|\{\}/g, /\{[^{}]+\}/, values);
}

/** The text with its marks replaced by the values, one for one; null where other marks are in it. */
function filled(tree: FlatTree, text: string, marks: RegExp, others: RegExp, values: readonly FlatNode[]): readonly TextPart[] | null {
  if (others.test(text.replace(/%%|\{\{|\}\}/g, '')) || values.some((value) => tree.kind(value) === Kind.list_splat || tree.kind(value) === Kind.dictionary_splat)) return null;
  const parts: TextPart[] = [];
  let from = 0;
  let used = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    from = match.index + match[0].length;
    if (match[0].endsWith(match[0].charAt(0))) {
      parts.push({ text: match[0].charAt(0) });
      continue;
    }
    const value = values[used++];
    if (value === undefined) return null;
    parts.push({ code: tree.range(value) });
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return used === values.length ? parts : null;
}

export function replaceCharacters(anyTree: Tree, part: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = tree.smallestNodeCovering(part);
  const literal = literalAt(tree, node);
  if (literal === null || isBroken(tree, node) || part.start >= part.end || part.start < literal.start || part.end > literal.end) return null;
  if (/[\\'"\r\n{}%]/.test(by + tree.text.slice(part.start, part.end)) || tree.text.charAt(part.start - 1) === '\\') return null;
  return [replace(part, by)];
}
