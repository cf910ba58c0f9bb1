/** A workspace with some files in it, and where something is found there, for tests of what depends on several files. */
import type { Finding } from '../../src/analysis';
import type { Pack } from '../../src/policy';
import { defaultConfiguration } from '../../src/workspace';
import type { Configuration, Workspace } from '../../src/workspace';
import type { TestEngine } from './engine';

/** Texts by their paths. */
export type Files = Readonly<Record<string, string>>;

export interface Opening {
  readonly configuration?: Partial<Configuration>;
  readonly focus?: readonly string[];
  readonly packs?: readonly Pack[];
  /** All of the folder has been read. */
  readonly isComplete?: boolean;
}

export function openWorkspace(engine: TestEngine, files: Files, { configuration = {}, focus = [], packs = [], isComplete = false }: Opening = {}): Workspace {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, ...configuration } });
  workspace.focus(focus);
  for (const [path, text] of Object.entries(files)) write(workspace, path, text);
  for (const pack of packs) workspace.apply({ type: 'pack', pack });
  if (isComplete) workspace.apply({ type: 'complete', paths: [''] });
  return workspace;
}

export function write(workspace: Workspace, path: string, text: string, version = 1): void {
  workspace.apply({ type: 'write', path, text, version });
}

/** What `say` says of each finding, in the order of files and places, at `path:line` with lines from 1; nothing for those of which it says null. */
export function foundIn(workspace: Workspace, say: (finding: Finding, place: string) => string | null): readonly string[] {
  while (workspace.step());
  const snapshot = workspace.snapshot();
  return snapshot.files.flatMap((path) => {
    const lines = snapshot.file(path)?.lines;
    return snapshot.findings(path).flatMap(({ finding }) => say(finding, `${path}:${String((lines?.positionAt(finding.range.start).line ?? 0) + 1)}`) ?? []);
  });
}
