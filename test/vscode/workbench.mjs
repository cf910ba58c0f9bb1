/**
 * How is the workbench's page driven? The few gestures that the clicks and the pictures share.
 */

/** What VS Code draws under a flag of any severity. */
export const SQUIGGLE = '.squiggly-error, .squiggly-warning, .squiggly-info';

/** Opens the workbench with the extension under development, unless the page has it, and one file. */
export async function openWorkbench(page, server, { extension, file }) {
  await page.goto(server.address([...(extension === null ? [] : [['extensionDevelopmentPath', server.uri(extension)]]), ['openFile', server.uri(file)]]));
}

/** Opens a file that stands in the explorer. */
export async function openFile(page, name) {
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** Puts the cursor on a line, counted from one, and brings it into view. */
export async function goToLine(page, line) {
  await page.keyboard.press('Control+G');
  await page.waitForSelector('.quick-input-widget input');
  await page.locator('.quick-input-widget input').first().fill(`:${line}`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.quick-input-widget', { state: 'hidden' });
}

/** Rests the mouse on a flag until its hover stands; answers the hover. A negative index counts from the last. */
export async function hoverFlag(page, index = 0) {
  await page.keyboard.press('Escape');
  await page.mouse.move(2, 2);
  const flag = page.locator(SQUIGGLE).nth(index);
  const box = await flag.boundingBox();
  if (box === null) throw new Error('the flag is not on screen');
  // A squiggle takes no mouse events; what lies under it does.
  await page.mouse.move(box.x + box.width / 2 - 3, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  const hover = page.locator('.monaco-editor .monaco-hover:not(.hidden)').first();
  await hover.locator('.marker, .hover-row').first().waitFor();
  await hover.locator('a', { hasText: /in the policy$/ }).first().waitFor();
  return hover;
}

/** Runs a command by the title it has in the palette, and fails where there is none. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await page.waitForSelector('.quick-input-widget input');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  const first = page.locator('.quick-input-widget .monaco-list-row').first();
  await first.filter({ hasText: title }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.quick-input-widget', { state: 'hidden' });
}
