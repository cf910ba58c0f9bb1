/**
 * The server that is shipped, dist/server.js, over stdio: real findings, links, fixes. What it says when is protocol.test.ts's.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckSummary, ClauseResult, DocumentPage, RuleResult } from '../../src/protocol';
import { applyWorkspaceEdit, Editor } from '../support/editor';

const SERVER = join(__dirname, '../../dist/server.js');
const TEXT = "import pino from 'pino';\n\nconst log = pino();\n\nexport function greet(user: { id: string; email: string }): void {\n  log.info(user.email);\n}\n";

describe('dist/server.js over stdio', function () {
  this.timeout(30_000);
  let folder: string;
  let editor: Editor;

  // One server for all: it takes seconds to load, and no test depends on another's file.
  before(async () => {
    ok(existsSync(SERVER), 'built by npm run build');
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
    writeFileSync(join(folder, 'closed.ts'), TEXT);
    mkdirSync(join(folder, 'generated'));
    writeFileSync(join(folder, 'generated/a.ts'), TEXT);
    writeFileSync(join(folder, '.gitignore'), 'generated/\n');
    mkdirSync(join(folder, '.git'));
    editor = await Editor.start({ server: [SERVER], folder, initializationOptions: { diagnostics: 'push' } });
  });
  after(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });
  let count = 0;
  const file = (): string => `file-${String(++count)}.ts`;

  it('flags the e-mail address in a log, linked to a page that holds the clause', async () => {
    const path = file();
    await editor.open(path, TEXT);
    const [flag] = await editor.diagnostics(path, (all) => all.length === 1);
    ok(flag);
    equal(flag.code, 'log/personal-data');
    deepEqual(flag.range, { start: { line: 5, character: 11 }, end: { line: 5, character: 21 } });
    const [page, clause] = (flag.codeDescription?.href ?? '').split('#');
    equal(clause, 'DP-DATA-2');
    match(readFileSync(fileURLToPath(page ?? ''), 'utf8'), /<strong id="DP-DATA-2">DP-DATA-2<\/strong> You must limit your use of the data/);
  });

  it('follows the file as it changes', async () => {
    const path = file();
    await editor.open(path, TEXT);
    await editor.diagnostics(path, (all) => all.length === 1);
    await editor.change(path, 2, { start: { line: 5, character: 16 }, end: { line: 5, character: 21 } }, 'id');
    await editor.diagnostics(path, (all, version) => all.length === 0 && version === 2);
  });

  it('mends the flag by the fix it prefers', async () => {
    const path = file();
    await editor.open(path, TEXT);
    const [flag] = await editor.diagnostics(path, (all) => all.length === 1);
    ok(flag);
    const [fix] = await editor.actions(path, flag);
    ok(fix);
    equal(fix.isPreferred, true);
    const mended = applyWorkspaceEdit(TEXT, await editor.resolve(fix));
    await editor.change(path, 2, { start: { line: 0, character: 0 }, end: { line: 7, character: 0 } }, mended);
    await editor.diagnostics(path, (all, version) => all.length === 0 && version === 2);
  });

  it('leaves out what git ignores, until git does not', async () => {
    await editor.open('generated/a.ts', TEXT);
    const path = file();
    await editor.open(path, TEXT);
    await editor.diagnostics(path, (all) => all.length === 1);
    deepEqual(editor.history('generated/a.ts'), []);
    writeFileSync(join(folder, '.gitignore'), '');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('.gitignore'), type: 2 }] });
    await editor.diagnostics('generated/a.ts', (all) => all.length === 1);
  });

  it('misses a lock file until it is there, and again when it is gone', async () => {
    const [path, lock] = ['app/package.json', 'app/bun.lockb'];
    mkdirSync(join(folder, 'app'));
    await editor.open(path, '{ "private": true, "scripts": { "start": "node ." }, "dependencies": { "pino": "^9.0.0" } }\n');
    const [flag] = await editor.diagnostics(path, (all) => all.length === 1);
    equal(flag?.code, 'config/lockfile-missing');
    const touched = (type: 1 | 3): Promise<void> => editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(lock), type }] });
    writeFileSync(join(folder, lock), '\0');
    await touched(1);
    await editor.diagnostics(path, (all) => all.length === 0);
    rmSync(join(folder, lock));
    await touched(3);
    await editor.diagnostics(path, (all) => all.length === 1);
  });

  it('tells once that no caley.yaml is there, until there is', async () => {
    const [integration, declaration] = ['a-client.ts', 'caley.yaml'];
    await editor.open('pyproject.toml', '[build-system]\nrequires = []\n');
    await editor.open(integration, "import { CaleyClient } from '@caley/sdk';\nexport const caley = new CaleyClient();\n");
    const [flag] = await editor.diagnostics('pyproject.toml', (all) => all.length === 1);
    equal(flag?.code, 'manifest/missing');
    deepEqual(editor.history(integration).at(-1)?.diagnostics ?? [], []);
    await editor.open(declaration, 'version: 1\ntrust: {}\n');
    await editor.diagnostics('pyproject.toml', (all) => all.length === 0);
  });

  it('checks the whole folder', async () => {
    const { files, findings }: CheckSummary = await editor.connection.sendRequest('caley/check', {});
    ok(files >= 1 && findings.warning >= 1);
    await editor.diagnostics('closed.ts', (all) => all.length === 1);
  });

  it('knows clauses, documents and rules', async () => {
    const clause: ClauseResult | null = await editor.connection.sendRequest('caley/clause', { id: 'AUP-7' });
    deepEqual([clause?.document, clause?.text], ['acceptable-use-policy', 'to access unpublished APIs.']);
    equal(await editor.connection.sendRequest('caley/clause', { id: 'AUP-99' }), null);
    const documents: DocumentPage[] = await editor.connection.sendRequest('caley/documents');
    deepEqual(documents.map((document) => document.id).sort(), ['acceptable-use-policy', 'developer-policy']);
    equal(documents.find((document) => document.id === clause?.document)?.markdown.split('\n')[clause?.line ?? -1], '- **AUP-7** to access unpublished APIs.');
    const rule: RuleResult | null = await editor.connection.sendRequest('caley/rule', { id: 'log/personal-data' });
    equal(rule?.title, 'Personal data in log messages');
    equal(await editor.connection.sendRequest('caley/rule', { id: 'no/such-rule' }), null);
  });
});
