/**
 * How is configuration changed in YAML and JSON? Each verb at a place, with the text that comes out.
 */
import assert from 'node:assert/strict';
import type { Setting, SettingValue } from '../../../src/flow';
import { jsonLanguages, yamlLanguages } from '../../../src/languages';
import type { Grammars, SettingVerbs, Tree } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import type { TextEdit } from '../../../src/text';

const grammars: Grammars = { get: (name) => assert.fail(`asked for ${name}`) };

/** The text after a verb's edits at the setting of a path; null where the verb refuses. */
function edited(path: string, text: string, keys: string, act: (verbs: SettingVerbs, tree: Tree, setting: Setting) => readonly TextEdit[] | null): string | null {
  const language = path.endsWith('json') ? jsonLanguages[0] : yamlLanguages[0];
  assert.ok(language?.settings !== undefined);
  const tree = language.parse(text, path, grammars);
  const root = language.lower(tree).settings?.[0]?.root;
  assert.ok(root !== undefined);
  let setting: Setting = { key: '', keyRange: { start: root.range.start, end: root.range.start }, range: root.range, value: root };
  for (const key of keys === '' ? [] : keys.split('.')) {
    const value: SettingValue = setting.value;
    const found = (value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items : []).find((one) => one.key === key);
    assert.ok(found !== undefined, key);
    setting = found;
  }
  const edits = act(language.settings, tree, setting);
  return edits === null ? null : applyEdits(text, edits);
}

const set = (path: string, text: string, keys: string, value: string | number | boolean | { raw: string }): string | null => edited(path, text, keys, (verbs, tree, setting) => verbs.setValue(tree, setting, value));
const add = (path: string, text: string, keys: string, key: readonly string[], value: string | number | boolean): string | null => edited(path, text, keys, (verbs, tree, setting) => verbs.addEntry(tree, setting, key, value));
const remove = (path: string, text: string, keys: string): string | null => edited(path, text, keys, (verbs, tree, setting) => verbs.removeEntry(tree, setting));

describe('edits of YAML', () => {
  it('set values', () => {
    assert.equal(set('a.yaml', 'a: 1 # why\nb: 2\n', 'a', true), 'a: true # why\nb: 2\n');
    assert.equal(set('a.yaml', 'a: "x"\n', 'a', 'it"s'), 'a: "it\\"s"\n');
    assert.equal(set('a.yaml', "a: 'x'\n", 'a', "it's"), "a: 'it''s'\n");
    assert.equal(set('a.yaml', 'a: x\n', 'a', 'yes'), 'a: "yes"\n');
    assert.equal(set('a.yaml', 'a:\nb: 2\n', 'a', 'x y'), 'a: x y\nb: 2\n');
    assert.equal(set('a.yaml', 'a:\n  b: 1\nc: 2\n', 'a', 3), 'a: 3\nc: 2\n');
    assert.equal(set('a.yaml', '- a\n- {b: 1}\n', '0', 'c'), '- c\n- {b: 1}\n');
    assert.equal(set('a.yaml', 'a: &x 1\nb: *x\n', 'b', 2), 'a: &x 1\nb: 2\n');
    assert.equal(set('a.yaml', 'a: 1\n', 'a', { raw: '${{ secrets.X }}' }), 'a: ${{ secrets.X }}\n');
  });

  it('add entries', () => {
    assert.equal(add('a.yaml', 'a:\n    b: 1 # one\nc: 2\n', 'a', ['x', 'z'], true), 'a:\n    b: 1 # one\n    x:\n        z: true\nc: 2\n');
    assert.equal(add('a.yaml', 'a: {b: 1}\n', 'a', ['x'], 'yy'), 'a: {b: 1, x: yy}\n');
    assert.equal(add('a.yaml', 'a: {}\n', 'a', ['x'], 1), 'a: { x: 1 }\n');
    assert.equal(add('a.yaml', 'a:\r\n- b: 1\r\n- c: 2\r\n', 'a.0', ['x'], 1), 'a:\r\n- b: 1\r\n  x: 1\r\n- c: 2\r\n');
    assert.equal(add('a.yaml', 'a: # empty\nb: 1\n', 'a', ['x'], 1), 'a: # empty\n  x: 1\nb: 1\n');
    assert.equal(add('a.yaml', 'a: 1\n', '', ['a'], 2), 'a: 2\n');
    assert.equal(add('a.yaml', 'a: [1]\n', 'a', ['x'], 1), null);
  });

  it('remove entries', () => {
    assert.equal(remove('a.yaml', 'a: 1\nb: # gone\n  c: 1\n# stays\nd: 2\n', 'b'), 'a: 1\n# stays\nd: 2\n');
    assert.equal(remove('a.yaml', '- a: 1\n  b: 2\n', '0.a'), '- b: 2\n');
    assert.equal(remove('a.yaml', 'a: {b: 1, c: 2}\n', 'a.c'), 'a: {b: 1}\n');
    assert.equal(remove('a.yaml', 'a: [1, 2]\n', 'a.0'), 'a: [2]\n');
    assert.equal(remove('a.yaml', '- a: 1\n', '0.a'), null);
  });
});

describe('edits of JSON', () => {
  it('set, add and remove', () => {
    assert.equal(set('a.json', '{ "a": [1, "x"] }', 'a.1', 'y"'), '{ "a": [1, "y\\""] }');
    assert.equal(add('a.json', '{\n\t"a": 1 // one\n}\n', '', ['b', 'c'], true), '{\n\t"a": 1, // one\n\t"b": {\n\t\t"c": true\n\t}\n}\n');
    assert.equal(add('a.json', '{ "a": {} }', 'a', ['b'], 1), '{ "a": {\n  "b": 1\n} }');
    assert.equal(add('a.json', '{ "a": 1 }', '', ['b'], 1), '{ "a": 1, "b": 1 }');
    assert.equal(add('a.json', '{\n  "a": 1,\n}\n', '', ['b'], 1), '{\n  "a": 1,\n  "b": 1,\n}\n');
    assert.equal(remove('a.json', '{\n  "a": 1,\n  "b": 2\n}\n', 'b'), '{\n  "a": 1\n}\n');
    assert.equal(remove('a.json', '{\n  "a": 1,\n  "b": 2\n}\n', 'a'), '{\n  "b": 2\n}\n');
    assert.equal(remove('a.json', '{ "a": 1, "b": 2 }', 'b'), '{ "a": 1 }');
    assert.equal(remove('a.json', '{ "a": 1 }', 'a'), '{  }');
  });
});
