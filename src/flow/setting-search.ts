/**
 * Where do many paths lead at once? Paths that begin alike are followed together, and what their tests ask of a place is looked up once:
 * a long file is gone through in the time that one path takes. Must not know a notation, nor what any key means.
 */
import { SettingMemory } from './setting-memory';
import type { SettingFound, SettingPath, SettingStep, SettingTest } from './setting-path';
import { holds, innerOf, isUnknown, named, textsAt } from './setting-values';
import type { Setting, SettingValue } from './settings';

/** A path, and whether what lacks what it ends with is looked for as well. */
export interface SettingQuestion {
  readonly path: SettingPath;
  readonly seeksMissing: boolean;
}

export interface SettingAnswer extends SettingFound {
  /** Of its question. */
  readonly index: number;
}

/** Deeper trees are made by machines: what is further in is passed over. */
const deepest = 60;

/** A place on the way of some paths. */
interface Stop {
  /** How many steps lead there. */
  readonly depth: number;
  readonly ends: number[];
  /** Those that may be missing from here on. */
  readonly missing: number[];
  readonly ways: Way[];
}

/** One step, and where it leads by its tests. */
interface Way {
  readonly step: SettingStep;
  readonly forks: Fork[];
  /** Forks that are no answer to what is `asked`. */
  readonly others: Fork[];
  /** By what the first test of forks asks for. */
  readonly asked: Asked[];
}

interface Fork {
  /** Of its way. */
  readonly index: number;
  readonly tests: readonly SettingTest[];
  /** What is left to test where the first test was asked for. */
  readonly rest: readonly SettingTest[];
  readonly stop: Stop;
}

interface Asked {
  readonly at: readonly string[];
  readonly exact: Map<string, Fork[]>;
}

/** For a list of questions that is used again and again. */
export class SettingSearch {
  private readonly start: Fork[] = [];
  private readonly memory: SettingMemory<Way>;

  /** `opening` are patterns of keys by which a map says what is not known: `Ref`. */
  constructor(private readonly questions: readonly SettingQuestion[], private readonly opening: readonly string[] = []) {
    this.memory = new SettingMemory(questions);
    questions.forEach(({ path, seeksMissing }, index) => {
      let stop = forkOf(this.start, path.tests, 0).stop;
      path.steps.forEach((step, depth) => {
        if (seeksMissing && depth === path.subject) stop.missing.push(index);
        stop = wayOf(stop, step);
      });
      stop.ends.push(index);
    });
  }

  /** All that the paths lead to. What is `kept` of content that is found again is not looked for a second time. */
  find(root: SettingValue, kept = false): readonly SettingAnswer[] {
    const walk = new Walk(this.questions, this.opening, kept ? this.memory : null);
    walk.from(this.start, root);
    return walk.found;
  }

  /** Whether they lead anywhere. */
  leads(root: SettingValue): boolean {
    const walk = new Walk(this.questions, this.opening, null, 1);
    walk.from(this.start, root);
    return walk.found.length > 0;
  }
}

function wayOf(stop: Stop, step: SettingStep): Stop {
  let way = stop.ways.find((one) => isSameStep(one.step, step));
  if (way === undefined) stop.ways.push((way = { step, forks: [], others: [], asked: [] }));
  const known = way.forks.length;
  const fork = forkOf(way.forks, step.tests, stop.depth + 1);
  if (way.forks.length > known && !askFor(way, fork)) way.others.push(fork);
  return fork.stop;
}

function forkOf(forks: Fork[], tests: readonly SettingTest[], depth: number): Fork {
  const key = JSON.stringify(tests);
  let fork = forks.find((one) => JSON.stringify(one.tests) === key);
  if (fork === undefined) forks.push((fork = { index: forks.length, tests, rest: tests.slice(1), stop: { depth, ends: [], missing: [], ways: [] } }));
  return fork;
}

function isSameStep(a: SettingStep, b: SettingStep): boolean {
  return a.isDeep === b.isDeep && a.isLast === b.isLast && a.keys.join('\n') === b.keys.join('\n');
}

/** A fork whose first test asks for certain values is found by them; false for any other. */
function askFor(way: Way, fork: Fork): boolean {
  const [test] = fork.tests;
  if (test === undefined || test.isNot || test.isAsWritten || test.values === null || test.values.some((value) => value.includes('*'))) return false;
  const key = test.at.join('\n');
  let asked = way.asked.find(({ at }) => at.join('\n') === key);
  if (asked === undefined) way.asked.push((asked = { at: test.at, exact: new Map() }));
  for (const value of test.values) asked.exact.set(value, [...(asked.exact.get(value) ?? []), fork]);
  return true;
}

class Walk {
  readonly found: SettingAnswer[] = [];

  /** It ends where `most` are found. */
  constructor(private readonly questions: readonly SettingQuestion[], private readonly opening: readonly string[], private readonly memory: SettingMemory<Way> | null, private readonly most = Infinity) {}

  from(start: readonly Fork[], root: SettingValue): void {
    for (const fork of start) if (this.passes(root, fork.tests)) this.at(fork.stop, root, [], [0]);
  }

