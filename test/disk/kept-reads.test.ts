/** A folder that is read again and again: what is as it was is not read, what is another is. */
import assert from 'node:assert/strict';
import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOnDisk, keepReads, nodeDisk } from '../../src/host';
import type { Change } from '../../src/workspace';
import { withFolder } from '../temporary-folder';

const walk = { disk: nodeDisk, fileNames: ['*.ts'], settingNames: [], manifests: [] };
const longAgo = new Date('2020-01-01');

/** What a first and a second walk hand over, with `between` done in between. */
async function twice(between: (folder: string) => void, times: Date | null = longAgo): Promise<{ readonly before: Change | undefined; readonly after: Change | undefined }> {
  return withFolder({ 'a.ts': 'let a = 1;\n' }, (folder) => {
    const path = join(folder, 'a.ts');
    const disk = folderOnDisk(walk, keepReads());
    // The clock must be past the times of the file's last change, which nobody can set.
    const now = Date.now();
    const clock = Date.now;
    Date.now = () => now + 10_000;
    try {
      if (times !== null) utimesSync(path, times, times);
      const [before] = disk.walk(folder);
      between(folder);
      const [after] = disk.walk(folder);
      return { before, after };
    } finally {
      Date.now = clock;
    }
  });
}

function textOf(change: Change | undefined): string | null {
  return change?.type === 'write' ? change.text : null;
}

describe('a folder that is read again', () => {
  it('hands out what it read before', async () => {
    const { before, after } = await twice(() => undefined);
    assert.equal(textOf(before), 'let a = 1;\n');
    assert.equal(after, before);
  });

  it('reads a file that was written', async () => {
    const { after } = await twice((folder) => {
      writeFileSync(join(folder, 'a.ts'), 'let b = 22;\n');
    });
    assert.equal(textOf(after), 'let b = 22;\n');
  });

  it('reads a file of the same size whose time was set back', async () => {
    const { after } = await twice((folder) => {
      writeFileSync(join(folder, 'a.ts'), 'let b = 2;\n');
      utimesSync(join(folder, 'a.ts'), longAgo, longAgo);
    });
    assert.equal(textOf(after), 'let b = 2;\n');
  });

  it('reads a file that another took the place of', async () => {
    const { after } = await twice((folder) => {
      writeFileSync(join(folder, 'new'), 'let c = 3;\n');
      utimesSync(join(folder, 'new'), longAgo, longAgo);
      renameSync(join(folder, 'new'), join(folder, 'a.ts'));
    });
    assert.equal(textOf(after), 'let c = 3;\n');
  });

  it('leaves out a file that is gone', async () => {
    const { after } = await twice((folder) => {
      renameSync(join(folder, 'a.ts'), join(folder, 'a.txt'));
    });
    assert.deepEqual(after, { type: 'complete', paths: [''] });
  });

  it('keeps nothing of a file that was written just now', async () => {
    await withFolder({ 'a.ts': 'let a = 1;\n' }, (folder) => {
      const disk = folderOnDisk(walk, keepReads());
      const [before] = disk.walk(folder);
      const [after] = disk.walk(folder);
      assert.deepEqual(after, before);
      assert.notEqual(after, before);
    });
  });
});
