/**
 * A folder that only the editor reaches, by dist/server.js: what is found in it is what the command line finds in the same files on disk, and it follows them.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FindingsResult, ProofResult } from '../../src/protocol';
import type { JsonReport } from '../../src/report';
import { Editor } from '../support/editor';

const DIST = join(__dirname, '../../dist');
const at = 'vscode-vfs://github/some/where';

describe('a folder of a virtual file system, by dist/server.js', function () {
  this.timeout(60_000);
  let folder: string;
  let editor: Editor;

  beforeEach(async () => {
    ok(existsSync(join(DIST, 'server.js')), 'built by npm run build');
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'caley-')));
    cpSync(join(__dirname, '../../examples/declaration'), folder, { recursive: true });
    editor = await Editor.start({ server: [join(DIST, 'server.js')], folder, at, initializationOptions: { diagnostics: 'push', remote: true } });
  });
  afterEach(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  const inTerminal = (): JsonReport => JSON.parse(spawnSync(process.execPath, [join(DIST, 'cli.js'), 'check', '--format', 'json', '--no-cache'], { cwd: folder, encoding: 'utf8' }).stdout) as JsonReport;
  const inEditor = async (): Promise<FindingsResult> => {
    await editor.connection.sendRequest('caley/check', null).catch((error: unknown) => {
      throw new Error(editor.log.join('\n'), { cause: error });
    });
    return editor.connection.sendRequest<FindingsResult>('caley/findings', null);
  };
  const toldOf = async (path: string): Promise<void> => editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(path), type: 2 }] });

  it('all that the command line finds, with the same identities', async () => {
    const expected = inTerminal().findings.filter(({ suppression }) => suppression === null);
    const { isWhole, findings } = await inEditor();
    equal(isWhole, true);
    ok(expected.length > 5);
    deepEqual(
      findings.map((one) => [one.uri.slice(at.length + 1), one.range.start.line + 1, one.range.start.character + 1, one.rule.id, one.message, one.identity]),
      expected.map((one) => [one.file, one.start.line, one.start.column, one.rule, one.message, one.identity]),
    );
  });

  it('follows files that change, come, go and get another name elsewhere', async () => {
    const leak = 'console.log(user.email);\n';
    const identities = async (): Promise<readonly string[]> => (await inEditor()).findings.map(({ identity }) => identity);
    const inFiles = (): readonly string[] => inTerminal().findings.filter(({ suppression }) => suppression === null).map(({ identity }) => identity);
    await inEditor();
    for (const change of [
      () => (mkdirSync(join(folder, 'src')), writeFileSync(join(folder, 'src/come.ts'), leak), ['src/come.ts']),
      () => (writeFileSync(join(folder, 'src/come.ts'), `\n${leak}${leak}`), ['src/come.ts']),
      () => (renameSync(join(folder, 'src/come.ts'), join(folder, 'src/other.ts')), ['src/come.ts', 'src/other.ts']),
      () => (writeFileSync(join(folder, '.gitignore'), 'other.ts\n'), ['.gitignore']),
      () => (rmSync(join(folder, '.gitignore')), ['.gitignore']),
      () => (rmSync(join(folder, 'src'), { recursive: true }), ['src', 'src/other.ts']),
    ]) {
      const paths = change();
      for (const path of paths) await toldOf(path);
      deepEqual(await identities(), inFiles(), paths.join(', '));
    }
  });

  it('an open document rules over what was fetched', async () => {
    await editor.open('src/typed.ts', 'console.log(user.email);\n');
    const [flag] = await editor.diagnostics('src/typed.ts', (all) => all.length === 1);
    equal(flag?.code, 'log/personal-data');
    await editor.change('src/typed.ts', 2, { start: { line: 0, character: 17 }, end: { line: 0, character: 22 } }, 'id');
    await editor.diagnostics('src/typed.ts', (all) => all.length === 0);
  });

  it('the proof is that of the files there, and is written by the editor', async () => {
    const proof = await editor.connection.sendRequest<ProofResult | null>('caley/proof', { uri: at, output: `${at}/caley-report` });
    ok(proof);
    equal(proof.fault, null);
    equal(proof.written, `${at}/caley-report/report.html`);
    equal(readFileSync(join(folder, 'caley-report/report.html'), 'utf8'), proof.page);
    match(spawnSync(process.execPath, [join(DIST, 'cli.js'), 'verify'], { cwd: folder, encoding: 'utf8' }).stdout, /as (?:it|they) (?:was|were) written/);
  });
});
