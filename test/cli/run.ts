/**
 * Runs a command in this process, with an engine that flags every `hellp`, and
 * catches what it prints.
 */
import type { ExitCode, Output, Surroundings } from '../../src/cli';
import { runProgram } from '../../src/cli';
import { nodeDisk } from '../../src/host';
import { createFakePart } from '../support/fake-part';
import { createFakeWorkspace, fakePolicy } from '../support/fake-workspace';

export interface Ran {
  readonly code: ExitCode | null;
  readonly out: string;
  readonly err: string;
}

type Options = Partial<Pick<Surroundings, 'env' | 'loadEngine'>> & { readonly terminal?: boolean };

export async function run(cwd: string, argv: readonly string[], options: Options = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const output = (lines: string[]): Output => ({ write: (text) => void lines.push(text), isTerminal: options.terminal ?? false, columns: options.terminal === true ? 80 : null });
  const code = await runProgram(argv, {
    out: output(out),
    err: output(err),
    cwd,
    env: options.env ?? {},
    folder: cwd,
    loadEngine: options.loadEngine ?? fakeEngine,
  });
  return { code, out: out.join(''), err: err.join('') };
}

const fakeEngine: Surroundings['loadEngine'] = () =>
  Promise.resolve({ policy: fakePolicy, walk: { disk: nodeDisk, fileNames: ['*.ts'], settingNames: [], manifests: [] }, createWorkspace: createFakeWorkspace, createPart: () => createFakePart(createFakeWorkspace()), today: '2026-01-01' });
