/**
 * What does an address look like as it is written, `{}` standing for each part that is not known? `/users/{}/settings` of `/users/${id}/settings`.
 * Looks at the one expression only. Must not judge.
 */
import type { NodeId } from '../flow';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';

const unknownPart = '{}';

export function writtenAddress(evaluator: Evaluator, unit: Unit, id: NodeId): string {
  const at = unit.unwrapped(id);
  const node = unit.node(at);
  if (node?.op === 'concat') return node.parts.map((part) => writtenAddress(evaluator, unit, part)).join('');
  const [only, ...others] = evaluator.valueOf(unit, at).constants;
  return only === undefined || others.length > 0 || only.open || typeof only.value !== 'string' ? unknownPart : only.value;
}
