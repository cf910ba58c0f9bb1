/**
 * What of a file's text may be shown where whole lines are, to a reader who need not see what stands in it? Credentials and people's addresses and numbers are starred out.
 * Must not move anything: lines and columns stay.
 */
import type { Policy } from '../policy';
import { range } from '../text';
import type { Range } from '../text';
import { secretRanges } from './excerpt';
import type { ReportedFile } from './report';

/** Mail addresses and telephone numbers with their country, as they stand in code, not whatever may be one. */
const contacts = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}|\+\d{1,3}[ ().-]{0,2}\d(?:[ ().-]{0,2}\d){6,12}/gu;
/** Longer lines are data. */
const longestLine = 10_000;

/** The text with stars for what findings of credentials, formats of credentials and contacts name. */
export function maskedText(file: ReportedFile, policy: Policy): string {
  return starredIn(file.text, [...secretRanges(file, policy), ...linesOf(file).flatMap((line) => hiddenIn(file.text.slice(line.start, line.end), line.start, policy))]);
}

/** The credentials themselves: what may stand nowhere. */
export function secretsOf(file: ReportedFile, policy: Policy): readonly string[] {
  return secretRanges(file, policy).map(({ start, end }) => file.text.slice(start, end).replace(/^["'`]|["'`]$/g, '')).filter((text) => text.length > 3);
}

function linesOf({ lines }: ReportedFile): readonly Range[] {
  return Array.from({ length: lines.lineCount }, (_, line) => lines.lineRange(line));
}

function hiddenIn(line: string, start: number, { secrets }: Policy): readonly Range[] {
  if (line.length > longestLine) return [range(start, start + line.length)];
  const found = [...line.matchAll(contacts)].map(({ index, 0: text }) => range(start + index, start + index + text.length));
  for (let at = 0, format = secrets.format(line); format !== null; format = secrets.format(line.slice(at))) {
    found.push(range(start + at + format.range.start, start + at + format.range.end));
    at += Math.max(1, format.range.end);
  }
  return found;
}

function starredIn(text: string, ranges: readonly Range[]): string {
  let result = text;
  for (const { start, end } of ranges) result = result.slice(0, start) + result.slice(start, end).replace(/[^\r\n]/g, '*') + result.slice(end);
  return result;
}
