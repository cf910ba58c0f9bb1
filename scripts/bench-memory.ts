/**
 * What does a check of so much code hold in an editor's workspace, and how long does it take? Run as a
 * process of its own by the bench: `bench-memory lines|files <count>`; prints
 * one line of JSON. Copies of the corpus with changed names make up the size.
 */
import { findAssets, keepHeapSmall, loadEngine } from '../src/host';
import { memoryNow, round } from './bench-clock';
import { corpusFiles, linesOf, mixed, multiplied } from './bench-sources';

export interface Holding {
  readonly files: number;
  readonly lines: number;
  /** Milliseconds of the whole check. */
  readonly took: number;
  readonly msPerFile: number;
  readonly msPerThousandLines: number;
  /** Megabytes resident when all is done and the workspace still stands, and at most. */
  readonly resident: number;
  readonly peak: number;
  /** Resident before the first file, the engine loaded. */
  readonly idle: number;
  readonly findings: number;
}

/** Longer files are left out where files are counted, so that each number of files has files of one kind. */
const longest = 400;

async function main(): Promise<void> {
  const [unit, size] = process.argv.slice(2);
  const count = Number(size);
  if ((unit !== 'lines' && unit !== 'files') || !(count > 0)) throw new Error('bench-memory lines|files <count>');
  keepHeapSmall();
  const engine = await loadEngine(findAssets(__dirname));
  const idle = memoryNow().resident;
  const corpus = mixed(corpusFiles(engine));
  const sources = unit === 'lines' ? corpus : corpus.filter((file) => linesOf([file]) <= longest);
  const workspace = engine.createWorkspace();
  let [files, lines] = [0, 0];
  const started = performance.now();
  let making = 0;
  for (let made = performance.now(), file = null as { path: string; text: string } | null, all = multiplied(sources, unit === 'lines' ? { lines: count } : { files: count }); ; made = performance.now()) {
    file = all.next().value ?? null;
    making += performance.now() - made;
    if (file === null) break;
    workspace.apply({ type: 'write', path: file.path, text: file.text, version: 0 });
    files++;
    lines += linesOf([file]);
  }
  while (workspace.step());
  const snapshot = workspace.snapshot();
  const findings = snapshot.files.reduce((sum, path) => sum + snapshot.findings(path).length, 0);
  const took = performance.now() - started - making;
  const { resident, peak } = memoryNow();
  const holding: Holding = { files, lines, took: Math.round(took), msPerFile: round(took / files), msPerThousandLines: round((took / lines) * 1000), resident, peak, idle, findings };
  console.log(JSON.stringify(holding));
}

void main();
