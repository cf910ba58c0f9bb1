/**
 * `caley baseline`: writes down what is found now, so that a check tells only what is new from here on.
 */
import { resolve } from 'node:path';
import { tool } from '../host';
import { openFindings, renderBaseline } from '../report';
import { requestOf, writeOutput } from './check';
import type { CheckOptions } from './check';
import { checkPaths } from './check-paths';
import { exitCodes } from './io';
import type { CommandEngine, ExitCode, Io } from './io';
import { showProgress } from './progress';

export interface BaselineOptions extends Pick<CheckOptions, 'minConfidence' | 'drafts'> {
  readonly output: string;
}

export async function runBaseline(engine: CommandEngine, paths: readonly string[], options: BaselineOptions, io: Io): Promise<ExitCode> {
  const { output } = options;
  const progress = showProgress(io.err);
  const request = requestOf(paths, { ...options, cache: true }, io);
  try {
    const report = await checkPaths(engine, request, tool, progress.update);
    progress.clear();
    writeOutput(resolve(io.cwd, output), output, renderBaseline(report));
    const count = openFindings(report).length;
    io.err.write(`${count === 1 ? '1 finding is' : `${String(count)} findings are`} known from here on; written to ${output}\n`);
    return exitCodes.clean;
  } finally {
    progress.clear();
  }
}
