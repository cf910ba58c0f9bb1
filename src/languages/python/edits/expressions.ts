/**
 * How is one value replaced, wrapped or read further? Verbs on a single expression.
 * Must not know what the new text means.
 */
import type { Range, TextEdit } from '../../../text';
import { insert, isNamePart, replace } from '../../editing';
import type { Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isReadByKey } from './field-reads';
import { expressionAt, slotOf, unwrapped, type Slot } from './places';
import { fitted, isInHole } from './strings';
import { quoted } from './style';

export function wrapExpression(anyTree: Tree, value: Range, wrapper: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  if (node === NONE || slotOf(tree, node) === null) return null;
  const parent = tree.parent(node);
  if (tree.kind(parent) === Kind.dictionary_splat || !isTakenForText(tree, node)) return null;
  const [start, end] = [tree.start(node), tree.end(node)];
  // Each element for itself.
  if (tree.kind(parent) === Kind.list_splat) return [insert(start, `map(${wrapper}, `), insert(end, ')')];
  switch (tree.kind(node)) {
    case Kind.parenthesized_expression:
      if (tree.kind(tree.firstChild(node)) === Kind.yield) break;
      return [insert(start, spaced(tree, start, wrapper))];
    case Kind.expression_list:
    case Kind.yield:
      break;
    default:
      return [insert(start, `${spaced(tree, start, wrapper)}(`), insert(end, ')')];
  }
  return [insert(start, `${spaced(tree, start, wrapper)}((`), insert(end, '))')];
}

/** Methods of texts: what is wrapped becomes one. */
const TEXT_METHODS = new Set([
  'capitalize', 'casefold', 'encode', 'endswith', 'find', 'format', 'isdigit', 'ljust', 'lower', 'lstrip', 'partition', 'replace', 'rjust', 'rpartition',
  'rsplit', 'rstrip', 'split', 'splitlines', 'startswith', 'strip', 'title', 'upper', 'zfill',
]);

/** Whether what follows the value works on a text. */
function isTakenForText(tree: FlatTree, node: FlatNode): boolean {
  const parent = tree.parent(node);
  if (tree.firstChild(parent) !== node) return true;
  if (tree.kind(parent) === Kind.attribute) return TEXT_METHODS.has(tree.textOf(tree.lastChild(parent)));
  return tree.kind(parent) !== Kind.subscript || tree.kind(tree.lastChild(parent)) === Kind.slice;
}

export function replaceExpression(anyTree: Tree, value: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const slot = node === NONE ? null : slotOf(tree, node);
  return slot === null ? null : replaceNode(tree, node, slot, by);
}

