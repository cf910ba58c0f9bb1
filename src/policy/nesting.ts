/**
 * Is a YAML text nested deeper than anyone writes? Asked before parsing: a parser
 * that recurses to the end of the stack can take the whole process with it.
 * Must not parse: it may only count.
 */
import { range } from '../text';
import type { Range } from '../text';

/** Far above any file that people write, far below what overflows a stack. */
const deepest = 150;

/**
 * The line at which a text's nesting passes the bound, by brackets, by indentation or by
 * dashes of one line; null where it never does. Brackets in quotes and comments count too, so that the
 * answer may be too careful by their number. Linear.
 */
export function findTooDeep(text: string): Range | null {
  const indents: number[] = [];
  let brackets = 0;
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const lead = /^([ \t]*)((?:[-?:][ \t]*)*)/.exec(text.slice(start, Math.min(end, start + 8 * deepest)));
    const indent = lead?.[1]?.length ?? 0;
    const dashes = lead?.[2] ?? '';
    if (start + indent < end) {
      while (indents.length > 0 && (indents[indents.length - 1] ?? 0) >= indent) indents.pop();
      indents.push(indent);
    }
    for (let i = start; i < end; i++) {
      const char = text.charCodeAt(i);
      if (char === 91 || char === 123) brackets++;
      else if ((char === 93 || char === 125) && brackets > 0) brackets--;
      if (brackets > deepest) return range(start, end);
    }
    if (indents.length + dashes.replace(/[ \t]/g, '').length > deepest) return range(start, end);
    start = end + 1;
  }
  return null;
}
