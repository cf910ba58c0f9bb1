/**
 * `npm start [-- path …]`: from a clean clone to findings. Installs, builds,
 * checks the example integration (or the paths) and prints what it finds.
 * Node's own modules only: nothing may be installed yet.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
run(['esbuild.mjs'], root);
// npm runs scripts in the package's folder; paths are meant from where the user stands.
const from = process.env.INIT_CWD ?? process.cwd();
const paths = process.argv.slice(2).map((path) => resolve(from, path));
run(['dist/cli.js', 'check', '--fail-on', 'none', ...(paths.length === 0 ? [join('examples', 'booking-sync')] : paths)], root);

function run(args, cwd) {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
