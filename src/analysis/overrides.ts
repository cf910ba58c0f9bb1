/**
 * What does a method stand at that takes the place of one of its library's class? Frameworks call `post` of a view, `emit` of a
 * handler: models say what such a member is. Must not know frameworks.
 */
import type { Place } from '../models';
import { comparePlaces } from './compare';
import { conventionalPlaces } from './conventions';
import { decoratedPlaces } from './decorations';
import type { Evaluator } from './evaluate';
import type { ClassRef, Unit } from './program';

/** Classes of the project between a method and its library's class. */
const maxDepth = 4;
const none: readonly Place[] = [];

/** All places that a function comes to stand at without being handed to anything: by its file, its decorators, its class. */
export function standingPlaces(evaluator: Evaluator, unit: Unit): readonly Place[] {
  return [...conventionalPlaces(evaluator, unit), ...decoratedPlaces(evaluator, unit), ...overriddenPlaces(evaluator, unit)];
}

/** The members of library classes whose place a method takes. */
export function overriddenPlaces(evaluator: Evaluator, unit: Unit): readonly Place[] {
  const membership = unit.source.membershipOf(unit);
  const name = membership?.member.name ?? null;
  if (membership === null || name === null || membership.member.kind !== 'method' || membership.member.static) return none;
  const { cls } = membership;
  return evaluator.keptOf(cls, `overrides ${name}`, none, () => [...new Set(membersAbove(evaluator, cls, name, maxDepth))].sort(comparePlaces), (a, b) => a.length === b.length && a.every((place, i) => place === b[i]));
}

function membersAbove(evaluator: Evaluator, { source, graph }: ClassRef, name: string, depth: number): readonly Place[] {
  const parent = source.units[graph.parent];
  if (graph.superclass === null || parent === undefined || depth === 0) return none;
  const base = evaluator.valueOf(parent, graph.superclass);
  const above = base.classes.flatMap((cls) => (cls.graph === graph ? none : membersAbove(evaluator, cls, name, depth - 1)));
  return [...base.places.flatMap((place) => place.constructed()?.member(name) ?? []), ...above];
}
