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
import { expressionAt, isBroken } from './places';
import { fitted } from './strings';
import { styleOf } from './style';

function callNode(tree: FlatTree, place: Range): FlatNode {
  const node = expressionAt(tree, place);
  return tree.kind(node) === Kind.call && !isBroken(tree, node) ? node : NONE;
}

function argumentsOf(tree: FlatTree, call: FlatNode): FlatNode {
  const list = tree.child(call, Field.arguments);
  return tree.kind(list) === Kind.argument_list ? list : NONE;
}

/** The name that a path ends with; NONE for other expressions. */
function lastName(tree: FlatTree, path: FlatNode): FlatNode {
  switch (tree.kind(path)) {
    case Kind.identifier:
      return path;
    case Kind.attribute:
      return tree.lastChild(path);
    default:
      return NONE;
  }
}

export function callAt(anyTree: Tree, place: Range): Call | null {
  const tree = asFlatTree(anyTree);
  const call = callNode(tree, place);
  const callee = call === NONE ? NONE : tree.child(call, Field.function);
  const list = call === NONE ? NONE : argumentsOf(tree, call);
  if (callee === NONE || list === NONE) return null;
  const name = lastName(tree, callee);
  return {
    callee: tree.range(callee),
    name: name === NONE ? '' : tree.textOf(name),
    arguments: tree.children(list).map((argument) => {
      const kind = tree.kind(argument);
      const isNamed = kind === Kind.keyword_argument;
      const isSpread = kind === Kind.list_splat || kind === Kind.dictionary_splat;
      const value = isNamed ? tree.child(argument, Field.value) : isSpread ? tree.firstChild(argument) : argument;
      return { name: isNamed ? tree.textOf(tree.child(argument, Field.name)) : null, range: tree.range(argument), value: tree.range(value), isSpread };
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
    const isChained = tree.kind(member) === Kind.attribute && tree.firstChild(member) === at && tree.kind(call) === Kind.call && tree.field(member) === Field.function;
    if (!isChained || !methods.includes(tree.textOf(tree.lastChild(member)))) return tree.range(at);
    at = call;
  }
}

export function comparisonAt(anyTree: Tree, place: Range): Comparison | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, place);
  if (tree.kind(node) !== Kind.comparison_operator || isBroken(tree, node)) return null;
  const [left, right, ...more] = tree.children(node);
  if (left === undefined || right === undefined || more.length > 0) return null;
  const operator = tree.gap(tree.end(left), tree.start(right));
  return operator === '==' || operator === '!=' ? { left: tree.range(left), right: tree.range(right), isEqual: operator === '==' } : null;
}

export function replaceCallee(anyTree: Tree, place: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const call = callNode(tree, place);
  const callee = call === NONE ? NONE : tree.child(call, Field.function);
  if (callee === NONE || !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(by) || /[\r\n]/.test(tree.textOf(callee))) return null;
  return [replace(tree.range(callee), by)];
}

/** What may hold an assignment and nothing else. */
const STATEMENTS: ReadonlySet<number> = new Set([Kind.module, Kind.block, Kind.expression_statement]);

export function renameMember(anyTree: Tree, place: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const call = callNode(tree, place);
  let found = call === NONE ? tree.nodeAt(place) : call;
  // A statement alone has the range of its block.
  while (found !== NONE && STATEMENTS.has(tree.kinds[found] ?? -1)) found = tree.firstChild(found);
  const path = call !== NONE ? tree.child(call, Field.function) : tree.kind(found) === Kind.assignment ? tree.child(found, Field.left) : NONE;
  const last = lastName(tree, path);
  return last === NONE || last === path || isBroken(tree, found) ? null : [replace(tree.range(last), name)];
}

export function insertArgument(anyTree: Tree, place: Range, index: number, argument: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const call = callNode(tree, place);
  const list = call === NONE ? NONE : argumentsOf(tree, call);
  const text = list === NONE ? null : fitted(tree, list, argument);
  if (text === null) return null;
  const items = tree.children(list);
  const named = items.findIndex((item) => tree.kind(item) === Kind.keyword_argument || tree.kind(item) === Kind.dictionary_splat);
  const positional = named < 0 ? items.length : named;
  const before = items[index];
  if (index > positional || items.slice(0, index).some((item) => tree.kind(item) === Kind.list_splat)) return null;
  // A generator alone would have to get parentheses.
  if (items.some((item) => tree.kind(item) === Kind.generator_expression && tree.start(item) === tree.start(list))) return null;
  return [before === undefined ? appendItem(tree, list, text, styleOf(tree).lineEnd, '') : insert(tree.start(before), `${text}, `)];
}

export function constantAt(anyTree: Tree, place: Range): ReturnType<typeof constantOf> {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, place);
  return node === NONE ? null : constantOf(tree, node);
}
