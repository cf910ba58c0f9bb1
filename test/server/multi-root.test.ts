/**
 * Several workspace folders in one window, by dist/server.js: each has a caley.yaml, settings and findings of its own, as the command line has them, and they come and go.
 */
import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ComplianceResult, FindingsResult } from '../../src/protocol';
import type { JsonReport } from '../../src/report';
import { Editor } from '../support/editor';

const DIST = join(__dirname, '../../dist');
const CODE = "import { PostHog } from 'posthog-node';\n\nconst posthog = new PostHog('key');\n\nexport function book(user: { id: string; email: string }): void {\n  posthog.identify({ distinctId: user.id, properties: { email: user.email } });\n  console.log(user.email);\n}\n";
const DECLARED = 'version: 1\nsubProcessors:\n  - id: posthog\n    purposes: [analytics]\n    kinds: [data.contact.email]\n    region: EU\n    consent: { by: customer, date: 2026-01-31, document: consent.md }\n';

describe('several folders, by dist/server.js', function () {
  this.timeout(60_000);
  let top: string;
  let editor: Editor;
  const folder = (name: string): string => join(top, name);
  const uriOf = (name: string, path: string): string => `${pathToFileURL(folder(name)).href}/${path}`;

  beforeEach(() => {
    ok(existsSync(join(DIST, 'server.js')), 'built by npm run build');
    top = realpathSync(mkdtempSync(join(tmpdir(), 'caley-')));
    for (const [name, declaration] of [['declared', DECLARED], ['silent', 'version: 1\n'], ['none', null]] as const) {
      mkdirSync(join(folder(name), 'src'), { recursive: true });
      writeFileSync(join(folder(name), 'src/app.ts'), CODE);
      if (declaration !== null) writeFileSync(join(folder(name), 'caley.yaml'), declaration);
    }
  });
  afterEach(async () => {
    equal(await editor.stop(), 0);
    rmSync(top, { recursive: true, force: true });
  });

  const start = async (first: string, ...others: readonly string[]): Promise<void> => {
    editor = await Editor.start({ server: [join(DIST, 'server.js')], folder: folder(first), others: others.map(folder), settings: {}, initializationOptions: { diagnostics: 'push' } });
  };
  const shown = async (): Promise<readonly string[]> => {
    await editor.connection.sendRequest('caley/check', null);
    const { findings } = await editor.connection.sendRequest<FindingsResult>('caley/findings', null);
    return findings.map(({ uri, identity }) => `${uri} ${identity}`).sort();
  };
  const inTerminal = (name: string): readonly string[] => {
    const { stdout } = spawnSync(process.execPath, [join(DIST, 'cli.js'), 'check', '--format', 'json', '--no-cache'], { cwd: folder(name), encoding: 'utf8' });
    return (JSON.parse(stdout) as JsonReport).findings.map(({ file, identity }) => `${uriOf(name, file)} ${identity}`);
  };

  it('each has what the command line finds in it', async () => {
    await start('declared', 'silent', 'none');
    deepEqual(await shown(), ['declared', 'silent', 'none'].flatMap(inTerminal).sort());
    const own = (name: string): readonly string[] => inTerminal(name).filter((line) => line.includes('app.ts')).map((line) => line.split(' ')[1] ?? '');
    notDeepEqual(own('declared'), own('silent'), 'what one declares, the other does not');
    const { folders } = await editor.connection.sendRequest<ComplianceResult>('caley/compliance', null);
    deepEqual(folders.map(({ title }) => title).sort(), ['declared', 'none', 'silent']);
  });

  it('settings of one folder are not the other’s', async () => {
    await start('declared', 'silent');
    editor.folderSettings.set(pathToFileURL(folder('silent')).href, { rules: { 'log/personal-data': 'off' } });
    await editor.configure({});
    const lines = (await shown()).filter((line) => line.includes('app.ts'));
    equal(lines.filter((line) => line.startsWith(uriOf('silent', ''))).length, inTerminal('silent').filter((line) => line.includes('app.ts')).length - 1);
    equal(lines.filter((line) => line.startsWith(uriOf('declared', ''))).length, inTerminal('declared').filter((line) => line.includes('app.ts')).length);
  });

  it('one that is added is examined, and one that is removed goes with its flags', async () => {
    await start('declared');
    deepEqual(await shown(), [...inTerminal('declared')].sort());
    const change = (added: readonly string[], removed: readonly string[]): Promise<void> => {
      const named = (name: string): object => ({ uri: pathToFileURL(folder(name)).href, name });
      return editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: added.map(named), removed: removed.map(named) } });
    };
    await change(['none'], []);
    deepEqual(await shown(), ['declared', 'none'].flatMap(inTerminal).sort());
    await change([], ['declared']);
    await editor.published(uriOf('declared', 'src/app.ts'), (all) => all.length === 0);
    deepEqual(await shown(), [...inTerminal('none')].sort());
  });
});
