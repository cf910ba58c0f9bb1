/**
 * How does a test ask the real engine? Packs and grammars as shipped, one file
 * or a few at a time, each in a workspace of its own.
 */
import { findAssets, loadEngine } from '../../src/host';
import type { Finding } from '../../src/analysis';
import type { Engine } from '../../src/host';
import { readRule } from '../../src/policy';
import type { Policy } from '../../src/policy';
import { defaultConfiguration, isDeclaration, namedBy } from '../../src/workspace';
import type { Configuration, Snapshot } from '../../src/workspace';

export interface TestEngine extends Engine {
  /** A snapshot of a workspace that holds these files: path to text. Unless `rules` are given nobody asks for a caley.yaml. */
  open(files: Readonly<Record<string, string>>, configuration?: Partial<Configuration>): Snapshot;
  /**
   * Everything found in one file, suppressed findings left out; those of low confidence and of rules
   * in state draft only as far as the configuration asks for them. `beside`: other files of the workspace.
   */
  check(text: string, path?: string, configuration?: Partial<Configuration>, beside?: Readonly<Record<string, string>>): readonly Finding[];
}

let loading: Promise<TestEngine> | undefined;

/** Loaded once a process: it takes as long as a few hundred small files. */
export function loadTestEngine(): Promise<TestEngine> {
  loading ??= load();
  return loading;
}

/** The engine with other rules than it is shipped with, each without a page: for forms of rules that are not to depend on which rules there are. */
export function loadEngineWith(rules: Readonly<Record<string, string>>): Promise<TestEngine> {
  return load((policy) => {
    const read = Object.entries(rules).flatMap(([id, text]) => readRule({ path: `rules/${id}.yaml`, text: `${text}\ntitle: ${id}\nclause: DP-UX-3\ncategory: other\nstate: stable\nmessage: m\nremedy: r\n` }, null, policy).rule ?? []);
    return Object.assign(Object.create(policy) as Policy, { rules: new Map(read.map((rule) => [rule.id, rule])) });
  });
}

/** What a whole project lacks is told where a test asks for it: few files are a project. */
const silent: Configuration['rules'] = new Map([['manifest/missing', 'off']]);

async function load(adapted?: (policy: Policy) => Policy): Promise<TestEngine> {
  const engine = await loadEngine(findAssets(import.meta.dirname), adapted);
  const open: TestEngine['open'] = (files, configuration = {}) => {
    const workspace = engine.createWorkspace();
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, rules: silent, ...configuration } });
    for (const [path, text] of Object.entries(files)) workspace.apply({ type: 'write', path, text, version: 1 });
    const named = Object.entries(files).flatMap(([path, text]) => (isDeclaration(path) ? namedBy(path, text) : []));
    for (const { type, path } of named) if (type === 'document') workspace.apply({ type, path, content: files[path] === undefined ? { why: 'no such file or folder' } : { text: files[path] } });
    workspace.apply({ type: 'complete', paths: [''] });
    // A file alone is answered for at once; of several it must be known who calls whom.
    while (Object.keys(files).length > 1 && workspace.step());
    return workspace.snapshot();
  };
  const check: TestEngine['check'] = (text, path = 'example.ts', configuration = {}, beside = {}) =>
    open({ ...beside, [path]: text }, configuration)
      .findings(path)
      .filter(({ suppression }) => suppression === null)
      .map(({ finding }) => finding);
  return { ...engine, open, check };
}
