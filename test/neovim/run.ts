/**
 * Neovim with the configuration that docs/editors.md gives for it, against the build:  node --import=tsx test/neovim/run.ts
 * An installed one, else Debian's, unpacked once into .vscode-test. What it does there stands in session.lua; the last line counts its checks.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { unpackDebian } from '../../scripts/debian-packages';

const root = join(import.meta.dirname, '..', '..');
const patience = 120_000;

interface Neovim {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

function installed(): Neovim | null {
  const path = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'nvim')).find(existsSync);
  return path === undefined ? null : { program: path, env: {} };
}

/** With the libraries that it names, but for the system's own. */
function ofDebian(): Neovim {
  const { stdout } = spawnSync('apt-cache', ['depends', '--no-recommends', '--no-suggests', '--no-conflicts', '--no-breaks', '--no-replaces', '--no-enhances', 'neovim'], { encoding: 'utf8' });
  const asked = [...stdout.matchAll(/^ \s*\|?Depends: (\S+)$/gm)].map((match) => match[1] ?? '').filter((name) => !/^(?:libc6|libgcc-s1|libluajit2-5\.1-2)$|^</.test(name));
  const folder = join(root, '.vscode-test', 'neovim');
  mkdirSync(folder, { recursive: true });
  const unpacked = unpackDebian(folder, ['neovim', ...new Set(asked)]);
  const libraries = [...unpacked.values()].map((each) => join(each, 'usr', 'lib', 'x86_64-linux-gnu')).filter(existsSync);
  const runtime = unpacked.get('neovim-runtime') ?? '';
  return { program: join(unpacked.get('neovim') ?? '', 'usr', 'bin', 'nvim'), env: { LD_LIBRARY_PATH: libraries.join(':'), VIMRUNTIME: join(runtime, 'usr', 'share', 'nvim', 'runtime') } };
}

/** A folder with a project, `caley` as it is installed, and the configuration of the page. */
function prepare(folder: string): void {
  const page = readFileSync(join(root, 'docs', 'editors.md'), 'utf8');
  const config = /^```lua\n([\s\S]*?)^```$/m.exec(page)?.[1];
  assert.ok(config !== undefined, 'docs/editors.md has no configuration for Neovim');
  writeFileSync(join(folder, 'init.lua'), config);
  cpSync(join(root, 'examples', 'booking-sync'), join(folder, 'project'), { recursive: true });
  writeFileSync(join(folder, 'project', 'leak.ts'), "import pino from 'pino';\nconst log = pino();\nexport const tell = (user: { email: string }) => log.info(user.email);\n");
  mkdirSync(join(folder, 'bin'));
  // Libraries of Neovim's are none of Node's.
  writeFileSync(join(folder, 'bin', 'caley'), `#!/bin/sh\nunset LD_LIBRARY_PATH\nexec "${process.execPath}" "${join(root, 'dist', 'cli.js')}" "$@"\n`, { mode: 0o755 });
}

interface Result {
  readonly title: string;
  /** Absent where it holds. */
  readonly problem?: string;
}

function run(folder: string, { program, env }: Neovim): readonly Result[] {
  const results = join(folder, 'results');
  const home = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder };
  const { status, stderr, error } = spawnSync(program, ['--headless', '-n', '-i', 'NONE', '-u', join(folder, 'init.lua'), 'leak.ts', '-c', `luafile ${join(import.meta.dirname, 'session.lua')}`], {
    cwd: join(folder, 'project'), encoding: 'utf8', timeout: patience,
    env: { ...process.env, ...home, ...env, CALEY_RESULTS: results, PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter) },
  });
  if (error !== undefined) throw error;
  assert.ok(existsSync(results), `Neovim ended with ${String(status)} and said nothing: ${stderr}`);
  const told = readFileSync(results, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Result);
  assert.equal(status, 0, `${stderr}\n${JSON.stringify(told, null, 2)}`);
  return told;
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'caley-neovim-')));
const counts = { passed: 0, failed: 0 };
const say = (line: string): void => void process.stdout.write(`${line}\n`);
try {
  const neovim = installed() ?? ofDebian();
  say(`[neovim] ${spawnSync(neovim.program, ['--version'], { env: { ...process.env, ...neovim.env }, encoding: 'utf8' }).stdout.split('\n')[0] ?? ''}`);
  prepare(folder);
  for (const { title, problem } of run(folder, neovim)) {
    counts[problem === undefined ? 'passed' : 'failed']++;
    say(problem === undefined ? `  ✔ ${title}` : `  ✖ ${title}\n    ${problem}`);
  }
} catch (error) {
  say(String(error));
  say(`    in the folder: ${readdirSync(folder).join(', ')}`);
  counts.failed++;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(`${String(counts.passed)} passed, ${String(counts.failed)} failed, 0 skipped`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
