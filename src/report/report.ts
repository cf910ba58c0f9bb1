/**
 * What is there to render? Findings, suppressions, mistakes and skipped files
 * of one check, collected and ordered once for all forms.
 * Must not decide what is a finding.
 */
import type { Finding } from '../analysis';
import type { Mistake, Policy, Severity } from '../policy';
import type { LineIndex, Origin, Range } from '../text';

/** A file that was not, or not fully, examined; `detail` is for people. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
  readonly detail: string;
}

export interface ReportedFinding {
  readonly finding: Finding;
  /** The `caley-ignore` comment that hides it, the range being the comment's, or the entry of the caley.yaml that accepts it. */
  readonly suppression: { readonly reason: string; readonly until: string | null; readonly range: Range; readonly accepted?: { readonly file: string; readonly by: string | null } } | null;
}

export interface ReportedText {
  readonly text: string;
  readonly lines: LineIndex;
  /** Where the text stands in the file; of most files it is all of it. */
  readonly origin?: Origin | undefined;
}

export interface ReportedFile extends ReportedText {
  readonly path: string;
  readonly findings: readonly ReportedFinding[];
  readonly mistakes: readonly Mistake[];
}

export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly policy: Policy;
  /** How many files were examined. */
  readonly examined: number;
  /** Files with findings or mistakes, a caley.yaml among them, sorted by path; findings in order of place. */
  readonly files: readonly ReportedFile[];
  /** Findings that are not shown for what their files are for. */
  readonly weakened: number;
  /** Sorted by file. */
  readonly skipped: readonly SkippedFile[];
  /** Requests that could not be held against the API document that is named for them. */
  readonly openRequests: number;
  /** Where it was held against findings of earlier, which are not among its own: how many of them are there still, and are there no more. */
  readonly against: { readonly known: number; readonly gone: number } | null;
  /** Text of any examined file: the steps of a flow lead into others. */
  textOf(file: string): ReportedText | null;
}

/** What a report is collected from; a workspace's snapshot is one. */
export interface ReportSource {
  readonly policy: Policy;
  readonly files: readonly string[];
  /** Every caley.yaml: they are not examined, but may have mistakes. */
  readonly declarations: readonly string[];
  file(path: string): ReportedText | null;
  findings(path: string): readonly ReportedFinding[];
  weakened(path: string): number;
  mistakes(path: string): readonly Mistake[];
  openRequests(path: string): number;
  readonly skipped: readonly SkippedFile[];
}

export function collectReport(source: ReportSource, tool: Report['tool']): Report {
  const files: ReportedFile[] = [];
  for (const path of [...source.files, ...source.declarations].sort(byText)) {
    const findings = [...source.findings(path)].sort(byPlace);
    const mistakes = source.mistakes(path);
    const view = source.file(path);
    if (view !== null && findings.length + mistakes.length > 0) files.push({ path, text: view.text, lines: view.lines, origin: view.origin, findings, mistakes });
  }
  const weakened = source.files.reduce((sum, path) => sum + source.weakened(path), 0);
  const skipped = [...source.skipped].sort((a, b) => byText(a.file, b.file) || byText(a.reason, b.reason));
  const openRequests = source.files.reduce((sum, path) => sum + source.openRequests(path), 0);
  return { tool, policy: source.policy, examined: source.files.length, files, weakened, skipped, openRequests, against: null, textOf: (file) => source.file(file) };
}

/** Findings that count: those no comment hides. */
export function openFindings(report: Report): readonly Finding[] {
  return report.files.flatMap((file) => file.findings.filter((each) => each.suppression === null).map((each) => each.finding));
}

export function suppressedCount(report: Report): number {
  return report.files.reduce((sum, file) => sum + file.findings.filter((each) => each.suppression !== null).length, 0);
}

/** From the gravest to the lightest; an order that thresholds use too. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Null: none is grave enough. */
export function reaches(severity: Severity, threshold: Severity | null): boolean {
  return threshold !== null && severities.indexOf(severity) <= severities.indexOf(threshold);
}

export function countBySeverity(findings: readonly Finding[]): ReadonlyMap<Severity, number> {
  return new Map(severities.map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length]));
}

function byPlace(a: ReportedFinding, b: ReportedFinding): number {
  return (
    a.finding.range.start - b.finding.range.start ||
    a.finding.range.end - b.finding.range.end ||
    byText(a.finding.rule, b.finding.rule) ||
    byText(a.finding.identity, b.finding.identity)
  );
}

/** By code units: the same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