/** Put `by` in the node's place, in parentheses where its operators would be read otherwise, in the quotes that an f-string leaves. */
export function replaceNode(tree: FlatTree, node: FlatNode, slot: Slot, by: string): readonly TextEdit[] | null {
  const fitting = fitted(tree, node, by);
  if (fitting === null) return null;
  let text = fitting;
  const [start, end] = [tree.start(node), tree.end(node)];
  // In the hole of an f-string a second brace would be text, and the colon of a lambda begin a format.
  const opensText = text.startsWith('{') && tree.text[start - 1] === '{';
  if (needsParentheses(slot, text) || opensText || (/\blambda\b|:=|!/.test(text) && isInHole(tree, node))) text = `(${text})`;
  // The grammar takes nothing but names behind the star in `return x, *y`.
  const parent = tree.parent(node);
  if (!/^[A-Za-z_]\w*(?![\w'"])/.test(text) && tree.kind(parent) === Kind.list_splat && tree.kind(tree.parent(parent)) === Kind.expression_list) return null;
  const tail = isNamePart(text.at(-1)) && isNamePart(tree.text[end]) ? ' ' : '';
  return [replace({ start, end }, spaced(tree, start, text) + tail)];
}

function needsParentheses(slot: Slot, text: string): boolean {
  switch (slot) {
    case 'isolated':
      return /^yield\b|:=/.test(text) && !text.startsWith('(');
    case 'hole':
      return text.startsWith('{');
    case 'object':
      return !bindsTightly(text) || /^[\d.]/.test(text);
    case 'operand':
      return !bindsTightly(text);
  }
}

/** With a space where the text before would run into it: `return"x"`. */
function spaced(tree: FlatTree, start: number, text: string): string {
  return isNamePart(tree.text[start - 1]) && /^["'\w\u0080-\uffff]/.test(text) ? ` ${text}` : text;
}

/**
 * Whether an expression needs no parentheses beside any operator: a name, literal
 * or call chain. Works on short texts; anything it cannot read does not.
 */
export function bindsTightly(text: string): boolean {
  const start = /^(?:[A-Za-z]{0,2}(?:'(?!'')(?:[^'\\\r\n]|\\.)*'|"(?!"")(?:[^"\\\r\n]|\\.)*")|[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|\d+|[([{])/.exec(text)?.[0];
  if (start === undefined || /^(?:not|lambda|await|yield)$/.test(start)) return false;
  let at = /^[([{]$/.test(start) ? closing(text, 0) : start.length;
  while (at > 0 && at < text.length) {
    const member = /^\.[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/.exec(text.slice(at, at + 200))?.[0];
    if (member !== undefined) at += member.length;
    else if (text[at] === '(' || text[at] === '[') at = closing(text, at);
    else return false;
  }
  return at === text.length;
}

/** The offset behind the bracket that closes the one at `open`; -1 where brackets and strings do not pair up. */
function closing(text: string, open: number): number {
  const stack: string[] = [];
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"' || character === "'") {
      let end = at + 1;
      while (end < text.length && text[end] !== character) end += text[end] === '\\' ? 2 : 1;
      if (end >= text.length) return -1;
      at = end;
    } else if (character === '(') stack.push(')');
    else if (character === '[') stack.push(']');
    else if (character === '{') stack.push('}');
    else if (character === stack.at(-1)) {
      stack.pop();
      if (stack.length === 0) return at + 1;
    }
  }
  return -1;
}

/** What makes a dictionary or list of an object, as a function of it or a method. */
const CONVERSIONS = new Set(['dict', 'vars', 'list', 'asdict', 'astuple', 'model_to_dict', 'jsonable_encoder', 'model_dump', 'to_dict', 'as_dict', '_asdict', 'todict', 'serialize']);

/** The call that converts the object and nothing else: of `dict(user)` and `user.model_dump()` the whole; NONE where another follows. */
function withConversion(tree: FlatTree, node: FlatNode): FlatNode {
  const parent = tree.parent(node);
  if (tree.kind(parent) === Kind.argument_list && tree.firstChild(parent) === node && tree.nextSibling(node) === NONE) {
    const callee = tree.child(tree.parent(parent), Field.function);
    const name = tree.textOf(tree.kind(callee) === Kind.attribute ? tree.lastChild(callee) : callee);
    return CONVERSIONS.has(name) ? tree.parent(parent) : node;
  }
  if (tree.firstChild(parent) !== node || (tree.kind(parent) !== Kind.attribute && tree.kind(parent) !== Kind.subscript)) return node;
  const call = tree.parent(parent);
  return tree.kind(call) === Kind.call && tree.field(parent) === Field.function && CONVERSIONS.has(tree.textOf(tree.lastChild(parent))) ? call : NONE;
}

export const NAME = /^[A-Za-z_]\w*$/;

export function readField(anyTree: Tree, value: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const slot = node === NONE ? null : slotOf(tree, node);
  const parent = tree.kind(tree.parent(node));
  const whole = node === NONE ? NONE : withConversion(tree, node);
  if (slot === null || whole === NONE || parent === Kind.list_splat || parent === Kind.dictionary_splat || !NAME.test(name)) return null;
  const inner = tree.kind(node) === Kind.parenthesized_expression && tree.kind(tree.firstChild(node)) === Kind.identifier ? tree.firstChild(node) : node;
  const field = accessor(tree, inner, name);
  if (field === null) return null;
  const text = tree.textOf(inner);
  // The text may be long and of several lines: it stays, what is new is put around it.
  const isTight = bindsTightly(text) && !/^\d/.test(text);
  if (whole !== node) return isTight && !/[\r\n#]/.test(text) ? [replace(tree.range(whole), spaced(tree, tree.start(whole), text + field))] : null;
  if (inner === node) return isTight ? [insert(tree.end(node), field)] : [insert(tree.start(node), spaced(tree, tree.start(node), '(')), insert(tree.end(node), `)${field}`)];
  return replaceNode(tree, node, slot, text + field);
}

/** `.id` or `["id"]`, as the file reads the fields of this expression; null where quotes leave no room. */
function accessor(tree: FlatTree, node: FlatNode, name: string): string | null {
  return isReadByKey(tree, tree.textOf(node)) ? fitted(tree, node, `[${quoted(tree, name)}]`) : `.${name}`;
}

export function pickFields(anyTree: Tree, value: Range, names: readonly string[]): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const slot = node === NONE ? null : slotOf(tree, node);
  if (slot === null || names.length === 0 || !names.every((name) => NAME.test(name))) return null;
  const inner = unwrapped(tree, node);
  const text = tree.textOf(inner);
  // Written once for each field: only what gives the same value each time.
  const kind = tree.kind(inner);
  if ((kind !== Kind.identifier && kind !== Kind.attribute && kind !== Kind.subscript) || /[()\r\n]/.test(text)) return null;
  const whole = withConversion(tree, node);
  const parent = tree.parent(whole);
  if (whole === NONE || tree.kind(parent) === Kind.list_splat) return null;
  const byKey = isReadByKey(tree, text);
  const fields = names.map((name) => ({ name, value: byKey ? `${text}[${quoted(tree, name)}]` : `${text}.${name}` }));
  const list = fields.map((field) => `${quoted(tree, field.name)}: ${field.value}`).join(', ');
  if (tree.kind(parent) !== Kind.dictionary_splat) return replaceNode(tree, whole, slotOf(tree, whole) ?? slot, `{${list}}`);
  const around = tree.kind(tree.parent(parent));
  if (around === Kind.argument_list) return replaceSplat(tree, parent, fields.map((field) => `${field.name}=${field.value}`).join(', '));
  return around === Kind.dictionary ? replaceSplat(tree, parent, list) : null;
}

function replaceSplat(tree: FlatTree, splat: FlatNode, by: string): readonly TextEdit[] | null {
  const text = fitted(tree, splat, by);
  return text === null ? null : [replace(tree.range(splat), text)];
}

export function readErrorMessage(anyTree: Tree, value: Range, error?: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const inner = unwrapped(tree, node);
  const kind = tree.kind(inner);
  if (kind !== Kind.identifier && kind !== Kind.attribute) return null;
  return replaceExpression(tree, tree.range(inner), `str(${error ?? tree.textOf(inner)})`);
}
