/** What is installed, by the command line: lock files are handed over in their short form, to every thread, and a check that is kept knows when they change. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';

const lock = (version: string): string => JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/chalk': { version }, 'node_modules/pino': { version: '9.1.0' } } });
const files = {
  'package.json': '{\n  "dependencies": {\n    "pino": "^9.0.0",\n    "chalk": "^5.6.0"\n  }\n}\n',
  'package-lock.json': lock('5.6.1'),
  'worker/requirements.txt': 'requests==2.32.3\nultralytics==8.3.41\n',
  'a.ts': 'export const a = 1;\n',
};

async function found(folder: string, ...options: readonly string[]): Promise<readonly string[]> {
  const { out } = await run(folder, ['check', '--drafts', '--format', 'json', ...options], { loadEngine: loadTestEngine });
  const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly file: string; readonly rule: string; readonly start: { readonly line: number }; readonly message: string }[] };
  return findings.filter(({ rule }) => rule === 'malware/known-bad-package').map(({ file, start, message }) => `${file}:${String(start.line)}: ${message}`);
}

describe('what is installed, in a folder', () => {
  const chalk = 'package.json:4: "chalk 5.6.1" is known to be malicious.';
  const worker = 'worker/requirements.txt:2: "ultralytics 8.3.41" is known to be malicious.';

  for (const workers of ['1', '2']) {
    it(`is told of (${workers} workers)`, async () => {
      await withFolder(files, async (folder) => {
        assert.deepEqual(await found(folder, '--no-cache', '--workers', workers), [chalk, worker]);
      });
    });
  }

  it('is told of anew when something else is', async () => {
    await withFolder(files, async (folder) => {
      assert.deepEqual(await found(folder, '--workers', '1'), [chalk, worker]);
      writeFileSync(join(folder, 'package-lock.json'), lock('5.6.2'));
      assert.deepEqual(await found(folder, '--workers', '1'), [worker]);
      writeFileSync(join(folder, 'package-lock.json'), lock('5.6.1'));
      assert.deepEqual(await found(folder, '--workers', '1'), [chalk, worker]);
    });
  });
});
