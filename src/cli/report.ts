/**
 * `caley report`: the proof of compliance as a folder: a page, Markdown, JSON and SARIF of the same content, and digests of them.
 */
import { resolve } from 'node:path';
import { makeProof, replaceFolder, revisionAt, StrangeFile, tool, writingReason } from '../host';
import { clauseSummary, summary } from '../report';
import { exitCodeOf } from './check';
import type { CheckOptions } from './check';
import { loadPaths } from './check-paths';
import { UserMistake } from './io';
import type { CommandEngine, ExitCode, Io } from './io';
import { showProgress } from './progress';

export interface ReportOptions extends Pick<CheckOptions, 'failOn' | 'minConfidence' | 'drafts'> {
  readonly output: string;
}

/** Where it is written unless something else is asked for; a check passes by it. */
export const reportFolder = 'caley-report';

/** Throws UserMistake for a path that is not there, and a folder that cannot be written or holds other files. */
export function runReport(engine: CommandEngine, paths: readonly string[], { output, failOn, minConfidence, drafts }: ReportOptions, io: Io): ExitCode {
  const progress = showProgress(io.err);
  const folder = resolve(io.cwd, output);
  try {
    const loaded = loadPaths(engine, { paths: paths.length === 0 ? ['.'] : paths, cwd: io.cwd, minimumConfidence: minConfidence, drafts });
    for (let done = 0; loaded.workspace.step(); done++) progress.update(done);
    const { report, proof, files } = makeProof(loaded.workspace.snapshot(), { root: loaded.root, date: engine.today, drafts, tool, revision: revisionAt(loaded.root) });
    writeAll(folder, output, files());
    progress.clear();
    io.err.write(`${summary(report)}\n${clauseSummary(proof)}; written to ${output}\n`);
    return exitCodeOf(report, failOn);
  } finally {
    progress.clear();
  }
}

function writeAll(folder: string, output: string, files: ReadonlyMap<string, string>): void {
  try {
    replaceFolder(folder, files);
  } catch (error) {
    if (error instanceof StrangeFile) throw new UserMistake(`${output} holds ${error.file}, which is no part of a report: name another folder`);
    throw new UserMistake(`cannot write ${output}: ${writingReason(error)}`);
  }
}
