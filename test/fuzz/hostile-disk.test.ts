/**
 * Does a hostile disk stop the host? Files that grow, shrink and vanish while they
 * are read, links that go round, folders without a bottom: every walk ends, every
 * file is a text or has a reason.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeDisk, readChanges, readSource, sizeLimit, walkFiles } from '../../src/host';
import type { Change } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';

const options = { disk: nodeDisk, fileNames: ['*.ts', '*.js', '*.py'], settingNames: [], manifests: ['package.json', 'tsconfig*.json'] };

function namesOf(folder: string): readonly string[] {
  return [...walkFiles(folder, [folder], options)].map((walked) => (walked.type === 'file' ? walked.found.file : `${walked.skipped.file} ${walked.skipped.reason}`));
}

/** Runs `code` in another process, and `meanwhile` until that ends. */
async function beside(code: string, args: readonly string[], meanwhile: () => void): Promise<void> {
  const child = spawn(process.execPath, ['-e', code, ...args], { stdio: 'ignore' });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const next = (): Promise<'next'> => new Promise((done) => setImmediate(() => done('next')));
  for (let status: number | 'next' | null = 'next'; ; ) {
    status = await Promise.race([ended, next()]);
    if (status !== 'next') {
      assert.equal(status, 0);
      return;
    }
    meanwhile();
  }
}

describe('a hostile disk', function () {
  this.timeout(60_000);

  it('a file that grows while it is read is a text, and too large in the end', async () => {
    await withFolder({ 'grows.ts': '' }, async (folder) => {
      const path = join(folder, 'grows.ts');
      const grow = "const fs = require('node:fs'); for (let i = 0; i < 600; i++) fs.appendFileSync(process.argv[1], 'console.log(user.email);\\n'.repeat(200));";
      let reads = 0;
      await beside(grow, [path], () => {
        const source = readSource(nodeDisk, path);
        reads++;
        if ('text' in source) assert.ok(source.text.length <= sizeLimit);
        else assert.ok(source.reason === 'too-large', source.reason);
      });
      assert.ok(reads > 0);
      assert.ok('reason' in readSource(nodeDisk, path));
    });
  });

  it('a file that shrinks, changes its kind and vanishes has a text or a reason', async () => {
    await withFolder({ 'turns.ts': 'x' }, async (folder) => {
      const turn = "const fs = require('node:fs'); const p = process.argv[1]; for (let i = 0; i < 300; i++) { fs.writeFileSync(p, 'const a = 1;\\n'.repeat(20000)); fs.truncateSync(p, 10); fs.unlinkSync(p); fs.mkdirSync(p); fs.rmdirSync(p); fs.symlinkSync(p, p); fs.unlinkSync(p); }";
      await beside(turn, [join(folder, 'turns.ts')], () => {
        const source = readSource(nodeDisk, join(folder, 'turns.ts'));
        // Half of a write may look like anything.
        assert.ok('text' in source || ['unreadable', 'minified', 'binary'].includes(source.reason), JSON.stringify(source));
        assert.ok(namesOf(folder).length <= 1);
      });
    });
  });

  it('a file that is gone, cut or another after the walk saw it', async () => {
    await withFolder({ 'a.ts': 'a', 'b.ts': 'bbbb', 'c.ts': 'c' }, (folder) => {
      const changes: Change[] = [];
      for (const change of readChanges(folder, [folder], options)) {
        if (changes.length === 0) {
          truncateSync(join(folder, 'b.ts'), 1);
          unlinkSync(join(folder, 'c.ts'));
          mkdirSync(join(folder, 'c.ts'));
        }
        changes.push(change);
      }
      assert.deepEqual(changes.slice(0, 2).map((change) => (change.type === 'write' ? change.text : change.type)), ['a', 'b']);
      assert.ok(changes.slice(2, -1).every((change) => change.type === 'skip'));
    });
  });

  it('links that go round end, and their sources are found once', async () => {
    await withFolder({ 'a/one.ts': '', 'b/two.ts': '' }, (folder) => {
      symlinkSync('../b', join(folder, 'a', 'to-b'));
      symlinkSync('../a', join(folder, 'b', 'to-a'));
      symlinkSync('.', join(folder, 'here'));
      symlinkSync('round.ts', join(folder, 'round.ts'));
      symlinkSync('pong.ts', join(folder, 'ping.ts'));
      symlinkSync('ping.ts', join(folder, 'pong.ts'));
      const names = namesOf(folder);
      assert.deepEqual(names.filter((name) => name.endsWith('.ts')), ['a/one.ts', 'b/two.ts']);
      assert.ok('reason' in readSource(nodeDisk, join(folder, 'round.ts')));
    });
  });

  it('folders in folders in folders end', async () => {
    await withFolder({}, (folder) => {
      let path = folder;
      for (let depth = 0; depth < 150; depth++) path = join(path, 'deeper');
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'bottom.ts'), 'console.log(user.email);\n');
      assert.equal(namesOf(folder).filter((name) => name.endsWith('bottom.ts')).length, 1);
    });
  });

  it('names that nobody gives, and manifests that are none', async () => {
    const files = { 'a\nb.ts': '', '-rf.ts': '', '%00.ts': '', '💣.ts': '', '__proto__/constructor.ts': 'console.log(user.email);\n', 'package.json': '\u0000', 'tsconfig.json': '[', 'toString.ts': "import './hasOwnProperty';\n" };
    await withFolder(files, async (folder) => {
      const workspace = (await loadTestEngine()).createWorkspace();
      for (const change of readChanges(folder, [folder], options)) workspace.apply(change);
      while (workspace.step());
      const snapshot = workspace.snapshot();
      assert.equal(snapshot.findings('__proto__/constructor.ts').length, 1);
      assert.equal(snapshot.files.filter((path) => path.endsWith('.ts')).length, 6);
    });
  });
});
