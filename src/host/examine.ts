/**
 * What is found in all of these files? By what an earlier check left where that still holds, and
 * by as many threads as pay; the answer is the same either way. Must not print.
 */
import { availableParallelism } from 'node:os';
import type { Policy } from '../policy';
import { cutShort, excludedFile, filesOfPacks, isDeclaration, outdated } from '../workspace';
import type { Configuration, Declared, HeldDeclaration, Judgement, Known, Part, Skipped, Survey } from '../workspace';
import type { Cache, Kept } from './cache';
import { declarationsOf, layoutOf, learnt, hashesOf } from './cache-content';
import { workTogether } from './crew';
import type { Done, Examiner, Progress } from './crew';
import { textAt } from './inputs';
import type { Inputs, Place } from './inputs';
import { prepare } from './prepare';

export interface ExamineOptions {
  readonly configuration: Configuration;
  /** Threads, this one included; null: as many as pay. */
  readonly workers: number | null;
  readonly cache: Cache | null;
}

export interface Examination {
  /** With what packs of one's own add. */
  readonly policy: Policy;
  /** Every source, in order of the paths. */
  readonly files: readonly string[];
  readonly judgements: ReadonlyMap<string, Judgement>;
  /** Every caley.yaml and file of packs with a mistake, in order of the paths; none is among the files. */
  readonly declared: readonly Declared[];
  /** What is found in every caley.yaml, by what was found in all files. */
  readonly held: readonly HeldDeclaration[];
  readonly skipped: readonly Skipped[];
  /** Of those too. */
  readonly textOf: (file: string) => string | null;
}

export interface Judged {
  /** Knows all declarations. */
  readonly part: Part;
  readonly policy: Policy;
  readonly judgements: Iterable<Judgement>;
  readonly declared: readonly Declared[];
}

/** A thread more pays from so many bytes of source on: it loads an engine first. */
const bytesEach = 400_000;
/** More threads than these wait for each other's memory more than they do. */
const mostWorkers = 4;
/** The part of all bytes in changed files from which nothing of an earlier check is looked at. */
const mostChanged = 0.5;

export async function examine(engine: Examiner, inputs: Inputs, options: ExamineOptions, progress: Progress): Promise<Examination> {
  const judged = await judge(engine, inputs, options, progress);
  const places = new Map(inputs.places.map((place) => [place.path, place]));
  return toExamination(judged, inputs.skipped, (file) => {
    const place = places.get(file);
    return place === undefined ? declaredText(inputs, file) : textAt(inputs, place);
  });
}

/** Of what was found in every source. */
export function toExamination({ part, policy, declared, judgements: all }: Judged, skipped: readonly Skipped[], textOf: Examination['textOf']): Examination {
  const judgements = new Map([...all].map((judgement) => [judgement.path, judgement]));
  const cut = [...judgements.values()].flatMap(({ path, isCut, excludedBy }) => [...(isCut ? [cutShort(path)] : []), ...excludedFile(path, excludedBy)]);
  return {
    policy, judgements, textOf,
    files: [...judgements.values()].filter(({ excludedBy }) => excludedBy === null).map(({ path }) => path).sort(),
    held: part.held(new Map([...judgements].map(([path, { practices }]) => [path, practices]))),
    declared: declared.filter(({ mistakes }) => mistakes.length > 0),
    skipped: [...skipped, ...cut].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
  };
}

/** Empty where it cannot be read. */
export function declaredText({ manifests, remarks }: Pick<Inputs, 'manifests' | 'remarks'>, file: string): string | null {
  for (const change of remarks) {
    const text = change.type === 'pack' ? filesOfPacks([change.pack]).get(file) : undefined;
    if (text !== undefined) return text;
  }
  if (!isDeclaration(file)) return null;
  return manifests.find(({ path }) => path === file)?.text ?? (remarks.some((change) => change.type === 'skip' && change.skipped.file === file) ? '' : null);
}

