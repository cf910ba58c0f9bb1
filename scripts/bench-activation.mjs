/**
 * `npm run bench:activation [-- --runs N]`: how long does VS Code take to activate the extension? What the editor itself measures, as “Show Running Extensions” has it, of the
 * extension as its .vsix installs it: for each of several windows, by a command once the window has come to rest; while it opens, all that is in it wants the processors at once. Must not judge:
 * the figures are of this machine.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../test/host/browser.mjs';
import { startServer } from '../test/host/server.mjs';
import { ensureTools, root } from '../test/host/tools.mjs';
import { packageExtension } from '../test/vscode/packaged.mjs';
import { runCommand } from '../test/vscode/workbench.mjs';

/** Milliseconds that an activation is to take. */
const BUDGET = 50;
/** Milliseconds until what a window begins with is done. */
const REST = 8_000;
const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });

const tools = ensureTools((message) => console.log(message));
const { vsix, folder } = packageExtension((message) => console.log(`the .vsix: ${message}`));
tellCost(join(folder, 'extension'));
const server = await startServer(tools, { workspace: join(root, 'test/vscode/fixtures'), vsix });
let browser = null;
try {
  browser = await openBrowser(tools, { env: server.env });
  const { page } = browser;
  page.setDefaultTimeout(30_000);
  const times = [];
  // The first window finds no code in any cache: it is told, and not counted.
  for (let run = 0; run <= Number(options.runs); run++) {
    await page.goto(server.address([]));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await page.waitForTimeout(REST);
    await runCommand(page, 'Caley: Show Log');
    await page.locator('.statusbar-item', { hasText: /Caley/ }).first().waitFor();
    // The list of extensions needs the room that the log takes.
    await page.keyboard.press('Control+J');
    await page.waitForTimeout(REST / 4);
    const time = await activation(page);
    if (run > 0) times.push(time);
    console.log(`${run === 0 ? 'first window' : `window ${run}    `}  ${String(time).padStart(4)} ms`);
  }
  times.sort((a, b) => a - b);
  console.log(`VS Code ${tools.version}, on ${cpus().length} processors with a load of ${loadavg()[0].toFixed(1)}: ${times[Math.floor(times.length / 2)]} ms in the middle of ${times.length} windows, ${times[0]} to ${times.at(-1)} ms; the budget is ${BUDGET} ms`);
} finally {
  await browser?.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Of what was packaged, the least of several processes: processor time, which others on the machine make no larger. */
function tellCost(packaged) {
  const costs = Array.from({ length: 5 }, () => Number(spawnSync(process.execPath, [join(packaged, 'scripts/load-cost.cjs')], { encoding: 'utf8' }).stdout));
  console.log(`loading the code     ${Math.min(...costs).toFixed(1)} ms of processor time, in Node ${process.versions.node}`);
}

/** Milliseconds of loading the code and of the call of `activate`, by the list of extensions that run. */
async function activation(page) {
  await runCommand(page, 'Developer: Show Running Extensions');
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'Caley Compliance' }).first();
  const list = page.locator('.runtime-extensions-editor .monaco-list').first();
  await list.hover();
  // The slowest stand first, and only those in sight are there.
  for (let turns = 0; turns < 30 && (await row.count()) === 0; turns++) {
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(100);
  }
  await row.waitFor();
  const text = await row.innerText();
  const time = /Activation:\s*(\d+)\s*ms/.exec(text)?.[1];
  if (time === undefined) throw new Error(`VS Code tells no time of activation: ${text}`);
  return Number(time);
}
