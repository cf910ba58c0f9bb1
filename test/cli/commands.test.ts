/** The other commands, and how a place is written. */
import assert from 'node:assert/strict';
import { parsePlace } from '../../src/cli';
import { withFolder } from '../temporary-folder';
import { run } from './run';

describe('caley', () => {
  it('--version and --help are no mistakes and load nothing', async () => {
    const loadEngine = (): Promise<never> => Promise.reject(new Error('not needed'));
    await withFolder({}, async (folder) => {
      const version = await run(folder, ['--version'], { loadEngine });
      assert.equal(version.code, 0);
      assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
      const help = await run(folder, ['--help'], { loadEngine });
      assert.equal(help.code, 0);
      for (const command of ['check', 'explain', 'reveal', 'lsp']) assert.match(help.out, new RegExp(`^ {2}${command} `, 'm'));
    });
  });

  it('explain shows a clause and its rules', async () => {
    await withFolder({}, async (folder) => {
      const { code, out } = await run(folder, ['explain', 'dp-data-2']);
      assert.equal(code, 0);
      assert.match(out, /^DP-DATA-2 {2}Caley Developer Policy › Use of Data › Prohibitions\n> Developers are prohibited from: Sharing user data/);
      assert.match(out, /^ {2}fake\/hellp {2}Misspelt greeting$/m);
    });
  });

  it('explain shows a rule with its clause and page', async () => {
    await withFolder({}, async (folder) => {
      const { code, out } = await run(folder, ['explain', 'fake/hellp']);
      assert.equal(code, 0);
      for (const part of ['fake/hellp: Misspelt greeting', '> Developers are prohibited from:', '# Misspelt greeting', 'Mend it: Write "hello".', 'caley-ignore fake/hellp -- <reason>']) {
        assert.ok(out.includes(part), part);
      }
    });
  });

  it('explain without an id lists all, and an unknown id is a mistake with a hint', async () => {
    await withFolder({}, async (folder) => {
      assert.match((await run(folder, ['explain'])).out, /^Clauses\nDP-DATA-2 .*\n\nRules\nfake\/hellp /);
      assert.deepEqual(await run(folder, ['explain', 'fake/other']), { code: 2, out: '', err: 'caley: no rule or clause fake/other; there is fake/hellp\n' });
    });
  });

  it('reveal says why it cannot', async () => {
    await withFolder({ 'a.ts': 'one\n', 'b.ts': '\0' }, async (folder) => {
      assert.equal((await run(folder, ['reveal', 'a.ts:1'])).code, 0);
      assert.deepEqual(await run(folder, ['reveal', 'a.ts:7']), { code: 2, out: '', err: 'caley: a.ts has 2 lines, no line 7\n' });
      assert.deepEqual(await run(folder, ['reveal', 'gone.ts:7']), { code: 2, out: '', err: 'caley: no such file or folder: gone.ts\n' });
      assert.deepEqual(await run(folder, ['reveal', 'b.ts']), { code: 2, out: '', err: 'caley: b.ts is not examined: holds NUL bytes\n' });
    });
  });

  it('reveal --unsupported counts', async () => {
    await withFolder({ 'a.ts': '' }, async (folder) => {
      assert.deepEqual(await run(folder, ['reveal', '--unsupported', '.']), { code: 0, out: '      0  in 1 file\n', err: '' });
    });
  });

  it('lsp says what is missing', async () => {
    await withFolder({}, async (folder) => {
      assert.deepEqual(await run(folder, ['lsp', '--stdio']), { code: 2, out: '', err: 'caley: the language server is not built: npm run build\n' });
      assert.equal((await run(folder, ['lsp'])).code, 2);
    });
  });
});

describe('a place', () => {
  const places: readonly (readonly [string, string, number | null, number | null])[] = [
    ['a.ts', 'a.ts', null, null],
    ['a.ts:12', 'a.ts', 12, null],
    ['src/a b.ts:12:3', 'src/a b.ts', 12, 3],
    ['C:\\x\\a.ts:12', 'C:\\x\\a.ts', 12, null],
    ['odd:7', 'odd:7', null, null],
  ];
  for (const [text, file, line, column] of places) {
    it(text, () => assert.deepEqual(parsePlace(text, (path) => path === 'odd:7'), { file, line, column }));
  }
});