  private passes(value: SettingValue, tests: readonly SettingTest[]): boolean {
    return tests.every((test) => holds(value, test, this.opening, this.memory?.seen));
  }

  /** `lengths`: how much of the trail leads to each stop before. */
  private at(stop: Stop, value: SettingValue, trail: readonly Setting[], lengths: readonly number[]): void {
    for (const index of stop.missing) this.missing(index, value, trail);
    const setting = trail.at(-1);
    if (setting !== undefined) for (const index of stop.ends) this.found.push({ index, trail, setting, subject: lengths[this.questions[index]?.path.subject ?? 0] ?? 0 });
    if (trail.length > deepest || this.found.length >= this.most) return;
    for (const way of stop.ways) this.along(way, value, trail, lengths);
  }

  private along(way: Way, value: SettingValue, trail: readonly Setting[], lengths: readonly number[]): void {
    const { step } = way;
    if (step.isDeep) {
      this.deep(way, value, trail, lengths);
      return;
    }
    const inners = named(value, step.keys);
    for (const inner of step.isLast ? inners.slice(-1) : inners) {
      const last = inner.at(-1);
      if (last === undefined || this.found.length >= this.most) continue;
      this.keep(way, last.value, trail, inner, lengths, (there) => { this.choose(way, last.value, there, lengths); });
    }
  }

  private deep(way: Way, value: SettingValue, trail: readonly Setting[], lengths: readonly number[]): void {
    this.keep(way, value, trail, [], lengths, () => {
      this.choose(way, value, trail, lengths);
      if (trail.length > deepest) return;
      for (const inner of innerOf(value)) if (inner.value.kind !== 'scalar' && this.found.length < this.most) this.deep(way, inner.value, [...trail, inner], lengths);
    });
  }

  /** Looks below a value, to which `further` leads from the end of the trail, unless it is known what is there: mostly nothing. */
  private keep(way: Way, value: SettingValue, trail: readonly Setting[], further: readonly Setting[], lengths: readonly number[], look: (trail: readonly Setting[]) => void): void {
    const { memory, found } = this;
    const known = memory?.recall(way, value, trail.length + further.length) ?? null;
    if (known?.length === 0) return;
    const there = further.length === 0 ? trail : [...trail, ...further];
    if (memory !== null && known !== null) {
      for (const answer of known) found.push(memory.placed(answer, value, there, lengths));
      return;
    }
    const before = found.length;
    look(there);
    memory?.keep(way, value, there.length, found.slice(before));
  }

  /** Goes on where a step's tests hold. */
  private choose({ others, asked }: Way, value: SettingValue, trail: readonly Setting[], lengths: readonly number[]): void {
    const chosen = new Set<Fork>();
    for (const { at, exact } of asked) for (const text of textsAt(value, at)) for (const fork of exact.get(text) ?? []) if (this.passes(value, fork.rest)) chosen.add(fork);
    for (const fork of others) if (this.passes(value, fork.tests)) chosen.add(fork);
    if (chosen.size === 0) return;
    const there = [...lengths, trail.length];
    for (const { stop } of chosen.size === 1 ? chosen : [...chosen].sort((a, b) => a.index - b.index)) this.at(stop, value, trail, there);
  }

  /** Says what the rest of a path leads to nowhere from. */
  private missing(index: number, value: SettingValue, trail: readonly Setting[]): void {
    const { path } = this.questions[index] ?? {};
    if (path === undefined) return;
    let places: readonly { readonly value: SettingValue; readonly trail: readonly Setting[] }[] = [{ value, trail }];
    for (const { keys } of path.steps.slice(path.subject)) {
      if (places.some((place) => isUnknown(place.value, this.opening))) return;
      const next = places.flatMap((place) => named(place.value, keys).flatMap((inner) => {
        const at = inner.at(-1);
        return at === undefined ? [] : [{ value: at.value, trail: [...place.trail, ...inner] }];
      }));
      if (next.length === 0) {
        for (const place of places) this.found.push({ index, trail: place.trail, setting: null, subject: trail.length });
        return;
      }
      places = next;
    }
  }
}

/** Whether a path leads anywhere; one without steps where its tests hold. */
export function leadsSomewhere(root: SettingValue, path: SettingPath): boolean {
  return path.steps.length === 0 ? path.tests.every((test) => holds(root, test, [])) : searchOf(path).leads(root);
}

/** All that one path leads to, and where it `seeksMissing` all that lacks what it ends with. What is not known lacks nothing. */
export function findSettings(root: SettingValue, path: SettingPath, seeksMissing: boolean, opening: readonly string[] = []): readonly SettingFound[] {
  return new SettingSearch([{ path, seeksMissing }], opening).find(root);
}

/** Of paths by which formats are told. */
const searches = new WeakMap<SettingPath, SettingSearch>();

function searchOf(path: SettingPath): SettingSearch {
  let search = searches.get(path);
  if (search === undefined) searches.set(path, (search = new SettingSearch([{ path, seeksMissing: false }])));
  return search;
}
