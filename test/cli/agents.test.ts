/** `caley agents`: what is there stays, to the byte; the section comes once, and is renewed only where nobody changed it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '../../src/text';
import { withFolder } from '../temporary-folder';
import { run } from './run';

const begin = /^<!-- caley:begin [0-9a-f]+ -->\n## Caley Compliance\n/;

function bytesOf(folder: string, name = 'AGENTS.md'): Buffer {
  return readFileSync(join(folder, name));
}

describe('caley agents', () => {
  it('makes a file with the section alone, and nothing a second time', async () => {
    await withFolder({}, async (folder) => {
      assert.deepEqual(await run(folder, ['agents']), { code: 0, out: '', err: 'AGENTS.md written\n' });
      const made = bytesOf(folder);
      assert.match(made.toString(), begin);
      assert.match(made.toString(), /check_files[\s\S]*<!-- caley:end -->\n$/);
      assert.deepEqual(await run(folder, ['agents', '.']), { code: 0, out: '', err: 'AGENTS.md has the section already\n' });
      assert.deepEqual(bytesOf(folder), made);
      assert.equal((await run(folder, ['agents', '--print'])).out, made.toString());
    });
  });

  for (const [what, before] of Object.entries({
    'text': '# Mine\n\nUse tabs.\n', 'no line end': '# Mine', 'Windows’ line ends': '# Mine\r\n\r\nUse tabs.\r\n', 'a byte order mark': '\ufeff# Mine\n', 'umlauts': '# Größe 日本\n',
  })) {
    it(`leaves what is there, with ${what}, to the byte`, async () => {
      await withFolder({ 'AGENTS.md': before }, async (folder) => {
        assert.deepEqual(await run(folder, ['agents']), { code: 0, out: '', err: 'AGENTS.md has the section now; the rest of it is as it was\n' });
        const after = bytesOf(folder);
        assert.deepEqual(after.subarray(0, Buffer.byteLength(before)), Buffer.from(before));
        assert.match(after.toString().slice(before.length).replaceAll('\r\n', '\n').trimStart(), begin);
        assert.equal(after.toString().includes('\r\n'), before.includes('\r\n'));
        await run(folder, ['agents']);
        assert.deepEqual(bytesOf(folder), after);
      });
    });
  }

  it('renews what it wrote itself, between what others wrote', async () => {
    await withFolder({ 'AGENTS.md': 'above\n' }, async (folder) => {
      await run(folder, ['agents']);
      const text = `${bytesOf(folder).toString()}\nbelow\n`;
      // As an earlier version would have it: another text, with the digest of that.
      writeFileSync(join(folder, 'AGENTS.md'), text.replace(/<!-- caley:begin[\s\S]*(?=<!-- caley:end)/, `<!-- caley:begin ${fingerprint('Old.\n')} -->\nOld.\n`));
      assert.equal((await run(folder, ['agents'])).code, 0);
      assert.equal(bytesOf(folder).toString(), text);
    });
  });

  it('leaves a section that somebody changed, and marks that do not belong together', async () => {
    await withFolder({}, async (folder) => {
      await run(folder, ['agents']);
      const made = bytesOf(folder).toString();
      for (const [changed, message] of [
        [made.replace('Do not silence it', 'Silence it'), /was changed since it was written, and is left as it is/],
        [made.replace('<!-- caley:end -->', ''), /marks of a section that do not belong together/],
        [made + made, /marks of a section that do not belong together/],
        [made.replace(/ [0-9a-f]+ -->/, ' -->'), /was changed since it was written/],
      ] as const) {
        writeFileSync(join(folder, 'AGENTS.md'), changed);
        const { code, err } = await run(folder, ['agents']);
        assert.equal(code, 2);
        assert.match(err, message);
        assert.equal(bytesOf(folder).toString(), changed);
      }
    });
  });

  it('follows a link within the folder and none that leads out', async () => {
    await withFolder({ 'project/CLAUDE.md': 'mine\n', 'outside.md': 'theirs\n', 'elsewhere/x': '' }, async (folder) => {
      const project = join(folder, 'project');
      symlinkSync('CLAUDE.md', join(project, 'AGENTS.md'));
      assert.equal((await run(project, ['agents'])).code, 0);
      assert.match(bytesOf(project, 'CLAUDE.md').toString(), /^mine\n\n<!-- caley:begin/);
      symlinkSync('../outside.md', join(project, 'OUT.md'));
      symlinkSync('../elsewhere', join(project, 'sub'));
      symlinkSync('../not-there.md', join(project, 'BROKEN.md'));
      for (const file of ['OUT.md', '../outside.md', 'sub/NEW.md', 'BROKEN.md']) {
        const { code, err } = await run(project, ['agents', '--file', file]);
        assert.deepEqual([code, err.includes('leads out of')], [2, true], file);
      }
      assert.equal(bytesOf(folder, 'outside.md').toString(), 'theirs\n');
      assert.ok(!existsSync(join(folder, 'elsewhere/NEW.md')) && !existsSync(join(folder, 'not-there.md')));
    });
  });

  it('leaves what is no text alone, and says so', async () => {
    await withFolder({ 'AGENTS.md': Buffer.from('größe', 'latin1'), 'WIDE.md': Buffer.from('\ufeffmine\n', 'utf16le'), 'folder/x': '' }, async (folder) => {
      for (const file of ['AGENTS.md', 'WIDE.md', 'folder']) {
        const before = file === 'folder' ? null : bytesOf(folder, file);
        const { code, err } = await run(folder, ['agents', '--file', file]);
        assert.deepEqual([code, /not valid UTF-8|not UTF-8|not a file/.test(err)], [2, true], err);
        if (before !== null) assert.deepEqual(bytesOf(folder, file), before);
      }
      assert.equal((await run(folder, ['agents', 'nowhere'])).code, 2);
    });
  });
});
