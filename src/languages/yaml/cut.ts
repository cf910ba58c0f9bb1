/**
 * Where can YAML be cut, so that each part parses on its own? At the marks between documents, and at entries of block maps and lists.
 * Must not parse more than the first characters of a line. A cut depends on the text alone, never on an earlier one.
 */
import type { YamlLines } from './lines';
import type { YamlForm } from './nodes';

/** Lines from `first` on, before `end`; they begin at `start`, in the first line. */
export interface Stretch {
  readonly start: number;
  readonly first: number;
  readonly end: number;
  readonly column: number;
}

/** A document's lines without its marks; whether its first line is a mark with something behind it. */
export interface DocumentStretch extends Stretch {
  readonly isMarked: boolean;
}

/** A longer entry is cut further; shorter ones are put together. */
export const cutLength = 1000;
/** Entries together are cut where this length is passed. */
const longest = 2000;

/** The documents of a text, at least one. */
export function cutDocuments(lines: YamlLines): readonly DocumentStretch[] {
  const documents: DocumentStretch[] = [];
  let first = 0;
  let isMarked = false;
  /** There is a document only where something is said, or a mark begins it. */
  let isBegun = false;
  let isDirectives = false;
  const close = (end: number): void => {
    if (isBegun) documents.push({ start: lines.start(first), first, end, column: 0, isMarked });
    [isBegun, isMarked, isDirectives] = [false, false, false];
  };
  for (let line = 0; line < lines.count; line++) {
    if (lines.column(line) !== 0) {
      if (lines.column(line) > 0 && !isDirectives) isBegun = true;
      continue;
    }
    const start = lines.start(line);
    const mark = lines.text.startsWith('---', start) ? '-' : lines.text.startsWith('...', start) ? '.' : '';
    if (mark === '' || !/^\s?$/.test(lines.text.charAt(start + 3))) {
      // `%YAML 1.2` and what else stands before a mark.
      if (!isBegun && lines.text.charAt(start) === '%') isDirectives = true;
      else if (!isDirectives) isBegun = true;
      continue;
    }
    close(line);
    first = line + 1;
    if (mark === '-') {
      isBegun = true;
      if (/^---\s*(?:#|$)/.test(lines.said(line))) continue;
      [isMarked, first] = [true, line];
    }
  }
  if (documents.length === 0) isBegun = true;
  close(lines.count);
  return documents;
}

/** How the lines of a document, or of a value, can be cut; null where they are no block map or list. */
export function bodyOf(lines: YamlLines, first: number, end: number): (Stretch & { readonly form: 'map' | 'list' }) | null {
  const line = lines.nextSaid(first, end);
  if (line === end) return null;
  return bodyAt(lines, lines.content(line), line, end, lines.column(line));
}

function bodyAt(lines: YamlLines, start: number, first: number, end: number, column: number): (Stretch & { readonly form: 'map' | 'list' }) | null {
  const said = lines.text.slice(start, lines.start(first + 1)).trimEnd();
  if (isItem(said)) return { start, first, end, column, form: 'list' };
  return isKeyed(said) ? { start, first, end, column, form: 'map' } : null;
}

function isItem(said: string): boolean {
  return said === '-' || said.startsWith('- ') || said.startsWith('-\t');
}

/** `key: …` in its plainest forms. */
function isKeyed(said: string): boolean {
  return /^(?:[^\s"'[\]{}&*!|>%@`#?,:-]|-(?=\S)|\?(?=\S)|"[^"\\]{0,200}"(?=:)|'[^']{0,200}'(?=:))/.test(said) && /:(?:\s|$)/.test(said);
}

/** A line that goes on with the entry before it, though it is indented no further than that begins. */
function goesOn(said: string, form: 'map' | 'list'): boolean {
  if (/^[\]}]/.test(said)) return true;
  return form === 'map' && (isItem(said) || /^:(?:\s|$)/.test(said));
}

/** A part of a body, cut at its entries: `isWhole` where it is one entry that may be cut further; otherwise `each` are the lines on which its entries begin. */
export interface Part extends Stretch {
  readonly isWhole: boolean;
  readonly each: readonly number[];
}

/** All of the body, from its first entry on. */
export function cutBody(lines: YamlLines, body: Stretch & { readonly form: 'map' | 'list' }): readonly Part[] {
  const parts: Part[] = [];
  /** Entries that come to stand together. */
  let together: { start: number; first: number; column: number; each: number[] } | null = null;
  const close = (end: number): void => {
    if (together !== null) parts.push({ ...together, end, isWhole: false });
    together = null;
  };
  for (let line = body.first; line < body.end;) {
    const start = line === body.first ? body.start : lines.content(line);
    const column = line === body.first ? body.column : lines.column(line);
    const end = entryEnd(lines, body, line);
    const said = lines.text.slice(start, lines.start(line + 1)).trimEnd();
    const isOdd = column !== body.column || !(body.form === 'list' ? isItem(said) : isKeyed(said));
    if (isOdd || lines.start(end) - start > cutLength) {
      close(line);
      parts.push({ start, first: line, end, column, isWhole: true, each: [line] });
    } else {
      if (together !== null && (isSplitter(said) || lines.start(end) - (together as { readonly start: number }).start > longest)) close(line);
      together ??= { start, first: line, column, each: [] };
      together.each.push(line);
    }
    line = end;
  }
  close(body.end);
  return parts;
}

/** A part entry by entry. */
export function cutPart(lines: YamlLines, { start, column, end, each }: Part): readonly Part[] {
  return each.map((line, index) => ({ start: index === 0 ? start : lines.content(line), first: line, end: each[index + 1] ?? end, column, isWhole: false, each: [line] }));
}

/** An entry goes to the next line that is indented no further. */
function entryEnd(lines: YamlLines, body: Stretch & { readonly form: 'map' | 'list' }, first: number): number {
  for (let line = first + 1; line < body.end; line++) {
    const column = lines.column(line);
    if (column < 0 || column > body.column) continue;
    if (!goesOn(lines.said(line), body.form)) return line;
  }
  return body.end;
}

/** One line in four, whichever they are: an edit changes no more than the part that it is in, and the one after. */
function isSplitter(said: string): boolean {
  let sum = 0;
  for (let at = 0; at < said.length && at < 80; at++) sum = (sum * 31 + said.charCodeAt(at)) | 0;
  return (sum >>> 5) % 4 === 0;
}

/** The value of an entry, where it can be cut; `head` is where its key's lines end. */
export function valueOf(lines: YamlLines, part: Part, form: YamlForm): (Stretch & { readonly form: 'map' | 'list' }) | null {
  const said = lines.text.slice(part.start, lines.start(part.first + 1)).trimEnd();
  if (form === 'list') {
    const gap = /^-[ ]+/.exec(said)?.[0].length ?? 0;
    if (gap === 0) return null;
    return bodyAt(lines, part.start + gap, part.first, part.end, part.column + gap);
  }
  if (!isKeyed(said) || !/^[^:#]*:(?:\s+#.*)?$/.test(said)) return null;
  const body = bodyOf(lines, part.first + 1, part.end);
  if (body === null || body.column < part.column || (body.column === part.column && body.form === 'map')) return null;
  return body;
}
