/**
 * What does a finding look like on the wire? Findings and mistakes as LSP diagnostics.
 * Must not decide what is a finding, nor when it is shown.
 */
import type { CodeDescription, Diagnostic, DiagnosticRelatedInformation, Range as WireRange } from 'vscode-languageserver';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, FlowStep } from '../analysis';
import type { ClauseId, Mistake, Policy, Severity } from '../policy';
import type { DiagnosticData } from '../protocol';
import type { LineIndex, Range } from '../text';
import type { Snapshot } from '../workspace';
import type { ClientFeatures } from './client-features';
import { findingMessage, findingRemedy, stepSentence } from '../report';

export const SOURCE = 'Caley';

/** What rendering needs beside the finding. */
export interface Rendering {
  readonly snapshot: Snapshot;
  readonly features: ClientFeatures;
  readonly uriOf: (path: string) => string;
  readonly clauseLink: (id: ClauseId) => string | null;
}

export function toProtocolDiagnostic(finding: Finding, rendering: Rendering, lines: LineIndex): Diagnostic {
  const { features, snapshot } = rendering;
  const data: DiagnosticData = { identity: finding.identity };
  const href = features.codeDescription ? rendering.clauseLink(finding.clause) : null;
  const description: CodeDescription | null = href === null ? null : { href };
  const tags = features.diagnosticTags ? toProtocolTags(finding, snapshot.policy) : [];
  const related = features.relatedInformation ? toProtocolFlow(finding, rendering) : [];
  return {
    range: toProtocolRange(finding.range, lines),
    severity: toProtocolSeverity(finding.severity),
    source: SOURCE,
    code: finding.rule,
    message: messageOf(finding, snapshot.policy),
    data,
    ...(description === null ? {} : { codeDescription: description }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** What is wrong on the first line, which must suffice where there is no room for more; the way out on the second. */
function messageOf(finding: Finding, policy: Policy): string {
  const remedy = findingRemedy(finding, policy);
  return findingMessage(finding, policy) + (remedy === null ? '' : `\n${remedy}`);
}

/** A mistake in a user's YAML or suppression, which belongs to no clause. */
export function toProtocolMistake(mistake: Mistake, lines: LineIndex): Diagnostic {
  return { range: toProtocolRange(mistake.range, lines), severity: toProtocolSeverity(mistake.severity), source: SOURCE, message: mistake.message };
}

export function toProtocolRange(range: Range, lines: LineIndex): WireRange {
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}

export function toProtocolSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'info':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}

/** Unnecessary (drawn faded) for suppressions that suppress nothing; Deprecated (struck out) for API that is not for integrations. */
function toProtocolTags(finding: Finding, policy: Policy): DiagnosticTag[] {
  const rule = policy.rules.get(finding.rule);
  const tags: DiagnosticTag[] = [];
  if (rule?.tags.includes('unnecessary') === true) tags.push(DiagnosticTag.Unnecessary);
  if (rule?.tags.includes('deprecated') === true || rule?.category === 'unpublished-api') tags.push(DiagnosticTag.Deprecated);
  return tags;
}

/** The way of the data, source first. A flow of one step says nothing that the flag does not. */
function toProtocolFlow(finding: Finding, rendering: Rendering): DiagnosticRelatedInformation[] {
  if (finding.flow.length < 2) return [];
  return finding.flow.flatMap((step) => {
    const range = rangeOfStep(step, rendering.snapshot);
    return range === null ? [] : [{ location: { uri: rendering.uriOf(step.file), range }, message: stepSentence(step) }];
  });
}

function rangeOfStep(step: FlowStep, snapshot: Snapshot): WireRange | null {
  const file = snapshot.file(step.file);
  return file === null ? null : toProtocolRange(step.range, file.lines);
}
