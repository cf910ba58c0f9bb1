/**
 * Are the packages of package-lock.json installed? If not, `npm ci`.
 * Node's own modules only: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export function ensureInstalled() {
  if (isInstalled()) return;
  console.error('Installing packages (npm ci) …');
  // npm tells its scripts where it is; without npm around it, the shell finds it.
  const npm = process.env.npm_execpath;
  const { status } =
    npm === undefined
      ? spawnSync('npm ci --no-progress', { cwd: root, stdio: ['ignore', 2, 2], shell: true })
      : spawnSync(process.execPath, [npm, 'ci', '--no-progress'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

/** npm keeps beside the packages a lock of what it installed; optional ones of other platforms are missing there. */
function isInstalled() {
  let installed;
  try {
    installed = packagesOf('node_modules/.package-lock.json');
  } catch {
    return false;
  }
  const wanted = Object.entries(packagesOf('package-lock.json')).filter(([path, entry]) => path !== '' && entry.optional !== true);
  return wanted.every(([path, entry]) => installed[path]?.version === entry.version);
}

function packagesOf(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
}
