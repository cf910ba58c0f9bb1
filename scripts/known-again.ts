/**
 * Are findings known again after code was changed? Refactors packages by chance and holds what the matcher of baselines says against where each finding
 * has gone to, which is known by following its place through the edits.
 * Must not fetch packages, nor print.
 */
import type { Engine } from '../src/host';
import { collectReport, markOf, matchAccepted, matchTraits, traitsIn, traitsOfMark } from '../src/report';
import type { Traits } from '../src/report';
import { defaultConfiguration } from '../src/workspace';
import type { Workspace } from '../src/workspace';
import { Random } from '../test/fuzz/random';
import { refactor } from './refactorings';
import type { Anchor, State } from './refactorings';

const mostSteps = 4;
/** Tries for one change: many find nothing that they could change. */
const tries = 12;

export interface Count {
  kept: number;
  lost: number;
  /** A finding that is taken for another one that was known. */
  wrong: number;
  /** The same of two that read the same, word for word, in one function: which of them was there before nobody could tell who did not see it happen. */
  twins: number;
}

export interface Found {
  readonly traits: Traits;
  readonly place: Anchor;
}

export interface Subject {
  readonly name: string;
  readonly workspace: Workspace;
  readonly files: ReadonlyMap<string, string>;
  readonly found: readonly Found[];
}

export interface Measured {
  readonly changes: number;
  /** Findings that are gone with the code that they were in, or with what it knew. */
  readonly gone: number;
  readonly come: number;
  readonly matcher: Count;
  readonly identity: Count;
  /** Of findings whose file kept its name, each accepted alone in a caley.yaml. */
  readonly accepted: Count;
  /** By the name of a change that was among those made. */
  readonly by: ReadonlyMap<string, Count>;
}

/** A finding that was not known again, or was taken for another. */
export interface Mismatch {
  readonly trial: number;
  readonly subject: string;
  readonly changes: readonly string[];
  readonly verdict: 'lost' | 'wrong';
  readonly by: 'matcher' | 'accepted';
  readonly now: Shown;
  /** What it was taken for, and what it is; null for none. */
  readonly taken: Shown | null;
  readonly right: Shown | null;
}

export interface Shown {
  readonly traits: Traits;
  /** The lines around it. */
  readonly lines: string;
}

const tool = { name: 'caley', version: '' };

/**
 * Trials of a seed have a number, and are what they are whichever others are made: some can be looked at alone, and a long run be cut in two.
 * Findings of files that stayed as they were are not counted: of them nothing is to be shown.
 */
export function measure(subjects: readonly Subject[], trials: Iterable<number>, seed: number, onMismatch: (mismatch: Mismatch) => void = () => undefined): Measured {
  const [matcher, identity, accepted] = [none(), none(), none()];
  const by = new Map<string, Count>();
  let [changes, gone, come] = [0, 0, 0];
  for (const trial of trials) {
    const { subject, state, names } = refactored(subjects, new Random(Math.imul(seed, 1_000_003) + trial));
    changes += names.length;
    const now = examine(subject.workspace, subject.files, state.files);
    const truth = truthOf(subject.found, now, state.anchors);
    gone += subject.found.length - truth.filter((index) => index !== null).length;
    come += truth.filter((index) => index === null).length;
    const isTouched = (i: number): boolean => {
      const file = subject.found[truth[i] ?? -1]?.traits.file;
      return file !== undefined && state.files.get(file) !== subject.files.get(file);
    };
    const matched = matchTraits(subject.found.map(({ traits }) => traits), now.map(({ traits }) => traits), (file) => state.files.has(file));
    const verdicts = verdictsOn(now, matched, truth);
    const one = tally(verdicts, isTouched);
    add(matcher, one);
    add(accepted, acceptedAlone(subject.found, now, truth, isTouched, (at, right) => {
      const shown = shownIn(state.files, now[at]);
      const before = (index: number | null | undefined): Shown | null => shownIn(subject.files, subject.found[index ?? -1]);
      if (shown !== null) onMismatch({ trial, subject: subject.name, changes: names, verdict: 'wrong', by: 'accepted', now: shown, taken: before(right), right: before(truth[at]) });
    }));
    add(identity, tally(verdictsOn(now, byIdentity(subject.found, now), truth), isTouched));
    for (const name of new Set(names)) add(by.get(name) ?? fill(by, name), one);
    verdicts.forEach((verdict, i) => {
      if (verdict !== 'lost' && verdict !== 'wrong') return;
      const shown = shownIn(state.files, now[i]);
      const before = (index: number | null | undefined): Shown | null => shownIn(subject.files, subject.found[index ?? -1]);
      if (shown !== null) onMismatch({ trial, subject: subject.name, changes: names, verdict, by: 'matcher', now: shown, taken: before(matched[i]), right: before(truth[i]) });
    });
    bring(subject.workspace, state.files, subject.files);
  }
  return { changes, gone, come, matcher, identity, accepted, by };
}

