/**
 * How does something leave a call, a text or an object? Verbs that remove
 * arguments, parts of strings and properties, and the one that sets a property.
 */
import type { Range, TextEdit } from '../../../text';
import type { ObjectProperty, Tree } from '../../language';
import { afterBreak, appendItem, atLineEnd, beginsLine, insert, isNamePart, lineStart, removeItems, replace, skipBlanks, skipBlanksBack, skipInLine } from '../../editing';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isTagged, propertyKey, replaceExpression } from './expressions';
import { expressionAt, isBoundary, isBroken, isExpression, mayBeginStatement, statementBegunBy, statementOf, WRAPPERS } from './places';
import { quoted, styleOf } from './style';
import { removeStatement } from './statements';

export function removeArgument(anyTree: Tree, value: Range): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  let node = expressionAt(tree, value);
  if (node === NONE) node = tree.smallestNodeCovering(value);
  for (; node > 0; node = tree.parent(node)) {
    if (isBroken(tree, node)) return null;
    const parent = tree.parent(node);
    switch (tree.kind(parent)) {
      case Kind.template_substitution:
        return removeSubstitution(tree, parent);
      case Kind.binary_expression:
        if (isConcatenation(tree, parent)) return removeOperand(tree, parent, node);
        break;
      case Kind.arguments:
        return removeFromCall(tree, parent, node);
      case Kind.array:
        return removeItems(tree, parent, new Set([node]));
      case Kind.pair:
      case Kind.object:
      case Kind.jsx_attribute:
        return null;
      default:
        if (isBoundary(tree, parent) || (!isExpression(tree, parent) && tree.kind(parent) !== Kind.spread_element)) return null;
    }
  }
  return null;
}

function isConcatenation(tree: FlatTree, node: FlatNode): boolean {
  const left = tree.firstChild(node);
  return tree.kind(node) === Kind.binary_expression && tree.gap(tree.end(left), tree.start(tree.lastChild(node))) === '+';
}

/** The only argument of a call that is a statement takes the statement with it: `log()` says nothing. */
function removeFromCall(tree: FlatTree, list: FlatNode, item: FlatNode): readonly TextEdit[] | null {
  const call = tree.parent(list);
  if (tree.kind(tree.child(call, Field.function)) === Kind.import) return null;
  let whole = call;
  while (WRAPPERS.has(tree.kind(tree.parent(whole)))) whole = tree.parent(whole);
  const isOnly = tree.firstChild(list) === item && tree.nextSibling(item) === NONE;
  const isEffect = tree.kind(call) === Kind.call_expression && tree.kind(tree.parent(whole)) === Kind.expression_statement;
  return (isOnly && isEffect ? removeStatement(tree, tree.range(call)) : null) ?? removeItems(tree, list, new Set([item]));
}

/** One operand of a `+`, with the operator and one space. */
function removeOperand(tree: FlatTree, sum: FlatNode, operand: FlatNode): readonly TextEdit[] | null {
  const left = tree.firstChild(sum);
  const right = tree.lastChild(sum);
  if (left === operand) {
    const statement = statementBegunBy(tree, sum);
    if (statement !== NONE && !mayBeginStatement(tree, statement, tree.textOf(right))) return null;
    if (/(?:=>|\bdefault)\s*$/.test(tree.text.slice(Math.max(0, tree.start(sum) - 200), tree.start(sum))) && /^(?:\{|function|class|async)/.test(tree.textOf(right))) return null;
    return [replace({ start: tree.start(left), end: tree.start(right) }, '')];
  }
  return right === operand ? [replace({ start: tree.end(left), end: tree.end(right) }, '')] : null;
}

/** `${…}` of a template, and a space that would stand doubled or at the end. */
function removeSubstitution(tree: FlatTree, part: FlatNode): readonly TextEdit[] | null {
  const { text } = tree;
  const template = tree.parent(part);
  if (tree.kind(template) !== Kind.template_string || isTagged(tree, template)) return null;
  const [start, end] = [tree.start(part), tree.end(part)];
  // What moves together must not become an escape or another `${`.
  const before = text.slice(Math.max(tree.start(template) + 1, start - 2), start);
  if (before.endsWith('$') && text.charAt(end) === '{') return null;
  if (before === '\\0' && /\d/.test(text.charAt(end))) return null;
  const isLast = end + 1 === tree.end(template);
  const doubled = before.endsWith(' ') && !before.endsWith('\\ ') && (isLast || text.charAt(end) === ' ') && start - 1 > tree.start(template);
  return [replace({ start: doubled ? start - 1 : start, end }, '')];
}

const ENTRIES: ReadonlySet<number> = new Set([Kind.pair, Kind.shorthand_property_identifier, Kind.spread_element, Kind.method_definition]);

/** The entry of an object literal, or attribute of an element, that holds the place; NONE behind a function's edge. */
function entryAt(tree: FlatTree, place: Range): FlatNode {
  const found = tree.nodeAt(place);
  const first = found === NONE ? tree.smallestNodeCovering(place) : found;
  for (let node = first; node > 0; node = tree.parent(node)) {
    if (node !== first && isBoundary(tree, node)) return NONE;
    const parent = tree.kind(tree.parent(node));
    if (ENTRIES.has(tree.kinds[node] ?? -1) && parent === Kind.object) return node;
    if (tree.kind(node) === Kind.jsx_attribute) return node;
    if (tree.kind(node) === Kind.jsx_expression && (parent === Kind.jsx_self_closing_element || parent === Kind.jsx_opening_element)) return node;
  }
  return NONE;
}

export function removeProperty(anyTree: Tree, place: Range): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const entry = entryAt(tree, place);
  if (entry === NONE || isBroken(tree, entry)) return null;
  const object = tree.parent(entry);
  return tree.kind(object) === Kind.object ? removeItems(tree, object, new Set([entry])) : removeAttribute(tree, entry);
}

