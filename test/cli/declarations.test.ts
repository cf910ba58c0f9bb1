/** The user's own helpers in caley.yaml: what a check says of code that calls them, and of mistakes in the file. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import type { JsonReport } from '../../src/report';
import { assertGolden } from '../golden';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';
import type { Ran } from './run';

const fixtures = join(import.meta.dirname, 'fixtures', 'declared');

function caley(folder: string, ...argv: readonly string[]): Promise<Ran> {
  return run(folder, argv, { loadEngine: loadTestEngine });
}

function check(folder: string, ...argv: readonly string[]): Promise<Ran> {
  return caley(folder, 'check', '--no-cache', '--no-color', '--workers', '1', ...argv);
}

describe('caley check with a caley.yaml', () => {
  it('takes its word in each language, and tells its mistakes', async () => {
    const { code, out, err } = await check(join(fixtures, 'project'));
    assertGolden(join(fixtures, 'project.txt'), out);
    assert.deepEqual([code, err], [1, '']);
  });

  it('has them in JSON and SARIF', async () => {
    const { mistakes, summary } = JSON.parse((await check(join(fixtures, 'project'), '--format', 'json')).out) as JsonReport;
    assert.equal(summary.files, 4);
    assert.deepEqual(mistakes.map(({ file, start, severity }) => `${file}:${String(start.line)}:${String(start.column)} ${severity}`), ['caley.yaml:8:7 warning', 'caley.yaml:12:45 error', 'worker/caley.yaml:4:1 warning']);
    const [one] = (JSON.parse((await check(join(fixtures, 'project'), '--format', 'sarif')).out) as Log).runs;
    const notified = one?.invocations?.[0]?.toolConfigurationNotifications?.map(({ level, locations }) => `${locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ''} ${level ?? ''}`);
    assert.deepEqual(notified, ['caley.yaml warning', 'caley.yaml error', 'worker/caley.yaml warning']);
  });

  it('reads those above the paths too, and does not miss what it was not given', async () => {
    const { code, out } = await check(join(fixtures, 'project'), 'worker', '--format', 'json');
    const { mistakes, findings } = JSON.parse(out) as JsonReport;
    assert.equal(code, 1);
    assert.deepEqual(mistakes.map(({ file, start }) => `${file}:${String(start.line)}`), ['caley.yaml:12', 'worker/caley.yaml:4']);
    assert.deepEqual(findings.map(({ file, start }) => `${file}:${String(start.line)}`), ['worker/main.py:7']);
  });

  it('ends with 2 for errors in it, and with 0 for warnings', async () => {
    const code = async (text: string | Uint8Array): Promise<number | null> => withFolder({ 'a.ts': 'hello();\n', 'caley.yaml': text }, async (folder) => (await check(folder)).code);
    assert.deepEqual(await Promise.all(['version: 1\ntrust: {}\n', 'version: 1\ntrust: { consent: [b.ts#gone] }\n', 'version: 1\nbanana: 1\n', 'version: 2\ntrust: {}\n'].map(code)), [0, 0, 0, 0]);
    assert.deepEqual(await Promise.all(['version: 0\ntrust: {}\n', 'version: 1\ntrust: { consent: [gone] }\n', '[', new Uint8Array([0]), new Uint8Array([0xff])].map(code)), [2, 2, 2, 2, 2]);
  });

  it('says why one cannot be read', async () => {
    await withFolder({ 'a.ts': 'hello();\n', 'caley.yaml': new Uint8Array([0]) }, async (folder) => {
      assert.deepEqual(await check(folder), { code: 2, out: 'caley.yaml\n  1:1  error    This cannot be read: holds NUL bytes.\n\n0 findings in 1 file, 1 mistake\n', err: '' });
    });
  });

  it('shows in caley reveal', async () => {
    const { out } = await caley(join(fixtures, 'project'), 'reveal', 'src/main.ts:6:16');
    assert.match(out, /call  veil\(user\.email\)\n.*data\.contact\.email.*sanitizer\.mask/);
  });

  it('holds requests against the API document that it names, with what an earlier check left too, and ends with 2 where it cannot be read', async function () {
    this.timeout(120_000);
    const document = (path: string): string => JSON.stringify({ openapi: '3.1.0', servers: [{ url: 'https://api.caley.app' }], paths: { [path]: { get: {} } } });
    const files = { 'a.ts': "fetch('https://api.caley.app/a');\nfetch(next());\n", 'b.py': 'import requests\nrequests.get("https://api.caley.app/b", timeout=1)\n', 'caley.yaml': 'version: 1\napi: { openapi: ignored/api.json }\n', '.gitignore': 'ignored\n', 'ignored/api.json': document('/a') };
    await withFolder(files, async (folder) => {
      const places = async (...options: readonly string[]): Promise<readonly unknown[]> => {
        const { code, out } = await caley(folder, 'check', '--drafts', '--format', 'json', ...options);
        const { findings, mistakes, summary } = JSON.parse(out) as JsonReport;
        return [code, ...findings.filter(({ rule }) => rule === 'api/unpublished-endpoint').map(({ file }) => file), ...mistakes.map(({ file, start }) => `${file}:${String(start.line)}`), summary.openRequests];
      };
      const kept = ['--workers', '1', '--cache-dir', join(folder, 'ignored', 'cache')];
      assert.deepEqual([await places(...kept), await places(...kept), await places('--no-cache', '--workers', '2')], Array.from({ length: 3 }, () => [1, 'b.py', 1]));
      writeFileSync(join(folder, 'ignored/api.json'), document('/b'));
      assert.deepEqual([await places(...kept), await places(...kept)], [[1, 'a.ts', 1], [1, 'a.ts', 1]]);
      rmSync(join(folder, 'ignored/api.json'));
      assert.deepEqual(await places(...kept), [2, 'caley.yaml:2', 0]);
    });
  });

  it('finds the same in it with one thread, two and what an earlier check left, and again where a document that it names is another', async function () {
    this.timeout(120_000);
    const files = {
      'caley.yaml': 'version: 1\nsupport: { email: help@acme.io, connectDocs: connect.md }\nprivacyPolicy: { file: privacy.md }\n', 'connect.md': 'Connect Caley in the settings of your account.\n', 'privacy.md': 'We never share your data.\n',
      'src/share.ts': "import { PostHog } from 'posthog-node';\nnew PostHog('key').identify({ distinctId: user.id, properties: { email: user.email } });\n", 'src/other.py': 'print("x")\n',
    };
    await withFolder(files, async (folder) => {
      const places = async (...options: readonly string[]): Promise<readonly string[]> => {
        const { findings } = JSON.parse((await caley(folder, 'check', '--drafts', '--format', 'json', ...options)).out) as JsonReport;
        return findings.filter(({ rule }) => /^(?:support|privacy)\//.test(rule)).map(({ rule, start }) => `${String(start.line)} ${rule}`);
      };
      const kept = ['--workers', '1', '--cache-dir', join(folder, 'cache')];
      const expected = ['3 privacy/policy-contradicted', '3 privacy/policy-inaccurate'];
      assert.deepEqual([await places(...kept), await places(...kept), await places('--no-cache', '--workers', '2')], [expected, expected, expected]);
      writeFileSync(join(folder, 'privacy.md'), 'We share your data with PostHog.\n');
      assert.deepEqual([await places(...kept), await places(...kept)], [[], []]);
      // What is found in the caley.yaml follows the code of which only a part is looked at again.
      writeFileSync(join(folder, 'src/other.py'), 'import mixpanel\nmixpanel.Mixpanel("x").people_set(user.id, {"email": user.email})\n');
      assert.deepEqual([await places(...kept), await places(...kept)], [['3 privacy/policy-inaccurate'], ['3 privacy/policy-inaccurate']]);
      rmSync(join(folder, 'connect.md'));
      assert.deepEqual(await places(...kept), ['2 support/connect-instructions-missing', '3 privacy/policy-inaccurate']);
    });
  });

  it('counts in its summary the requests that it could not hold against it', async () => {
    const { out } = await caley(join(import.meta.dirname, '..', '..', 'examples', 'openapi-check'), 'check', 'worker', '--no-cache', '--no-color', '--drafts', '--workers', '1');
    assert.match(out.replace(/\s+/g, ' '), /in 1 file, 1 request not checked against the API document \(the address is made at run time\) $/);
  });

  it('follows its rules, what it leaves out and what it accepts, with one thread, two and what an earlier check left', async function () {
    this.timeout(120_000);
    const log = 'console.log(user.email);\n';
    const files = {
      'caley.yaml': 'version: 1\nexclude: [gen]\naccept:\n  - { rule: log/personal-data, path: a.ts, reason: support reads it, by: J. Doe, until: 2999-01-31 }\n  - { rule: log/personal-data, path: b.ts, reason: gone }\n',
      'a.ts': log, 'b.ts': '', 'gen/c.ts': log, 'd/caley.yaml': 'version: 1\nrules: { log/personal-data: error }\n', 'd/e.ts': log,
    };
    await withFolder(files, async (folder) => {
      const outcome = async (...options: readonly string[]): Promise<unknown> => {
        const { code, out } = await caley(folder, 'check', '--format', 'json', ...options);
        const { findings, mistakes, skipped, summary } = JSON.parse(out) as JsonReport;
        return [code, findings.map(({ file, severity, suppression }) => [file, severity, suppression]), mistakes.map(({ file, start, message }) => `${file}:${String(start.line)} ${message}`), skipped.map(({ file, detail }) => `${file} ${detail}`), summary.files, summary.suppressed];
      };
      const kept = ['--workers', '1', '--cache-dir', join(folder, 'cache')];
      const accepted = { reason: 'support reads it', until: '2999-01-31', acceptedIn: 'caley.yaml', by: 'J. Doe' };
      const expected = [1, [['a.ts', 'warning', accepted], ['d/e.ts', 'error', null]], ['caley.yaml:5 Nothing is found that this accepts: remove it.'], ['gen/c.ts left out by caley.yaml'], 3, 1];
      assert.deepEqual([await outcome(...kept), await outcome(...kept), await outcome('--no-cache', '--workers', '2')], [expected, expected, expected]);
      const [one] = (JSON.parse((await check(folder, '--format', 'sarif')).out) as Log).runs;
      assert.deepEqual(one?.results?.map(({ suppressions }) => suppressions?.map(({ kind, justification, location, properties }) => [kind, justification, location?.physicalLocation?.artifactLocation?.uri, location?.physicalLocation?.region?.startLine, properties])), [
        [['external', 'support reads it', 'caley.yaml', 4, { until: '2999-01-31', by: 'J. Doe' }]], [],
      ]);
      writeFileSync(join(folder, 'b.ts'), log);
      assert.deepEqual((await outcome(...kept) as unknown[])[2], []);
    });
  });
});
