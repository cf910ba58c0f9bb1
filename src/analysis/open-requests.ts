/**
 * How many requests of a file are not held against an API document, since their address is made at run time?
 * Must not count what a caller says that is known by the text, nor requests of which no document speaks.
 */
import { verdictsOn } from './asked';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import type { PublishedApis } from './published';
import type { Request } from './service-requests';
import type { Source } from './source';

export function openRequests(evaluator: Evaluator, apis: PublishedApis, source: Source): number {
  if (!apis.rules(source.path)) return 0;
  const requests = evaluator.askFor(source, () => source.units.flatMap((unit) => evaluator.requests.of(unit)));
  const toldAgain = new Set(requests.flatMap(({ below }) => (below === null ? [] : [placeOf(below)])));
  return requests.filter((request) => !toldAgain.has(placeOf(request)) && isOpen(apis, request)).length;
}

function placeOf({ unit, call }: Request): string {
  return `${String(unit.serial)} ${String(call)}`;
}

function isOpen(apis: PublishedApis, request: Request): boolean {
  return verdictsOn(apis, request).some(({ type }) => type === 'open') && !asked(request).some(isCalled);
}

/** The functions whose callers know more of the address. */
function asked({ addresses }: Request): readonly Unit[] {
  return addresses.flat().flatMap((piece) => (typeof piece === 'object' && piece !== null ? [piece.unit] : []));
}

function isCalled(unit: Unit): boolean {
  return unit.source.callersOf(unit).length + unit.source.incomingOf(unit).length > 0;
}
