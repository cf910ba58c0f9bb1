/**
 * What does a module of a program set, read as a file of configuration? Variables of Python, default exports of JavaScript.
 */
import assert from 'node:assert/strict';
import { moduleSettings } from '../../src/flow';
import type { SettingValue } from '../../src/flow';
import { languageOf } from '../../src/languages';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

/** What is set, with `?` for what is not known, and `…` where more may be set. */
function plain(value: SettingValue): unknown {
  if (value.kind === 'scalar') return value.isOpen ? '?' : value.value;
  if (value.kind === 'list') return [...value.items.map((item) => plain(item.value)), ...(value.isOpen ? ['…'] : [])];
  return Object.fromEntries([...value.entries.map(({ key, value: inner }) => [key, plain(inner)] as const), ...(value.isOpen ? [['…', true] as const] : [])]);
}

function read(text: string, path: string): SettingValue | null {
  const language = languageOf(engine.languages, path);
  assert.ok(language);
  return moduleSettings(language.lower(language.parse(text, path, engine.grammars)))?.root ?? null;
}

function set(text: string, path = 'settings.py'): unknown {
  const root = read(text, path);
  return root === null ? null : plain(root);
}

describe('settings of a module', () => {
  it('are the variables of a module in Python', () => {
    assert.deepEqual(set('DEBUG = True\nPORT = 5432\nNAME = None\nHOSTS = ["a", "b"]\nDATABASES = {"default": {"HOST": "db"}}\n'), { DEBUG: true, PORT: 5432, NAME: null, HOSTS: ['a', 'b'], DATABASES: { default: { HOST: 'db' } } });
  });

  it('are what variables hold in the end', () => {
    assert.deepEqual(set('A = 1\nA = 2\n'), { A: 2 });
    assert.deepEqual(set('NAME = "desk"\nDATABASE = {"NAME": NAME}\n'), { NAME: 'desk', DATABASE: { NAME: 'desk' } });
  });

  it('are not known where a branch, a call or another module decides', () => {
    for (const text of ['A = True\nif B:\n    A = False\n', 'if B:\n    A = False\n']) assert.equal(set(text), null, text);
    assert.deepEqual(set('import os\nA = os.environ.get("A", "x")\nB = f"{A}"\n'), { A: '?', B: '?' });
    assert.deepEqual(set('A = 1\nfrom .local import *\nB = 2\n'), { B: 2, '…': true });
  });

  it('may be changed after they were written', () => {
    assert.deepEqual(set('A = {"a": 1}\nA["b"] = 2\nB = ["x"]\nB.append("y")\nB += ["z"]\n'), { A: { a: 1, '…': true }, B: ['…'] });
    assert.deepEqual(set('A = {"a": 1, **C}\nB = ["x", *C]\n'), { A: { a: 1, '…': true }, B: ['x', '…'] });
  });

  it('are what a module exports by default in JavaScript', () => {
    const expected = { poweredByHeader: false, env: { KEY: '?' } };
    for (const [path, text] of [
      ['a.js', 'module.exports = { poweredByHeader: false, env: { KEY: process.env.KEY } };'],
      ['a.mjs', 'const config = { poweredByHeader: false, env: { KEY: process.env.KEY } };\nexport default config;'],
      ['a.ts', 'const config: NextConfig = { poweredByHeader: false, env: { KEY: process.env.KEY } };\nexport default withPlugin(config, { silent: true });'],
      ['a.ts', 'export default defineConfig(() => ({ poweredByHeader: false, env: { KEY: process.env.KEY } }));'],
      ['a.ts', 'export default { poweredByHeader: false, env: { KEY: process.env.KEY } } satisfies Config;'],
    ] as const) assert.deepEqual(set(text, path), expected, text);
  });

  it('are what a function of them gives', () => {
    assert.deepEqual(set('export default { async headers() { return [{ source: "/", headers: shared }]; } };\nconst shared = [{ key: "a", value: "b" }];', 'a.mjs'), { headers: [{ source: '/', headers: [{ key: 'a', value: 'b' }] }] });
    assert.deepEqual(set('export default { headers: () => { if (x) return []; return [{}]; } };', 'a.mjs'), { headers: '?' });
  });

  it('stand where they are written', () => {
    const text = 'const key = "b";\nexport default { a: { name: key } };\n';
    const root = read(text, 'a.mjs');
    const entry = root?.kind === 'map' && root.entries[0]?.value.kind === 'map' ? root.entries[0].value.entries[0] : undefined;
    assert.deepEqual([entry?.range, entry?.value.range].map((place) => text.slice(place?.start, place?.end)), ['name: key', 'key']);
  });

  it('are none where nothing is written out', () => {
    for (const text of ['export default make();', 'export const a = 1; export default a;', 'module.exports = require("./other");']) assert.equal(set(text, 'a.js'), null, text);
  });
});
