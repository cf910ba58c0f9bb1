/**
 * How does a value leave a text together with the mark that stands for it?
 * Holes of f-strings, `%s` and `{}`. Must not guess: where marks and values do not match one to one, nothing is removed.
 */
import type { TextEdit } from '../../../text';
import { hasComment, removeItems, replace } from '../../editing';
import { NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isConcatenated, literalAt, literalsOf, operatorOf } from './strings';

/** `%s` or `{}` in a literal, absolute. `key` is what it names. */
interface Mark {
  readonly start: number;
  readonly end: number;
  readonly key: string | null;
  readonly literal: FlatNode;
}

type Form = 'percent' | 'braces';

const FORMS: Readonly<Record<Form, RegExp>> = {
  percent: /%(?:\((\w+)\))?[-#0 +]*(\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?[diouxXeEfFgGcrsab%]/g,
  braces: /\{\{|\}\}|\{([^{}]*)\}/g,
};

/** The marks of a string's literals in order; null where they cannot be told for sure. */
function marksOf(tree: FlatTree, literals: readonly FlatNode[], form: Form): readonly Mark[] | null {
  const marks: Mark[] = [];
  for (const node of literals) {
    const literal = literalAt(tree, node);
    if (literal === null) return null;
    const text = tree.text.slice(literal.start, literal.end);
    if (literal.formatted) {
      if (form === 'percent' && text.includes('%')) return null;
      continue;
    }
    // Marks may be spelt with escapes.
    if (!literal.raw && /\\[xuUN0-7]/.test(text)) return null;
    for (const match of text.matchAll(FORMS[form])) {
      if (match[0] === '%%' || match[0] === '{{' || match[0] === '}}') continue;
      if (match[0].includes('*')) return null;
      const key = form === 'percent' ? (match[1] ?? null) : (/^[^!:]*/.exec(match[1] ?? '')?.[0] ?? '');
      const start = literal.start + match.index;
      marks.push({ start, end: start + match[0].length, key: key === '' ? null : key, literal: node });
    }
  }
  return marks;
}

/** Removes a stretch of a literal's text, and a space that would stand doubled or at the end. Null where what moves together would mean something else. */
export function removeText(tree: FlatTree, node: FlatNode, start: number, end: number): TextEdit | null {
  const literal = literalAt(tree, node);
  if (literal === null) return null;
  const { text } = tree;
  const before = text.slice(Math.max(literal.start, start - 3), start);
  if (/\\[0-7]{0,2}$/.test(before) && !literal.raw) return null;
  if ((before.endsWith('%') && /[\w%(]/.test(text.charAt(end))) || (before.endsWith('{') && !before.endsWith('{{'))) return null;
  const isLast = end === literal.end;
  if (start === literal.start && text.charAt(end) === ' ' && !isConcatenated(tree, node)) return replace({ start, end: end + 1 }, '');
  const isDoubled = before.endsWith(' ') && (isLast || text.charAt(end) === ' ') && start - 1 > literal.start;
  return replace({ start: isDoubled ? start - 1 : start, end }, '');
}

/** `{…}` of an f-string; one without any holes left is none. */
export function removeHole(tree: FlatTree, hole: FlatNode): readonly TextEdit[] | null {
  const node = tree.parent(hole);
  const literal = literalAt(tree, node);
  const edit = literal === null ? null : removeText(tree, node, tree.start(hole), tree.end(hole));
  if (literal === null || edit === null) return null;
  const rest = tree.text.slice(literal.start, edit.range.start) + tree.text.slice(edit.range.end, literal.end);
  const letter = literal.prefix.search(/f/i);
  if (/[{}]/.test(rest) || letter < 0) return [edit];
  return [replace({ start: tree.start(node) + letter, end: tree.start(node) + letter + 1 }, ''), edit];
}

/** The value of `text % value` that is `item`, or holds it among others. */
export function removeFromPercent(tree: FlatTree, operation: FlatNode, item: FlatNode): readonly TextEdit[] | null {
  const [left, right] = [tree.firstChild(operation), tree.lastChild(operation)];
  const literals = literalsOf(tree, left);
  const marks = literals === null ? null : marksOf(tree, literals, 'percent');
  if (literals === null || marks === null || marks.some(({ key }) => key !== null)) return null;
  const values = tree.kind(right) === Kind.tuple ? tree.children(right) : [right];
  const mark = marks[values.indexOf(item)];
  if (mark === undefined || marks.length !== values.length || values.some((value) => tree.kind(value) === Kind.list_splat)) return null;
  const text = removeText(tree, mark.literal, mark.start, mark.end);
  if (text === null) return null;
  if (values.length > 1) return withEdit(text, removeFromTuple(tree, right, item));
  // Without a value `%%` would be two signs.
  if (literals.some((node) => tree.textOf(node).includes('%%'))) return null;
  return [text, replace({ start: tree.end(left), end: tree.end(right) }, '')];
}

/** The operation whose values the tuple holds, or NONE. */
export function percentOf(tree: FlatTree, value: FlatNode): FlatNode {
  const parent = tree.parent(value);
  return tree.kind(parent) === Kind.binary_operator && tree.lastChild(parent) === value && operatorOf(tree, parent) === '%' ? parent : NONE;
}

/** One of several elements; a single one that stays keeps its comma. */
export function removeFromTuple(tree: FlatTree, tuple: FlatNode, item: FlatNode): readonly TextEdit[] | null {
  const kept = tree.children(tuple).filter((child) => child !== item);
  const [only] = kept;
  if (kept.length !== 1 || only === undefined) return removeItems(tree, tuple, new Set([item]));
  return hasComment(tree, tree.start(tuple), tree.end(tuple)) ? null : [replace(tree.range(tuple), `(${tree.textOf(only)},)`)];
}

/** Whether the call is `text.format(…)`, whatever the text is. */
export function isFormat(tree: FlatTree, call: FlatNode): boolean {
  const callee = tree.child(call, Field.function);
  return tree.kind(callee) === Kind.attribute && tree.textOf(tree.lastChild(callee)) === 'format';
}

/** An argument of `'… {}'.format(…)`, positional or by name. */
export function removeFromFormat(tree: FlatTree, call: FlatNode, item: FlatNode): readonly TextEdit[] | null {
  const receiver = tree.firstChild(tree.child(call, Field.function));
  const literals = literalsOf(tree, receiver);
  const marks = literals === null ? null : marksOf(tree, literals, 'braces');
  const list = tree.child(call, Field.arguments);
  if (literals === null || marks === null || tree.kind(list) !== Kind.argument_list) return null;
  const args = tree.children(list);
  if (args.some((arg) => tree.kind(arg) === Kind.list_splat || tree.kind(arg) === Kind.dictionary_splat)) return null;
  const positional = args.filter((arg) => tree.kind(arg) !== Kind.keyword_argument);
  const name = tree.kind(item) === Kind.keyword_argument ? tree.textOf(tree.child(item, Field.name)) : null;
  const unnamed = marks.filter(({ key }) => key === null);
  const fitting = name === null ? [unnamed[positional.indexOf(item)]] : marks.filter(({ key }) => key?.split(/[.[]/)[0] === name);
  const [mark] = fitting;
  if (mark === undefined || fitting.length !== 1 || unnamed.length !== positional.length || (name === null && marks.some(({ key }) => /^\d/.test(key ?? '')))) return null;
  const text = removeText(tree, mark.literal, mark.start, mark.end);
  if (text === null) return null;
  const isBare = args.length === 1 && !literals.some((node) => /\{\{|\}\}/.test(tree.textOf(node)));
  return isBare ? [text, replace({ start: tree.end(receiver), end: tree.end(call) }, '')] : withEdit(text, removeItems(tree, list, new Set([item])));
}

/**
 * An argument behind a text that holds marks, as loggers take them: `log.info('%s of %s', a, b)`. `undefined` where the
 * texts before it hold none.
 */
export function removeFromMessage(tree: FlatTree, list: FlatNode, item: FlatNode): readonly TextEdit[] | null | undefined {
  const positional = tree.children(list).filter((arg) => tree.kind(arg) !== Kind.keyword_argument && tree.kind(arg) !== Kind.dictionary_splat);
  const at = positional.indexOf(item);
  const message = positional.slice(0, Math.max(0, at)).findLastIndex((arg) => literalsOf(tree, arg) !== null);
  const literals = literalsOf(tree, positional[message] ?? NONE);
  if (literals === null) return undefined;
  const values = positional.slice(message + 1);
  let isPlain = true;
  for (const form of ['percent', 'braces'] as const) {
    const marks = marksOf(tree, literals, form);
    if (marks === null) return null;
    if (marks.length === 0) continue;
    isPlain = false;
    const mark = marks[at - message - 1];
    if (marks.length !== values.length || marks.some(({ key }) => key !== null) || values.some((value) => tree.kind(value) === Kind.list_splat) || mark === undefined) continue;
    const text = removeText(tree, mark.literal, mark.start, mark.end);
    return text === null ? null : withEdit(text, removeItems(tree, list, new Set([item])));
  }
  return isPlain ? undefined : null;
}

/**
 * The entry of a dictionary whose keys a text names: `log.info('to %(email)s', {'email': email})`. `undefined` where no text does.
 */
export function removeNamed(tree: FlatTree, dictionary: FlatNode, entry: FlatNode, key: string | null): readonly TextEdit[] | null | undefined {
  const named = namesOf(tree, dictionary);
  if (named === undefined) return undefined;
  const marks = named?.filter((mark) => mark.key === key) ?? null;
  const [mark] = marks ?? [];
  if (marks === null || key === null) return null;
  if (mark === undefined) return undefined;
  const text = marks.length === 1 ? removeText(tree, mark.literal, mark.start, mark.end) : null;
  return text === null ? null : withEdit(text, removeItems(tree, dictionary, new Set([entry])));
}

/** The marks with names of the text that a dictionary is for; null where they cannot be told, `undefined` where there are none. */
export function namesOf(tree: FlatTree, dictionary: FlatNode): readonly Mark[] | null | undefined {
  const operation = percentOf(tree, dictionary);
  const list = tree.parent(dictionary);
  const text = operation !== NONE ? tree.firstChild(operation) : tree.kind(list) === Kind.argument_list ? tree.previousSibling(dictionary) : NONE;
  const literals = literalsOf(tree, text);
  if (!literals?.some((node) => tree.textOf(node).includes('%('))) return undefined;
  return marksOf(tree, literals, 'percent');
}

function withEdit(edit: TextEdit, others: readonly TextEdit[] | null): readonly TextEdit[] | null {
  return others === null ? null : [edit, ...others];
}
