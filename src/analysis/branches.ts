/**
 * What does a branch give where branches meet? Its value, marked with what let it be taken.
 * Must not join the branches.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { marked } from './value';
import type { Value } from './value';

/** One of the values of a phi: what it carries goes on only where its branch is taken. */
export function branchValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'phi'>, input: NodeId): Value {
  const value = evaluator.valueOf(unit, input);
  const guard = unit.node(input)?.guard ?? 0;
  if (guard === node.guard || (value.taints.length === 0 && value.inputs.length === 0 && value.fields === null)) return value;
  return marked(value, evaluator.guards.localAt(unit, guard));
}
