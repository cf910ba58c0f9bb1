/**
 * `npm run fuzz [-- --edits 20000] [--seed 1] [--corpus]`: does the incremental
 * answer equal the answer from scratch after any edits? Prints a program that
 * shows the first failure, cut down, and exits 1. `--corpus` edits the packages
 * of the corpus as well, fetched through npm.
 */
import { parseArgs } from 'node:util';
import { findAssets, loadEngine } from '../src/host';
import type { Engine } from '../src/host';
import { renderProgram, runSession, shrink } from '../test/fuzz/differential';
import { localPools } from '../test/fuzz/projects';
import type { Pool } from '../test/fuzz/projects';
import { fetchPackages, readPinned, readSources } from './corpus-packages';

const editsEach = 40;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { edits: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' }, corpus: { type: 'boolean', default: false } } });
  const [edits, seed] = [Number(values.edits), Number(values.seed)];
  if (!(edits > 0) || !Number.isInteger(seed)) throw new Error('--edits and --seed take numbers');
  const engine = await loadEngine(findAssets(__dirname));
  const pools = [...localPools(engine.walk.extensions), ...(values.corpus ? corpusPools(engine) : [])];
  console.log(`seed ${String(seed)}, ${String(edits)} edits on projects cut from ${String(pools.length)} sources: ${pools.map(({ name }) => name).join(', ')}`);
  const total = { sessions: 0, edits: 0, compared: 0, findings: 0 };
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
      console.log(`session ${String(total.sessions)} on ${pool.name}, after ${String(session.edits)} edits: the answers differ. Cutting it down …`);
      console.log(renderProgram(shrink(engine, session.failure)));
      console.log(`${String(total.edits)} edits, 1 failure; again with --seed ${String(seed)} --edits ${String(edits)}${values.corpus ? ' --corpus' : ''}`);
      process.exitCode = 1;
      return;
    }
    if (total.edits - told >= 2000) {
      told = total.edits;
      console.log(`${String(total.edits)} edits, no difference`);
    }
  }
  console.log(`${String(total.edits)} edits in ${String(total.sessions)} projects, ${String(total.compared)} answers with ${String(total.findings)} findings compared, 0 differences (seed ${String(seed)})`);
}

function corpusPools(engine: Engine): readonly Pool[] {
  return fetchPackages(readPinned()).map((pinned) => {
    const { files } = readSources(pinned, engine.languages);
    const isManifest = (path: string): boolean => path.endsWith('.json');
    return {
      name: pinned.name,
      files: new Map(files.filter(({ path }) => engine.walk.extensions.some((extension) => path.endsWith(extension))).map(({ path, text }) => [path, text])),
      manifests: new Map(files.filter(({ path }) => isManifest(path) && !path.includes('/')).map(({ path, text }) => [path, text])),
    };
  }).filter(({ files }) => files.size > 1);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 2;
});
