/**
 * What stands in the file that `caley check --shard` writes and `caley merge` reads? The work of one shard, what is kept of its texts, and a digest: such files go from
 * machine to machine. Must not be read by other versions than wrote it.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sha256, systemReason, tool } from '../host';
import type { ShardWork } from '../host';
import type { KeptTexts, Traits } from '../report';
import { UserMistake } from './io';

const format = 'caley-shard';
const version = 1;

export interface Shard {
  readonly work: ShardWork;
  /** Of the policy with packs of one's own. */
  readonly policy: string;
  readonly texts: KeptTexts;
  /** Of its findings: what is kept of the texts does not tell them. */
  readonly traits: readonly Traits[];
}

export interface ReadShard extends Shard {
  /** As the user names it. */
  readonly file: string;
}

export function renderShard(shard: Shard): string {
  return `${JSON.stringify({ format, version, tool, digest: digestOf(shard), shard })}\n`;
}

/** Throws UserMistake for a file that cannot be read or is none that this version wrote. */
export function readShard(file: string, cwd: string): ReadShard {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    throw new UserMistake(`cannot read ${file}: ${error instanceof SyntaxError ? 'it is no JSON' : systemReason(error)}`);
  }
  const { format: of, version: by, tool: made, digest, shard } = (typeof read === 'object' && read !== null ? read : {}) as Readonly<Record<string, unknown>>;
  if (of !== format) throw new UserMistake(`${file} is none that "caley check --shard" wrote`);
  const maker = (typeof made === 'object' && made !== null ? made : {}) as Partial<typeof tool>;
  if (by !== version || maker.version !== tool.version) throw new UserMistake(`${file} was written by version ${maker.version ?? 'unknown'}, and this is ${tool.version}: all shards and "caley merge" must be of one version`);
  // What has the digest is what this version wrote, to its last field.
  if (digest !== digestOf(shard)) throw new UserMistake(`${file} is not as it was written`);
  return { ...(shard as Shard), file };
}

/** What is not there has one too. */
function digestOf(shard: unknown): string {
  return sha256(JSON.stringify([shard]));
}
