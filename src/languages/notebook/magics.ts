/**
 * What of a cell is Python, and what is said to IPython itself? Lines for it (`%pip install`, `!ls`, `frame?`) and cells that are in another language
 * or run elsewhere (`%%bash`). https://ipython.readthedocs.io/en/stable/interactive/magics.html
 * Must not move anything: what is no Python is blank, and as long.
 */
import type { Range } from '../../text';

export interface Code {
  readonly text: string;
  /** What stands there otherwise. */
  readonly masked: readonly Range[];
  /** What stands before the code of a cell that is measured or captured: the first line must stay the first. */
  readonly from: number;
}

/** What a cell begins with that measures or captures what follows, which runs as it would without it. */
const around = /^%%(?:time|timeit|capture|prun)\b[^\n]*(?:\n|$)/;
/** Notebooks of Databricks say at the top of a cell what it is written in. */
const otherwise = /^%(?:(?:md|sh|scala|r|fs)\b|sql[ \t]*(?:\n|$))/;
const special = /^[ \t]*(?:[%!]|\?{1,2}\s*[\w.*]|[\w.*%]+\?{1,2}[ \t\r]*(?:#.*)?$)/;
/** What is measured on one line is run as well. */
const measured = /^([ \t]*)(%time(?:it)?)[ \t]+(?![ \t-])\S/;
/** `files = !ls`, `now = %sx date`. */
const taken = /^([ \t]*[\w.,[\]'" \t]+=[ \t]*)[%!](?!=)/;
/** What says where a statement ends: outside of strings, and by the quotes of one. */
const outside = /\\[^]|#[^\n]*|"""|'''|["'()[\]{}\n]/g;
const inside: Readonly<Record<string, RegExp>> = { '"': /\\[^]|["\n]/g, "'": /\\[^]|['\n]/g, '"""': /\\[^]|"""/g, "'''": /\\[^]|'''/g };

/** Null for a cell that is no Python. */
export function codeOf(cell: string): Code | null {
  const first = cell.search(/\S/);
  if (first < 0) return null;
  const start = cell.lastIndexOf('\n', first) + 1;
  const head = cell.slice(first);
  if (otherwise.test(head)) return null;
  const before = around.exec(head)?.[0] ?? '';
  if (head.startsWith('%%') && before === '') return null;
  const from = before === '' ? 0 : first + before.length;
  if (!/[%!?]/.test(cell.slice(Math.max(from, start)))) return { text: cell.slice(from), masked: [], from };
  return { ...mask(cell.slice(from)), from };
}

function mask(text: string): Pick<Code, 'text' | 'masked'> {
  const pieces: string[] = [];
  const masked: Range[] = [];
  let done = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start);
    const by = standIn(text.slice(start, end));
    if (by === null) {
      start = nextStatement(text, start);
      continue;
    }
    pieces.push(text.slice(done, start), by);
    done = start + by.length;
    masked.push({ start, end: done });
    start = done < end ? nextStatement(text, done) : end + 1;
  }
  return { text: pieces.join('') + text.slice(done), masked };
}

/** What Python has in the place of a line, or of its beginning; null for a line that is Python. */
function standIn(line: string): string | null {
  const run = measured.exec(line);
  if (run !== null) {
    const [, indent = '', magic = ''] = run;
    return `${indent}${'pass;'.padEnd(magic.length)}`;
  }
  const take = taken.exec(line)?.[1];
  if (take !== undefined) return blank(line, `${take}_`);
  if (!special.test(line)) return null;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return blank(line, line.length - indent.length < 'pass'.length ? `${indent}#` : `${indent}pass`);
}

/** As long, and with the same line ends. */
function blank(line: string, by: string): string {
  return by + line.slice(by.length).replace(/[^\r\n]/g, ' ');
}

/** Where a line ends, with those that it goes on in, as a shell has it. */
function endOfLine(text: string, start: number): number {
  for (let from = start; ; ) {
    const feed = text.indexOf('\n', from);
    if (feed < 0) return text.length;
    const end = feed - (text[feed - 1] === '\r' ? 1 : 0);
    if (text[end - 1] !== '\\') return end;
    from = feed + 1;
  }
}

/** Where the next line begins that no string, bracket or backslash of this one goes on in. */
function nextStatement(text: string, start: number): number {
  let quote = '';
  let depth = 0;
  for (let at = start; ; ) {
    const token = inside[quote] ?? outside;
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return text.length;
    const [sign] = found;
    at = token.lastIndex;
    if (quote !== '') {
      // A string in single quotes ends with its line, whether or not it is closed.
      if (sign === quote || sign === '\n') quote = '';
    } else if (sign in inside) quote = sign;
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth = Math.max(0, depth - 1);
    if (sign === '\n' && quote === '' && depth === 0) return at;
  }
}
