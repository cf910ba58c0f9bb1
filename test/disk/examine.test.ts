/** The same answer whoever does what: one thread or many, on real projects; and what becomes of a thread that dies. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { examine, findAssets, Gathering, loadEngine, readChanges, sharesOf } from '../../src/host';
import type { Examination, LoadedEngine } from '../../src/host';
import { byPlace, defaultConfiguration } from '../../src/workspace';
import type { Change } from '../../src/workspace';
import { withFolder } from '../temporary-folder';

const root = join(__dirname, '..', '..');
const configuration = { ...defaultConfiguration, minimumConfidence: 'low', drafts: true } as const;

describe('examining in threads', function () {
  this.timeout(120_000);
  let engine: LoadedEngine;

  before(async () => {
    engine = await loadEngine(findAssets(__dirname));
  });

  function gathered(changes: Iterable<Change>): Gathering {
    const inputs = new Gathering(engine.walk);
    for (const change of changes) inputs.add(change);
    return inputs;
  }

  async function answers(changes: readonly Change[], workers: number): Promise<string> {
    const found = await examine(engine, gathered(changes), { configuration, cache: null, workers }, () => undefined);
    // What is told in a file of all others stands beside its judgement.
    const told = new Map(found.held.map(({ path, findings }) => [path, findings]));
    const judged = found.files.map((file) => {
      const judgement = found.judgements.get(file);
      return { ...judgement, findings: byPlace(judgement?.findings ?? [], told.get(file) ?? []), practices: undefined };
    });
    return JSON.stringify([found.files, judged, found.declared, found.held.filter(({ path }) => !found.files.includes(path)), found.skipped]);
  }

  function changesOf(files: Readonly<Record<string, string>>): readonly Change[] {
    return Object.entries(files).map(([path, text]) => ({ type: 'write', path, text, version: 0 }));
  }

  it('gives what a workspace gives, with one thread, two and three', async () => {
    const folder = join(root, 'examples');
    const changes = [...readChanges(folder, [folder], engine.walk)];
    const workspace = engine.createWorkspace();
    workspace.apply({ type: 'configure', configuration });
    for (const change of changes) workspace.apply(change);
    while (workspace.step());
    const snapshot = workspace.snapshot();
    const judged = snapshot.files.map((path) => ({ path, findings: snapshot.findings(path), weakened: snapshot.weakened(path), mistakes: snapshot.mistakes(path), isCut: false, openRequests: snapshot.openRequests(path), excludedBy: null }));
    const held = snapshot.declarations.map((path) => ({ path, findings: snapshot.findings(path), mistakes: [] }));
    const expected = JSON.stringify([snapshot.files, judged, [], held, snapshot.skipped]);
    assert.ok(judged.some(({ findings }) => findings.length > 0));
    for (const workers of [1, 2, 3]) assert.equal(await answers(changes, workers), expected);
  });

  it('follows data between files of different threads, whichever way', async () => {
    const log = "import pino from 'pino';\nexport function note(what: unknown) {\n  pino().info(what);\n}\n";
    const files = {
      'a/log.ts': log,
      'b/index.ts': "export { note as write } from '../a/log';\n",
      'c/book.ts': "import { write } from '../b';\nexport function book(attendee: { email: string }) {\n  write(attendee.email);\n}\n",
      'd/server.ts': "import express from 'express';\nimport { handle } from '../e/handle';\nexpress().post('/', handle);\n",
      'e/handle.ts': "import { write } from '../b';\nexport const handle = (a, b) => write(a.body);\n",
    };
    const alone = await answers(changesOf(files), 1);
    assert.match(alone, /"file":"c\/book\.ts"/);
    assert.match(alone, /"file":"e\/handle\.ts"/);
    assert.equal(await answers(changesOf(files), 3), alone);
  });

  it('takes the word of a caley.yaml in every thread, and holds it against the code of all', async () => {
    const files = {
      'caley.yaml': 'version: 1\ntrust:\n  sanitizers: [a/privacy.ts#veil, privacy-kit:cloak, a/privacy.ts#gone, c/gone.ts#veil]\n  sinks: [{ path: z/crm.ts#write, kind: sink.log }]\n',
      'z/caley.yaml': 'version: 1\ntrust: { consent: [{ path: no-kit:yes, kind: guard.consents }, none-kit:yes] }\n',
      'a/privacy.ts': 'export const veil = (text) => text;\n',
      'b/main.ts': "import { cloak } from 'privacy-kit';\nimport { veil } from '../a/privacy';\nimport { write } from '../z/crm';\nconsole.log(veil(user.email), cloak(user.email));\nwrite(user.email);\n",
      'z/crm.ts': "import { veil } from '../a/privacy';\nexport const write = memoize();\nconsole.log(veil(user.phone));\nconsole.log(user.phone);\n",
    };
    const changes: readonly Change[] = [...changesOf(files), { type: 'skip', skipped: { file: 'b/caley.yaml', reason: 'binary', detail: 'holds NUL bytes' } }, { type: 'complete', paths: [''] }];
    const alone = await answers(changes, 1);
    for (const workers of [2, 3]) assert.equal(await answers(changes, workers), alone);
    const workspace = engine.createWorkspace();
    workspace.apply({ type: 'configure', configuration });
    for (const change of changes) workspace.apply(change);
    while (workspace.step());
    const snapshot = workspace.snapshot();
    const { files: paths, declared, judgements, skipped, textOf } = await examine(engine, gathered(changes), { configuration, cache: null, workers: 2 }, () => undefined);
    assert.deepEqual(declared, snapshot.declarations.map((path) => ({ path, mistakes: snapshot.mistakes(path) })));
    assert.deepEqual(paths.map((path) => judgements.get(path)?.findings), snapshot.files.map((path) => snapshot.findings(path)));
    assert.deepEqual([...judgements].flatMap(([path, { findings }]) => findings.map(() => path)), ['b/main.ts', 'z/crm.ts']);
    assert.deepEqual(declared.map(({ path, mistakes }) => [path, mistakes.length]), [['b/caley.yaml', 1], ['caley.yaml', 3], ['z/caley.yaml', 2]]);
    assert.deepEqual([skipped, textOf('caley.yaml'), textOf('b/caley.yaml'), textOf('c/caley.yaml')], [[], files['caley.yaml'], '', null]);
  });

  it('keeps texts as they are, whatever they hold', async () => {
    const files = { 'empty.ts': '', 'wide.ts': '// 𝒳 – ü\n', 'mark.ts': 'a();\uFEFF', 'long.ts': 'f(1);\n'.repeat(200_000), 'after.ts': 'g();\n' };
    const found: Examination = await examine(engine, gathered(changesOf(files)), { configuration, cache: null, workers: 1 }, () => undefined);
    for (const [path, text] of Object.entries(files)) assert.equal(found.textOf(path), text);
    assert.deepEqual(found.files, Object.keys(files).sort());
    assert.equal(found.textOf('none.ts'), null);
  });

  it('counts files as they are done', async () => {
    const counts: number[] = [];
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`src/${String(i)}.ts`, `f(${String(i)});\n`]));
    await examine(engine, gathered(changesOf(files)), { configuration, cache: null, workers: 2 }, (count) => counts.push(count));
    assert.equal(Math.max(...counts), 30);
    assert.deepEqual([...counts].sort((a, b) => a - b), counts);
  });

  it('says so where a thread dies', async () => {
    const deaths = { "throw new Error('no memory')": /a worker thread ended with an error: Error: no memory/, 'process.exit(7)': /a worker thread ended before its work was done \(exit code 7\)/ };
    for (const [code, message] of Object.entries(deaths)) {
      await withFolder({ 'worker.js': `${code};\n` }, async (folder) => {
        const broken = { ...engine, today: engine.today, assets: { ...engine.assets, worker: { file: join(folder, 'worker.js'), loader: null } } };
        await assert.rejects(examine(broken, gathered(changesOf({ 'a.ts': 'f();\n', 'b.ts': 'g();\n' })), { configuration, cache: null, workers: 2 }, () => undefined), message);
      });
    }
  });

  it('ends with its threads on Ctrl-C, by the signal', async () => {
    const child = spawn(process.execPath, ['--import=tsx', join(root, 'test', 'support', 'endless-check.ts')], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [null, 'SIGINT']);
  });
});

describe('shares', () => {
  const files = (...sizes: readonly (readonly [path: string, size: number])[]): readonly { readonly path: string; readonly size: number }[] => sizes.map(([path, size]) => ({ path, size }));
  const paths = (all: ReturnType<typeof files>, count: number): readonly (readonly string[])[] => sharesOf(all, count).map((share) => share.map(({ path }) => path));

  it('are of neighbours, and about as large as each other', () => {
    assert.deepEqual(paths(files(['b', 10], ['a', 10], ['d', 10], ['c', 10]), 2), [['a', 'b'], ['c', 'd']]);
    assert.deepEqual(paths(files(['a', 100], ['b', 1], ['c', 1], ['d', 1]), 2), [['a'], ['b', 'c', 'd']]);
  });

  it('begin where folders do, if that costs little', () => {
    const all = files(...Array.from({ length: 19 }, (_, i) => [`x/${String(i).padStart(2, '0')}`, 10] as const), ...Array.from({ length: 21 }, (_, i) => [`y/${String(i).padStart(2, '0')}`, 10] as const));
    assert.deepEqual(paths(all, 2).map((share) => [share.length, share[0]]), [[19, 'x/00'], [21, 'y/00']]);
  });

  it('are never empty, and hold every file once', () => {
    for (const count of [1, 2, 3, 8]) {
      for (const all of [files(), files(['a', 0]), files(['a', 0], ['b', 0], ['c', 0]), files(['a', 1], ['b', 1000], ['c', 1])]) {
        const shares = paths(all, count);
        assert.ok(shares.every((share) => share.length > 0) && shares.length <= count);
        assert.deepEqual(shares.flat(), all.map(({ path }) => path).sort());
      }
    }
  });
});
