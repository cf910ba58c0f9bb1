/**
 * What does a Prisma schema say? Its graph stands beside the program
 * (UPDATE_SNAPSHOTS=1 writes it anew); broken and hostile schemas end and throw nothing.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printFile, printType } from '../../../src/flow';
import type { FileGraph } from '../../../src/flow';
import { prismaLanguages } from '../../../src/languages';
import type { Grammars, Language, Tree } from '../../../src/languages';
import { violations } from '../javascript/invariants';

const folder = join(import.meta.dirname, 'fixtures');
const grammars: Grammars = { get: (name) => assert.fail(`asked for ${name}`) };

function prisma(): Language {
  const [language] = prismaLanguages;
  assert.ok(language !== undefined);
  return language;
}

function parse(text: string): Tree {
  return prisma().parse(text, 'schema.prisma', grammars);
}

function lower(text: string): FileGraph {
  return prisma().lower(parse(text));
}

function fieldsOf(graph: FileGraph, name: string): Record<string, string> {
  const type = graph.types.find((one) => one.name === name)?.type;
  assert.ok(type?.kind === 'record', `${name} is a record`);
  return Object.fromEntries(type.fields.map((field) => [field.name, printType(field.type)]));
}

describe('Prisma schemas', () => {
  const text = readFileSync(join(folder, 'schema.prisma'), 'utf8');

  it('lower to types, comments and the strings of data sources', () => {
    const printed = printFile(lower(text));
    const snapshot = join(folder, 'schema.graph.txt');
    if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, printed);
    assert.equal(printed, readFileSync(snapshot, 'utf8'));
  });

  it('make graphs that hold together, whole or cut anywhere', () => {
    for (let end = 0; end <= text.length; end += 3) assert.deepEqual(violations(lower(text.slice(0, end))), []);
  });

  it('may be broken: what is readable is read', () => {
    assert.deepEqual(fieldsOf(lower('model A { id Int }\nmodel B {\n  x\n  = 3\n  }}\nmodel C {\r\n  y String[]\r\n}\r\n'), 'C'), { y: 'Array<string>' });
    const open = lower('model A {\n  a String\nmodel B {\n  b A?\n');
    assert.deepEqual(fieldsOf(open, 'A'), { a: 'string' });
    assert.deepEqual(fieldsOf(open, 'B'), { b: 'A | null' });
    assert.deepEqual(open.syntaxErrors.map(({ start, end }) => 'model A {\n  a String\nmodel B {\n  b A?\n'.slice(start, end)), ['A', 'B']);
  });

  it('cost what their length costs', () => {
    const many = 20_000;
    for (const piece of ['model A {\n', '"', '/*', '//', '{', '}', 'a String\n', '\\"', '@default("']) lower(piece.repeat(many));
    assert.equal(lower(`model A {\n${'  email String @unique\n'.repeat(many)}}`).types.length, 1);
  });

  it('take comments above a line, once', () => {
    const { edits } = prisma();
    const schema = 'model User {\r\n  email String\r\n}\r\n';
    const place = { start: schema.indexOf('email'), end: schema.indexOf('email') + 5 };
    const [edit] = edits.insertComment(parse(schema), place, 'caley-ignore: log') ?? [];
    assert.ok(edit !== undefined);
    const changed = schema.slice(0, edit.range.start) + edit.newText + schema.slice(edit.range.end);
    assert.equal(changed, 'model User {\r\n  // caley-ignore: log\r\n  email String\r\n}\r\n');
    const again = { start: changed.indexOf('email String'), end: changed.indexOf('email String') + 5 };
    assert.equal(edits.insertComment(parse(changed), again, 'caley-ignore: log'), null);
    assert.deepEqual(edits.insertComment(parse('model A {}'), { start: 0, end: 5 }, 'x'), [{ range: { start: 0, end: 0 }, newText: '// x\n' }]);
    assert.deepEqual(lower(changed).comments.map((comment) => comment.text), [edits.comment('caley-ignore: log')]);
  });

  it('change nothing else', () => {
    const { edits } = prisma();
    const tree = parse('model A {\n  email String\n}\n');
    const place = { start: 12, end: 17 };
    assert.equal(edits.replaceExpression(tree, place, 'x'), null);
    assert.equal(edits.removeProperty(tree, place), null);
    assert.deepEqual(edits.fieldReads(tree, place), []);
    assert.equal(edits.environmentVariable(tree, 'DATABASE_URL').expression, 'env("DATABASE_URL")');
    assert.equal(edits.stringLiteral(tree, 'a"b'), '"a\\"b"');
  });
});
