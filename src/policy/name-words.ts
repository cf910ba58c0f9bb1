/**
 * Which words change what a name shows? The global word lists of kinds/names.yaml,
 * compiled for look-up. Must not know any kind.
 */
import type { Entry } from './entry';
import { singular } from './words';

const listKeys = [
  'boolean-prefixes', 'action-prefixes', 'getter-prefixes', 'inner-verbs', 'neutral-prefixes', 'transparent-suffixes', 'genitives', 'prepositions', 'particle-verbs', 'conjunctions',
  'protected-words', 'protection-words', 'protecting-prefixes', 'technical-person-objects', 'text-owners', 'capital-owners', 'neutral-owners', 'carrier-suffixes', 'age-words', 'program-types', 'loose-groups',
] as const;

/** The group of owners that are persons. */
export const persons = 'person';
/** Groups that a kind's owners may be of: each is a bit of a number. */
const maxGroups = 30;

export interface NameWords {
  readonly booleanPrefixes: ReadonlySet<string>;
  readonly actionPrefixes: ReadonlySet<string>;
  /** Verbs of functions that give data: the function itself is none. */
  readonly getterPrefixes: ReadonlySet<string>;
  /** Verbs that are hardly anything else: wherever they stand before a match the name is an action or a question. */
  readonly innerVerbs: ReadonlySet<string>;
  readonly neutralPrefixes: ReadonlySet<string>;
  readonly transparentSuffixes: PhraseSet;
  readonly genitives: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  /** What a preposition after it belongs to: `signInToken`. */
  readonly particleVerbs: ReadonlySet<string>;
  readonly conjunctions: ReadonlySet<string>;
  readonly protectedWords: ReadonlySet<string>;
  /** Protect only after a match. */
  readonly protectionWords: ReadonlySet<string>;
  /** Protect only before a match: `hashPassword`. */
  readonly protectingPrefixes: ReadonlySet<string>;
  /** Owners whose fields are texts about data, or checks of it, and no data: `messages.email`. */
  readonly textOwners: PhraseSet;
  /** Owners of which a field written in capitals is data and no constant's name. */
  readonly capitalOwners: PhraseSet;
  /** Owners that say nothing of what they hold: `data.subject`, `this.subject`. */
  readonly neutralOwners: ReadonlySet<string>;
  /** What carries the data of what stands before it: `UpdateContactRequest`, `ticketResult`. */
  readonly carrierSuffixes: ReadonlySet<string>;
  /** What tells which of several it is and nothing more: `newSubject`, `lastMessage`. */
  readonly ageWords: ReadonlySet<string>;
  /** Whole words for the short forms that code writes: `msg` is `message`. */
  readonly shortForms: ReadonlyMap<string, string>;
  /** Last words of types whose values are parts of a program. */
  readonly programTypes: PhraseSet;
  /** Ids of groups whose names say nothing of a word right after them: `messageSender`. */
  readonly looseGroups: readonly string[];
  /** Groups of owners that let the ambiguous names of some kinds count. Persons are one of them. */
  readonly owners: readonly OwnerGroup[];
}

export interface OwnerGroup {
  readonly id: string;
  readonly names: PhraseSet;
  /** Words of folders, files and packages that deal with it. */
  readonly places: PhraseSet;
  /** Names of its fields, written together and small: what has `enough` of them at once is one. */
  readonly fields: ReadonlySet<string>;
  readonly enough: number;
}

/** Phrases of one or more words, found as runs of words whose concatenation equals theirs. */
export class PhraseSet {
  private readonly keys = new Set<string>();
  private longest = 0;

  /** Singular and plural are one, but for `written`: there a plural is no more than itself. */
  constructor(phrases: Iterable<string>, number: 'any' | 'written' = 'any') {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      this.keys.add(words.join(''));
      if (number === 'any') this.keys.add(words.map(singular).join(''));
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

/** Reads kinds/names.yaml; missing lists are empty and reported. A person's word that is among the technical ones as well counts as technical. */
export function readNameWords(root: Entry | null): NameWords {
  root?.only(...listKeys, 'short-forms', 'owners');
  const list = (key: (typeof listKeys)[number]): readonly string[] => {
    if (root === null) return [];
    if (!root.has(key)) root.mistake(`The key "${key}" is missing.`);
    return root.texts(key);
  };
  const technical = new Set(list('technical-person-objects'));
  const groups = root?.list('owners') ?? [];
  groups.slice(maxGroups).forEach((entry) => { entry.mistake(`There may be ${String(maxGroups)} groups of owners.`); });
  return {
    booleanPrefixes: new Set(list('boolean-prefixes')),
    actionPrefixes: new Set(list('action-prefixes')),
    getterPrefixes: new Set(list('getter-prefixes')),
    innerVerbs: new Set(list('inner-verbs')),
    neutralPrefixes: new Set(list('neutral-prefixes')),
    transparentSuffixes: new PhraseSet(list('transparent-suffixes')),
    genitives: new Set(list('genitives')),
    prepositions: new Set(list('prepositions')),
    particleVerbs: new Set(list('particle-verbs')),
    conjunctions: new Set(list('conjunctions')),
    protectedWords: new Set(list('protected-words')),
    protectionWords: new Set(list('protection-words')),
    protectingPrefixes: new Set(list('protecting-prefixes')),
    textOwners: new PhraseSet(list('text-owners'), 'written'),
    capitalOwners: new PhraseSet(list('capital-owners')),
    neutralOwners: new Set(list('neutral-owners')),
    carrierSuffixes: new Set(list('carrier-suffixes')),
    ageWords: new Set(list('age-words')),
    shortForms: new Map((root?.list('short-forms') ?? []).flatMap((entry) => {
      const whole = entry.only('whole', 'short') ? entry.text('whole') : null;
      return whole === null ? [] : entry.texts('short').map((short): [string, string] => [short, whole]);
    })),
    programTypes: new PhraseSet(list('program-types')),
    looseGroups: list('loose-groups'),
    owners: groups.slice(0, maxGroups).flatMap((entry) => {
      const id = entry.only('id', 'names', 'places', 'fields', 'enough') ? entry.text('id') : null;
      if (id === null) return [];
      const names = entry.texts('names').filter((word) => id !== persons || !technical.has(word));
      return [{ id, names: new PhraseSet(names), places: new PhraseSet(entry.texts('places')), fields: new Set(entry.texts('fields').map((field) => field.replaceAll(' ', ''))), enough: entry.integer('enough', 1, 9) ?? 2 }];
    }),
  };
}
