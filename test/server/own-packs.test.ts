/** A company's own packs in the server that is shipped, dist/server.js, over stdio: believed, followed as they are saved and typed, and told of where they are wrong. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { RuleResult } from '../../src/protocol';
import { Editor } from '../support/editor';
import { packCode, packFolder, packOnDisk } from '../support/sample-pack';

const SERVER = join(__dirname, '../../dist/server.js');
const RULE = `${packFolder}/rules/acme/badge-in-trail.yaml`;
const RULE_TEXT = packOnDisk()[RULE] ?? '';
const NAMING = `version: 1\npacks: [${packFolder}]\n`;

describe('packs of one’s own in dist/server.js', function () {
  this.timeout(60_000);
  let folder: string;
  let editor: Editor;

  beforeEach(() => {
    ok(existsSync(SERVER), 'built by npm run build');
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
    for (const [path, text] of Object.entries({ ...packOnDisk(), 'src/a.ts': packCode })) save(path, text);
  });
  afterEach(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  function save(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  async function start(): Promise<void> {
    editor = await Editor.start({ server: [SERVER], folder, initializationOptions: { diagnostics: 'push' } });
    await editor.open('src/a.ts', packCode);
  }

  async function touched(path: string, type: 1 | 2 | 3): Promise<void> {
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(path), type }] });
  }

  const codes = (all: readonly Diagnostic[]): readonly unknown[] => all.map(({ range, code }) => `${String(range.start.line + 1)} ${String(code)}`);
  const own = ['4 acme/badge-in-trail', '5 data/undisclosed-recipient'];
  const flags = (wanted: readonly string[]): Promise<readonly Diagnostic[]> => editor.diagnostics('src/a.ts', (all) => JSON.stringify(codes(all)) === JSON.stringify(wanted));
  const told = (all: readonly Diagnostic[]): readonly string[] => all.map(({ range, message }) => `${String(range.start.line + 1)}:${String(range.start.character + 1)} ${message as string}`);

  it('are believed as they are named, and reloaded as they are saved', async () => {
    await start();
    save('caley.yaml', NAMING);
    await touched('caley.yaml', 1);
    match(told(await flags(own))[0] ?? '', /"user\.badgeNumber" reaches the audit trail/);
    const page = await editor.connection.sendRequest<RuleResult | null>('caley/rule', { id: 'acme/badge-in-trail' });
    equal(page?.title, 'Badge numbers in the audit trail');

    save(RULE, RULE_TEXT.replace('clause: DP-DATA-2', 'clause: DP-DATA-22'));
    await touched(RULE, 2);
    deepEqual(told(await editor.diagnostics(RULE, (all) => all.length === 1)), ['1:9 Unknown clause "DP-DATA-22". Did you mean "DP-DATA-2"?']);
    await flags(['4 log/personal-data', own[1] ?? '']);

    rmSync(join(folder, RULE));
    await touched(RULE, 3);
    await editor.diagnostics(RULE, (all) => all.length === 0);
    deepEqual(told(await editor.diagnostics(RULE.replace('.yaml', '.md'), (all) => all.length === 1)), ['1:1 This page has no rule: there is no YAML file of its name beside it.']);

    save(RULE, RULE_TEXT);
    await touched(RULE, 1);
    await flags(own);
    await editor.diagnostics(RULE.replace('.yaml', '.md'), (all) => all.length === 0);

    rmSync(join(folder, packFolder), { recursive: true });
    await touched(packFolder, 3);
    await flags([]);
    deepEqual(told(await editor.diagnostics('caley.yaml', (all) => all.length === 1)), [`2:9 The folder "${packFolder}" cannot be read: no such file or folder.`]);
  });

  it('are followed while they are typed, and given back to the disk when they are closed', async () => {
    save('caley.yaml', NAMING);
    await start();
    await flags(own);
    await editor.open(RULE, RULE_TEXT);
    await editor.change(RULE, 2, { start: { line: 4, character: 8 }, end: { line: 4, character: 32 } }, 'data.identity.acme-badgee');
    deepEqual(told(await editor.diagnostics(RULE, (all, version) => all.length === 1 && version === 2)), ['5:9 Unknown kind "data.identity.acme-badgee". Did you mean "data.identity.acme-badge"?']);
    await flags(['4 log/personal-data', own[1] ?? '']);
    await editor.change(RULE, 3, { start: { line: 4, character: 8 }, end: { line: 4, character: 33 } }, 'data.contact.email');
    await editor.diagnostics(RULE, (all) => all.length === 0);
    await editor.close(RULE);
    await flags(own);
    await editor.open('caley.yaml', 'version: 1\npacks: [gone]\n');
    await flags([]);
    await editor.close('caley.yaml');
    await flags(own);
  });
});
