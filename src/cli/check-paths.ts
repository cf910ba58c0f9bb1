/**
 * What is found under these paths? Walks, reads and examines, and returns a
 * report.
 * Must not print.
 */
import { resolve } from 'node:path';
import { pathExists, readChanges, rootOf } from '../host';
import type { Confidence } from '../policy';
import { collectReport } from '../report';
import type { Report } from '../report';
import type { Snapshot, Workspace } from '../workspace';
import { UserMistake } from './io';
import type { CommandEngine } from './io';

export interface CheckRequest {
  /** Files and folders, relative to `cwd` or absolute. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly minimumConfidence: Confidence;
  readonly drafts: boolean;
}

export interface Loaded {
  readonly workspace: Workspace;
  /** Absolute; files of the workspace are named relative to it. */
  readonly root: string;
}

/** Called again and again while work goes on, with what was read so far. */
export type Progress = (files: number) => void;

export function checkPaths(engine: CommandEngine, request: CheckRequest, tool: Report['tool'], progress: Progress): Report {
  const { workspace } = loadPaths(engine, request, progress);
  return collectReport(finish(workspace), tool);
}

/** A workspace with every file under the paths. Throws UserMistake for a path that is not there or cannot be read. */
export function loadPaths(engine: CommandEngine, request: CheckRequest, progress: Progress): Loaded {
  const paths = request.paths.map((path) => resolve(request.cwd, path));
  request.paths.forEach((path, index) => {
    if (!pathExists(paths[index] ?? '')) throw new UserMistake(`no such file or folder: ${path}`);
  });
  const root = rootOf(request.cwd, paths);
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { minimumConfidence: request.minimumConfidence, rules: new Map(), drafts: request.drafts } });
  let files = 0;
  for (const change of readChanges(root, paths, engine.walk)) {
    if (change.type === 'skip' && change.skipped.reason === 'unreadable' && paths.includes(resolve(root, change.skipped.file))) {
      throw new UserMistake(`${change.skipped.file}: ${change.skipped.detail}`);
    }
    workspace.apply(change);
    progress(++files);
  }
  return { workspace, root };
}

function finish(workspace: Workspace): Snapshot {
  while (workspace.step());
  return workspace.snapshot();
}
