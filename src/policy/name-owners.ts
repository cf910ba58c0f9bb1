/**
 * What is an owner, by its name: a person, a meeting, a set of texts, constants?
 * Must not know which kinds ask for which owners, nor look at what is read from them.
 */
import type { NameWords } from './name-words';
import { persons } from './name-words';
import { splitWords } from './words';

export interface Owner {
  /** The groups it is of, a bit each. */
  readonly groups: number;
  /** Its fields are no data: texts, checks, parts of a program. */
  readonly ofTexts: boolean;
  /** A field of it that is written in capitals may be data. */
  readonly ofCapitals: boolean;
  /** It is written as compilers call an imported module: `validators_2`. */
  readonly isModule: boolean;
  /** It says nothing of what it holds: `data`, `this`, `requestBody`. */
  readonly isNeutral: boolean;
  /** It is written like a class or an enumeration: `FieldType`. */
  readonly isTypeName: boolean;
  /** The same, and of several: `TokenResponseFields`. */
  readonly isEnumeration: boolean;
}

/** Owners kept before all are forgotten: bounds the memory in huge projects. */
const kept = 200_000;
/** What is looked at of a path: the file and two folders. */
const partsOfPath = 3;
/** What compilers call a value that is used more than once: `_a`. It may be anything. */
const passing = /^_[a-z]?\d*$/;

/** What compilers and bundlers call a module that is imported: `validators_2`, `__WEBPACK_IMPORTED_MODULE_0__`. */
export function isModuleName(name: string): boolean {
  return /[A-Za-z]_\d+$|^__WEBPACK_\w+__/.test(name);
}

export class NameOwners {
  private known = new Map<string, Owner>();
  private readonly bits: ReadonlyMap<string, number>;
  readonly person: number;

  constructor(private readonly words: NameWords) {
    this.bits = new Map(words.owners.map(({ id }, at) => [id, 1 << at]));
    this.person = this.maskOf([persons]);
  }

  /** The groups of these ids; what is none is passed over. */
  maskOf(groups: readonly string[]): number {
    return groups.reduce((mask, group) => mask | (this.bits.get(group) ?? 0), 0);
  }

  of(name: string): Owner {
    let owner = this.known.get(name);
    if (owner === undefined) {
      if (this.known.size >= kept) this.known = new Map();
      owner = this.describe(name);
      this.known.set(name, owner);
    }
    return owner;
  }

  /** The groups that the words right before `end` are of. */
  groupsEndingAt(words: readonly string[], end: number, isCarried = false): number {
    let groups = 0;
    this.words.owners.forEach(({ names }, at) => {
      const length = names.endingAt(words, end);
      if (length > 0 && (isCarried || !this.isChanged(words, end - length))) groups |= 1 << at;
    });
    return groups;
  }

  /** The words with whole ones for short forms. */
  whole(words: readonly string[]): readonly string[] {
    return words.some((word) => this.words.shortForms.has(word)) ? words.map((word) => this.words.shortForms.get(word) ?? word) : words;
  }

  /** The first word from `at` that may not follow a match. */
  pastTransparent(words: readonly string[], at: number): number {
    let next = at;
    while (next < words.length) {
      const length = this.words.transparentSuffixes.startingAt(words, next);
      if (length > 0) next += length;
      else if (/^\d+$/.test(words[next] ?? '')) next++;
      else break;
    }
    return next;
  }

  /** Groups that deal with what a file, or the folders next around it, are called after. */
  ofPlace(path: string): number {
    let groups = 0;
    for (const part of path.split('/').slice(-partsOfPath)) {
      const words = splitWords(part);
      this.words.owners.forEach(({ places }, at) => {
        if (words.some((_, end) => places.endingAt(words, end + 1) > 0)) groups |= 1 << at;
      });
    }
    return groups;
  }

  /** Groups that something with these fields is of: several of a group's own fields must be among them. */
  ofFields(names: Iterable<string>): number {
    const keys = new Set<string>();
    for (const name of names) keys.add(splitWords(name).join(''));
    let groups = 0;
    this.words.owners.forEach(({ fields, enough }, at) => {
      let found = 0;
      if (fields.size > 0) for (const key of keys) if (fields.has(key)) found++;
      if (found >= enough) groups |= 1 << at;
    });
    return groups;
  }

  /** An owner is what its last words say: `currentUser`, `userRecord`, `attendees`, `UpdateContactRequest`; not `userService`, `groupByUser`. */
  private describe(name: string): Owner {
    const words = this.whole(splitWords(name));
    let groups = 0;
    for (let end = words.length; end > 0 && groups === 0 && this.pastTransparent(words, end) === words.length; end--) groups = this.groupsEndingAt(words, end);
    for (let end = words.length - 1; end > 0 && groups === 0 && this.words.carrierSuffixes.has(words[end] ?? ''); end--) groups = this.groupsEndingAt(words, end, true);
    const ofCapitals = this.words.capitalOwners.endingAt(words, words.length) > 0;
    const isConstants = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name) && !ofCapitals;
    const ofTexts = isConstants || (isModuleName(name) && !ofCapitals) || this.words.textOwners.endingAt(words, words.length) > 0;
    return { groups, ofTexts, ofCapitals: ofCapitals || groups !== 0 || passing.test(name), isModule: isModuleName(name), isNeutral: passing.test(name) || (words.length > 0 && words.every((word) => this.words.neutralOwners.has(word))), isTypeName: /^[A-Z]/.test(name), isEnumeration: /^[A-Z]\w*[a-z]\w*[a-rt-z]s$/.test(name) };
  }

  /** Whether the words before `start` make the rest of a name something else: `isUser`, `createUser`, `testUser`, `groupByUser`. */
  private isChanged(words: readonly string[], start: number): boolean {
    if (start === 0) return false;
    const { booleanPrefixes, actionPrefixes, neutralPrefixes, prepositions, genitives } = this.words;
    const first = words[0] ?? '';
    const before = words[start - 1] ?? '';
    return booleanPrefixes.has(first) || actionPrefixes.has(first) || neutralPrefixes.has(first) || prepositions.has(before) || genitives.has(before);
  }
}
