/**
 * Runs the tests of test/vscode in VS Code in a browser, the extension in its web worker extension host and the server in a worker of that:
 *     node test/vscode/run-web.mjs [--timeout SECONDS] [--verbose]
 * The extension is served as its .vsix would hold it. Linux x64. The last line counts the tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../host/browser.mjs';
import { startServer } from '../host/server.mjs';
import { cache, ensureTools, root } from '../host/tools.mjs';
import { runSuite } from './run-in-server.mjs';

const { values: options } = parseArgs({ options: { timeout: { type: 'string', default: '300' }, verbose: { type: 'boolean', default: false } } });
const TESTS = join(root, 'dist/web/test');
/** Where the extension is served, beside the workbench: its page may load from nowhere else. */
const AT = '/__extension';
const TYPES = { js: 'text/javascript', json: 'application/json', wasm: 'application/wasm' };
const log = (message) => console.log(`[web] ${message}`);
const counts = { passed: 0, failed: 0, skipped: 0 };

const started = Date.now();
const tools = ensureTools(log);
const server = await startServer(tools, { workspace: join(root, 'test/vscode/fixtures'), onOutput: (chunk) => options.verbose && process.stderr.write(chunk) });
let browser = null;
let code = 1;
try {
  tellExpected(server.workspace);
  browser = await openBrowser(tools, { env: server.env });
  log(`VS Code ${tools.version} in Chromium ${browser.version}, the extension in a worker`);
  await serveExtension(browser.page, server.port);
  code = await runSuite({ page: browser.page, server, payload: [], ...options, counts });
  log(`done after ${((Date.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  const picture = join(cache, 'failure-web.png');
  await browser?.page.screenshot({ path: picture }).then(() => log(`a picture of the workbench: ${picture}`), () => undefined);
  counts.failed++;
} finally {
  await browser?.close();
  await server.stop();
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(code === 0 && counts.passed > 0 ? 0 : 1);

/** What the command line finds in the same folder, for the suite to hold against. */
function tellExpected(folder) {
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'check', '--format', 'json', '--no-cache', '--fail-on', 'none'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!stdout.startsWith('{')) throw new Error(`the command line said nothing\n${stderr}`);
  mkdirSync(TESTS, { recursive: true });
  writeFileSync(join(TESTS, 'expected.json'), stdout);
}

/** What is packaged, and the suite. */
async function serveExtension(page, port) {
  const vsce = spawnSync(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' });
  if (vsce.status !== 0) throw new Error(`what is packaged could not be listed\n${vsce.stdout}${vsce.stderr}`);
  const packaged = new Set(vsce.stdout.split('\n').map((name) => name.trim()));
  await page.context().route(`**${AT}/**`, async (route) => {
    const path = join(root, decodeURIComponent(new URL(route.request().url()).pathname).slice(AT.length + 1));
    const name = relative(root, path).split(sep).join('/');
    if (!packaged.has(name) && !name.startsWith('dist/web/test/')) return route.fulfill({ status: 404 });
    if (!existsSync(path)) return route.fulfill({ status: 404 });
    await route.fulfill({ body: readFileSync(path), contentType: TYPES[name.split('.').at(-1)] ?? 'text/plain' });
  });
  // The workbench takes extensions under development from what embeds it alone, so its configuration is added to as it reads it.
  const at = (path) => ({ scheme: 'http', authority: `127.0.0.1:${port}`, path: `${AT}${path}` });
  await page.addInitScript((own) => {
    const read = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = read.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      const configuration = JSON.parse(value);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...own };
      return JSON.stringify(configuration);
    };
  }, { extensions: [at('')], extensionTestsPath: at('/dist/web/test/index') });
}
