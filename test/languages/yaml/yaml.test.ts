/**
 * What does YAML say? Its settings stand beside fixtures (UPDATE_SNAPSHOTS=1 writes them anew); real files say what the `yaml` package
 * reads in them; an edited text says what it says from scratch; broken and hostile texts end and throw nothing.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { FileGraph, SettingValue } from '../../../src/flow';
import { yamlLanguages } from '../../../src/languages';
import type { Grammars, Language, Tree } from '../../../src/languages';
import { violations } from '../javascript/invariants';
import { printSettings } from '../settings/print';

const folder = join(import.meta.dirname, 'fixtures');
const modules = join(import.meta.dirname, '../../../node_modules');
const grammars: Grammars = { get: (name) => assert.fail(`asked for ${name}`) };

function yaml(): Language {
  const [language] = yamlLanguages;
  assert.ok(language !== undefined);
  return language;
}

function parse(text: string, before?: Tree): Tree {
  return yaml().parse(text, 'a.yaml', grammars, before);
}

function lower(text: string): FileGraph {
  return yaml().lower(parse(text));
}

function print(tree: Tree): string {
  return printSettings(yaml().lower(tree), tree.text);
}

function plain(value: SettingValue): unknown {
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'list' ? value.items.map((item) => plain(item.value)) : Object.fromEntries(value.entries.map((entry) => [entry.key, plain(entry.value)]));
}

function rootOf(text: string): SettingValue {
  const root = lower(text).settings?.[0]?.root;
  assert.ok(root !== undefined);
  return root;
}

function at(value: SettingValue, ...path: readonly string[]): SettingValue {
  return path.reduce((inner, key) => {
    const found = (inner.kind === 'map' ? inner.entries : inner.kind === 'list' ? inner.items : []).find((one) => one.key === key);
    assert.ok(found !== undefined, `${key} is there`);
    return found.value;
  }, value);
}

/** YAML that packages are installed with. */
function realFiles(): readonly { readonly path: string; readonly text: string }[] {
  const names = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.cache')).sort();
  return names.map((path) => ({ path, text: readFileSync(join(modules, path), 'utf8') })).filter(({ text }) => text.length < 6_000);
}

/** Some 300 lines that are cut into many pieces, on several levels. */
const long = [
  'Resources:',
  ...Array.from({ length: 24 }, (_, index) => [
    `  Queue${String(index)}: # number ${String(index)}`, '    Type: AWS::SQS::Queue', '    Properties:', `      Name: "queue ${String(index)}"`, `      Key: !Ref Key${String(index)}`,
    '      Tags:', '      - Key: a', '        Value: |', '          some text', '          - more: text', '      - {Key: b, Value: [1, 2]}', '',
  ]).flat(),
  'list:',
  ...Array.from({ length: 60 }, (_, index) => `- name: item ${String(index)}\n  value: 'it''s'`),
  'shared: &shared {a: 1}', 'use: *shared', '---', ...readFileSync(join(folder, 'deployment.yaml'), 'utf8').split('\n'),
].join('\n');

