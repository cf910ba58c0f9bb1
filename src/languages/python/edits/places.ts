/**
 * Which expression does a range mean, and may another stand in its place?
 * Everything that verbs ask of the syntax around a value. Must not make edits.
 */
import type { Range } from '../../../text';
import { commentAt } from '../../editing';
import { NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isDocstring } from './strings';

const EXPRESSIONS: ReadonlySet<number> = new Set([
  Kind.identifier, Kind.integer, Kind.float, Kind.true, Kind.false, Kind.none, Kind.ellipsis, Kind.string, Kind.concatenated_string, Kind.list, Kind.tuple,
  Kind.set, Kind.dictionary, Kind.expression_list, Kind.parenthesized_expression, Kind.list_comprehension, Kind.set_comprehension,
  Kind.dictionary_comprehension, Kind.generator_expression, Kind.attribute, Kind.subscript, Kind.call, Kind.named_expression, Kind.binary_operator,
  Kind.unary_operator, Kind.not_operator, Kind.boolean_operator, Kind.comparison_operator, Kind.conditional_expression, Kind.await, Kind.yield, Kind.lambda,
]);

/** What changes nothing about the value inside but its time. */
export const WRAPPERS: ReadonlySet<number> = new Set([Kind.parenthesized_expression, Kind.await]);

export function isExpression(tree: FlatTree, node: FlatNode): boolean {
  return EXPRESSIONS.has(tree.kinds[node] ?? -1);
}

/** Whether the node has a flow of its own: what is inside is not what is outside. */
export function isBoundary(tree: FlatTree, node: FlatNode): boolean {
  const kind = tree.kind(node);
  return kind === Kind.function_definition || kind === Kind.class_definition || kind === Kind.lambda;
}

/**
 * The expression that `range` means: the one with just this range, or the value
 * of the entry, keyword argument, unpacking or hole that has it. NONE for anything else.
 */
export function expressionAt(tree: FlatTree, range: Range): FlatNode {
  let node = tree.nodeAt(range);
  for (let steps = 0; node !== NONE && steps < 8; steps++) {
    if (isExpression(tree, node)) return node;
    switch (tree.kind(node)) {
      case Kind.pair:
        node = tree.lastChild(node);
        break;
      case Kind.keyword_argument:
        node = tree.child(node, Field.value);
        break;
      case Kind.interpolation:
        node = tree.child(node, Field.expression);
        break;
      case Kind.module:
      case Kind.block:
      case Kind.expression_statement:
      case Kind.list_splat:
      case Kind.dictionary_splat:
        node = tree.nextSibling(tree.firstChild(node)) === NONE ? tree.firstChild(node) : NONE;
        break;
      default:
        return NONE;
    }
  }
  return NONE;
}

/** Without the parentheses and awaits around it. */
export function unwrapped(tree: FlatTree, node: FlatNode): FlatNode {
  let at = node;
  while (WRAPPERS.has(tree.kinds[at] ?? -1)) {
    const inner = tree.firstChild(at);
    if (inner === NONE || !isExpression(tree, inner)) return at;
    at = inner;
  }
  return at;
}

/**
 * How another expression fits into the node's place. `isolated`: any but a bare
 * tuple, `yield` or `:=`. `operand`: only what binds as tightly as a call.
 * `object`: the left of `.x` and `[x]`. `hole`: `{…}` of an f-string.
 */
export type Slot = 'isolated' | 'operand' | 'object' | 'hole';

/** Null where no other expression may stand: targets, callees, keys, names, types, patterns, what Python 2 prints. */
export function slotOf(tree: FlatTree, node: FlatNode): Slot | null {
  const parent = tree.parent(node);
  if (!isExpression(tree, node) || parent === NONE || isBroken(tree, node) || isTyping(tree, node)) return null;
  switch (tree.kind(parent)) {
    case Kind.argument_list:
      return tree.kind(tree.parent(parent)) === Kind.call ? 'isolated' : null;
    case Kind.list:
    case Kind.tuple:
    case Kind.set:
      return isTarget(tree, parent) ? null : 'isolated';
    case Kind.expression_list:
    case Kind.return_statement:
    case Kind.assert_statement:
    case Kind.parenthesized_expression:
      return isTarget(tree, parent) ? null : 'isolated';
    case Kind.raise_statement:
      return 'isolated';
    case Kind.expression_statement:
      return isDocstring(tree, node) ? null : 'isolated';
    case Kind.keyword_argument:
      return tree.field(node) === Field.value && tree.kind(tree.parent(tree.parent(parent))) === Kind.call ? 'isolated' : null;
    case Kind.default_parameter:
    case Kind.typed_default_parameter:
      return tree.field(node) === Field.value ? 'isolated' : null;
    case Kind.named_expression:
      return tree.field(node) === Field.value ? 'operand' : null;
    case Kind.pair:
      return tree.lastChild(parent) === node ? 'isolated' : null;
    case Kind.assignment:
    case Kind.augmented_assignment:
      return tree.field(node) === Field.right ? 'isolated' : null;
    case Kind.for_statement:
      return tree.field(node) === Field.right ? 'isolated' : null;
    case Kind.for_in_clause:
      return tree.field(node) === Field.right ? 'operand' : null;
    case Kind.if_statement:
    case Kind.elif_clause:
    case Kind.while_statement:
      return tree.field(node) === Field.condition ? 'isolated' : null;
    case Kind.list_comprehension:
    case Kind.set_comprehension:
    case Kind.generator_expression:
    case Kind.lambda:
      return tree.field(node) === Field.body ? 'isolated' : null;
    case Kind.interpolation:
      return tree.field(node) === Field.expression ? 'hole' : null;
    case Kind.subscript:
      return tree.field(node) === Field.subscript ? 'isolated' : 'object';
    case Kind.attribute:
      return tree.firstChild(parent) === node && !isDecorated(tree, parent) ? 'object' : null;
    case Kind.with_item:
    case Kind.if_clause:
    case Kind.match_statement:
    case Kind.binary_operator:
    case Kind.unary_operator:
    case Kind.not_operator:
    case Kind.boolean_operator:
    case Kind.comparison_operator:
    case Kind.conditional_expression:
    case Kind.await:
    case Kind.yield:
    case Kind.slice:
      return 'operand';
    case Kind.as_pattern:
      return tree.kind(tree.parent(parent)) === Kind.with_item && tree.firstChild(parent) === node ? 'operand' : null;
    case Kind.list_splat:
    case Kind.dictionary_splat:
      return tree.kind(tree.parent(tree.parent(parent))) === Kind.class_definition || isTarget(tree, parent) ? null : 'operand';
    default:
      return null;
  }
}

