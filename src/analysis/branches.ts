/**
 * What does a branch give where branches meet? Its value, marked with what let it be taken.
 * Must not join the branches.
 */
import type { GuardId, NodeId, NodeOf } from '../flow';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { marked, nothing } from './value';
import type { Value } from './value';

/** What was looked at and is a text: no record of anything. */
const textMark = 'sanitizer.harmless.text';
/** Alternatives of alternatives that are looked at: `a || b || c`. */
const maxAlternatives = 4;

/** One of the values of a phi: what it carries goes on only where its branch is taken. */
export function branchValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'phi'>, input: NodeId): Value {
  if (node.inputs.some((other) => other !== input && isMessageOf(unit, other, input))) return nothing;
  const value = evaluator.valueOf(unit, input);
  const guard = unit.node(input)?.guard ?? 0;
  if (guard === node.guard || (value.taints.length === 0 && value.inputs.length === 0 && value.fields === null)) return value;
  const kept = marked(value, evaluator.guards.localAt(unit, guard));
  return isTextUnder(unit, guard, input) ? marked(kept, [textMark]) : kept;
}

/** Whether a branch is the message of what another one is, so that it is taken of all errors: `error.message || error`, `error instanceof Error ? error.message : String(error)`. */
function isMessageOf(unit: Unit, branch: NodeId, whole: NodeId, depth = maxAlternatives): boolean {
  const node = unit.node(unit.unwrapped(branch));
  if (node?.op === 'phi') return depth > 0 && node.inputs.some((input) => input < node.id && isMessageOf(unit, input, whole, depth - 1));
  if (node?.op !== 'field' || node.name !== 'message') return false;
  const other = unit.node(unit.unwrapped(whole));
  const error = unit.unwrapped(node.object);
  return other?.id === error || (other?.op === 'call' && other.args.some(({ value }) => unit.unwrapped(value) === error));
}

/** Whether a branch is taken only where a value is a text: `typeof it === 'string' ? it : it.name`. */
function isTextUnder(unit: Unit, id: GuardId, input: NodeId): boolean {
  const guard = unit.graph.guards[id];
  const condition = guard?.kind === 'when' && guard.holds ? unit.node(unit.unwrapped(guard.condition)) : undefined;
  if (condition?.op !== 'operator' || (condition.operator !== '===' && condition.operator !== '==')) return false;
  const operands = condition.operands.map((operand) => unit.node(unit.unwrapped(operand)));
  const asked = operands.find((operand) => operand?.op === 'operator' && operand.operator === 'typeof');
  if (asked?.op !== 'operator' || !operands.some((operand) => operand?.op === 'constant' && operand.value === 'string')) return false;
  const [of] = asked.operands;
  return of !== undefined && unit.unwrapped(of) === unit.unwrapped(input);
}
