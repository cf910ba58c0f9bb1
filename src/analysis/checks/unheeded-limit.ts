/**
 * Does a file ask Caley in many places, and nothing around a request or in what it runs looks for the answer that it is asked too
 * often? Code, since it counts, and since it is what is not there that is wrong. Must not know what looking for it is called.
 */
import type { NodeOf } from '../../flow';
import { calleeOf } from '../calls';
import { runBy } from '../contexts';
import { isNamedNearby } from '../named-nearby';
import { pathOf } from '../names';
import type { Unit } from '../program';
import { asksCaley, isToCaley } from '../requests';
import type { Check, Pass } from './check';

/** So many places are a client, not a script that asks once. */
const many = 3;
/** How many calls away from a call the request may be: through a wrapper in another file. */
const maxCalls = 2;

/** What is known of a file: the function that makes its first request, where it asks often and heeds nothing; null otherwise. */
type Asker = number | null;

export function unheededLimit(pass: Pass): ReturnType<Check> {
  const { evaluator, unit } = pass;
  const { source } = unit;
  // Said once for a file. Kept with it: its functions are other ones after each edit.
  if (evaluator.keptOf<Asker>(source, 'asks unheeding', null, () => askerIn(pass), Object.is) !== unit.graph.id) return [];
  const call = requestsOf(pass, unit)[0];
  if (call === undefined) return [];
  const name = pathOf(unit, call.callee) ?? 'the call';
  return [{ wrong: { unit, node: call.callee }, around: call.id, sink: name, sinkPath: name, name: null, details: {}, guessed: false }];
}

function askerIn(pass: Pass): Asker {
  const { evaluator, policy, words } = pass;
  const { units } = pass.unit.source;
  // What only calls a client in another file leaves it to that.
  const first = units.find((unit) => requestsOf(pass, unit).length > 0);
  if (first === undefined) return null;
  const direct = units.flatMap((unit) => requestsOf(pass, unit).map(({ id }) => ({ unit, id })));
  const further = units.flatMap((unit) => furtherOf(pass, unit).map((call) => ({ unit, id: call.id, through: runBy(evaluator, unit, call).map(outermost) })));
  const asking = [...direct, ...further];
  // A function that has one thing asked twice, at once and by a timer, is one place; what starts it all is none.
  const callers = new Map<Unit, Set<Unit>>();
  for (const { unit, through } of further.filter(isInFunction)) {
    const caller = outermost(unit);
    for (const fn of through) if (fn !== caller) callers.set(fn, new Set(callers.get(fn)).add(caller));
  }
  // Nor is one that only has another do it, which nobody else does.
  const ownFurther = further.filter(({ through }) => through.length === 0 || through.some((fn) => fn.source !== pass.unit.source || (callers.get(fn)?.size ?? 0) > 1));
  const places = new Set([...direct, ...ownFurther].filter(isInFunction).map(({ unit }) => outermost(unit)));
  if (direct.length < many && places.size < many) return null;
  const [heeds, retries] = [words['heeds'] ?? [], words['retries'] ?? []];
  const isHeeded = asking.some(({ unit, id }) => isNamedNearby(evaluator, policy, heeds, { unit, at: id })) || units.some((unit) => isNamedNearby(evaluator, policy, heeds, { unit, at: 0 }));
  const isRetried = asking.some(({ unit, id }) => evaluator.emissionsOf(unit).some(({ at, kind }) => at === id && retries.some((retry) => policy.kinds.isA(kind, retry))));
  return isHeeded || isRetried ? null : first.graph.id;
}

/** The calls of a function that are requests to Caley by their addresses. */
function requestsOf({ evaluator, policy }: Pass, unit: Unit): readonly NodeOf<'call'>[] {
  const addressed = new Set(evaluator.emissionsOf(unit).filter((emission) => emission.hops === 0 && isToCaley(policy, emission)).map(({ at }) => at));
  return addressed.size === 0 ? [] : callsOf(unit).filter(({ id }) => addressed.has(id));
}

/** Those that ask through functions of the project. A library that asks, such as an SDK, sees to it itself. */
function furtherOf({ evaluator, policy }: Pass, unit: Unit): readonly NodeOf<'call'>[] {
  return callsOf(unit).filter((call) => calleeOf(evaluator, unit, call).places.length === 0 && asksCaley(evaluator, policy, unit, call, maxCalls) === 'further');
}

function isInFunction({ unit }: { readonly unit: Unit }): boolean {
  return unit.graph.parent !== null;
}

/** The function that a function stands in and no other does; of the module what runs at once. */
function outermost(unit: Unit): Unit {
  const around = unit.graph.parent === null ? undefined : unit.source.units[unit.graph.parent];
  return around === undefined || around.graph.parent === null ? unit : outermost(around);
}

function callsOf(unit: Unit): readonly NodeOf<'call'>[] {
  return unit.graph.nodes.filter((node): node is NodeOf<'call'> => node.op === 'call');
}