function removeAttribute(tree: FlatTree, attribute: FlatNode): readonly TextEdit[] {
  const { text } = tree;
  const [start, end] = [tree.start(attribute), tree.end(attribute)];
  const rest = skipInLine(tree, end);
  if (beginsLine(text, start)) {
    if (atLineEnd(text, rest)) return [replace({ start: lineStart(text, start), end: afterBreak(text, rest) }, '')];
    return [replace({ start, end: skipBlanks(text, end) }, '')];
  }
  const next = text.charAt(end);
  return [replace({ start: skipBlanksBack(text, start), end }, isNamePart(next) || next === '{' ? ' ' : '')];
}

/** The object literal at the range, or the one that has the property there. */
function objectAt(tree: FlatTree, place: Range): FlatNode {
  const node = expressionAt(tree, place);
  if (tree.kind(node) === Kind.object) return node;
  const entry = entryAt(tree, place);
  return entry !== NONE && tree.kind(tree.parent(entry)) === Kind.object ? tree.parent(entry) : NONE;
}

export function propertiesOf(anyTree: Tree, place: Range): readonly ObjectProperty[] | null {
  const tree = asFlatTree(anyTree);
  const object = objectAt(tree, place);
  if (object === NONE) return null;
  return tree.children(object).map((entry) => {
    const kind = tree.kind(entry);
    const value = kind === Kind.pair ? tree.child(entry, Field.value) : kind === Kind.spread_element ? tree.firstChild(entry) : entry;
    return { key: propertyKey(tree, entry), range: tree.range(entry), value: tree.range(value) };
  });
}

export function removeProperties(anyTree: Tree, places: readonly Range[]): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const entries = new Set(places.map((place) => entryAt(tree, place)));
  const [first] = entries;
  if (first === undefined || first === NONE || isBroken(tree, first)) return null;
  const object = tree.parent(first);
  if (tree.kind(object) !== Kind.object || [...entries].some((entry) => tree.parent(entry) !== object)) return null;
  return removeItems(tree, object, entries);
}

export function renameProperty(anyTree: Tree, place: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const entry = entryAt(tree, place);
  if (entry === NONE || isBroken(tree, entry) || !/^[A-Za-z_$][\w$]*$/.test(name)) return null;
  const object = tree.parent(entry);
  if (tree.kind(object) !== Kind.object || tree.children(object).some((other) => propertyKey(tree, other) === name)) return null;
  if (tree.kind(entry) === Kind.shorthand_property_identifier) return [insert(tree.start(entry), `${name}: `)];
  const key = tree.kind(entry) === Kind.pair ? tree.child(entry, Field.key) : NONE;
  return key === NONE ? null : [replace(tree.range(key), name)];
}

export function setProperty(anyTree: Tree, object: Range, name: string, value: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = objectAt(tree, object);
  if (node === NONE || isBroken(tree, node) || statementOf(tree, node) === NONE) return null;
  const entries = tree.children(node);
  const present = entries.findLast((entry) => propertyKey(tree, entry) === name);
  if (present !== undefined) {
    if (tree.kind(present) === Kind.shorthand_property_identifier) return [insert(tree.end(present), `: ${value}`)];
    return tree.kind(present) === Kind.pair ? replaceExpression(tree, tree.range(tree.child(present, Field.value)), value) : null;
  }
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(tree, name);
  return [appendItem(tree, node, `${key}: ${value}`, styleOf(tree).lineEnd, ' ')];
}
