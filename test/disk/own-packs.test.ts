/** The folders of a company's own packs on disk: what is read of them, and what is not, with the reason. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeDisk, packFileLimit, readChanges, readOwnPack } from '../../src/host';
import type { Pack } from '../../src/policy';
import { withFolder } from '../temporary-folder';

const walk = { disk: nodeDisk, fileNames: ['*.ts'], settingNames: [], manifests: ['caley.yaml'] };

describe('readOwnPack', () => {
  it('reads YAML and the pages of rules, in an order of their names', async () => {
    const files = { 'p/rules/a/b.yaml': '1', 'p/rules/a/b.md': '2', 'p/kinds/k.yaml': '3', 'p/README.md': '4', 'p/index.js': '5', 'p/.git/x.yaml': '6', 'p/node_modules/x/y.yaml': '7', 'q/x.yaml': '8' };
    await withFolder(files, (root) => {
      assert.deepEqual(readOwnPack(nodeDisk, root, 'p'), { folder: 'p', files: [{ path: 'kinds/k.yaml', text: '3' }, { path: 'rules/a/b.md', text: '2' }, { path: 'rules/a/b.yaml', text: '1' }], unread: [] });
    });
  });

  it('says why it cannot read one', async () => {
    await withFolder({ 'file': '', 'deep/a/a/a/a/a/a/a/a/a/x.yaml': '1', 'outside/packs/kinds/x.yaml': '1', 'root/x.ts': '' }, (folder) => {
      const root = join(folder, 'root');
      symlinkSync(join(folder, 'outside'), join(root, 'link'));
      mkdirSync(join(root, 'many', 'kinds'), { recursive: true });
      for (let i = 0; i < 2_001; i++) writeFileSync(join(root, 'many', 'kinds', `${String(i)}.yaml`), '');
      const unread = (name: string, why: string): Pack => ({ folder: name, files: [], unread: [{ path: '', why }] });
      assert.deepEqual(readOwnPack(nodeDisk, folder, 'gone'), unread('gone', 'no such file or folder'));
      assert.deepEqual(readOwnPack(nodeDisk, folder, 'file'), unread('file', 'it is no folder'));
      assert.deepEqual(readOwnPack(nodeDisk, folder, 'deep'), unread('deep', 'folders stand more than 8 deep in it'));
      assert.deepEqual(readOwnPack(nodeDisk, root, 'link/packs'), unread('link/packs', 'a symbolic link leads out of the folder that is examined'));
      assert.deepEqual(readOwnPack(nodeDisk, root, 'many'), unread('many', 'it holds more than 2,000 files'));
    });
  });

  it('leaves out files that are too large, no text, or elsewhere, and reads the others', async () => {
    const files = { 'secret.yaml': 'password: 1', 'root/p/kinds/a.yaml': '1', 'root/p/kinds/huge.yaml': 'x'.repeat(packFileLimit + 1), 'root/p/kinds/zero.yaml': new Uint8Array([0, 1]), 'root/p/kinds/latin.yaml': new Uint8Array([0xe9]), 'root/shared.yaml': '2' };
    await withFolder(files, (folder) => {
      const kinds = join(folder, 'root', 'p', 'kinds');
      symlinkSync(join(folder, 'secret.yaml'), join(kinds, 'secret.yaml'));
      symlinkSync(join(folder, 'root', 'shared.yaml'), join(kinds, 'shared.yaml'));
      symlinkSync(join(folder, 'nowhere.yaml'), join(kinds, 'nowhere.yaml'));
      symlinkSync('..', join(kinds, 'loop'));
      const pack = readOwnPack(nodeDisk, join(folder, 'root'), 'p');
      assert.deepEqual(pack.files, [{ path: 'kinds/a.yaml', text: '1' }, { path: 'kinds/shared.yaml', text: '2' }]);
      assert.deepEqual(pack.unread, [
        { path: 'kinds/huge.yaml', why: '262,145 bytes, the limit is 262,144' }, { path: 'kinds/latin.yaml', why: 'not valid UTF-8' }, { path: 'kinds/nowhere.yaml', why: 'no such file or folder' },
        { path: 'kinds/secret.yaml', why: 'a symbolic link leads out of the folder that is examined' }, { path: 'kinds/zero.yaml', why: 'holds NUL bytes' },
      ]);
    });
  });

  it('is asked for the folders of every caley.yaml, though git ignores them', async () => {
    const files = { '.git/x': '', '.gitignore': 'company/\n', 'caley.yaml': 'packs: [company, a/packs]\n', 'company/kinds/x.yaml': '1', 'a/caley.yaml': 'packs: [packs]\n', 'a/packs/kinds/y.yaml': '2', 'a/x.ts': '' };
    await withFolder(files, (root) => {
      const changes = [...readChanges(root, [root], walk)];
      assert.deepEqual(changes.flatMap((change) => (change.type === 'pack' ? [[change.pack.folder, change.pack.files.length] as const] : [])).sort(), [['a/packs', 1], ['company', 1]]);
      assert.equal(changes.at(-1)?.type, 'complete');
      assert.equal([...readChanges(join(root, 'a', 'packs'), [join(root, 'a', 'packs')], walk)].some(({ type }) => type === 'pack'), false);
    });
  });
});