async function judge(engine: Examiner, inputs: Inputs, options: ExamineOptions, progress: Progress): Promise<Judged> {
  const { today } = engine;
  const { configuration, cache } = options;
  const all = { inputs, configuration, today, part: null, surveys: [], survey: inputs.places, judge: inputs.places };
  if (cache === null) return workTogether(engine, all, threadsFor(engine, inputs.places, options), progress);
  const hashes = hashesOf(inputs, today);
  const layout = layoutOf(inputs);
  const declarations = declarationsOf(inputs, today);
  const kept = cache.read();
  const before = kept?.declarations === declarations ? kept : null;
  const changed = before === null ? inputs.places : inputs.places.filter(({ path }) => before.files.get(path)?.hash !== hashes.get(path));
  if (before !== null && changed.length === 0 && before.layout === layout) {
    progress(inputs.places.length);
    // No file is placed: none is looked at.
    const part = prepare(engine.createPart(today), { ...inputs, places: [] }, configuration);
    return { part, policy: part.policy, judgements: [...before.files.values()].map(({ judgement }) => judgement), declared: before.declared };
  }
  if (before === null || bytesOf(changed) > mostChanged * bytesOf(inputs.places)) {
    const done = await workTogether(engine, all, threadsFor(engine, inputs.places, options), progress);
    cache.write({ layout, declarations, declared: done.declared, files: learnt(null, new Set(hashes.keys()), hashes, done) });
    return done;
  }
  const { files, done } = await judgeAgain(engine, inputs, options, { before, changed, hashes, isSameLayout: before.layout === layout }, progress);
  cache.write({ layout, declarations, declared: done.declared, files });
  return { part: done.part, policy: done.policy, judgements: [...[...files.values()].map(({ judgement }) => judgement), ...done.judgements], declared: done.declared };
}

interface Changed {
  readonly before: Kept;
  readonly changed: readonly Place[];
  readonly hashes: ReadonlyMap<string, string>;
  /** The same files and manifests: names mean what they did. */
  readonly isSameLayout: boolean;
}

async function judgeAgain(engine: Examiner, inputs: Inputs, options: ExamineOptions, { before, changed, hashes, isSameLayout }: Changed, progress: Progress): Promise<{ readonly files: ReadonlyMap<string, Known>; readonly done: Done }> {
  const { today } = engine;
  const { configuration } = options;
  const part = prepare(engine.createPart(today), inputs, configuration);
  const surveys = new Map<string, Survey>();
  for (const { path } of changed) {
    const survey = part.survey(path);
    if (survey !== null) surveys.set(path, survey);
  }
  const isMeaning = (path: string, asked: Survey['imports']): boolean => isSameLayout || asked.every(([specifier, meaning]) => part.meaningOf(path, specifier) === meaning);
  for (const { path } of inputs.places) {
    const known = surveys.has(path) ? undefined : before.files.get(path)?.survey;
    if (known === undefined) continue;
    const survey = isMeaning(path, known.imports) ? known : { ...known, imports: known.imports.map(([specifier]) => [specifier, part.meaningOf(path, specifier)] as const) };
    surveys.set(path, survey);
    part.learn(survey);
  }
  const again = outdated(before.files, { hashes, surveys, isMeaning });
  progress(inputs.places.length - again.size);
  const places = inputs.places.filter(({ path }) => again.has(path));
  const work = { inputs, configuration, today, part, surveys: [...surveys.values()], survey: [], judge: places };
  const done = await workTogether(engine, work, threadsFor(engine, places, options), (count) => {
    progress(inputs.places.length - again.size + count);
  });
  return { files: learnt(before.files, again, hashes, done), done };
}

export function threadsFor({ assets }: Examiner, places: readonly Place[], { workers }: Pick<ExamineOptions, 'workers'>): number {
  if (assets === undefined) return 1;
  return workers ?? Math.min(mostWorkers, availableParallelism(), Math.max(1, Math.floor(bytesOf(places) / bytesEach)));
}

function bytesOf(places: readonly Place[]): number {
  return places.reduce((sum, { size }) => sum + size, 0);
}
