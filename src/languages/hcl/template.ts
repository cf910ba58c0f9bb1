/**
 * What does a text say, in quotes or as a heredoc? Its characters, or what stands there where templates are in it.
 * Must not know expressions but as what reads one.
 */
import type { SettingScalar } from '../../flow';
import { lineFeedAfter } from '../../text';
import { Char, isWordStart } from './cursor';
import type { Cursor } from './cursor';
import { openScalar } from './scalar';

/** Reads an expression and gathers its names; whether there was one. */
export type Interpolate = (cursor: Cursor) => boolean;

/** Words of `%{ if … }` and its like, which name nothing. */
const directives: ReadonlySet<string> = new Set(['if', 'else', 'endif', 'for', 'in', 'endfor']);

/** Of the quote at `start` to the one that ends it, or to the line's end. */
export function readQuoted(cursor: Cursor, start: number, interpolate: Interpolate): SettingScalar {
  const mark = cursor.references.length;
  const bound = cursor.bound.length;
  let isOpen = false;
  let at = start + 1;
  for (;;) {
    const code = cursor.code(at);
    if (code === Char.Quote) break;
    if (cursor.isBreak(at)) {
      // It was never closed: the line's end is most likely what was meant.
      cursor.error(start, at);
      cursor.at = at;
      cursor.bound.length = bound;
      return isOpen ? openScalar(cursor, start, mark, { start: start + 1, end: at }) : literal(cursor, start, at, at);
    }
    if (code === Char.Backslash && !cursor.isBreak(at + 1)) {
      at += 2;
    } else if (beginsTemplate(cursor, at)) {
      isOpen = true;
      at = readTemplate(cursor, at, interpolate);
    } else {
      at += passed(cursor, at);
    }
  }
  cursor.at = at + 1;
  cursor.bound.length = bound;
  return isOpen ? openScalar(cursor, start, mark, { start: start + 1, end: at }) : literal(cursor, start, at, at + 1);
}

function literal(cursor: Cursor, start: number, end: number, last: number): SettingScalar {
  const text = unescaped(cursor.text.slice(start + 1, end));
  return { kind: 'scalar', text, value: text, isOpen: false, references: [], range: { start, end: last } };
}

/** Of `<<` at `start` to the word that ends it; null where no such word follows, and only the word that begins it is passed. */
export function readHeredoc(cursor: Cursor, start: number, interpolate: Interpolate): SettingScalar | null {
  const isIndented = cursor.code(start + 2) === Char.Minus;
  const from = start + (isIndented ? 3 : 2);
  if (!isWordStart(cursor.code(from))) return null;
  const marker = cursor.word(from);
  const first = lineFeedAfter(cursor.text, cursor.at) + 1;
  const last = cursor.markerAfter(marker, first);
  if (cursor.text.slice(cursor.at, first).trim() !== '' || last < 0) {
    cursor.error(start, cursor.at);
    return null;
  }
  const mark = cursor.references.length;
  const bound = cursor.bound.length;
  const outer = cursor.end;
  let isOpen = false;
  cursor.end = last;
  for (let at = first; at < last; ) {
    if (beginsTemplate(cursor, at)) {
      isOpen = true;
      at = readTemplate(cursor, at, interpolate);
    } else {
      at += passed(cursor, at);
    }
  }
  cursor.end = outer;
  cursor.bound.length = bound;
  cursor.at = cursor.text.indexOf(marker, last) + marker.length;
  if (isOpen) return openScalar(cursor, start, mark, { start: first, end: last });
  const lines = cursor.text.slice(first, last).replace(/\$\$\{|%%\{/g, (found) => found.slice(1));
  const text = isIndented ? outdented(lines) : lines;
  return { kind: 'scalar', text, value: text, isOpen: false, references: [], range: { start, end: cursor.at } };
}

/** How many characters stand for themselves: two dollars before a brace are one. */
function passed(cursor: Cursor, at: number): number {
  const code = cursor.code(at);
  return (code === Char.Dollar || code === Char.Percent) && cursor.code(at + 1) === code && cursor.code(at + 2) === Char.BraceOpen ? 3 : 1;
}

function beginsTemplate(cursor: Cursor, at: number): boolean {
  const code = cursor.code(at);
  return (code === Char.Dollar || code === Char.Percent) && cursor.code(at + 1) === Char.BraceOpen;
}

/** Of `${` or `%{` to its brace; where that lacks, to what could be read. Answers the place behind. */
function readTemplate(cursor: Cursor, start: number, interpolate: Interpolate): number {
  cursor.at = start + 2;
  cursor.nested(() => {
    cursor.multiline = true;
    cursor.take(Char.Tilde);
    if (cursor.code(start) === Char.Percent) readDirective(cursor, interpolate);
    else interpolate(cursor);
    cursor.take(Char.Tilde);
    if (!cursor.take(Char.BraceClose)) cursor.error(start, cursor.at);
  });
  return cursor.at;
}

/** `if var.on`, `for each, name in var.names`, `endif`. */
function readDirective(cursor: Cursor, interpolate: Interpolate): void {
  let isFor = false;
  for (;;) {
    const at = cursor.next();
    if (cursor.take(Char.Comma)) continue;
    if (isWordStart(cursor.code(at))) {
      const word = cursor.word(at);
      if (directives.has(word)) {
        isFor = word === 'for';
        continue;
      }
      if (isFor) {
        cursor.bound.push(word);
        continue;
      }
      cursor.at = at;
    }
    interpolate(cursor);
    return;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** As written where an escape means nothing. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)|\$\$\{|%%\{/g, (found) => {
    if (!found.startsWith('\\')) return found.slice(1);
    if (found.length === 2) return escapes[found.slice(1)] ?? found;
    const point = Number.parseInt(found.slice(2), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : found;
  });
}

/** Without the blanks that all lines begin with. */
function outdented(text: string): string {
  const lines = text.split('\n');
  const depth = lines.reduce((least, line) => (line.trim() === '' ? least : Math.min(least, line.length - line.trimStart().length)), Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(Math.min(depth, line.length - line.trimStart().length))).join('\n');
}
