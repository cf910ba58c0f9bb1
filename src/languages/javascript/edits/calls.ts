/**
 * What is called with what, and how does a call change? Verbs on calls and on
 * the last name of what is called or assigned to. Must not know what functions do.
 */
import type { Range, TextEdit } from '../../../text';
import { appendItem, insert, replace } from '../../editing';
import type { Call, Comparison, Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { constantOf } from '../literal-values';
import { binaryOperator } from '../operator-text';
import { expressionAt, isBroken } from './places';
import { styleOf } from './style';

/** The call at the range, or the one that an `await` or cast there wraps; NONE for anything else. */
function callNode(tree: FlatTree, place: Range): FlatNode {
  const node = expressionAt(tree, place);
  const kind = tree.kind(node);
  return (kind === Kind.call_expression || kind === Kind.new_expression) && !isBroken(tree, node) ? node : NONE;
}

function calleeOf(tree: FlatTree, call: FlatNode): FlatNode {
  return tree.child(call, tree.kind(call) === Kind.new_expression ? Field.constructor : Field.function);
}

function argumentsOf(tree: FlatTree, call: FlatNode): FlatNode {
  const list = tree.child(call, Field.arguments);
  return tree.kind(list) === Kind.arguments ? list : NONE;
}

/** The name that a path ends with; NONE for other expressions. */
function lastName(tree: FlatTree, path: FlatNode): FlatNode {
  switch (tree.kind(path)) {
    case Kind.identifier:
      return path;
    case Kind.member_expression:
      return tree.kind(tree.lastChild(path)) === Kind.property_identifier ? tree.lastChild(path) : NONE;
    default:
      return NONE;
  }
}

export function callAt(anyTree: Tree, place: Range): Call | null {
  const tree = asFlatTree(anyTree);
  const call = callNode(tree, place);
  const callee = call === NONE ? NONE : calleeOf(tree, call);
  const list = call === NONE ? NONE : argumentsOf(tree, call);
  if (callee === NONE || list === NONE) return null;
  const name = lastName(tree, callee);
  return {
    callee: tree.range(callee),
    name: name === NONE ? '' : tree.textOf(name),
    arguments: tree.children(list).map((argument) => {
      const isSpread = tree.kind(argument) === Kind.spread_element;
      return { name: null, range: tree.range(argument), value: tree.range(isSpread ? tree.firstChild(argument) : argument), isSpread };
    }),
  };
}

export function chainFrom(anyTree: Tree, place: Range, methods: readonly string[]): Range | null {
  const tree = asFlatTree(anyTree);
  let at = callNode(tree, place);
  if (at === NONE) return null;
  for (;;) {
    const member = tree.parent(at);
    const call = tree.parent(member);
    const isChained = tree.kind(member) === Kind.member_expression && tree.firstChild(member) === at && tree.kind(call) === Kind.call_expression && calleeOf(tree, call) === member;
    if (!isChained || !methods.includes(tree.textOf(tree.lastChild(member)))) return tree.range(at);
    at = call;
  }
}

export function comparisonAt(anyTree: Tree, place: Range): Comparison | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, place);
  if (tree.kind(node) !== Kind.binary_expression || isBroken(tree, node)) return null;
  const operator = binaryOperator(tree, node);
  const isEqual = operator === '===' || operator === '==';
  return isEqual || operator === '!==' || operator === '!=' ? { left: tree.range(tree.firstChild(node)), right: tree.range(tree.lastChild(node)), isEqual } : null;
}

export function replaceCallee(anyTree: Tree, place: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const call = callNode(tree, place);
  const callee = call === NONE ? NONE : calleeOf(tree, call);
  if (callee === NONE || !/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(by) || /[\r\n]/.test(tree.textOf(callee))) return null;
  return [replace(tree.range(callee), by)];
}

export function renameMember(anyTree: Tree, place: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, place);
  const call = callNode(tree, place);
  const path = call !== NONE ? calleeOf(tree, call) : tree.kind(node) === Kind.assignment_expression ? tree.child(node, Field.left) : NONE;
  const last = lastName(tree, path);
  return last === NONE || last === path || isBroken(tree, node) ? null : [replace(tree.range(last), name)];
}

export function insertArgument(anyTree: Tree, place: Range, index: number, argument: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const call = callNode(tree, place);
  const list = call === NONE ? NONE : argumentsOf(tree, call);
  if (list === NONE) return null;
  const items = tree.children(list);
  const before = items[index];
  if (index > items.length || items.slice(0, index).some((item) => tree.kind(item) === Kind.spread_element)) return null;
  return [before === undefined ? appendItem(tree, list, argument, styleOf(tree).lineEnd, '') : insert(tree.start(before), `${argument}, `)];
}

export function constantAt(anyTree: Tree, place: Range): ReturnType<typeof constantOf> {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, place);
  return node === NONE ? null : constantOf(tree, node);
}
