/**
 * What does a text of TOML say? Without its quotes and escapes, and where it ends. Must not know where texts stand.
 */
import { lineEnd } from '../settings';

/** A text that begins at a place: what it says, where it ends, and whether it is closed. */
export interface Quoted {
  readonly text: string;
  readonly end: number;
  readonly isWhole: boolean;
}

/** Marks that do not come any more, so that a text of many open quotes is gone through once. */
export type Missing = Set<string>;

/** At `start` stands a quote. What is never closed ends with its line. */
export function readQuoted(text: string, start: number, missing: Missing): Quoted {
  const quote = text.charAt(start);
  const long = quote.repeat(3);
  if (text.startsWith(long, start)) {
    const end = endOfLong(text, start + 3, quote, missing);
    const until = lineEnd(text, start);
    if (end === null) return { text: unescaped(text.slice(start + 3, until), quote), end: until, isWhole: false };
    // A line break right behind the quotes is none of the text.
    const inner = text.slice(start + 3, end - 3).replace(/^\r?\n/, '');
    return { text: quote === '"' ? unescaped(inner.replace(/\\[ \t]*\r?\n\s*/g, ''), quote) : inner, end, isWhole: true };
  }
  const until = lineEnd(text, start);
  const end = endOfShort(text, start + 1, until, quote);
  const inner = text.slice(start + 1, end === null ? until : end - 1);
  return { text: unescaped(inner, quote), end: end ?? until, isWhole: end !== null };
}

function endOfShort(text: string, from: number, until: number, quote: string): number | null {
  for (let at = from; at < until; at++) {
    const character = text.charAt(at);
    if (character === quote) return at + 1;
    if (character === '\\' && quote === '"') at++;
  }
  return null;
}

/** Behind the closing quotes, of which up to five stand together. */
function endOfLong(text: string, from: number, quote: string, missing: Missing): number | null {
  const long = quote.repeat(3);
  if (missing.has(long)) return null;
  for (let at = text.indexOf(long, from); at >= 0; at = text.indexOf(long, at + 1)) {
    if (quote === '"' && isEscaped(text, at, from)) continue;
    let end = at + 3;
    while (end < at + 5 && text.charAt(end) === quote) end++;
    return end;
  }
  missing.add(long);
  return null;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes > from && text.charAt(at - slashes - 1) === '\\') slashes++;
  return slashes % 2 === 1;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b' };

function unescaped(text: string, quote: string): string {
  if (quote !== '"' || !text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([^]))/g, (whole: string, four?: string, eight?: string, two?: string, one?: string) => {
    const code = four ?? eight ?? two;
    if (code === undefined) return escapes[one ?? ''] ?? one ?? whole;
    const point = Number.parseInt(code, 16);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}

/** A text as it is written: in the quotes that `before` stands in where it can, else in double ones. */
export function quoted(value: string, before: string): string {
  const isPlain = Array.from(value).every((character) => character === '\t' || (character >= ' ' && character !== '\u007f'));
  if (before.startsWith("'") && isPlain && !value.includes("'")) return `'${value}'`;
  // What JSON writes is what TOML reads, but for the one character that JSON leaves as it is.
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f');
}
