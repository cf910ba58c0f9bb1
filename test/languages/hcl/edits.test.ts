/**
 * How is what HCL says changed? Each verb on files as people write them; whatever a verb answers parses to what was asked.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hclLanguages } from '../../../src/languages';
import type { SettingValue } from '../../../src/flow';
import { allSettings, Notation } from '../settings/notation';

function hcl(): Notation {
  const [language] = hclLanguages;
  assert.ok(language !== undefined);
  return new Notation(language, 'main.tf');
}

const notation = hcl();
const main = readFileSync(join(import.meta.dirname, 'fixtures/main.tf'), 'utf8');

function known(value: SettingValue): string | number | boolean | null {
  assert.ok(value.kind === 'scalar');
  return value.value;
}

describe('edits of HCL', () => {
  it('set a value in its place', () => {
    assert.equal(notation.set('a {\n  b   = false # why\n}\n', ['a', 'b'], true), 'a {\n  b   = true # why\n}\n');
    assert.equal(notation.set('a = { "b": 1, c = 2 }', ['a', 'b'], 'x'), 'a = { "b": "x", c = 2 }');
    assert.equal(notation.set('a = [1, 2]', ['a', '1'], 3), 'a = [1, 3]');
    assert.equal(notation.set('a = [\n  {\n    b = 1\n  },\n]', ['a', '0'], 3), 'a = [\n  3,\n]');
    assert.equal(notation.set('a = "x"\n', ['a'], { raw: 'var.password' }), 'a = var.password\n');
    assert.equal(notation.set('a = "x"\n', ['a'], 'say "${x}" \\ %{y}\n'), 'a = "say \\"$${x}\\" \\\\ %%{y}\\n"\n');
    assert.equal(notation.set('a = <<E\nx\nE\nb = 1\n', ['a'], 'y'), 'a = "y"\nb = 1\n');
    assert.equal(notation.set('a = jsonencode({ b = 1 })\n', ['a'], { raw: 'var.c' }), 'a = var.c\n');
    assert.equal(notation.set('a =\nb = 1\n', ['a'], 2), 'a = 2\nb = 1\n');
    assert.equal(notation.set('a =\r\nb = 1\r\n', ['a'], 2), 'a = 2\r\nb = 1\r\n');
  });

  it('set no block, and nothing that breaks', () => {
    assert.equal(notation.set('a {\n}\n', ['a'], 1), null);
    assert.equal(notation.set('a "b" {\n}\n', ['a', 'b'], 1), null);
    assert.equal(notation.set('a = 1\n', ['a'], { raw: '(' }), null);
  });

  it('add attributes below the others, their marks below each other', () => {
    assert.equal(notation.add('a "b" {\n  name = 1 # n\n\n  c {\n  }\n}\n', ['a', 'b'], ['on'], true), 'a "b" {\n  name = 1 # n\n  on   = true\n\n  c {\n  }\n}\n');
    assert.equal(notation.add('a {\n  x  = 1\n  yy = 2\n}\n', ['a'], ['long'], 'v'), 'a {\n  x    = 1\n  yy   = 2\n  long = "v"\n}\n');
    assert.equal(notation.add('a {\n  x = 1\n  yy = 2\n}\n', ['a'], ['long'], 'v'), 'a {\n  x = 1\n  yy = 2\n  long = "v"\n}\n');
    assert.equal(notation.add('a {\n\tb {\n\t\tc = 1\n\t}\n}\n', ['a'], ['d'], 2), 'a {\n\td = 2\n\tb {\n\t\tc = 1\n\t}\n}\n');
    assert.equal(notation.add('a {\r\n  b = [\r\n    1,\r\n  ]\r\n}\r\n', ['a'], ['d'], 2), 'a {\r\n  b = [\r\n    1,\r\n  ]\r\n  d = 2\r\n}\r\n');
    assert.equal(notation.add('a = 1\n', [], ['b'], 2), 'a = 1\nb = 2\n');
  });

  it('set what is there', () => {
    assert.equal(notation.add('a {\n  b {\n    c = 1\n  }\n}\n', ['a'], ['b', 'c'], 2), 'a {\n  b {\n    c = 2\n  }\n}\n');
    assert.equal(notation.add('a {\n  b = 1\n}\n', ['a'], ['b', 'c'], 2), null);
  });

  it('open what is empty or stands on one line', () => {
    assert.equal(notation.add('a "b" {}\n', ['a', 'b'], ['c'], 1), 'a "b" {\n  c = 1\n}\n');
    assert.equal(notation.add('a {\n}\n', ['a'], ['c'], 1), 'a {\n  c = 1\n}\n');
    assert.equal(notation.add('a {\n  # none\n}\n', ['a'], ['c'], 1), 'a {\n  # none\n  c = 1\n}\n');
    assert.equal(notation.add('a { b = 1 }\n', ['a'], ['c'], 1), 'a {\n  b = 1\n  c = 1\n}\n');
    assert.equal(notation.add('a {\n  tags = {}\n}\n', ['a', 'tags'], ['c'], 1), 'a {\n  tags = {\n    c = 1\n  }\n}\n');
  });

  it('add blocks to blocks, behind a blank line', () => {
    assert.equal(notation.add('a {\n  b = 1\n}\n', ['a'], ['c', 'd', 'e'], 'aws:kms'), 'a {\n  b = 1\n\n  c {\n    d {\n      e = "aws:kms"\n    }\n  }\n}\n');
    assert.equal(notation.add('a {\n  b {\n    c = 1\n  }\n}\n', ['a'], ['b', 'd', 'e'], 2), 'a {\n  b {\n    c = 1\n\n    d {\n      e = 2\n    }\n  }\n}\n');
    assert.equal(notation.add('a {}\n', ['a'], ['b', 'c'], 2), 'a {\n  b {\n    c = 2\n  }\n}\n');
  });

  it('add entries to objects in their form', () => {
    assert.equal(notation.add('a = { b = 1 }\n', ['a'], ['c'], 2), 'a = { b = 1, c = 2 }\n');
    assert.equal(notation.add('a = { "b": 1, }\n', ['a'], ['c'], 2), 'a = { "b": 1, "c": 2 }\n');
    assert.equal(notation.add('a = {\n  b = 1 # x\n}\n', ['a'], ['c/d'], 2), 'a = {\n  b     = 1 # x\n  "c/d" = 2\n}\n');
    assert.equal(notation.add('a = {\n  "b" : 1, # x\n}\n', ['a'], ['c'], 2), 'a = {\n  "b" : 1, # x\n  "c": 2,\n}\n');
    assert.equal(notation.add('a = {\n  b : 1,\n  c : 2\n}\n', ['a'], ['d'], 2), 'a = {\n  b : 1,\n  c : 2,\n  d: 2\n}\n');
    assert.equal(notation.add('a = jsonencode({\n  B = "c"\n})\n', ['a'], ['D', 'E'], 'f'), 'a = jsonencode({\n  B = "c"\n  D = {\n    E = "f"\n  }\n})\n');
  });

  it('add nothing where it would be lost or broken', () => {
    assert.equal(notation.add('a {\n  b = 1 /* x\n  y */\n}\n', ['a'], ['c'], 1), null);
    assert.equal(notation.add('a {\n  b = 1\n', ['a'], ['c'], 1), null);
    assert.equal(notation.add('a "b" {\n  c = 1\n}\n', ['a'], ['d'], 1), null);
  });

  it('remove entries with their lines', () => {
    assert.equal(notation.remove('a {\n  b = 1\n  c = 2\n}\n', ['a', 'b']), 'a {\n  c = 2\n}\n');
    assert.equal(notation.remove('a {\n  b = 1 # why\n  c = 2\n}\n', ['a', 'b']), 'a {\n  # why\n  c = 2\n}\n');
    assert.equal(notation.remove('a { b = 1 }\n', ['a', 'b']), 'a {}\n');
    assert.equal(notation.remove('a = { b = 1, c = 2 }\n', ['a', 'b']), 'a = { c = 2 }\n');
    assert.equal(notation.remove('a = { b = 1, c = 2 }\n', ['a', 'c']), 'a = { b = 1 }\n');
    assert.equal(notation.remove('a = [1, 2]\n', ['a', '0']), 'a = [2]\n');
    assert.equal(notation.remove('a = [\n  1,\n  2\n]\n', ['a', '1']), 'a = [\n  1,\n]\n');
    assert.equal(notation.remove('a = 1\r\nb = <<E\r\nx\r\nE\r\nc = 1\r\n', ['b']), 'a = 1\r\nc = 1\r\n');
    assert.equal(notation.remove('a = 1\nb = 2', ['b']), 'a = 1');
  });

  it('remove blocks with one blank line', () => {
    assert.equal(notation.remove('a {\n  b = 1\n\n  c {\n    d = 1\n  }\n\n  e = 2\n}\n', ['a', 'c']), 'a {\n  b = 1\n\n  e = 2\n}\n');
    assert.equal(notation.remove('a {\n  b = 1\n\n  c {\n  }\n}\n', ['a', 'c']), 'a {\n  b = 1\n}\n');
    assert.equal(notation.remove('r "a" "b" {\n}\n\nr "c" "d" {\n}\n', ['r', 'c', 'd']), 'r "a" "b" {\n}\n');
    assert.equal(notation.remove('r "a" "b" {\n}\n', ['r', 'a']), null);
  });

  it('keep a whole file as it is but for what was asked', () => {
    const settings = allSettings(notation.graph(main));
    let changed = 0;
    for (const [index, setting] of settings.entries()) {
      const verbs = hclLanguages[0]?.settings;
      const set = verbs?.setValue(notation.parse(main), setting, 'new "value"');
      if (set === null || set === undefined) continue;
      const [edit] = set;
      assert.ok(edit !== undefined && set.length === 1);
      const text = main.slice(0, edit.range.start) + edit.newText + main.slice(edit.range.end);
      const after = notation.graph(text);
      assert.deepEqual(after.syntaxErrors, []);
      const found = allSettings(after)[index];
      assert.ok(found !== undefined);
      assert.equal(found.key, setting.key);
      assert.equal(found.keyRange.start, setting.keyRange.start);
      assert.equal(known(found.value), 'new "value"');
      assert.deepEqual(after.comments.map((comment) => comment.text), notation.graph(main).comments.map((comment) => comment.text));
      changed++;
    }
    assert.ok(changed > 50);
  });
});
