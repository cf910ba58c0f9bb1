/** A company's own packs on the command line: found with them, by however many threads and with a cache, and told of where they are wrong. */
import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import type { JsonReport } from '../../src/report';
import { loadTestEngine } from '../support/engine';
import { packCode, packFolder, packOnDisk } from '../support/sample-pack';
import { withFolder } from '../temporary-folder';
import { run } from './run';
import type { Ran } from './run';

const caleyYaml = `version: 1\npacks: [${packFolder}]\n`;
const project = { 'caley.yaml': caleyYaml, 'src/a.ts': packCode, 'src/b.ts': packCode };
const rule = `${packFolder}/rules/acme/badge-in-trail.yaml`;

function caley(folder: string, ...argv: readonly string[]): Promise<Ran> {
  return run(folder, argv, { loadEngine: loadTestEngine });
}

const places = ({ out }: Ran): readonly string[] => (JSON.parse(out) as JsonReport).findings.map(({ file, start, rule: id }) => `${file}:${String(start.line)} ${id}`);
const told = ({ out }: Ran): readonly string[] => (JSON.parse(out) as JsonReport).mistakes.map(({ file, start, message }) => `${file}:${String(start.line)}:${String(start.column)} ${message}`);

describe('caley check with packs of one’s own', function () {
  this.timeout(60_000);
  const own = ['src/a.ts', 'src/b.ts'].flatMap((path) => [`${path}:4 acme/badge-in-trail`, `${path}:5 data/undisclosed-recipient`]);

  it('finds the same with one thread, with two, and with what an earlier check left', async () => {
    await withFolder({ ...project, ...packOnDisk() }, async (folder) => {
      for (const options of [['--no-cache', '--workers', '1'], ['--no-cache', '--workers', '2'], ['--cache-dir', 'kept'], ['--cache-dir', 'kept']]) {
        const ran = await caley(folder, 'check', '--format', 'json', ...options);
        assert.deepEqual([ran.code, places(ran), told(ran)], [1, own, []]);
      }
      writeFileSync(join(folder, rule), packOnDisk()[rule]?.replace('data.identity.acme-badge', 'data.contact.email') ?? '');
      assert.deepEqual(places(await caley(folder, 'check', '--format', 'json', '--cache-dir', 'kept')), own.map((one) => one.replace('acme/badge-in-trail', 'log/personal-data')));
    });
  });

  it('finds the same from above the folder, or for one file in it', async () => {
    await withFolder(Object.fromEntries(Object.entries({ ...project, ...packOnDisk() }).map(([path, text]) => [`app/${path}`, text])), async (folder) => {
      assert.deepEqual(places(await caley(folder, 'check', '--format', 'json', '--no-cache', 'app')), own.map((one) => `app/${one}`));
      assert.deepEqual(places(await caley(join(folder, 'app'), 'check', '--format', 'json', '--no-cache', 'src/b.ts')), own.slice(2));
    });
  });

  it('describes their rules in text and SARIF, in what was kept too', async () => {
    await withFolder({ ...project, ...packOnDisk() }, async (folder) => {
      for (let i = 0; i < 2; i++) {
        assert.match((await caley(folder, 'check', '--cache-dir', 'kept')).out, /"user\.badgeNumber" reaches the audit trail through\s+"trail\.write"\.\s+acme\/badge-in-trail\s+DP-DATA-2[^]*Acme CRM/);
        const { runs: [one] } = JSON.parse((await caley(folder, 'check', '--cache-dir', 'kept', '--format', 'sarif')).out) as Log;
        assert.equal(one?.tool.driver.rules?.find(({ id }) => id === 'acme/badge-in-trail')?.shortDescription?.text, 'Badge numbers in the audit trail');
      }
      assert.match((await caley(folder, 'explain', 'acme/badge-in-trail')).out, /^acme\/badge-in-trail: Badge numbers in the audit trail\n/);
    });
  });

  it('tells mistakes in them at their place, ends with 2, and checks the rest', async () => {
    const wrong = packOnDisk({ 'rules/acme/badge-in-trail.yaml': 'clause: DP-DATA-2\ncategory: log-user-date\nstate: stable\nflow: { from: data.identity, to: sink.log.acme-trail }\nmessage: m\nremedy: r\n' });
    await withFolder({ 'caley.yaml': `version: 1\npacks: [${packFolder}, gone]\n`, 'src/a.ts': 'hello();\n', 'src/b.py': 'print(user.email)  # caley-ignore log/personal-data -- a test\n', ...wrong }, async (folder) => {
      for (let i = 0; i < 2; i++) {
        const ran = await caley(folder, 'check', '--format', 'json', '--cache-dir', 'kept');
        assert.deepEqual([ran.code, told(ran).map((one) => one.slice(0, 90))], [2, [
          'caley.yaml:2:24 The folder "gone" cannot be read: no such file or folder.',
          `${rule}:2:11 This must be one of log-user-data, log-secret, store-cleartext`.slice(0, 90),
        ]]);
      }
      assert.match((await caley(folder, 'check', '--no-cache')).out, /badge-in-trail\.yaml\n  2:11 {2}error/);
    });
  });

  it('reads nothing outside, nothing huge, and is not stopped by what is hostile', async () => {
    const bomb = `a: &a [1,2,3,4,5,6,7,8,9]\n${'b c d e f g h i'.split(' ').map((name, i) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[i] ?? ''}`).join(', ')}]`).join('\n')}\n`;
    const files = { 'outside/kinds/x.yaml': 'kinds: []\n', 'root/caley.yaml': 'version: 1\npacks: [link, own, ../outside]\n', 'root/a.ts': 'hello();\n', 'root/own/kinds/bomb.yaml': bomb, 'root/own/kinds/huge.yaml': ' '.repeat(300_000), 'root/own/run.js': 'throw new Error("never run");\n' };
    await withFolder(files, async (folder) => {
      symlinkSync(join(folder, 'outside'), join(folder, 'root', 'link'));
      const ran = await caley(join(folder, 'root'), 'check', '--format', 'json', '--no-cache');
      assert.equal(ran.code, 2);
      assert.deepEqual(told(ran).map((one) => one.replace(/(alias).*/i, '$1')), [
        'caley.yaml:2:9 The folder "link" cannot be read: a symbolic link leads out of the folder that is examined.',
        'caley.yaml:2:20 Packs lie in a folder inside that of this caley.yaml: nothing outside of it is read.',
        'own/kinds/bomb.yaml:2:8 Excessive alias',
        'own/kinds/huge.yaml:1:1 This cannot be read: 300,000 bytes, the limit is 262,144.',
      ]);
    });
  });
});
