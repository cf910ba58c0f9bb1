/**
 * `node scripts/bench-run.mjs <script> …`: runs one of the long commands (bench,
 * corpus, fuzz) on a machine where nothing may be installed yet.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

const [script, ...args] = process.argv.slice(2);
ensureInstalled();
const child = spawn(process.execPath, ['--expose-gc', '--import=tsx', join(root, 'scripts', script), ...args], { cwd: root, stdio: 'inherit' });
child.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
