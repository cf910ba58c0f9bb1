/**
 * How do operators lower? Concatenation keeps text, logical operators and
 * conditionals choose, casts write types, all else yields no text.
 */
import type { NodeId } from '../../flow';
import { guardWhen, logicalOperator, lowerCondition, lowerLogical } from './conditions';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantOf } from './literal-values';
import { binaryOperator, unaryOperator } from './operator-text';
import { assignTo, place, readPlace } from './places';
import { typeExpression } from './types';

/** `a + b + c` as one concat; other operators pairwise. Left-nested chains are followed without recursion. */
function lowerBinary(f: FunctionLowering, node: FlatNode): NodeId {
  if (logicalOperator(f, node) !== null) return lowerLogical(f, node);
  const chain: FlatNode[] = [];
  let at = node;
  while (f.tree.kind(at) === Kind.binary_expression && logicalOperator(f, at) === null && f.tree.firstChild(at) !== NONE) {
    chain.push(at);
    at = f.tree.firstChild(at);
  }
  let value = f.expression(at);
  let parts: NodeId[] | null = null;
  for (const link of chain.reverse()) {
    const operator = binaryOperator(f.tree, link);
    const last = f.tree.lastChild(link);
    const right = last === f.tree.firstChild(link) ? f.unsupported(link, 'missing', []) : f.expression(last);
    if (operator === '+') {
      parts ??= [value];
      parts.push(right);
      continue;
    }
    if (parts !== null) value = f.concat(f.tree.firstChild(link), parts);
    parts = null;
    value = f.operator(link, operator, [value, right]);
  }
  return parts === null ? value : f.concat(node, parts);
}

function lowerUnary(f: FunctionLowering, node: FlatNode): NodeId {
  const constant = constantOf(f.tree, node);
  if (constant !== null) return f.constant(node, constant.value);
  const operator = unaryOperator(f.tree, node);
  const operand = f.tree.firstChild(node);
  if (operator === 'delete' && operand !== NONE) return lowerDelete(f, node, operand);
  return f.operator(node, operator, [f.operand(node)]);
}

/** `delete o.f` leaves an object whose `f` is undefined. */
function lowerDelete(f: FunctionLowering, node: FlatNode, operand: FlatNode): NodeId {
  const target = place(f, operand);
  if (target.kind !== 'member') return f.operator(node, 'delete', [f.expression(operand)]);
  const read = readPlace(f, target);
  assignTo(f, target, f.constant(node, undefined), node);
  return f.operator(node, 'delete', [read]);
}

/** `a ? b : c`. A chain in the last branch is followed without recursion. */
function lowerTernary(f: FunctionLowering, node: FlatNode): NodeId {
  const before = f.guard;
  const mark = f.scope.mark();
  const inputs: NodeId[] = [];
  const states = [];
  let at = node;
  for (;;) {
    const condition = lowerCondition(f, f.tree.child(at, Field.condition));
    const branch = f.scope.mark();
    f.guard = guardWhen(f, condition, true);
    inputs.push(f.expression(f.tree.child(at, Field.consequence)));
    states.push(f.scope.changesSince(mark));
    f.scope.rollBack(branch);
    f.guard = guardWhen(f, condition, false);
    const other = f.tree.child(at, Field.alternative);
    if (f.tree.kind(other) !== Kind.ternary_expression) {
      inputs.push(f.expression(other));
      states.push(f.scope.changesSince(mark));
      break;
    }
    at = other;
  }
  f.guard = before;
  f.join(node, mark, states);
  return f.phi(node, inputs);
}

function lowerCast(f: FunctionLowering, node: FlatNode): NodeId {
  const inner = f.tree.firstChild(node);
  const type = inner === NONE ? NONE : f.tree.nextSibling(inner);
  if (inner === NONE) return f.unsupported(node, 'missing', []);
  const value = f.expression(inner);
  return type === NONE ? value : f.cast(node, value, typeExpression(f.tree, type));
}

/** Parentheses hold what they hold; after a doc comment with a type they are a cast. */
function lowerParentheses(f: FunctionLowering, node: FlatNode): NodeId {
  const value = f.operand(node);
  const type = f.file.docs?.at(node)?.type ?? null;
  return type === null ? value : f.cast(node, value, type);
}

/** `<T>x`: the type stands in its own list before the operand. */
function lowerTypeAssertion(f: FunctionLowering, node: FlatNode): NodeId {
  const list = f.tree.childOfKind(node, Kind.type_arguments);
  const type = f.tree.firstChild(list);
  const value = f.operand(node);
  return type === NONE ? value : f.cast(node, value, typeExpression(f.tree, type));
}

/** `a, b` and whatever else is a list of expressions of which the last counts. */
function lowerSequence(f: FunctionLowering, node: FlatNode): NodeId {
  let value: NodeId | null = null;
  for (const child of f.tree.children(node)) if (f.isExpression(child)) value = f.expression(child);
  return value ?? f.unsupported(node, 'missing', []);
}

function lowerYield(f: FunctionLowering, node: FlatNode): NodeId {
  return f.yield(node, f.tree.firstChild(node) === NONE ? null : f.operand(node));
}

export const operatorHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  binary_expression: lowerBinary,
  unary_expression: lowerUnary,
  ternary_expression: lowerTernary,
  as_expression: lowerCast,
  satisfies_expression: lowerCast,
  type_assertion: lowerTypeAssertion,
  sequence_expression: lowerSequence,
  parenthesized_expression: lowerParentheses,
  instantiation_expression: (f, node) => f.operand(node),
  spread_element: (f, node) => f.operand(node),
  template_substitution: (f, node) => f.operand(node),
  await_expression: (f, node) => f.await(node, f.operand(node)),
  yield_expression: lowerYield,
};
