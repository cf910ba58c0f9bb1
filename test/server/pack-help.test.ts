/** Completion, hover and definition in the files of a company's own pack, by the server that is shipped: dist/server.js. Elsewhere nothing is said. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ClientCapabilities, CompletionList, Hover, Location, MarkupContent } from 'vscode-languageserver/node';
import type { RuleResult } from '../../src/protocol';
import { Editor, VSCODE_CAPABILITIES } from '../support/editor';
import { packFolder, packOnDisk, samplePack } from '../support/sample-pack';

const SERVER = join(__dirname, '../../dist/server.js');
const RULE = 'rules/acme/badge-in-trail.yaml';
const MODEL = 'models/npm/@acme/audit.yaml';
const PARTY = 'parties/acme.yaml';
const KIND = 'kinds/acme.yaml';

describe('help in packs of one’s own, by dist/server.js', function () {
  this.timeout(60_000);
  let folder: string;
  let editor: Editor;
  const dynamic: ClientCapabilities = { ...VSCODE_CAPABILITIES, textDocument: { ...VSCODE_CAPABILITIES.textDocument, completion: { dynamicRegistration: true }, definition: { dynamicRegistration: true } } };

  beforeEach(async () => {
    ok(existsSync(SERVER), 'built by npm run build');
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
    for (const [path, text] of Object.entries({ ...packOnDisk(), 'caley.yaml': `version: 1\npacks: [${packFolder}]\n`, [`other/${RULE}`]: samplePack[RULE] ?? '' })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    editor = await Editor.start({ server: [SERVER], folder, capabilities: dynamic, initializationOptions: { diagnostics: 'push', policyScheme: 'caley-policy', commandLinks: true } });
  });
  afterEach(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a file with a text in which `|` marks the place that is asked about. */
  async function ask<R>(method: 'completion' | 'hover' | 'definition', path: string, marked: string): Promise<R> {
    const offset = marked.indexOf('|');
    const before = marked.slice(0, offset).split('\n');
    await editor.open(path, before.join('\n') + marked.slice(offset + 1));
    const answer = await editor.connection.sendRequest<R>(`textDocument/${method}`, { textDocument: { uri: editor.uri(path) }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } });
    await editor.close(path);
    return answer;
  }
  const inPack = (path: string): string => `${packFolder}/${path}`;
  const said = (path: string): string => samplePack[path] ?? '';
  const labels = async (path: string, marked: string): Promise<readonly string[]> => (await ask<CompletionList | null>('completion', path, marked))?.items.map(({ label }) => label) ?? [];

  it('an editor that can is asked for help in files that may lie in a pack, and no others', async () => {
    await editor.open('a.ts', '');
    await editor.connection.sendRequest('textDocument/hover', { textDocument: { uri: editor.uri('a.ts') }, position: { line: 0, character: 0 } });
    for (const method of ['textDocument/completion', 'textDocument/definition']) deepEqual((editor.registered.get(method) as { documentSelector: unknown }).documentSelector, [{ pattern: '**/caley.yaml' }, { pattern: '**/{kinds,models,parties,rules}/**/*.yaml' }, { pattern: '**/malicious-packages.yaml' }]);
  });

  it('what may stand is offered, with what the packs themselves bring', async () => {
    await editor.open('a.ts', '');
    const wanted: readonly (readonly [string, string, readonly string[]])[] = [
      [RULE, `${said(RULE)}sev|`, ['severity', 'fixes']], [RULE, said(RULE).replace('from: data.identity.acme-badge', 'from: data.identity.|'), ['data.identity.acme-badge', 'data.contact.email']],
      [MODEL, said(MODEL).replace('party: acme-crm', 'party: |'), ['acme-crm', 'posthog']], [MODEL, `${said(MODEL)}    |`, ['versions', 'when']],
      [PARTY, said(PARTY).replace('category: crm', 'category: |'), ['crm', 'ai']], [KIND, `${said(KIND)}  - {id: data.acme, is: [data.per|]}`, ['data.personal', 'data.identity.acme-badge']],
      ['models/pypi/not_on_disk_yet.yaml', 'package: a\n|', ['entries', 'also']],
    ];
    for (const [path, marked, expected] of wanted) {
      const found = await labels(inPack(path), marked);
      deepEqual(expected.filter((label) => !found.includes(label)), [], `${path}: ${found.slice(0, 30).join(', ')}`);
    }
  });

  it('words are told, and lead to their pages', async () => {
    const told = async (path: string, marked: string): Promise<string> => ((await ask<Hover>('hover', inPack(path), marked)).contents as MarkupContent).value;
    match(await told(RULE, said(RULE).replace('DP-DATA-2', 'DP-DA|TA-2')), /^> .*\n>\n> — Caley Developer Policy .*\(DP-DATA-2\)/);
    match(await told(RULE, said(RULE).replace('acme-badge', 'acme-ba|dge')), /^\*\*badge number\*\*/i);
    match(await told(MODEL, said(MODEL).replace('acme-crm', 'acme-|crm')), /^\*\*Acme CRM\*\*/);
    match(await told(MODEL, said(MODEL).replace('party', 'par|ty')), /^Beside a sink/);
    const leads = async (path: string, marked: string): Promise<string> => (await ask<Location>('definition', inPack(path), marked)).uri;
    equal(await leads(RULE, said(RULE).replace('DP-DATA-2', 'DP-DA|TA-2')), 'caley-policy:/developer-policy.md');
    equal(await leads(RULE, said(RULE).replace('data.identity.acme-badge', 'data.contact.em|ail')), 'caley-policy:/kinds/data.contact.email.md');
    match((await editor.connection.sendRequest<RuleResult>('caley/page', { type: 'kind', id: 'data.identity.acme-badge' })).title, /badge number/i);
  });

  it('what a pack of one’s own defines leads there, from caley.yaml too', async () => {
    const defined = async (path: string, marked: string): Promise<readonly [string, string]> => {
      const { uri, range } = await ask<Location>('definition', path, marked);
      const text = said(uri.slice(editor.uri(inPack('')).length));
      return [uri, (text.split('\n')[range.start.line] ?? '').slice(range.start.character, range.end.line === range.start.line ? range.end.character : undefined)];
    };
    deepEqual(await defined(inPack(RULE), said(RULE).replace('acme-badge', 'acme-ba|dge')), [editor.uri(inPack(KIND)), 'data.identity.acme-badge']);
    deepEqual(await defined(inPack(MODEL), said(MODEL).replace('acme-crm', 'acme-|crm')), [editor.uri(inPack(PARTY)), 'acme-crm']);
    deepEqual(await defined('caley.yaml', `version: 1\npacks: [${packFolder}]\nrules:\n  acme/badge|-in-trail: off\n`), [editor.uri(inPack(RULE)), '']);
  });

  it('nothing is said of files that no caley.yaml names, nor of pages and lists', async () => {
    for (const path of [`other/${RULE}`, inPack(RULE.replace('.yaml', '.md')), inPack('kinds/names.yaml'), inPack('clauses/a.yaml')]) {
      const marked = said(RULE).replace('DP-DATA-2', 'DP-DA|TA-2');
      deepEqual([await ask('completion', path, marked), await ask('hover', path, marked), await ask('definition', path, marked)], [null, null, null], path);
    }
    await editor.open('caley.yaml', 'version: 1\n');
    equal(await ask('completion', inPack(RULE), 'clau|'), null, 'named no more');
  });
});
