/**
 * How do threads do one work together? Each surveys and judges a share of the files; the main
 * thread does the first. Must not decide which files.
 */
import { setImmediate } from 'node:timers/promises';
import type { Policy } from '../policy';
import type { Configuration, Declared, Judgement, Part, Survey, Trace } from '../workspace';
import type { Engine } from './engine';
import type { LoadedEngine } from './load-engine';
import type { Inputs, Place } from './inputs';
import { prepare } from './prepare';
import { sharesOf } from './shares';
import { Thread } from './thread';

/** What it takes to examine files; without `assets` there are no workers and no cache. */
export type Examiner = Pick<Engine, 'createPart' | 'today'> & Partial<Pick<LoadedEngine, 'assets'>>;

/** Called again and again while work goes on, with how many files are done. */
export type Progress = (files: number) => void;

export interface Work {
  readonly inputs: Inputs;
  readonly configuration: Configuration;
  readonly today: string;
  /** The main thread's, with all files; null: to be made. */
  readonly part: Part | null;
  /** What is known already, to the main thread's part too. */
  readonly surveys: readonly Survey[];
  /** The others: together those are all files. */
  readonly survey: readonly Place[];
  readonly judge: readonly Place[];
}

export interface Done {
  readonly part: Part;
  readonly policy: Policy;
  readonly surveys: readonly Survey[];
  readonly judgements: readonly Judgement[];
  readonly declared: readonly Declared[];
  readonly traces: readonly Trace[];
}

/**
 * Nodes of graphs that all threads together hold of files they are done with or have not come to: six hundred megabytes, a million
 * and a half of lines. More than an editor's workspace holds, as a check is soon over: packing would take it half as long again.
 */
export const mostHeldNodes = 3_000_000;

/** Files between two looks at what other threads say. */
const breath = 20;

/** Rejects where a thread dies: nobody has done its share then. */
export async function workTogether(engine: Examiner, work: Work, workers: number, progress: Progress): Promise<Done> {
  const { assets } = engine;
  const { inputs, configuration, today } = work;
  const [toSurvey, toJudge] = [pathsOf(work.survey, workers), pathsOf(work.judge, workers)];
  const others = assets === undefined ? 0 : Math.max(toSurvey.length, toJudge.length, 1) - 1;
  let done = 0;
  const judging = (files: number): void => {
    progress((done += files));
  };
  const maxHeldNodes = Math.floor(mostHeldNodes / (others + 1));
  const threads = assets === undefined ? [] : Array.from({ length: others }, (_, i) => new Thread(assets, { from: assets.from, inputs, configuration, today, maxHeldNodes, survey: toSurvey[i + 1] ?? [] }, judging));
  try {
    const part = work.part ?? prepare(engine.createPart(today, maxHeldNodes), inputs, configuration);
    const surveyed = [await surveyAll(part, toSurvey[0] ?? []), ...(await Promise.all(threads.map((thread) => thread.surveyed)))];
    threads.forEach((thread, i) => {
      thread.order({ surveys: [...work.surveys, ...surveyed.flatMap((surveys, by) => (by === i + 1 ? [] : surveys))], judge: backwards(toJudge[i + 1] ?? []) });
    });
    for (const survey of surveyed.slice(1).flat()) part.learn(survey);
    const judgements = await judgeAll(part, backwards(toJudge[0] ?? []), judging);
    const theirs = await Promise.all(threads.map((thread) => thread.judged));
    return {
      part,
      policy: part.policy,
      surveys: [...work.surveys, ...surveyed.flat()],
      judgements: [...judgements, ...theirs.flatMap((one) => one.judgements)],
      declared: part.declared(),
      traces: [part.trace(), ...theirs.map(({ trace }) => trace)],
    };
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

function pathsOf(places: readonly Place[], workers: number): readonly (readonly string[])[] {
  return sharesOf(places, workers).map((share) => share.map(({ path }) => path));
}

/** What was surveyed last is still at hand when it is judged first. */
function backwards(paths: readonly string[]): readonly string[] {
  return [...paths].reverse();
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

async function judgeAll(part: Part, paths: readonly string[], judging: (files: number) => void): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (const path of paths) {
    judgements.push(part.judge(path));
    judging(1);
    if (judgements.length % breath === 0) await setImmediate();
  }
  return judgements;
}
