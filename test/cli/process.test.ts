/** The built program, `dist/cli.js`, as a shell sees it: `npm run build` first. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonReport } from '../../src/report';
import { withFolder } from '../temporary-folder';

const cli = join(__dirname, '..', '..', 'dist', 'cli.js');
const leaking = "import pino from 'pino';\nexport function book(attendee: { email: string }) {\n  pino().info(attendee.email);\n}\n";

function caley(cwd: string, ...argv: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...argv], { cwd, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

describe('dist/cli.js', () => {
  before('is built', () => assert.ok(existsSync(cli), 'npm run build'));

  it('finds a leak with its own parsers and packs', async () => {
    await withFolder({ 'src/book.ts': leaking }, (folder) => {
      const { code, out, err } = caley(folder, 'check', '--format', 'json');
      assert.equal(err, '');
      assert.equal(code, 1);
      const [finding, ...others] = (JSON.parse(out) as JsonReport).findings;
      assert.deepEqual(others, []);
      assert.deepEqual([finding?.rule, finding?.file, finding?.start.line], ['log/personal-data', 'src/book.ts', 3]);
    });
  });

  it('exit codes of a process', async () => {
    await withFolder({ 'a.ts': '' }, (folder) => {
      assert.equal(caley(folder, 'check').code, 0);
      assert.deepEqual(caley(folder, 'check', 'gone.ts'), { code: 2, out: '', err: 'caley: no such file or folder: gone.ts\n' });
      assert.equal(caley(folder, 'check', '--unknown').code, 2);
    });
  });

  it('knows rules and clauses', async () => {
    await withFolder({}, (folder) => {
      assert.match(caley(folder, 'explain', 'DP-DATA-2').out, /^DP-DATA-2 /);
      assert.match(caley(folder, 'explain', 'log/personal-data').out, /^log\/personal-data: /);
    });
  });

  it('reveals what it knows at a place', async () => {
    await withFolder({ 'src/book.ts': leaking }, (folder) => {
      assert.match(caley(folder, 'reveal', 'src/book.ts:3:24').out, /data\.contact\.email/);
    });
  });

  it('ends quietly when its reader goes', async () => {
    const lines = Array.from({ length: 3000 }, (_, line) => `pino().info(attendee.email); // ${String(line)}\n`).join('');
    await withFolder({ 'a.ts': `import pino from 'pino';\nexport function f(attendee: { email: string }) {\n${lines}}\n` }, async (folder) => {
      const child = spawn(process.execPath, [cli, 'check'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      const errors: Buffer[] = [];
      child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
      child.stdout.once('data', () => child.stdout.destroy());
      await once(child, 'close');
      assert.equal(Buffer.concat(errors).toString(), '');
    });
  });

  it('lsp --stdio answers initialize and ends on exit', async () => {
    await withFolder({}, async (folder) => {
      const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
      const send = (message: object): void => {
        const body = JSON.stringify({ jsonrpc: '2.0', ...message });
        child.stdin.write(`Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`);
      };
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('"id":1,') && !output.includes('"id":2,')) send({ id: 2, method: 'shutdown' });
        if (output.includes('"id":2,')) send({ method: 'exit' });
      });
      send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
      const [code] = (await once(child, 'exit')) as [number | null];
      assert.equal(code, 0);
      assert.match(output, /"capabilities":/);
    });
  });
});
