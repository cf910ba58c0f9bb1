/**
 * What does JSON say? Real files say what the package of their reference reads in them; broken and hostile texts end, and what is around an error is known.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse as parseReference } from 'jsonc-parser';
import type { FileGraph, SettingValue } from '../../../src/flow';
import { jsonLanguages } from '../../../src/languages';
import type { Grammars, Language } from '../../../src/languages';
import { violations } from '../javascript/invariants';
import { printSettings } from '../settings/print';

const folder = join(import.meta.dirname, 'fixtures');
const modules = join(import.meta.dirname, '../../../node_modules');
const grammars: Grammars = { get: (name) => assert.fail(`asked for ${name}`) };

function json(): Language {
  const [language] = jsonLanguages;
  assert.ok(language !== undefined);
  return language;
}

function lower(text: string): FileGraph {
  return json().lower(json().parse(text, 'a.json', grammars));
}

function plain(value: SettingValue): unknown {
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'list' ? value.items.map((item) => plain(item.value)) : Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
}

function said(text: string): unknown {
  const root = lower(text).settings?.[0]?.root;
  assert.ok(root !== undefined);
  return plain(root);
}

describe('JSON', () => {
  it('says what stands in a file', () => {
    const text = readFileSync(join(folder, 'template.jsonc'), 'utf8');
    const graph = lower(text);
    assert.deepEqual(violations(graph), []);
    const printed = printSettings(graph, text);
    const snapshot = join(folder, 'template.settings.txt');
    if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, printed);
    assert.equal(printed, readFileSync(snapshot, 'utf8'));
  });

  it('says in real files what the reference reads in them', () => {
    const names = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).sort().slice(0, 150);
    for (const name of names) {
      const text = readFileSync(join(modules, name), 'utf8');
      const errors: never[] = [];
      const reference: unknown = parseReference(text, errors, { allowTrailingComma: true });
      assert.equal(lower(text).syntaxErrors.length > 0, errors.length > 0, name);
      if (errors.length === 0) assert.deepEqual(said(text), reference, name);
    }
    assert.ok(names.length > 100);
  });

  it('says what any value says, however it is written', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, indentation) => {
      const text = JSON.stringify(value, null, indentation);
      assert.deepEqual(JSON.stringify(said(text)), JSON.stringify(JSON.parse(text)));
      assert.deepEqual(lower(text).syntaxErrors, []);
    }));
  });

  it('knows what is around an error', () => {
    const cases: readonly (readonly [text: string, said: unknown, broken: readonly string[]])[] = [
      ['{"a": , "b": 2}', { a: null, b: 2 }, ['"a"']],
      ['{"a"\n, "b": 2}', { a: null, b: 2 }, ['"a"']],
      ['{"a":\n"b": 2}', { a: null, b: 2 }, [':']],
      ['{"a": 1 "b": 2}', { a: 1, b: 2 }, ['"b"']],
      ['{"a": "open\n, "b": 2}', { a: 'open', b: 2 }, ['"open']],
      ['{"a": [1, 2, "b": 2}', { a: [1, 2, 'b', 2] }, [':', '2}']],
      ['{"a": {"x": [1}, "b": 2}', { a: { x: [1] }, b: 2 }, ['}']],
      ['{a: 1, "b": 2}', { a: 1, b: 2 }, ['a']],
      ['{"a": 1} x', { a: 1 }, ['x']],
      ['[1, 01, .5, NaN]', [1, '01', '.5', 'NaN'], ['01', '.5', 'NaN']],
      ['{"b": 2', { b: 2 }, ['{']],
      ['', null, []],
    ];
    for (const [text, value, broken] of cases) {
      assert.deepEqual([said(text), lower(text).syntaxErrors.map(({ start, end }) => text.slice(start, end))], [value, broken], text);
    }
  });

  it('ends on hostile texts', () => {
    const hostile = ['['.repeat(300_000), `${'['.repeat(200_000)}${'}'.repeat(200_000)}`, '{"a":'.repeat(100_000), '"'.repeat(300_000), '/*'.repeat(100_000), '\\'.repeat(100_000), '\u0000,:]}{'.repeat(50_000), `"${'\\'.repeat(99_999)}`];
    for (const text of hostile) assert.equal(lower(text).settings?.length, 1);
    fc.assert(fc.property(fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', 'x', 'true', '//', '/*', '*/', '\n', '\\', ' '), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const graph = lower(text);
      assert.deepEqual(violations(graph), []);
      printSettings(graph, text);
    }), { numRuns: 500 });
  });
});
