/** `npm run new:rule`, `new:model` and `new:party`: what they write reads without a mistake and is found to work; what they cannot write they say, and write nothing. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNew } from '../../scripts/new';
import { nodeDisk, readOwnPack } from '../../src/host';
import { readRulePage } from '../../src/policy';
import { defaultConfiguration } from '../../src/workspace';
import type { Snapshot } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';

const root = join(__dirname, '../..');
let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(cwd: string, ...argv: readonly string[]): Ran {
  const out: string[] = [];
  const err: string[] = [];
  const code = runNew([...argv, '--packs', 'packs'], { cwd, out: (text) => void out.push(text), err: (text) => void err.push(text) });
  return { code, out: out.join(''), err: err.join('') };
}

/** What the engine says with the packs that were written; nothing may be wrong in them. */
function opened(cwd: string, files: Readonly<Record<string, string>>): Snapshot {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, drafts: true } });
  for (const [path, text] of Object.entries({ ...files, 'caley.yaml': 'version: 1\npacks: [packs]\n' })) workspace.apply({ type: 'write', path, text, version: 1 });
  workspace.apply({ type: 'pack', pack: readOwnPack(nodeDisk, cwd, 'packs') });
  while (workspace.step());
  const snapshot = workspace.snapshot();
  assert.deepEqual(snapshot.declarations.flatMap((path) => snapshot.mistakes(path)), []);
  return snapshot;
}

function rulesIn(snapshot: Snapshot, path: string): readonly string[] {
  return snapshot.findings(path).map(({ finding }) => finding.rule);
}

const first = ({ out }: Ran, count: number): readonly string[] => out.split('\n').slice(0, count);

