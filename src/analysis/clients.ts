/**
 * What is said of something that was made, by calls and assignments of its own, and what does it ask: `session.headers.update(…)`,
 * `session.get(…)`? Looks at the file in which it was made.
 * Must not know clients: models say what their members are.
 */
import type { NodeId } from '../flow';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import type { Made } from './value';

/** Members and calls in a row between something and what is said of it. */
const maxSteps = 6;

/** The client that a call makes, or that it says something of; null where that is not known. */
export function clientAt(evaluator: Evaluator, unit: Unit, at: NodeId): Made | null {
  let owner: NodeId | null = at;
  for (let steps = 0; owner !== null && steps < maxSteps; steps++) {
    const { made } = evaluator.valueOf(unit, owner);
    // What a call of a client gives was made by that call, and is no client.
    if (made !== null && (steps > 0 || unit.node(at)?.op !== 'call' || !isMember(unit, at))) return made;
    owner = ownerOf(unit, owner);
  }
  return null;
}

function isMember(unit: Unit, call: NodeId): boolean {
  const node = unit.node(call);
  const callee = node?.op === 'call' ? unit.node(unit.unwrapped(node.callee)) : undefined;
  return callee?.op === 'field' && unit.node(unit.unwrapped(callee.object))?.op === 'field';
}

/** What is emitted where a member of something is called or set, of what `isMeant`. */
export function emissionsOn(evaluator: Evaluator, made: Made, isMeant: (emission: Emission) => boolean): readonly Emission[] {
  return made.unit.source.units.flatMap((unit) => evaluator.emissionsOf(unit).filter((one) => isMeant(one) && isOn(evaluator, unit, one.at, made)));
}

function isOn(evaluator: Evaluator, unit: Unit, at: NodeId, made: Made): boolean {
  let owner = ownerOf(unit, at);
  for (let steps = 0; owner !== null && steps < maxSteps; steps++) {
    const of = evaluator.valueOf(unit, owner).made;
    if (of !== null && of.unit === made.unit && of.call === made.call) return true;
    owner = ownerOf(unit, owner);
  }
  return false;
}

function ownerOf(unit: Unit, id: NodeId): NodeId | null {
  const node = unit.node(unit.unwrapped(id));
  switch (node?.op) {
    case 'call':
      return node.callee;
    case 'field':
    case 'update':
      return node.object;
    case 'after':
      return node.value;
    default:
      return null;
  }
}
