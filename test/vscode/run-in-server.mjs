/**
 * Runs the suite in the code-server host, then the clicks that need a mouse.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../host/browser.mjs';
import { startServer } from '../host/server.mjs';
import { cache, ensureTools, root } from '../host/tools.mjs';
import { clicks } from './clicks.mjs';
import { takeCounts } from './count.mjs';

/** What the host itself says and no one needs to read. */
const NOISE = /\[lifecycle\]|Could not locate the bindings file|build\/Release\/watchdog|open-vsx\.org|\[Service Worker\]|Resolv\w+ connection token|Creating a socket|reconnection-grace-time|\[AccountPolicyGate\]|\[AgentHost|Updating additional builtin|took \d+ms|already exists!|unknown document|Unable to retrieve document from URI|Could not find bundled tsserver|An unknown error occurred|Dialog requested during smoke test|authentication provider 'github'|No search provider|package\.nls\.json/;

/** Answers 0 when all passed. */
export async function runInServer({ fixtures, tests, vsix, restricted = false, timeout, verbose, log, counts }) {
  const started = Date.now();
  const tools = ensureTools(log);
  const server = await startServer(tools, { workspace: fixtures, restricted, ...(vsix === undefined ? {} : { vsix }), onOutput: (chunk) => verbose && process.stderr.write(chunk) });
  let browser = null;
  try {
    browser = await openBrowser(tools, { env: server.env });
    log(`VS Code ${tools.version}, Chromium ${browser.version}`);
    const extension = vsix === undefined ? root : stubExtension(server.temporary);
    const said = [];
    const code = await runSuite({ onLine: (line) => said.push(line), page: browser.page, server, payload: [['extensionDevelopmentPath', server.uri(extension)], ['extensionTestsPath', server.uri(tests)]], timeout, verbose, counts });
    const clicked = await clicks({ page: browser.page, server, extension, counts });
    log(`done after ${((Date.now() - started) / 1000).toFixed(1)} s`);
    const isAsAsked = said.includes(restricted ? 'the folder is in Restricted Mode' : 'the folder is trusted');
    if (!isAsAsked) log(`the folder was ${restricted ? 'trusted' : 'not trusted'}`);
    return code === 0 && clicked && isAsAsked ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(server.output.slice(-2000));
    const picture = join(cache, 'failure.png');
    await browser?.page.screenshot({ path: picture }).then(() => log(`a picture of the workbench: ${picture}`), () => undefined);
    counts.failed++;
    return 1;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** `payload` says what the workbench is to load and test. Answers the exit code. */
export async function runSuite({ page, server, payload, timeout, verbose, counts, onLine = () => undefined }) {
  const ended = new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('the workbench crashed')));
    server.exited.then(() => reject(new Error('the server ended')), reject);
    setTimeout(() => reject(new Error(`no result after ${timeout} s`)), Number(timeout) * 1000).unref();
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  ended.catch(() => undefined);
  if (verbose) page.on('console', (message) => console.error('[console]', message.text()));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const text = String(args[0]?.message ?? args[0]);
    onLine(text);
    if (takeCounts(text, counts) || (!verbose && NOISE.test(text))) return;
    (console[type] ?? console.log)(...args);
  });
  await page.goto(server.address(payload));
  return ended;
}

/** VS Code runs tests only with an extension under development; beside an installed VSIX an empty one stands in. */
function stubExtension(temporary) {
  const folder = join(temporary, 'stub');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stub', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } }));
  return folder;
}
