/** `caley baseline`, `--baseline` and `--since`: what is told of a change, in every form, and what is said of a slip of the pen. */
import assert from 'node:assert/strict';
import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import git from 'isomorphic-git';
import type { Log } from 'sarif';
import type { JsonReport } from '../../src/report';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';
import type { Ran } from './run';

const caley = (folder: string, ...argv: readonly string[]): Promise<Ran> => run(folder, argv, { loadEngine: loadTestEngine, env: { CALEY_NO_CACHE: '1' } });
const seen = 'export function seen(user) {\n  console.log(user.email);\n}\n';
const told = 'export function told(guest) {\n  console.log(guest.phone);\n}\n';
const author = { name: 'A', email: 'a@example.com' };

async function commit(dir: string): Promise<void> {
  if (!existsSync(join(dir, '.git'))) await git.init({ fs, dir, defaultBranch: 'main' });
  for (const path of readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((each) => !each.startsWith('.git') && fs.statSync(join(dir, each)).isFile())) await git.add({ fs, dir, filepath: path });
  await git.commit({ fs, dir, message: 'a change', author });
}

const leftovers = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('caley-since-'));

describe('caley baseline', function () {
  this.timeout(60_000);

  it('writes what is found, and a check against it tells nothing', () => withFolder({ 'src/a.ts': seen + told }, async (folder) => {
    const written = await caley(folder, 'baseline');
    assert.deepEqual([written.code, written.out, written.err], [0, '', '2 findings are known from here on; written to caley-baseline.json\n']);
    const { code, out } = await caley(folder, 'check', '--baseline', 'caley-baseline.json');
    assert.deepEqual([code, out], [0, '0 new findings in 1 file, 2 known before\n']);
    const again = readFileSync(join(folder, 'caley-baseline.json'), 'utf8');
    await caley(folder, 'baseline');
    assert.equal(readFileSync(join(folder, 'caley-baseline.json'), 'utf8'), again);
  }));

  it('only what is new is told, and fails, in every form', () => withFolder({ 'src/a.ts': seen + told }, async (folder) => {
    await caley(folder, 'baseline', '--output', 'known.json');
    writeFileSync(join(folder, 'src/a.ts'), `${told.replace('told', 'renamed')}\nexport function late(user) {\n  console.log(user.name);\n}\n`);
    const json = await caley(folder, 'check', '--baseline', 'known.json', '--format', 'json');
    const report = JSON.parse(json.out) as JsonReport;
    assert.equal(json.code, 1);
    assert.deepEqual(report.findings.map(({ value }) => value), ['user.name']);
    assert.deepEqual([report.summary.known, report.summary.gone], [1, 1]);
    const sarif = JSON.parse((await caley(folder, 'check', '--baseline', 'known.json', '--format', 'sarif')).out) as Log;
    assert.deepEqual(sarif.runs[0]?.results?.map(({ baselineState }) => baselineState), ['new']);
    assert.match((await caley(folder, 'check', '--baseline', 'known.json')).out, /\n1 new finding \(1 warning\) in 1 file, 1 known before, 1 gone since\n|1 new finding \(1 warning\) in 2 files/);
  }));

  const slips: Readonly<Record<string, readonly [argv: readonly string[], files: Readonly<Record<string, string>>, err: RegExp]>> = {
    'a baseline that is not there': [['--baseline', 'nope.json'], {}, /^caley: nope\.json: no such file or folder\n$/],
    'a baseline that is something else': [['--baseline', 'a.json'], { 'a.json': '{"name":"x"}' }, /^caley: a\.json is no baseline/],
    'a baseline that is cut short': [['--baseline', 'a.json'], { 'a.json': '{"format":"caley-base' }, /^caley: a\.json is no JSON/],
    'a revision without a repository': [['--since', 'main'], {}, /^caley: --since main: this is no git repository/],
  };
  for (const [name, [argv, files, err]] of Object.entries(slips)) {
    it(`${name} is the user's mistake, told at once`, () => withFolder({ 'a.ts': seen, ...files }, async (folder) => {
      const ran = await caley(folder, 'check', ...argv);
      assert.deepEqual([ran.code, ran.out], [2, '']);
      assert.match(ran.err, err);
    }));
  }

  it('tells what came since a commit, with what is not committed, and leaves nothing behind', () => withFolder({ 'src/a.ts': seen, 'src/b.ts': told }, async (folder) => {
    const before = leftovers();
    await commit(folder);
    writeFileSync(join(folder, 'src/c.ts'), 'export function c(user) {\n  console.log(user.name);\n}\n');
    const { code, out } = await caley(folder, 'check', '--since', 'HEAD', '--format', 'json');
    const report = JSON.parse(out) as JsonReport;
    assert.deepEqual([code, report.findings.map(({ file }) => file), report.summary.known], [1, ['src/c.ts'], 2]);
    assert.equal((await caley(folder, 'check', '--since', 'HEAD', 'src/a.ts')).code, 0);
    assert.equal((await caley(folder, 'check', '--since', 'HEAD', 'src/c.ts')).code, 1);
    assert.equal((await caley(folder, 'check', '--since', 'nope')).code, 2);
    assert.deepEqual(leftovers(), before);
  }));

  it('a caley.yaml that no longer switches a rule off brings its findings', () => withFolder({ 'src/a.ts': seen, 'caley.yaml': 'version: 1\nrules: { log/personal-data: off }\n' }, async (folder) => {
    await commit(folder);
    writeFileSync(join(folder, 'caley.yaml'), 'version: 1\n');
    const { out } = await caley(folder, 'check', '--since', 'HEAD', '--format', 'json');
    assert.deepEqual((JSON.parse(out) as JsonReport).findings.filter(({ file }) => file === 'src/a.ts').map(({ rule }) => rule), ['log/personal-data']);
  }));

  it('a baseline and a commit may both be named', () => withFolder({ 'src/a.ts': seen }, async (folder) => {
    await caley(folder, 'baseline', '--output', '../known.json');
    await caley(folder, 'baseline', '--output', 'known.json');
    writeFileSync(join(folder, 'src/b.ts'), told);
    await commit(folder);
    writeFileSync(join(folder, 'src/c.ts'), told.replace('told', 'third'));
    const { out } = await caley(folder, 'check', 'src', '--baseline', 'known.json', '--since', 'HEAD', '--format', 'json');
    assert.deepEqual((JSON.parse(out) as JsonReport).findings.map(({ file }) => file), ['src/c.ts']);
  }));
});
