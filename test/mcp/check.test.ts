/** The server for agents that is shipped, asked by a real client: the same findings as the command line, of the disk as it is now, bounded and paged. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonReport } from '../../src/report';
import { withFolder } from '../temporary-folder';
import { cli, textOf, withAgent } from './agent';
import type { Checked } from './agent';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const leak = "import pino from 'pino';\nconst log = pino();\nexport const tell = (user: { email: string }) => log.info(user.email);\n";
const clean = 'export const one = 1;\n';

function checked(folder: string): JsonReport {
  const { stdout } = spawnSync(process.execPath, [cli, 'check', '--no-cache', '--format', 'json', '--fail-on', 'none'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as JsonReport;
}

describe('check_files of dist/cli.js mcp', function () {
  this.timeout(180_000);

  for (const name of ['booking-sync', 'declaration', 'infrastructure', 'webhooks-and-tenants']) {
    it(`finds in ${name} what the command line finds there, on all pages`, async () => {
      const folder = join(examples, name);
      const wanted = checked(folder);
      await withAgent({ cwd: folder }, async ({ ask }) => {
        const pages: Checked[] = [];
        for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null) {
          pages.push(await ask<Checked>('check_files', { includeSuppressed: true, limit: 7, ...(cursor === undefined ? {} : { cursor }) }));
        }
        const found = pages.flatMap(({ findings }) => findings).map(({ fixes: _, ...finding }) => finding);
        assert.deepEqual(found, wanted.findings);
        assert.equal(pages[0]?.total, wanted.findings.length);
        assert.deepEqual(pages[0].summary, wanted.summary);
        assert.deepEqual(pages[0].mistakes, wanted.mistakes);
        assert.deepEqual(pages[0].skipped, wanted.skipped);
        assert.ok(pages.length >= Math.ceil(wanted.findings.length / 7) && pages.every(({ findings }) => findings.length <= 7));
      });
    });
  }

  it('says what it is for, writes nothing, and tells the forms of what goes in and out', async () => {
    await withFolder({ 'a.ts': clean }, async (folder) => {
      await withAgent({ cwd: folder }, async (agent) => {
        const tools = await agent.tools();
        assert.deepEqual(tools.map(({ name }) => name).sort(), ['check_files', 'explain_finding', 'list_clauses', 'propose_fix']);
        for (const { name, description, annotations, inputSchema, outputSchema } of tools) {
          assert.match(description ?? '', /Use it .*Do NOT use it /s, name);
          assert.deepEqual([annotations?.readOnlyHint, annotations?.openWorldHint, annotations?.destructiveHint], [true, false, false], name);
          assert.deepEqual([inputSchema.type, inputSchema['additionalProperties'], outputSchema?.type], ['object', false, 'object'], name);
        }
        assert.match(agent.instructions() ?? '', /check_files/);
        assert.equal(agent.stderr(), '');
      });
    });
  });

  it('tells of the paths that are asked for, by what the whole project shows', async () => {
    const files = {
      'src/log.ts': "import pino from 'pino';\nexport const note = (text: string) => pino().info(text);\n",
      'src/user.ts': "import { note } from './log';\nexport const tell = (user: { phoneNumber: string }) => note(user.phoneNumber);\n",
      'other/b.ts': leak, 'dist/c.ts': leak, 'notes.txt': '', '.gitignore': 'local\n', '.git/HEAD': 'ref: refs/heads/main\n', 'local/d.ts': leak,
    };
    await withFolder(files, async (folder) => {
      await withAgent({ cwd: folder }, async ({ ask }) => {
        const at = async (...paths: string[]): Promise<readonly string[]> => {
          const { findings, skipped } = await ask<Checked>('check_files', { paths });
          return [...findings.map(({ file, start, rule }) => `${file}:${String(start.line)} ${rule}`), ...skipped.map(({ file, reason }) => `${file} ${reason}`)];
        };
        assert.deepEqual(await at('src/user.ts'), ['src/user.ts:2 log/personal-data']);
        assert.deepEqual(await at('src/log.ts'), []);
        assert.deepEqual(await at(join(folder, 'other')), ['other/b.ts:3 log/personal-data']);
        assert.deepEqual(await at('./src/../other/b.ts', 'dist/c.ts', 'notes.txt', 'local/d.ts'), ['other/b.ts:3 log/personal-data', 'dist ignored', 'local/d.ts ignored', 'notes.txt ignored']);
      });
    });
  });

  it('follows the disk between calls', async () => {
    await withFolder({ 'a.ts': clean, 'package.json': '{}' }, async (folder) => {
      await withAgent({ cwd: folder }, async ({ ask }) => {
        const files = async (): Promise<readonly string[]> => (await ask<Checked>('check_files')).findings.map(({ file }) => file);
        assert.deepEqual(await files(), []);
        writeFileSync(join(folder, 'a.ts'), leak);
        mkdirSync(join(folder, 'new'));
        writeFileSync(join(folder, 'new/b.ts'), leak);
        assert.deepEqual(await files(), ['a.ts', 'new/b.ts']);
        renameSync(join(folder, 'a.ts'), join(folder, 'c.ts'));
        assert.deepEqual(await files(), ['c.ts', 'new/b.ts']);
        writeFileSync(join(folder, 'caley.yaml'), 'version: 1\nexclude: ["new/**"]\n');
        assert.deepEqual(await files(), ['c.ts']);
        rmSync(join(folder, 'caley.yaml'));
        writeFileSync(join(folder, 'c.ts'), clean);
        rmSync(join(folder, 'new'), { recursive: true });
        assert.deepEqual(await files(), []);
      });
    });
  });

  it('takes unsaved contents for one call alone', async () => {
    await withFolder({ 'a.ts': clean, 'b.ts': leak }, async (folder) => {
      await withAgent({ cwd: folder }, async ({ ask, call }) => {
        const files = async (unsaved: readonly { path: string; content: string }[]): Promise<readonly string[]> => (await ask<Checked>('check_files', { unsaved })).findings.map(({ file }) => file);
        const [first, second] = await Promise.all([files([{ path: 'a.ts', content: leak }, { path: 'b.ts', content: clean }, { path: 'sub/new.ts', content: leak }]), files([])]);
        assert.deepEqual([first, second], [['a.ts', 'sub/new.ts'], ['b.ts']]);
        const { structuredContent } = await call('check_files', { paths: ['sub/new.ts'], unsaved: [{ path: 'sub/new.ts', content: leak }] });
        assert.equal((structuredContent as unknown as Checked).total, 1);
        assert.match(textOf(await call('check_files', { paths: ['sub/new.ts'] })), /There is no file or folder "sub\/new\.ts"/);
      });
    });
  });

  it('tells what is suppressed where that is asked for', async () => {
    await withFolder({ 'a.ts': leak.replace('export', '// caley-ignore log/personal-data -- support reads it\nexport') }, async (folder) => {
      await withAgent({ cwd: folder }, async ({ ask }) => {
        const without = await ask<Checked>('check_files');
        assert.deepEqual([without.total, without.summary.suppressed], [0, 1]);
        const [finding] = (await ask<Checked>('check_files', { includeSuppressed: true })).findings;
        assert.equal(finding?.suppression?.reason, 'support reads it');
      });
    });
  });

  it('ends a page before it is too long, and knows when the next one is of something else', async () => {
    const many = Array.from({ length: 120 }, (_, i) => `export const tell${String(i)} = (user: { email: string }) => log.info(user.email);\n`).join('');
    await withFolder({ 'a.ts': `import pino from 'pino';\nconst log = pino();\n${many}` }, async (folder) => {
      await withAgent({ cwd: folder }, async ({ call, refused }) => {
        const answer = await call('check_files', { limit: 100 });
        const { findings, total, nextCursor } = answer.structuredContent as unknown as Checked;
        assert.equal(total, 120);
        assert.ok(findings.length > 20 && findings.length < 100 && JSON.stringify(findings).length < 80_000, String(findings.length));
        assert.ok(nextCursor !== null && textOf(answer).includes(`Findings 1 to ${String(findings.length)} of 120. The next page: cursor ${nextCursor}`));
        writeFileSync(join(folder, 'a.ts'), leak);
        assert.match(await refused('check_files', { limit: 100, cursor: nextCursor }), /files changed/);
        assert.match(await refused('check_files', { cursor: 'x' }), /is no page/);
      });
    });
  });
});