/** Null where nothing is found. */
export function subjectOf(name: string, engine: Pick<Engine, 'createWorkspace'>, files: ReadonlyMap<string, string>): Subject | null {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: defaultConfiguration });
  const found = examine(workspace, new Map(), files);
  return found.length === 0 ? null : { name, workspace, files, found };
}

function bring(workspace: Workspace, before: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): void {
  for (const path of before.keys()) if (!files.has(path)) workspace.apply({ type: 'remove', path });
  for (const [path, text] of files) if (before.get(path) !== text) workspace.apply({ type: 'write', path, text, version: 0 });
}

function examine(workspace: Workspace, before: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): readonly Found[] {
  bring(workspace, before, files);
  const report = collectReport(workspace.snapshot(), tool);
  const findings = report.files.flatMap((file) => file.findings);
  return traitsIn(report).flatMap((traits, i) => {
    const finding = findings[i]?.finding;
    return finding === undefined ? [] : [{ traits, place: { file: finding.file, start: finding.range.start, end: finding.range.end } }];
  });
}

const linesShown = 5;

function shownIn(files: ReadonlyMap<string, string>, found: Found | undefined): Shown | null {
  if (found === undefined) return null;
  const { traits, place: { file, start } } = found;
  const text = files.get(file) ?? '';
  const line = text.slice(0, start).split('\n').length;
  const lines = text.split('\n').flatMap((said, i) => (Math.abs(i + 1 - line) <= linesShown ? [`${i + 1 === line ? '>' : ' '}${String(i + 1).padStart(5)} ${said.slice(0, 160)}`] : []));
  return { traits, lines: lines.join('\n') };
}

/** One of them, changed at least once. */
function refactored(subjects: readonly Subject[], random: Random): { readonly subject: Subject; readonly state: State; readonly names: readonly string[] } {
  for (;;) {
    const subject = random.weighted(subjects.map((one) => [Math.sqrt(one.found.length), one] as const));
    const { state, names } = changed(subject, random);
    if (names.length > 0) return { subject, state, names };
  }
}

function changed({ files, found }: Subject, random: Random): { readonly state: State; readonly names: readonly string[] } {
  let state: State = { files, anchors: found.map(({ place }) => place) };
  const names: string[] = [];
  for (let step = 1 + random.below(mostSteps); step > 0; step--) {
    for (let attempt = 0; attempt < tries; attempt++) {
      const next = refactor(state, random);
      if (next === null) continue;
      state = next.state;
      names.push(next.name);
      break;
    }
  }
  return { state, names };
}

