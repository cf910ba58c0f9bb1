/**
 * May a call hand over headers that cannot be seen? Looks at the objects in the places that models know for headers.
 * Must not tell what headers mean.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Place } from '../models';
import { calleeOf } from './calls';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { parametersAt } from './request-parameters';

/** Options in options that are looked into. */
const maxDepth = 3;

export function hidesHeaders(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): boolean {
  const { places } = calleeOf(evaluator, unit, call);
  let position = 0;
  return call.args.some(({ value, name }) => {
    const index = position;
    if (name === null) position++;
    return places.some((place) => hidesAt(evaluator, unit, place.argument(index, name), value, maxDepth));
  });
}

function hidesAt(evaluator: Evaluator, unit: Unit, place: Place | null, id: NodeId, depth: number): boolean {
  if (place === null || depth === 0) return false;
  if (place.facts.some(({ is }) => is === 'sink.http.headers')) return !parametersAt(evaluator, unit, id, false).isAll;
  const node = unit.node(unit.unwrapped(id));
  return node?.op === 'object' && node.properties.some(({ key, value }) => key !== null && hidesAt(evaluator, unit, place.member(key), value, depth - 1));
}
