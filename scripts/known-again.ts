/**
 * Are findings known again after code was changed? Refactors packages by chance and holds what the matcher of baselines says against where each finding
 * has gone to, which is known by following its place through the edits.
 * Must not fetch packages, nor print.
 */
import type { Engine } from '../src/host';
import { collectReport, matchTraits, traitsIn } from '../src/report';
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
  /** By the name of a change that was among those made. */
  readonly by: ReadonlyMap<string, Count>;
}

/** Called for each finding that was not known again, or taken for another; the finding, what it was taken for, and what it is. */
export type Mismatch = (subject: string, changes: readonly string[], now: Traits, taken: Traits | null, right: Traits | null) => void;

const tool = { name: 'caley', version: '' };

/** Findings of files that stayed as they were are not counted: of them nothing is to be shown. */
export function measure(subjects: readonly Subject[], trials: number, seed: number, mismatch: Mismatch = () => undefined): Measured {
  const random = new Random(seed);
  const [matcher, identity] = [none(), none()];
  const by = new Map<string, Count>();
  let [changes, gone, come] = [0, 0, 0];
  for (let trial = 0; trial < trials; ) {
    const subject = random.weighted(subjects.map((one) => [Math.sqrt(one.found.length), one] as const));
    const { state, names } = changed(subject, random);
    if (names.length === 0) continue;
    trial++;
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
    add(identity, tally(verdictsOn(now, byIdentity(subject.found, now), truth), isTouched));
    for (const name of new Set(names)) add(by.get(name) ?? fill(by, name), one);
    const traitsAt = (index: number | null | undefined): Traits | null => subject.found[index ?? -1]?.traits ?? null;
    verdicts.forEach((verdict, i) => {
      if (verdict !== 'lost' && verdict !== 'wrong') return;
      const traits = now[i]?.traits;
      if (traits !== undefined) mismatch(subject.name, names, traits, traitsAt(matched[i]), traitsAt(truth[i]));
    });
    bring(subject.workspace, state.files, subject.files);
  }
  return { changes, gone, come, matcher, identity, by };
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

