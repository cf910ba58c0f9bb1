/**
 * Where in a page does something stand that a template engine fills in before a browser sees it? `{{ }}`, `{% %}`, `{# #}` (Jinja, Handlebars, Go,
 * Liquid, Vue), `<% %>` (EJS, ERB, ASP), `<?php ?>`. A mark that is never closed is text.
 * Must not know what a page is made of.
 */
import type { Range } from '../../text';

/** How marks end, by how they begin; of two that fit the longer is meant. */
const closers: readonly (readonly [open: string, close: string])[] = [
  ['{{{', '}}}'], ['{{', '}}'], ['{%', '%}'], ['{#', '#}'], ['<%', '%>'], ['<?php', '?>'], ['<?=', '?>'],
];

/** The beginning of any mark, for expressions that look for other things as well. */
export const beginsMark = String.raw`\{[{%#]|<%|<\?(?:php|=)`;

/** Finds the ends of marks in one text. Linear in its length, however many are asked for, where places are asked for in their order. */
export class Marks {
  /** By how a mark ends, where the next such end is from a place on; Infinity where there is none. */
  private readonly ends = new Map<string, { readonly from: number; readonly end: number }>();

  constructor(private readonly text: string) {}

  /** Behind the mark that begins at `at`; null where none does. */
  endOf(at: number): number | null {
    for (const [open, close] of closers) {
      if (!this.text.startsWith(open, at)) continue;
      const end = this.next(close, at + open.length);
      if (end !== Infinity) return end + close.length;
    }
    return null;
  }

  /** The marks that lie in a part of the text. */
  within({ start, end }: Range): readonly Range[] {
    const found: Range[] = [];
    const part = this.text.slice(start, end);
    if (!part.includes('{') && !part.includes('<')) return found;
    const pattern = new RegExp(beginsMark, 'g');
    for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
      const stop = this.endOf(start + match.index);
      if (stop === null || stop > end) continue;
      found.push({ start: start + match.index, end: stop });
      pattern.lastIndex = stop - start;
    }
    return found;
  }

  private next(close: string, from: number): number {
    const known = this.ends.get(close);
    if (known !== undefined && known.from <= from && from <= known.end) return known.end;
    const found = this.text.indexOf(close, from);
    const end = found === -1 ? Infinity : found;
    this.ends.set(close, { from, end });
    return end;
  }
}

/** What stands between the marks: `user.name` of `{{ user.name }}`, `if x` of `{%- if x -%}`. */
export function insideMark(mark: string): string {
  return mark.replace(/^(?:\{\{\{|\{[{%#]|<%|<\?(?:php|=))[-=~]?|[-~]?(?:\}\}\}|[}%#]\}|%>|\?>)$/g, '').trim();
}

/** What chooses and repeats, declares or takes in, in any engine; blocks of Handlebars have a sign of their own. */
const statement = /^(?:[#/^!>*&]|(?:else|end|if|range|with|define|template|block|include|layout|partial|yield)\b)/;

/** Whether a value comes to stand there, rather than what chooses, repeats or explains. */
export function isValueMark(mark: string): boolean {
  if (mark.startsWith('{{{')) return true;
  if (mark.startsWith('{{')) return !statement.test(insideMark(mark));
  // A dash is EJS's for text as it is, ERB's for a statement whose line is left out.
  return mark.startsWith('<%=') || mark.startsWith('<?=') || (mark.startsWith('<%-') && !mark.endsWith('-%>'));
}
