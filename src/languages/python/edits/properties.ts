/**
 * What is in a dictionary or among the keyword arguments of a call, and how
 * does it leave, join or change its name? Must not touch values, but where one is set.
 */
import type { Range, TextEdit } from '../../../text';
import { appendItem, removeItems, replace } from '../../editing';
import type { ObjectProperty, Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { stringKey } from '../literal-values';
import { NAME, replaceExpression } from './expressions';
import { isFormat, namesOf, removeFromFormat, removeNamed } from './formats';
import { expressionAt, isBoundary, isBroken, statementOf } from './places';
import { isLogging } from './removals';
import { fitted, literalAt } from './strings';
import { quoted, styleOf } from './style';

/** Whether the node is an entry of a dictionary, or stands by its name among the arguments of a call. */
function isEntry(tree: FlatTree, node: FlatNode): boolean {
  const parent = tree.parent(node);
  switch (tree.kind(node)) {
    case Kind.pair:
      return tree.kind(parent) === Kind.dictionary;
    case Kind.dictionary_splat:
      return tree.kind(parent) === Kind.dictionary || isArguments(tree, parent);
    case Kind.keyword_argument:
      return isArguments(tree, parent);
    default:
      return false;
  }
}

function isArguments(tree: FlatTree, list: FlatNode): boolean {
  return tree.kind(list) === Kind.argument_list && tree.kind(tree.parent(list)) === Kind.call;
}

/** The entry that holds the place; NONE behind a function's edge. */
function entryAt(tree: FlatTree, place: Range): FlatNode {
  const found = tree.nodeAt(place);
  const first = found === NONE ? tree.smallestNodeCovering(place) : found;
  for (let node = first; node > 0; node = tree.parent(node)) {
    if (node !== first && isBoundary(tree, node)) return NONE;
    if (isEntry(tree, node)) return node;
  }
  return NONE;
}

/** The name of an entry, where it is written plainly. */
function entryKey(tree: FlatTree, entry: FlatNode): string | null {
  if (tree.kind(entry) === Kind.keyword_argument) return tree.textOf(tree.child(entry, Field.name));
  return tree.kind(entry) === Kind.pair ? stringKey(tree, tree.firstChild(entry)) : null;
}

export function removeProperty(anyTree: Tree, place: Range): readonly TextEdit[] | null {
  return removeProperties(anyTree, [place]);
}

export function removeProperties(anyTree: Tree, places: readonly Range[]): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const entries = new Set(places.map((place) => entryAt(tree, place)));
  const [first] = entries;
  if (first === undefined || first === NONE || isBroken(tree, first)) return null;
  const object = tree.parent(first);
  if ([...entries].some((entry) => tree.parent(entry) !== object)) return null;
  if (tree.kind(object) === Kind.argument_list && isFormat(tree, tree.parent(object))) return entries.size === 1 ? removeFromFormat(tree, tree.parent(object), first) : null;
  const named = entries.size === 1 ? removeNamed(tree, object, first, entryKey(tree, first)) : namesOf(tree, object) === undefined ? undefined : null;
  return named === undefined ? removeItems(tree, object, entries) : named;
}

/** The dictionary or `dict(…)` at the range, or what has the entry there. */
function objectAt(tree: FlatTree, place: Range): FlatNode {
  const node = expressionAt(tree, place);
  if (tree.kind(node) === Kind.dictionary) return node;
  if (tree.kind(node) === Kind.call && tree.textOf(tree.child(node, Field.function)) === 'dict') {
    const list = tree.child(node, Field.arguments);
    if (tree.kind(list) === Kind.argument_list) return list;
  }
  const entry = entryAt(tree, place);
  return entry === NONE ? NONE : tree.parent(entry);
}

export function propertiesOf(anyTree: Tree, place: Range): readonly ObjectProperty[] | null {
  const tree = asFlatTree(anyTree);
  const object = objectAt(tree, place);
  if (object === NONE) return null;
  return tree.children(object).filter((entry) => isEntry(tree, entry)).map((entry) => {
    const value = tree.kind(entry) === Kind.dictionary_splat ? tree.firstChild(entry) : tree.lastChild(entry);
    return { key: entryKey(tree, entry), range: tree.range(entry), value: tree.range(value) };
  });
}

export function renameProperty(anyTree: Tree, place: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const entry = entryAt(tree, place);
  if (entry === NONE || isBroken(tree, entry) || !NAME.test(name)) return null;
  const object = tree.parent(entry);
  if (tree.children(object).some((other) => entryKey(tree, other) === name)) return null;
  if (tree.kind(entry) === Kind.pair) {
    if (namesOf(tree, object) !== undefined) return null;
    const literal = literalAt(tree, tree.firstChild(entry));
    return literal === null || literal.bytes || literal.formatted ? null : [replace({ start: literal.start, end: literal.end }, name)];
  }
  // Only a function that takes any name can do with another.
  const call = tree.parent(object);
  if (tree.kind(entry) !== Kind.keyword_argument || isFormat(tree, call)) return null;
  if (tree.textOf(tree.child(call, Field.function)) !== 'dict' && !isLogging(tree, call)) return null;
  return [replace(tree.range(tree.child(entry, Field.name)), name)];
}

/** A call stands for its arguments: `f(x)` → `f(x, secure=True)`. */
export function setProperty(anyTree: Tree, object: Range, name: string, value: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const at = expressionAt(tree, object);
  const found = tree.nodeAt(object);
  const list = tree.kind(at) === Kind.call ? tree.child(at, Field.arguments) : isArguments(tree, found) ? found : objectAt(tree, object);
  if (list === NONE || isBroken(tree, list) || statementOf(tree, list) === NONE) return null;
  const entries = tree.children(list);
  const present = entries.findLast((entry) => entryKey(tree, entry) === name);
  if (present !== undefined) return replaceExpression(tree, tree.range(tree.lastChild(present)), value);
  const isCall = tree.kind(list) === Kind.argument_list;
  if (isCall ? !isArguments(tree, list) || !NAME.test(name) : tree.kind(list) !== Kind.dictionary) return null;
  const item = fitted(tree, list, isCall ? `${name}=${value}` : `${quoted(tree, name)}: ${value}`);
  return item === null ? null : [appendItem(tree, list, item, styleOf(tree).lineEnd, '')];
}
