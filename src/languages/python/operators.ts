/**
 * How do operators lower? Concatenation keeps text, `and`, `or` and conditional
 * expressions choose, all else yields no text.
 */
import type { Argument, NodeId } from '../../flow';
import { conditionalBranches } from './branches';
import { logicalOperator, lowerLogical } from './conditions';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers } from './function-lowering';
import { Kind } from './kinds';
import { constantOf } from './literal-values';
import { formatted } from './strings';
import { isWrittenText, percentText } from './templates';

/** `a + b + c` as one concat; other operators pairwise. Left-nested chains are followed without recursion. */
function lowerBinary(f: FunctionLowering, node: FlatNode): NodeId {
  const chain: FlatNode[] = [];
  let at = node;
  while (f.tree.kind(at) === Kind.binary_operator && f.tree.firstChild(at) !== NONE) {
    chain.push(at);
    at = f.tree.firstChild(at);
  }
  let value = percentLiteral(f, chain.at(-1) ?? NONE, at);
  if (value !== null) chain.pop();
  else value = f.expression(at);
  let parts: NodeId[] | null = null;
  for (const link of chain.reverse()) {
    const left = f.tree.firstChild(link);
    const last = f.tree.lastChild(link);
    const operator = f.tree.gap(f.tree.end(left), f.tree.start(last));
    const right = last === left ? f.unsupported(link, 'missing', []) : f.expression(last);
    if (operator === '+' && !isArray(f, right) && !(parts === null && isArray(f, value))) {
      parts ??= [value];
      parts.push(right);
      continue;
    }
    if (parts !== null) value = f.concat(left, parts);
    parts = null;
    value = combined(f, link, operator, value, right);
  }
  return parts === null ? value : f.concat(node, parts);
}

/** `'…%s' % right`, whose text is taken apart before it is one constant; null for all else. */
function percentLiteral(f: FunctionLowering, node: FlatNode, left: FlatNode): NodeId | null {
  const right = node === NONE ? NONE : f.tree.lastChild(node);
  if (right === NONE || right === left || !isWrittenText(f, left) || f.tree.gap(f.tree.end(left), f.tree.start(right)) !== '%') return null;
  const value = f.expression(right);
  return percentText(f, node, left, value) ?? formatted(f, node, f.expression(left), value);
}

/** `left operator right` of values that are not concatenated text. */
export function combined(f: FunctionLowering, node: FlatNode, operator: string, left: NodeId, right: NodeId): NodeId {
  if (operator === '+') return isArray(f, left) || isArray(f, right) ? f.array(node, [spread(left), spread(right)]) : f.concat(node, [left, right]);
  if (operator === '%' && !isNumber(f, left) && !isNumber(f, right)) return formatted(f, node, left, right);
  if (operator === '|' && (isObject(f, left) || isObject(f, right))) {
    const range = f.rangeOf(node);
    return f.object(node, [{ key: null, value: left, spread: true, range }, { key: null, value: right, spread: true, range }]);
  }
  return f.operator(node, operator, [left, right]);
}

function isArray(f: FunctionLowering, value: NodeId): boolean {
  return f.nodes[f.identity(value)]?.op === 'array';
}

/** Whether the value is no text for sure: a number, or what was computed of numbers. */
function isNumber(f: FunctionLowering, value: NodeId): boolean {
  const node = f.nodes[f.identity(value)];
  return node?.op === 'operator' || (node?.op === 'constant' && typeof node.value === 'number');
}

function isObject(f: FunctionLowering, value: NodeId): boolean {
  return f.nodes[f.identity(value)]?.op === 'object';
}

function spread(value: NodeId): Argument {
  return { value, spread: true, name: null };
}

function lowerBoolean(f: FunctionLowering, node: FlatNode): NodeId {
  return logicalOperator(f, node) === null ? f.operand(node) : lowerLogical(f, node);
}

function lowerUnary(f: FunctionLowering, node: FlatNode): NodeId {
  const constant = constantOf(f.tree, node);
  if (constant !== null) return f.constant(node, constant.value);
  const operand = f.tree.firstChild(node);
  const operator = operand === NONE ? '' : f.tree.gap(f.tree.start(node), f.tree.start(operand));
  return f.operator(node, operator, [f.operand(node)]);
}

/** `a < b`, `a not in b`; of `a < b < c` the comparisons joined. */
function lowerComparison(f: FunctionLowering, node: FlatNode): NodeId {
  const tests: NodeId[] = [];
  let left: NodeId | null = null;
  let from = 0;
  for (let child = f.tree.firstChild(node); child !== NONE; child = f.tree.nextSibling(child)) {
    if (!f.isExpression(child)) continue;
    const right = f.expression(child);
    if (left !== null) tests.push(f.operator(node, f.tree.gap(from, f.tree.start(child)).replace(/\s+/g, ' '), [left, right]));
    left = right;
    from = f.tree.end(child);
  }
  const [first] = tests;
  if (first === undefined) return left ?? f.unsupported(node, 'missing', []);
  return tests.length === 1 ? first : f.operator(node, '&&', tests);
}

/** `a if c else b`. A chain in the last branch is followed without recursion. */
function lowerConditional(f: FunctionLowering, node: FlatNode): NodeId {
  return conditionalBranches(f, node);
}

function lowerYield(f: FunctionLowering, node: FlatNode): NodeId {
  const operand = f.tree.firstChild(node);
  if (operand === NONE) return f.yield(node, null);
  const value = f.operand(node);
  // What `yield from` hands out are the elements.
  const isFrom = f.tree.gap(f.tree.start(node), f.tree.start(operand)).endsWith('from');
  return f.yield(node, isFrom ? f.iterate(operand, value, null) : value);
}

export const operatorHandlers: Handlers<ExpressionHandler> = {
  binary_operator: lowerBinary,
  boolean_operator: lowerBoolean,
  unary_operator: lowerUnary,
  not_operator: (f, node) => f.operator(node, '!', [f.operand(node)]),
  comparison_operator: lowerComparison,
  conditional_expression: lowerConditional,
  await: (f, node) => f.await(node, f.operand(node)),
  yield: lowerYield,
  // `x as y` outside a `with`, a handler or a pattern: broken text.
  as_pattern: (f, node) => f.operand(node),
};
