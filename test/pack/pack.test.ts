/** What `npm pack` makes of the build: lean, with all that it needs, and at work in a folder far from here that knows no registry. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, sep } from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { withFolder } from '../temporary-folder';

const root = join(import.meta.dirname, '..', '..');
const leak = "import pino from 'pino';\nexport const tell = (user: { email: string }) => pino().info(user.email);\n";

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
}

function npm(args: readonly string[], cwd: string, cache: string): string {
  const own = process.env['npm_execpath'];
  const [command, first] = own?.endsWith('npm-cli.js') === true ? [process.execPath, [own]] : ['npm', []];
  // A proxy that nobody listens at: whatever asks the network fails at once.
  const env = { ...process.env, npm_config_cache: cache, npm_config_proxy: 'http://127.0.0.1:9', npm_config_https_proxy: 'http://127.0.0.1:9' };
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

describe('npm pack', function () {
  this.timeout(180_000);

  it('makes a package that installs nothing else and runs wherever it is', async () => {
    await withFolder({ 'app/package.json': '{"name":"app","private":true}', 'app/src/a.ts': leak, 'tgz/x': '' }, async (folder) => {
      const [cache, app] = [join(folder, 'cache'), join(folder, 'app')];
      const tarball = join(folder, 'tgz', npm(['pack', '--pack-destination', join(folder, 'tgz')], root, cache).trim().split('\n').at(-1) ?? '');
      assert.ok(statSync(tarball).size < 5 * 1024 * 1024, `${String(statSync(tarball).size)} bytes`);
      npm(['install', '--offline', '--no-save', tarball], app, cache);

      const installed = join(app, 'node_modules/caley-compliance');
      const { version, bin, dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
      assert.deepEqual([bin, dependencies], [{ caley: 'dist/cli.js' }, undefined]);
      const files = filesUnder(installed);
      for (const file of ['LICENSE', 'README.md', 'dist/cli.js', 'dist/worker.js', 'dist/server.js', 'dist/mcp.js', 'dist/packs.json', 'dist/assets/web-tree-sitter.wasm', 'dist/policy/developer-policy.html']) assert.ok(files.includes(file), file);
      assert.deepEqual(files.filter((file) => !/^(?:LICENSE|README\.md|package\.json|dist\/[^/]+\.(?:js|json|txt)|dist\/(?:assets|policy)\/[^/]+\.(?:wasm|html))$/.test(file) || /bench|fake|\.map$/.test(file)), []);
      assert.deepEqual(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.')), ['caley-compliance']);

      const caley = join(app, 'node_modules/.bin/caley');
      const run = (...args: readonly string[]): ReturnType<typeof spawnSync> => spawnSync(caley, args, { cwd: app, encoding: 'utf8', shell: process.platform === 'win32' });
      assert.equal(run('--version').stdout, `${version}\n`);
      const { status, stdout } = run('check', '--no-cache', '--workers', '2', '--format', 'json', '--fail-on', 'info');
      const { findings } = JSON.parse(String(stdout)) as { readonly findings: readonly { readonly file: string; readonly rule: string }[] };
      assert.deepEqual([status, findings.map(({ file, rule }) => `${file} ${rule}`)], [1, ['src/a.ts log/personal-data']]);
      assert.match(String(run('explain', 'DP-DATA-2').stdout), /^DP-DATA-2 /);

      await initialize(caley, app);
      const asked = spawnSync(caley, ['mcp'], { cwd: app, encoding: 'utf8', shell: process.platform === 'win32', input: `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } } })}\n` });
      assert.deepEqual([asked.status, asked.stderr], [0, '']);
      assert.equal((JSON.parse(asked.stdout) as { readonly result: { readonly serverInfo: { readonly name: string } } }).result.serverInfo.name, 'caley');
    });
  });

  it('has every package in the bundles: nothing is left to be installed', () => {
    const there = new Set([...builtinModules, 'vscode']);
    // Code that ajv would write into files of its own, which nobody asks it for.
    const written = /^ajv(?:-formats)?\/dist\//;
    for (const bundle of ['cli', 'mcp', 'server', 'worker', 'extension']) {
      const asked = [...readFileSync(join(root, 'dist', `${bundle}.js`), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
      assert.deepEqual([bundle, [...new Set(asked)].filter((name) => !there.has(name.replace(/^node:/, '')) && !written.test(name))], [bundle, []]);
    }
  });

  it('keeps what agents need out of what others load', () => {
    for (const bundle of ['cli', 'server', 'worker', 'extension']) assert.doesNotMatch(readFileSync(join(root, 'dist', `${bundle}.js`), 'utf8'), /modelcontextprotocol|ZodObject/, bundle);
    assert.match(readFileSync(join(root, 'dist/mcp.js'), 'utf8'), /ZodObject/);
  });
});

/** The language server answers, finds what the command line finds, and ends when it is told to. */
async function initialize(caley: string, app: string): Promise<void> {
  const server = spawn(caley, ['lsp', '--stdio'], { cwd: app, shell: process.platform === 'win32' });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const published = new Promise<readonly { readonly code: string }[]>((resolve) => {
    connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { readonly diagnostics: readonly { readonly code: string }[] }) => {
      if (diagnostics.length > 0) resolve(diagnostics);
    });
  });
  connection.listen();
  const uri = `file://${app}`;
  const { capabilities } = await connection.sendRequest<{ readonly capabilities: { readonly codeActionProvider?: unknown } }>('initialize', { processId: process.pid, rootUri: uri, capabilities: {}, workspaceFolders: [{ uri, name: 'app' }] });
  assert.ok(capabilities.codeActionProvider !== undefined);
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: `${uri}/src/a.ts`, languageId: 'typescript', version: 1, text: leak } });
  assert.deepEqual((await published).map(({ code }) => code), ['log/personal-data']);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  assert.equal(await ended, 0);
  connection.dispose();
}
