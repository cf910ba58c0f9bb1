/**
 * `npm run screenshots`: the pictures of the README, taken in the real editor on the example
 * integration: a flag with its hover, the Problems view, the quick fixes.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../test/host/browser.mjs';
import { startServer } from '../test/host/server.mjs';
import { ensureTools, root } from '../test/host/tools.mjs';
import { goToLine, hoverFlag, openWorkbench, runCommand, SQUIGGLE } from '../test/vscode/workbench.mjs';

const WORKSPACE = [join(root, 'examples/booking-sync'), join(root, 'test/vscode/fixtures')].find((folder) => existsSync(folder));
/** The file whose flags are shown, relative to the workspace. */
const FILE = ['src/webhook.ts', 'flags.ts'].find((file) => existsSync(join(WORKSPACE, file)));
/** Far enough below the last flag that its hover has room above. */
const SHOWN_LINE = 45;
const images = join(root, 'images');
const SETTINGS = { 'editor.minimap.enabled': false, 'editor.fontSize': 14, 'workbench.activityBar.location': 'hidden', 'editor.stickyScroll.enabled': false };

mkdirSync(images, { recursive: true });
const tools = ensureTools((message) => console.log(message));
const server = await startServer(tools, { workspace: WORKSPACE, settings: SETTINGS });
const browser = await openBrowser(tools, { env: server.env, width: 1280, height: 800, scale: 1.5 });
const { page } = browser;
try {
  page.setDefaultTimeout(30_000);
  await openWorkbench(page, server, { extension: root, file: join(server.workspace, FILE) });
  await page.waitForSelector(SQUIGGLE);
  await page.locator('.statusbar-item', { hasText: /Caley: \d+ finding/ }).first().waitFor();

  await goToLine(page, SHOWN_LINE);
  await hoverFlag(page, -1);
  await take('editor-flag');

  await page.keyboard.press('Escape');
  await page.locator(SQUIGGLE).last().click({ force: true });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+.');
  await page.waitForSelector('.action-widget .monaco-list-row');
  await take('quick-fix');

  await page.keyboard.press('Escape');
  await runCommand(page, 'Caley: Run Caley compliance check');
  await page.waitForSelector('.markers-panel .monaco-list-row');
  await page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  await take('problems');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
}

async function take(name) {
  // The workbench fades things in; a picture in between would be pale.
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(images, `${name}.png`) });
  console.log(`images/${name}.png`);
}
