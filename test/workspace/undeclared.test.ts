/** That no caley.yaml says what an integration does is told once, in one place, as long as it is so; and what is offered then begins one. */
import assert from 'node:assert/strict';
import { applyEdits } from '../../src/text';
import type { Change, Workspace } from '../../src/workspace';
import { defaultConfiguration } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

const asks = "import { CaleyClient } from '@caley/sdk';\nexport const caley = new CaleyClient();\n";
const npm = '{ "name": "sync", "author": "Acme <hello@acme.io>" }\n';

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

function write(path: string, text = ''): Change {
  return { type: 'write', path, text, version: 0 };
}

function opened(files: Readonly<Record<string, string>>, complete: readonly string[] = ['']): Workspace {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: defaultConfiguration });
  for (const [path, text] of Object.entries(files)) workspace.apply(write(path, text));
  workspace.apply({ type: 'complete', paths: complete });
  return workspace;
}

/** Where it is told, as far as that is known now. */
function toldNow(workspace: Workspace): readonly string[] {
  const snapshot = workspace.snapshot();
  return [...snapshot.files, ...snapshot.declarations].filter((path) => snapshot.findings(path).some(({ finding, suppression }) => finding.rule === 'manifest/missing' && suppression === null));
}

function told(workspace: Workspace): readonly string[] {
  while (workspace.step());
  return toldNow(workspace);
}

describe('a caley.yaml that is missing', () => {
  it('is told at the manifest at the root, else at the first file that integrates', () => {
    assert.deepEqual(told(opened({ 'package.json': npm, 'pyproject.toml': '[project]\n', 'src/a.ts': asks, 'src/b.ts': asks })), ['package.json']);
    assert.deepEqual(told(opened({ 'pyproject.toml': '[project]\n', 'src/a.ts': asks })), ['pyproject.toml']);
    assert.deepEqual(told(opened({ 'src/b.ts': asks, 'src/a.ts': 'f();\n', 'web/package.json': npm, 'src/c.ts': asks })), ['src/b.ts']);
    assert.deepEqual(told(opened({ 'package.json': npm, 'src/a.ts': 'f();\n' })), []);
  });

  it('is not, by what tests and examples show, or by what our own fixes write', () => {
    assert.deepEqual(told(opened({ 'package.json': npm, 'test/a.ts': asks, 'examples/b.ts': asks, 'c.ts': 'export const key = process.env.CALEY_PSEUDONYM_KEY;\n' })), []);
  });

  it('is not where not all was looked at, or one is above', () => {
    assert.deepEqual(told(opened({ 'package.json': npm, 'src/a.ts': asks }, ['src'])), []);
    const workspace = opened({ 'package.json': npm, 'src/a.ts': asks });
    workspace.apply(write('../caley.yaml'));
    assert.deepEqual([told(workspace), workspace.snapshot().declarations], [[], []]);
  });

  it('is told as long as a file that integrates is ruled by none', () => {
    const workspace = opened({ 'package.json': npm, 'one/a.ts': asks, 'two/b.ts': asks });
    const steps: readonly (readonly [Change, readonly string[]])[] = [
      [write('one/caley.yaml', 'version: 1\n'), ['package.json']], [write('two/caley.yaml', 'version: 1\n'), []], [{ type: 'remove', path: 'one/caley.yaml' }, ['package.json']],
      [write('one/a.ts', 'f();\n'), []], [write('one/a.ts', asks), ['package.json']], [{ type: 'remove', path: 'package.json' }, ['one/a.ts']], [write('caley.yaml', 'version: 1\n'), []],
    ];
    for (const [change, expected] of steps) {
      workspace.apply(change);
      assert.deepEqual(told(workspace), expected, JSON.stringify(change));
    }
  });

  it('does not come and go while files are looked at again', () => {
    const workspace = opened({ 'package.json': npm, 'a.ts': asks, 'b.ts': 'f();\n' });
    assert.deepEqual(toldNow(opened({ 'package.json': npm, 'a.ts': asks })).length, 1, 'asking for all files knows all');
    assert.deepEqual(told(workspace), ['package.json']);
    workspace.apply(write('b.ts', 'g();\n'));
    assert.ok(workspace.snapshot().findings('package.json').some(({ finding }) => finding.rule === 'manifest/missing'));
  });

  it('is accepted by a comment, which then is none too many', () => {
    const workspace = opened({ 'a.ts': `// caley-ignore manifest/missing -- a prototype without customers\n${asks}` });
    assert.deepEqual([told(workspace), workspace.snapshot().mistakes('a.ts')], [[], []]);
  });

  it('is mended by one that begins', () => {
    const workspace = opened({ 'package.json': npm, 'a.ts': asks });
    assert.deepEqual(told(workspace), ['package.json']);
    const [reported = assert.fail()] = workspace.snapshot().findings('package.json');
    const offered = workspace.snapshot().fixes(reported.finding, (path) => (path === 'app.website' ? 'https://acme.io' : null)).find(({ fix }) => fix.id === 'begin-declaration') ?? assert.fail();
    assert.deepEqual([offered.file, offered.creates, offered.title], ['caley.yaml', true, 'Begin a new caley.yaml with who makes the application and who helps']);
    const text = applyEdits('', offered.edits() ?? []);
    assert.match(text, /^version: 1\napp:\n {2}name: sync\n {2}owner: .*Acme.*\n {2}website: https:\/\/acme\.io\nsupport:\n/);
    workspace.apply(write('caley.yaml', text));
    assert.deepEqual([told(workspace), workspace.snapshot().mistakes('caley.yaml')], [[], []]);
  });
});
