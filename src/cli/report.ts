/**
 * `caley report`: the proof of compliance as a folder: a page, Markdown, JSON and SARIF of the same content, and digests of them.
 */
import { basename, resolve } from 'node:path';
import { replaceFolder, revisionAt, StrangeFile, systemReason } from '../host';
import type { Policy } from '../policy';
import { clauseSummary, collectProof, collectReport, renderProofHtml, renderProofJson, renderProofMarkdown, renderSarif, summary } from '../report';
import type { ApplicationFacts, ExaminedLanguage, ProofFacts, Sighting } from '../report';
import type { Snapshot } from '../workspace';
import { exitCodeOf } from './check';
import type { CheckOptions } from './check';
import { loadPaths } from './check-paths';
import type { Loaded } from './check-paths';
import { digestsName, renderDigests, renderStatement, sha256, statementName } from './digests';
import { UserMistake } from './io';
import type { CommandEngine, ExitCode, Io } from './io';
import { showProgress } from './progress';
import { tool } from './version';

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
    const snapshot = loaded.workspace.snapshot();
    const report = collectReport(snapshot, tool);
    const proof = collectProof(report, factsOf(snapshot, loaded, engine.today, drafts));
    const files = new Map([
      ['report.html', renderProofHtml(proof, report.policy)], ['report.md', renderProofMarkdown(proof, report.policy)], ['report.json', renderProofJson(proof)], ['report.sarif', renderSarif(report)],
    ]);
    const stated = new Map([...files, [statementName, renderStatement(proof, files)]]);
    writeAll(folder, output, new Map([...stated, [digestsName, renderDigests(stated)]]));
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
    throw new UserMistake(`cannot write ${output}: ${systemReason(error)}`);
  }
}

function factsOf(snapshot: Snapshot, { root }: Loaded, date: string, drafts: boolean): ProofFacts {
  const { policy, files } = snapshot;
  const sightings = new Map<string | null, Sighting[]>([[null, []]]);
  for (const path of snapshot.declarations) if (snapshot.declared(path) !== null) sightings.set(path, []);
  const ruled = new Set<string | null>();
  for (const path of files) {
    const ruling = snapshot.ruling(path);
    ruled.add(ruling);
    if (!isOwn(path, ruling, policy)) continue;
    sightings.get(ruling)?.push(...snapshot.shown(path).map(({ observed, line }) => ({ observed, place: { file: path, line } })));
  }
  const applications = [...sightings].map(([declaration, seen]): ApplicationFacts => ({ declaration, declared: declaration === null ? null : snapshot.declared(declaration), sightings: seen }));
  // What one application switches off did not look at all of the code.
  const off = new Set(applications.flatMap(({ declared }) => [...(declared?.rules?.value ?? [])].flatMap(([id, said]) => (said.value === 'off' ? [id] : []))));
  return {
    date, title: titleOf(applications, root), revision: revisionAt(root), languages: languagesOf(snapshot), digest: digestOf(snapshot),
    // Files without a caley.yaml are an application of their own where there are any, or nothing else.
    applications: applications.filter(({ declaration }) => declaration !== null || ruled.has(null) || applications.length === 1).sort((a, b) => ((a.declaration ?? '') < (b.declaration ?? '') ? -1 : 1)),
    isApplied: (rule) => !off.has(rule) && (drafts || policy.rules.get(rule)?.state === 'stable'),
  };
}

/** What the one application is called; of several, or of one without a name, the folder. */
function titleOf(applications: readonly ApplicationFacts[], root: string): string {
  const names = applications.flatMap(({ declared }) => declared?.app?.value.name?.value ?? []);
  return names.length === 1 ? names.join('') : basename(root);
}

/** Code of the product: what tests and examples do with data is no practice. */
function isOwn(path: string, ruling: string | null, policy: Policy): boolean {
  const folder = ruling === null ? '' : ruling.slice(0, ruling.lastIndexOf('/') + 1);
  return policy.settingOf(path.slice(folder.length)) === null;
}

function languagesOf(snapshot: Snapshot): readonly ExaminedLanguage[] {
  const languages = new Map<string, { files: number; lines: number }>();
  for (const path of snapshot.files) {
    const view = snapshot.file(path);
    if (view === null) continue;
    const counts = languages.get(view.language) ?? { files: 0, lines: 0 };
    counts.files++;
    counts.lines += view.lines.lineCount;
    languages.set(view.language, counts);
  }
  return [...languages].map(([language, counts]) => ({ language, ...counts })).sort((a, b) => (a.language < b.language ? -1 : 1));
}

/** Of every file that was examined, by path and content. */
function digestOf(snapshot: Snapshot): string {
  return sha256([...new Set([...snapshot.files, ...snapshot.declarations])].sort().map((path) => `${sha256(snapshot.file(path)?.text ?? '')}  ${path}\n`).join(''));
}
