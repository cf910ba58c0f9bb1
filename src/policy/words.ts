/**
 * Of which words is an identifier made? Splits camel case, snake case, kebab
 * case and digits. Must not know what any word means.
 */

/** Longer ones are data or generated, not names. */
const maxNameLength = 120;
const maxWords = 16;

/** Characters of identifiers, paths to them (`user.email`, `items[0]`), header names and column names. Anything else is a sentence or a URL. */
const nameCharacters = /^[\p{L}\p{N}_$.#@?\-[\]' ]*$/u;
const plainName = /^[A-Za-z0-9_$.-]*$/;

type Class = 'other' | 'lower' | 'upper' | 'digit';

/**
 * The words of a name, in lower case: `userIDs2` gives `user`, `ids`, `2`. Empty for what is no
 * name: sentences (more than four blanks), URLs, very long texts. Linear.
 */
export function splitWords(name: string): readonly string[] {
  if (name.length === 0 || name.length > maxNameLength) return [];
  if (!plainName.test(name) && (!nameCharacters.test(name) || name.split(' ').length > 5)) return [];
  const words: string[] = [];
  let start = 0;
  let last: Class = 'other';
  for (let i = 0; i <= name.length; i++) {
    const kind = i < name.length ? classOf(name, i) : 'other';
    if (i > start && breaks(name, i, last, kind)) {
      words.push(name.slice(start, i).toLowerCase());
      if (words.length === maxWords) return words;
      start = i;
    }
    if (kind === 'other') start = i + 1;
    last = kind;
  }
  return words;
}

/** Whether a word ends before position `i`. */
function breaks(name: string, i: number, last: Class, kind: Class): boolean {
  if (kind === 'other') return true;
  if ((kind === 'digit') !== (last === 'digit')) return true;
  if (last === 'lower') return kind === 'upper';
  if (last !== 'upper' || kind !== 'upper') return false;
  // Inside capitals: the last capital begins a word if a small letter follows (`DNSServer`), unless that is a plural's s (`userIDs`).
  if (i + 1 >= name.length || classOf(name, i + 1) !== 'lower') return false;
  const pluralEnds = name.charAt(i + 1) === 's' && (i + 2 >= name.length || classOf(name, i + 2) !== 'lower');
  return !pluralEnds;
}

function classOf(name: string, i: number): Class {
  const code = name.charCodeAt(i);
  if (code >= 97 && code <= 122) return 'lower';
  if (code >= 65 && code <= 90) return 'upper';
  if (code >= 48 && code <= 57) return 'digit';
  if (code < 128) return 'other';
  const letter = name.charAt(i);
  return letter === letter.toLowerCase() ? 'lower' : 'upper';
}

/** A plural's singular by the endings that English names have; other words stay. */
export function singular(word: string): string {
  if (!word.endsWith('s')) return word;
  if (word === 'ids') return 'id';
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && /(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && !word.endsWith('ss') && !word.endsWith('us') && !word.endsWith('is')) return word.slice(0, -1);
  return word;
}
