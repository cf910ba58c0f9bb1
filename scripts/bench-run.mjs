/**
 * `node scripts/bench-run.mjs <script> …`: runs one of the long commands (bench,
 * corpus, fuzz) on a machine where nothing may be installed yet. The bench is built
 * first, as what is shipped is.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

const [script, ...args] = process.argv.slice(2);
ensureInstalled();
const isBuilt = script === 'bench.ts';
if (isBuilt && spawnSync(process.execPath, ['esbuild.mjs', '--bench'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
const program = isBuilt ? [join(root, 'dist', 'bench.js')] : ['--import=tsx', join(root, 'scripts', script)];
const child = spawn(process.execPath, ['--expose-gc', ...program, ...args], { cwd: root, stdio: 'inherit' });
child.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
