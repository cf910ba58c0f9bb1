/**
 * Which words change what a name shows? The global word lists of kinds/names.yaml,
 * compiled for look-up. Must not know any kind.
 */
import type { Entry } from './entry';
import type { KindId } from './types';
import { singular } from './words';

const listKeys = [
  'boolean-prefixes', 'action-prefixes', 'neutral-prefixes', 'transparent-suffixes', 'genitives', 'prepositions', 'conjunctions', 'protected-words', 'protection-words',
  'person-objects', 'technical-person-objects', 'text-owners',
] as const;

export interface NameWords {
  readonly booleanPrefixes: ReadonlySet<string>;
  readonly actionPrefixes: ReadonlySet<string>;
  readonly neutralPrefixes: ReadonlySet<string>;
  readonly transparentSuffixes: PhraseSet;
  readonly genitives: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly conjunctions: ReadonlySet<string>;
  readonly protectedWords: ReadonlySet<string>;
  /** Protect only after a match. */
  readonly protectionWords: ReadonlySet<string>;
  readonly persons: PhraseSet;
  /** Owners whose fields are texts about data, or checks of it, and no data: `messages.email`. */
  readonly textOwners: PhraseSet;
  /** Owners that let the ambiguous names of one kind count. */
  readonly owners: readonly { readonly of: KindId; readonly names: PhraseSet }[];
}

/** Phrases of one or more words, found as runs of words whose concatenation equals theirs. */
export class PhraseSet {
  private readonly keys = new Set<string>();
  private longest = 0;

  constructor(phrases: Iterable<string>) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      this.keys.add(words.join(''));
      this.keys.add(words.map(singular).join(''));
      // A phrase of two words may meet a name that splits into more: `oauth 2` in `oAuth2`.
      this.longest = Math.max(this.longest, words.length + 1);
    }
  }

  /** The length in words of the longest phrase that ends right before `end`; 0 for none. */
  endingAt(words: readonly string[], end: number): number {
    for (let length = Math.min(this.longest, end); length > 0; length--) if (this.holds(words, end - length, end)) return length;
    return 0;
  }

  /** The length in words of the longest phrase that starts at `start`; 0 for none. */
  startingAt(words: readonly string[], start: number): number {
    for (let length = Math.min(this.longest, words.length - start); length > 0; length--) if (this.holds(words, start, start + length)) return length;
    return 0;
  }

  private holds(words: readonly string[], start: number, end: number): boolean {
    const run = words.slice(start, end);
    return this.keys.has(run.join('')) || this.keys.has(run.map(singular).join(''));
  }
}

/** Reads kinds/names.yaml; missing lists are empty and reported. A word of both person lists counts as technical. */
export function readNameWords(root: Entry | null): NameWords {
  root?.only(...listKeys, 'owners');
  const list = (key: (typeof listKeys)[number]): readonly string[] => {
    if (root === null) return [];
    if (!root.has(key)) root.mistake(`The key "${key}" is missing.`);
    return root.texts(key);
  };
  const technical = new Set(list('technical-person-objects'));
  return {
    booleanPrefixes: new Set(list('boolean-prefixes')),
    actionPrefixes: new Set(list('action-prefixes')),
    neutralPrefixes: new Set(list('neutral-prefixes')),
    transparentSuffixes: new PhraseSet(list('transparent-suffixes')),
    genitives: new Set(list('genitives')),
    prepositions: new Set(list('prepositions')),
    conjunctions: new Set(list('conjunctions')),
    protectedWords: new Set(list('protected-words')),
    protectionWords: new Set(list('protection-words')),
    persons: new PhraseSet(list('person-objects').filter((word) => !technical.has(word))),
    textOwners: new PhraseSet(list('text-owners')),
    owners: (root?.list('owners') ?? []).flatMap((entry) => {
      const of = entry.only('for', 'names') ? entry.text('for') : null;
      return of === null ? [] : [{ of, names: new PhraseSet(entry.texts('names')) }];
    }),
  };
}