/** Which of the old findings each new one is, by its place; those of one rule at one place in their order. */
function truthOf(found: readonly Found[], now: readonly Found[], anchors: readonly (Anchor | null)[]): readonly (number | null)[] {
  const key = (rule: string, { file, start, end }: Anchor): string => JSON.stringify([rule, file, start, end]);
  const waiting = new Map<string, number[]>();
  found.forEach(({ traits }, index) => {
    const anchor = anchors[index];
    if (anchor !== null && anchor !== undefined) waiting.set(key(traits.rule, anchor), [...(waiting.get(key(traits.rule, anchor)) ?? []), index]);
  });
  return now.map(({ traits, place }) => waiting.get(key(traits.rule, place))?.shift() ?? null);
}

function byIdentity(found: readonly Found[], now: readonly Found[]): readonly (number | null)[] {
  const known = new Map(found.map(({ traits }, index) => [traits.identity, index]));
  return now.map(({ traits }) => known.get(traits.identity) ?? null);
}

/** In the file that an entry names; who accepted one finding said nothing of the others. */
function acceptedAlone(found: readonly Found[], now: readonly Found[], truth: readonly (number | null)[], isTouched: (i: number) => boolean, onWrong: (at: number, taken: number) => void): Count {
  const count = none();
  found.forEach(({ traits }, index) => {
    const here = now.flatMap((one, i) => (one.traits.file === traits.file ? [i] : []));
    const marks = here.map((i) => now[i]?.traits ?? traits).map((one) => traitsOfMark(markOf(one), one));
    const at = here[matchAccepted([traitsOfMark(markOf(traits), traits)], marks).indexOf(0)] ?? null;
    const right = here.find((i) => truth[i] === index) ?? null;
    if (at === right ? at !== null && isTouched(at) : at === null && right !== null && isTouched(right)) count[at === right ? 'kept' : 'lost']++;
    else if (at !== right && at !== null) {
      const verdict = isTwin(now[at], right === null ? found[index] : now[right]) ? 'twins' : 'wrong';
      count[verdict]++;
      if (verdict === 'wrong') onWrong(at, index);
    }
  });
  return count;
}

type Verdict = keyof Count | null;

/** Of what is said of each finding of now; null where nothing was to be known, or the other of two twins tells it. */
function verdictsOn(now: readonly Found[], matched: readonly (number | null)[], truth: readonly (number | null)[]): readonly Verdict[] {
  return matched.map((index, i): Verdict => {
    const right = truth[i] ?? null;
    if (index === right) return index === null ? null : 'kept';
    const isOfTwin = (list: readonly (number | null)[], wanted: number | null): boolean => wanted !== null && list.some((other, j) => j !== i && other === wanted && isTwin(now[i], now[j]));
    if (isOfTwin(truth, index) || isOfTwin(matched, right)) return index === null ? null : 'twins';
    return index === null ? 'lost' : 'wrong';
  });
}

/** What is right or lost counts where its file was changed; what is wrong anywhere. */
function tally(verdicts: readonly Verdict[], isTouched: (i: number) => boolean): Count {
  const count = none();
  verdicts.forEach((verdict, i) => {
    if (verdict !== null && (verdict === 'wrong' || verdict === 'twins' || isTouched(i))) count[verdict]++;
  });
  return count;
}

function isTwin(a: Found | undefined, b: Found | undefined): boolean {
  const said = (found: Found | undefined): string => JSON.stringify(found === undefined ? null : [found.traits.rule, found.traits.file, found.traits.function, found.traits.sink, found.traits.kinds, found.traits.text]);
  return said(a) === said(b);
}

/** From `first` to `last`. */
export function* numbers(first: number, last: number): Generator<number> {
  for (let number = first; number <= last; number++) yield number;
}

export function none(): Count {
  return { kept: 0, lost: 0, wrong: 0, twins: 0 };
}

function add(to: Count, { kept, lost, wrong, twins }: Count): void {
  to.kept += kept;
  to.lost += lost;
  to.wrong += wrong;
  to.twins += twins;
}

function fill(by: Map<string, Count>, name: string): Count {
  const count = none();
  by.set(name, count);
  return count;
}

export function shareOf({ kept, lost, wrong }: Count): number {
  return kept / Math.max(1, kept + lost + wrong);
}

