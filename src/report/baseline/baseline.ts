/**
 * What was there already? A baseline as a file: the traits of findings, one a line, so that a change of it reads well in a review; and a report without
 * what is in one.
 * Must not hold source text: the file is kept with the code for years.
 */
import type { Finding } from '../../analysis';
import type { Report, ReportedFile } from '../report';
import { matchTraits } from './match';
import { traitsIn } from './traits';
import type { Traits } from './traits';

export const baselineName = 'caley-baseline.json';

const format = 'caley-baseline';
const version = 1;

/** Findings that count, in the report's order: what a comment or a caley.yaml hides needs no baseline. */
export function renderBaseline(report: Report): string {
  const hidden = report.files.flatMap(({ findings }) => findings.map(({ suppression }) => suppression !== null));
  const findings = traitsIn(report).filter((_, index) => hidden[index] !== true);
  const lines = findings.map((traits) => `    ${JSON.stringify(traits)}`);
  return `{\n  "format": "${format}",\n  "version": ${String(version)},\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

export type Baseline = { readonly findings: readonly Traits[] } | { readonly mistake: string };

const texts = ['rule', 'file', 'function', 'sink', 'identity', 'text', 'shape', 'before', 'after', 'around'] as const satisfies readonly (keyof Traits)[];

/** Of a file's text; a mistake says what is wrong with it, for a person. */
export function readBaseline(text: string): Baseline {
  let written: unknown;
  try {
    written = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { mistake: `is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isObject(written) || written['format'] !== format) return { mistake: 'is no baseline: "caley baseline" writes one' };
  if (written['version'] !== version) return { mistake: `is of version ${JSON.stringify(written['version'] ?? null)}, and ${String(version)} can be read: write it anew with "caley baseline"` };
  const { findings } = written;
  if (!Array.isArray(findings)) return { mistake: 'has no list of findings' };
  const broken = findings.findIndex((each) => !isTraits(each));
  return broken < 0 ? { findings: findings as readonly Traits[] } : { mistake: `has a finding that cannot be read, the ${String(broken + 1)}. of the list` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTraits(value: unknown): value is Traits {
  return isObject(value) && texts.every((key) => typeof value[key] === 'string') && typeof value['alike'] === 'number' && Array.isArray(value['kinds']) && value['kinds'].every((kind) => typeof kind === 'string');
}

/** What a report has beyond `then`; `now` are the traits of its findings, in its order. What is known is counted, and so is what was examined and is there no more. */
export function withoutKnown(report: Report, then: readonly Traits[], now = traitsIn(report)): Report {
  const isThere = (file: string): boolean => report.textOf(file) !== null;
  const matched = matchTraits(then, now, isThere);
  const found = new Set<Finding>();
  let index = 0;
  for (const file of report.files) for (const { finding } of file.findings) if (matched[index++] !== null) found.add(finding);
  const still = new Set(matched);
  const gone = then.filter(({ file }, at) => !still.has(at) && isThere(file)).length;
  const kept = report.files.map((file): ReportedFile => ({ ...file, findings: file.findings.filter(({ finding }) => !found.has(finding)) }));
  return { ...report, files: kept.filter(({ findings, mistakes }) => findings.length + mistakes.length > 0), against: { known: found.size, gone } };
}
