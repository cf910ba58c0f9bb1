/**
 * Runs the tests of test/vscode in a real VS Code:  node test/vscode/run.mjs [--host auto|electron|server] [--vsix FILE | --packaged] [--restricted] [--verbose]
 *
 *   electron  VS Code itself, through @vscode/test-electron
 *   server    VS Code as built into code-server, its workbench in headless Chromium (Linux x64)
 *
 * auto takes electron where VS Code's download answers or is cached, else server; it always says
 * which one ran, and fails rather than run none. `--packaged` makes the .vsix and installs it there; `--restricted` opens the folder in Restricted Mode (server). The last line counts the tests.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cache, root, which } from '../host/tools.mjs';
import { packageExtension } from './packaged.mjs';
import { runInServer } from './run-in-server.mjs';

const { values: options } = parseArgs({
  options: {
    host: { type: 'string', default: process.env.VSCODE_TEST_HOST ?? 'auto' },
    vsix: { type: 'string' },
    packaged: { type: 'boolean', default: false },
    restricted: { type: 'boolean', default: false },
    timeout: { type: 'string', default: '240' },
    verbose: { type: 'boolean', default: false },
  },
});
const FIXTURES = join(root, 'test/vscode/fixtures');
const TESTS = join(root, 'dist/test/index');
const log = (message) => console.log(`[vscode] ${message}`);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
const host = options.vsix !== undefined ? 'server' : options.host === 'auto' ? await chooseHost() : options.host;
let packaged = null;
if (options.packaged) {
  packaged = packageExtension((message) => log(`the .vsix: ${message}`));
  if (host === 'server') options.vsix = packaged.vsix;
}
log(`host: ${host === 'electron' ? 'VS Code (electron)' : 'VS Code in code-server'}${options.vsix === undefined ? '' : `, installed from ${options.vsix}`}`);
const counts = { passed: 0, failed: 0, skipped: 0 };
const code = host === 'electron' ? await runInElectron() : await runInServer({ ...options, fixtures: FIXTURES, tests: TESTS, log, counts });
if (packaged !== null) rmSync(packaged.folder, { recursive: true, force: true, maxRetries: 5 });
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(code === 0 && counts.passed === 0 ? 1 : code);

async function chooseHost() {
  const display = process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined || which(['xvfb-run']) !== undefined;
  const reachable = await canDownload();
  if (reachable && display) return 'electron';
  log(reachable ? 'no display and no xvfb-run' : 'the download of VS Code is out of reach');
  return 'server';
}

async function canDownload() {
  if (existsSync(cache) && readdirSync(cache).some((name) => name.startsWith('vscode-') && existsSync(join(cache, name, 'is-complete')))) return true;
  try {
    const { ok } = await fetch('https://update.code.visualstudio.com/api/releases/stable', { method: 'HEAD', signal: AbortSignal.timeout(8000) });
    return ok;
  } catch {
    return false;
  }
}

/** On Linux without a display through xvfb-run, which starts this script again. */
async function runInElectron() {
  if (process.platform === 'linux' && process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) {
    const xvfb = which(['xvfb-run']);
    if (xvfb === undefined) throw new Error('no display and no xvfb-run');
    process.exit(spawnSync(xvfb, ['-a', process.execPath, ...process.argv.slice(1), '--host', 'electron'], { stdio: 'inherit' }).status ?? 1);
  }
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const { spawnCounted } = await import('./spawn-counted.mjs');
  const executable = await downloadAndUnzipVSCode({ version: process.env.VSCODE_TEST_VERSION ?? 'stable', cachePath: cache });
  const folder = mkdtempSync(join(tmpdir(), 'vsc-'));
  cpSync(FIXTURES, join(folder, 'ws'), { recursive: true });
  try {
    const flags = ['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes', '--disable-workspace-trust', '--disable-extensions'];
    const own = [`--user-data-dir=${join(folder, 'data')}`, `--extensions-dir=${join(folder, 'extensions')}`, `--extensionDevelopmentPath=${root}`, `--extensionTestsPath=${TESTS}`];
    return await spawnCounted(executable, [join(folder, 'ws'), ...flags, ...own], counts);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
