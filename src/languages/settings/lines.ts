/**
 * How do the lines of a file of configuration stand? What edits keep: indentation, line breaks, whole lines.
 * Must not know a notation.
 */
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';

/** Where the line of `at` begins. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line of `at` ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = lineFeedAfter(text, at);
  return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** The blanks that the line of `at` begins with. */
export function indentationAt(text: string, at: number): string {
  const start = lineStart(text, at);
  let end = start;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
  return text.slice(start, end);
}

/** The line break that the file has. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The lines of the range with the line break after them, where nothing but blanks stands beside it; null otherwise. */
export function wholeLines(text: string, { start, end }: Range): Range | null {
  const first = lineStart(text, start);
  const last = lineEnd(text, end);
  if (text.slice(first, start).trim() !== '' || text.slice(end, last).trim() !== '') return null;
  const feed = lineFeedAfter(text, end);
  if (feed < text.length) return { start: first, end: feed + 1 };
  // The last line has no line break: the one before it goes.
  return { start: text.charCodeAt(first - 2) === 13 ? first - 2 : Math.max(first - 1, 0), end: text.length };
}
