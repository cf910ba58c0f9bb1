/** Writing into a YAML text by edits: what is there stays as it is, comments and formatting included, and what was written is read back. */
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { addItem, Noted, putValue, ToFill, writeBlock } from '../../src/policy';
import type { Writing, YamlPath } from '../../src/policy';
import { applyEdits } from '../../src/text';
import type { TextEdit } from '../../src/text';

const entry = { id: 'x', kinds: ['data.contact'], consent: { by: new ToFill('who'), date: new ToFill('when') } };
const block = ['- id: x', '  kinds: [data.contact]', '  consent:', '    by: # TODO: who', '    date: # TODO: when'];
const flow = '{ id: x, kinds: [data.contact], consent: { by:, date: } }';

function after(text: string, edits: readonly TextEdit[] | null): string | null {
  return edits === null ? null : applyEdits(text, edits);
}

function added(text: string, path: YamlPath = ['list'], item: Writing = entry): string | null {
  return after(text, addItem(text, path, item));
}

function put(text: string, path: YamlPath, value: Writing): string | null {
  return after(text, putValue(text, path, value));
}

function indented(by: number): string {
  return block.map((line) => `${' '.repeat(by)}${line}\n`).join('');
}

describe('edits of YAML', () => {
  it('add an item to a list in whatever form it stands, or make the list', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', `list:\n${indented(2)}`],
      ['# nothing yet', `# nothing yet\nlist:\n${indented(2)}`],
      ['a: 1 # one\n', `a: 1 # one\nlist:\n${indented(2)}`],
      ['list:\n  - id: a # a\n    kinds: [b] # b\n\n# next\nb: 2\n', `list:\n  - id: a # a\n    kinds: [b] # b\n${indented(2)}\n# next\nb: 2\n`],
      ['list:\n- id: a\n  text: |\n    one\n    two\nb: 2\n', `list:\n- id: a\n  text: |\n    one\n    two\n${indented(0)}b: 2\n`],
      ['list: # TODO: which\nb: 2\n', `list: # TODO: which\n${indented(2)}b: 2\n`],
      ['list: [{ id: a }] # y\n', `list: [{ id: a }, ${flow}] # y\n`],
      ['list: []\n', `list: [${flow}]\n`],
      ['list: { id: a }\n', `list: [{ id: a }, ${flow}]\n`],
      ['list:', `list:\n${indented(2)}`.trimEnd()],
    ];
    for (const [text, wanted] of cases) assert.deepEqual([text, added(text)], [text, wanted]);
    for (const [text] of cases) assert.ok(Array.isArray((parse(added(text) ?? '') as Record<string, unknown>)['list']), text);
    assert.equal(added('a:\r\n  - x\r\n', ['a'], 'y'), 'a:\r\n  - x\r\n  - y\r\n');
    assert.equal(added('a:\n  - { id: x, kinds: k.a }\n', ['a', 0, 'kinds'], 'k.b'), 'a:\n  - { id: x, kinds: [k.a, k.b] }\n');
  });

  it('put a value under a key, where another or none was, and take the word that it is to be written with it', () => {
    assert.equal(put('a:\n  b: 1 # one\n  # tail\n\nz: 1\n', ['a', 'c'], 'x y'), 'a:\n  b: 1 # one\n  c: x y\n  # tail\n\nz: 1\n');
    assert.equal(put('a: {}\n', ['a', 'b'], 1), 'a: { b: 1 }\n');
    assert.equal(put('a: { b: 1, }\n', ['a', 'c'], true), 'a: { b: 1, c: true, }\n');
    assert.equal(put('a: { b: , c: 1 }\n', ['a', 'b'], '@x'), 'a: { b: "@x" , c: 1 }\n');
    assert.equal(put('a:\n  b: old # why\n', ['a', 'b'], 'new'), 'a:\n  b: new # why\n');
    assert.equal(put('a:\n  b: # TODO: what\n', ['a', 'b'], 'new'), 'a:\n  b: new\n');
    assert.equal(put('a:\n  b: # remark\n', ['a', 'b'], 'new'), 'a:\n  b: new # remark\n');
    assert.equal(put('a: # TODO: what\nz: 1\n', ['a', 'b'], 'new'), 'a: # TODO: what\n  b: new\nz: 1\n');
    assert.equal(put('x: 1\n', ['a', 'b', 'c'], 'new'), 'x: 1\na:\n  b:\n    c: new\n');
    assert.equal(put('a:\n  - k: 1\n    # c\n', ['a', 0, 'r'], new ToFill('what')), 'a:\n  - k: 1\n    r: # TODO: what\n    # c\n');
  });

  it('are none where something else is in the way', () => {
    for (const text of ['a: "x"\n', 'a: [b\n', 'a: &x { b: 1 }\nc: *x\nd: [', '- a\n']) assert.deepEqual([text, put(text, ['a', 'b'], 1)], [text, null]);
    assert.equal(put('x: &x { b: 1 }\na: *x\n', ['a', 'c'], 1), null);
    assert.equal(put('a:\n  b:\n    c: 1\n', ['a', 'b'], 'x'), null);
    assert.equal(added('list:\n  id: a\n'), null);
    assert.equal(put('a:\n  b: # TODO\n', ['a', 'b'], new ToFill('x')), null);
  });

  it('are read back as what was to be written, whatever it holds', () => {
    const texts = ['', ' x', 'a: b', 'a #b', '#', '- x', '[x', 'true', '1', '~', 'null', '0x1', '2027-01-31', 'https://a.b/c?d=e', '*.x.y', '"', "it's", 'a\nb', '\u2028', 'é', '@a/b', ',', 'a, b', '{', '!x', '&x', 'x:', '%x', '.5', '1_0', '`'];
    for (const text of texts) {
      for (const start of ['', 'a: [z]\n', 'a:\n  - z\n']) {
        const written = added(start, ['a'], text);
        assert.deepEqual([start, text, (parse(written ?? '', { schema: 'core' }) as { readonly a: readonly string[] }).a.at(-1)], [start, text, text]);
      }
      assert.deepEqual(parse(writeBlock({ [text]: new Noted({ k: new Noted(text, text) }, text) }).join('\n'), { schema: 'core' }), { [text]: { k: text } });
    }
  });
});
