/**
 * What is found under these paths? Walks, reads and examines, and returns a
 * report.
 * Must not print.
 */
import { dirname, relative, resolve, sep } from 'node:path';
import { cacheFolder, examine, examineShard, fingerprintOf, Gathering, isFolder, openCache, pathExists, readChange, readChanges, readNamed, rootOf } from '../host';
import type { Cache, Examination, Progress, ShardNumber } from '../host';
import { declarationName } from '../policy';
import type { Confidence, Policy } from '../policy';
import { collectReport, keptTexts, traitsIn } from '../report';
import type { Report, ReportSource } from '../report';
import { LineIndex } from '../text';
import { byPlace, namedIn } from '../workspace';
import type { Change, Configuration, Workspace } from '../workspace';
import { UserMistake } from './io';
import type { CommandEngine } from './io';
import type { Shard } from './shard-file';

export interface PathsRequest {
  /** Files and folders, relative to `cwd` or absolute. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly minimumConfidence: Confidence;
  readonly drafts: boolean;
}

export interface CheckRequest extends PathsRequest {
  /** Threads; null: as many as pay. */
  readonly workers: number | null;
  /** Whether to use what an earlier check left, and to leave something. */
  readonly isCached: boolean;
  /** Absolute; null: where such things are kept. */
  readonly cacheFolder: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Loaded {
  readonly workspace: Workspace;
  /** Absolute; files of the workspace are named relative to it. */
  readonly root: string;
}

/** Rejects with a UserMistake for a path that is not there or cannot be read. */
export async function checkPaths(engine: CommandEngine, request: CheckRequest, tool: Report['tool'], progress: Progress): Promise<Report> {
  const { inputs, configuration, root, paths } = gather(engine, request);
  const found = await examine(engine, inputs, { configuration, workers: request.workers, cache: cacheOf(engine, request, root, paths) }, progress);
  return collectReport(sourceOf(found), tool);
}

/** The same for one share of the files, with a report of that; an earlier check is neither used nor left. */
export async function checkShard(engine: CommandEngine, request: CheckRequest, number: ShardNumber, tool: Report['tool'], progress: Progress): Promise<{ readonly shard: Shard; readonly report: Report }> {
  const { inputs, configuration } = gather(engine, request);
  const { work, examination } = await examineShard(engine, inputs, number, { configuration, workers: request.workers }, progress);
  const report = collectReport(sourceOf(examination), tool);
  return { shard: { work, policy: examination.policy.hash, texts: keptTexts(report), traits: traitsIn(report) }, report };
}

function gather(engine: CommandEngine, request: PathsRequest): { readonly inputs: Gathering; readonly configuration: Configuration; readonly root: string; readonly paths: readonly string[] } {
  const { root, paths } = locate(request);
  const inputs = new Gathering(engine.walk);
  for (const change of changesUnder(engine, root, paths)) inputs.add(change);
  return { inputs, configuration: configurationOf(request, root, paths), root, paths };
}

/** The policy with the packs that the caley.yaml of a folder names. */
export function policyAt(engine: CommandEngine, folder: string): Policy {
  const declaration = readChange(folder, declarationName, engine.walk);
  if (declaration.type !== 'write') return engine.policy;
  const part = engine.createPart(engine.today);
  part.apply(declaration);
  for (const named of namedIn(declaration)) if (named.type === 'pack') part.apply(readNamed(engine.walk.disk, folder, named));
  return part.policy;
}

/** A workspace with every file under the paths. Throws UserMistake for a path that is not there or cannot be read. */
export function loadPaths(engine: CommandEngine, request: PathsRequest): Loaded {
  const { root, paths } = locate(request);
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: configurationOf(request, root, paths) });
  for (const change of changesUnder(engine, root, paths)) workspace.apply(change);
  return { workspace, root };
}

function locate(request: PathsRequest): { readonly root: string; readonly paths: readonly string[] } {
  const paths = request.paths.map((path) => resolve(request.cwd, path));
  request.paths.forEach((path, index) => {
    if (!pathExists(paths[index] ?? '')) throw new UserMistake(`no such file or folder: ${path}`);
  });
  return { root: rootOf(request.cwd, paths), paths };
}

/** Null where nothing is to be kept, or there is no place for it. */
function cacheOf({ assets }: CommandEngine, request: CheckRequest, root: string, paths: readonly string[]): Cache | null {
  const folder = request.cacheFolder ?? cacheFolder(root, request.env);
  if (assets === undefined || !request.isCached || folder === null) return null;
  return openCache(folder, JSON.stringify([fingerprintOf(assets), root, paths, request.minimumConfidence, request.drafts]));
}

function* changesUnder(engine: CommandEngine, root: string, paths: readonly string[]): Generator<Change, void> {
  for (const change of readChanges(root, paths, engine.walk)) {
    if (change.type === 'skip' && change.skipped.reason === 'unreadable' && paths.includes(resolve(root, change.skipped.file))) {
      throw new UserMistake(`${change.skipped.file}: ${change.skipped.detail}`);
    }
    yield change;
  }
}

function configurationOf({ minimumConfidence, drafts }: PathsRequest, root: string, paths: readonly string[]): Configuration {
  const [only] = paths;
  const within = only === undefined || paths.length > 1 ? '' : relative(root, isFolder(only) ? only : dirname(only));
  return { minimumConfidence, rules: new Map(), drafts, within: within.split(sep).join('/') };
}

/** As a report is collected from. */
export function sourceOf({ policy, files, judgements, declared, held, skipped, textOf }: Examination): ReportSource {
  const mistakes = new Map(declared.map((one) => [one.path, one.mistakes]));
  const unneeded = new Map(held.map((one) => [one.path, one.mistakes]));
  const found = new Map(held.map((one) => [one.path, one.findings]));
  return {
    policy, files, // A file of packs is one of configuration too.
    declarations: [...new Set([...mistakes.keys(), ...found.keys()])].filter((path) => !judgements.has(path)), skipped,
    file: (path) => {
      const text = textOf(path);
      return text === null ? null : { text, lines: new LineIndex(text) };
    },
    openRequests: (path) => judgements.get(path)?.openRequests ?? 0,
    findings: (path) => byPlace(judgements.get(path)?.findings ?? [], found.get(path) ?? []),
    weakened: (path) => judgements.get(path)?.weakened ?? 0,
    mistakes: (path) => [...(judgements.get(path)?.mistakes ?? []), ...(mistakes.get(path) ?? []), ...(unneeded.get(path) ?? [])],
  };
}
