/**
 * What is found in all of these files? Divides the work among threads where that pays; the
 * answer is the same whoever does what. Must not print.
 */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { cutShort } from '../workspace';
import type { Configuration, Judgement, Part, Skipped, Survey } from '../workspace';
import type { Engine } from './engine';
import { textAt } from './inputs';
import type { Inputs } from './inputs';
import { prepare } from './prepare';
import { sharesOf } from './shares';
import { Thread } from './thread';

/** What it takes to examine files; without `assets` there are no workers. */
export type Examiner = Pick<Engine, 'createPart' | 'today'> & Partial<Pick<Engine, 'assets'>>;

export interface ExamineOptions {
  readonly configuration: Configuration;
  /** Threads, this one included; null: as many as pay. */
  readonly workers: number | null;
}

/** Called again and again while work goes on, with how many files are done. */
export type Progress = (files: number) => void;

export interface Examination {
  /** Every source, in order of the paths. */
  readonly files: readonly string[];
  readonly judgements: ReadonlyMap<string, Judgement>;
  readonly skipped: readonly Skipped[];
  readonly textOf: (file: string) => string | null;
}

/** A thread more pays from so many bytes of source on: it loads an engine first. */
const bytesEach = 400_000;
/** More threads than these wait for each other's memory more than they do. */
const mostWorkers = 4;
/** Files between two looks at what other threads say. */
const breath = 20;

export async function examine(engine: Examiner, inputs: Inputs, options: ExamineOptions, progress: Progress): Promise<Examination> {
  const bytes = inputs.places.reduce((sum, { size }) => sum + size, 0);
  const workers = engine.assets === undefined ? 1 : (options.workers ?? Math.min(mostWorkers, availableParallelism(), Math.max(1, Math.floor(bytes / bytesEach))));
  const found = await judgeShares(engine, inputs, options.configuration, workers, progress);
  const judgements = new Map(found.map((judgement) => [judgement.path, judgement]));
  const places = new Map(inputs.places.map((place) => [place.path, place]));
  return {
    files: [...places.keys()].sort(),
    judgements,
    skipped: [...inputs.skipped, ...found.filter(({ isCut }) => isCut).map(({ path }) => cutShort(path))].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    textOf: (file) => {
      const place = places.get(file);
      return place === undefined ? null : textAt(inputs, place);
    },
  };
}

async function judgeShares(engine: Examiner, inputs: Inputs, configuration: Configuration, workers: number, progress: Progress): Promise<readonly Judgement[]> {
  const { assets, today } = engine;
  const [own = [], ...others] = sharesOf(inputs.places, workers).map((share) => share.map(({ path }) => path));
  let done = 0;
  const judging = (files: number): void => {
    progress((done += files));
  };
  const threads = assets === undefined ? [] : others.map((survey) => new Thread(assets, { from: assets.from, inputs, configuration, today, survey }, judging));
  try {
    const part = prepare(engine.createPart(today), inputs, configuration);
    const surveys = [await surveyAll(part, own), ...(await Promise.all(threads.map((thread) => thread.surveyed)))];
    threads.forEach((thread, i) => {
      thread.order({ surveys: surveys.flatMap((survey, by) => (by === i + 1 ? [] : survey)), judge: others[i] ?? [] });
    });
    for (const survey of surveys.slice(1).flat()) part.learn(survey);
    const judgements: Judgement[] = [];
    for (const path of own) {
      judgements.push(part.judge(path));
      judging(1);
      if (judgements.length % breath === 0) await setImmediate();
    }
    return [...judgements, ...(await Promise.all(threads.map((thread) => thread.judged))).flat()];
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

async function surveyAll(part: Part, paths: readonly string[]): Promise<readonly Survey[]> {
  const surveys: Survey[] = [];
  for (const [i, path] of paths.entries()) {
    const survey = part.survey(path);
    if (survey !== null) surveys.push(survey);
    if (i % breath === 0) await setImmediate();
  }
  return surveys;
}
