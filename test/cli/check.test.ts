/** `caley check`: exit codes, where output goes, and what it says about what it did not examine. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf } from '../../src/cli';
import type { JsonReport } from '../../src/report';
import { collectReport } from '../../src/report';
import { sampleReport, sampleSource, tool } from '../report/sample';
import { withFolder } from '../temporary-folder';
import { run } from './run';

const clean = { 'src/a.ts': 'hello();\n' };
const flagged = { 'src/b.ts': 'hello();\nhellp();\n', 'src/a.ts': 'hellp(); // caley-ignore\n' };

describe('caley check', () => {
  it('0 where nothing is found', async () => {
    await withFolder(clean, async (folder) => {
      assert.deepEqual(await run(folder, ['check']), { code: 0, out: '0 findings in 1 file\n', err: '' });
    });
  });

  it('1 where something is, with the line, the clause and the way out', async () => {
    await withFolder(flagged, async (folder) => {
      const { code, out, err } = await run(folder, ['check', 'src']);
      assert.equal(code, 1);
      assert.equal(err, '');
      for (const part of ['src/b.ts\n', '2:1  warning', 'fake/hellp  DP-DATA-2', '| hellp();\n', '| ^^^^^\n', 'fix: Write "hello".', '1 finding (1 warning) in 2 files, 1 suppressed\n']) {
        assert.ok(out.includes(part), `${part} is not in\n${out}`);
      }
    });
  });

  it('--fail-on moves the threshold', async () => {
    await withFolder(flagged, async (folder) => {
      assert.equal((await run(folder, ['check', '--fail-on', 'error'])).code, 0);
      assert.equal((await run(folder, ['check', '--fail-on', 'warning'])).code, 1);
      assert.equal((await run(folder, ['check', '--fail-on', 'hint'])).code, 1);
      assert.equal((await run(folder, ['check', '--fail-on', 'none'])).code, 0);
    });
  });

  it('thresholds over all severities', () => {
    const report = sampleReport();
    const only = (severity: string): typeof report => ({
      ...report,
      files: report.files.map((file) => ({ ...file, findings: file.findings.filter((each) => each.finding.severity === severity && each.suppression === null) })),
    });
    const codes = (['error', 'warning', 'info', 'hint', 'none'] as const).map((threshold) => [exitCodeOf(only('error'), threshold), exitCodeOf(only('hint'), threshold)]);
    assert.deepEqual(codes, [[1, 0], [1, 0], [1, 0], [1, 1], [0, 0]]);
  });

  it('2 where the configuration is broken and nothing else is wrong', () => {
    const mistakes = collectReport({ ...sampleSource, findings: () => [], mistakes: (file) => [{ file, range: { start: 0, end: 1 }, message: 'no', severity: 'error' }] }, tool);
    assert.equal(exitCodeOf(mistakes, 'warning'), 2);
    const both = collectReport({ ...sampleSource, mistakes: (file) => [{ file, range: { start: 0, end: 1 }, message: 'no', severity: 'error' }] }, tool);
    assert.equal(exitCodeOf(both, 'warning'), 1);
  });

  it('2 and one line for a path that is not there', async () => {
    await withFolder(clean, async (folder) => {
      assert.deepEqual(await run(folder, ['check', 'src', 'gone']), { code: 2, out: '', err: 'caley: no such file or folder: gone\n' });
    });
  });

  it('2 for wrong usage', async () => {
    await withFolder(clean, async (folder) => {
      for (const argv of [['check', '--format', 'yaml'], ['check', '--what'], ['frobnicate'], [], ['check', '--fail-on', 'never']]) {
        const { code, out, err } = await run(folder, argv);
        assert.equal(code, 2, argv.join(' '));
        assert.equal(out, '');
        assert.notEqual(err, '');
      }
    });
  });

  it('3 for a bug of ours, with where it happened', async () => {
    await withFolder({ 'a.ts': 'crash' }, async (folder) => {
      const { code, out, err } = await run(folder, ['check']);
      assert.deepEqual([code, out], [3, '']);
      assert.match(err, /^caley: this is a bug in Caley Compliance\. Error: a crash was asked for\n/);
    });
  });

  it('3 where the engine cannot be loaded', async () => {
    await withFolder(clean, async (folder) => {
      assert.equal((await run(folder, ['check'], { loadEngine: () => Promise.reject(new Error('no wasm')) })).code, 3);
    });
  });

  it('--output writes the file and keeps stdout free', async () => {
    await withFolder(flagged, async (folder) => {
      const { code, out, err } = await run(folder, ['check', '--format', 'sarif', '--output', 'caley.sarif']);
      assert.deepEqual([code, out], [1, '']);
      assert.equal(err, '1 finding (1 warning) in 2 files, 1 suppressed; written to caley.sarif\n');
      assert.match(readFileSync(join(folder, 'caley.sarif'), 'utf8'), /"version": "2\.1\.0"/);
      assert.deepEqual(await run(folder, ['check', '--output', 'no/such/folder.txt']), { code: 2, out: '', err: 'caley: cannot write no/such/folder.txt: no such file or folder\n' });
    });
  });

  it('the same files give the same bytes, in whatever order paths come', async () => {
    await withFolder({ ...flagged, 'lib/c.ts': 'hellp()', 'lib/d.min.js.ts': '' }, async (folder) => {
      for (const format of ['text', 'json', 'sarif']) {
        const first = await run(folder, ['check', '--format', format, 'src', 'lib']);
        assert.deepEqual(await run(folder, ['check', '--format', format, 'lib', 'src', 'lib/c.ts']), first);
        assert.deepEqual(await run(folder, ['check', '--format', format]), first);
      }
    });
  });

  it('files outside the folder are named from the deepest common one', async () => {
    await withFolder({ 'project/a.ts': '', 'other/sub/b.ts': 'hellp()' }, async (folder) => {
      const { out } = await run(join(folder, 'project'), ['check', '../other', '--format', 'json']);
      assert.deepEqual((JSON.parse(out) as JsonReport).findings.map((finding) => finding.file), ['sub/b.ts']);
    });
  });

  it('what is not examined is named and counted', async () => {
    await withFolder({ 'a.ts': '', 'b.ts': '\0', 'dist/c.ts': '' }, async (folder) => {
      const { code, out } = await run(folder, ['check']);
      assert.equal(code, 0);
      assert.equal(out, 'Not examined:\n  b.ts: holds NUL bytes\n  dist: a folder of build output\n\n0 findings in 1 file, 2 skipped (1 binary, 1 ignored)\n');
    });
  });

  it('colours for terminals only, and as asked', async () => {
    await withFolder(flagged, async (folder) => {
      const coloured = async (argv: readonly string[], options: Parameters<typeof run>[2]): Promise<boolean> => (await run(folder, ['check', ...argv], options)).out.includes('\u001b[');
      assert.equal(await coloured([], {}), false);
      assert.equal(await coloured([], { terminal: true }), true);
      assert.equal(await coloured([], { terminal: true, env: { NO_COLOR: '1' } }), false);
      assert.equal(await coloured([], { terminal: true, env: { NO_COLOR: '' } }), true);
      assert.equal(await coloured([], { terminal: true, env: { TERM: 'dumb' } }), false);
      assert.equal(await coloured(['--no-color'], { terminal: true }), false);
      assert.equal(await coloured(['--color'], { env: { NO_COLOR: '1' } }), true);
    });
  });

  it('progress is one line on a terminal’s stderr, and gone at the end', async () => {
    await withFolder(clean, async (folder) => {
      assert.equal((await run(folder, ['check'], { terminal: true })).err, '\r\u001b[KChecking… 1 file\r\u001b[K');
    });
  });
});
