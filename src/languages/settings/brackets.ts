/**
 * Which parts of a text are only known when it is used? What stands between brackets of a sort. Linear, whatever the text.
 * Must not know a notation.
 */
import type { Range } from '../../text';

/** Part of a text, from its first bracket to its last, and what stands between them. */
export interface Reference extends Range {
  readonly name: string;
}

/** The outermost of all pairs of brackets, in order. What is never closed is none. */
export function bracketed(text: string, open: string, close: string): readonly Reference[] {
  const found: Reference[] = [];
  const begun: number[] = [];
  let nextOpen = text.indexOf(open);
  for (let at = 0; nextOpen >= 0 || begun.length > 0; ) {
    const nextClose = begun.length === 0 ? -1 : text.indexOf(close, at);
    if (begun.length > 0 && nextClose < 0) break;
    if (nextOpen >= 0 && (nextClose < 0 || nextOpen < nextClose)) {
      begun.push(nextOpen);
      at = nextOpen + open.length;
      nextOpen = text.indexOf(open, at);
      continue;
    }
    const start = begun.pop() ?? nextClose;
    at = nextClose + close.length;
    if (nextOpen >= 0 && nextOpen < at) nextOpen = text.indexOf(open, at);
    while ((found.at(-1)?.start ?? -1) > start) found.pop();
    found.push({ start, end: at, name: text.slice(start + open.length, nextClose).trim() });
  }
  return found;
}

/** What a template fills in before the file is read at all: `{{ password }}`, `<%= port %>`, `{% if tls %}`. */
export function templateReferences(text: string): readonly Reference[] {
  if (!text.includes('{{') && !text.includes('{%') && !text.includes('<%')) return [];
  return [...bracketed(text, '{{', '}}'), ...bracketed(text, '{%', '%}'), ...bracketed(text, '<%', '%>')]
    .map((one) => ({ ...one, name: one.name.replace(/^[-=&{~]+|[-}~]+$/g, '').trim() }))
    .sort((a, b) => a.start - b.start);
}
