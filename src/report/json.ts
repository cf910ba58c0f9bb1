/**
 * What do programs read? Findings as JSON of a fixed, versioned shape.
 * Must not change the meaning of a field within a version; new fields may come.
 */
import type { FlowStep } from '../analysis';
import type { Confidence, Severity } from '../policy';
import type { CellPosition, Range } from '../text';
import { cellOf, positionOf } from './place';
import { countBySeverity, openFindings, suppressedCount } from './report';
import type { Report, ReportedFile, ReportedFinding, ReportedText, SkippedFile } from './report';
import { findingFact, findingRemedy, stepSentence } from './wording';

export const jsonVersion = 1;

/** One-based; columns count UTF-16 code units. */
export interface JsonPosition {
  readonly line: number;
  readonly column: number;
}

/** Half-open: `end` is the first position that does not belong to it. */
export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

/** Where something begins in a cell of a notebook: one-based, of all cells. Its range is that of the file. */
export interface JsonCell extends JsonPosition {
  readonly number: number;
}

export interface JsonStep extends JsonRange {
  readonly file: string;
  readonly cell?: JsonCell;
  readonly role: FlowStep['role'];
  readonly name: string;
  readonly sentence: string;
}

export interface JsonFinding extends JsonRange {
  readonly rule: string;
  /** The clause it is shown under, then the others that the rule names. */
  readonly clause: string;
  readonly alsoClauses: readonly string[];
  readonly category: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly remedy: string | null;
  /** Relative to where the check ran, with forward slashes. */
  readonly file: string;
  /** Only in notebooks. */
  readonly cell?: JsonCell;
  /** Dotted name of the enclosing function, `<module>` for none. */
  readonly function: string;
  /** Source text; never a credential. */
  readonly value: string;
  readonly sink: string;
  readonly dataKinds: readonly string[];
  /** Id of the receiving service. */
  readonly party: string | null;
  /** From source to sink; empty where nothing flows. */
  readonly flow: readonly JsonStep[];
  /** Stays the same when lines move. */
  readonly identity: string;
  /** Not null: a comment hides it, or a caley.yaml accepts it (`acceptedIn`, `by`), and it does not count. `until` is an ISO date. */
  readonly suppression: { readonly reason: string; readonly until: string | null; readonly acceptedIn?: string; readonly by?: string | null } | null;
}

/** A mistake in a suppression or a configuration file. */
export interface JsonMistake extends JsonRange {
  readonly file: string;
  readonly cell?: JsonCell;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface JsonReport {
  readonly format: 'caley-findings';
  readonly version: typeof jsonVersion;
  readonly tool: { readonly name: string; readonly version: string };
  /** The editions of the policy that the code was held against. */
  readonly policies: readonly { readonly id: string; readonly title: string; readonly date: string }[];
  readonly summary: {
    readonly files: number;
    /** Suppressed ones left out. */
    readonly findings: Readonly<Record<Severity, number>>;
    readonly suppressed: number;
    /** Of low confidence for what their files are for, tests, examples or tools, and therefore not among the findings. */
    readonly weakened: number;
    readonly skipped: number;
    /** Requests that were not checked against the API document that caley.yaml names, since their address is made at run time. */
    readonly openRequests: number;
    /** Only where it was held against findings of earlier: how many are there still and not told, and how many are there no more. */
    readonly known?: number;
    readonly gone?: number;
  };
  /** By file, then by place. */
  readonly findings: readonly JsonFinding[];
  readonly mistakes: readonly JsonMistake[];
  /** `reason` is one of too-large, minified, generated, binary, not-utf8, unreadable, budget, ignored. */
  readonly skipped: readonly SkippedFile[];
}

/** Two spaces of indentation and a final line end; equal input gives equal bytes. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(toJson(report), null, 2)}\n`;
}

export function toJson(report: Report): JsonReport {
  const bySeverity = countBySeverity(openFindings(report));
  const count = (severity: Severity): number => bySeverity.get(severity) ?? 0;
  return {
    format: 'caley-findings',
    version: jsonVersion,
    tool: report.tool,
    policies: [...report.policy.documents.values()].map(({ id, title, date }) => ({ id, title, date })),
    summary: {
      files: report.examined,
      findings: { error: count('error'), warning: count('warning'), info: count('info'), hint: count('hint') },
      suppressed: suppressedCount(report),
      weakened: report.weakened,
      skipped: report.skipped.length,
      openRequests: report.openRequests,
      ...report.against,
    },
    findings: report.files.flatMap((file) => file.findings.map((each) => toFinding(report, file, each))),
    mistakes: report.files.flatMap((file) =>
      file.mistakes.map(({ range, severity, message }) => ({ file: file.path, ...toPlace(file, range), severity, message })),
    ),
    skipped: report.skipped.map(({ file, reason, detail }) => ({ file, reason, detail })),
  };
}

function toFinding(report: Report, file: ReportedFile, { finding, suppression }: ReportedFinding): JsonFinding {
  const rule = report.policy.rules.get(finding.rule);
  return {
    rule: finding.rule,
    clause: finding.clause,
    alsoClauses: rule?.also ?? [],
    category: rule?.category ?? 'other',
    severity: finding.severity,
    confidence: finding.confidence,
    message: findingFact(finding, report.policy),
    remedy: findingRemedy(finding, report.policy),
    file: file.path,
    ...toPlace(file, finding.range),
    function: finding.function,
    value: finding.value,
    sink: finding.sink,
    dataKinds: finding.kinds,
    party: finding.party,
    flow: finding.flow.flatMap((step) => toStep(report, file, step)),
    identity: finding.identity,
    suppression: suppression === null ? null : { reason: suppression.reason, until: suppression.until, ...(suppression.accepted === undefined ? {} : { acceptedIn: suppression.accepted.file, by: suppression.accepted.by }) },
  };
}

/** Nothing for a step in a file that is gone from the workspace: it has no line any more. */
function toStep(report: Report, file: ReportedFile, step: FlowStep): readonly JsonStep[] {
  const text = step.file === file.path ? file : report.textOf(step.file);
  if (text === null) return [];
  return [{ file: step.file, role: step.role, name: step.name, ...toPlace(text, step.range), sentence: stepSentence(step) }];
}

function toPlace(text: ReportedText, { start, end }: Range): JsonRange & { readonly cell?: JsonCell } {
  const cell = cellOf(text, start);
  return { start: toPosition(text, start), end: toPosition(text, end), ...(cell === null ? {} : { cell: toCell(cell) }) };
}

function toCell({ cell, line, character }: CellPosition): JsonCell {
  return { number: cell, line: line + 1, column: character + 1 };
}

function toPosition(text: ReportedText, offset: number): JsonPosition {
  const { line, character } = positionOf(text, offset);
  return { line: line + 1, column: character + 1 };
}
