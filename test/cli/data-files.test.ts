/** Files that are no code, by the command line: what is found in them, what of them is shown, and what is said of those that are too long. */
import assert from 'node:assert/strict';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';

const people = 'abcdefghijkl'.split('').map((letter) => `${letter}da ${letter}uhn,${letter}da@${letter}uhn-family.de\n`).join('');
const files = {
  'exports/guests.csv': `name,mail\n${people}`,
  'exports/long.csv': `name,mail\n${people}${'x,y\n'.repeat(400_000)}`,
  'exports/plain.csv': 'x,y\n'.repeat(400_000),
  'test/fixtures/guests.json': JSON.stringify(people.trim().split('\n').map((line) => ({ mail: line.split(',')[1] })), null, 2),
  'login.har': '{"log":{"entries":[{"request":{"url":"https://app.caley.app/rooms?token=w7Kc3NtP9xQe5RvA2hJs8LdG4fYb6ZuM"}}]}}',
  'session.saz': Buffer.concat([Buffer.from('PK'), Buffer.alloc(5_000)]),
  'traffic.pcap': Buffer.concat([Buffer.from([0xd4, 0xc3, 0xb2, 0xa1]), Buffer.alloc(5_000)]),
  'links.csv': 'name,url\nAPI,https://api.caley.app/v1\n',
};

describe('files that are no code', () => {
  for (const workers of ['1', '2']) {
    it(`are told of once each (${workers} workers)`, async () => {
      await withFolder(files, async (folder) => {
        const { out } = await run(folder, ['check', '--drafts', '--no-cache', '--format', 'json', '--workers', workers], { loadEngine: loadTestEngine });
        const report = JSON.parse(out) as { readonly findings: readonly { readonly file: string; readonly rule: string; readonly value: string }[]; readonly skipped: readonly { readonly file: string; readonly reason: string }[] };
        assert.deepEqual(report.findings.map(({ file, rule, value }) => `${file}: ${rule}: ${value}`), [
          'exports/guests.csv: store/backup-or-dump-in-repo: 12 e-mail addresses',
          'exports/long.csv: store/backup-or-dump-in-repo: 12 e-mail addresses',
          'login.har: reverse/captured-traffic: app.caley.app',
          'session.saz: reverse/captured-traffic: session.saz',
          'test/fixtures/guests.json: store/backup-or-dump-in-repo: 12 e-mail addresses',
        ]);
        assert.deepEqual(report.skipped.map(({ file, reason }) => `${file}: ${reason}`), ['exports/long.csv: budget', 'exports/plain.csv: budget']);
      });
    });
  }

  for (const format of ['text', 'json', 'sarif', 'html', 'markdown', 'junit', 'github', 'gitlab', 'gitlab-sast']) {
    it(`show nothing of what they hold (${format})`, async () => {
      await withFolder(files, async (folder) => {
        const { out } = await run(folder, ['check', '--drafts', '--no-cache', '--no-color', '--format', format, '--workers', '1'], { loadEngine: loadTestEngine });
        assert.match(out, /12 e-mail addresses/);
        assert.doesNotMatch(out, /uhn-family|w7Kc3NtP9/);
      });
    });
  }

  it('are accepted in caley.yaml, where no comment can stand', async () => {
    await withFolder({ 'guests.csv': files['exports/guests.csv'] }, async (folder) => {
      const found = await run(folder, ['check', '--drafts', '--no-cache', '--format', 'json', '--workers', '1'], { loadEngine: loadTestEngine });
      const [finding] = (JSON.parse(found.out) as { readonly findings: readonly { readonly identity: string }[] }).findings;
      assert.ok(finding !== undefined);
      await withFolder({ 'guests.csv': files['exports/guests.csv'], 'caley.yaml': `caley: 1\naccept:\n  - finding: ${finding.identity}\n    reason: The people of this list agreed to stand in it.\n    by: Ada Kuhn\n` }, async (other) => {
        const { out } = await run(other, ['check', '--drafts', '--no-cache', '--format', 'json', '--workers', '1'], { loadEngine: loadTestEngine });
        assert.match(out, /"suppressed": 1/);
      });
    });
  });
});
