/**
 * `caley merge`: puts the work of all shards of a check together, and tells it as the check of one machine would.
 */
import { joinShards, tool } from '../host';
import { collectReport, counted, restoredOrigins, restoredTexts, traitsOf } from '../report';
import type { Report, Traits } from '../report';
import { heldAgainst, knownIn } from './against';
import type { Against } from './against';
import { deliver } from './check';
import type { DeliveryOptions } from './check';
import { sourceOf } from './check-paths';
import { UserMistake } from './io';
import type { CommandEngine, ExitCode, Io } from './io';
import { readShard } from './shard-file';
import type { ReadShard, Shard } from './shard-file';

/** A revision of earlier takes the tree, which is not here. */
export type MergeOptions = DeliveryOptions & Pick<Against, 'baseline'>;

/** Throws UserMistake where the files are not all shards of one check. */
export function runMerge(engine: CommandEngine, files: readonly string[], options: MergeOptions, io: Io): ExitCode {
  const known = knownIn(options, io.cwd);
  const shards = inOrder(files.map((file) => readShard(file, io.cwd)));
  const [first, ...others] = shards;
  const kept = shards.map((shard) => shard.texts);
  const texts = restoredTexts(kept);
  const origins = restoredOrigins(kept);
  const examination = joinShards(engine, [first.work, ...others.map(({ work }) => work)], (file) => texts.get(file) ?? null);
  // The same version with other packs, as between two builds.
  if (examination.policy.hash !== first.policy) throw new UserMistake(`${first.file} was made by other packs than are here: all shards and "caley merge" must be of one build`);
  const report = collectReport(sourceOf(examination, (path, text) => ({ text, origin: origins.get(path) })), tool);
  return deliver(heldAgainst(report, options, known, traitsOfAll(report, shards)), engine.today, options, io);
}

/** What a caley.yaml has is found here, and its text is whole. */
function traitsOfAll(report: Report, shards: readonly Shard[]): readonly Traits[] {
  const keyOf = ({ file, identity }: Pick<Traits, 'file' | 'identity'>): string => `${identity} ${file}`;
  const told = new Map(shards.flatMap(({ traits }) => traits.map((one) => [keyOf(one), one])));
  return report.files.flatMap(({ text, lines, findings }) => findings.map(({ finding }) => told.get(keyOf(finding)) ?? traitsOf(finding, text, lines)));
}

/** By their numbers, each once, none missing, all of one tree. */
function inOrder(shards: readonly ReadShard[]): readonly [ReadShard, ...ReadShard[]] {
  const [first, ...others] = [...shards].sort((a, b) => a.work.index - b.work.index);
  if (first === undefined) throw new UserMistake('no shards to merge');
  const { count, tree } = first.work;
  for (const { work, file, policy } of others) {
    if (work.count !== count) throw new UserMistake(`${first.file} is one of ${counted(count, 'shard')}, ${file} one of ${String(work.count)}`);
    if (work.tree !== tree || policy !== first.policy) throw new UserMistake(`${first.file} and ${file} are of different trees: other files, another caley.yaml, other options, or another day where something ends`);
  }
  const twice = others.find(({ work }, i) => work.index === (i === 0 ? first : others[i - 1])?.work.index);
  if (twice !== undefined) throw new UserMistake(`${shards.filter(({ work }) => work.index === twice.work.index).map(({ file }) => file).join(' and ')} are both shard ${String(twice.work.index)} of ${String(count)}`);
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !shards.some(({ work }) => work.index === index));
  if (missing.length > 0) throw new UserMistake(`${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')} of ${String(count)} ${missing.length === 1 ? 'is' : 'are'} missing`);
  return [first, ...others];
}
