/**
 * How do several machines do one check? Each surveys all files, as what is found in one depends on others, and judges its share; put together, their
 * work is the check of one. Must not print, nor read or write files.
 */
import { createHash } from 'node:crypto';
import { isDeclaration } from '../workspace';
import type { Change, Configuration, Declared, Judgement, Skipped } from '../workspace';
import { declarationsOf, hashesOf, layoutOf } from './cache-content';
import { workTogether } from './crew';
import type { Examiner, Progress } from './crew';
import { declaredText, threadsFor, toExamination } from './examine';
import type { Examination, ExamineOptions } from './examine';
import { textAt } from './inputs';
import type { Inputs } from './inputs';
import { prepare } from './prepare';
import { sharesOf } from './shares';

/** Which share of how many; from 1. */
export interface ShardNumber {
  readonly index: number;
  readonly count: number;
}

/** Plain data: what one machine did, and what it takes to put it together with the others'. */
export interface ShardWork extends ShardNumber {
  /** The same for all shards of one check: a digest of every text, of what is declared, and of how files are looked at. */
  readonly tree: string;
  /** ISO date. */
  readonly today: string;
  readonly configuration: Omit<Configuration, 'rules'>;
  /** Every caley.yaml, what they name, and where nothing is missing. */
  readonly changes: readonly Change[];
  readonly declared: readonly Declared[];
  readonly skipped: readonly Skipped[];
  /** Of its share. */
  readonly judgements: readonly Judgement[];
}

/** The share depends on the files alone, their paths and lengths. With what is found in it; of every caley.yaml nothing, which takes all shares. */
export async function examineShard(engine: Examiner, inputs: Inputs, { index, count }: ShardNumber, options: Omit<ExamineOptions, 'cache'>, progress: Progress): Promise<{ readonly work: ShardWork; readonly examination: Examination }> {
  const { today } = engine;
  const { configuration } = options;
  const judge = sharesOf(inputs.places, count)[index - 1] ?? [];
  const done = await workTogether(engine, { inputs, configuration, today, part: null, surveys: [], survey: inputs.places, judge }, threadsFor(engine, inputs.places, options), progress);
  const { rules: _, ...rest } = configuration;
  const judgements = [...done.judgements].sort((a, b) => (a.path < b.path ? -1 : 1));
  const work: ShardWork = {
    index, count, tree: treeOf(inputs, configuration, today), today, configuration: rest, changes: [...inputs.manifests.filter(({ path }) => isDeclaration(path)), ...inputs.remarks],
    declared: done.declared, skipped: inputs.skipped, judgements,
  };
  const places = new Map(inputs.places.map((place) => [place.path, place]));
  const textOf = (file: string): string | null => {
    const place = places.get(file);
    return place === undefined ? declaredText(inputs, file) : textAt(inputs, place);
  };
  return { work, examination: { ...toExamination(done, inputs.skipped, textOf), held: mayBeTold(judgements) } };
}

/** What may turn out to be told once all shards are put together: of that too it takes the lines. */
function mayBeTold(judgements: readonly Judgement[]): Examination['held'] {
  return judgements.flatMap(({ path, practices: { undeclared } }) => (undeclared === null ? [] : [{ path, findings: [undeclared.told], mistakes: [] }]));
}

/** `works` are all shards of one check, in order; `textOf` has what is kept of the texts. */
export function joinShards(engine: Examiner, works: readonly [ShardWork, ...ShardWork[]], textOf: (file: string) => string | null): Examination {
  const [{ configuration, changes, declared, skipped }] = works;
  // What ends on some day ends on the last of them.
  const today = works.map((work) => work.today).reduce((a, b) => (a > b ? a : b));
  const manifests = changes.filter((change) => change.type === 'write');
  const remarks = changes.filter((change) => change.type !== 'write');
  const part = prepare(engine.createPart(today), { places: [], pages: [], manifests, remarks, skipped }, { ...configuration, rules: new Map() });
  const judgements = works.flatMap((work) => work.judgements);
  const judged = new Set(judgements.map(({ path }) => path));
  return toExamination({ part, policy: part.policy, declared, judgements }, skipped, (file) => declaredText({ manifests, remarks }, file) ?? textOf(file) ?? (judged.has(file) ? '' : null));
}

/** Another day matters only where something ends. */
function treeOf(inputs: Inputs, { rules: _, ...configuration }: Configuration, today: string): string {
  const hashes = [...hashesOf(inputs, today)].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([hashes, layoutOf(inputs), declarationsOf(inputs, today), inputs.skipped, configuration])).digest('hex');
}
