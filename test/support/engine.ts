/**
 * How does a test ask the real engine? Packs and grammars as shipped, one file
 * or a few at a time, each in a workspace of its own.
 */
import { findAssets, loadEngine } from '../../src/host';
import type { Finding } from '../../src/analysis';
import type { Engine } from '../../src/host';
import { defaultConfiguration } from '../../src/workspace';
import type { Configuration, Snapshot } from '../../src/workspace';

export interface TestEngine extends Engine {
  /** A snapshot of a workspace that holds these files: path to text. */
  open(files: Readonly<Record<string, string>>, configuration?: Partial<Configuration>): Snapshot;
  /**
   * Everything found in one file, suppressed findings left out; those of low confidence and of rules
   * in state draft only as far as the configuration asks for them.
   */
  check(text: string, path?: string, configuration?: Partial<Configuration>): readonly Finding[];
}

let loading: Promise<TestEngine> | undefined;

/** Loaded once a process: it takes as long as a few hundred small files. */
export function loadTestEngine(): Promise<TestEngine> {
  loading ??= load();
  return loading;
}

async function load(): Promise<TestEngine> {
  const engine = await loadEngine(findAssets(import.meta.dirname));
  const open: TestEngine['open'] = (files, configuration = {}) => {
    const workspace = engine.createWorkspace();
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, ...configuration } });
    for (const [path, text] of Object.entries(files)) workspace.apply({ type: 'write', path, text, version: 1 });
    // A file alone is answered for at once; of several it must be known who calls whom.
    while (Object.keys(files).length > 1 && workspace.step());
    return workspace.snapshot();
  };
  const check: TestEngine['check'] = (text, path = 'example.ts', configuration = {}) =>
    open({ [path]: text }, configuration)
      .findings(path)
      .filter(({ suppression }) => suppression === null)
      .map(({ finding }) => finding);
  return { ...engine, open, check };
}
