/**
 * What does a file of HCL say? What is printed stands beside the file (UPDATE_SNAPSHOTS=1 writes it anew); broken, half-typed and hostile
 * texts end, throw nothing, and leave known what stands around what is broken.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hclLanguages, languageOf } from '../../../src/languages';
import type { SettingValue } from '../../../src/flow';
import { Notation, violationsOf } from '../settings/notation';
import { printSettings } from '../settings/print';

const folder = join(import.meta.dirname, 'fixtures');

function hcl(): Notation {
  const [language] = hclLanguages;
  assert.ok(language !== undefined);
  return new Notation(language, 'main.tf');
}

const notation = hcl();

function value(text: string, ...keys: readonly string[]): SettingValue {
  return notation.at(text, ...keys).value;
}

function known(text: string, ...keys: readonly string[]): string | number | boolean | null {
  const said = value(text, ...keys);
  assert.ok(said.kind === 'scalar' && !said.isOpen, `${keys.join('.')} is known`);
  return said.value;
}

function references(text: string, ...keys: readonly string[]): readonly string[] {
  const said = value(text, ...keys);
  assert.ok(said.kind === 'scalar' && said.isOpen, `${keys.join('.')} is open`);
  return said.references;
}

describe('HCL', () => {
  const text = readFileSync(join(folder, 'main.tf'), 'utf8');

  it('says what stands in attributes and blocks', () => {
    const printed = printSettings(notation.graph(text), text);
    const snapshot = join(folder, 'main.settings.txt');
    if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, printed);
    assert.equal(printed, readFileSync(snapshot, 'utf8'));
    assert.deepEqual(notation.errors(text), []);
  });

  it('has its files by their names', () => {
    const names = ['a/main.tf', 'prod.auto.tfvars', 'terragrunt.hcl', '.terraform.lock.hcl', 'main.tf.json', 'x.tfvars.json'];
    assert.deepEqual(names.map((name) => languageOf(hclLanguages, name)?.id ?? null), ['hcl', 'hcl', 'hcl', null, null, null]);
  });

  it('makes graphs that hold together, whole or cut anywhere', () => {
    for (let end = 0; end <= text.length; end += 3) {
      const cut = text.slice(0, end);
      assert.deepEqual(violationsOf(notation.graph(cut), cut), []);
    }
  });

  it('says the same with other line breaks and a byte order mark', () => {
    const without = (printed: string): string => printed.replaceAll('\\r', '').replace(/^document.*\n/, '');
    const windows = text.replaceAll('\n', '\r\n');
    assert.equal(without(printSettings(notation.graph(windows), windows)), without(printSettings(notation.graph(text), text)));
    assert.equal(notation.at('\ufeffa = 1', 'a').keyRange.start, 1);
  });

  it('reads what is left when one value lacks', () => {
    const half = 'a {\n  b =\n  c = var.\n  d = x ? 1 :\n  e = f(1,\n  g = [1,\n  h = "x-${var.y\n  i = "x\n  j = "${\n  k\n  l = 1\n}\nm = { n = 2 }\n';
    assert.equal(known(half, 'a', 'l'), 1);
    assert.equal(known(half, 'm', 'n'), 2);
    assert.deepEqual(references(half, 'a', 'b'), []);
    assert.deepEqual(references(half, 'a', 'h'), ['var.y']);
    assert.equal(known(half, 'a', 'g', '0'), 1);
    assert.deepEqual(notation.errors(half), ['=', '.', ':', '(', '[', '"x-${var.y', '"x', '"${\n  k']);
  });

  it('goes by lines where a brace lacks', () => {
    const open = 'resource "a" "x" {\n  tags = {\n    b = 1\n\n  c = 2\n\nresource "a" "y" {\n  d = 3\n}\n';
    assert.equal(known(open, 'resource', 'a', 'y', 'd'), 3);
    assert.deepEqual(notation.errors(open), ['{', '{']);
    const after = '# x\na {\nb {\nc = 1\n}\n}\n# y\nd {\n  e = 2 # z\n\nf {\n  g = [1,\n';
    assert.equal(known(after, 'a', 'b', 'c'), 1);
    assert.equal(known(after, 'd', 'e'), 2);
    assert.equal(known(after, 'f', 'g', '0'), 1);
    assert.deepEqual(notation.errors(after), ['{', '{', '[']);
    assert.deepEqual(notation.graph(after).comments.map((comment) => comment.text), ['# x', '# y', '# z']);
    const flat = 'a {\nb {\nc = 1\n}\n}\n';
    assert.equal(known(flat, 'a', 'b', 'c'), 1);
    assert.deepEqual(notation.errors(flat), []);
  });

  it('reads on behind a brace too many and a brace on a line of its own', () => {
    const text = 'a "b"\n{\n  c = 1\n}}\nd = 2\n';
    assert.equal(known(text, 'a', 'b', 'c'), 1);
    assert.equal(known(text, 'd'), 2);
    assert.deepEqual(notation.errors(text), ['a "b"', '}']);
  });

  it('ends a heredoc that is never closed where it begins', () => {
    const text = 'a = <<EOT\n  b\nc = 1\n';
    assert.equal(known(text, 'c'), 1);
    assert.deepEqual(notation.errors(text), ['<<EOT', 'b']);
  });

  it('keeps the indentation of a heredoc unless it is to go', () => {
    assert.equal(known('a = <<-E\n    x\n\n      y\n    E\n', 'a'), 'x\n\n  y\n');
    assert.equal(known('a = <<E\n  x # y\n  E\n', 'a'), '  x # y\n');
    assert.deepEqual(references('a = <<E\n${join(",", [\n  var.x\n])} "\nE\n', 'a'), ['var.x']);
  });

  it('knows escapes', () => {
    assert.equal(known('a = "\\t\\"\\\\\\u00e9\\U0001F600$${x}%%{y}$5\\d"', 'a'), '\t"\\é😀${x}%{y}$5\\d');
    assert.deepEqual(notation.errors('a = "$$${x}"\nb = "\\\\"\nc = 1'), []);
  });

  it('names what an expression names, but not what it binds', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['[for k, v in var.m : "${k}-${v}-${local.z}" if v != null]', ['var.m', 'local.z']],
      ['{ for v in data.a.b.c : v.id => v... if v.on && local.on }', ['data.a.b.c', 'local.on']],
      ['"%{ for h in var.hosts ~} ${h} ${h.x} %{ endfor }"', ['var.hosts']],
      ['var.a[var.b].c', ['var.a[var.b].c', 'var.b']],
      ['aws_x.y[*].id', ['aws_x.y[*].id']],
      ['var.a == 1 && !var.b || f(var.c...) > -var.d', ['var.a', 'var.b', 'var.c', 'var.d']],
      ['(\n var.a\n ? var.b\n : var.c)', ['var.a', 'var.b', 'var.c']],
      ['1 + 2', []],
    ];
    for (const [expression, names] of cases) {
      assert.deepEqual(references(`x = ${expression}\n`, 'x'), names, expression);
      assert.deepEqual(notation.errors(`x = ${expression}\n`), [], expression);
    }
  });

  it('sees through functions that change but the form', () => {
    const text = 'a = jsonencode({ "b" : [1, { c = "${var.d}" }] })\n e = jsonencode(var.f)\n g = jsonencode({ h = 1 }).h\n';
    assert.equal(known(text, 'a', 'b', '0'), 1);
    assert.deepEqual(references(text, 'a', 'b', '1', 'c'), ['var.d']);
    assert.deepEqual(references(text, 'e'), ['var.f']);
    assert.deepEqual(references(text, 'g'), []);
  });

  it('takes what a dynamic block makes for the block', () => {
    const text = 'a {\n  dynamic "b" {\n    for_each = var.c\n    content {\n      d = 1\n      e = b.value\n    }\n  }\n}\n';
    const made = value(text, 'a', 'b');
    assert.ok(made.kind === 'map' && made.isOpen);
    assert.equal(known(text, 'a', 'b', 'd'), 1);
    assert.deepEqual(references(text, 'a', 'b', 'e'), ['b.value']);
  });

  it('ends whatever it reads', () => {
    const pieces = ['a', ' = ', '{', '}', '[', ']', '(', ')', '"', '${', '%{', '\n', '\r\n', '#', '//', '/*', '*/', '<<E\n', 'E\n', ',', ':', '?', '.', '...', '=>', 'for ', 'in ', '1', '-', '\\', '\u0000', '\ufeff', 'é', 'dynamic "b" {', 'content {'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      assert.deepEqual(violationsOf(notation.graph(text), text), []);
    }), { numRuns: 2000 });
  });

  it('costs what its length costs', () => {
    const begun = ['[', '{', '(', 'a {\n', '"${', '"${[\n', 'a = [\n', 'x = <<E\n', 'x = <<A${a\n', '- ', 'a ? ', 'a[', '[for ', 'a "b" ', '/*', 'x = {\n a = [[a.b] + c] + d,\n'];
    for (const part of begun) {
      const many = part.repeat(30_000);
      const started = performance.now();
      notation.graph(many);
      assert.ok(performance.now() - started < 5_000, JSON.stringify(part));
    }
  });
});
