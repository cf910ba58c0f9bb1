/**
 * Opens reports as `caley report` writes them in headless Chromium:  node test/page/run.mjs [--pictures]
 * Contrast, names, headings and keyboard by axe-core; no scripts, no requests, no page wider than the window, and what paper shows. The last line counts the checks.
 * `--pictures` leaves what it saw in .vscode-test.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../host/browser.mjs';
import { cache, ensureTools, root } from '../host/tools.mjs';

const pictures = process.argv.includes('--pictures');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const counts = { passed: 0, failed: 0 };
const folder = mkdtempSync(join(tmpdir(), 'caley-page-'));

/** A4 less the margins, in pixels of CSS. */
const paper = { width: 672, height: 979 };

/** Names that people have, and names that attack: none may be more than text. */
const hostile = {
  'caley.yaml': 'version: 1\napp: { name: "<script>alert(1)</script>" }\naccept: [{ rule: secret/logged, path: "**", reason: "\\"><img src=x onerror=alert(2)>", by: "<b>me</b>" }]\n',
  'src/a b\'c"d<script>alert(3)<img src=x onerror=alert(4)>.ts': 'console.log(user.email);\nconsole.log(password);\n',
  'src/\u202Eevil\u202C 😀.ts': 'export const tell = (user) => console.log(`</style><script>alert(5)</script>`, user.phone);\n',
  'src/javascript:alert(6).ts': 'fetch("http://example.com/?a=1", { method: "POST", body: JSON.stringify(user.email) });\n',
};

let browser = null;
const said = { requests: [], dialogs: [], errors: [] };
try {
  browser = await openBrowser(ensureTools((message) => console.log(`[page] ${message}`)), { env: process.env });
  const { page } = browser;
  page.setDefaultTimeout(120_000);
  page.on('request', (request) => said.requests.push(request.url()));
  page.on('dialog', (dialog) => {
    said.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => message.type() === 'error' && said.errors.push(message.text()));
  const sources = { 'booking-sync': join(root, 'examples/booking-sync'), declaration: join(root, 'examples/declaration'), hostile: workspace('hostile', hostile), empty: workspace('empty', { 'a.ts': 'export const a = 1;\n' }) };
  for (const [name, source] of Object.entries(sources)) {
    const report = join(folder, `report of ${name}`);
    const written = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'report', source, '--output', report], { encoding: 'utf8' });
    assert.ok(written.status === 0 || written.status === 1, written.stderr);
    for (const colorScheme of ['light', 'dark']) for (const width of [1200, 380]) await look(page, { name, file: join(report, 'report.html'), colorScheme, width });
  }
} catch (error) {
  console.error(error);
  counts.failed++;
} finally {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed, 0 skipped`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function workspace(name, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}

async function look(page, { name, file, colorScheme, width }) {
  for (const list of Object.values(said)) list.length = 0;
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: 'screen', colorScheme });
  const where = `${name}, ${colorScheme}, ${String(width)} px`;
  const opened = performance.now();
  await page.goto(pathToFileURL(file).href);
  console.log(`[page] ${where}: shown after ${(performance.now() - opened).toFixed(0)} ms, ${String(readFileSync(file).length)} bytes`);
  await check(`${where}: asks for nothing, runs nothing, says nothing`, async () => {
    assert.deepEqual([said.requests.length, said.dialogs, said.errors], [1, [], []]);
    assert.equal(await page.locator('script, iframe, object, embed, link[rel=stylesheet], [onerror], [onload], [onclick]').count(), 0);
    assert.equal(await page.locator('[href^="javascript:" i], img[src^="http"], a[href^="data:" i]').count(), 0);
  });
  await check(`${where}: no wider than the window`, async () => {
    const wide = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
    assert.ok(wide[0] <= wide[1], `${String(wide[0])} of ${String(wide[1])} px`);
  });
  await check(`${where}: axe-core finds nothing`, async () => {
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    assert.ok(passes.length > 15);
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`), []);
  });
  await check(`${where}: by the keyboard each link and fold is reached in the order of the page, and seen`, async () => {
    const total = await page.locator('a[href]:visible, summary:visible').count();
    let last = -1;
    for (let i = 0; i < Math.min(total, 12); i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return { index: all.indexOf(document.activeElement), isSeen: outlineStyle !== 'none' && outlineWidth !== '0px' };
      });
      assert.ok(at.index > last && at.isSeen, JSON.stringify({ ...at, last }));
      last = at.index;
    }
    assert.ok(total === 0 || last >= 0);
  });
  if (width === 1200) {
    await check(`${where}: in a panel of VS Code it has the colours of the theme there`, async () => {
      const backgrounds = await page.evaluate(() => ['', 'vscode-light', 'vscode-dark', 'vscode-high-contrast', 'vscode-high-contrast vscode-high-contrast-light'].map((theme) => {
        document.body.className = theme;
        return getComputedStyle(document.body).backgroundColor;
      }));
      await page.evaluate(() => document.body.removeAttribute('class'));
      const [ofSystem, light, dark, darkContrast, lightContrast] = backgrounds;
      assert.deepEqual([light, darkContrast, lightContrast, ofSystem], ['rgb(255, 255, 255)', dark, light, colorScheme === 'dark' ? dark : light]);
      assert.notEqual(dark, light);
    });
  }
  if (width === 1200 && colorScheme === 'dark') {
    await check(`${where}: paper is white and shows what is folded away`, async () => {
      await page.emulateMedia({ media: 'print', colorScheme });
      await page.setViewportSize(paper);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor.replace(/\s/g, '')), 'rgb(255,255,255)');
      const hidden = await page.evaluate(() => [...document.querySelectorAll('details')].filter((each) => [...each.children].some((child) => child.tagName !== 'SUMMARY' && !child.matches('.rules') && child.getClientRects().length === 0)).length);
      assert.equal(hidden, 0);
      const wide = await page.evaluate(() => [...document.querySelectorAll('main *, header *')].filter((each) => each.getClientRects().length > 0 && each.getBoundingClientRect().right > innerWidth + 1).map(({ outerHTML }) => outerHTML.slice(0, 120)));
      assert.deepEqual(wide, [], 'wider than the paper');
      const words = await page.evaluate(() => [...document.querySelectorAll('.clauses blockquote')].filter((each) => each.checkVisibility({ contentVisibilityAuto: true }) && each.getBoundingClientRect().height > 10).length);
      assert.ok(words > 40, `the words of ${String(words)} clauses are printed`);
      const pdf = await page.pdf({ format: 'A4', printBackground: true });
      assert.ok(pdf.length > 10_000 && pdf.subarray(0, 5).toString() === '%PDF-');
      if (pictures) writeFileSync(join(cache, `report-${name}.pdf`), pdf);
      await page.emulateMedia({ media: 'screen', colorScheme });
      await page.setViewportSize({ width, height: 900 });
    });
  }
  if (pictures) await page.screenshot({ path: join(cache, `report-${name}-${colorScheme}-${String(width)}.png`), fullPage: true });
}

async function check(title, assertion) {
  try {
    await assertion();
    counts.passed++;
  } catch (error) {
    console.log(`  ✖ ${title}\n    ${error instanceof Error ? error.message.replace(/\n/g, '\n    ') : String(error)}`);
    counts.failed++;
  }
}
