/** Which files a walk finds, and what it says about those it leaves out. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { nodeDisk, readChange, readChanges, rootOf, walkFiles } from '../../src/host';
import { withFolder } from '../temporary-folder';

const options = { disk: nodeDisk, fileNames: ['*.ts', '*.js', '*.tsx'], settingNames: [], manifests: ['package.json', 'tsconfig*.json', 'setup.js'] };

/** Each walked file as its name, each skipped one as `name: detail`. */
function walk(folder: string, paths: readonly string[] = ['.']): readonly string[] {
  return [...walkFiles(folder, paths.map((path) => join(folder, path)), options)].map((walked) =>
    walked.type === 'file' ? walked.found.file : `${walked.skipped.file}: ${walked.skipped.detail}`,
  );
}

async function walked(files: Readonly<Record<string, string>>, paths?: readonly string[]): Promise<readonly string[]> {
  return withFolder(files, (folder) => walk(folder, paths));
}

describe('walking files', () => {
  it('finds the files of the languages, in an order of names alone', async () => {
    assert.deepEqual(await walked({ 'b.ts': '', 'a.ts': '', 'B.TS': '', 'a/z.tsx': '', 'a.md': '', 'sub dir/ü 🗓.js': '' }), ['B.TS', 'a/z.tsx', 'a.ts', 'b.ts', 'sub dir/ü 🗓.js']);
  });

  it('installed packages and version control are no part of a project', async () => {
    assert.deepEqual(await walked({ 'node_modules/x/index.js': '', '.git/hooks/a.js': '', 'a.ts': '', 'sub/node_modules/y.js': '' }), ['a.ts']);
  });

  it('says so where it leaves out output, vendored and minified code', async () => {
    assert.deepEqual(await walked({ 'dist/a.js': '', 'vendor/b.js': '', 'public/app.min.js': '', 'public/jquery.js': '' }), [
      'dist: a folder of build output',
      'public/app.min.js: a name of minified or bundled code',
      'public/jquery.js: a name of minified or bundled code',
      'vendor: a folder of vendored code',
    ]);
  });

  it('a path given by name is examined whatever a rule says', async () => {
    assert.deepEqual(await walked({ '.gitignore': 'dist\n', '.git/HEAD': '', 'dist/a.js': '', 'dist/x.min.js': '' }, ['dist', 'dist/x.min.js']), [
      'dist/x.min.js',
      'dist/a.js',
    ]);
  });

  it('nested .gitignore files, the deeper one wins', async () => {
    const files = { '.gitignore': '*.gen.ts\n/only-top.ts\n', 'a.gen.ts': '', 'only-top.ts': '', 'sub/.gitignore': '!keep.gen.ts\n', 'sub/keep.gen.ts': '', 'sub/b.gen.ts': '', 'sub/only-top.ts': '' };
    assert.deepEqual(await walked(files), ['sub/keep.gen.ts', 'sub/only-top.ts']);
  });

  it('rules above the path hold up to the repository’s root', async () => {
    const files = { '.git/HEAD': '', '.gitignore': 'local.ts\n', 'sub/local.ts': '', 'sub/a.ts': '' };
    assert.deepEqual(await walked(files, ['sub']), ['sub/a.ts']);
    const { '.git/HEAD': _head, ...without } = files;
    assert.deepEqual(await walked(without, ['sub']), ['sub/a.ts', 'sub/local.ts']);
  });

  it('.caleyignore leaves out what git tracks, and is named', async () => {
    const files = { '.caleyignore': 'legacy/\n', '.gitignore': '!legacy/\n', 'legacy/a.ts': '', 'b.ts': '' };
    assert.deepEqual(await walked(files), ['b.ts', 'legacy: named in .caleyignore']);
  });

  it('names a path that is not there, or has no language', async () => {
    assert.deepEqual(await walked({ 'README.md': '' }, ['README.md', 'gone']), ['README.md: no language that is examined', 'gone: no such file or folder']);
  });

  it('each file once, however often its path is given', async () => {
    assert.deepEqual(await walked({ 'a/b.ts': '' }, ['a', 'a/b.ts', '.']), ['a/b.ts']);
  });

  it('links do not loop, and what they hide is named', async () => {
    await withFolder({ 'project/a.ts': '', 'elsewhere/b.ts': '' }, (folder) => {
      const project = join(folder, 'project');
      mkdirSync(join(project, 'sub'));
      symlinkSync('..', join(project, 'sub', 'up'));
      symlinkSync('a.ts', join(project, 'same.ts'));
      symlinkSync('../elsewhere', join(project, 'out'));
      symlinkSync('nowhere.ts', join(project, 'broken.ts'));
      assert.deepEqual(walk(project), ['a.ts', 'out: a symbolic link that leads out of the examined folders']);
    });
  });

  it('one file is answered as the walk would answer it', async () => {
    const files = { '.gitignore': 'x.ts\n', 'x.ts': '1', 'sub/a.ts': '2', 'dist/b.ts': '3', 'big.min.js': '4' };
    await withFolder(files, (folder) => {
      const types = ['x.ts', 'sub/a.ts', 'dist/b.ts', 'big.min.js', 'gone.ts'].map((file) => readChange(folder, file, options).type);
      assert.deepEqual(types, ['remove', 'write', 'remove', 'skip', 'remove']);
      const changes = [...readChanges(folder, [folder], options)].map((change) => (change.type === 'write' ? change.path : change.type));
      assert.deepEqual(changes, ['skip', 'skip', 'sub/a.ts', 'complete']);
    });
  });

  it('says at last under which paths that is all', async () => {
    await withFolder({ 'a/b/x.ts': '', 'a/y.ts': '', 'z.ts': '' }, (folder) => {
      const complete = (...paths: readonly string[]): unknown => [...readChanges(folder, paths.map((path) => join(folder, path)), options)].at(-1);
      assert.deepEqual(complete('.'), { type: 'complete', paths: [''] });
      assert.deepEqual(complete('a/b/', 'z.ts'), { type: 'complete', paths: ['a/b', 'z.ts'] });
    });
  });

  it('finds manifests by the patterns of their names, where sources come from', async () => {
    const files = {
      'package.json': '', 'tsconfig.json': '', 'a/tsconfig.build.json': '', 'a/atsconfig.json': '', 'a/tsconfigXjson': '', 'a/Package.json': '', 'setup.js': '',
      'node_modules/x/package.json': '', 'dist/package.json': '', '.gitignore': 'private/\n', 'private/package.json': '', '.git/HEAD': '', 'b/.caleyignore': 'package.json\n', 'b/package.json': '',
    };
    // On some disks a name is found in any capitals: the workspace takes it in any, and so does the walk.
    assert.deepEqual(await walked(files), ['a/Package.json', 'a/tsconfig.build.json', 'dist: a folder of build output', 'package.json', 'setup.js', 'tsconfig.json']);
  });

  it('finds the manifests above the paths too, up to the root', async () => {
    const files = { 'package.json': '', 'a/tsconfig.json': '', 'a/x.ts': '', 'a/b/y.ts': '', 'a/b/package.json': '', 'a/c/package.json': '', 'z.ts': '', '.gitignore': 'tsconfig.json\n', '.git/HEAD': '' };
    assert.deepEqual(await walked(files, ['a/b']), ['a/b/package.json', 'a/b/y.ts', 'package.json']);
    assert.deepEqual(await walked(files, ['a/b/y.ts']), ['a/b/y.ts', 'package.json', 'a/b/package.json']);
    assert.deepEqual(await walked(files, ['package.json']), ['package.json']);
  });

  it('manifests come as texts, on one line or not, up to a size', async () => {
    const line = `{"a":"${'x'.repeat(6000)}"}`;
    const files = { 'package.json': line, 'a/package.json': ' '.repeat(1024 * 1024 + 1), 'b/package.json': '\ufeff{}', 'one.ts': line };
    await withFolder(files, (folder) => {
      const changes = [...readChanges(folder, [folder], options)].map((change) => (change.type === 'write' ? `${change.path} ${String(change.text.length)}` : change.type === 'skip' ? `${change.skipped.file} ${change.skipped.reason}` : ''));
      assert.deepEqual(changes, ['a/package.json too-large', 'b/package.json 2', 'one.ts minified', `package.json ${String(line.length)}`, '']);
      const read = readChange(folder, 'package.json', options);
      assert.equal(read.type === 'write' ? read.text : read.type, line);
      assert.deepEqual(['node_modules/x/package.json', 'gone/tsconfig.json', 'other.json'].map((file) => readChange(folder, file, options).type), ['remove', 'remove', 'remove']);
    });
  });

  it('lock files may be longer, and come in a short form', async () => {
    const shortening = { ...options, manifests: ['package.json', 'package-lock.json'], shorten: (name: string) => (name === 'package-lock.json' ? (text: string): string => `${String(text.length)} characters` : null) };
    await withFolder({ 'package.json': '{}', 'a/package-lock.json': ' '.repeat(2 * 1024 * 1024), 'package-lock.json': ' '.repeat(16 * 1024 * 1024 + 1) }, (folder) => {
      const changes = [...readChanges(folder, [folder], shortening)].map((change) => (change.type === 'write' ? `${change.path} ${change.text}` : change.type === 'skip' ? `${change.skipped.file} ${change.skipped.reason}` : ''));
      assert.deepEqual(changes, ['a/package-lock.json 2097152 characters', 'package-lock.json too-large', 'package.json {}', '']);
    });
  });

  it('the root holds every path', async () => {
    await withFolder({ 'a/b/x.ts': '', 'a/c/y.ts': '' }, (folder) => {
      const at = (path: string): string => join(folder, path);
      assert.equal(rootOf(folder, [at('a/b')]), folder);
      assert.equal(rootOf(at('a/b'), [at('a/b/x.ts'), at('a/c/y.ts')]), at('a'));
      assert.equal(rootOf(at('a/b'), [at('a/c/y.ts')]), at('a/c'));
    });
  });

  it('of what is asked for by name nothing is read, and it is there however it is left out', async () => {
    const asking = { ...options, manifests: [...options.manifests, '*.lockb', 'NOTICE*'], asked: ['*.lockb', 'NOTICE*', 'package.json'], signs: ['*.lockb', 'NOTICE*'] };
    const files = { '.git/HEAD': '', '.gitignore': 'b.lockb\n', '.caleyignore': 'NOTICE.txt\n', 'package.json': '', 'a.lockb': '\0', 'app/notice.md': 'x', 'app/NOTICE.txt': 'x', 'app/b.lockb': '', 'app/in/a.ts': '', 'app/package.json': '{}', 'other/c.lockb': '', 'dist/NOTICE': '' };
    await withFolder(files, (folder) => {
      const seen = (root: string, path: string): readonly string[] => [...readChanges(join(folder, root), [join(folder, root, path)], asking)].flatMap((change) => (change.type === 'write' ? `${change.path} ${change.text}`.trim() : []));
      const app = ['app/NOTICE.txt', 'app/in/a.ts', 'app/notice.md', 'app/package.json {}'];
      assert.deepEqual(seen('', '.'), ['a.lockb', ...app, 'other/c.lockb', 'package.json']);
      assert.deepEqual(seen('', 'app/in'), ['app/in/a.ts', 'a.lockb', 'package.json', 'app/NOTICE.txt', 'app/notice.md', 'app/package.json {}'].sort((a, b) => Number(a.startsWith('app/in')) < Number(b.startsWith('app/in')) ? 1 : 0));
      assert.deepEqual(seen('app', 'in'), ['in/a.ts', 'NOTICE.txt', 'notice.md', 'package.json {}', '../a.lockb', '../package.json']);
    });
  });
});
