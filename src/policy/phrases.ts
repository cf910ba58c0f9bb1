/**
 * Does a text say one of some phrases? Phrases are words next to each other: whole words, so that none is found inside of another.
 * Must not know whose names count: that is asked.
 *
 * `{caley}` stands for a name of Caley's, `...` for up to eight words or none; `^` in front ties a phrase to the beginning of a text, `$` behind to its
 * end. A word with a capital letter is meant as it is written, any other in letters of either case.
 */

type Part = { readonly type: 'word'; readonly text: string; readonly exact: boolean } | { readonly type: 'name' } | { readonly type: 'gap' };

interface Phrase {
  readonly parts: readonly Part[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

export interface Text {
  readonly value: string;
  /** Whether more may follow. */
  readonly open: boolean;
}

const maxGap = 8;
/** Longer texts are programs or data. */
const maxLength = 20_000;
/** What is joined by `_` is a name in code, and one word. */
const wordPattern = /[\p{L}\p{N}_]+/gu;

export class Phrases {
  private readonly phrases: readonly Phrase[];
  /** A word of each phrase, to pass over nearly all texts; null where a phrase has none of its own. */
  private readonly hint: RegExp | null;

  constructor(patterns: readonly string[]) {
    this.phrases = patterns.map(readPhrase);
    const words = this.phrases.map(({ parts }) => parts.flatMap((part) => (part.type === 'word' ? [part.text] : [])).sort((a, b) => b.length - a.length)[0]);
    this.hint = words.includes(undefined) ? null : new RegExp(words.join('|'), 'iu');
  }

  in({ value, open }: Text, isName: (word: string) => boolean): boolean {
    if (value.length > maxLength || this.hint?.test(value) === false) return false;
    const words = value.match(wordPattern) ?? [];
    return this.phrases.some((phrase) => words.some((_, at) => (at === 0 || !phrase.atStart) && follows(phrase, words, at, 0, open, isName)));
  }
}

/** Rules keep their phrases as they are written: they are read once. */
const read = new WeakMap<readonly string[], Phrases>();

export function phrasesOf(patterns: readonly string[]): Phrases {
  let phrases = read.get(patterns);
  if (phrases === undefined) read.set(patterns, (phrases = new Phrases(patterns)));
  return phrases;
}

function follows(phrase: Phrase, words: readonly string[], at: number, from: number, open: boolean, isName: (word: string) => boolean): boolean {
  const part = phrase.parts[from];
  if (part === undefined) return !phrase.atEnd || (at === words.length && !open);
  if (part.type === 'gap') {
    for (let skipped = 0; skipped <= maxGap && at + skipped <= words.length; skipped++) if (follows(phrase, words, at + skipped, from + 1, open, isName)) return true;
    return false;
  }
  const word = words[at];
  if (word === undefined) return false;
  const isMeant = part.type === 'name' ? isName(word) : part.exact ? word === part.text : word.toLowerCase() === part.text;
  return isMeant && follows(phrase, words, at + 1, from + 1, open, isName);
}

function readPhrase(pattern: string): Phrase {
  const parts = [...pattern.matchAll(/\{caley\}|\.\.\.|[\p{L}\p{N}]+/gu)].map(([text]): Part => {
    if (text === '{caley}') return { type: 'name' };
    return text === '...' ? { type: 'gap' } : { type: 'word', text, exact: text !== text.toLowerCase() };
  });
  return { parts, atStart: pattern.startsWith('^'), atEnd: pattern.endsWith('$') };
}
