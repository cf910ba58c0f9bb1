/**
 * Does docs/packs.md tell the truth? Its blocks are files: packs that must read without a mistake, and code in which all
 * that is marked, and nothing else, must be found. Its tables list what readers take, and paths that are reached.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '../../src/models';
import { extendPolicy, readRulePage } from '../../src/policy';
import type { Pack } from '../../src/policy';
import { defaultConfiguration } from '../../src/workspace';
import type { Snapshot } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { packWith } from '../support/sample-pack';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/packs.md'), 'utf8');
const folder = 'company/packs';

/** Every block that begins with the name of its file in a comment. */
const files = new Map([...page.matchAll(/^(`{3,})\w+\n(?:# |\/\/ |<!-- )(\S+)(?: -->)?\n([^]*?)^\1$/gm)].map(([, , path = '', text = '']) => [path, text]));
const pack: Pack = { folder, files: [...files].flatMap(([path, text]) => (path.startsWith(`${folder}/`) ? [{ path: path.slice(folder.length + 1), text }] : [])), unread: [] };

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

function opened(texts: Iterable<readonly [string, string]>, packs: readonly Pack[]): Snapshot {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: defaultConfiguration });
  for (const [path, text] of texts) workspace.apply({ type: 'write', path, text, version: 1 });
  for (const pack of packs) workspace.apply({ type: 'pack', pack });
  workspace.apply({ type: 'complete', paths: [''] });
  while (workspace.step());
  return workspace.snapshot();
}

/** The cells of the table below a heading, without the marks of code. */
function table(heading: string): readonly (readonly string[])[] {
  const section = new RegExp(`^## ${heading}\\n([^]*?)(?=^## |(?![^]))`, 'm').exec(page)?.[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| ')).slice(2);
  return rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').replace(/^`(.*)`$/, '$1')));
}

/** The keys that a reader says it knows, when it is handed one that it does not. */
function knownKeys(messages: readonly string[]): readonly string[] {
  const [, list] = /^Unknown key "banana"; known are (.*)\.$/.exec(messages.find((one) => one.includes('"banana"')) ?? '') ?? [];
  return (list ?? '').split(', ').sort();
}

describe('docs/packs.md', () => {
  it('shows packs that are read without a mistake', () => {
    assert.deepEqual([...new Set(pack.files.map(({ path }) => path.split('/')[0]))].sort(), ['kinds', 'malicious-packages.yaml', 'models', 'parties', 'rules']);
    const snapshot = opened(files, [pack]);
    assert.deepEqual(snapshot.declarations.flatMap((path) => snapshot.mistakes(path)), []);
    assert.equal(snapshot.declarations.length, pack.files.length + 1);
  });

  it('shows code in which they find what is marked, and nothing else', () => {
    const [path, text] = [...files].find(([name]) => name.endsWith('.ts')) ?? ['', ''];
    const snapshot = opened(files, [pack]);
    const found = snapshot.findings(path).map(({ finding }) => `${String((snapshot.file(path)?.lines.positionAt(finding.range.start).line ?? 0) + 1)} ${finding.rule}`);
    const marked = text.split('\n').flatMap((line, i) => [.../\/\/ finding: (\S+)$/.exec(line)?.slice(1) ?? []].map((rule) => `${String(i + 1)} ${rule}`));
    assert.equal(marked.length, 3);
    assert.deepEqual(found, marked);
  });

  it('shows a page whose examples hold', () => {
    const [rule] = [...files].flatMap(([path, text]) => (path.endsWith('.md') ? readRulePage(text).examples : []));
    assert.ok(rule);
    const snapshot = opened([...files, ['example.ts', rule.code]], [pack]);
    assert.deepEqual(snapshot.findings('example.ts').map(({ finding }) => [finding.rule, snapshot.file('example.ts')?.lines.positionAt(finding.range.start).line]), rule.marks.map((mark) => [mark.rule, mark.line]));
  });

  for (const [at = '', is = '', code = ''] of table('Paths')) {
    it(`has code that reaches ${at}`, () => {
      const path = code.startsWith('from ') ? 'a.py' : 'a.ts';
      const ecosystem = path === 'a.py' ? 'pypi' : 'npm';
      const type = /^<(\w+)>/.exec(at)?.[1];
      const model = JSON.stringify({ package: 'kit', ...(type === undefined ? {} : { types: { [type]: [] } }), entries: [{ at, is, example: code }] });
      const files = [['caley.yaml', `version: 1\npacks: [${folder}]\n`], [path, code.replaceAll('; ', '\n')]] as const;
      const [with_, without] = [[{ path: `models/${ecosystem}/kit.yaml`, text: model }], []].map((texts) => opened(files, [{ folder, files: texts, unread: [] }]));
      assert.deepEqual(with_?.declarations.flatMap((one) => with_.mistakes(one)), []);
      assert.deepEqual(with_.findings(path).map(({ finding }) => finding.rule), ['log/personal-data']);
      assert.deepEqual(without?.findings(path), []);
    });
  }

  it('lists the keys that models, kinds and rules may have', () => {
    const inModel = (text: string): readonly string[] => readModel({ path: 'models/npm/kit.yaml', text }).mistakes.map(({ message }) => message);
    const inPack = (path: string, text: string): readonly string[] => extendPolicy(engine.policy, [packWith({ 'rules/acme/x.md': '# X\n', [path]: text })], new Set()).mistakes.map(({ message }) => message);
    const inCheck = (check: string): readonly string[] => inPack('rules/acme/x.yaml', `clause: DP-DATA-2\ncategory: log-user-data\nstate: draft\nmessage: x\nremedy: x\n${check}: { banana: 1 }\n`);
    const told = {
      'What a model says': inModel('{"package":"kit","banana":1}'),
      'What an entry says': inModel('{"package":"kit","entries":[{"at":"a","banana":1}]}'),
      'What a kind says': inPack('kinds/x.yaml', 'kinds: [{ id: data.identity.x, title: x, banana: 1 }]\n'),
      'What a rule says': inPack('rules/acme/x.yaml', 'banana: 1\n'),
      'What a flow says': inCheck('flow'),
      'What a shape says': inCheck('shape'),
    };
    for (const [heading, messages] of Object.entries(told)) assert.deepEqual(table(heading).map(([key]) => key).sort(), knownKeys(messages), heading);
  });

  it('names files that are there', () => {
    const links = [...page.matchAll(/\]\((\.\.\/[^)]+)\)/g)].map(([, path = '']) => path);
    assert.ok(links.length > 1);
    assert.deepEqual(links.filter((link) => !existsSync(join(root, 'docs', link))), []);
  });
});
