/**
 * Where do many paths lead at once? Paths that begin alike are followed together, and what their tests ask of a place is looked up once:
 * a long file is gone through in the time that one path takes. Must not know a notation, nor what any key means.
 */
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
  /** By what the first test of forks asks for. */
  readonly asked: Asked[];
}

interface Fork {
  readonly tests: readonly SettingTest[];
  readonly stop: Stop;
}

interface Asked {
  readonly at: readonly string[];
  readonly exact: Map<string, Fork[]>;
}

/** For a list of questions that is used again and again. */
export class SettingSearch {
  private readonly start: Fork[] = [];

  /** `opening` are patterns of keys by which a map says what is not known: `Ref`. */
  constructor(private readonly questions: readonly SettingQuestion[], private readonly opening: readonly string[] = []) {
    questions.forEach(({ path, seeksMissing }, index) => {
      let stop = forkOf(this.start, path.tests, 0).stop;
      path.steps.forEach((step, depth) => {
        if (seeksMissing && depth === path.subject) stop.missing.push(index);
        stop = this.wayOf(stop, step);
      });
      stop.ends.push(index);
    });
  }

  private wayOf(stop: Stop, step: SettingStep): Stop {
    let way = stop.ways.find((one) => isSameStep(one.step, step));
    if (way === undefined) stop.ways.push((way = { step, forks: [], asked: [] }));
    const known = way.forks.length;
    const fork = forkOf(way.forks, step.tests, stop.depth + 1);
    if (way.forks.length > known) askFor(way, fork);
    return fork.stop;
  }

  /** All that the paths lead to. */
  find(root: SettingValue): readonly SettingAnswer[] {
    const walk = new Walk(this.questions, this.opening);
    for (const fork of this.start) if (walk.passes(root, fork.tests)) walk.at(fork.stop, root, [], [0]);
    return walk.found;
  }
}

function forkOf(forks: Fork[], tests: readonly SettingTest[], depth: number): Fork {
  const key = JSON.stringify(tests);
  let fork = forks.find((one) => JSON.stringify(one.tests) === key);
  if (fork === undefined) forks.push((fork = { tests, stop: { depth, ends: [], missing: [], ways: [] } }));
  return fork;
}

function isSameStep(a: SettingStep, b: SettingStep): boolean {
  return a.isDeep === b.isDeep && a.isLast === b.isLast && a.keys.join('\n') === b.keys.join('\n');
}

/** A fork whose first test asks for certain values is found by them. */
function askFor(way: Way, fork: Fork): void {
  const [test] = fork.tests;
  if (test === undefined || test.isNot || test.isAsWritten || test.values === null || test.values.some((value) => value.includes('*'))) return;
  const key = test.at.join('\n');
  let asked = way.asked.find(({ at }) => at.join('\n') === key);
  if (asked === undefined) way.asked.push((asked = { at: test.at, exact: new Map() }));
  for (const value of test.values) asked.exact.set(value, [...(asked.exact.get(value) ?? []), fork]);
}

class Walk {
  readonly found: SettingAnswer[] = [];

  constructor(private readonly questions: readonly SettingQuestion[], private readonly opening: readonly string[]) {}

  passes(value: SettingValue, tests: readonly SettingTest[]): boolean {
    return tests.every((test) => holds(value, test, this.opening));
  }

  /** `lengths`: how much of the trail leads to each stop before. */
  at(stop: Stop, value: SettingValue, trail: readonly Setting[], lengths: readonly number[]): void {
    for (const index of stop.missing) this.missing(index, value, trail);
    const setting = trail.at(-1);
    if (setting !== undefined) for (const index of stop.ends) this.found.push({ index, trail, setting, subject: lengths[this.questions[index]?.path.subject ?? 0] ?? 0 });
    if (trail.length > deepest) return;
    for (const way of stop.ways) this.along(way, value, trail, lengths);
  }

  private along(way: Way, value: SettingValue, trail: readonly Setting[], lengths: readonly number[]): void {
    const { step } = way;
    if (step.isDeep) {
      this.choose(way, value, trail, lengths);
      if (trail.length <= deepest) for (const inner of innerOf(value)) if (inner.value.kind !== 'scalar') this.along(way, inner.value, [...trail, inner], lengths);
      return;
    }
    const inners = named(value, step.keys);
    for (const inner of step.isLast ? inners.slice(-1) : inners) {
      const last = inner.at(-1);
      if (last !== undefined) this.choose(way, last.value, [...trail, ...inner], lengths);
    }
  }

  /** Goes on where a step's tests hold. */
  private choose({ forks, asked }: Way, value: SettingValue, trail: readonly Setting[], lengths: readonly number[]): void {
    const chosen = new Set<Fork>();
    for (const { at, exact } of asked) for (const text of textsAt(value, at)) for (const fork of exact.get(text) ?? []) chosen.add(fork);
    for (const fork of forks) {
      const isAsked = asked.length > 0 && isExact(fork);
      if (isAsked ? chosen.has(fork) && this.passes(value, fork.tests.slice(1)) : this.passes(value, fork.tests)) this.at(fork.stop, value, trail, [...lengths, trail.length]);
    }
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

/** See `askFor`. */
function isExact({ tests: [test] }: Fork): boolean {
  return test !== undefined && !test.isNot && !test.isAsWritten && test.values !== null && !test.values.some((value) => value.includes('*'));
}

/** Whether a path leads anywhere; one without steps where its tests hold. */
export function leadsSomewhere(root: SettingValue, path: SettingPath): boolean {
  return path.steps.length === 0 ? path.tests.every((test) => holds(root, test, [])) : findSettings(root, path, false).length > 0;
}

/** All that one path leads to, and where it `seeksMissing` all that lacks what it ends with. What is not known lacks nothing. */
export function findSettings(root: SettingValue, path: SettingPath, seeksMissing: boolean, opening: readonly string[] = []): readonly SettingFound[] {
  return new SettingSearch([{ path, seeksMissing }], opening).find(root);
}
