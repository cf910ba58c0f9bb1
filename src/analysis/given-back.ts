/**
 * Where does what a function gives back go? A library that is handed the function takes it: as an
 * answer to a request, as options. Must not know libraries: models say what `handler()` is.
 */
import type { Place } from '../models';
import { calleeOf } from './calls';
import type { Evaluator } from './evaluate';
import type { Incoming } from './links';
import { pathOf } from './names';
import { standingPlaces } from './overrides';
import type { CallSite, Unit } from './program';
import { goesThrough } from './wrappers';

/** A place that what is given back comes to stand at. */
export interface GivenBack {
  readonly place: Place;
  /** What takes it, as the code names it. */
  readonly taker: string;
}

/** Call sites looked at for one function; more lower recall only. */
const maxSites = 40;
const none: readonly GivenBack[] = [];

/** The places that a function's results come to stand at. */
export function givenBackTo(evaluator: Evaluator, unit: Unit): readonly GivenBack[] {
  if (unit.graph.returns.length === 0) return none;
  const { source } = unit;
  const taken = source.handInsOf(unit).slice(0, maxSites).flatMap((site) => takenAt(evaluator, site));
  const abroad = source.incomingOf(unit).flatMap((incoming) => takenAbroad(evaluator, incoming));
  const standing = standingPlaces(evaluator, unit).flatMap((place) => resultOf(place, unit.graph.name));
  const all = [...taken, ...abroad, ...standing];
  return all.filter(({ place }, i) => all.findIndex((other) => other.place === place) === i);
}

/** Kept by the file that hands it over, as `HandOvers` keeps what arrives. */
function takenAbroad(evaluator: Evaluator, { source, module, path }: Incoming): readonly GivenBack[] {
  const sites = (source.outgoing.get(module)?.get(path) ?? []).filter(({ handed }) => handed).slice(0, maxSites);
  if (sites.length === 0) return none;
  return evaluator.keptOf(source, `given back ${module}\n${path}`, none, () => sites.flatMap(({ site }) => takenAt(evaluator, site)), isSame);
}

function takenAt(evaluator: Evaluator, site: CallSite): readonly GivenBack[] {
  const call = site.unit.node(site.call);
  if (call?.op !== 'call' || !site.through.every((wrapping) => goesThrough(evaluator, site.unit, wrapping))) return none;
  return calleeOf(evaluator, site.unit, call).places.flatMap((place) => {
    let handed = place.argument(site.argument, null);
    for (const step of site.within) handed = (step === '[]' ? handed?.element() : handed?.member(step)) ?? null;
    return handed === null ? none : resultOf(handed, pathOf(site.unit, call.callee) ?? place.path);
  });
}

function resultOf(place: Place, taker: string): readonly GivenBack[] {
  const result = place.returned();
  return result === null ? none : [{ place: result, taker }];
}

function isSame(a: readonly GivenBack[], b: readonly GivenBack[]): boolean {
  return a.length === b.length && a.every(({ place, taker }, i) => place === b[i]?.place && taker === b[i].taker);
}
