/**
 * What do decorators say of the parameters of a method? What stands before a parameter says what
 * arrives in it; what stands before the method, what the method is handed. Must not know frameworks.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Fact, Place } from '../models';
import { argumentValue, factsAt } from './calls';
import { comparePlaces, sameValue } from './compare';
import type { Evaluator } from './evaluate';
import { readField } from './fields';
import type { Unit } from './program';
import { merge, nothing, unknown } from './value';
import type { Value } from './value';

/** What arrives at `index` by its own decorators. */
export function decoratedValue(evaluator: Evaluator, unit: Unit, index: number, name: string): Value {
  const membership = unit.source.membershipOf(unit);
  const parameter = membership?.member.parameters.find((one) => one.index === index);
  if (membership === null || parameter === undefined) return nothing;
  const { cls, member, parent } = membership;
  return evaluator.keptOf(cls, `arrives ${member.name ?? ''} ${member.kind} ${String(index)}`, nothing, () => parameter.decorators.map((id) => decorated(evaluator, parent, id, name)).reduce(merge, nothing), sameValue);
}

/** The places that a method comes to stand at by its decorators. */
export function decoratedPlaces(evaluator: Evaluator, unit: Unit): readonly Place[] {
  const membership = unit.source.membershipOf(unit);
  if (membership === null || membership.member.decorators.length === 0) return [];
  const { cls, member, parent } = membership;
  return evaluator.keptOf(cls, `stands ${member.name ?? ''} ${member.kind}`, none, () => [...new Set(member.decorators.flatMap((id) => placesBelow(evaluator, parent, id)))].sort(comparePlaces), (a, b) => a.length === b.length && a.every((place, i) => place === b[i]));
}

const none: readonly Place[] = [];

function placesBelow(evaluator: Evaluator, parent: Unit, id: NodeId): readonly Place[] {
  return evaluator.valueOf(parent, id).places.map((place) => place.decorated()).filter((place) => place !== null);
}

function decorated(evaluator: Evaluator, parent: Unit, id: NodeId, name: string): Value {
  const call = parent.node(id);
  return placesBelow(evaluator, parent, id).map((place) => {
    const facts = call?.op === 'call' ? factsAt(evaluator, parent, call, place) : place.facts;
    const whole: Value = unknown.with({ places: place.facts.length > 0 ? [place] : [], taints: evaluator.evidence.ofPlace(place, parent, { id }, name, facts) });
    return call?.op === 'call' ? partOf(evaluator, parent, call, whole, facts) : whole;
  }).reduce(merge, nothing);
}

/** The field that the decorator is handed the name of, or the whole. */
function partOf(evaluator: Evaluator, parent: Unit, call: NodeOf<'call'>, whole: Value, facts: readonly Fact[]): Value {
  const names = facts.flatMap(({ part }) => part ?? []).flatMap((index) => argumentValue(evaluator, parent, call, index).constants);
  const [name] = names.flatMap(({ value, open }) => (typeof value === 'string' && !open ? [value] : []));
  return name === undefined ? whole : readField(evaluator, { unit: parent, node: call }, whole, name, null).with({ places: [] });
}
