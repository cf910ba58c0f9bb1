/** A baseline in the server that is shipped, dist/server.js, over stdio: only what is new is flagged, as the command line would tell it, while code moves. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { CheckSummary } from '../../src/protocol';
import { run } from '../cli/run';
import { Editor } from '../support/editor';
import { loadTestEngine } from '../support/engine';

const SERVER = join(__dirname, '../../dist/server.js');
const seen = 'export function seen(user) {\n  console.log(user.email);\n}\n';
const told = 'export function told(guest) {\n  console.log(guest.phone);\n}\n';

describe('a baseline in dist/server.js', function () {
  this.timeout(60_000);
  let folder: string;
  let editor: Editor;

  beforeEach(() => {
    assert.ok(existsSync(SERVER), 'built by npm run build');
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
    save('src/a.ts', seen + told);
    save('src/b.ts', 'export const b = 1;\n');
  });
  afterEach(async () => {
    assert.equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  function save(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  async function start(settings: object): Promise<void> {
    editor = await Editor.start({ server: [SERVER], folder, initializationOptions: { diagnostics: 'push' }, settings });
  }

  const baseline = (): Promise<unknown> => run(folder, ['baseline'], { loadEngine: loadTestEngine, env: { CALEY_NO_CACHE: '1' } });
  const touched = (path: string): Promise<void> => editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(path), type: 2 }] });
  const lines = (all: readonly Diagnostic[]): readonly number[] => all.map(({ range }) => range.start.line + 1);
  const flagged = (path: string, wanted: readonly number[]): Promise<readonly Diagnostic[]> => editor.diagnostics(path, (all) => JSON.stringify(lines(all)) === JSON.stringify(wanted));

  it('hides what it has, shows what comes, and is followed as it is written anew', async () => {
    await baseline();
    await start({ baseline: './caley-baseline.json', delay: 0 });
    const late = `${seen}${told}export function late(user) {\n  console.log(user.name);\n}\n`;
    await editor.open('src/a.ts', late);
    await flagged('src/a.ts', [8]);
    save('src/a.ts', late);
    await baseline();
    await touched('caley-baseline.json');
    await flagged('src/a.ts', []);
  });

  it('knows a function that moves to another file', async () => {
    await baseline();
    await start({ baseline: 'caley-baseline.json', delay: 0 });
    await editor.open('src/a.ts', seen + told);
    await editor.open('src/b.ts', `export const b = 1;\n\n${told}`);
    // While it stands in both files, the copy is new.
    await flagged('src/b.ts', [4]);
    await editor.change('src/a.ts', 2, { start: { line: 3, character: 0 }, end: { line: 6, character: 0 } }, '');
    await flagged('src/b.ts', []);
  });

  it('gives the summary that the command line gives', async () => {
    await baseline();
    await start({ baseline: 'caley-baseline.json' });
    save('src/a.ts', seen);
    save('src/moved.ts', `${told}export function late(user) {\n  console.log(user.name);\n}\n`);
    await touched('src/a.ts');
    await touched('src/moved.ts');
    const { findings } = await editor.connection.sendRequest<CheckSummary>('caley/check', {});
    const { out } = await run(folder, ['check', '--baseline', 'caley-baseline.json'], { loadEngine: loadTestEngine, env: { CALEY_NO_CACHE: '1' } });
    assert.deepEqual([findings.warning, /(\d+) new finding/.exec(out)?.[1]], [1, '1']);
    await flagged('src/moved.ts', [5]);
  });

  it('one that cannot be read hides nothing, and is named in the log', async () => {
    save('caley-baseline.json', '{ "format": "caley-base');
    await start({ baseline: 'caley-baseline.json' });
    await editor.open('src/a.ts', seen);
    await flagged('src/a.ts', [2]);
    await editor.until(() => (editor.log.some((line) => line.includes('caley-baseline.json is no JSON')) ? true : null));
  });
});
