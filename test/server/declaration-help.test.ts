/** Completion, hover and definition in a caley.yaml, by the server that is shipped: dist/server.js. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientCapabilities, CompletionList, Hover, Location, MarkupContent } from 'vscode-languageserver/node';
import type { RuleResult } from '../../src/protocol';
import { Editor, VSCODE_CAPABILITIES } from '../support/editor';

const SERVER = join(__dirname, '../../dist/server.js');
const TEXT = 'version: 1\nsubProcessors:\n  - id: posthog\n    kinds: [data.contact.email]\n    consent: { by: Caley, date: 2026-01-31, document: posthog.md }\nattestations:\n  DP-SEC-8: {}\nrules:\n  log/personal-data: warning\n';

describe('help in a caley.yaml, by dist/server.js', function () {
  this.timeout(30_000);
  let folder: string;
  let editor: Editor;

  async function start(capabilities: ClientCapabilities, initializationOptions: unknown): Promise<void> {
    ok(existsSync(SERVER), 'built by npm run build');
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
    editor = await Editor.start({ server: [SERVER], folder, capabilities, initializationOptions });
    await editor.open('caley.yaml', TEXT);
  }
  afterEach(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  const dynamic: ClientCapabilities = { ...VSCODE_CAPABILITIES, textDocument: { ...VSCODE_CAPABILITIES.textDocument, completion: { dynamicRegistration: true }, definition: { dynamicRegistration: true } } };
  const ask = <R>(method: string, path: string, line: number, character: number): Promise<R> => editor.connection.sendRequest<R>(`textDocument/${method}`, { textDocument: { uri: editor.uri(path) }, position: { line, character } });

  it('an editor that can is asked for help there alone', async () => {
    await start(dynamic, { policyScheme: 'caley-policy', commandLinks: true });
    deepEqual([editor.initializeResult?.capabilities.completionProvider, editor.initializeResult?.capabilities.definitionProvider], [undefined, undefined]);
    await editor.open('a.ts', 'console.log(user.');
    equal(await ask('completion', 'a.ts', 0, 17), null);
    const list = await ask<CompletionList>('completion', 'caley.yaml', 3, 12);
    const phone = list.items.find(({ label }) => label === 'data.contact.phone');
    deepEqual(phone?.textEdit, { range: { start: { line: 3, character: 12 }, end: { line: 3, character: 30 } }, newText: 'data.contact.phone' });
    equal(phone.detail, 'Telephone number');
  });

  it('other editors have it as a capability', async () => {
    await start(VSCODE_CAPABILITIES, {});
    deepEqual([editor.initializeResult?.capabilities.completionProvider?.triggerCharacters, editor.initializeResult?.capabilities.definitionProvider], [[' ', '.', '-', '/'], true]);
    ok((await ask<CompletionList>('completion', 'caley.yaml', 5, 0)).items.some(({ label }) => label === 'support'));
    equal(await ask('definition', 'caley.yaml', 6, 4), null, 'no page of ours is shown there');
  });

  it('words are told where the mouse rests, and lead to where more is said', async () => {
    await start(dynamic, { policyScheme: 'caley-policy', commandLinks: true });
    const told = async (line: number, character: number): Promise<string> => ((await ask<Hover>('hover', 'caley.yaml', line, character)).contents as MarkupContent).value;
    match(await told(2, 12), /^\*\*PostHog\*\*\n\n`posthog`\n\nCategory `analytics`/);
    match(await told(3, 20), /^\*\*E-mail address\*\*/);
    match(await told(6, 4), /\n\n---\n\n> .*\n>\n> — Caley Developer Policy .*\(DP-SEC-8\)/);
    match(await told(8, 6), /^\*\*.*\*\*\n\n`log\/personal-data`, DP-DATA-2/);
    match(await told(1, 3), /^Services that process data/);
    const leads = async (line: number, character: number): Promise<string> => (await ask<Location>('definition', 'caley.yaml', line, character)).uri;
    deepEqual(await Promise.all([leads(2, 12), leads(3, 20), leads(6, 4), leads(8, 6)]), [
      'caley-policy:/parties/posthog.md', 'caley-policy:/kinds/data.contact.email.md', 'caley-policy:/developer-policy.md', 'caley-policy:/rules/log/personal-data.md',
    ]);
    match((await editor.connection.sendRequest<RuleResult>('caley/page', { type: 'kind', id: 'data.contact.email' })).markdown, /## Rules that speak of it\n\n(?:- .*\n)*- `log\/personal-data`/);
    equal(await editor.connection.sendRequest('caley/page', { type: 'party', id: 'nobody' }), null);
  });
});
