/** Which commit is checked out, by git's own files: loose and packed references, worktrees, and what is no repository. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { revisionAt } from '../../src/host';
import { withFolder } from '../temporary-folder';

const commit = '0123456789abcdef0123456789abcdef01234567';
const other = 'f'.repeat(40);

describe('the commit that is checked out', () => {
  const cases: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly at?: string; readonly is: ReturnType<typeof revisionAt> }>> = {
    'a branch': { files: { '.git/HEAD': 'ref: refs/heads/feature/a\n', '.git/refs/heads/feature/a': `${commit}\n` }, is: { commit, branch: 'feature/a' } },
    'a folder within': { files: { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${commit}\n`, 'packages/a/x.ts': '' }, at: 'packages/a', is: { commit, branch: 'main' } },
    'a packed reference': { files: { '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': `# pack-refs with: peeled fully-peeled sorted\n${other} refs/heads/a-main\n${commit} refs/heads/main\n^${other}\n` }, is: { commit, branch: 'main' } },
    'a loose reference before a packed one': { files: { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': commit, '.git/packed-refs': `${other} refs/heads/main\n` }, is: { commit, branch: 'main' } },
    'no branch': { files: { '.git/HEAD': `${commit}\n` }, is: { commit, branch: null } },
    'a worktree': { files: { 'tree/.git': 'gitdir: ../repo/.git/worktrees/tree\n', 'repo/.git/worktrees/tree/HEAD': 'ref: refs/heads/side\n', 'repo/.git/worktrees/tree/commondir': '../..\n', 'repo/.git/refs/heads/side': commit }, at: 'tree', is: { commit, branch: 'side' } },
    'no commit yet': { files: { '.git/HEAD': 'ref: refs/heads/main\n' }, is: null },
    'references that go round': { files: { '.git/HEAD': 'ref: refs/heads/a\n', '.git/refs/heads/a': 'ref: refs/heads/a\n' }, is: null },
    'a reference that leads out': { files: { '.git/HEAD': 'ref: refs/../../secret\n', secret: commit }, is: null },
    'what is no reference': { files: { '.git/HEAD': 'hello\n' }, is: null },
  };
  for (const [name, { files, at = '', is }] of Object.entries(cases)) {
    it(name, () => withFolder(files, (folder) => {
      assert.deepEqual(revisionAt(join(folder, at)), is);
    }));
  }
});
