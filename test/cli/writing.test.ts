/** What the built program writes when the disk is full, the folder is not its own, or it is killed: `npm run build` first. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../temporary-folder';

const cli = join(__dirname, '..', '..', 'dist', 'cli.js');
const leaking = "import pino from 'pino';\nexport function book(attendee: { email: string }) {\n  pino().info(attendee.email);\n}\n";
/** What the next run finds beside it: its report is another one. */
const more = `${leaking}${leaking.replace('book', 'tell').split('\n').slice(1).join('\n')}`;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly err: string;
}

/** Without what a check keeps between runs. */
function caley(cwd: string, argv: readonly string[], { shell = '', node = [], env = {} }: { readonly shell?: string; readonly node?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {}): Ended {
  const surroundings = { ...process.env, XDG_CACHE_HOME: join(cwd, '.cache'), ...env };
  const command = [process.execPath, ...node, cli, ...argv];
  const { status, signal, stderr } = shell === '' ? spawnSync(process.execPath, command.slice(1), { cwd, encoding: 'utf8', env: surroundings })
    : spawnSync('sh', ['-c', `${shell}; exec "$@"`, 'sh', ...command], { cwd, encoding: 'utf8', env: surroundings });
  return { code: status, signal, err: stderr };
}

/** Path to text of a file, or of all files of a folder. */
function contentOf(path: string): Readonly<Record<string, string>> {
  return statSync(path).isFile() ? { '': readFileSync(path, 'utf8') } : Object.fromEntries(readdirSync(path).sort().map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

/** Command, what it writes, and whether a finding ends it with 1. */
const commands: Readonly<Record<string, readonly [argv: readonly string[], output: string]>> = {
  report: [['report', '--output', 'kept/report'], 'kept/report'],
  'check --output': [['check', 'src', '--format', 'sarif', '--output', 'kept/found.sarif'], 'kept/found.sarif'],
  baseline: [['baseline', 'src', '--output', 'kept/baseline.json'], 'kept/baseline.json'],
  'merge --output': [['merge', 'shard.json', '--format', 'html', '--output', 'kept/page.html'], 'kept/page.html'],
};

/** A folder with what the command wrote before, and a source of which it would write something else now. */
async function withEarlier(argv: readonly string[], use: (folder: string) => void): Promise<void> {
  await withFolder({ 'src/book.ts': leaking, 'kept/.keep': '' }, (folder) => {
    const shard = (): unknown => (argv[0] === 'merge' ? caley(folder, ['check', 'src', '--shard', '1/1', '--output', 'shard.json']) : null);
    shard();
    const { err, code } = caley(folder, argv);
    assert.ok(code === 0 || code === 1, err);
    writeFileSync(join(folder, 'src/book.ts'), more);
    shard();
    use(folder);
  });
}

/** Kills the process at the nth call of one sort that writes results; half of what is to be written comes before. */
const killing = `
const fs = require('node:fs');
const [name, nth] = process.env.KILL_AT.split(' ');
const written = new Set();
let left = Number(nth);
const isOurs = (name, path) => name === 'writeSync' || name === 'fsyncSync' ? written.has(path) : /\\.(?:new|old)-/.test(path) || (name === 'renameSync' && written.size > 0);
const { openSync, writeSync } = fs;
fs.openSync = (path, ...rest) => {
  const file = openSync(path, ...rest);
  if (rest[0] === 'wx') written.add(file);
  return file;
};
const before = fs[name];
fs[name] = (path, ...rest) => {
  if (isOurs(name, path) && --left === 0) {
    if (name === 'writeSync') writeSync(path, rest[0].subarray(0, rest[0].length >> 1));
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  }
  return before(path, ...rest);
};
`;
/** Gives away what root may do beside its own, before the first of its results is written. */
const lowering = `
const fs = require('node:fs');
for (const name of ['mkdirSync', 'openSync']) {
  const before = fs[name];
  fs[name] = (path, ...rest) => {
    if (/\\.new-/.test(path) && process.geteuid() === 0) process.seteuid(65534);
    return before(path, ...rest);
  };
}
`;

if (process.platform !== 'win32') {
  describe('what was written before', function () {
    this.timeout(120_000);

    for (const [name, [argv, output]] of Object.entries(commands)) {
      it(`${name}: a full disk leaves it whole`, () => withEarlier(argv, (folder) => {
        const before = contentOf(join(folder, output));
        // A file may have 512 bytes, or 1024 where the shell counts so.
        const { code, err } = caley(folder, argv, { shell: 'ulimit -f 1' });
        assert.deepEqual([code, err.split('\n')[0]], [2, `caley: cannot write ${output}: larger than a file may be`]);
        assert.deepEqual(contentOf(join(folder, output)), before);
        assert.deepEqual(readdirSync(join(folder, 'kept')).sort(), ['.keep', output.slice('kept/'.length)]);
      }));

      it(`${name}: a folder that may not be written leaves it whole`, () => withEarlier(argv, (folder) => {
        const before = contentOf(join(folder, output));
        writeFileSync(join(folder, 'lower.cjs'), lowering);
        chmodSync(folder, 0o755);
        chmodSync(join(folder, 'kept'), 0o555);
        const { code, err } = caley(folder, argv, { node: ['--require', join(folder, 'lower.cjs')] });
        chmodSync(join(folder, 'kept'), 0o755);
        assert.deepEqual([code, err.split('\n')[0]], [2, `caley: cannot write ${output}: no permission`]);
        assert.deepEqual(contentOf(join(folder, output)), before);
        assert.deepEqual(readdirSync(join(folder, 'kept')).sort(), ['.keep', output.slice('kept/'.length)]);
      }));

      it(`${name}: a run that is killed leaves it whole, and the next clears away what is left`, () => withEarlier(argv, (folder) => {
        const before = contentOf(join(folder, output));
        writeFileSync(join(folder, 'kill.cjs'), killing);
        const isFolder = statSync(join(folder, output)).isDirectory();
        const calls = isFolder ? ['mkdirSync 1', 'writeSync 1', 'fsyncSync 3', 'writeSync 6', 'renameSync 1', 'renameSync 2'] : ['openSync 1', 'writeSync 1', 'fsyncSync 1', 'renameSync 1'];
        for (const at of calls) {
          const { signal, err } = caley(folder, argv, { node: ['--require', join(folder, 'kill.cjs')], env: { KILL_AT: at } });
          assert.equal(signal, 'SIGKILL', `${at}: ${err}`);
          // Between the two renames of a folder it stands beside its place.
          const beside = readdirSync(join(folder, 'kept')).find((left) => left.includes('.old-'));
          assert.deepEqual(contentOf(join(folder, at === 'renameSync 2' ? `kept/${String(beside)}` : output)), before, at);
        }
        // It comes back though the next run cannot write anything.
        assert.equal(caley(folder, argv, { shell: 'ulimit -f 1' }).code, 2);
        assert.deepEqual(contentOf(join(folder, output)), before);
        caley(folder, argv);
        assert.deepEqual(readdirSync(join(folder, 'kept')).sort(), ['.keep', output.slice('kept/'.length)]);
        assert.notDeepEqual(contentOf(join(folder, output)), before);
      }));
    }

    it('what cannot be printed is told, and is no clean end', () => withFolder({ 'a.ts': '' }, (folder) => {
      for (const argv of [['check', '--format', 'sarif'], ['explain', 'log/personal-data']]) {
        const { code, err } = caley(folder, argv, { shell: 'ulimit -f 1; exec > printed' });
        assert.deepEqual([code, err], [2, 'caley: cannot write the output: larger than a file may be\n']);
      }
    }));

    it('init: a full disk leaves no half of a caley.yaml', () => withFolder({ 'src/book.ts': leaking }, (folder) => {
      const { code, err } = caley(folder, ['init'], { shell: 'ulimit -f 1' });
      assert.deepEqual([code, err.split('\n')[0]], [2, 'caley: cannot write caley.yaml: larger than a file may be']);
      assert.deepEqual(readdirSync(folder), ['src']);
    }));
  });
}