/** Whether the node is part of an annotation or a pattern. */
function isTyping(tree: FlatTree, node: FlatNode): boolean {
  let at = node;
  for (let levels = 0; at > 0 && levels < maxLevels; levels++, at = tree.parent(at)) {
    const kind = tree.kind(at);
    if (kind === Kind.type || kind === Kind.case_pattern || kind === Kind.type_alias_statement) return true;
    if (kind === Kind.block || kind === Kind.expression_statement) return false;
  }
  return false;
}

/** How far out is looked: no type or target that someone wrote nests deeper. */
const maxLevels = 200;

/** Whether a node that looks like a value is assigned to, deleted or names what is imported or caught. */
function isTarget(tree: FlatTree, node: FlatNode): boolean {
  let at = node;
  for (let levels = 0; at > 0 && levels < maxLevels; levels++, at = tree.parent(at)) {
    const parent = tree.parent(at);
    switch (tree.kind(parent)) {
      case Kind.delete_statement:
      case Kind.as_pattern_target:
      case Kind.except_clause:
      case Kind.pattern_list:
      case Kind.tuple_pattern:
      case Kind.list_pattern:
        return true;
      case Kind.as_pattern:
        return tree.kind(tree.parent(parent)) === Kind.except_clause;
      case Kind.assignment:
      case Kind.augmented_assignment:
      case Kind.for_statement:
      case Kind.for_in_clause:
        return tree.field(at) === Field.left;
      case Kind.tuple:
      case Kind.list:
      case Kind.parenthesized_expression:
      case Kind.expression_list:
      case Kind.list_splat:
        break;
      default:
        return false;
    }
  }
  return false;
}

/** Decorators took nothing but dotted names and calls of them before Python 3.9. */
function isDecorated(tree: FlatTree, path: FlatNode): boolean {
  let at = path;
  while (tree.kind(tree.parent(at)) === Kind.attribute) at = tree.parent(at);
  if (tree.kind(tree.parent(at)) === Kind.call && tree.field(at) === Field.function) at = tree.parent(at);
  return tree.kind(tree.parent(at)) === Kind.decorator;
}

/** The innermost statement around the node, itself included; NONE at the top. */
export function statementOf(tree: FlatTree, node: FlatNode): FlatNode {
  let at = node;
  while (at > 0 && !isList(tree, tree.parent(at))) at = tree.parent(at);
  return at > 0 ? at : NONE;
}

/** Whether the node's children are statements; those of `match` are its cases. */
function isList(tree: FlatTree, node: FlatNode): boolean {
  const kind = tree.kind(node);
  return kind === Kind.module || (kind === Kind.block && tree.kind(tree.parent(node)) !== Kind.match_statement);
}

/** Whether the statement around the node did not parse: what looks like syntax there may be none. */
export function isBroken(tree: FlatTree, node: FlatNode): boolean {
  if (tree.syntaxErrors.length === 0) return false;
  const around = statementOf(tree, node);
  const [start, end] = around === NONE ? [tree.start(node), tree.end(node)] : [tree.start(around), tree.end(around)];
  if (tree.syntaxErrors.some((error) => error.start <= end && error.end >= start)) return true;
  for (let at = node; at > 0; at = tree.parent(at)) if (tree.kind(at) === Kind.ERROR) return true;
  return false;
}

/** Whether the offset lies within a string or a comment. */
export function isInsideToken(tree: FlatTree, offset: number): boolean {
  const comment = commentAt(tree, offset);
  return (comment !== null && comment.start < offset) || stringAround(tree, offset) !== NONE;
}

/** The outermost string that begins before the offset and ends behind it, or NONE. */
export function stringAround(tree: FlatTree, offset: number): FlatNode {
  let found = NONE;
  for (let node = tree.smallestNodeCovering({ start: offset, end: offset }); node > 0; node = tree.parent(node)) {
    if (tree.kind(node) === Kind.string && tree.start(node) < offset && offset < tree.end(node)) found = node;
  }
  return found;
}

/** Whether a line joins the one before it: that ends in a backslash, outside of comments. `start` is where the line begins. */
export function isContinuation(tree: FlatTree, start: number): boolean {
  const joint = /\\(?:\r\n|\r|\n)$/.exec(tree.text.slice(Math.max(0, start - 3), start))?.[0];
  return joint !== undefined && commentAt(tree, start - joint.length) === null;
}
