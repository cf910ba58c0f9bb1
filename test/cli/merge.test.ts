/** `caley check --shard` and `caley merge`: shares put together are the check of one machine, byte for byte in every form; what is no whole is refused. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { forms } from '../../src/report';
import type { JsonReport } from '../../src/report';
import { hostileTexts } from '../report/hostile';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';
import type { Ran } from './run';

type Options = Parameters<typeof run>[2];
const real: Options = { loadEngine: loadTestEngine };
const root = join(import.meta.dirname, '../..');

/** Writes all shards of a check of `folder` into `out`; their names. */
async function shardsOf(folder: string, count: number, out: string, options: Options = {}, argv: readonly string[] = []): Promise<readonly string[]> {
  const names: string[] = [];
  for (let index = 1; index <= count; index++) {
    const name = join(out, `${String(index)}-of-${String(count)}.json`);
    const { code, out: printed, err } = await run(folder, ['check', '--shard', `${String(index)}/${String(count)}`, '--output', name, ...argv], options);
    assert.deepEqual([code, printed], [0, '']);
    assert.match(err, new RegExp(`^shard ${String(index)} of ${String(count)}: \\d+ files?; written to `));
    names.push(name);
  }
  return names;
}

async function assertSame(folder: string, counts: readonly number[], options: Options = {}, argv: readonly string[] = []): Promise<void> {
  const whole = new Map<string, Ran>();
  for (const form of forms) whole.set(form, await run(folder, ['check', '--no-cache', '--format', form, ...argv], options));
  await withFolder({}, async (out) => {
    for (const count of counts) {
      const names = await shardsOf(folder, count, out, options, argv);
      // In whatever order they come.
      for (const form of forms) assert.deepEqual(await run(out, ['merge', '--format', form, ...[...names].reverse()], options), whole.get(form), `${form} of ${String(count)} shards`);
    }
  });
}

