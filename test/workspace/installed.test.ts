/** What lock files say is installed, of releases that were malicious: told where a manifest asks for them, in every format, whole and in its short form, and anew when another is installed. */
import assert from 'node:assert/strict';
import { nameOf } from '../../src/languages';
import type { Workspace } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { foundIn, openWorkspace, write } from '../support/open-workspace';
import type { Files } from '../support/open-workspace';

const rules: ReadonlySet<string> = new Set(['malware/known-bad-package', 'legal/licence-conflict']);

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

const opened = (files: Files): Workspace => openWorkspace(engine, files, { configuration: { drafts: true } });

/** `package.json:3: name 1.2.3`. */
function found(workspace: Workspace): readonly string[] {
  return foundIn(workspace, (finding, place) => (rules.has(finding.rule) ? `${place}: ${finding.value}` : null));
}

/** The same with every lock file in its short form. */
function assertFound(files: Files, expected: readonly string[]): void {
  assert.deepEqual(found(opened(files)), expected);
  assert.deepEqual(found(opened(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, engine.walk.shorten?.(nameOf(path))?.(text) ?? text])))), expected, 'the short form');
}

const asks = (dependencies: Readonly<Record<string, string>>, more: object = {}): string => JSON.stringify({ dependencies, ...more }, null, 1);
const npm = (packages: Readonly<Record<string, object>>): string => JSON.stringify({ lockfileVersion: 3, packages });

