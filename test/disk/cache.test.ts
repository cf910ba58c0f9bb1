/** What a check leaves for the next one: never another answer, whatever becomes of it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from '../../src/cli';
import { runProgram } from '../../src/cli';
import { cacheFolder, openCache } from '../../src/host';
import { runCachedSession } from '../fuzz/cached';
import { localPools } from '../fuzz/projects';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';

const files = {
  'src/log.ts': "import pino from 'pino';\nexport function note(what: unknown) {\n  pino().info(what);\n}\n",
  'src/book.ts': "import { note } from './log';\nexport function book(attendee: { email: string }) {\n  note(attendee.email);\n}\n",
  'src/other.ts': 'export const other = 1;\n',
};
const seed = 31;
const [sessions, runs] = [6, 6];

describe('the cache', function () {
  this.timeout(120_000);
  let engine: TestEngine;
  let judged: string[] = [];
  let watched: Surroundings['loadEngine'];

  before(async () => {
    engine = await loadTestEngine();
    watched = () =>
      Promise.resolve({
        ...engine,
        today: engine.today,
        createPart: (today) => {
          const part = engine.createPart(today);
          const judge = part.judge.bind(part);
          return Object.assign(part, {
            judge: (path: string) => {
              judged.push(path);
              return judge(path);
            },
          });
        },
      });
  });

  /** The output, with what was judged anew for it. */
  async function check(cwd: string, argv: readonly string[] = [], env: Surroundings['env'] = {}): Promise<{ readonly out: string; readonly judged: readonly string[] }> {
    judged = [];
    const out: string[] = [];
    const to = { write: (text: string) => void out.push(text), isTerminal: false, columns: null };
    await runProgram(['check', 'src', '--format', 'json', '--workers', '1', ...argv], { out: to, err: to, cwd, env, folder: cwd, loadEngine: watched });
    return { out: out.join(''), judged: judged.sort() };
  }

  const everything = Object.keys(files).sort();

  it('has the answer at hand while nothing changes, and judges what a change touches', async () => {
    await withFolder({ ...files, 'node_modules/x': '' }, async (folder) => {
      const first = await check(folder);
      assert.match(first.out, /log\/personal-data/);
      assert.deepEqual(first.judged, everything);
      assert.equal(readdirSync(join(folder, 'node_modules/.cache/caley')).length, 1);
      assert.deepEqual(await check(folder), { out: first.out, judged: [] });
      writeFileSync(join(folder, 'src/other.ts'), 'export const other = 2;\n');
      assert.deepEqual(await check(folder), { out: first.out, judged: ['src/other.ts'] });
      writeFileSync(join(folder, 'src/log.ts'), 'export function note(what: unknown) {}\n');
      const clean = await check(folder);
      assert.deepEqual(clean.judged, ['src/book.ts', 'src/log.ts']);
      assert.doesNotMatch(clean.out, /log\/personal-data/);
      writeFileSync(join(folder, 'src/log.ts'), files['src/log.ts']);
      assert.equal((await check(folder)).out, first.out);
    });
  });

  it('follows files that come and go under a name that is imported', async () => {
    const { 'src/log.ts': log, ...others } = files;
    await withFolder({ ...others, 'node_modules/x': '' }, async (folder) => {
      assert.doesNotMatch((await check(folder)).out, /log\/personal-data/);
      writeFileSync(join(folder, 'src/log.ts'), log);
      const found = await check(folder);
      assert.match(found.out, /log\/personal-data/);
      assert.deepEqual(found.judged, ['src/book.ts', 'src/log.ts']);
      assert.equal(found.out, (await check(folder, ['--no-cache'])).out);
    });
  });

  it('forgets everything when a caley.yaml says something else', async () => {
    await withFolder({ ...files, 'node_modules/x': '' }, async (folder) => {
      const first = await check(folder);
      const declare = (text: string): void => writeFileSync(join(folder, 'caley.yaml'), text);
      declare('version: 1\ntrust: { sanitizers: [src/book.ts#tell, src/gone.ts#tell] }\n');
      const trusted = await check(folder);
      assert.deepEqual(trusted.judged, everything);
      assert.match(trusted.out, /There is no file \\"src\/gone\.ts/);
      assert.deepEqual(await check(folder), { out: trusted.out, judged: [] });
      // What it names may come, though nothing else is touched by that.
      writeFileSync(join(folder, 'src/gone.ts'), 'export const tell = 1;\n');
      const { out, judged: again } = await check(folder);
      assert.deepEqual(again, ['src/gone.ts']);
      assert.doesNotMatch(out, /There is no file/);
      declare('version: 1\ntrust: { sinks: [{ path: src/log.ts#note, kind: sink.share.analytics }] }\n');
      const shared = await check(folder);
      assert.match(shared.out, /data\/to-analytics|data\/undisclosed/);
      assert.equal(shared.out, (await check(folder, ['--no-cache'])).out);
      rmSync(join(folder, 'src/gone.ts'));
      rmSync(join(folder, 'caley.yaml'));
      assert.equal((await check(folder)).out, first.out);
    });
  });

  it('judges again what depends on a version when the lock file names another', async () => {
    const sources = {
      'src/start.ts': "import * as Sentry from '@sentry/node';\nexport const start = () => Sentry.init({ environment: 'production' });\n",
      'src/other.ts': "import pino from 'pino';\nexport const log = pino();\n",
    };
    await withFolder({ ...sources, 'package.json': '{"dependencies":{"@sentry/node":">=9","pino":"^9.0.0"}}', 'node_modules/x': '' }, async (folder) => {
      const lock = (sentry: string, pino: string): void =>
        writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { 'node_modules/@sentry/node': { version: sentry }, 'node_modules/pino': { version: pino } } }));
      const told = async (): Promise<readonly [boolean, readonly string[]]> => {
        const { out, judged: again } = await check(folder, ['--drafts']);
        assert.equal(out, (await check(folder, ['--drafts', '--no-cache'])).out);
        return [out.includes('data/automatic-collection'), again];
      };
      assert.deepEqual(await told(), [false, ['src/other.ts', 'src/start.ts']]);
      lock('11.2.0', '9.0.0');
      assert.deepEqual(await told(), [true, ['src/start.ts']]);
      // What no model speaks of is not looked at.
      lock('11.2.0', '9.1.0');
      assert.deepEqual(await told(), [true, []]);
      lock('10.2.0', '9.1.0');
      assert.deepEqual(await told(), [false, ['src/start.ts']]);
      rmSync(join(folder, 'package-lock.json'));
      writeFileSync(join(folder, 'package.json'), '{"dependencies":{"@sentry/node":"^11.0.0"}}');
      assert.deepEqual(await told(), [true, ['src/start.ts']]);
    });
  });

  it('is left alone when told so', async () => {
    await withFolder({ ...files, 'node_modules/x': '' }, async (folder) => {
      for (const [argv, env] of [[['--no-cache'], {}], [[], { CALEY_NO_CACHE: '1' }]] as const) {
        assert.deepEqual((await check(folder, argv, env)).judged, everything);
        assert.deepEqual(readdirSync(join(folder, 'node_modules')), ['x']);
      }
    });
  });

  it('stands where it is told to, else with the user', async () => {
    await withFolder(files, async (folder) => {
      await check(folder, ['--cache-dir', 'kept']);
      assert.equal(readdirSync(join(folder, 'kept')).length, 1);
      await check(folder, [], { XDG_CACHE_HOME: join(folder, 'xdg'), HOME: folder });
      if (process.platform === 'linux') assert.equal(readdirSync(join(folder, 'xdg/caley')).length, 1);
      assert.equal(cacheFolder(folder, { HOME: '/home/a' }, 'linux'), join('/home/a', '.cache', 'caley'));
      assert.equal(cacheFolder(folder, { HOME: '/home/a', XDG_CACHE_HOME: 'relative' }, 'linux'), join('/home/a', '.cache', 'caley'));
      assert.equal(cacheFolder(folder, { HOME: '/home/a' }, 'darwin'), join('/home/a', 'Library', 'Caches', 'caley'));
      assert.equal(cacheFolder(folder, { LOCALAPPDATA: '/local' }, 'win32'), join('/local', 'caley', 'Cache'));
      assert.equal(cacheFolder(folder, {}, 'linux'), null);
    });
  });

  it('does not matter when it is broken, another’s, or cannot be written', async () => {
    await withFolder({ ...files, 'file': '' }, async (folder) => {
      const args = ['--cache-dir', 'kept'];
      const { out } = await check(folder, args);
      const [name] = readdirSync(join(folder, 'kept'));
      const path = join(folder, 'kept', name ?? '');
      const whole = readFileSync(path);
      const breaks: readonly (() => void)[] = [
        () => truncateSync(path, 0), () => truncateSync(path, 10), () => truncateSync(path, whole.length - 1), () => writeFileSync(path, 'garbage that is long enough for a digest'),
        ...[3, 25, Math.floor(whole.length / 2)].map((at) => () => writeFileSync(path, whole.map((byte, i) => (i === at ? byte ^ 1 : byte)))),
      ];
      for (const spoil of breaks) {
        spoil();
        assert.deepEqual(await check(folder, args), { out, judged: everything });
        assert.deepEqual(readdirSync(join(folder, 'kept')), [name]);
        assert.equal((await check(folder, args)).judged.length, 0);
      }
      assert.equal((await check(folder, ['--cache-dir', 'file'])).out, out);
    });
  });

  it('holds other settings apart', async () => {
    await withFolder(files, async (folder) => {
      await check(folder, ['--cache-dir', 'kept']);
      assert.deepEqual((await check(folder, ['--cache-dir', 'kept', '--min-confidence', 'low'])).judged, everything);
      assert.deepEqual((await check(folder, ['--cache-dir', 'kept', '--drafts'])).judged, everything);
    });
  });

  it('lets suppressions end on their day', async () => {
    const text = files['src/book.ts'].replace('  note(', '  // caley-ignore log/personal-data -- asked until 2026-03-01\n  note(');
    await withFolder({ ...files, 'src/book.ts': text }, async (folder) => {
      const on = async (today: string): Promise<string> => {
        const real = watched;
        watched = async () => ({ ...(await real()), today });
        const { out } = await check(folder, ['--cache-dir', 'kept']);
        watched = real;
        return out;
      };
      const before = await on('2026-03-01');
      assert.notEqual(await on('2026-03-02'), before);
      assert.equal(await on('2026-03-01'), before);
    });
  });

  it('keeps within its bounds: the oldest goes, and what nobody finished', async () => {
    await withFolder({ 'old.caley-cache.1.tmp': 'x', 'young.caley-cache.2.tmp': 'x', 'foreign': 'x' }, (folder) => {
      utimesSync(join(folder, 'old.caley-cache.1.tmp'), 1, 1);
      const kept = { layout: 'x'.repeat(1000), declarations: '', declared: [], files: new Map() };
      const size = (): number => readdirSync(folder).filter((name) => name.endsWith('.caley-cache')).length;
      openCache(folder, 'first', 3500).write(kept);
      const [first] = readdirSync(folder).filter((name) => name.endsWith('.caley-cache'));
      utimesSync(join(folder, first ?? ''), 1, 1);
      for (const key of ['second', 'third', 'fourth']) openCache(folder, key, 3500).write(kept);
      assert.equal(size(), 3);
      assert.equal(openCache(folder, 'first', 3500).read(), null);
      assert.deepEqual(openCache(folder, 'fourth', 3500).read(), kept);
      assert.ok(statSync(join(folder, 'young.caley-cache.2.tmp')).isFile());
      assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('old')), []);
      assert.ok(readdirSync(folder).includes('foreign'));
    });
  });

  it('after random edits gives the answer of a check that knows nothing', async () => {
    const pools = localPools(engine.walk.fileNames);
    const total = { judged: 0, files: 0, findings: 0 };
    for (let i = 0; i < sessions; i++) {
      const pool = pools[i % pools.length];
      assert.ok(pool);
      const session = await runCachedSession(engine, pool, seed + i, runs, 1 + (i % 2));
      assert.equal(session.failure, null);
      for (const key of ['judged', 'files', 'findings'] as const) total[key] += session[key];
    }
    // Neither was all found again, nor nothing compared.
    assert.ok(total.judged < total.files && total.findings > 20, JSON.stringify(total));
  });
});
