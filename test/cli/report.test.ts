/** `caley report` and `caley verify`: what is written, that it stays whole, and that a change of it shows. */
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Proof } from '../../src/report';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';
import type { Ran } from './run';

const caley = (folder: string, ...argv: readonly string[]): Promise<Ran> => run(folder, argv, { loadEngine: loadTestEngine });
const proofIn = (folder: string): Proof => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Proof;

const program: Readonly<Record<string, string>> = {
  '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': 'a'.repeat(40),
  'caley.yaml': 'version: 1\napp: { name: Sync }\nsubProcessors: [{ id: posthog, purposes: [analytics], kinds: [data.contact.email], consent: { by: Caley, date: 2026-01-31, document: legal/posthog.md } }]\n',
  'src/app.ts': [
    "import { PostHog } from 'posthog-node';", "const posthog = new PostHog('key');", 'export function seen(user: { id: string; email: string }) {',
    '  posthog.identify({ distinctId: user.id, properties: { email: user.email } });', '  console.log(user.email);', '}', '',
  ].join('\n'),
  'src/app.test.ts': "import Mixpanel from 'mixpanel';\nMixpanel.init('x').people.set('1', { $email: user.email });\n",
};

describe('caley report', function () {
  this.timeout(60_000);

  it('writes all forms and their digests, and says what it found', () => withFolder(program, async (folder) => {
    const { code, out, err } = await caley(folder, 'report');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /findings? .*in 2 files/);
    assert.match(err, /46 clauses: .*; written to caley-report/);
    assert.deepEqual(readdirSync(join(folder, 'caley-report')).sort(), ['digests.json', 'report.html', 'report.json', 'report.md', 'report.sarif', 'statement.intoto.json']);
    const proof = proofIn(join(folder, 'caley-report'));
    assert.deepEqual([proof.title, proof.revision, proof.date], ['Sync', { commit: 'a'.repeat(40), branch: 'main' }, (await loadTestEngine()).today]);
    assert.deepEqual(proof.applications.map(({ declaration }) => declaration), ['caley.yaml']);
    // What a test does with data is no practice.
    assert.deepEqual(proof.applications[0]?.dataMap.targets.map(({ title, isDeclared, kinds }) => [title, isDeclared, kinds.map(({ kind, places }) => `${kind} ${String(places[0]?.line)}`)]), [['PostHog', true, ['data.contact.email 4']]]);
    assert.equal(proof.clauses.find(({ id }) => id === 'DP-DATA-2')?.state, 'findings');
  }));

  it('the next check passes by it, and the same code gives the same bytes', () => withFolder(program, async (folder) => {
    await caley(folder, 'report');
    const first = readFileSync(join(folder, 'caley-report/digests.json'), 'utf8');
    await caley(folder, 'report');
    assert.equal(readFileSync(join(folder, 'caley-report/digests.json'), 'utf8'), first);
  }));

  it('the statement names the commit, the files and each clause once', () => withFolder(program, async (folder) => {
    await caley(folder, 'report', '--output', 'out/proof');
    const statement = JSON.parse(readFileSync(join(folder, 'out/proof/statement.intoto.json'), 'utf8')) as { readonly _type: string; readonly subject: readonly { readonly digest: Readonly<Record<string, string>> }[]; readonly predicate: Readonly<Record<string, readonly string[]>> & { readonly result: string } };
    assert.equal(statement._type, 'https://in-toto.io/Statement/v1');
    assert.equal(statement.subject[0]?.digest['gitCommit'], 'a'.repeat(40));
    assert.equal(statement.subject.length, 5);
    const { passedTests = [], warnedTests = [], failedTests = [], result } = statement.predicate;
    assert.deepEqual([...passedTests, ...warnedTests, ...failedTests].sort(), proofIn(join(folder, 'out/proof')).clauses.map(({ id }) => id).sort());
    assert.equal(result, 'FAILED');
  }));

  it('files that no caley.yaml rules are told by themselves', () => withFolder({ 'a/caley.yaml': program['caley.yaml'] ?? '', 'a/src/app.ts': program['src/app.ts'] ?? '', 'b/app.ts': 'console.log(1);\n' }, async (folder) => {
    await caley(folder, 'report');
    assert.deepEqual(proofIn(join(folder, 'caley-report')).applications.map(({ declaration }) => declaration), [null, 'a/caley.yaml']);
  }));

  it('a rule that is switched off looked after nothing', () => withFolder({ ...program, 'caley.yaml': 'version: 1\nrules: { log/personal-data: off }\n' }, async (folder) => {
    await caley(folder, 'report');
    const rules = proofIn(join(folder, 'caley-report')).clauses.find(({ id }) => id === 'DP-DATA-2')?.rules ?? [];
    assert.deepEqual([rules.includes('log/personal-data'), rules.includes('log/whole-object')], [false, true]);
  }));

  it('leaves a folder with other files alone', () => withFolder({ ...program, 'docs/mine.md': 'mine' }, async (folder) => {
    const { code, err } = await caley(folder, 'report', '--output', 'docs');
    assert.deepEqual([code, err.split('\n')[0]], [2, 'caley: docs holds mine.md, which is no part of a report: name another folder']);
    assert.deepEqual(readdirSync(join(folder, 'docs')), ['mine.md']);
  }));

  it('says what stands in the way', () => withFolder({ ...program, taken: 'a file' }, async (folder) => {
    assert.deepEqual(await caley(folder, 'report', '--output', 'taken/report').then(({ code, err }) => [code, err.startsWith('caley: cannot write taken/report: ')]), [2, true]);
    assert.deepEqual(await caley(folder, 'report', 'nothing-here').then(({ code, err }) => [code, err]), [2, 'caley: no such file or folder: nothing-here\n']);
  }));
});

describe('caley verify', function () {
  this.timeout(60_000);

  it('is content with what was written, and tells what changed, went and came', () => withFolder(program, async (folder) => {
    await caley(folder, 'report');
    const report = join(folder, 'caley-report');
    assert.deepEqual(await caley(folder, 'verify'), { code: 0, out: '5 files are as they were written\n', err: '' });
    appendFileSync(join(report, 'report.html'), ' ');
    rmSync(join(report, 'report.md'));
    writeFileSync(join(report, 'notes.txt'), '');
    assert.deepEqual(await caley(folder, 'verify', 'caley-report'), { code: 1, out: 'report.html is not as it was written\nreport.md is missing\nnotes.txt is not part of the report\n', err: '' });
  }));

  for (const [name, digests] of Object.entries({ 'nothing to verify': null, 'no JSON': '{', 'another file': '{"format":"caley-findings"}', 'a name that leads out': '{"format":"caley-digests","version":1,"files":[{"name":"../a","sha256":"x","bytes":1}]}' })) {
    it(`${name} is the user’s mistake`, () => withFolder(digests === null ? { 'r/a': '' } : { 'r/digests.json': digests }, async (folder) => {
      const { code, out, err } = await caley(folder, 'verify', 'r');
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^caley: [^\n]+\n$/);
    }));
  }
});
