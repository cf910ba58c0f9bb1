/** A folder of results is replaced as a whole or not at all. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolder, StrangeFile } from '../../src/host';
import { withFolder } from '../temporary-folder';

const files = new Map([['a.txt', 'new a'], ['b.txt', 'new b']]);
const read = (folder: string): readonly string[] => readdirSync(folder).sort().map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8')}`);

describe('a folder of results', () => {
  it('is made, with those around it', () => withFolder({}, (folder) => {
    replaceFolder(join(folder, 'out/report'), files);
    assert.deepEqual(read(join(folder, 'out/report')), ['a.txt: new a', 'b.txt: new b']);
    assert.deepEqual(readdirSync(join(folder, 'out')), ['report']);
  }));

  it('is replaced as a whole', () => withFolder({ 'report/a.txt': 'old a' }, (folder) => {
    replaceFolder(join(folder, 'report'), files);
    assert.deepEqual(read(join(folder, 'report')), ['a.txt: new a', 'b.txt: new b']);
    assert.deepEqual(readdirSync(folder), ['report']);
  }));

  it('is left alone where it holds another file', () => withFolder({ 'report/a.txt': 'old a', 'report/mine.doc': 'mine' }, (folder) => {
    assert.throws(() => {
      replaceFolder(join(folder, 'report'), files);
    }, (error) => error instanceof StrangeFile && error.file === 'mine.doc');
    assert.deepEqual(read(join(folder, 'report')), ['a.txt: old a', 'mine.doc: mine']);
  }));

  it('is left as it was where one of its files cannot be written, and nothing stays beside it', () => withFolder({ 'report/a.txt': 'old a' }, (folder) => {
    assert.throws(() => {
      replaceFolder(join(folder, 'report'), new Map([...files, ['no/such/folder.txt', 'x']]));
    }, /ENOENT/);
    assert.deepEqual(read(join(folder, 'report')), ['a.txt: old a']);
    assert.deepEqual(readdirSync(folder), ['report']);
  }));

  it('what a run that was broken off left is cleared, and what it was to replace comes back', () => withFolder({ '.report.new-1/a.txt': 'half', '.report.old-1/a.txt': 'old a', '.other.new-1/x': '' }, (folder) => {
    assert.throws(() => {
      replaceFolder(join(folder, 'report'), new Map([['no/such/folder.txt', 'x']]));
    }, /ENOENT/);
    assert.deepEqual(readdirSync(folder).sort(), ['.other.new-1', 'report']);
    assert.deepEqual(read(join(folder, 'report')), ['a.txt: old a']);
  }));

  it('a file that stands in its way is no folder of ours', () => withFolder({ report: 'text' }, (folder) => {
    assert.throws(() => {
      replaceFolder(join(folder, 'report'), files);
    }, /ENOTDIR/);
    assert.equal(readFileSync(join(folder, 'report'), 'utf8'), 'text');
  }));

  it('many may be written side by side', () => withFolder({}, (folder) => {
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a/keep.txt'), '');
    replaceFolder(join(folder, 'a/one'), files);
    replaceFolder(join(folder, 'a/two'), files);
    assert.ok(existsSync(join(folder, 'a/keep.txt')) && existsSync(join(folder, 'a/one/a.txt')) && existsSync(join(folder, 'a/two/b.txt')));
  }));
});