describe('YAML', () => {
  it('leaves what a template writes within comments', () => {
    const text = 'on: push\n# if: >\n#   ${{ a &&\n#   b }}\njobs:\n  a: {{ x }} # {{ y }}\n';
    assert.deepEqual(plain(rootOf(text)), { on: 'push', jobs: { a: '{{ x }}' } });
  });

  for (const name of readdirSync(folder).filter((each) => each.endsWith('.yaml'))) {
    it(`says what stands in ${name}`, () => {
      const tree = parse(readFileSync(join(folder, name), 'utf8'));
      assert.deepEqual(violations(yaml().lower(tree)), []);
      const printed = print(tree);
      const snapshot = join(folder, name.replace('.yaml', '.settings.txt'));
      if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, printed);
      assert.equal(printed, readFileSync(snapshot, 'utf8'));
    });
  }

  it('says in real files what its package reads in them', () => {
    let [compared, scalars] = [0, 0];
    for (const { path, text } of realFiles()) {
      const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
      if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0) || /\{\{|\{%|<%|[&*]\w/.test(text)) continue;
      const graph = lower(text);
      assert.deepEqual(graph.syntaxErrors, [], path);
      // Where nothing is written there may be a document, or none.
      assert.deepEqual(graph.settings?.map(({ root }) => plain(root)).filter((value) => value !== null), documents.map((document) => document.toJS() as unknown).filter((value) => value !== null), path);
      compared++;
      scalars += print(parse(text)).split('\n').length;
    }
    assert.ok(compared > 50 && scalars > 1000, `${String(compared)} files, ${String(scalars)} settings`);
  });

  it('says the same with an earlier tree as without', () => {
    const texts = [long, ...realFiles().map(({ text }) => text).filter((text) => text.length > 1500 && text.length < 8000).slice(0, 4)];
    fc.assert(fc.property(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom('x', '', '\n', ' ', '"', '- ', ': ', '#', '{{ a }}', '{{', '&a ', '*a', '---\n', '\t', '  b: 1\n', '[')), { minLength: 1, maxLength: 4 }), (text, edits) => {
      let tree = parse(text);
      for (const [place, length, by] of edits) {
        const start = place % (tree.text.length + 1);
        tree = parse(tree.text.slice(0, start) + by + tree.text.slice(start + length), tree);
        assert.equal(print(tree), print(parse(tree.text)));
      }
    }), { numRuns: 12 });
  });

  it('takes over what an edit left alone', () => {
    const before = parse(long);
    const first = yaml().lower(before).settings?.[0]?.root;
    const after = yaml().lower(parse(`${long}\n`, before)).settings?.[0]?.root;
    assert.ok(first !== undefined && after !== undefined && first !== after);
    const path = ['Resources', 'Queue3', 'Properties'];
    const [old, now] = [at(first, ...path.slice(0, 2)), at(after, ...path.slice(0, 2))];
    assert.equal(at(now, 'Properties'), at(old, 'Properties'));
  });

  it('shares what has a name, and never writes it out', () => {
    const root = rootOf('a: &a {x: 1}\nb: *a\nc: [*a, *nothing]\nd: &d [1, *d]\ne: {<<: *a, y: 2}\nf: {<<: *no}\n');
    assert.equal(at(root, 'b'), at(root, 'a'));
    assert.equal(at(root, 'c', '0'), at(root, 'a'));
    assert.equal(at(root, 'c', '1').isOpen, true);
    assert.equal(at(root, 'd', '1').isOpen, true);
    assert.deepEqual(plain(at(root, 'e')), { y: 2, x: 1 });
    assert.deepEqual([at(root, 'e').isOpen, at(root, 'f').isOpen], [false, true]);
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 20 }, (_, index) => `a${String(index + 1)}: &a${String(index + 1)} [${Array.from({ length: 9 }, () => `*a${String(index)}`).join(', ')}]`)].join('\n');
    const size = (value: SettingValue): number => (value.kind === 'scalar' ? 1 : (value.kind === 'map' ? value.entries : value.items).reduce((sum, one) => sum + size(one.value), 1));
    assert.ok(size(rootOf(bomb)) < 200_000);
    const many = rootOf(`a: &a 1\nb:\n${'  - *a\n'.repeat(1200)}`);
    assert.deepEqual(['999', '1000'].map((index) => at(many, 'b', index).isOpen), [false, true]);
  });

  it('keeps what other versions read as true and false as texts, and keys that stand twice', () => {
    const root = rootOf('on: yes\na: no\na: 0x1F\nb: ~\nc: !!str 12\n"d": \'it\'\'s\'\n');
    assert.ok(root.kind === 'map');
    assert.deepEqual(root.entries.map(({ key, value }) => [key, plain(value)]), [['on', 'yes'], ['a', 'no'], ['a', 31], ['b', null], ['c', '12'], ['d', "it's"]]);
  });

  it('knows what is around an error', () => {
    const cases: readonly (readonly [text: string, key: string, broken: string])[] = [
      ['a: 1\nb\nc: 3\n', 'c', 'b'],
      ['a: "open\nb: 2\nc: 3\n', 'c', 'n'],
      ['a: [1, 2\nc: 3\n', 'c', ''],
      ['a:\n\tb: 1\nc: 3\n', 'c', '\t'],
      ['a:\n  b: 1\n x: 2\nc: 3\n', 'c', ''],
      ['a: b: d\nc: 3\n', 'c', ''],
    ];
    for (const [text, key, broken] of cases) {
      const graph = lower(text);
      assert.equal(plain(at(rootOf(text), key)), 3, text);
      assert.ok(graph.syntaxErrors.length > 0 && graph.syntaxErrors.every(({ start, end }) => start < end && end <= text.length), JSON.stringify([text, graph.syntaxErrors]));
      if (broken !== '') assert.ok(graph.syntaxErrors.some(({ start, end }) => text.slice(start, end).includes(broken) || start === text.indexOf(broken)), JSON.stringify([text, graph.syntaxErrors]));
    }
  });

  it('counts line breaks and a mark of bytes as they are written', () => {
    const text = '\ufeffa: 1\r\nb:\r\n  - "x"\r\n  - y # no\r\n';
    const graph = lower(text);
    assert.deepEqual(graph.syntaxErrors, []);
    const list = at(rootOf(text), 'b');
    assert.ok(list.kind === 'list');
    assert.deepEqual(list.items.map(({ range, value }) => [text.slice(range.start, range.end), text.slice(value.range.start, value.range.end)]), [['- "x"', '"x"'], ['- y', 'y']]);
    assert.deepEqual(graph.comments.map(({ text: comment }) => comment), ['# no']);
  });

  it('ends on hostile texts', () => {
    // The test runner keeps whole stacks of errors, which deep texts make many of.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 10;
    after(() => {
      Error.stackTraceLimit = stackTraceLimit;
    });
    const hostile = ['['.repeat(2_000), '{a: '.repeat(1_000), '- '.repeat(500), `${'? '.repeat(300)}a`, 'a: &a '.repeat(300), '"'.repeat(1_000), '{{'.repeat(1_000), `a:\n${'\t'.repeat(5_000)}b`, '\u0000\u0002\u0018\u001f\ufeff: - [', '---\n'.repeat(500), 'x'.repeat(3_000_000)];
    for (const text of hostile) assert.ok((lower(text).settings?.length ?? 0) > 0);
    for (const text of ['', '\n', '---', '...', '%YAML 1.2\n---\na: 1\n', '# only a comment']) assert.equal(lower(text).settings?.length, 1, JSON.stringify(text));
    fc.assert(fc.property(fc.array(fc.constantFrom('a', ':', ' ', '\n', '- ', '"', "'", '[', ']', '{', '}', ',', '#', '&a', '*a', '!t', '|', '>', '\t', '{{', '}}', '---\n', '\r\n', '%'), { maxLength: 60 }), (parts) => {
      const graph = lower(parts.join(''));
      assert.deepEqual(violations(graph), []);
      printSettings(graph, parts.join(''));
    }), { numRuns: 40, endOnFailure: true });
  });
});
