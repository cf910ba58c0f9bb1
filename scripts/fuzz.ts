/**
 * `npm run fuzz [-- --edits 20000] [--seed 1] [--corpus] [--failures 1]`: does
 * the incremental answer equal the answer from scratch after any edits? Prints a
 * program that shows the first failures, cut down, and exits 1. `--corpus` edits the packages
 * of the corpus as well, fetched through npm. `--monsters` sends the hostile
 * programs of the tests at full size instead, a process each.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findAssets, loadEngine } from '../src/host';
import type { Engine } from '../src/host';
import { isNamed } from '../src/languages';
import { answersFor } from '../test/fuzz/answers';
import { renderProgram, runSession, shrink } from '../test/fuzz/differential';
import { masses, nestings, projects, pythonNestings, unsolved } from '../test/fuzz/monsters';
import type { Files } from '../test/fuzz/monsters';
import { localPools } from '../test/fuzz/projects';
import type { Pool } from '../test/fuzz/projects';
import { fetchPackages, readPinned, readSources } from './corpus-packages';

const editsEach = 40;
/** What five megabytes of source, or a thousand files, are made of. */
const full = { mass: 100_000, files: 1000 };
/** Seconds after which a monster is said to hang. */
const patience = 120;

/** Name to program, at full size. */
const monsters: ReadonlyMap<string, () => Files> = new Map<string, () => Files>([
  ...Object.entries(nestings).map(([what, text]) => [`deep ${what}`, () => ({ 'deep.tsx': text })] as const),
  ...Object.entries(pythonNestings).map(([what, text]) => [`deep ${what} (Python)`, () => ({ 'deep.py': text })] as const),
  ...[...Object.entries(masses), ...Object.entries(unsolved)].map(([what, make]) => [what, () => ({ 'mass.ts': make(full.mass) })] as const),
  ...Object.entries(projects).map(([what, make]) => [what, () => make(full.files)] as const),
]);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { edits: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' }, corpus: { type: 'boolean', default: false }, monsters: { type: 'boolean', default: false }, monster: { type: 'string' }, failures: { type: 'string', default: '1' } } });
  if (values.monster !== undefined) return meet(values.monster);
  if (values.monsters) {
    meetAll();
    return;
  }
  const [edits, seed] = [Number(values.edits), Number(values.seed)];
  if (!(edits > 0) || !Number.isInteger(seed)) throw new Error('--edits and --seed take numbers');
  const engine = await loadEngine(findAssets(__dirname));
  const pools = [...localPools(engine.walk.fileNames), ...(values.corpus ? corpusPools(engine) : [])];
  console.log(`seed ${String(seed)}, ${String(edits)} edits on projects cut from ${String(pools.length)} sources: ${pools.map(({ name }) => name).join(', ')}`);
  const total = { sessions: 0, edits: 0, compared: 0, findings: 0, failures: 0 };
  let told = 0;
  while (total.edits < edits) {
    const pool = pools[total.sessions % pools.length];
    if (pool === undefined) throw new Error('no sources');
    const session = runSession(engine, pool, seed * 1_000_003 + total.sessions, Math.min(editsEach, edits - total.edits));
    total.sessions++;
    total.edits += session.edits;
    total.compared += session.compared;
    total.findings += session.findings;
    if (session.failure !== null) {
      total.failures++;
      console.log(`session ${String(total.sessions)} on ${pool.name}, after ${String(session.edits)} edits: the answers differ. Cutting it down …`);
      console.log(renderProgram(shrink(engine, session.failure)));
      process.exitCode = 1;
      if (total.failures >= Number(values.failures)) break;
    }
    if (total.edits - told >= 2000) {
      told = total.edits;
      console.log(`${String(total.edits)} edits, ${String(total.failures)} differences`);
    }
  }
  console.log(`${String(total.edits)} edits in ${String(total.sessions)} projects, ${String(total.compared)} answers with ${String(total.findings)} findings compared, ${String(total.failures)} differences (seed ${String(seed)})`);
}

/** One monster in this process. */
async function meet(name: string): Promise<void> {
  const files = monsters.get(name)?.();
  if (files === undefined) throw new Error(`no monster is called ${name}`);
  const engine = await loadEngine(findAssets(__dirname));
  const started = performance.now();
  const { findings, honest } = answersFor(engine, files);
  console.log(`${name}: ${String(Math.round(performance.now() - started))} ms, ${String(findings)} findings${honest ? '' : ', nothing told'}, ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MB at most`);
}

/** Every monster, a process each, so that one that hangs or takes all memory costs only its own answer. */
function meetAll(): void {
  let beaten = 0;
  for (const name of monsters.keys()) {
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', join(__dirname, 'fuzz.ts'), '--monster', name], { encoding: 'utf8', timeout: patience * 1000 });
    if (status === 0) console.log(stdout.trim());
    else {
      beaten++;
      console.log(`${name}: ${signal === 'SIGTERM' ? `no end in ${String(patience)} seconds` : `thrown: ${stderr.trim().split('\n').slice(0, 3).join(' ')}`}`);
    }
  }
  console.log(`${String(monsters.size)} monsters, ${String(beaten)} of them not answered`);
  if (beaten > 0) process.exitCode = 1;
}

function corpusPools(engine: Engine): readonly Pool[] {
  return fetchPackages(readPinned()).map((pinned) => {
    const { files } = readSources(pinned, engine.languages);
    const isManifest = (path: string): boolean => path.endsWith('.json');
    return {
      name: pinned.name,
      files: new Map(files.filter(({ path }) => isNamed(engine.walk.fileNames, path)).map(({ path, text }) => [path, text])),
      manifests: new Map(files.filter(({ path }) => isManifest(path) && !path.includes('/')).map(({ path, text }) => [path, text])),
    };
  }).filter(({ files }) => files.size > 1);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 2;
});
