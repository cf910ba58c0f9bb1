/**
 * Does the core's door keep its word? After any edits the answers are those of a
 * fresh workspace, snapshots and orders of work notwithstanding.
 */
import assert from 'node:assert/strict';
import type { Language } from '../../src/languages';
import type { Workspace } from '../../src/workspace';
import { createWorkspace, defaultConfiguration } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { write } from '../support/open-workspace';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

const leak = 'console.log(user.email);\n';
const clean = 'console.log(user.id);\n';

function rulesOf(workspace: Workspace, path: string): readonly string[] {
  return workspace.snapshot().findings(path).map(({ finding, suppression }) => `${finding.rule}${suppression === null ? '' : ` ignored: ${suppression.reason}`}`);
}

describe('a workspace', () => {
  it('answers for a file before any step, and the same after all steps', () => {
    const workspace = engine.createWorkspace();
    write(workspace, 'a.ts', leak);
    write(workspace, 'b.ts', clean);
    assert.deepEqual(rulesOf(workspace, 'a.ts'), ['log/personal-data']);
    while (workspace.step());
    assert.deepEqual([rulesOf(workspace, 'a.ts'), rulesOf(workspace, 'b.ts')], [['log/personal-data'], []]);
  });

  it('forgets what an edit or a removal ends', () => {
    const workspace = engine.createWorkspace();
    write(workspace, 'a.ts', leak);
    assert.equal(rulesOf(workspace, 'a.ts').length, 1);
    write(workspace, 'a.ts', clean, 2);
    assert.deepEqual(rulesOf(workspace, 'a.ts'), []);
    workspace.apply({ type: 'remove', path: 'a.ts' });
    assert.deepEqual(workspace.snapshot().files, []);
  });

  it('works on focused files first', () => {
    const parsed: string[] = [];
    const languages = engine.languages.map((language): Language => ({
      ...language,
      parse: (text, path, grammars) => {
        parsed.push(path);
        return language.parse(text, path, grammars);
      },
    }));
    const workspace = createWorkspace({ ...engine, languages, today: '2026-01-01' });
    for (const name of ['a', 'b', 'c']) write(workspace, `${name}.ts`, leak);
    workspace.focus(['c.ts']);
    assert.ok(workspace.step());
    assert.deepEqual(parsed, ['c.ts']);
    while (workspace.step());
    assert.deepEqual(parsed, ['c.ts', 'a.ts', 'b.ts']);
  });

  it('gives after an edit script what a fresh one gives', () => {
    const edited = engine.createWorkspace();
    const texts = [leak, clean, `${clean}${leak}`, 'function f(x) { console.log(x); }\nf(user.phone);\n', 'console.log(user.', '', leak.replaceAll('\n', '\r\n')];
    texts.forEach((text, i) => {
      write(edited, 'a.ts', text, i);
      if (i % 2 === 0) edited.step();
      const fresh = engine.createWorkspace();
      write(fresh, 'a.ts', text, i);
      assert.deepEqual(edited.snapshot().findings('a.ts'), fresh.snapshot().findings('a.ts'));
    });
  });

  it('sees who else calls a function that is exported later, or takes other parameters', () => {
    for (const focus of [[], ['a.ts']]) {
      const workspace = engine.createWorkspace();
      workspace.focus(focus);
      write(workspace, 'b.ts', "import pino from 'pino';\nimport { tell } from './a';\nconst out = pino();\ntell(out, out);\n");
      const told = ['function tell(thing) { thing.info(user.email); }\n', 'export function tell(thing) { thing.info(user.email); }\n', 'export function tell(other) { other.info(user.email); }\n', 'function tell(other) { other.info(user.email); }\n'].map((text, i) => {
        write(workspace, 'a.ts', text, i);
        while (workspace.step());
        return rulesOf(workspace, 'a.ts').length;
      });
      assert.deepEqual(told, [0, 1, 1, 0]);
    }
  });

  it('sees who calls a function where another file that leads to it went before the caller was read', () => {
    const workspace = engine.createWorkspace();
    write(workspace, 'c.ts', "import { tell } from './b';\ntell(1);\n");
    write(workspace, 'b.ts', "import pino from 'pino';\nimport { tell } from './a';\nconst out = pino();\ntell(out);\nexport type { Told } from './a';\n");
    write(workspace, 'a.ts', 'export function tell(thing) { thing.info(user.email); }\n');
    for (const path of ['a.ts', 'b.ts', 'c.ts']) workspace.snapshot().findings(path);
    workspace.apply({ type: 'remove', path: 'c.ts' });
    while (workspace.step());
    assert.equal(rulesOf(workspace, 'a.ts').length, 1);
  });

  it('tells a function from the one whose place it took', () => {
    const workspace = engine.createWorkspace();
    workspace.focus(['a.js']);
    write(workspace, 'a.js', "import { pass } from './b';\nconsole.log(pass(user.email, 'text'));\n");
    const told = ['value, other', 'other, value', 'value, other'].map((parameters, i) => {
      write(workspace, 'b.js', `export function ${i === 1 ? 'longer' : 'other'}() {}\nexport function pass(${parameters}) { return value; }\n`, i);
      while (workspace.step());
      return rulesOf(workspace, 'a.js').length;
    });
    assert.deepEqual(told, [1, 0, 1]);
  });

  it('leaves out files of languages it does not speak, and names skipped ones', () => {
    const workspace = engine.createWorkspace();
    write(workspace, 'notes.txt', leak);
    workspace.apply({ type: 'skip', skipped: { file: 'big.ts', reason: 'too-large', detail: '3.1 MB' } });
    const snapshot = workspace.snapshot();
    assert.deepEqual(snapshot.files, []);
    assert.deepEqual(snapshot.skipped.map(({ file, reason }) => `${file} ${reason}`), ['big.ts too-large']);
  });

  it('follows its configuration: rules off, severities, confidence', () => {
    const workspace = engine.createWorkspace();
    write(workspace, 'a.ts', leak);
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, rules: new Map([['log/personal-data', 'off']]) } });
    assert.deepEqual(rulesOf(workspace, 'a.ts'), []);
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, rules: new Map([['log/personal-data', 'error']]) } });
    assert.deepEqual(workspace.snapshot().findings('a.ts').map(({ finding }) => finding.severity), ['error']);
    write(workspace, 'b.ts', 'export function f(email) { console.log(email); }\n');
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, minimumConfidence: 'high' } });
    assert.deepEqual([rulesOf(workspace, 'a.ts'), rulesOf(workspace, 'b.ts')], [['log/personal-data'], []]);
  });

  it('shows nothing weak of tests and examples, but says how much; an example that is asked for is none', () => {
    const workspace = engine.createWorkspace();
    const shown = (path: string): readonly [number, number] => [rulesOf(workspace, path).length, workspace.snapshot().weakened(path)];
    for (const path of ['a.ts', 'test/a.ts', 'examples/one/a.ts', 'examples/one/tests/a.ts']) write(workspace, path, leak);
    assert.deepEqual(['a.ts', 'test/a.ts', 'examples/one/a.ts'].map(shown), [[1, 0], [0, 1], [0, 1]]);
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, within: 'examples/one' } });
    assert.deepEqual(['examples/one/a.ts', 'examples/one/tests/a.ts'].map(shown), [[1, 0], [0, 1]]);
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, minimumConfidence: 'low' } });
    assert.deepEqual(shown('test/a.ts'), [1, 0]);
  });

  it('hides what a reasoned comment accepts, and flags one that hides nothing', () => {
    const workspace = engine.createWorkspace();
    write(workspace, 'a.ts', `// caley-ignore log/personal-data -- support needs it\n${leak}`);
    assert.deepEqual(rulesOf(workspace, 'a.ts'), ['log/personal-data ignored: support needs it']);
    write(workspace, 'b.ts', `// caley-ignore log/personal-data -- support needs it\n${clean}`);
    assert.equal(workspace.snapshot().mistakes('b.ts').length, 1);
  });

  it('offers fixes, one preferred, suppression last', () => {
    const workspace = engine.createWorkspace();
    write(workspace, 'a.ts', leak);
    const snapshot = workspace.snapshot();
    const [reported] = snapshot.findings('a.ts');
    assert.ok(reported);
    const offered = snapshot.fixes(reported.finding);
    assert.deepEqual(offered.map(({ preferred }) => preferred), offered.map((_, i) => i === 0));
    assert.equal(offered.at(-1)?.fix.id, 'suppress');
  });
});
