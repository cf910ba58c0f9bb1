/** Files of an earlier commit, from git's own objects: which commit is meant, which files are written, and what a hostile repository cannot do. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs, { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import git from 'isomorphic-git';
import { NotInRepository, writeEarlier } from '../../src/host';
import { withFolder } from '../temporary-folder';

const names = { fileNames: ['*.ts'], settingNames: ['*.yml'], manifests: ['package.json', 'caley.yaml'] };
const author = { name: 'A', email: 'a@example.com', timestamp: 1_700_000_000, timezoneOffset: 0 };

interface Repository {
  readonly dir: string;
  /** Writes and removes (null), commits, and answers the commit. */
  readonly commit: (files: Readonly<Record<string, string | null>>) => Promise<string>;
}

async function withRepository(use: (repository: Repository, into: string) => Promise<void>): Promise<void> {
  await withFolder({}, async (folder) => {
    const [dir, into] = [join(folder, 'repository'), join(folder, 'into')];
    mkdirSync(into);
    await git.init({ fs, dir, defaultBranch: 'main' });
    const commit: Repository['commit'] = async (files) => {
      for (const [path, text] of Object.entries(files)) {
        if (text === null) {
          rmSync(join(dir, path));
          await git.remove({ fs, dir, filepath: path });
        } else {
          mkdirSync(dirname(join(dir, path)), { recursive: true });
          writeFileSync(join(dir, path), text);
          await git.add({ fs, dir, filepath: path });
        }
      }
      return git.commit({ fs, dir, message: 'a change', author });
    };
    await use({ dir, commit }, into);
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

describe('files of an earlier commit', () => {
  it('are those that are examined, ignore files, and what a caley.yaml names', () => withRepository(async ({ dir, commit }, into) => {
    await commit({
      '.gitignore': 'dist\n', 'src/a.ts': 'one', 'picture.png': 'x', 'notes.txt': 'x', 'app/caley.yaml': 'version: 1\nprivacyPolicy: { file: legal/privacy.txt }\npacks: [our-packs]\n',
      'app/legal/privacy.txt': 'We keep it.', 'app/our-packs/kinds/x.yaml': 'kinds: []', 'package.json': '{}',
    });
    await commit({ 'src/a.ts': 'two', 'src/b.ts': 'new' });
    await writeEarlier(dir, 'HEAD~1', into, names);
    assert.deepEqual(filesIn(into), ['.gitignore', 'app/caley.yaml', 'app/legal/privacy.txt', 'app/our-packs/kinds/x.yaml', 'package.json', 'src/a.ts']);
    assert.equal(fs.readFileSync(join(into, 'src/a.ts'), 'utf8'), 'one');
  }));

  it('of a folder come with what stands above it', () => withRepository(async ({ dir, commit }, into) => {
    await commit({ 'package.json': '{}', '.gitignore': 'x', 'packages/a/a.ts': 'a', 'packages/b/b.ts': 'b', 'packages/package.json': '{}' });
    const { tree } = await writeEarlier(join(dir, 'packages/a'), 'main', into, names);
    assert.equal(tree, dir);
    assert.deepEqual(filesIn(into), ['.gitignore', 'package.json', 'packages/a/a.ts', 'packages/package.json']);
  }));

  it('are those of the commit at which a branch left the one that is named', () => withRepository(async ({ dir, commit }, into) => {
    const fork = await commit({ 'a.ts': 'fork' });
    await git.branch({ fs, dir, ref: 'feature', checkout: true });
    await commit({ 'a.ts': 'feature' });
    await git.checkout({ fs, dir, ref: 'main' });
    await commit({ 'a.ts': 'main moved on' });
    await git.checkout({ fs, dir, ref: 'feature' });
    assert.equal((await writeEarlier(dir, 'main', into, names)).commit, fork);
    assert.equal(fs.readFileSync(join(into, 'a.ts'), 'utf8'), 'fork');
  }));

  it('are found by every way to name a commit', () => withRepository(async ({ dir, commit }) => {
    const first = await commit({ 'a.ts': '1' });
    const second = await commit({ 'a.ts': '2' });
    const third = await commit({ 'a.ts': '3' });
    await git.tag({ fs, dir, ref: 'v1', object: first });
    await git.annotatedTag({ fs, dir, ref: 'v2', object: second, message: 'two', tagger: author });
    await git.writeRef({ fs, dir, ref: 'refs/remotes/origin/main', value: second });
    const ways: Readonly<Record<string, string>> = { HEAD: third, '@': third, '@~2': first, 'HEAD^': second, 'HEAD^^': first, 'HEAD~1^1': first, 'main~1': second, v1: first, v2: second, 'origin/main': second, [first]: first, [first.slice(0, 9)]: first, 'refs/heads/main': third };
    for (const [revision, is] of Object.entries(ways)) await withFolder({}, async (into) => {
      assert.equal((await writeEarlier(dir, revision, into, names)).commit, is, revision);
    });
  }));

  const mistakes: Readonly<Record<string, RegExp>> = { nope: /"nope" is no commit, branch or tag/, 'HEAD~9': /before the first commit/, 'HEAD^2': /before the first commit/, '../../etc/passwd': /is no commit/, '--upload-pack=touch x': /is no commit/ };
  for (const [revision, message] of Object.entries(mistakes)) {
    it(`${revision} is said to be none`, () => withRepository(async ({ dir, commit }, into) => {
      await commit({ 'a.ts': '1' });
      await assert.rejects(writeEarlier(dir, revision, into, names), (error) => error instanceof NotInRepository && message.test(error.message));
    }));
  }

  it('a folder that is in no repository is said to be none', () => withFolder({ 'a/x.ts': '', 'into/.keep': '' }, async (folder) => {
    await assert.rejects(writeEarlier(join(folder, 'a'), 'HEAD', join(folder, 'into'), names), NotInRepository);
  }));

  it('what is not in a shallow clone is said so', () => withRepository(async ({ dir, commit }, into) => {
    const first = await commit({ 'a.ts': '1' });
    await commit({ 'a.ts': '2' });
    rmSync(join(dir, '.git/objects', first.slice(0, 2), first.slice(2)));
    await assert.rejects(writeEarlier(dir, 'HEAD~1', into, names), (error) => error instanceof NotInRepository && /is no commit|not in this clone/.test(error.message));
  }));

  /** The library refuses to write such trees, so their bytes are made here. */
  async function treeOf(dir: string, paths: readonly string[]): Promise<string> {
    const oid = await git.writeBlob({ fs, dir, blob: Buffer.from('evil') });
    const object = Buffer.concat(paths.flatMap((path) => [Buffer.from(`100644 ${path}\0`), Buffer.from(oid, 'hex')]));
    const bytes = Buffer.concat([Buffer.from(`tree ${String(object.length)}\0`), object]);
    const name = createHash('sha1').update(bytes).digest('hex');
    mkdirSync(join(dir, '.git/objects', name.slice(0, 2)), { recursive: true });
    writeFileSync(join(dir, '.git/objects', name.slice(0, 2), name.slice(2)), deflateSync(bytes));
    return name;
  }

  for (const [name, paths] of Object.entries({ 'the folder above': ['..'], 'folders of git': ['.git', '.GIT', 'good.ts'], 'a path of Windows': ['..\\evil.ts', 'good.ts'] })) {
    it(`a tree that names ${name} writes nothing there`, () => withRepository(async ({ dir, commit }, into) => {
      await commit({ 'a.ts': '1' });
      const inside = await treeOf(dir, paths);
      const oid = await git.writeBlob({ fs, dir, blob: Buffer.from('/etc/passwd') });
      const tree = await git.writeTree({ fs, dir, tree: [{ mode: '120000', path: 'link.ts', oid, type: 'blob' }, { mode: '040000', path: 'in', oid: inside, type: 'tree' }] });
      await git.commit({ fs, dir, message: 'evil', author, tree });
      await writeEarlier(dir, 'HEAD', into, names).catch((error: unknown) => assert.ok(error instanceof NotInRepository));
      assert.deepEqual(filesIn(into).filter((path) => path !== 'in/good.ts'), []);
      assert.deepEqual(readdirSync(dirname(into)).sort(), ['into', 'repository']);
    }));
  }

  it('nothing that the configuration of a repository names is run', () => withRepository(async ({ dir, commit }, into) => {
    await commit({ 'a.ts': '1' });
    const mark = join(dir, 'ran');
    writeFileSync(join(dir, '.git/config'), `[core]\n\tfsmonitor = touch ${mark}\n\tsshCommand = touch ${mark}\n\thooksPath = ${dir}\n[remote "origin"]\n\tpromisor = true\n\turl = ssh://example.invalid/x\n[diff "x"]\n\ttextconv = touch ${mark}\n`);
    await writeEarlier(dir, 'HEAD', into, names);
    assert.deepEqual([filesIn(into), existsSync(mark)], [['a.ts'], false]);
  }));

  it('a worktree is read from the repository that it belongs to', () => withRepository(async ({ dir, commit }, into) => {
    const first = await commit({ 'a.ts': '1' });
    const worktree = join(dirname(dir), 'worktree');
    mkdirSync(join(dir, '.git/worktrees/side'), { recursive: true });
    mkdirSync(worktree);
    writeFileSync(join(worktree, '.git'), `gitdir: ${join(dir, '.git/worktrees/side')}\n`);
    writeFileSync(join(dir, '.git/worktrees/side/HEAD'), `${first}\n`);
    writeFileSync(join(dir, '.git/worktrees/side/commondir'), '../..\n');
    symlinkSync('/', join(worktree, 'root'));
    assert.equal((await writeEarlier(worktree, 'main', into, names)).commit, first);
    assert.deepEqual(filesIn(into), ['a.ts']);
  }));
});
