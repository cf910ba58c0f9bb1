/**
 * How is a text mended in which brackets, quotes or comments do not fit? Three ways, each of which leaves every place where it is.
 * Must not find what does not fit: repair.ts does.
 */
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';
import type { Repair } from '../lowering';

/** A line of code. */
export interface Line {
  /** Of the first character that is no white space. */
  readonly start: number;
  readonly indent: number;
  /** Where its code ends at the latest, where that is before the line does. */
  limit: number | null;
}

/** A mark without its other half. */
export interface Misfit {
  /** Number of its line, from 0. */
  readonly line: number;
  readonly at: number;
  readonly length: number;
  /** What would close it; empty where it closes something itself. */
  readonly close: string;
}

/** Closed at the end of their lines; what closes nothing is left out. Null where the white space behind a line has no room for what is missing. */
export function closed(text: string, lines: readonly Line[], misfits: readonly Misfit[]): Repair | null {
  let mended = text;
  const errors: Range[] = [];
  const missing = new Map<number, string>();
  for (const misfit of fromTheLast(misfits)) {
    if (misfit.close === '') {
      mended = blanked(mended, misfit);
      errors.push(markOf(misfit));
    } else missing.set(misfit.line, (missing.get(misfit.line) ?? '') + misfit.close);
  }
  for (const [number, close] of missing) {
    const at = endOf(text, lines[number]);
    const space = /\s*/y;
    space.lastIndex = at;
    const room = space.exec(text)?.[0] ?? '';
    const isAlone = room.slice(close.length).includes('\n');
    const added = isAlone ? close : `${close};`;
    if (added.length > room.length) return null;
    // A member that is not named yet is none.
    const dots = /\??\.$/.exec(text.slice(Math.max(0, at - 2), at))?.[0].length ?? 0;
    mended = mended.slice(0, at - dots) + ' '.repeat(dots) + added + mended.slice(at + added.length);
    errors.push({ start: at, end: at });
  }
  return { text: mended, errors: errors.sort((a, b) => a.start - b.start) };
}

/** Without the marks. */
export function marksLeftOut(text: string, _lines: readonly Line[], misfits: readonly Misfit[]): Repair {
  return { text: misfits.reduce(blanked, text), errors: fromTheLast(misfits).map(markOf).reverse() };
}

/** Without the lines that they stand on. */
export function linesLeftOut(text: string, lines: readonly Line[], misfits: readonly Misfit[]): Repair {
  let mended = text;
  const errors: Range[] = [];
  for (const number of [...new Set(misfits.map(({ line }) => line))].sort((a, b) => a - b)) {
    const line = lines[number];
    if (line === undefined) continue;
    const end = endOf(text, line);
    mended = blanked(mended, { at: line.start, length: end - line.start });
    errors.push({ start: line.start, end });
  }
  return { text: mended, errors };
}

/** Where a line's code ends. */
function endOf(text: string, line: Line | undefined): number {
  if (line === undefined) return text.length;
  return line.start + text.slice(line.start, line.limit ?? lineFeedAfter(text, line.start)).trimEnd().length;
}

function fromTheLast(misfits: readonly Misfit[]): readonly Misfit[] {
  return [...misfits].sort((a, b) => b.at - a.at);
}

function markOf({ at, length }: Misfit): Range {
  return { start: at, end: at + length };
}

function blanked(text: string, { at, length }: Pick<Misfit, 'at' | 'length'>): string {
  return text.slice(0, at) + ' '.repeat(length) + text.slice(at + length);
}
