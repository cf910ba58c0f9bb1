/**
 * `npm run bench [-- --quick] [--keystrokes] [--json file]`: how long from a keystroke to its
 * findings, what loading the packs takes, what a whole check costs above parsing and beside ESLint, what it
 * holds in memory, and how both grow. Wall time on this machine; the ratios are
 * what travels; with `--keystrokes` those alone. Code: the packages of the corpus, fetched through npm.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../src/extension';
import { findAssets, loadEngine, loadPacks } from '../src/host';
import { measureCheck } from './bench-check';
import { grouped, ms, round, time } from './bench-clock';
import { measureKeystrokes } from './bench-keystroke';
import type { Keystrokes } from './bench-keystroke';
import { measureSettings } from './bench-settings';
import type { Holding } from './bench-memory';
import { corpusFiles, linesOf, mixed } from './bench-sources';

const sizes = [1000, 2000, 5000, 10_000];
/** Everything, and what is done in under two minutes. */
const plans = {
  full: { files: Infinity, eslintLines: 60_000, strokes: 100, patience: 20_000, lines: [100_000, 1_000_000], counts: [10, 100, 1000, 10_000] },
  quick: { files: 600, eslintLines: 8_000, strokes: 25, patience: 2_500, lines: [100_000], counts: [10, 100, 1000] },
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, quick: { type: 'boolean', default: false }, keystrokes: { type: 'boolean', default: false } } });
  const plan = values.quick ? plans.quick : plans.full;
  const assets = findAssets(__dirname);
  // The first time in this process, as every start is.
  const packs = time(() => loadPacks(assets.packs));
  const engine = await loadEngine(assets);
  const corpus = corpusFiles(engine);
  console.log(`corpus: ${grouped(corpus.length)} files, ${grouped(linesOf(corpus))} lines; Node ${process.version}${values.quick ? '; quick' : ''}\n`);
  console.log(`loading the packs ${ms(packs.took)}   ${grouped(packs.result.policy.rules.size)} rules, ${grouped(packs.result.models.all.length)} models (${ms(packs.cpu).trim()} by processor time)\n`);
  const strokes = (): { keystroke: unknown; settings: unknown } => {
    console.log('\nkeystroke to findings, in a workspace of 1,000 files      p50         p95         max      p95 of step between, p95 by processor');
    const keystroke = measureKeystrokes(engine, corpus, sizes, { neighbours: 1000, strokes: plan.strokes, patience: plan.patience }, tellKeystrokes);
    const settings = measureSettings(engine, 5000, plan.strokes);
    console.log(`${`${grouped(settings.lines)} lines of YAML, a CloudFormation template`.padEnd(50)} ${ms(settings.wall.p50)}   ${ms(settings.wall.p95)}   ${ms(settings.wall.max)}                  ${ms(settings.cpu.p95)}`);
    return { keystroke, settings };
  };
  const figures = { packs: { took: round(packs.took), cpu: round(packs.cpu) }, ...(values.keystrokes ? strokes() : { check: measureCheck(engine, mixed(corpus).slice(0, plan.files), plan.eslintLines, join(__dirname, 'cli.js')), ...strokes(), ...holdings(plan) }) };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}

function holdings({ lines, counts }: (typeof plans)['full']): Readonly<Record<'memory' | 'growth', Readonly<Record<string, Holding | null>>>> {
  console.log('\nmemory of a whole check in an editor\'s workspace, a process each');
  const memory = Object.fromEntries(lines.map((count) => [String(count), hold('lines', count)]));
  console.log('\ngrowth with the number of files, a process each');
  const growth = Object.fromEntries(counts.map((count) => [String(count), hold('files', count)]));
  return { memory, growth };
}

function tellKeystrokes(lines: number, { p50, p95, max, cpu, byEdit, step }: Keystrokes): void {
  const row = (name: string, spread: { p50: number; p95: number; max: number; count: number }): string => `${name.padEnd(50)} ${ms(spread.p50)}   ${ms(spread.p95)}   ${ms(spread.max)}`;
  console.log(`${row(`${grouped(lines)} lines`, { p50, p95, max, count: 0 })}   ${ms(step.p95)}   ${ms(cpu.p95)}`);
  for (const [name, spread] of Object.entries(byEdit)) console.log(row(`    ${name}, ${String(spread.count)} strokes`, spread));
}

/** A fresh process, started as the extension starts the server's: memory that one size left behind would count for the next. */
function hold(unit: 'lines' | 'files', count: number): Holding | null {
  const { stdout, status } = spawnSync(process.execPath, [...launch.execArgv, join(__dirname, 'bench-memory.js'), unit, String(count)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...launch.env } });
  if (status !== 0) {
    console.log(`${grouped(count).padStart(9)} ${unit}   failed`);
    return null;
  }
  const holding = JSON.parse(stdout) as Holding;
  const { files, lines, took, msPerFile, msPerThousandLines, resident, peak, idle } = holding;
  console.log(`${grouped(files).padStart(7)} files, ${grouped(lines).padStart(9)} lines   ${ms(took)}   ${msPerFile.toFixed(2)} ms/file   ${msPerThousandLines.toFixed(1)} ms/1,000 lines   resident ${grouped(resident)} MB (peak ${grouped(peak)}, ${grouped(idle)} before the first file)`);
  return holding;
}

void main();
