/**
 * Which forms do answers share? Findings as `caley check --format json` has them, and the words they are told in. Must not decide what is told.
 */
import { z } from 'zod';
import { acceptId, suppressId } from '../fixes';
import type { JsonFinding } from '../report';
import { quoteName, visibleText } from '../report';
import type { OfferedFix } from '../workspace';

const position = z.object({ line: z.int().min(1), column: z.int().min(1).describe('In UTF-16 code units.') });
export const placed = { start: position, end: position.describe('The first position that does not belong to it.') };

export const severity = z.enum(['error', 'warning', 'info', 'hint']);
const confidence = z.enum(['high', 'medium', 'low']);
export const safety = z.enum(['safe', 'review']).describe('safe: may be applied without a look; review: changes what the code does, look at it first.');

const cell = z.object({ number: z.int().min(1), line: z.int().min(1), column: z.int().min(1) }).optional().describe('Only in notebooks: where it begins, by the cell, counted from 1 with those of text, and the line in it. Other places are those of the file.');

export const findingForm = z.object({
  rule: z.string(),
  clause: z.string().describe('The clause of Caley’s policies that it breaks.'),
  alsoClauses: z.array(z.string()),
  category: z.string(),
  severity,
  confidence,
  message: z.string(),
  remedy: z.string().nullable(),
  file: z.string(),
  ...placed,
  cell,
  function: z.string(),
  value: z.string(),
  sink: z.string(),
  dataKinds: z.array(z.string()),
  party: z.string().nullable(),
  flow: z.array(z.object({ file: z.string(), role: z.string(), name: z.string(), ...placed, cell, sentence: z.string() })).describe('From source to sink; empty where nothing flows.'),
  identity: z.string().describe('Stays the same when lines move; propose_fix takes it.'),
  suppression: z.object({ reason: z.string(), until: z.string().nullable(), acceptedIn: z.string().optional(), by: z.string().nullable().optional() }).nullable().describe('Why it does not count, where somebody says so.'),
});

export const fixTitle = z.object({ fix: z.string(), title: z.string(), safety, preferred: z.boolean() });

export type FindingForm = z.input<typeof findingForm>;

/** Suppressing and accepting are for people to decide: no agent is led to it. */
export function proposable(offered: readonly OfferedFix[]): readonly OfferedFix[] {
  return offered.filter(({ fix: { id } }) => id !== suppressId && id !== acceptId);
}

export function titleOf({ fix: { id, safety: how }, title, preferred }: OfferedFix): z.input<typeof fixTitle> {
  return { fix: id, title, safety: how, preferred };
}

/** With the files called as the answer calls them. */
export function toForm(finding: JsonFinding, nameOf: (path: string) => string): FindingForm {
  const { suppression } = finding;
  return {
    ...finding,
    file: nameOf(finding.file),
    alsoClauses: [...finding.alsoClauses],
    dataKinds: [...finding.dataKinds],
    flow: finding.flow.map((step) => ({ ...step, file: nameOf(step.file) })),
    suppression: suppression === null ? null : { ...suppression, ...(suppression.acceptedIn === undefined ? {} : { acceptedIn: nameOf(suppression.acceptedIn) }) },
  };
}

/** `src/a.ts:12:8 error log/personal-data (DP-DATA-2): "user.email" reaches the log.`, and below it where it comes from and how to mend it. */
export function tellFinding(finding: FindingForm): readonly string[] {
  const { file, start, flow } = finding;
  const source = flow.find(({ role }) => role === 'source');
  return [
    `${visibleText(file)}:${String(start.line)}:${String(start.column)} ${finding.severity} ${finding.rule} (${finding.clause}): ${finding.message}`,
    ...(source === undefined || (source.file === file && source.start.line === start.line) ? [] : [`  from: ${quoteName(source.name)} at ${visibleText(source.file)}:${String(source.start.line)}`]),
    ...(finding.remedy === null ? [] : [`  remedy: ${finding.remedy}`]),
    ...(finding.suppression === null ? [] : [`  suppressed: ${visibleText(finding.suppression.reason)}`]),
    `  identity: ${finding.identity}`,
  ];
}
