/**
 * What does a file hand to the functions of other files? Kept by file, so that after an
 * edit only those files are looked at again that are handed something else.
 * Must not look for calls: the file's index has them.
 */
import { comparePlaces, sameValue } from './compare';
import type { Evaluator } from './evaluate';
import { Cell } from './fixpoint';
import type { Rank } from './fixpoint';
import { targetsOf } from './links';
import type { Incoming } from './links';
import { handedValue, nothingHandedIn, references } from './parameters';
import type { HandedIn } from './parameters';
import { within } from './program';
import type { Source } from './program';
import { merge, nothing } from './value';
import type { Value } from './value';

/** Sites in one file looked at for one function; more lower recall only. */
const maxSites = 40;
/** Parameters looked at when it is asked whether anything at all is handed over. */
const maxParameters = 8;

export class HandOvers {
  private readonly handed = new WeakMap<Source, Map<string, Cell<HandedIn>>>();
  private readonly given = new WeakMap<Source, Map<string, Cell<Value>>>();

  constructor(private readonly evaluator: Evaluator) {}

  /** What the function receives at `index` from the calls that it is handed to. */
  handedTo(incoming: Incoming, index: number): HandedIn {
    return this.evaluator.readAside(this.handedCell(incoming, index));
  }

  /** What the arguments at `index` of its calls refer to. */
  givenTo(incoming: Incoming, index: number): Value {
    return this.evaluator.readAside(this.givenCell(incoming, index));
  }

  /** The files whose functions `source` may hand something to. */
  targets(source: Source): ReadonlySet<Source> {
    const found = new Set<Source>();
    for (const module of source.outgoing.keys()) for (const target of targetsOf(source.links, source, module)) found.add(target);
    return found;
  }

  /**
   * The files that are handed something else by `after` than by `before`, the same file with another text; null where
   * there was none, or is none now. What refers to functions or data of the file itself counts as something else.
   */
  changed(before: Source | null, after: Source | null): ReadonlySet<Source> {
    const touched = new Set<Source>();
    const sources = [before, after].filter((source) => source !== null);
    for (const module of new Set(sources.flatMap((source) => [...source.outgoing.keys()]))) {
      const paths = new Set(sources.flatMap((source) => [...(source.outgoing.get(module)?.keys() ?? [])]));
      if (![...paths].some((path) => this.differs(before, after, module, path))) continue;
      for (const source of sources) for (const target of targetsOf(source.links, source, module)) touched.add(target);
    }
    return touched;
  }

  private differs(before: Source | null, after: Source | null, module: string, path: string): boolean {
    for (let index = 0; index < maxParameters; index++) {
      const key = keyOf(module, path, index);
      const handed = before === null ? undefined : this.handed.get(before)?.get(key);
      const given = before === null ? undefined : this.given.get(before)?.get(key);
      // What was there and never asked for is of no interest to anybody.
      if (handed === undefined && given === undefined && before?.outgoing.get(module)?.has(path) === true) continue;
      const [oldHanded, oldGiven] = [handed?.value ?? nothingHandedIn, given?.value ?? nothing];
      if (before !== null && (refersTo(oldHanded.passed, before) || refersTo(oldGiven, before))) return true;
      const incoming = after === null ? null : { source: after, module, path };
      if (!sameHandedIn(oldHanded, incoming === null ? nothingHandedIn : this.handedTo(incoming, index))) return true;
      if (!sameValue(oldGiven, incoming === null ? nothing : this.givenTo(incoming, index))) return true;
    }
    return false;
  }

  private handedCell(incoming: Incoming, index: number): Cell<HandedIn> {
    const key = keyOf(incoming.module, incoming.path, index);
    const cells = within(this.handed, incoming.source);
    let cell = cells.get(key);
    if (cell === undefined) {
      const compute = (): HandedIn => sitesOf(incoming, true).map((site) => handedValue(this.evaluator, index, site)).reduce(joined, nothingHandedIn);
      cells.set(key, (cell = new Cell(incoming.source, nothingHandedIn, rankOf(incoming, key), compute, sameHandedIn)));
    }
    return cell;
  }

  private givenCell(incoming: Incoming, index: number): Cell<Value> {
    const key = keyOf(incoming.module, incoming.path, index);
    const cells = within(this.given, incoming.source);
    let cell = cells.get(key);
    if (cell === undefined) {
      const compute = (): Value => sitesOf(incoming, false).map((site) => references(this.evaluator, site, index)).reduce(merge, nothing);
      cells.set(key, (cell = new Cell(incoming.source, nothing, rankOf(incoming, key), compute, sameValue)));
    }
    return cell;
  }
}

function sitesOf({ source, module, path }: Incoming, handed: boolean): readonly Parameters<typeof references>[1][] {
  return (source.outgoing.get(module)?.get(path) ?? []).filter((one) => one.handed === handed).slice(0, maxSites).map(({ site }) => site);
}

function keyOf(module: string, path: string, index: number): string {
  return `${module}\n${path}\n${String(index)}`;
}

/** Before all nodes of the file. */
function rankOf({ source }: Incoming, name: string): Rank {
  return { path: source.path, number: -2, name };
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

/** Whether a value speaks of things that stand in a file. */
function refersTo(value: Value, source: Source): boolean {
  if (value === nothing) return false;
  const isHere = (one: { readonly source: Source }): boolean => one.source === source;
  if (value.taints.length > 0 || value.inputs.length > 0 || value.constants.length > 0 || value.made !== null) return true;
  if (value.functions.some(isHere) || value.classes.some(isHere) || value.instances.some(isHere) || value.modules.includes(source)) return true;
  for (const field of value.fields?.values() ?? []) if (refersTo(field, source)) return true;
  return false;
}