describe('caley merge', function () {
  this.timeout(300_000);

  it('random trees in up to seven shards', async () => {
    const name = fc.constantFrom(...['a', 'b', 'lib', 'src/x', 'src/y/z', 'packages/one', 'packages/two', '🗓 "q"']);
    const line = fc.constantFrom('hello();\n', 'hellp();\n', '\r\n', '\thellp(); hellp();\r\n', 'hellp(); // caley-ignore\n', '// 日本\n', '\r', '');
    const tree = fc.dictionary(fc.tuple(name, fc.nat(5)).map(([folder, i]) => `${folder}/${String(i)}.ts`), fc.array(line, { maxLength: 6 }).map((lines) => lines.join('')), { minKeys: 1, maxKeys: 9 });
    await fc.assert(fc.asyncProperty(tree, fc.integer({ min: 1, max: 7 }), (files, count) => withFolder(files, (folder) => assertSame(folder, [count]))), { numRuns: 25 });
  });

  it('flows from one share into another, a caley.yaml that all rule, and settings', () => withFolder({
    'caley.yaml': 'version: 1\napp: { name: Sync }\nsubProcessors: [{ id: segment, purposes: [analytics], kinds: [data.contact.email] }]\naccept: [{ rule: log/personal-data, path: src/d.ts, reason: it was looked at, by: J. Doe, until: 2999-01-31 }, { rule: log/personal-data, path: src/a.ts, reason: nothing is there, by: J. Doe }]\n',
    'src/a.ts': "import { note } from './b';\nexport function onBooking(attendee: { email: string }) {\n  note(attendee.email);\n}\n",
    'src/b.ts': "import { write } from './lib/c';\nexport function note(text: string) {\n  write(text);\n}\n",
    'src/lib/c.ts': 'export function write(text: string) {\r\n\r\n  console.log(text);\r\n}\r\n',
    'src/d.ts': "import { PostHog } from 'posthog-node';\nconst posthog = new PostHog('key');\nexport const seen = (user: { email: string }) => { console.log(user.email); posthog.identify({ distinctId: '1', properties: { email: user.email } }); };\n",
    'src/e.ts': "const caleySecret = 'cal_live_0f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a';\n// caley-ignore log/nothing -- no such rule\nconsole.log(1);\n",
    'worker/main.py': 'import logging\n\ndef seen(user):\n    logging.info(user["email"])\n', 'docker-compose.yml': 'services:\n  db:\n    image: postgres:9\n    ports: ["5432:5432"]\n    environment: { POSTGRES_PASSWORD: postgres }\n',
    'dist/x.ts': '', 'b.min.js': '',
  }, (folder) => assertSame(folder, [2, 3, 7], real)));

  it('files that are not there, whichever share is asked', () => withFolder({
    'api/package.json': '{ "private": true, "scripts": { "start": "node ." }, "dependencies": { "pino": "^9.0.0" } }\n', 'web/package.json': '{ "private": true, "scripts": { "start": "node ." }, "dependencies": { "pino": "^9.0.0" } }\n',
    'web/bun.lockb': '\0', 'worker/pyproject.toml': '[project]\ndependencies = ["requests"]\n', 'a.ts': '', 'b.ts': 'f();\n',
  }, async (folder) => {
    await assertSame(folder, [2, 5], real);
    assert.equal((await run(folder, ['check', '--no-cache'], real)).out.match(/config\/lockfile-missing/g)?.length, 2);
  }));

  it('a caley.yaml that is missing, told in a share that does not show it', () => withFolder({
    'package.json': '{\n  "name": "sync"\n}\n', 'a.ts': 'f();\n', 'src/b.ts': "import { CaleyClient } from '@caley/sdk';\nexport const caley = new CaleyClient();\n", 'src/c.ts': 'g();\n', 'src/d.ts': 'export const token = process.env.CALEY_API_TOKEN;\n',
  }, async (folder) => {
    await assertSame(folder, [1, 2, 3, 5], real);
    const { out } = await run(folder, ['check', '--no-cache', '--format', 'json'], real);
    const told = (text: string): readonly string[] => (JSON.parse(text) as JsonReport).findings.filter(({ rule }) => rule === 'manifest/missing').map(({ file }) => file);
    assert.deepEqual(told(out), ['package.json']);
    rmSync(join(folder, 'package.json'));
    await assertSame(folder, [2, 3], real);
    assert.deepEqual(told((await run(folder, ['check', '--no-cache', '--format', 'json'], real)).out), ['src/b.ts']);
    assert.deepEqual(told((await run(folder, ['check', 'src', '--no-cache', '--format', 'json'], real)).out), []);
    await run(folder, ['baseline', '--output', join(folder, 'known.json')], real);
    await withFolder({}, async (out) => {
      const names = await shardsOf(folder, 3, out, real);
      assert.deepEqual(await run(folder, ['merge', ...names, '--baseline', 'known.json'], real), await run(folder, ['check', '--no-cache', '--baseline', 'known.json'], real));
    });
  }));

  it('an example', () => assertSame(join(root, 'examples/infrastructure'), [4], real, ['--drafts']));

  it('keeps no more of a text than what is shown, and no credential', () => withFolder({ 'a.ts': "const other = 'nobody shows this';\nhellp();\n", 'b.ts': 'hello();\n' }, async (folder) => {
    const [name = ''] = await shardsOf(folder, 1, folder);
    const text = readFileSync(name, 'utf8');
    assert.ok(text.includes('hellp();') && !text.includes('nobody shows this'));
  }));

  it('a share is the same for the same files, whatever the folder is called', () => withFolder({ 'one/a.ts': 'hellp();', 'two/a.ts': 'hellp();' }, async (folder) => {
    const [one, two] = [await run(join(folder, 'one'), ['check', '--shard', '1/2']), await run(join(folder, 'two'), ['check', '--shard', '1/2'])];
    assert.deepEqual(one, two);
  }));

  it('findings and exit codes are those of the whole', () => withFolder({ 'a.ts': 'hellp();\n', 'b.ts': '' }, async (folder) => {
    const names = await shardsOf(folder, 2, folder);
    assert.equal((await run(folder, ['merge', ...names])).code, 1);
    assert.equal((await run(folder, ['merge', '--fail-on', 'error', ...names])).code, 0);
    const { code, err } = await run(folder, ['merge', ...names, '--format', 'junit', '--output', 'all.xml']);
    assert.deepEqual([code, err], [1, '1 finding (1 warning) in 2 files; written to all.xml\n']);
  }));

  it('only what is new is told, as one check would', () => withFolder({ 'tree/a.ts': 'function a() {\n  // before\n  hellp();\n}\n', 'tree/b.ts': 'hello();\n' }, async (folder) => {
    const tree = join(folder, 'tree');
    await run(tree, ['baseline', '--output', join(folder, 'known.json')]);
    writeFileSync(join(tree, 'b.ts'), '\nhellp();\n');
    writeFileSync(join(tree, 'a.ts'), '\n\nfunction a() {\n  hellp();\n}\n');
    const names = await shardsOf(tree, 2, folder);
    for (const form of forms) {
      const whole = await run(tree, ['check', '--no-cache', '--baseline', join(folder, 'known.json'), '--format', form]);
      assert.deepEqual(await run(tree, ['merge', ...names, '--baseline', join(folder, 'known.json'), '--format', form]), whole);
      if (form === 'text') assert.match(whole.out, /1 new finding \(1 warning\) in 2 files, 1 known before/);
    }
  }));

  it('what is no whole is refused', () => withFolder({ 'tree/a.ts': 'hellp();\n', 'tree/b.ts': 'hello();\n', 'tree/c.ts': '', 'other/a.ts': 'hello();\n', 'no.json': '{', 'strange.json': '{"format":"caley-findings"}' }, async (folder) => {
    const [one = '', two = '', three = ''] = await shardsOf(join(folder, 'tree'), 3, folder);
    const [half = ''] = await shardsOf(join(folder, 'tree'), 2, folder);
    const refused = async (...files: readonly string[]): Promise<string> => {
      const { code, out, err } = await run(folder, ['merge', ...files.map((file) => file.replace(`${folder}/`, ''))]);
      assert.deepEqual([code, out], [2, '']);
      return err.replace('caley: ', '').trim();
    };
    assert.equal(await refused(one, three), 'shard 2 of 3 is missing');
    assert.equal(await refused(two), 'shards 1, 3 of 3 are missing');
    assert.equal(await refused(one, two, two, three), '2-of-3.json and 2-of-3.json are both shard 2 of 3');
    assert.equal(await refused(half, two, three), '1-of-2.json is one of 2 shards, 2-of-3.json one of 3');
    assert.equal(await refused('gone.json'), 'cannot read gone.json: no such file or folder');
    assert.equal(await refused('no.json'), 'cannot read no.json: it is no JSON');
    assert.equal(await refused('strange.json'), 'strange.json is none that "caley check --shard" wrote');
    writeFileSync(join(folder, 'changed.json'), readFileSync(two, 'utf8').replace('"index":2', '"index":1'));
    assert.equal(await refused('changed.json', two, three), 'changed.json is not as it was written');
    writeFileSync(join(folder, 'old.json'), readFileSync(one, 'utf8').replace(/"version":"[^"]*"/, '"version":"0.0.1"'));
    assert.match(await refused('old.json', two, three), /^old\.json was written by version 0\.0\.1, and this is /);
    writeFileSync(join(folder, 'tree/c.ts'), 'hello();\n');
    const [, , later = ''] = await shardsOf(join(folder, 'tree'), 3, join(folder, 'other'));
    assert.match(await refused(two, later, one), /^1-of-3\.json and other\/3-of-3\.json are of different trees: /);
  }));

  it('wrong usage', () => withFolder({ 'a.ts': '' }, async (folder) => {
    for (const argv of [['check', '--shard', '0/2'], ['check', '--shard', '3/2'], ['check', '--shard', '1'], ['check', '--shard', '1/2', '--format', 'json'], ['merge']]) {
      const { code, out, err } = await run(folder, argv);
      assert.deepEqual([code, out, err === ''], [2, '', false], argv.join(' '));
    }
  }));

  it('hostile names go through it', () => {
    const files = Object.fromEntries(hostileTexts.filter((text) => !/[\u0000/]|\ud800/.test(text) && text.length < 200).map((text) => [`${text}.ts`, 'hellp();\n']));
    return withFolder(files, (folder) => assertSame(folder, [3]));
  });
});
