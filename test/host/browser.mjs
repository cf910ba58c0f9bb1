/**
 * How is the workbench shown? Headless Chromium with one page.
 */

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * A browser and its page. `close` ends both.
 * @param {ReturnType<typeof import('./tools.mjs').ensureTools>} tools
 * @param {{ env: Record<string, string>, width?: number, height?: number, scale?: number, colorScheme?: 'light' | 'dark' }} options
 */
export async function openBrowser(tools, { env, width = 1400, height = 900, scale = 1, colorScheme = 'light' }) {
  const { executablePath, env: own } = tools.chromium;
  const browser = await tools.playwright.chromium.launch({ executablePath, headless: true, env: { ...env, ...own }, args: FLAGS });
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, colorScheme });
  return { version: browser.version(), page: await context.newPage(), close: () => browser.close().catch(() => undefined) };
}
