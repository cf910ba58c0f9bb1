/**
 * What a check of real folders says of files that are not there: the same cold, from a cache and in threads, whether a folder or a file is given, and from
 * inside of a larger repository.
 */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';

const program = '{ "private": true, "scripts": { "start": "node ." }, "dependencies": { "pino": "^9.0.0" } }\n';
const files = { 'web/package.json': program, 'web/server.ts': 'export const port = 1;\n' };

async function said(cwd: string, ...argv: readonly string[]): Promise<string> {
  return (await run(cwd, ['check', '--drafts', '--no-color', '--fail-on', 'none', ...argv], { loadEngine: loadTestEngine })).out;
}

async function isMissed(cwd: string, ...argv: readonly string[]): Promise<boolean> {
  return (await said(cwd, '--no-cache', '--workers', '1', ...argv)).includes('config/lockfile-missing');
}

describe('caley check of what is not there', function () {
  this.timeout(120_000);

  it('says the same from a cache and in threads, as files come and go', () => withFolder(files, async (folder) => {
    const kept = ['--workers', '1', '--cache-dir', join(folder, 'ignored/cache')];
    mkdirSync(join(folder, 'ignored'));
    writeFileSync(join(folder, '.gitignore'), 'ignored\n');
    const lock = join(folder, 'bun.lockb');
    for (const step of [() => undefined, () => { writeFileSync(lock, '\0\0'); }, () => { rmSync(lock); }, () => { writeFileSync(join(folder, 'web/yarn.lock'), ''); }, () => { writeFileSync(join(folder, '.gitignore'), 'ignored\nyarn.lock\n'); }]) {
      step();
      const cold = await said(folder, '--no-cache', '--workers', '1');
      for (const argv of [kept, kept]) assert.equal(await said(folder, ...argv), cold);
    }
    assert.equal(await said(folder, '--no-cache', '--workers', '2'), await said(folder, '--no-cache', '--workers', '1'));
    assert.equal(await isMissed(folder), true, 'what git ignores nobody else gets');
    writeFileSync(join(folder, '.gitignore'), 'ignored\n');
    assert.equal(await isMissed(folder), false);
    writeFileSync(join(folder, '.caleyignore'), 'yarn.lock\n');
    assert.equal(await isMissed(folder), false, 'what is not examined is there');
  }));

  it('says on another day what has expired since, cached or not', () => withFolder({ 'public/.well-known/security.txt': 'Contact: mailto:a@acme.io\nExpires: 2026-11-30T12:00:00Z\n', 'a.ts': 'f();\n' }, async (folder) => {
    const engine = await loadTestEngine();
    const on = async (today: string, ...argv: readonly string[]): Promise<boolean> =>
      (await run(folder, ['check', '--drafts', '--no-color', '--fail-on', 'none', '--workers', '1', ...argv], { loadEngine: () => Promise.resolve({ ...engine, today }) })).out.includes('breach/security-txt-missing');
    for (const [today, isPast] of [['2026-11-30', false], ['2026-12-01', true], ['2026-11-29', false]] as const) {
      for (const argv of [['--no-cache'], ['--cache-dir', join(folder, 'node_modules')], ['--cache-dir', join(folder, 'node_modules')]]) assert.equal(await on(today, ...argv), isPast, today);
    }
  }));

  it('looks above what is given, up to the root of the repository', () => withFolder({ ...files, 'web/sub/a.ts': '' }, async (folder) => {
    const web = join(folder, 'web');
    const all = async (): Promise<readonly boolean[]> => [await isMissed(folder), await isMissed(folder, 'web'), await isMissed(folder, 'web/package.json'), await isMissed(web), await isMissed(web, 'package.json')];
    assert.deepEqual(await all(), [true, true, true, true, true]);
    writeFileSync(join(folder, 'pnpm-lock.yaml'), '');
    assert.deepEqual(await all(), [false, false, false, true, true]);
    mkdirSync(join(folder, '.git'));
    assert.deepEqual(await all(), [false, false, false, false, false]);
    rmSync(join(folder, 'pnpm-lock.yaml'));
    assert.deepEqual(await all(), [true, true, true, true, true]);
    writeFileSync(join(folder, 'kept'), '');
    symlinkSync(join(folder, 'kept'), join(web, 'bun.lockb'));
    assert.deepEqual(await all(), [false, false, false, false, false]);
  }));
});
