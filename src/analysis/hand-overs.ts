/**
 * What does a file hand to the functions of other files? Kept by file, so that after an
 * edit only those files are looked at again that are handed something else.
 * Must not look for calls: the file's index has them.
 */
import { comparePlaces, sameValue } from './compare';
import type { Evaluator } from './evaluate';
import { isSending } from './events';
import type { Incoming } from './links';
import { handedValue, nothingHandedIn, references } from './parameters';
import type { HandedIn } from './parameters';
import { merge, nothing } from './value';
import type { Value } from './value';

/** Sites in one file looked at for one function; more lower recall only. */
const maxSites = 40;
/** Parameters looked at when it is asked whether anything at all is handed over. */
const maxParameters = 8;

export class HandOvers {
  constructor(private readonly evaluator: Evaluator) {}

  /** What the function receives at `index` from the calls that it is handed to. */
  handedTo(incoming: Incoming, index: number): HandedIn {
    const compute = (): HandedIn => sitesOf(incoming, true).map((site) => handedValue(this.evaluator, index, site)).reduce(joined, nothingHandedIn);
    return this.evaluator.keptOf(incoming.source, `handed ${keyOf(incoming, index)}`, nothingHandedIn, compute, sameHandedIn);
  }

  /** What the arguments at `index` of its calls refer to. */
  givenTo(incoming: Incoming, index: number): Value {
    const compute = (): Value => sitesOf(incoming, false).map((site) => references(this.evaluator, site, index)).reduce(merge, nothing);
    return this.evaluator.keptOf(incoming.source, `given ${keyOf(incoming, index)}`, nothing, compute, sameValue);
  }

  /** Whether anything at all is handed over there. */
  isAnything(incoming: Incoming): boolean {
    for (let index = 0; index < maxParameters; index++) {
      if (this.handedTo(incoming, index).places.length > 0 || this.givenTo(incoming, index) !== nothing) return true;
    }
    return sitesOf(incoming, false).some((site) => isSending(this.evaluator, site));
  }
}

function sitesOf({ source, module, path }: Incoming, handed: boolean): readonly Parameters<typeof references>[1][] {
  return (source.outgoing.get(module)?.get(path) ?? []).filter((one) => one.handed === handed).slice(0, maxSites).map(({ site }) => site);
}

function keyOf({ module, path }: Incoming, index: number): string {
  return `${module}\n${path}\n${String(index)}`;
}

function joined(a: HandedIn, b: HandedIn): HandedIn {
  if (b === nothingHandedIn) return a;
  const places = [...a.places, ...b.places.filter(({ place }) => !a.places.some((other) => other.place === place))];
  return { places: places.sort((x, y) => comparePlaces(x.place, y.place)), passed: merge(a.passed, b.passed) };
}

function sameHandedIn(a: HandedIn, b: HandedIn): boolean {
  if (a === b) return true;
  const samePlaces = a.places.length === b.places.length && a.places.every(({ place, facts }, i) => place === b.places[i]?.place && facts.length === b.places[i].facts.length && facts.every((fact) => b.places[i]?.facts.includes(fact)));
  return samePlaces && sameValue(a.passed, b.passed);
}
