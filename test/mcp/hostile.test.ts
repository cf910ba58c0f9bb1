/** What an agent may hand to the server by mistake or with intent: nothing outside is looked at, nothing hangs, each slip is told in words, and the next call is answered. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFolder } from '../temporary-folder';
import { cli, textOf, withAgent } from './agent';
import type { Checked } from './agent';

const leak = "import pino from 'pino';\nexport const tell = (user: { email: string }) => pino().info(user.email);\n";
const clean = 'export const one = 1;\n';

describe('the server for agents, with hostile input', function () {
  this.timeout(120_000);

  it('looks at nothing outside, whatever leads there', async () => {
    await withFolder({ 'project/a.ts': clean, 'project/caley.yaml': 'version: 1\napi: { openapi: api.yaml }\n', 'outside/b.ts': leak, 'outside/api.yaml': 'secret-of-outside: [', 'project-two/c.ts': leak }, async (folder) => {
      const project = join(folder, 'project');
      symlinkSync('../outside', join(project, 'linked'));
      symlinkSync('../outside/b.ts', join(project, 'b.ts'));
      symlinkSync('../outside/api.yaml', join(project, 'api.yaml'));
      symlinkSync('nowhere', join(project, 'broken.ts'));
      symlinkSync('loop', join(project, 'loop'));
      await withAgent({ cwd: project }, async (agent) => {
        const paths = ['..', '../outside/b.ts', join(folder, 'outside/b.ts'), '../project-two/c.ts', 'linked', 'linked/b.ts', 'b.ts', 'linked/new.ts', 'broken.ts', 'loop/a.ts', '/etc/passwd', 'a.ts/../../outside/b.ts', 'a.ts\0../b', '~', '\\\\host\\share', 'file:///etc/passwd'];
        for (const path of paths) {
          for (const [tool, input] of Object.entries({
            check_files: { paths: [path] }, propose_fix: { path, rule: 'log/personal-data', line: 2 }, explain_finding: { subject: `${path}:2` }, list_clauses: { path },
          })) {
            assert.match(await agent.refused(tool, input), /is outside of the folder|There is no file or folder/, `${tool} ${path}`);
          }
        }
        assert.match(await agent.refused('check_files', { unsaved: [{ path: '../outside/b.ts', content: leak }] }), /is outside of the folder/);
        assert.match(await agent.refused('propose_fix', { path: 'linked/b.ts', rule: 'log/personal-data', line: 2, content: leak }), /is outside of the folder/);
        const all = await agent.ask<Checked>('check_files');
        assert.deepEqual([all.findings.filter(({ file }) => file !== 'caley.yaml'), all.summary.files], [[], 1]);
        assert.deepEqual(all.mistakes.map(({ message }) => message), ['"api.yaml" cannot be read: a link leads out of the folder. Requests are not held against the API until it can be read.']);
        assert.doesNotMatch(JSON.stringify(await agent.call('check_files')), /secret-of-outside/);
      });
    });
  });

  it('tells what is wrong with arguments and goes on', async () => {
    await withFolder({ 'a.ts': leak }, async (folder) => {
      await withAgent({ cwd: folder }, async ({ refused, call, ask }) => {
        const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
          ['check_files', { paths: 'a.ts' }, /paths/], ['check_files', { paths: [] }, /paths/], ['check_files', { paths: [''] }, /paths/], ['check_files', { limit: 0 }, /limit/], ['check_files', { limit: 1e9 }, /limit/],
          ['check_files', { files: ['a.ts'] }, /files/], ['check_files', { unsaved: [{ path: 'a.ts' }] }, /content/], ['check_files', { unsaved: [{ path: '.', content: '' }] }, /is a folder/],
          ['propose_fix', { path: 'a.ts' }, /Which finding/], ['propose_fix', { path: 'a.ts', rule: 'log/personal-data' }, /Which finding/], ['propose_fix', { path: 'a.ts', identity: 'x' }, /There is no such finding in "a\.ts" now, but log\/personal-data at line 2 \([0-9a-f]+\)/],
          ['propose_fix', { path: 'a.ts', rule: 'log/personal-data', line: 2, fix: 'nope' }, /No fix "nope" is offered for this finding; there is [a-z-]+/], ['propose_fix', { path: '.', rule: 'x', line: 1 }, /is not examined/],
          ['explain_finding', {}, /subject/], ['explain_finding', { subject: 'log/personal' }, /There is no rule or clause "log\/personal"; there is .*log\//], ['explain_finding', { subject: 'zzz' }, /list_clauses/], ['explain_finding', { subject: 'a.ts:1' }, /Nothing is found at line 1 of "a\.ts", but at line 2/],
          ['list_clauses', { states: ['kept'] }, /states/],
        ];
        for (const [tool, input, message] of wrong) assert.match(await refused(tool, input), message, JSON.stringify(input));
        assert.equal((await call('write_file', { path: 'a.ts' })).isError, true);
        assert.equal((await ask<Checked>('check_files')).total, 1);
      });
    });
  });

  it('reads what is no code, and says what it did not examine', async () => {
    const files = { 'huge.ts': `${leak}${'// filler\n'.repeat(300_000)}`, 'binary.ts': Buffer.from([0, 1, 2, 3]), 'latin.ts': Buffer.from('größe', 'latin1'), 'min.ts': `const a = "${'x'.repeat(10_000)}";\n`, 'broken.ts': `${leak}export function (((\n  if (`, 'deep.ts': `const a = ${'['.repeat(3000)};\n`, 'caley.yaml': ': : [', 'empty.ts': '' };
    await withFolder(files, async (folder) => {
      await withAgent({ cwd: folder }, async ({ ask, refused, call }) => {
        const { findings, skipped, mistakes } = await ask<Checked>('check_files');
        assert.deepEqual(findings.map(({ file, rule }) => `${file} ${rule}`), ['broken.ts log/personal-data']);
        assert.deepEqual(skipped.map(({ file, reason }) => `${file} ${reason}`), ['binary.ts binary', 'huge.ts too-large', 'latin.ts not-utf8', 'min.ts minified']);
        assert.ok(mistakes.length > 0 && mistakes.every(({ file }) => file === 'caley.yaml'));
        assert.match(await refused('check_files', { unsaved: [{ path: 'a.ts', content: files['huge.ts'] }] }), /larger than 2097152 bytes/);
        assert.match(await refused('propose_fix', { path: 'huge.ts', rule: 'log/personal-data', line: 2 }), /is not examined: .* bytes, the limit is/);
        assert.equal((await ask<Checked>('check_files', { paths: ['broken.ts'] })).total, 1);
        // In a name and in a message, what could pass for another line or direction is written out.
        const evil = await call('check_files', { paths: ['x\n\u202ey.ts'], unsaved: [{ path: 'x\n\u202ey.ts', content: leak }] });
        assert.match(textOf(evil), /x \\u\{202e\}y\.ts:2:\d+ \w+ log\/personal-data/);
      });
    });
  });

  it('says no credential and no contact that stands in the code', async () => {
    const secret = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_');
    const files = {
      'a.ts': `import Stripe from 'stripe';\nimport pino from 'pino';\nconst owner = 'jane.doe@patients.example.org'; // +49 171 5550123\nconst stripe = new Stripe('${secret}');\nexport const tell = (user: { email: string }) => pino().info(user.email);\nexport { owner, stripe };\n`,
    };
    await withFolder(files, async (folder) => {
      await withAgent({ cwd: folder }, async ({ call }) => {
        const answer = await call('check_files');
        const { findings } = answer.structuredContent as unknown as Checked;
        const rules = findings.map(({ rule }) => rule);
        assert.ok(rules.includes('log/personal-data') && rules.some((rule) => rule.startsWith('secret/')), rules.join());
        const said = [answer];
        for (const { identity, start } of findings) said.push(await call('propose_fix', { path: 'a.ts', identity }), await call('explain_finding', { subject: `a.ts:${String(start.line)}` }));
        assert.ok(said.every(({ isError }) => isError !== true));
        const text = JSON.stringify(said);
        for (const hidden of [secret, 'jane.doe', '5550123']) assert.ok(!text.includes(hidden), hidden);
        assert.match(text, /\*{20}/);
      });
    });
  });

  it('starts nowhere that nobody can mean, and says so', async () => {
    await withFolder({ 'a.ts': leak }, async (folder) => {
      const { status, stderr } = spawnSync(process.execPath, [cli, 'mcp', 'nowhere'], { cwd: folder, encoding: 'utf8', input: '' });
      assert.deepEqual([status, stderr], [2, 'caley: nowhere is no folder that can be read: start "caley mcp" with the folder of the project.\n']);
      await withAgent({ cwd: '/' }, async ({ refused }) => {
        assert.match(await refused('check_files'), /started in no project/);
      });
    });
  });

  it('looks at the folders that it is given, or that the client names', async () => {
    await withFolder({ 'one/a.ts': leak, 'two/b.ts': leak, 'three/c.ts': leak, 'one/inner/d.ts': clean }, async (folder) => {
      const files = (checked: Checked): readonly string[] => checked.findings.map(({ file }) => file.replace(`${folder}/`, ''));
      await withAgent({ cwd: folder, folders: ['one', 'two', 'one/inner'] }, async ({ ask, refused }) => {
        assert.deepEqual(files(await ask<Checked>('check_files')), ['one/a.ts', 'two/b.ts']);
        assert.deepEqual(files(await ask<Checked>('check_files', { paths: ['b.ts'] })), ['two/b.ts']);
        assert.match(await refused('check_files', { paths: [join(folder, 'three/c.ts')] }), /outside of the folders/);
        assert.match(await refused('check_files', { paths: [dirname(folder)] }), /outside of the folders/);
      });
      let roots = [join(folder, 'three')];
      let changed = (): Promise<void> => Promise.resolve();
      const onClient = (client: { sendRootsListChanged(): Promise<void> }): void => {
        changed = () => client.sendRootsListChanged();
      };
      await withAgent({ cwd: '/', roots: () => roots, onClient }, async ({ ask }) => {
        assert.deepEqual(files(await ask<Checked>('check_files')), ['c.ts']);
        roots = [join(folder, 'two')];
        await changed();
        assert.deepEqual(files(await ask<Checked>('check_files')), ['b.ts']);
      });
    });
  });

  it('ends when the client has gone, and takes no answer for a message', async () => {
    await withFolder({ 'a.ts': leak }, (folder) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'mcp'], { cwd: folder, encoding: 'utf8', input: 'not json\n{"jsonrpc":"2.0","id":1,"method":"ping"}\n', timeout: 60_000 });
      assert.equal(status, 0, stderr);
      assert.deepEqual(stdout.trim().split('\n').map((line) => JSON.parse(line) as unknown), [{ result: {}, jsonrpc: '2.0', id: 1 }]);
      assert.match(stderr, /^caley mcp: .*JSON/);
    });
  });
});
