/**
 * caley.yaml in the server that is shipped, dist/server.js, over stdio: believed from the start, followed as it is saved and
 * as it is typed, and told of where it is wrong, open or not.
 */
import { deepEqual, equal, fail, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ClientCapabilities, CodeAction, Diagnostic, DocumentDiagnosticReport, ResourceOperationKind, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { Editor, VSCODE_CAPABILITIES } from '../support/editor';

const SERVER = join(__dirname, '../../dist/server.js');
const PRIVACY = 'export const veil = (text: string): string => text;\n';
const MAIN = "import { veil } from './privacy';\nconsole.log(veil(user.email));\nconsole.log(veil(user.phone));\n";
const TRUSTING = 'version: 1\ntrust:\n  sanitizers:\n    - src/privacy.ts#veil\n';

describe('caley.yaml in dist/server.js', function () {
  this.timeout(30_000);
  let folder: string;
  let editor: Editor;

  beforeEach(() => {
    ok(existsSync(SERVER), 'built by npm run build');
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
    save('src/privacy.ts', PRIVACY);
    save('src/main.ts', MAIN);
  });
  afterEach(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  function save(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  async function start(diagnostics: 'push' | 'pull' = 'push', settings?: unknown): Promise<void> {
    editor = await Editor.start({ server: [SERVER], folder, initializationOptions: diagnostics === 'push' ? { diagnostics } : {}, ...(settings === undefined ? {} : { settings }) });
  }

  async function touched(path: string, type: 1 | 2 | 3): Promise<void> {
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri(path), type }] });
  }

  const shown = (all: readonly Diagnostic[]): readonly string[] => all.map(({ range, severity, source, message }) => `${String(range.start.line + 1)}:${String(range.start.character + 1)} ${severity === 1 ? 'error' : 'warning'} ${source ?? ''}: ${message as string}`);

  it('is believed, and reloaded as it is saved, changed and removed', async () => {
    await start();
    await editor.open('src/main.ts', MAIN);
    await editor.diagnostics('src/main.ts', (all) => all.length === 2);
    save('caley.yaml', TRUSTING);
    await touched('caley.yaml', 1);
    await editor.diagnostics('src/main.ts', (all) => all.length === 0);
    save('caley.yaml', TRUSTING.replace('veil', 'vail'));
    await touched('caley.yaml', 2);
    await editor.diagnostics('src/main.ts', (all) => all.length === 2);
    const told = await editor.diagnostics('caley.yaml', (all) => all.length > 0);
    deepEqual(shown(told), ['4:7 warning Caley: "src/privacy.ts" has no function "vail". Did you mean "veil"?']);
    save('src/privacy.ts', PRIVACY.replace('veil', 'vail'));
    await touched('src/privacy.ts', 2);
    await editor.diagnostics('caley.yaml', (all) => all.length === 0);
    save('caley.yaml', 'version: 0\ntrust: {}\n');
    await touched('caley.yaml', 2);
    await editor.diagnostics('caley.yaml', (all) => all.length === 1 && all[0]?.severity === 1);
    rmSync(join(folder, 'caley.yaml'));
    await touched('caley.yaml', 3);
    await editor.diagnostics('caley.yaml', (all) => all.length === 0);
  });

  it('is held against the rules on declarations as it is typed, as the code changes, and as what it names is saved', async () => {
    const text = 'version: 1\nrules: {}\n';
    const rulesOf = (all: readonly Diagnostic[]): string => all.map(({ code }) => String(code)).filter((code) => /^(?:support|privacy)\//.test(code)).sort().join();
    // Drafts are on where a setting asks for them.
    await start('push', { rules: { 'privacy/policy-contradicted': 'error', 'privacy/policy-inaccurate': 'warning' } });
    await editor.open('caley.yaml', text);
    await editor.change('caley.yaml', 2, { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, 'support: { email: help@acme.io }\n');
    await editor.diagnostics('caley.yaml', (all) => rulesOf(all) === 'privacy/policy-missing,support/connect-instructions-missing');
    await editor.change('caley.yaml', 3, { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, 'privacyPolicy: { file: docs/privacy.md }\n');
    save('docs/privacy.md', 'We never share your data.\n');
    await touched('docs/privacy.md', 1);
    await editor.diagnostics('caley.yaml', (all) => rulesOf(all) === 'support/connect-instructions-missing');
    // Another file, which is not open, comes to do what the policy denies.
    save('src/share.ts', "import { PostHog } from 'posthog-node';\nnew PostHog('key').identify({ distinctId: user.id, properties: { email: user.email } });\n");
    await touched('src/share.ts', 1);
    await editor.diagnostics('caley.yaml', (all) => rulesOf(all) === 'privacy/policy-contradicted,privacy/policy-inaccurate,support/connect-instructions-missing');
    save('docs/privacy.md', 'We never share your data, except with PostHog.\n');
    await touched('docs/privacy.md', 2);
    await editor.diagnostics('caley.yaml', (all) => rulesOf(all) === 'support/connect-instructions-missing');
  });

  it('names an API document, which is read where it is named and again as it is saved', async () => {
    const document = (path: string): string => `openapi: 3.1.0\nservers: [{ url: "https://api.caley.app" }]\npaths: { ${path}: { get: {} } }\n`;
    save('docs/api.yaml', document('/a'));
    await start();
    await editor.open('caley.yaml', 'version: 1\napi: { openapi: gone.yaml }\n');
    await editor.diagnostics('caley.yaml', (all) => all.length === 1 && (all[0]?.message as string).includes('cannot be read: no such file'));
    await editor.change('caley.yaml', 2, { start: { line: 1, character: 16 }, end: { line: 1, character: 25 } }, 'docs/api.yaml');
    await editor.diagnostics('caley.yaml', (all) => all.length === 0);
    save('docs/api.yaml', 'openapi: [');
    await touched('docs/api.yaml', 2);
    await editor.diagnostics('caley.yaml', (all) => all.length === 1 && (all[0]?.message as string).includes('line 1'));
    save('docs/api.yaml', document('/b'));
    await touched('docs/api.yaml', 2);
    await editor.diagnostics('caley.yaml', (all) => all.length === 0);
  });

  it('is followed while it is typed, and given back to the disk when it is closed', async () => {
    save('caley.yaml', 'version: 1\n');
    await start();
    await editor.open('src/main.ts', MAIN);
    await editor.diagnostics('src/main.ts', (all) => all.length === 2);
    await editor.open('caley.yaml', TRUSTING);
    await editor.diagnostics('src/main.ts', (all) => all.length === 0);
    await editor.change('caley.yaml', 2, { start: { line: 2, character: 2 }, end: { line: 2, character: 12 } }, 'sanitisers');
    deepEqual(shown(await editor.diagnostics('caley.yaml', (all, version) => all.length === 1 && version === 2)), ['3:3 warning Caley: Unknown key "sanitisers". Did you mean "sanitizers"?']);
    await editor.diagnostics('src/main.ts', (all) => all.length === 2);
    await editor.change('caley.yaml', 3, { start: { line: 2, character: 2 }, end: { line: 2, character: 12 } }, 'sanitizers');
    await editor.diagnostics('src/main.ts', (all) => all.length === 0);
    await editor.close('caley.yaml');
    await editor.diagnostics('src/main.ts', (all) => all.length === 2);
    equal(await editor.hover('caley.yaml', 0, 1), null);
  });

  it('rules its folder, and is told of when all is checked, beside what else is shown', async () => {
    save('caley.yaml', 'version: 1\nbanana: 1\n');
    save('src/caley.yaml', 'version: 1\ntrust: { sanitizers: [privacy.ts#veil, gone.ts#veil] }\n');
    await start();
    deepEqual(shown(await editor.diagnostics('caley.yaml', (all) => all.length === 1)), ['2:1 warning Caley: Unknown key "banana".']);
    await editor.diagnostics('src/caley.yaml', (all) => all.length === 1);
    const { files, findings } = await editor.connection.sendRequest<{ files: number; findings: { warning: number } }>('caley/check', {});
    deepEqual([files, findings.warning], [2, 0]);
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: editor.uri('').replace(/\/$/, ''), name: 'workspace' }] } });
    await editor.diagnostics('caley.yaml', (all) => all.length === 0);
    await editor.diagnostics('src/caley.yaml', (all) => all.length === 0);
  });

  it('is told of to those who pull', async () => {
    save('caley.yaml', 'version: 1\nbanana: 1\n');
    await start('pull');
    const { items } = await editor.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    deepEqual(items.map(({ uri }) => uri).sort(), [editor.uri('caley.yaml'), editor.uri('src/main.ts')]);
    const one = await editor.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: editor.uri('caley.yaml') } });
    ok(one.kind === 'full' && one.items.length === 1);
  });

  it('is proposed by what the code shows, for the place that is asked about, and not written', async () => {
    save('src/share.ts', "import Mixpanel from 'mixpanel';\n\nMixpanel.init('x').people.set('1', { $email: user.email });\n");
    save('src/PRIVACY.md', '# Privacy\n');
    await start();
    const propose = (path: string): Promise<{ text: string } | null> => editor.connection.sendRequest('caley/propose', { uri: editor.uri(path) });
    const whole = await propose('caley.yaml');
    match(whole?.text ?? '', /^ {2}# Mixpanel, guessed from src\/share\.ts:3\n {2}- id: mixpanel$/m);
    const part = await propose('src/caley.yaml');
    match(part?.text ?? '', /^ {2}# Mixpanel, guessed from share\.ts:3\n {2}- id: mixpanel$/m);
    match(part?.text ?? '', /^ {2}file: PRIVACY\.md # guessed from its name$/m);
    equal(await editor.connection.sendRequest('caley/propose', { uri: 'file:///elsewhere/caley.yaml' }), null);
    ok(!existsSync(join(folder, 'caley.yaml')));
  });

  it('takes what a fix in code writes into it, to be looked at first where the editor can show it', async () => {
    save('src/share.ts', "import Mixpanel from 'mixpanel';\nMixpanel.init('x').people.set('1', { $email: user.email });\n");
    save('caley.yaml', 'version: 1 # ours\n');
    const capabilities = { ...VSCODE_CAPABILITIES, workspace: { ...VSCODE_CAPABILITIES.workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } } };
    for (const shows of [true, false]) {
      editor = await Editor.start({ server: [SERVER], folder, initializationOptions: { diagnostics: 'push' }, capabilities: shows ? capabilities : VSCODE_CAPABILITIES });
      await editor.open('src/share.ts', readFileSync(join(folder, 'src/share.ts'), 'utf8'));
      const [flag] = await editor.diagnostics('src/share.ts', (all) => all.length === 1);
      const actions = flag === undefined ? [] : await editor.actions('src/share.ts', flag);
      const action = actions.find(({ title }) => title === 'Add Mixpanel as sub-processor in caley.yaml');
      ok(action !== undefined && action.isPreferred !== true, actions.map(({ title }) => title).join('\n'));
      ok(actions.some(({ isPreferred }) => isPreferred === true));
      const edit = await editor.resolve(action);
      const [change] = edit?.documentChanges ?? [];
      ok(change !== undefined && 'edits' in change && change.textDocument.uri === editor.uri('caley.yaml'));
      const [only] = change.edits;
      match(only !== undefined && 'newText' in only ? only.newText : '', /^\nsubProcessors:\n {2}- id: mixpanel\n {4}purposes: \[analytics\]\n {4}kinds: \[data\.contact\.email\]\n {4}region: # TODO/);
      deepEqual(edit?.changeAnnotations, shows ? { elsewhere: { label: action.title, description: 'caley.yaml', needsConfirmation: true } } : undefined);
      if (shows) equal(await editor.stop(), 0);
    }
  });

  it('is made by a fix where there is none, if the editor can make files', async () => {
    const text = "import Mixpanel from 'mixpanel';\nMixpanel.init('x').people.set('1', { $email: user.email });\n";
    save('src/share.ts', text);
    const able = (resourceOperations: ResourceOperationKind[]): ClientCapabilities => ({ ...VSCODE_CAPABILITIES, workspace: { ...VSCODE_CAPABILITIES.workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, resourceOperations } } });
    for (const can of [true, false]) {
      editor = await Editor.start({ server: [SERVER], folder, initializationOptions: { diagnostics: 'push' }, capabilities: able(can ? ['create'] : ['rename']) });
      await editor.open('src/share.ts', text);
      const [flag] = await editor.diagnostics('src/share.ts', (all) => all.length === 1);
      // Once all of the folder is read it is known that there is none.
      let action: CodeAction | undefined;
      for (let tries = 0; flag !== undefined && action === undefined && tries < (can ? 50 : 3); tries++) {
        action = (await editor.actions('src/share.ts', flag)).find(({ title }) => title === 'Add Mixpanel as sub-processor in a new caley.yaml');
        if (action === undefined) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      if (!can) {
        equal(action, undefined);
        continue;
      }
      ok(action !== undefined && action.isPreferred !== true);
      const edit = await editor.resolve(action);
      const [create, change] = edit?.documentChanges ?? [];
      deepEqual(create, { kind: 'create', uri: editor.uri('caley.yaml'), options: { overwrite: false, ignoreIfExists: false }, annotationId: 'elsewhere' });
      ok(change !== undefined && 'edits' in change && change.textDocument.uri === editor.uri('caley.yaml') && change.textDocument.version === null);
      const [only] = change.edits;
      match(only !== undefined && 'newText' in only ? only.newText : '', /^version: 1\nsubProcessors:\n {2}- id: mixpanel\n/);
      deepEqual(edit?.changeAnnotations, { elsewhere: { label: action.title, description: 'caley.yaml', needsConfirmation: true } });
      equal(await editor.stop(), 0);
    }
  });

  it('is offered what it lacks itself', async () => {
    save('caley.yaml', 'version: 1\npolicies: { aup: 2022-04-20 }\n');
    await start();
    await editor.open('caley.yaml', 'version: 1\npolicies: { aup: 2022-04-20 }\n');
    const all = await editor.diagnostics('caley.yaml', (found) => found.some(({ code }) => code === 'manifest/policy-version'));
    const flag = all.find(({ code }) => code === 'manifest/policy-version');
    const [action] = flag === undefined ? [] : await editor.actions('caley.yaml', flag);
    equal(action?.title, 'Add policies.developer: 2024-05-21');
    const edit = await editor.resolve(action);
    deepEqual(edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits.map((one) => ('newText' in one ? one.newText : '')) : [])), [', developer: 2024-05-21']);
    equal(edit.changeAnnotations, undefined);
  });

  it('is offered the new place of what an entry accepted', async () => {
    const waiting = 'version: 1\naccept:\n  - { finding: 0123456789abcdef, rule: log/personal-data, path: src/log.ts, reason: known }\n';
    save('caley.yaml', waiting);
    save('src/log.ts', 'console.log(user.email);\n');
    await start();
    await editor.open('caley.yaml', waiting);
    const [unused] = await editor.diagnostics('caley.yaml', (found) => shown(found).some((one) => one.includes('Nothing is found')));
    const [action, ...others] = unused === undefined ? [] : await editor.actions('caley.yaml', unused);
    deepEqual([action?.title, action?.diagnostics?.length, action?.isPreferred, others], ['Accept what is at src/log.ts:1 instead', 1, undefined, []]);
    const edit = await editor.resolve(action ?? fail());
    const [change] = edit?.documentChanges ?? [];
    ok(change !== undefined && 'edits' in change && change.textDocument.uri === editor.uri('caley.yaml'));
    const [only] = change.edits;
    match(only !== undefined && 'newText' in only ? only.newText : '', /^[0-9a-f]{1,16}, rule: log\/personal-data, path: src\/log\.ts, reason: known, knownBy: [0-9a-f-]+$/);
  });
});
