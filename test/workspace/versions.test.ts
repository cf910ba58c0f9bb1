/** Versions as lock files have them: what depends on one is judged again when it becomes another, whoever reads it. */
import assert from 'node:assert/strict';
import { printPins } from '../../src/languages';
import type { Workspace } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { foundIn, openWorkspace, write } from '../support/open-workspace';
import type { Files } from '../support/open-workspace';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

const opened = (files: Files, focus: readonly string[] = []): Workspace => openWorkspace(engine, files, { configuration: { drafts: true }, focus });

/** `src/a.ts:3`, of every finding that depends on a version. */
function found(workspace: Workspace): readonly string[] {
  return foundIn(workspace, ({ rule }, place) => (rule === 'data/automatic-collection' ? place : null));
}

function npmLock(versions: Readonly<Record<string, string>>): string {
  return JSON.stringify({ packages: Object.fromEntries(Object.entries(versions).map(([path, version]) => [path, { version }])) });
}

const api = "import * as Sentry from '@sentry/node';\nexport const start = (options) => Sentry.init(options);\nexport { Sentry };\nSentry.init();\n";
const files: Files = {
  'package.json': '{"dependencies":{"@sentry/node":">=9"}}',
  'src/api.ts': api,
  // Hands on what another file took, in that one's version.
  'src/main.ts': "import { Sentry } from './api';\nSentry.init({ environment: 'production' });\n",
  'web/package.json': '{"dependencies":{"@sentry/node":">=9"}}',
  'web/app.ts': "import { init } from '@sentry/node';\ninit({ environment: 'production' });\n",
};

describe('versions in a workspace', () => {
  it('are followed as a lock file comes, changes and goes, whatever is being edited', () => {
    for (const focus of [[], ['src/main.ts'], ['src/api.ts', 'web/app.ts']]) {
      const workspace = opened(files, focus);
      const after = (path: string, text: string | null): readonly string[] => {
        if (text === null) workspace.apply({ type: 'remove', path });
        else write(workspace, path, text);
        const { [path]: _before, ...others } = files;
        assert.deepEqual(found(workspace), found(opened(text === null ? others : { ...others, [path]: text })));
        return found(workspace);
      };
      assert.deepEqual(found(workspace), []);
      assert.deepEqual(after('package-lock.json', npmLock({ 'node_modules/@sentry/node': '11.2.0' })), ['src/api.ts:4', 'src/main.ts:2', 'web/app.ts:2']);
      assert.deepEqual(after('package-lock.json', npmLock({ 'node_modules/@sentry/node': '10.1.0', 'web/node_modules/@sentry/node': '11.2.0' })), ['web/app.ts:2']);
      assert.deepEqual(after('package-lock.json', npmLock({ 'node_modules/@sentry/node': '11.2.0', 'web/node_modules/@sentry/node': '10.1.0' })), ['src/api.ts:4', 'src/main.ts:2']);
      assert.deepEqual(after('package-lock.json', printPins([{ name: '@sentry/node', version: '11.2.0', folder: '', range: null }])), ['src/api.ts:4', 'src/main.ts:2', 'web/app.ts:2']);
      assert.deepEqual(after('package-lock.json', '{"packages": {"node_mod'), []);
      assert.deepEqual(after('package-lock.json', null), []);
      assert.deepEqual(after('package.json', '{"dependencies":{"@sentry/node":"^11.0.0"}}'), ['src/api.ts:4', 'src/main.ts:2']);
    }
  });

  it('of Python are read from requirements', () => {
    const python = { 'requirements.txt': 'sentry-sdk==2.19.0\n', 'app.py': 'import sentry_sdk\nsentry_sdk.init(send_default_pii=True)\n' };
    assert.deepEqual(found(opened(python)), ['app.py:2']);
  });
});
