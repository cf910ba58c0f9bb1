/**
 * `npm test`: everything that must hold, from a clean clone. Installs, builds,
 * checks types and lint, runs all suites, VS Code's too, and ends with the
 * total over all suites as the last line. Exits 1 where anything failed.
 * Node's own modules only: nothing may be installed yet.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ensureInstalled, root } from './install.mjs';

const countLine = /^(\d+) passed, (\d+) failed, (\d+) skipped$/;
const MOCHA = ['--reporter', 'scripts/count-reporter.cjs', '--forbid-only', '--forbid-pending'];
const total = { passed: 0, failed: 0, skipped: 0 };

ensureInstalled();
await step('build', 'esbuild.mjs', []);
await step('types', 'node_modules/typescript/bin/tsc', ['-p', '.']);
await step('types of the core', 'node_modules/typescript/bin/tsc', ['-p', 'src/tsconfig.core.json']);
await step('lint', 'node_modules/eslint/bin/eslint.js', ['.']);
await suite('unit tests', 'node_modules/mocha/bin/mocha.js', [...MOCHA, '--ignore', 'test/mcp/**', 'test/**/*.test.ts']);
await suite('MCP', 'node_modules/mocha/bin/mocha.js', [...MOCHA, 'test/mcp/**/*.test.ts']);
await suite('VS Code', 'test/vscode/run.mjs', ['--packaged']);
// The browser that is installed for them is one of Linux.
if (process.platform === 'linux' && process.arch === 'x64') await suite('VS Code in a browser', 'test/vscode/run-web.mjs', []);
else console.log('VS Code is tried in a browser on Linux x64 only');
if (process.platform === 'linux' && process.arch === 'x64') await suite('reports in a browser', 'test/page/run.mjs', []);
else console.log('reports are opened in a browser on Linux x64 only');
// Where none is installed, Debian's is unpacked.
if (process.platform === 'linux' && process.arch === 'x64') await suite('Neovim', '--import=tsx', ['test/neovim/run.ts']);
else console.log('Neovim is tried on Linux x64 only');
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

/** A step has no tests of its own; it counts only where it fails. */
async function step(name, script, args) {
  const { status } = await run(name, script, args);
  if (status === 0) return;
  console.log(`${name} failed`);
  total.failed += 1;
}

/** A suite that ran no test, or failed without a failed test, is a failure. */
async function suite(name, script, args) {
  const { status, counts } = await run(name, script, args);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  console.log(`${name}: ${counts.passed + counts.failed} tests ran`);
  if ((status !== 0 && counts.failed === 0) || counts.passed === 0) {
    console.log(`${name} did not run to its end (exit code ${status})`);
    total.failed += 1;
  }
}

/** Output passes through as it comes; the line of counts is taken out, so that one total stands at the end. */
function run(name, script, args) {
  console.log(`\n== ${name}`);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const match = countLine.exec(line);
    if (match === null) console.log(line);
    else Object.assign(counts, { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3]) });
  });
  return new Promise((done) => {
    let status = null;
    child.on('error', (error) => {
      console.log(error.message);
      done({ status: 1, counts });
    });
    child.on('exit', (code) => {
      status = code ?? 1;
    });
    lines.on('close', () => {
      if (status === null) child.on('exit', (code) => done({ status: code ?? 1, counts }));
      else done({ status, counts });
    });
  });
}
