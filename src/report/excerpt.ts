/**
 * Which line of source stands behind a finding, and where on it is the mark?
 * Must not show credentials: what `secretRanges` names is starred out.
 */
import type { Policy } from '../policy';
import type { Range } from '../text';
import type { ReportedFile } from './report';
import { displayWidth, visibleText } from './visible';

export interface Excerpt {
  /** The line, without its indentation, cut to fit, visible. */
  readonly code: string;
  /** Columns before the mark, and its length; at least 1. */
  readonly offset: number;
  readonly length: number;
}

/** Columns kept on each side of a mark when a line is cut. */
const leftContext = 24;
const rightContext = 12;

/** Where a file's credentials stand: no report may repeat them, whichever finding it shows. */
export function secretRanges(file: ReportedFile, policy: Policy): readonly Range[] {
  return file.findings.flatMap(({ finding }) => {
    const rule = policy.rules.get(finding.rule);
    if (rule?.check.type === 'setting' && rule.check.hides === 'line') return [file.lines.lineRange(file.lines.positionAt(finding.range.start).line)];
    if (rule?.category !== 'hardcoded-secret') return [];
    // A setting's value is marked alone: its key may be read.
    return rule.check.type === 'setting' ? [finding.range] : [finding.range, finding.places.value];
  });
}

/** The first line of `range` in at most `width` columns. A range past the line's end is cut there. */
export function excerpt(file: ReportedFile, range: Range, secrets: readonly Range[], width: number): Excerpt {
  const line = file.lines.lineRange(file.lines.positionAt(range.start).line);
  const text = starred(file.text.slice(line.start, line.end), line.start, secrets);
  const indentation = text.length - text.trimStart().length;
  const start = Math.min(Math.max(range.start - line.start, indentation), text.length);
  const end = Math.max(start, Math.min(range.end - line.start, text.length));
  const left = visibleText(text.slice(indentation, start));
  const mark = visibleText(text.slice(start, end));
  const right = visibleText(text.slice(end).trimEnd());
  const fits = displayWidth(left) + displayWidth(mark) + Math.min(displayWidth(right), rightContext) <= width;
  const before = fits ? left : cutLeft(left);
  const marked = cutRight(mark, width - displayWidth(before));
  const after = cutRight(right, width - displayWidth(before) - displayWidth(marked));
  return { code: before + marked + after, offset: displayWidth(before), length: Math.max(1, displayWidth(marked)) };
}

/** `text`, which begins at `start` of its file, with every character of the ranges replaced. */
export function starred(text: string, start: number, ranges: readonly Range[]): string {
  let result = text;
  for (const range of ranges) {
    const from = Math.max(0, range.start - start);
    const to = Math.min(text.length, range.end - start);
    if (from < to) result = result.slice(0, from) + '*'.repeat(to - from) + result.slice(to);
  }
  return result;
}

function cutLeft(text: string): string {
  if (displayWidth(text) <= leftContext) return text;
  let kept = '';
  for (const character of Array.from(text).reverse()) {
    if (displayWidth(kept) + displayWidth(character) > leftContext - 1) break;
    kept = character + kept;
  }
  return `…${kept}`;
}

function cutRight(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept) + displayWidth(character) > width - 1) break;
    kept += character;
  }
  return width <= 0 ? '' : `${kept}…`;
}
