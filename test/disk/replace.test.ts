/** Results are put in the place of earlier ones as a whole or not at all. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFile, replaceFile, replaceFolder, StrangeFile } from '../../src/host';
import { withFolder } from '../temporary-folder';

const id = '01234567-89ab-cdef-0123-456789abcdef';
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

  it('what a run that was broken off left is cleared, and what it was to replace comes back', () => withFolder({ [`.report.new-${id}/a.txt`]: 'half', [`.report.old-${id}/a.txt`]: 'old a', [`.other.new-${id}/x`]: '', '.report.new-1': 'mine' }, (folder) => {
    assert.throws(() => {
      replaceFolder(join(folder, 'report'), new Map([['a.txt', ''], ['no/such/folder.txt', 'x']]));
    }, /ENOENT/);
    assert.deepEqual(readdirSync(folder).sort(), [`.other.new-${id}`, '.report.new-1', 'report']);
    assert.deepEqual(read(join(folder, 'report')), ['a.txt: old a']);
    replaceFolder(join(folder, 'report'), files);
    assert.deepEqual(read(join(folder, 'report')), ['a.txt: new a', 'b.txt: new b']);
  }));

  it('what came back is replaced in the same run', () => withFolder({ [`.report.old-${id}/a.txt`]: 'old a' }, (folder) => {
    replaceFolder(join(folder, 'report'), files);
    assert.deepEqual(readdirSync(folder), ['report']);
    assert.deepEqual(read(join(folder, 'report')), ['a.txt: new a', 'b.txt: new b']);
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

describe('a file of results', () => {
  it('is made, and replaced', () => withFolder({}, (folder) => {
    replaceFile(join(folder, 'a.json'), 'one');
    replaceFile(join(folder, 'a.json'), 'two');
    assert.deepEqual(read(folder), ['a.json: two']);
  }));

  it('what a run that was broken off left is cleared, what is of another file stays', () => withFolder({ [`.a.json.new-${id}`]: 'half', [`.b.json.new-${id}`]: '' }, (folder) => {
    replaceFile(join(folder, 'a.json'), 'one');
    assert.deepEqual(readdirSync(folder).sort(), [`.b.json.new-${id}`, 'a.json']);
  }));

  it('a folder in its place, and none around it, are told', () => withFolder({ 'taken/x': '' }, (folder) => {
    assert.throws(() => {
      replaceFile(join(folder, 'taken'), '');
    }, /EISDIR/);
    assert.throws(() => {
      replaceFile(join(folder, 'none/a'), '');
    }, /ENOENT/);
    assert.deepEqual(readdirSync(folder), ['taken']);
  }));

  if (process.platform !== 'win32') {
    it('stays whose it was, and where a link leads', () => withFolder({ 'real/a.json': 'old' }, (folder) => {
      chmodSync(join(folder, 'real/a.json'), 0o640);
      symlinkSync('real/a.json', join(folder, 'link.json'));
      replaceFile(join(folder, 'link.json'), 'new');
      assert.ok(lstatSync(join(folder, 'link.json')).isSymbolicLink());
      assert.equal(readFileSync(join(folder, 'real/a.json'), 'utf8'), 'new');
      assert.equal(statSync(join(folder, 'real/a.json')).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(join(folder, 'real')), ['a.json']);
    }));

    it('a device is written to', () => {
      replaceFile('/dev/null', 'text');
      assert.ok(statSync('/dev/null').isCharacterDevice());
    });
  }

  it('one that is there is not written over where none may be', () => withFolder({ 'a.yaml': 'mine' }, (folder) => {
    assert.throws(() => {
      createFile(join(folder, 'a.yaml'), 'ours');
    }, /EEXIST/);
    createFile(join(folder, 'b.yaml'), 'ours');
    assert.deepEqual(read(folder), ['a.yaml: mine', 'b.yaml: ours']);
  }));
});
