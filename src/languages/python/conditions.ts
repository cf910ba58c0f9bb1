/**
 * How are conditions written in Python? With `not`, `and`, `or` and parentheses;
 * what they tell is the same in every language.
 * Must not lower statements.
 */
import { conditionsOf, type LogicalOperator } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Kind } from './kinds';

export { guardWhen } from '../lowering';

/** Of an `and` or `or`, by the names that all languages share; null for any other expression. */
export function logicalOperator(f: FunctionLowering, node: FlatNode): LogicalOperator | null {
  if (f.tree.kind(node) !== Kind.boolean_operator) return null;
  const left = f.tree.firstChild(node);
  const right = left === NONE ? NONE : f.tree.nextSibling(left);
  if (right === NONE) return null;
  return f.tree.gap(f.tree.end(left), f.tree.start(right)).includes('and') ? '&&' : '||';
}

function inside(f: FunctionLowering, node: FlatNode): { readonly node: FlatNode; readonly negated: boolean } | null {
  const kind = f.tree.kind(node);
  if (kind !== Kind.parenthesized_expression && kind !== Kind.not_operator) return null;
  const inner = f.tree.firstChild(node);
  return inner === NONE || f.tree.nextSibling(inner) !== NONE ? null : { node: inner, negated: kind === Kind.not_operator };
}

export const { lowerCondition, lowerLogical } = conditionsOf<FunctionLowering>({ operator: logicalOperator, inside });
