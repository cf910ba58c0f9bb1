/**
 * What only a mouse can show: that the links and menus a user sees lead where they should. Drives
 * the workbench's page in the code-server host; each step counts as one test.
 */
import { join } from 'node:path';
import { hoverFlag, openFile, openWorkbench, runCommand, SQUIGGLE } from './workbench.mjs';

/** Milliseconds for anything to appear. */
const PATIENCE = 20_000;

/** Answers whether all passed; adds to `counts`. */
export async function clicks({ page, server, extension, counts }) {
  console.log('\n  in the workbench');
  page.setDefaultTimeout(PATIENCE);
  await openWorkbench(page, server, { extension, file: join(server.workspace, 'flags.ts') });
  await page.waitForSelector(SQUIGGLE);
  let passed = true;
  const step = async (title, work) => {
    try {
      await work();
      counts.passed++;
      console.log(`    ✔ ${title}`);
    } catch (error) {
      counts.failed++;
      passed = false;
      console.log(`    ✗ ${title}\n      ${error instanceof Error ? error.message : String(error)}`);
      await page.screenshot({ path: join(extension, '.vscode-test', `failure-${counts.failed}.png`) }).catch(() => undefined);
    }
  };

  await step('the rule in a flag’s hover opens the policy at the clause', async () => {
    const hover = await hoverFlag(page);
    await hover.locator('a.code-link').first().click();
    await expectClause(page);
  });
  await step('the link in our own part of the hover opens it too', async () => {
    const hover = await hoverFlag(page);
    await hover.locator('a', { hasText: /^Show (DP|AUP)-.* in the policy$/ }).first().click();
    await expectClause(page);
  });
  await step('the command is in the palette under its title, and fills the Problems view with closed files too', async () => {
    await runCommand(page, 'Caley: Run Caley compliance check');
    await page.waitForSelector('.markers-panel .monaco-list-row');
    // The list draws what fits, so any file but the open one will do.
    await page.locator('.markers-panel .monaco-list-row', { hasText: /\w\.ts/, hasNotText: 'flags.ts' }).first().waitFor();
  });
  await step('the rule in the Problems view opens the policy at the clause', async () => {
    await page.locator('.markers-panel a.monaco-link').first().click();
    await expectClause(page);
  });
  await step('the status bar says how much was found', async () => {
    await page.locator('.statusbar-item', { hasText: /Caley: \d+ findings?/ }).first().waitFor();
  });
  await step('a suppression is coloured inside its comment', async () => {
    await openFile(page, 'suppressed.ts');
    const line = page.locator('.view-line', { hasText: 'caley-ignore' }).first();
    await line.waitFor();
    // Tokens of one colour share a span: the directive, the rule and the reason need three.
    await page.waitForFunction(() => {
      const shown = [...document.querySelectorAll('.view-line')].find((candidate) => candidate.textContent.includes('caley-ignore'));
      const classes = [...shown.querySelectorAll('span > span')].filter((span) => span.textContent.trim() !== '').map((span) => span.className);
      return new Set(classes).size >= 3;
    });
  });
  await step('the quick fix that the menu offers first clears the flag', async () => {
    await page.keyboard.press('Escape');
    await openFile(page, 'flags.ts');
    await page.waitForSelector(SQUIGGLE);
    const before = await page.locator(SQUIGGLE).count();
    await page.locator(SQUIGGLE).first().click({ force: true });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.waitForSelector('.action-widget .monaco-list-row');
    await page.keyboard.press('Enter');
    await page.waitForFunction(([selector, count]) => document.querySelectorAll(selector).length < count, [SQUIGGLE, before]);
  });
  return passed;
}

/** The policy is open, and the line that the cursor is on opens with a clause's id. Closes it again. */
async function expectClause(page) {
  await page.locator('.tab.active', { hasText: /^(developer|acceptable-use)-policy\.md/ }).waitFor();
  // The cursor may still be on its way there.
  await page.waitForFunction(() => {
    const cursor = document.querySelector('.editor-instance .monaco-editor .cursor');
    return cursor !== null && [...document.querySelectorAll('.editor-instance .view-line')].some((line) => line.style.top === cursor.style.top && /^\W*(DP|AUP)-/.test(line.textContent.replace(/\u00a0/g, ' ')));
  });
  await page.locator('.tab.active .tab-actions .action-label').first().click();
  await page.waitForSelector(SQUIGGLE);
}
