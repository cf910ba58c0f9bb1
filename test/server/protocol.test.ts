/**
 * What the server says and when, whatever is found: a session over stdio with the fake engine,
 * whose one rule flags `hellp`.
 */
import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import type { CheckSummary } from '../../src/protocol';
import type { EditorOptions } from '../support/editor';
import { applyWorkspaceEdit, Editor, VSCODE_CAPABILITIES } from '../support/editor';

const SERVER = ['--import=tsx', join(__dirname, '../support/fake-server.ts')];
const PUSH = { diagnostics: 'push', policyScheme: 'caley-policy', commandLinks: true };

describe('a session over stdio', function () {
  this.timeout(20_000);
  let folder: string;
  let editor: Editor;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
  });
  afterEach(async () => {
    equal(await editor.stop(), 0, 'the server ends well');
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(options: Partial<EditorOptions> = {}): Promise<void> {
    editor = await Editor.start({ server: SERVER, folder, initializationOptions: PUSH, ...options });
  }

  describe('flags that are pushed', () => {
    it('come with version, link, flow and identity, and go with the text', async () => {
      await start();
      equal(editor.initializeResult?.capabilities.diagnosticProvider, undefined, 'pushed or pulled, never both');
      await editor.open('a.ts', '\nhellp();\n');
      const [flag] = await editor.diagnostics('a.ts', (all, version) => all.length === 1 && version === 1);
      ok(flag);
      equal(flag.source, 'Caley');
      equal(flag.code, 'fake/hellp');
      equal(flag.severity, 2);
      deepEqual(flag.range, { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } });
      equal(flag.codeDescription?.href, 'caley-policy:/developer-policy.md#L7');
      equal(flag.relatedInformation?.length, 2);
      deepEqual(flag.data, { identity: 'hellp-0' });
      match(flag.message as string, /"hellp".* is misspelt\. DP-DATA-2: .*\nWrite "hello"\.$/);

      await editor.change('a.ts', 2, { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } }, 'o');
      await editor.diagnostics('a.ts', (all, version) => all.length === 0 && version === 2);
    });

    it('are not told twice when an edit changes nothing about them', async () => {
      await start();
      await editor.open('a.ts', 'hellp();\n\n');
      await editor.diagnostics('a.ts', (all) => all.length === 1);
      await editor.change('a.ts', 2, { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, 'x');
      await editor.open('b.ts', 'hellp();\n');
      await editor.diagnostics('b.ts', (all) => all.length === 1);
      equal(editor.history('a.ts').length, 1);
    });

    it('wait for a pause on the line that is typed on, and on no other', async () => {
      await start({ settings: { delay: 10_000 } });
      await editor.open('a.ts', 'a();\nb();\n');
      await editor.change('a.ts', 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'hellp(); hellp(); ');
      await editor.change('a.ts', 3, { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, 'hellp(); ');
      const flags = await editor.diagnostics('a.ts', (all, version) => version === 3 && all.length > 0);
      deepEqual(flags.map((flag) => flag.range.start.line), [0, 0]);
      await editor.configure({ delay: 20 });
      deepEqual((await editor.diagnostics('a.ts', (all) => all.length === 3)).map((flag) => flag.range.start.line), [0, 0, 1]);
    });

    it('are those of the last change when many come at once', async () => {
      await start({ settings: { delay: 0 } });
      await editor.open('a.ts', '\n');
      for (let version = 2; version <= 60; version++) await editor.change('a.ts', version, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'hellp; ');
      await editor.diagnostics('a.ts', (all, version) => all.length === 59 && version === 60);
      const versions = editor.history('a.ts').map((one) => one.version ?? 0);
      deepEqual(versions, [...versions].sort((a, b) => a - b));
    });

    it('are withdrawn when the file is closed', async () => {
      await start();
      await editor.open('a.ts', 'hellp();\n');
      await editor.diagnostics('a.ts', (all) => all.length === 1);
      await editor.close('a.ts');
      await editor.diagnostics('a.ts', (all) => all.length === 0);
    });

    it('do not come for files that the check of the folder leaves out', async () => {
      await start();
      await editor.open('ignored.ts', 'hellp();\n');
      await editor.change('ignored.ts', 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'hellp();');
      await editor.open('a.ts', 'hellp();\n');
      await editor.diagnostics('a.ts', (all) => all.length === 1);
      deepEqual(editor.history('ignored.ts'), []);
    });

    it('come for files outside every folder', async () => {
      await start({ folder: null });
      await editor.open('tmp/a.ts', 'hellp();\n');
      await editor.diagnostics('tmp/a.ts', (all) => all.length === 1);
    });
  });

  describe('flags that are pulled', () => {
    const pull = (path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: editor.uri(path) }, ...(previousResultId === undefined ? {} : { previousResultId }) });

    it('come for one document, and are not repeated', async () => {
      await start({ initializationOptions: undefined });
      notEqual(editor.initializeResult?.capabilities.diagnosticProvider, undefined);
      await editor.open('a.ts', 'hellp();\n');
      const first = await pull('a.ts');
      ok(first.kind === 'full');
      equal(first.items.length, 1);
      match(first.items[0]?.codeDescription?.href ?? '', /^file:.*\/policy\/developer-policy\.html#DP-DATA-2$/);
      deepEqual(await pull('a.ts', first.resultId), { kind: 'unchanged', resultId: first.resultId });
      await editor.change('a.ts', 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, 'hello');
      const second = await pull('a.ts', first.resultId);
      ok(second.kind === 'full' && second.items.length === 0);
      equal(editor.history('a.ts').length, 0, 'pushed or pulled, never both');
    });

    it('are asked for again when held-back ones may be shown', async () => {
      await start({ initializationOptions: undefined, settings: { delay: 20 } });
      await editor.open('a.ts', 'a();\n');
      await pull('a.ts');
      await editor.change('a.ts', 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'hellp(); ');
      const early = await pull('a.ts');
      if (early.kind === 'full' && early.items.length === 1) return;
      await editor.until(() => (editor.asked.includes('workspace/diagnostic/refresh') ? true : null));
      const late = await pull('a.ts');
      ok(late.kind === 'full' && late.items.length === 1);
    });

    it('come for the whole workspace, and wait for news after that', async () => {
      writeFileSync(join(folder, 'closed.ts'), 'hellp(hellp);\n');
      await start({ initializationOptions: undefined });
      await editor.open('a.ts', 'hellp();\n');
      const ask = (previousResultIds: { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport> => editor.connection.sendRequest('workspace/diagnostic', { previousResultIds });
      const first = await ask([]);
      deepEqual(first.items.map((item) => [item.uri, item.kind === 'full' ? item.items.length : null]).sort(), [[editor.uri('a.ts'), 1], [editor.uri('closed.ts'), 2]]);
      const next = ask(first.items.map((item) => ({ uri: item.uri, value: item.resultId ?? '' })));
      writeFileSync(join(folder, 'closed.ts'), 'hellp();\n');
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('closed.ts'), type: 2 }] });
      const news = (await next).items.find((item) => item.uri === editor.uri('closed.ts'));
      ok(news?.kind === 'full' && news.items.length === 1);
    });
  });

  describe('several folders', () => {
    it('come and go, each with its own settings', async () => {
      const other = mkdtempSync(join(tmpdir(), 'caley-'));
      const uri = pathToFileURL(other).href;
      try {
        await start();
        editor.folderSettings.set(uri, { rules: { 'fake/hellp': 'off' } });
        await editor.open('a.ts', 'hellp();\n');
        const outside = `${uri}/b.ts`;
        await editor.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: outside, languageId: 'typescript', version: 1, text: 'hellp();\n' } });
        await editor.published(outside, (all) => all.length === 1);
        await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri, name: 'other' }], removed: [] } });
        await editor.published(outside, (all) => all.length === 0);
        await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri, name: 'other' }] } });
        await editor.published(outside, (all) => all.length === 1);
        equal(editor.history('a.ts').at(-1)?.diagnostics.length, 1);
      } finally {
        rmSync(other, { recursive: true, force: true });
      }
    });
  });

  describe('code actions', () => {
    it('are offered preferred first, and resolved to an edit of the present version', async () => {
      await start();
      await editor.open('a.ts', 'hellp();\n');
      const [flag] = await editor.diagnostics('a.ts', (all) => all.length === 1);
      ok(flag);
      const [fix, suppress, ...others] = await editor.actions('a.ts', flag);
      ok(fix);
      deepEqual([fix.title, fix.kind, fix.isPreferred, fix.edit], ['Write "hello"', 'quickfix', true, undefined]);
      deepEqual(fix.diagnostics, [flag]);
      deepEqual([suppress?.title, suppress?.isPreferred], ['Ignore this finding', undefined]);
      deepEqual(others, []);
      await editor.change('a.ts', 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '\n');
      const edit = await editor.resolve(fix);
      const [change] = edit?.documentChanges ?? [];
      ok(change !== undefined && 'textDocument' in change);
      deepEqual(change.textDocument, { uri: editor.uri('a.ts'), version: 2 });
      equal(applyWorkspaceEdit('\nhellp();\n', edit), '\nhello();\n');
    });

    it('carry their edits at once for clients that do not resolve', async () => {
      const capabilities: ClientCapabilities = { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } };
      await start({ capabilities, initializationOptions: undefined });
      await editor.open('a.ts', 'hellp();\n');
      const [flag] = await editor.diagnostics('a.ts', (all) => all.length === 1);
      ok(flag);
      equal(flag.relatedInformation, undefined);
      equal(flag.codeDescription, undefined);
      const [fix] = await editor.actions('a.ts', flag);
      deepEqual(fix?.edit, { changes: { [editor.uri('a.ts')]: [{ range: flag.range, newText: 'hello' }] } });
    });

    it('fix everything safe in the file, on save or of one rule', async () => {
      await start();
      await editor.open('a.ts', 'hellp(hellp);\nhellp();\n');
      const [flag] = await editor.diagnostics('a.ts', (all) => all.length === 3);
      ok(flag);
      const [all, ...others] = await editor.actions('a.ts', flag, ['source.fixAll']);
      deepEqual([all?.kind, others.length], ['source.fixAll.caley', 0]);
      equal(applyWorkspaceEdit('hellp(hellp);\nhellp();\n', all === undefined ? undefined : await editor.resolve(all)), 'hello(hello);\nhello();\n');
      const rule = (await editor.actions('a.ts', flag)).find((action) => action.title === 'Fix all 3 findings of fake/hellp in this file');
      equal(applyWorkspaceEdit('hellp(hellp);\nhellp();\n', rule === undefined ? undefined : await editor.resolve(rule)), 'hello(hello);\nhello();\n');
    });

    it('change nothing once their finding is gone', async () => {
      await start();
      await editor.open('a.ts', 'hellp();\n');
      const [flag] = await editor.diagnostics('a.ts', (all) => all.length === 1);
      const [fix] = flag === undefined ? [] : await editor.actions('a.ts', flag);
      await editor.change('a.ts', 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, 'x');
      equal(fix === undefined ? undefined : await editor.resolve(fix), undefined);
    });
  });

  describe('hover', () => {
    it('quotes the clause, shows a safe example and leads to clause and rule', async () => {
      await start();
      await editor.open('a.ts', 'hellp();\n');
      const text = (await editor.hover('a.ts', 0, 2)) ?? '';
      match(text, /> Developers are prohibited from: Sharing user data with external parties/);
      match(text, /```ts\nhello\(\);\n```/);
      match(text, /command:caley\.showPolicy\?%5B%22DP-DATA-2%22%5D/);
      match(text, /command:caley\.showRule\?%5B%22fake%2Fhellp%22%5D/);
      equal(await editor.hover('a.ts', 0, 7), null);
    });

    it('says what is wrong as well where the flag is not above it, without commands', async () => {
      await start({ initializationOptions: undefined });
      await editor.open('a.ts', 'hellp();\n');
      const text = (await editor.hover('a.ts', 0, 2)) ?? '';
      match(text, /hellp.* is misspelt\./);
      ok(!text.includes('command:'));
    });
  });

  describe('the check of the whole workspace', () => {
    const check = (): Promise<CheckSummary> => editor.connection.sendRequest('caley/check', {});

    it('counts, shows the flags of closed files and keeps them up', async () => {
      writeFileSync(join(folder, 'closed.ts'), 'hellp(hellp);\n');
      writeFileSync(join(folder, 'gone.ts'), 'hellp(); // caley-ignore\nhellp();\n');
      await start();
      await editor.open('a.ts', 'hellp();\n');
      deepEqual(await check(), { files: 3, findings: { error: 0, warning: 4, info: 0, hint: 0 }, suppressed: 1, skipped: [] });
      await editor.diagnostics('closed.ts', (all, version) => all.length === 2 && version === undefined);
      await editor.diagnostics('gone.ts', (all) => all.length === 1);
      writeFileSync(join(folder, 'closed.ts'), 'hellp();\n');
      unlinkSync(join(folder, 'gone.ts'));
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('closed.ts'), type: 2 }, { uri: editor.uri('gone.ts'), type: 3 }] });
      await editor.diagnostics('closed.ts', (all) => all.length === 1);
      await editor.diagnostics('gone.ts', (all) => all.length === 0);
    });

    it('leaves out what is open from elsewhere, whose flags stay', async () => {
      const uri = 'file:///elsewhere/settings.ts';
      await start();
      await editor.open('a.ts', 'hellp();\n');
      await editor.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: 'hellp();\n' } });
      await editor.published(uri, (all) => all.length === 1);
      const { files, findings } = await check();
      deepEqual([files, findings.warning], [1, 1]);
      equal((await editor.published(uri, () => true)).length, 1);
    });

    it('can be cancelled, and then shows nothing of closed files', async () => {
      writeFileSync(join(folder, 'closed.ts'), 'hellp();\n');
      await start();
      const source = new CancellationTokenSource();
      const running = editor.connection.sendRequest('caley/check', {}, source.token);
      source.cancel();
      await rejects(running, (error: unknown) => error instanceof Error && 'code' in error && error.code === LSPErrorCodes.RequestCancelled);
      await editor.open('a.ts', 'hellp();\n');
      await editor.diagnostics('a.ts', (all) => all.length === 1);
      deepEqual(editor.history('closed.ts').at(-1)?.diagnostics ?? [], []);
    });

    it('takes one file alone', async () => {
      writeFileSync(join(folder, 'closed.ts'), 'hellp();\n');
      await start();
      await editor.open('a.ts', 'hellp(); hellp();\n');
      const summary: CheckSummary = await editor.connection.sendRequest('caley/check', { uri: editor.uri('a.ts') });
      deepEqual([summary.files, summary.findings.warning], [1, 2]);
    });
  });

  describe('a crash', () => {
    it('in a request costs that answer and is in the log; the server lives on', async () => {
      await start({ env: { CALEY_TEST_FAULT: 'textDocument/hover' } });
      await editor.open('a.ts', 'hellp();\n');
      await rejects(editor.hover('a.ts', 0, 2), (error: unknown) => error instanceof Error && 'code' in error && error.code === LSPErrorCodes.RequestFailed);
      match(await editor.logged('a fault was asked for'), /^textDocument\/hover failed: Error: a fault/);
      const [flag] = await editor.diagnostics('a.ts', (all) => all.length === 1);
      ok(flag);
      equal((await editor.actions('a.ts', flag)).length, 2);
    });

    it('in the engine over one file costs that file only', async () => {
      await start();
      await editor.open('a.ts', 'crash\n');
      await editor.open('b.ts', 'hellp();\n');
      await editor.diagnostics('b.ts', (all) => all.length === 1);
      match(await editor.logged('a crash was asked for'), /^background work failed/);
    });

    it('at the start is told to the user', async () => {
      await start({ env: { CALEY_TEST_FAULT: 'initialized' } });
      match(await editor.logged('initialized failed'), /a fault was asked for/);
    });
  });

  describe('settings', () => {
    it('take effect without a restart', async () => {
      await start();
      await editor.open('a.ts', 'hellp();\n');
      await editor.diagnostics('a.ts', (all) => all.length === 1);
      await editor.configure({ rules: { 'fake/hellp': 'off' } });
      await editor.diagnostics('a.ts', (all) => all.length === 0);
      await editor.configure({ rules: {} });
      await editor.diagnostics('a.ts', (all) => all.length === 1);
      await editor.configure({ enable: false });
      await editor.diagnostics('a.ts', (all) => all.length === 0);
      await editor.until(() => (editor.statuses.at(-1)?.state === 'off' ? true : null));
      await editor.configure({ enable: true });
      await editor.until(() => (editor.statuses.at(-1)?.state === 'idle' && editor.statuses.at(-1)?.findings === 1 ? true : null));
    });

    it('of a wrong type are named in the log and count as not set', async () => {
      await start({ settings: { delay: 'long', rules: { 'fake/hellp': 'loud' } } });
      await editor.open('a.ts', 'hellp();\n');
      await editor.diagnostics('a.ts', (all) => all.length === 1);
      await editor.logged('"caley.delay" must be a number');
      await editor.logged('"caley.rules" says "loud" for "fake/hellp"');
    });

    it('come with the start or a notification where the client cannot be asked', async () => {
      const { workspace: _, ...capabilities } = VSCODE_CAPABILITIES;
      await start({ capabilities, initializationOptions: { ...PUSH, settings: { rules: { 'fake/hellp': 'off' } } } });
      await editor.open('a.ts', 'hellp();\n');
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: { caley: {} } });
      await editor.diagnostics('a.ts', (all) => all.length === 1);
    });
  });
});
