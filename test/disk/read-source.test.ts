/** What a disk can hold, and what becomes of it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { lineLimit, readSource, sizeLimit } from '../../src/host';
import { withFolder } from '../temporary-folder';

async function read(content: string | Uint8Array): Promise<ReturnType<typeof readSource>> {
  return withFolder({ 'a.ts': content }, (folder) => readSource(join(folder, 'a.ts')));
}

describe('reading a source', () => {
  const text = 'const größe = "日本 🗓";\r\n';

  it('UTF-8', async () => assert.deepEqual(await read(text), { text }));
  it('an empty file', async () => assert.deepEqual(await read(''), { text: '' }));
  it('leaves the byte order mark out, as editors do', async () => assert.deepEqual(await read(`\ufeff${text}`), { text }));
  it('UTF-16 little endian with its mark', async () => assert.deepEqual(await read(Buffer.from(`\ufeff${text}`, 'utf16le')), { text }));
  it('UTF-16 big endian with its mark', async () => assert.deepEqual(await read(Buffer.from(`\ufeff${text}`, 'utf16le').swap16()), { text }));
  it('a NUL makes it binary', async () => assert.deepEqual(await read('const a = 1;\0'), { reason: 'binary', detail: 'holds NUL bytes' }));
  it('Latin-1 is not UTF-8', async () => assert.deepEqual(await read(Buffer.from('größe', 'latin1')), { reason: 'not-utf8', detail: 'not valid UTF-8' }));
  it('half a UTF-16 character', async () => assert.deepEqual(await read(Buffer.from([0xff, 0xfe, 0x41])), { reason: 'not-utf8', detail: 'not valid UTF-16LE' }));

  it('the longest line that a person writes', async () => assert.deepEqual(await read(`${'x'.repeat(lineLimit)}\r\n`), { text: `${'x'.repeat(lineLimit)}\r\n` }));
  it('a longer one is minified', async () => assert.deepEqual(await read(`a\n${'x'.repeat(lineLimit + 1)}`), { reason: 'minified', detail: 'a line of 5,001 characters' }));

  it('the largest file', async () => {
    const lines = 'x'.repeat(1023) + '\n';
    assert.deepEqual(await read(lines.repeat(sizeLimit / 1024)), { text: lines.repeat(sizeLimit / 1024) });
    assert.deepEqual(await read(lines.repeat(sizeLimit / 1024) + 'y'), { reason: 'too-large', detail: '2,097,153 bytes, the limit is 2,097,152' });
  });

  it('no file, a folder', async () => {
    await withFolder({ 'folder/a.ts': '' }, (folder) => {
      assert.deepEqual(readSource(join(folder, 'gone.ts')), { reason: 'unreadable', detail: 'no such file or folder' });
      assert.deepEqual(readSource(join(folder, 'folder')), { reason: 'unreadable', detail: 'not a file' });
    });
  });

  if (process.platform === 'linux') {
    it('a pipe without a writer does not hang', async () => {
      await withFolder({}, (folder) => {
        execFileSync('mkfifo', [join(folder, 'pipe.ts')]);
        assert.deepEqual(readSource(join(folder, 'pipe.ts')), { reason: 'unreadable', detail: 'not a file' });
      });
    });

    it('a file that claims no size is read to its end', () => {
      const source = readSource('/proc/self/status');
      assert.ok('text' in source && source.text.startsWith('Name:'));
    });
  }
});
