/**
 * What is a report held against? The findings of a baseline, or of an earlier commit, which are not told again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { nodeDisk, NotInRepository, pathExists, readUpTo, rootOf, tool, writeEarlier } from '../host';
import type { Progress } from '../host';
import { readBaseline, traitsIn, withoutKnown } from '../report';
import type { Report, Traits } from '../report';
import { checkPaths } from './check-paths';
import type { CheckRequest } from './check-paths';
import { UserMistake } from './io';
import type { CommandEngine } from './io';

/** One finding takes about 400 bytes. */
const longestBaseline = 64 * 1024 * 1024;

/** What `--baseline` and `--since` name; both may be given. */
export interface Against {
  /** Relative to where the command runs. */
  readonly baseline?: string;
  readonly since?: string;
}

/** Reads before anything is examined, so that a slip of the pen is told at once. Throws UserMistake. */
export function knownIn({ baseline }: Against, cwd: string): readonly Traits[] {
  if (baseline === undefined) return [];
  const source = readUpTo(nodeDisk, resolve(cwd, baseline), longestBaseline);
  if (!('text' in source)) throw new UserMistake(`${baseline}: ${source.detail}`);
  const read = readBaseline(source.text);
  if ('mistake' in read) throw new UserMistake(`${baseline} ${read.mistake}`);
  return read.findings;
}

/** Nothing is kept of it but the findings. Rejects with UserMistake. */
export async function foundAt(engine: CommandEngine, revision: string, request: CheckRequest, progress: Progress): Promise<readonly Traits[]> {
  const paths = request.paths.map((path) => resolve(request.cwd, path));
  const folder = mkdtempSync(join(tmpdir(), 'caley-since-'));
  try {
    const { tree } = await writeEarlier(rootOf(request.cwd, paths), revision, folder, engine.walk);
    const there = paths.map((path) => join(folder, relative(tree, path))).filter(pathExists);
    if (there.length === 0) return [];
    return traitsIn(await checkPaths(engine, { ...request, paths: there, cwd: join(folder, relative(tree, request.cwd)), isCached: false }, tool, progress));
  } catch (error) {
    if (error instanceof NotInRepository) throw new UserMistake(`--since ${revision}: ${error.message}`);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report as it is where nothing was named. `now` are the traits of its findings, where its texts do not tell them. */
export function heldAgainst(report: Report, { baseline, since }: Against, known: readonly Traits[], now?: readonly Traits[]): Report {
  return baseline === undefined && since === undefined ? report : withoutKnown(report, known, now);
}
