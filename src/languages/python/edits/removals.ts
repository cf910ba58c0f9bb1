/**
 * How does something leave a call or a text? The argument that covers a value.
 * Must not leave a call that could not run.
 */
import type { Range, TextEdit } from '../../../text';
import { removeItems, replace } from '../../editing';
import type { Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isFormat, percentOf, removeFromFormat, removeFromMessage, removeFromPercent, removeFromTuple, removeHole } from './formats';
import { expressionAt, isBoundary, isBroken, isExpression, WRAPPERS } from './places';
import { removeStatement } from './statements';
import { operatorOf } from './strings';

export function removeArgument(anyTree: Tree, value: Range): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  let node = expressionAt(tree, value);
  if (node === NONE) node = tree.smallestNodeCovering(value);
  const inner = onlyFilledIn(tree, node);
  if (inner !== null) return inner;
  for (; node > 0; node = tree.parent(node)) {
    if (isBroken(tree, node)) return null;
    const parent = tree.parent(node);
    switch (tree.kind(parent)) {
      case Kind.interpolation:
        return removeHole(tree, parent);
      case Kind.binary_operator:
        if (operatorOf(tree, parent) === '%' && tree.lastChild(parent) === node) return removeFromPercent(tree, parent, node);
        if (operatorOf(tree, parent) === '+') return removeOperand(tree, parent, node);
        break;
      case Kind.argument_list: {
        const edits = removeFromCall(tree, parent, node);
        if (edits !== 'climb') return edits;
        node = parent;
        break;
      }
      case Kind.tuple:
        return removeFromSequence(tree, parent, node);
      case Kind.list:
      case Kind.set:
        return isExpression(tree, parent) ? removeFromSequence(tree, parent, node) : null;
      case Kind.keyword_argument:
      case Kind.list_splat:
        break;
      case Kind.call:
        // `join(u.email for u in users)`: a generator is the only argument.
        if (tree.kind(node) === Kind.generator_expression) {
          const edits = removeOnly(tree, parent);
          if (edits !== 'climb') return edits;
        }
        break;
      case Kind.dictionary_splat:
        if (tree.kind(tree.parent(parent)) !== Kind.argument_list) return null;
        break;
      default:
        if (isBoundary(tree, parent) || !isExpression(tree, parent) || tree.kind(parent) === Kind.dictionary || tree.kind(parent) === Kind.expression_list) return null;
    }
  }
  return null;
}

/** Of `'… {}'.format(email)` the one value that makes it what it is; null for other expressions. */
function onlyFilledIn(tree: FlatTree, node: FlatNode): readonly TextEdit[] | null {
  if (tree.kind(node) !== Kind.call || !isFormat(tree, node) || isBroken(tree, node)) return null;
  const only = tree.firstChild(tree.child(node, Field.arguments));
  return only === NONE || tree.nextSibling(only) !== NONE ? null : removeFromFormat(tree, node, only);
}

/** One operand of a `+`, with the operator. */
function removeOperand(tree: FlatTree, sum: FlatNode, operand: FlatNode): readonly TextEdit[] | null {
  const [left, right] = [tree.firstChild(sum), tree.lastChild(sum)];
  if (left === operand) return [replace({ start: tree.start(left), end: tree.start(right) }, '')];
  return right === operand ? [replace({ start: tree.end(left), end: tree.end(right) }, '')] : null;
}

/** Functions that take any number of values and are content with one less. */
const LOGGING = new Set([
  'print', 'debug', 'info', 'warning', 'warn', 'error', 'exception', 'critical', 'fatal', 'log', 'trace', 'success', 'notice', 'msg',
]);

/** The last name of what is called. */
function calledName(tree: FlatTree, call: FlatNode): string {
  const callee = tree.child(call, Field.function);
  return tree.textOf(tree.kind(callee) === Kind.attribute ? tree.lastChild(callee) : callee);
}

/** Whether arguments of the call may have any name or number. */
export function isLogging(tree: FlatTree, call: FlatNode): boolean {
  return LOGGING.has(calledName(tree, call));
}

/** `climb` where the call itself is what is to be removed from around it. */
function removeFromCall(tree: FlatTree, list: FlatNode, item: FlatNode): readonly TextEdit[] | null | 'climb' {
  const call = tree.parent(list);
  if (tree.kind(call) !== Kind.call) return null;
  if (isFormat(tree, call)) return removeFromFormat(tree, call, item);
  const items = tree.children(list);
  if (items.length === 1) return removeOnly(tree, call);
  const isNamed = (arg: FlatNode): boolean => tree.kind(arg) === Kind.keyword_argument || tree.kind(arg) === Kind.dictionary_splat;
  if (isNamed(item)) return removeItems(tree, list, new Set([item]));
  const message = removeFromMessage(tree, list, item);
  if (message !== undefined) return message;
  // Elsewhere each position has its meaning, and most are wanted.
  if (!isLogging(tree, call)) return null;
  const isFirst = items[0] === item;
  if (calledName(tree, call) !== 'print' && (isFirst ? items.every((arg) => arg === item || isNamed(arg)) : !isNamed(items[0] ?? NONE) && !isText(tree, items[0] ?? NONE))) return null;
  return removeItems(tree, list, new Set([item]));
}

/** A text without marks, or a number such as a level: what follows is not filled in anywhere. */
function isText(tree: FlatTree, node: FlatNode): boolean {
  const kind = tree.kind(node);
  return kind === Kind.string || kind === Kind.concatenated_string || kind === Kind.integer;
}

/** The only argument of a call that is a statement takes the statement with it: `log()` says nothing. */
function removeOnly(tree: FlatTree, call: FlatNode): readonly TextEdit[] | null | 'climb' {
  let whole = call;
  while (WRAPPERS.has(tree.kind(tree.parent(whole)))) whole = tree.parent(whole);
  return tree.kind(tree.parent(whole)) === Kind.expression_statement ? removeStatement(tree, tree.range(call)) : 'climb';
}

/** An element, unless it is one of the values that a text before them has marks for: `execute('… %s', (email,))`. */
function removeFromSequence(tree: FlatTree, sequence: FlatNode, item: FlatNode): readonly TextEdit[] | null {
  const operation = percentOf(tree, sequence);
  if (operation !== NONE) return tree.kind(sequence) === Kind.tuple ? removeFromPercent(tree, operation, item) : null;
  if (tree.kind(tree.parent(sequence)) === Kind.argument_list && tree.previousSibling(sequence) !== NONE) {
    const before = tree.textOf(tree.previousSibling(sequence));
    if (/%|\?|:\w|\$\d/.test(before) || !/^\w*["']/.test(before)) return null;
  }
  if (tree.kind(sequence) === Kind.tuple) return removeFromTuple(tree, sequence, item);
  // `{}` would be a dictionary.
  if (tree.kind(sequence) === Kind.set && tree.children(sequence).length === 1) return null;
  return removeItems(tree, sequence, new Set([item]));
}
