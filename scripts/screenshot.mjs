/**
 * `npm run screenshots [-- --themes FOLDER [--web]]`: the pictures of the README, taken in the real editor on the example integration; with a folder, pictures of every
 * view in a light, a dark and both high-contrast themes, to be looked at; with `--web` of the extension in a browser's worker.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { openBrowser } from '../test/host/browser.mjs';
import { startServer } from '../test/host/server.mjs';
import { ensureTools, root } from '../test/host/tools.mjs';
import { serveExtension } from '../test/vscode/served.mjs';
import { goToLine, hoverFlag, openWorkbench, runCommand, SQUIGGLE } from '../test/vscode/workbench.mjs';

const { values: options } = parseArgs({ options: { themes: { type: 'string' }, web: { type: 'boolean', default: false } } });
const WORKSPACE = [join(root, 'examples/booking-sync'), join(root, 'test/vscode/fixtures')].find((folder) => existsSync(folder));
/** The file whose flags are shown, relative to the workspace. */
const FILE = ['src/webhook.ts', 'flags.ts'].find((file) => existsSync(join(WORKSPACE, file)));
/** Far enough below the last flag that its hover has room above. */
const SHOWN_LINE = 45;
const SETTINGS = { 'editor.minimap.enabled': false, 'editor.fontSize': 14, 'editor.stickyScroll.enabled': false };
/** Those that README.md shows. */
const SHOWN = new Set(['editor-flag', 'findings', 'data-map', 'report']);
/** Themes by their titles, each with the class that the workbench has then. */
const THEMES = { light: ['Light Modern', 'vs'], dark: ['Dark Modern', 'vs-dark'], 'high-contrast': ['Dark High Contrast', 'hc-black'], 'high-contrast-light': ['Light High Contrast', 'hc-light'] };

const tools = ensureTools((message) => console.log(message));
if (options.themes === undefined) await photograph({ theme: null, folder: join(root, 'images'), suffix: '', isReadme: true });
else for (const [name, theme] of Object.entries(THEMES)) await photograph({ theme, folder: resolve(options.themes), suffix: `-${name}`, isReadme: false });

/** One editor from start to end. */
async function photograph({ theme, folder, suffix, isReadme }) {
  mkdirSync(folder, { recursive: true });
  const server = await startServer(tools, { workspace: WORKSPACE, settings: SETTINGS });
  const browser = await openBrowser(tools, { env: server.env, width: 1280, height: 800, scale: isReadme ? 1.5 : 1 });
  const { page } = browser;
  const take = async (name) => {
    if (isReadme && !SHOWN.has(name)) return;
    // The workbench fades things in; a picture in between would be pale.
    await page.waitForTimeout(800);
    // Of as many colours as a palette has, it takes a third of the space in every installation.
    await sharp(await page.screenshot()).png({ palette: true, quality: 90, effort: 10 }).toFile(join(folder, `${name}${suffix}.png`));
    console.log(join(folder, `${name}${suffix}.png`));
  };
  try {
    page.setDefaultTimeout(30_000);
    if (options.web) await serveExtension(page, server.port);
    await openWorkbench(page, server, { extension: options.web ? null : root, file: join(server.workspace, FILE) });
    await page.waitForSelector(SQUIGGLE);
    await page.locator('.statusbar-item', { hasText: /Caley: \d+ finding/ }).first().waitFor();
    if (theme !== null) await choose(page, ...theme);

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
    await page.locator('.pane-body .monaco-list-row', { hasText: /DP-/ }).first().waitFor();
    await page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
    await page.locator('.pane-body .monaco-list-row', { hasText: /log/ }).first().click();
    await take('findings');

    await openPane(page, 'Findings', false);
    await openPane(page, 'Clauses', true);
    await page.locator('.pane-body .monaco-list-row', { hasText: /AUP-6/ }).first().waitFor();
    await take('clauses');

    await openPane(page, 'Clauses', false);
    await openPane(page, 'Data Map', true);
    await runCommand(page, 'Caley: Show Data Map');
    await page.locator('.pane-body .monaco-list-row', { hasText: /Where data enters/ }).first().waitFor();
    await page.waitForTimeout(1500);
    await take('data-map');

    await runCommand(page, 'Caley: Open Compliance Report');
    await page.locator('.tab.active', { hasText: /Compliance Report/ }).waitFor();
    await page.waitForTimeout(1500);
    await take('report');
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    await page.screenshot({ path: join(folder, `failed${suffix}.png`) });
    process.exitCode = 1;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Opens or shuts a pane of the side bar by its title. */
async function openPane(page, title, isOpen) {
  const header = page.locator('.pane-header', { hasText: title }).first();
  if ((await header.getAttribute('aria-expanded')) !== String(isOpen)) await header.click();
}

/** By hand: with an extension under development the window does not heed every theme of the settings. */
async function choose(page, title, expected) {
  for (const chord of ['Control+k', 'Control+t']) await page.keyboard.press(chord);
  const list = page.locator('.quick-input-widget');
  await list.locator('input').first().fill(title);
  await list.locator('.monaco-list-row.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.monaco-workbench.${expected}`);
}