describe('what is installed', () => {
  it('is told where it is asked for, whatever range asks', () => {
    assertFound({ 'package.json': asks({ pino: '^9.0.0', chalk: '^5.6.0' }), 'package-lock.json': npm({ 'node_modules/chalk': { version: '5.6.1' }, 'node_modules/pino': { version: '9.1.0' } }) }, ['package.json:4: chalk 5.6.1']);
    assertFound({ 'package.json': asks({ chalk: '^5.6.0' }), 'package-lock.json': npm({ 'node_modules/chalk': { version: '5.6.2' } }) }, []);
  });

  it('is told at the key of all dependencies, all at once, where something else brings it along', () => {
    const packages = { 'node_modules/pino': { version: '9.1.0' }, 'node_modules/debug': { version: '4.4.2' }, 'node_modules/pino/node_modules/chalk': { version: '5.6.1' }, 'node_modules/color-name': { version: '2.0.1' }, 'node_modules/is-arrayish': { version: '0.3.3' } };
    assertFound({ 'package.json': asks({ pino: '^9.0.0' }), 'package-lock.json': npm(packages) }, ['package.json:2: chalk 5.6.1, color-name 2.0.1, debug 4.4.2 and 1 more']);
    assertFound({ 'package.json': asks({ chalk: '5' }), 'package-lock.json': npm({ 'node_modules/chalk': { version: '5.6.1' }, 'node_modules/debug': { version: '4.4.2' } }) }, ['package.json:2: debug 4.4.2', 'package.json:3: chalk 5.6.1']);
  });

  it('is told of each package of a workspace by what that asks for, and of the rest beside the lock file', () => {
    const packages = { 'packages/a/node_modules/chalk': { version: '5.6.1' }, 'node_modules/chalk': { version: '5.6.0' }, 'node_modules/debug': { version: '4.4.2' } };
    assertFound({ 'package.json': asks({ pino: '1' }), 'packages/a/package.json': asks({ chalk: '^5.0.0' }), 'packages/b/package.json': asks({ chalk: '^5.0.0', debug: '^4.0.0' }), 'package-lock.json': npm(packages) }, [
      'package.json:2: chalk 5.6.1, debug 4.4.2', 'packages/a/package.json:3: chalk 5.6.1', 'packages/b/package.json:4: debug 4.4.2',
    ]);
  });

  it('is what the manifest holds to, where a lock file was not made anew', () => {
    assertFound({ 'package.json': asks({ chalk: '5.6.2' }), 'package-lock.json': npm({ 'node_modules/chalk': { version: '5.6.1' } }) }, []);
  });

  it('is read from every lock file', () => {
    const direct = asks({ chalk: '^5.6.0' });
    const other = asks({ pino: '^9.0.0' });
    const locks: Files = {
      'package-lock.json': JSON.stringify({ lockfileVersion: 1, dependencies: { chalk: { version: '5.6.1' } } }),
      'npm-shrinkwrap.json': npm({ 'node_modules/chalk': { version: '5.6.1' } }),
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      chalk:\n        specifier: ^5.6.0\n        version: 5.6.1\n\npackages:\n\n  chalk@5.6.1:\n    resolution: {integrity: sha512-a}\n",
      'yarn.lock': 'chalk@^5.6.0:\n  version "5.6.1"\n',
      'bun.lock': '{ "packages": { "chalk": ["chalk@5.6.1", "", {}, "sha512-a"], } }',
    };
    for (const [name, text] of Object.entries(locks)) {
      assertFound({ 'package.json': direct, [name]: text }, ['package.json:3: chalk 5.6.1']);
      assertFound({ 'package.json': other, [name]: text.replace(/importers:[^]*(?=packages:)/, '') }, ['package.json:2: chalk 5.6.1']);
    }
    assertFound({ 'package.json': other, 'package-lock.json': JSON.stringify({ lockfileVersion: 1, dependencies: { pino: { version: '9.1.0', dependencies: { chalk: { version: '5.6.1' } } } } }) }, ['package.json:2: chalk 5.6.1']);
    for (const key of ["'@ctrl/tinycolor@4.1.1'", '/@ctrl/tinycolor@4.1.1', '/@ctrl/tinycolor/4.1.1', "'@ctrl/tinycolor@4.1.1(a@1.0.0)'"]) {
      assertFound({ 'package.json': other, 'pnpm-lock.yaml': `lockfileVersion: 6.0\n\npackages:\n\n  ${key}:\n    resolution: {integrity: sha512-a}\n` }, ['package.json:2: @ctrl/tinycolor 4.1.1']);
    }
  });

  it('is read from every lock file of Python', () => {
    const locks: Files = {
      'poetry.lock': '[[package]]\nname = "ultralytics"\nversion = "8.3.41"\n',
      'uv.lock': 'version = 1\n\n[[package]]\nname = "ultralytics"\nversion = "8.3.41"\n',
      'pdm.lock': '[[package]]\nname = "ultralytics"\nversion = "8.3.41"\n',
    };
    for (const [name, text] of Object.entries(locks)) {
      assertFound({ 'pyproject.toml': '[project]\nname = "a"\ndependencies = [\n  "Ultralytics>=8",\n]\n', [name]: text }, ['pyproject.toml:4: ultralytics 8.3.41']);
      assertFound({ 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\nother = "^1"\n', [name]: text }, ['pyproject.toml:1: ultralytics 8.3.41']);
    }
    assertFound({ Pipfile: '[packages]\nultralytics = "*"\n', 'Pipfile.lock': JSON.stringify({ default: { ultralytics: { version: '==8.3.41' } } }) }, ['Pipfile:2: ultralytics 8.3.41']);
  });

  it('is looked at again when something else is installed', () => {
    const lock = (version: string): string => npm({ 'node_modules/chalk': { version } });
    const workspace = opened({ 'package.json': asks({ chalk: '^5.6.0' }), 'package-lock.json': lock('5.6.1') });
    assert.deepEqual(found(workspace), ['package.json:3: chalk 5.6.1']);
    write(workspace, 'package-lock.json', lock('5.6.2'));
    assert.deepEqual(found(workspace), []);
    write(workspace, 'package-lock.json', lock('5.6.1'));
    assert.deepEqual(found(workspace), ['package.json:3: chalk 5.6.1']);
    workspace.apply({ type: 'remove', path: 'package-lock.json' });
    assert.deepEqual(found(workspace), []);
  });

  it('is licensed as the lock file says, unless a caley.yaml says why that is no matter', () => {
    const lock = npm({ 'node_modules/a': { version: '1.0.0', license: 'AGPL-3.0-only' }, 'node_modules/b': { version: '1.0.0', license: 'SSPL-1.0' }, 'node_modules/c': { version: '1.0.0', license: 'BUSL-1.1' }, 'node_modules/d': { version: '1.0.0', license: 'AGPL-3.0-only', dev: true } });
    const files = { 'package.json': asks({ a: '1' }), 'package-lock.json': lock };
    const declares = (...names: readonly string[]): Files => ({ ...files, 'caley.yaml': `version: 1\nlegal:\n  licenceExceptions:\n${names.map((name) => `    - { package: ${name}, reason: A licence was bought. }\n`).join('')}` });
    const own = 'package.json:3: a (AGPL-3.0-only)';
    assertFound({ ...files, 'package.json': asks({ x: '1' }) }, ['package.json:2: a (AGPL-3.0-only), b (SSPL-1.0), c (BUSL-1.1)']);
    assertFound({ ...files, 'package.json': asks({ x: '1', a: '1' }) }, ['package.json:2: b (SSPL-1.0), c (BUSL-1.1)', own.replace(':3:', ':4:')]);
    assertFound({ ...declares('a', 'c'), 'package.json': asks({ x: '1', a: '1' }) }, ['package.json:2: b (SSPL-1.0)']);
    assertFound({ ...declares('a', 'b', 'c') }, []);
    assertFound({ ...files, 'caley.yaml': 'version: 1\nlegal: { licenceExceptions: [{ package: a }] }\n', 'package.json': asks({ x: '1', a: '1' }) }, ['package.json:2: b (SSPL-1.0), c (BUSL-1.1)', own.replace(':3:', ':4:')]);
  });

  it('is nothing in broken files', () => {
    for (const [manifest, lock] of [['{', '{'], ['[]', '[]'], ['{"dependencies": []}', '{"packages": []}'], ['{"dependencies": {"chalk": {}}}', '{"packages": {"node_modules/chalk": 1, "node_modules/": {"version": 2}}}'], ['', '']] as const) {
      assertFound({ 'package.json': manifest, 'package-lock.json': lock }, []);
    }
    const deep = `${'{"dependencies":{"a":'.repeat(5_000)}{}${'}}'.repeat(5_000)}`;
    assertFound({ 'package.json': asks({ a: '1' }), 'package-lock.json': deep }, []);
  });
});
