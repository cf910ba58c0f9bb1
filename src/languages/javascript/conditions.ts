/**
 * How are conditions written in JavaScript? With `!`, `&&`, `||`, `??` and
 * parentheses; what they tell is the same in every language.
 * Must not lower statements.
 */
import { conditionsOf, type LogicalOperator } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Kind } from './kinds';
import { binaryOperator } from './operator-text';

export { guardWhen, plainCondition } from '../lowering';

/** `&&`, `||` or `??`; null when the node is no such expression. */
export function logicalOperator(f: FunctionLowering, node: FlatNode): LogicalOperator | null {
  if (f.tree.kind(node) !== Kind.binary_expression) return null;
  const operator = binaryOperator(f.tree, node);
  return operator === '&&' || operator === '||' || operator === '??' ? operator : null;
}

function inside(f: FunctionLowering, node: FlatNode): { readonly node: FlatNode; readonly negated: boolean } | null {
  const inner = f.tree.firstChild(node);
  if (inner === NONE) return null;
  switch (f.tree.kind(node)) {
    case Kind.parenthesized_expression:
      return f.tree.nextSibling(inner) === NONE ? { node: inner, negated: false } : null;
    case Kind.unary_expression:
      return f.tree.text[f.tree.start(node)] === '!' ? { node: inner, negated: true } : null;
    default:
      return null;
  }
}

export const { lowerCondition, lowerLogical } = conditionsOf({ operator: logicalOperator, inside });
