/**
 * `caley check`: examines, renders, and says by its exit code whether anything
 * reached the threshold.
 */
import { resolve } from 'node:path';
import { replaceFile, tool, writingReason } from '../host';
import type { ShardNumber } from '../host';
import type { Confidence, Severity } from '../policy';
import { ansi, counted, forms, openFindings, plain, reaches, renderForm, summary } from '../report';
import type { Form, Report } from '../report';
import { foundAt, heldAgainst, knownIn } from './against';
import type { Against } from './against';
import { checkPaths, checkShard } from './check-paths';
import type { CheckRequest } from './check-paths';
import { exitCodes, UserMistake } from './io';
import type { CommandEngine, ExitCode, Io } from './io';
import { showProgress } from './progress';
import { renderShard } from './shard-file';

export const formats = forms;
export const thresholds = ['error', 'warning', 'info', 'hint', 'none'] as const;

/** How what was found is told. */
export interface DeliveryOptions {
  readonly format: Form;
  /** File to write to instead of stdout. */
  readonly output?: string;
  readonly failOn: (typeof thresholds)[number];
  /** Undefined: as the terminal and NO_COLOR have it. */
  readonly color?: boolean;
}

export interface CheckOptions extends DeliveryOptions, Against {
  readonly minConfidence: Confidence;
  readonly drafts: boolean;
  /** Undefined: as many as pay. */
  readonly workers?: number;
  readonly cache: boolean;
  /** Undefined: where such things are kept. */
  readonly cacheDir?: string;
  /** Undefined: all of it. */
  readonly shard?: ShardNumber;
}

const narrowest = 60;
const widest = 120;
const unknownWidth = 80;

export async function runCheck(engine: CommandEngine, paths: readonly string[], options: CheckOptions, io: Io): Promise<ExitCode> {
  const progress = showProgress(io.err);
  const request = requestOf(paths, options, io);
  const { shard } = options;
  try {
    if (shard === undefined) {
      const known = knownIn(options, io.cwd);
      const earlier = options.since === undefined ? [] : await foundAt(engine, options.since, request, progress.update);
      const report = heldAgainst(await checkPaths(engine, request, tool, progress.update), options, [...known, ...earlier]);
      progress.clear();
      return deliver(report, engine.today, options, io);
    }
    const { shard: done, report } = await checkShard(engine, request, shard, tool, progress.update);
    progress.clear();
    write(renderShard(done), `shard ${String(shard.index)} of ${String(shard.count)}: ${counted(report.examined, 'file')}`, options, io);
    return exitCodes.clean;
  } finally {
    progress.clear();
  }
}

/** What is to be examined, and how, by the command line and the environment. */
export function requestOf(paths: readonly string[], { minConfidence, drafts, workers, cache, cacheDir }: Pick<CheckOptions, 'minConfidence' | 'drafts' | 'workers' | 'cache' | 'cacheDir'>, { cwd, env }: Io): CheckRequest {
  return {
    paths: paths.length === 0 ? ['.'] : paths, cwd, minimumConfidence: minConfidence, drafts, workers: workers ?? null, env,
    isCached: cache && (env['CALEY_NO_CACHE'] ?? '') === '', cacheFolder: cacheDir === undefined ? null : resolve(cwd, cacheDir),
  };
}

/** Tells a report, and says by the exit code whether anything in it reached the threshold. */
export function deliver(report: Report, date: string, options: DeliveryOptions, io: Io): ExitCode {
  write(render(report, date, options, io), summary(report), options, io);
  return exitCodeOf(report, options.failOn);
}

function write(rendered: string, told: string, { output }: DeliveryOptions, io: Io): void {
  if (output === undefined) io.out.write(rendered);
  else {
    writeOutput(resolve(io.cwd, output), output, rendered);
    io.err.write(`${told}; written to ${output}\n`);
  }
}

/** A broken configuration is the user's mistake, but never hides that findings are there. */
export function exitCodeOf(report: Report, failOn: CheckOptions['failOn']): ExitCode {
  if (openFindings(report).some((finding) => reaches(finding.severity, thresholdOf(failOn)))) return exitCodes.findings;
  const broken = report.files.some((file) => file.mistakes.some((mistake) => mistake.severity === 'error'));
  return broken ? exitCodes.mistake : exitCodes.clean;
}

function render(report: Report, date: string, options: DeliveryOptions, io: Io): string {
  const text = { paint: wantsColor(options, io) ? ansi : plain, width: Math.max(narrowest, Math.min(io.out.columns ?? unknownWidth, widest)) };
  return renderForm(report, options.format, { text, threshold: thresholdOf(options.failOn), date });
}

function thresholdOf(failOn: CheckOptions['failOn']): Severity | null {
  return failOn === 'none' ? null : failOn;
}

/** https://no-color.org: set and not empty means no. What is asked for on the command line wins. */
function wantsColor(options: DeliveryOptions, io: Io): boolean {
  if (options.color !== undefined) return options.color;
  return options.output === undefined && io.out.isTerminal && (io.env['NO_COLOR'] ?? '') === '' && io.env['TERM'] !== 'dumb';
}

/** Throws UserMistake. */
export function writeOutput(path: string, name: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    throw new UserMistake(`cannot write ${name}: ${writingReason(error)}`);
  }
}
