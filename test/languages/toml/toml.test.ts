/**
 * What does TOML say, and how is it changed? What another reader of it says is said here too, with places. (UPDATE_GOLDEN=1 writes what it says anew.)
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import type { SettingValue } from '../../../src/flow';
import { tomlLanguages } from '../../../src/languages';
import { Notation } from '../settings/notation-checks';

const toml = new Notation(tomlLanguages);
const folder = join(import.meta.dirname, 'fixtures');
const name = 'a.toml';

/** What a tree says, as the other reader has it. */
function plain(value: SettingValue): unknown {
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'list' ? value.items.map((item) => plain(item.value)) : Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
}

function said(text: string): unknown {
  const graph = toml.graph(text, name);
  assert.deepEqual(graph.syntaxErrors, [], text);
  return plain(graph.settings?.[0]?.root ?? assert.fail());
}

/** Dates are texts here; a text of JSON has neither order nor the difference between numbers. */
function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner))) as unknown;
}

describe('TOML', () => {
  for (const fixture of ['pyproject.toml', 'broken.toml']) {
    it(`says what is set: ${fixture}`, () => {
      toml.checkFixture(folder, fixture);
    });
  }

  it('says what another reader of it says', () => {
    const text = readFileSync(join(folder, 'pyproject.toml'), 'utf8').replace(/^date = .*\n/m, '');
    assert.deepEqual(comparable(said(text)), comparable(parse(text)));
    const scalar = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.integer({ min: -1e6, max: 1e6 }), fc.boolean(), fc.constantFrom('"""', "'''", '\\', '\n', 'a\r\nb', '${A}', '# no', '[x]', 'a = b'));
    const key = fc.oneof(fc.constantFrom('a', 'b', 'c-d', '1', 'a.b', 'é', '"', "'", ' '), fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' })).filter((one) => one !== '__proto__');
    const { table } = fc.letrec<{ table: Record<string, unknown>; value: unknown }>((tie) => ({
      table: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(scalar, { maxLength: 3 }), tie('table'), fc.array(tie('table'), { minLength: 1, maxLength: 3 })),
    }));
    fc.assert(fc.property(table, (written) => {
      const text = stringify(written);
      assert.deepEqual(comparable(said(text)), comparable(parse(text)), text);
      toml.checkWhole(text, name);
    }), { numRuns: 400 });
  });

  it('is read to the end, whatever stands in it', () => {
    const part = fc.constantFrom('a', 'b.c', '=', ' = ', '"', "'", '"""', "'''", '\n', '\r\n', '#', ' ', '\\', '${', '}', '{', '[', ']', '[[', ']]', ',', '[a]\n', '[[a]]\n', '[a.b]\n', 'a = 1\n', '{{', '}}', 'é😀', '.', '1', 'true', '\t', '\ufeff');
    fc.assert(fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      toml.checkWhole(parts.join(''), name);
    }), { numRuns: 1000 });
  });

  it('costs what its length costs', () => {
    const pieces = ['a=1\n', 'a', ' ', '=', '"', "'", '"""', '"""\n', '[', '[a]\n', '[[a]]\n', '[a.b]\n', '[a.', 'a.', '\\', 'a=[', 'a=[\n', 'a={', ',\n', '1,', '# c\n', 'a = "\n', 'a = """\n', '"a"\n', '${', '{{', '\r', 'x = [1\n'];
    for (const piece of pieces) toml.graph(`k = "v"\n${piece.repeat(5_000)}`, name);
    for (const piece of pieces) toml.graph(`k = [\n${piece.repeat(5_000)}`, name);
  });

  it('tells a mistake where it is, and reads the rest', () => {
    const text = readFileSync(join(folder, 'broken.toml'), 'utf8');
    const errors = toml.graph(text, name).syntaxErrors.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(errors, ['unquoted words', '[vars', '"never closed', '= nothing', 'key', '"', '[', '{', 'b }', '"""']);
    assert.equal(toml.text(text, name, ['next', 'kept']), 'true');
    assert.equal(toml.text(text, name, ['vars', 'AFTER']), '1');
    assert.equal(toml.text(text, name, ['vars', 'LAST']), 'fine');
    assert.equal(toml.text(text, name, ['vars', 'LIST', '1']), 'b');
  });

  it('goes on with a table wherever it says so', () => {
    const text = '[a.b]\nx = 1\n[c]\ny = 2\n[a]\nz = 3\n[[l]]\nn = 1\n[l.m]\nk = 1\n[[l]]\nn = 2\n';
    assert.deepEqual(said(text), { a: { b: { x: 1 }, z: 3 }, c: { y: 2 }, l: [{ n: 1, m: { k: 1 } }, { n: 2 }] });
  });

  it('is changed in place', () => {
    const text = 'a = "x" # why\nb = \'y\'\n[t]\nport = 1\nlist = ["p", "q"]\ninline = { k = 1 }\n';
    assert.equal(toml.set(text, name, ['a'], 'a"b'), text.replace('"x"', '"a\\"b"'));
    assert.equal(toml.set(text, name, ['b'], 'C:\\z'), text.replace("'y'", "'C:\\z'"));
    assert.equal(toml.set(text, name, ['t', 'port'], 2), text.replace('port = 1', 'port = 2'));
    assert.equal(toml.set(text, name, ['t', 'list', '1'], 'r'), text.replace('"q"', '"r"'));
    assert.equal(toml.set(text, name, ['t', 'inline', 'k'], true), text.replace('k = 1', 'k = true'));
    assert.equal(toml.set(text, name, ['a'], { raw: 'words words' }), null);
  });

  it('gets entries where they belong', () => {
    const text = 'a = 1\n\n[t]\nport = 1 # p\n\n[t.u]\n[e]\n';
    assert.equal(toml.add(text, name, [], ['b'], 'x'), text.replace('a = 1\n', 'a = 1\nb = "x"\n'));
    assert.equal(toml.add(text, name, ['t'], ['tls'], true), text.replace('# p\n', '# p\ntls = true\n'));
    assert.equal(toml.add(text, name, [], ['t', 'u', 'k', 'z z'], 1), text.replace('[t.u]\n', '[t.u]\nk."z z" = 1\n'));
    assert.equal(toml.add(text, name, [], ['a'], 2), text.replace('a = 1', 'a = 2'));
    assert.equal(toml.add('[x.y]\nk = 1\n', name, ['x'], ['z'], 1), null);
    assert.equal(toml.add('i = { a = 1 }', name, ['i'], ['b'], 2), 'i = { a = 1, b = 2 }');
    assert.equal(toml.add('i = {}', name, ['i'], ['b'], 2), 'i = { b = 2 }');
    assert.equal(toml.add('[t]\r\na = 1', name, ['t'], ['b'], 2), '[t]\r\na = 1\r\nb = 2\r\n');
  });

  it('loses entries with their lines', () => {
    const text = 'a = 1\n[t]\nport = 1 # p\nlist = [\n  "p",\n  "q"\n]\ninline = { k = 1, l = 2 }\n';
    assert.equal(toml.remove(text, name, ['a']), text.replace('a = 1\n', ''));
    assert.equal(toml.remove(text, name, ['t', 'port']), text.replace('port = 1 # p', '# p'));
    assert.equal(toml.remove(text, name, ['t', 'list']), text.replace(/list[^\]]*\]\n/, ''));
    assert.equal(toml.remove(text, name, ['t', 'list', '0']), text.replace('  "p",\n', ''));
    assert.equal(toml.remove(text, name, ['t', 'inline', 'k']), text.replace('k = 1, ', ''));
    assert.equal(toml.remove(text, name, ['t']), null);
  });

  it('keeps what it was not asked to change', () => {
    toml.checkVerbs(readFileSync(join(folder, 'pyproject.toml'), 'utf8').replace(/\[[\s\S]*(?=\[project.opt)/, '').replace(/^dev = .*\n/m, ''), name, 'é "x"\n');
    const line = fc.constantFrom('a = 1\n', 'b = "x" # c\n', '[t]\n', '[t.u]\n', '[[l]]\n', 'c.d = 0x1\n', 'e = { f = "g" }\n', 'broken\n', 'g = """\n x"""\n', '\n', '# c\n');
    fc.assert(fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      toml.checkVerbs(lines.join(''), name, 'v');
    }), { numRuns: 300 });
  });
});
