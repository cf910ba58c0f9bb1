/**
 * What does an address look like as it is written, `{}` standing for each part that is not known? `/users/{}/settings` of `/users/${id}/settings`.
 * Looks at the one expression only. Must not judge.
 */
import type { NodeId } from '../flow';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';

const unknownPart = '{}';
/** Longer texts are no addresses; parts of parts may be many more than there are nodes. */
const [longest, maxParts] = [2_000, 200];

export function writtenAddress(evaluator: Evaluator, unit: Unit, id: NodeId): string {
  const open = [id];
  let text = '';
  for (let parts = 0; open.length > 0; parts++) {
    if (parts >= maxParts || text.length > longest) return text.slice(0, longest) + unknownPart;
    const at = unit.unwrapped(open.pop() ?? id);
    const node = unit.node(at);
    if (node?.op === 'concat') open.push(...[...node.parts].reverse());
    else text += textAt(evaluator, unit, at);
  }
  return text;
}

function textAt(evaluator: Evaluator, unit: Unit, id: NodeId): string {
  const [only, ...others] = evaluator.valueOf(unit, id).constants;
  return only === undefined || others.length > 0 || only.open || typeof only.value !== 'string' ? unknownPart : only.value;
}
