/**
 * Runs the tests of test/vscode in VS Code in a browser, the extension in its web worker extension host and the server in a worker of that:
 *     node test/vscode/run-web.mjs [--timeout SECONDS] [--verbose]
 * The extension is served as its .vsix would hold it. Linux x64. The last line counts the tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../host/browser.mjs';
import { startServer } from '../host/server.mjs';
import { cache, ensureTools, root } from '../host/tools.mjs';
import { runSuite } from './run-in-server.mjs';
import { serveExtension } from './served.mjs';

const { values: options } = parseArgs({ options: { timeout: { type: 'string', default: '300' }, verbose: { type: 'boolean', default: false } } });
const TESTS = join(root, 'dist/web/test');
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
  await serveExtension(browser.page, server.port, 'dist/web/test/index');
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
