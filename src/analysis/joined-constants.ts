/**
 * Which texts may joined parts be? Must not evaluate: the parts' values are handed in.
 */
import type { Folded, Value } from './value';

/** Longest text that is joined: what is built from more is no address, name or secret, and may double with every line. */
const longest = 4_000;

/** The mark of data that stands in a text behind its beginning. */
export const inside = 'sanitizer.harmless.inside';

/** The mark of data that stands before an address in angle brackets: the name that is shown, `${name} <desk@acme.example>`. */
export const beforeAddress = 'sanitizer.harmless.before-address';

/** Whether the parts that follow come to an opening angle bracket at which an address begins, and to no other mark of one before it. */
export function isBeforeAddress(after: readonly Value[]): boolean {
  for (const { constants } of after) {
    for (const { value } of constants) {
      const mark = /[<>@]/.exec(String(value));
      if (mark !== null) return mark[0] === '<' && /^(?:$|[\w.+-]+@)/.test(String(value).slice(mark.index + 1));
    }
  }
  return false;
}

/** Whether what stands before a part settles what the text begins with: of an address the host, too. */
export function isBegun(before: readonly Value[]): boolean {
  if (before.length === 0) return false;
  const beginnings = joinConstants(before);
  return beginnings.length === 0 || beginnings.every(({ value, open }) => open || !/^\s*(?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/?#]*)?$/i.test(String(value)));
}

/** Constants that joined parts may be: at most four; an unknown part, or one that makes it too long, leaves the beginning known. */
export function joinConstants(parts: readonly Value[]): readonly Folded[] {
  let results: Folded[] = [];
  for (const [i, part] of parts.entries()) {
    const [first] = part.constants;
    if (first === undefined) {
      if (i === 0) return [];
      return results.map((result) => ({ ...result, open: true }));
    }
    const options = part.constants.slice(0, 4);
    const next: Folded[] = [];
    for (const left of i === 0 ? [null] : results) {
      if (left?.open === true) {
        next.push(left);
        continue;
      }
      for (const option of options) {
        const open = option.open || (part.opaque && options.length === 1 && i > 0);
        if (left === null) next.push({ ...option, value: String(option.value), open: option.open });
        else next.push(lengthened(left, String(option.value), open));
      }
    }
    results = next.slice(0, 4);
  }
  return results;
}

function lengthened(left: Folded, text: string, open: boolean): Folded {
  const value = String(left.value);
  return value.length + text.length > longest ? { ...left, open: true } : { ...left, value: value + text, open };
}
