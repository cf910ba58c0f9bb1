/**
 * What does a finding look like on the wire? Findings and mistakes as LSP diagnostics.
 * Must not decide what is a finding, nor when it is shown.
 */
import type { CodeDescription, Diagnostic, DiagnosticRelatedInformation, Location, Range as WireRange } from 'vscode-languageserver';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding } from '../analysis';
import type { ClauseId, Mistake, Policy, Severity } from '../policy';
import type { DiagnosticData } from '../protocol';
import type { Range } from '../text';
import type { FileView, Snapshot } from '../workspace';
import type { ClientFeatures } from './client-features';
import { findingMessage, findingRemedy, stepSentence } from '../report';

export const SOURCE = 'Caley';

/** What rendering needs beside the finding. */
export interface Rendering {
  readonly snapshot: Snapshot;
  readonly features: ClientFeatures;
  /** Where the client has a range of a file. */
  readonly locate: (file: FileView, range: Range) => Location;
  readonly clauseLink: (id: ClauseId) => string | null;
}

/** `at`: where the finding is. */
export function toProtocolDiagnostic(finding: Finding, rendering: Rendering, at: Location): Diagnostic {
  const { features, snapshot } = rendering;
  const data: DiagnosticData = { identity: finding.identity };
  const href = features.codeDescription ? rendering.clauseLink(finding.clause) : null;
  const description: CodeDescription | null = href === null ? null : { href };
  const tags = features.diagnosticTags ? toProtocolTags(finding, snapshot.policy) : [];
  const related = features.relatedInformation ? toProtocolFlow(finding, rendering, at) : [];
  return {
    range: at.range,
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

/** A mistake in a user's YAML or suppression, which belongs to no clause. A suppression that suppresses nothing is drawn faded. */
export function toProtocolMistake(mistake: Mistake, features: ClientFeatures, range: WireRange): Diagnostic {
  const unused = features.diagnosticTags && 'kind' in mistake && mistake.kind === 'unused';
  return {
    range,
    severity: toProtocolSeverity(mistake.severity),
    source: SOURCE,
    message: mistake.message,
    ...(unused ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
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

/** Deprecated (drawn struck out) for API that is not for integrations. */
function toProtocolTags(finding: Finding, policy: Policy): DiagnosticTag[] {
  return policy.rules.get(finding.rule)?.category === 'unpublished-api' ? [DiagnosticTag.Deprecated] : [];
}

/** The way of the data, source first. Where all of it lies on the flag's own line there is nothing to tell. */
function toProtocolFlow(finding: Finding, { snapshot, locate }: Rendering, { uri, range }: Location): DiagnosticRelatedInformation[] {
  const steps = finding.flow.flatMap((step): DiagnosticRelatedInformation[] => {
    const file = snapshot.file(step.file);
    return file === null ? [] : [{ location: locate(file, step.range), message: stepSentence(step) }];
  });
  return steps.every(({ location }) => location.uri === uri && location.range.start.line === range.start.line) ? [] : steps;
}