describe('npm run new:', function () {
  this.timeout(120_000);

  it('rule writes a draft whose page holds, and asks for its examples where they belong', async () => {
    await withFolder({}, (cwd) => {
      const ran = run(cwd, 'rule', 'acme/email-in-log', '--clause', 'DP-SEC-3', '--category', 'log-user-data', '--from', 'data.contact.email');
      assert.deepEqual([ran.code, ran.err, first(ran, 2)], [0, '', ['packs/rules/acme/email-in-log.yaml', 'packs/rules/acme/email-in-log.md']]);
      const rule = opened(cwd, {}).policy.rules.get('acme/email-in-log');
      assert.deepEqual([rule?.state, rule?.clause, rule?.category, rule?.title, rule?.check.type], ['draft', 'DP-SEC-3', 'log-user-data', 'Email in log', 'flow']);
      const { examples } = readRulePage(rule?.page ?? '');
      assert.deepEqual(examples.map(({ section, language, marks }) => `${section} ${language} ${marks.map(({ reason }) => reason).join()}`), [
        ...['ts', 'python'].map((language) => `Examples ${language} code that breaks the rule is still to be written here`),
        'Not reported ts ', 'Not reported python ',
      ]);
      const files = Object.fromEntries(examples.map(({ language, code }, i) => [`example-${String(i)}.${language === 'ts' ? 'ts' : 'py'}`, code]));
      const snapshot = opened(cwd, { ...files, 'a.ts': 'console.log(user.email);\n' });
      for (const path of Object.keys(files)) assert.deepEqual(rulesIn(snapshot, path), []);
      assert.deepEqual(rulesIn(snapshot, 'a.ts'), ['acme/email-in-log']);
    });
  });

  it('model writes one whose example reaches its place, of npm and of Python, of sinks and of sources', async () => {
    await withFolder({}, (cwd) => {
      for (const argv of [['@acme/trail'], ['acme.trail', '--python', '--function', 'write'], ['acme-mail', '--function', 'load', '--is', 'data.contact.email'], ['true'], ['acme_load', '--python', '--is', 'data.contact.email']]) {
        const ran = run(cwd, 'model', ...argv);
        assert.deepEqual([ran.code, ran.err], [0, ''], argv.join(' '));
        const [path = ''] = first(ran, 1);
        const example = (/example: "(.*)"/.exec(readFileSync(join(cwd, path), 'utf8'))?.[1] ?? '').replaceAll('; ', '\n');
        const file = argv.includes('--python') ? 'a.py' : 'a.ts';
        assert.deepEqual(rulesIn(opened(cwd, { [file]: example }), file), ['log/personal-data'], example);
      }
      assert.equal(existsSync(join(cwd, 'packs/models/pypi/acme.trail.yaml')), true);
    });
  });

  it('party writes into the file of its category, in order, and a model may name it then', async () => {
    await withFolder({}, (cwd) => {
      for (const id of ['acme-mid', 'acme-zed', 'acme-arm']) {
        const ran = run(cwd, 'party', id, '--category', 'analytics', '--host', `${id}.example`, '--host', `*.${id}.example`, '--vendor', 'Acme & "Sons": 1');
        assert.deepEqual([ran.code, ran.err, first(ran, 1)], [0, '', ['packs/parties/analytics.yaml']]);
      }
      assert.deepEqual([...readFileSync(join(cwd, 'packs/parties/analytics.yaml'), 'utf8').matchAll(/- id: (\S+)/g)].map(([, id]) => id), ['acme-arm', 'acme-mid', 'acme-zed']);
      assert.equal(opened(cwd, {}).policy.partyOf('https://api.acme-mid.example/x')?.vendor, 'Acme & "Sons": 1');
      assert.equal(run(cwd, 'model', 'acme-kit', '--is', 'sink.share.analytics', '--party', 'acme-arm').code, 0);
      assert.deepEqual(rulesIn(opened(cwd, { 'a.ts': "import { send } from 'acme-kit';\nsend(user.email);\n" }), 'a.ts'), ['data/undisclosed-recipient']);
    });
  });

  it('overwrites nothing', async () => {
    await withFolder({}, (cwd) => {
      const rule = ['rule', 'acme/x', '--clause', 'DP-SEC-3', '--category', 'other'];
      assert.deepEqual([run(cwd, ...rule).code, run(cwd, ...rule).err], [0, 'rules/acme/x.yaml is there already, and stays as it is.\n']);
      assert.deepEqual([run(cwd, 'model', 'acme-kit').code, run(cwd, 'model', 'acme-kit').err], [0, 'models/npm/acme-kit.yaml is there already, and stays as it is.\n']);
      assert.equal(run(cwd, 'model', 'pino').err, 'There is a model of "pino" in models/npm/pino.yaml: add to that one.\n');
      assert.match(run(cwd, 'party', 'segment', '--category', 'cdp', '--host', 'x.example').err, /^There is a party "segment": /);
      assert.match(run(cwd, 'rule', 'log/personal-data', '--clause', 'DP-SEC-3', '--category', 'other').err, /The rule "log\/personal-data" is bundled\. Give this one another name\./);
    });
  });

  it('says what is wrong with the arguments, ends with 2 and writes nothing', async () => {
    await withFolder({}, (cwd) => {
      for (const [argv, message] of [
        [['rule', 'acme/x', '--clause', 'DP-SEC-33', '--category', 'other'], /^No clause is called "DP-SEC-33"\. Did you mean "DP-SEC-3"\?\nThere are: AUP-1, /],
        [['rule', 'acme/x', '--clause', 'DP-SEC-3', '--category', 'log-user-date'], /^No category is called "log-user-date"\. Did you mean "log-user-data"\?\nThere are: log-user-data, /],
        [['rule', 'acme/x', '--clause', 'DP-SEC-3', '--category', 'other', '--to', 'sink.lgo'], /^No kind of sink is called "sink\.lgo"\. Did you mean "sink\.log"\?/],
        [['rule', 'acme', '--clause', 'DP-SEC-3', '--category', 'other'], /^"acme" is no name of a rule/],
        [['rule', '../x/y', '--clause', 'DP-SEC-3', '--category', 'other'], /^"\.\.\/x\/y" is no name of a rule/],
        [['rule', 'acme/x', '--category', 'other'], /^--clause is missing\.\nnpm run new:rule/],
        [['rule', 'acme/x', '--python'], /^--python is not for new:rule\./],
        [['rule', 'acme/x', '--banana'], /Unknown option '--banana'[^]*npm run new:rule/],
        [['rule'], /^Name one rule\./],
        [['rules', 'acme/x'], /^npm run new:rule/],
        [['model', '../x'], /^"\.\.\/x" is no package of npm/],
        [['model', 'a-b', '--python'], /^"a-b" is no package of Python/],
        [['model', 'kit', '--is', 'sink.share.crm'], /^Name the party that receives with --party/],
        [['model', 'kit', '--is', 'sink.share.crm', '--party', 'segmen'], /^No party is called "segmen"\. Did you mean "segment"\?/],
        [['model', 'kit', '--is', 'sink.share.crm', '--party', 'segment'], /"segment" is of the category/],
        [['party', 'acme', '--category', 'cmr', '--host', 'x.example'], /^No category is called "cmr"\.\nThere are: analytics, /],
        [['party', 'acme', '--category', 'crm'], /^Name at least one host/],
        [['party', 'acme', '--category', 'crm', '--host', 'https://x.example'], /^This cannot be written:\n {2}A host is written in small letters, without scheme/],
        [['party', 'acme', '--category', 'crm', '--host', 'x.example', '--role', 'caley'], /^No role is called "caley"\./],
      ] as const) {
        const ran = run(cwd, ...argv);
        assert.match(ran.err, message);
        assert.deepEqual([ran.code, ran.out, readdirSync(cwd)], [2, '', []], argv.join(' '));
      }
    });
  });

  it('are what package.json runs', async () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
    await withFolder({}, (cwd) => {
      for (const [what, rest] of [['rule', ['acme/x', '--clause', 'DP-SEC-3', '--category', 'other']], ['model', ['pino']]] as const) {
        const [, ...args] = (scripts[`new:${what}`] ?? '').split(' ');
        const { status } = spawnSync(process.execPath, [...args, ...rest, '--packs', join(cwd, 'packs')], { cwd: root, encoding: 'utf8' });
        assert.equal(status, what === 'rule' ? 0 : 2);
      }
      assert.equal(existsSync(join(cwd, 'packs/rules/acme/x.md')), true);
    });
  });
});
