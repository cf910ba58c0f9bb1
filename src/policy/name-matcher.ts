/**
 * What does a name show? Compiled name patterns of all kinds, asked for every
 * field, parameter and variable of a project, so answers are kept.
 * Must not know single kinds; only the first word of a kind (data, guard, sanitizer, subject) decides how its patterns are read.
 *
 * A pattern `first name` matches a run of words whose concatenation is its own:
 * firstName, FIRST_NAME, firstname; singular and plural are one. `^` ties it to the start of the name, `$` to its end;
 * with both it is the whole name, to the letter.
 */
import type { NameWords } from './name-words';
import type { Kind, KindId, NameMatch } from './types';
import { singular, splitWords } from './words';

type Role = 'strong' | 'context' | 'exclude';
/** How a kind's patterns are read: see `standsAlone`. */
type Reading = 'data' | 'object' | 'guard' | 'sanitizer' | 'subject';

interface Pattern {
  readonly kind: KindId;
  readonly reading: Reading;
  /** The kinds above it whose owners let its ambiguous names count. */
  readonly families: readonly KindId[];
  readonly role: Role;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

interface Span {
  readonly pattern: Pattern;
  readonly start: number;
  readonly end: number;
}

interface Candidate extends Span {
  readonly evidence: 'strong' | 'context';
  /** What must be known of the surroundings for it to count. */
  readonly needs: 'nothing' | 'person';
  readonly protected: boolean;
}

/** What is known of a name's surroundings: a person lets all ambiguous names count, a family those of its kinds. */
interface Surroundings {
  readonly person: boolean;
  readonly families: readonly KindId[];
}

interface Answers {
  readonly candidates: readonly Candidate[];
  readonly words: readonly string[];
  readonly known: Map<Surroundings, readonly NameMatch[]>;
}

/** Names kept with their answers before all are forgotten: bounds the memory in huge projects. */
const keptNames = 200_000;
const nothing: readonly NameMatch[] = [];
const nowhere: Surroundings = { person: false, families: [] };
/** Fields that are texts about data, or checks of it. */
const amongTexts: Surroundings = { person: false, families: [] };
const amongPersons: Surroundings = { person: true, families: [] };

export class NameMatcher {
  private readonly patterns = new Map<string, Pattern[]>();
  private longest = 0;
  private answers = new Map<string, Answers | null>();
  private owners = new Map<string, Surroundings>();
  private readonly ofFamily: readonly Surroundings[];

  /** `isA` as `Kinds` has it. */
  constructor(kinds: Iterable<Kind>, private readonly words: NameWords, isA: (kind: KindId, ancestor: KindId) => boolean) {
    this.ofFamily = words.owners.map(({ of }) => ({ person: false, families: [of] }));
    for (const kind of kinds) {
      if (kind.names === null) continue;
      const families = words.owners.map(({ of }) => of).filter((family) => isA(kind.id, family));
      for (const pattern of kind.names.strong) this.add(kind.id, families, 'strong', pattern);
      for (const pattern of kind.names.context) this.add(kind.id, families, 'context', pattern);
      for (const pattern of kind.names.exclude) this.add(kind.id, families, 'exclude', pattern);
    }
  }

  match(name: string, owner: string | null, personal: boolean): readonly NameMatch[] {
    const answers = this.answersFor(name);
    if (answers === null) return nothing;
    if (owner !== null && this.owner(owner) === amongTexts) return nothing;
    const surroundings = personal ? amongPersons : owner === null ? nowhere : this.owner(owner);
    let known = answers.known.get(surroundings);
    if (known === undefined) {
      known = select(answers, surroundings, this.words);
      answers.known.set(surroundings, known);
    }
    return known;
  }

  isPerson(name: string): boolean {
    return this.owner(name).person;
  }

  private add(kind: KindId, families: readonly KindId[], role: Role, text: string): void {
    const atStart = text.startsWith('^');
    const atEnd = text.endsWith('$');
    const words = text.slice(atStart ? 1 : 0, atEnd ? -1 : undefined).split(' ');
    const pattern: Pattern = { kind, reading: readingOf(kind), families, role, atStart, atEnd };
    const whole = words.join('');
    // `^headers$` is not `header`.
    for (const key of atStart && atEnd ? [whole] : new Set([whole, words.map(singular).join('')])) {
      const same = this.patterns.get(key);
      if (same === undefined) this.patterns.set(key, [pattern]);
      else same.push(pattern);
      this.longest = Math.max(this.longest, key.length);
    }
  }

  private answersFor(name: string): Answers | null {
    let answers = this.answers.get(name);
    if (answers === undefined) {
      if (this.answers.size >= keptNames) this.answers = new Map();
      answers = this.analyse(name);
      this.answers.set(name, answers);
    }
    return answers;
  }

  private analyse(name: string): Answers | null {
    const words = splitWords(name);
    const spans = this.spans(words);
    if (spans.length === 0) return null;
    const candidates: Candidate[] = [];
    for (const span of spans) {
      if (span.pattern.role === 'exclude' || spans.some((other) => excludes(other, span))) continue;
      if (!this.standsAlone(words, span) || (span.pattern.reading === 'object' && isTypeName(name))) continue;
      const afterPerson = this.words.persons.endingAt(words, span.start) > 0;
      candidates.push({
        ...span,
        evidence: span.pattern.role === 'strong' ? 'strong' : 'context',
        needs: span.pattern.role === 'strong' || afterPerson ? 'nothing' : 'person',
        protected: this.isProtected(words, span),
      });
    }
    return candidates.length === 0 ? null : { candidates, words, known: new Map() };
  }

  /** All runs of words that some pattern matches. */
  private spans(words: readonly string[]): readonly Span[] {
    const spans: Span[] = [];
    for (let start = 0; start < words.length; start++) {
      let whole = '';
      let singulars = '';
      for (let end = start + 1; end <= words.length; end++) {
        const word = words[end - 1] ?? '';
        whole += word;
        singulars += singular(word);
        // Singulars are at most two letters shorter a word; past the longest pattern nothing can match.
        if (singulars.length > this.longest) break;
        this.collect(spans, whole, start, end, words);
        if (singulars !== whole) this.collect(spans, singulars, start, end, words);
      }
    }
    return spans;
  }

  private collect(spans: Span[], key: string, start: number, end: number, words: readonly string[]): void {
    for (const pattern of this.patterns.get(key) ?? []) {
      if (pattern.atStart && start > 0) continue;
      if (pattern.atEnd && (pattern.atStart ? end : this.pastTransparent(words, end)) < words.length) continue;
      if (pattern.atStart && pattern.atEnd && key !== words.join('')) continue;
      if (spans.some((span) => span.pattern === pattern && span.start === start && span.end === end)) continue;
      spans.push({ pattern, start, end });
    }
  }

  /** Whether the words around a match leave it what it is. */
  private standsAlone(words: readonly string[], { pattern, start, end }: Span): boolean {
    const first = words[0] ?? '';
    const before = words[start - 1] ?? '';
    if (pattern.reading === 'guard') return true;
    if (start > 0 && this.words.booleanPrefixes.has(first)) return false;
    if (pattern.reading === 'sanitizer') return true;
    if (start > 0 && (this.words.actionPrefixes.has(first) || this.words.neutralPrefixes.has(first) || this.words.neutralPrefixes.has(before))) return false;
    if (this.words.prepositions.has(before)) return false;
    const rest = this.pastTransparent(words, end);
    if (rest === words.length) return true;
    const next = words[rest] ?? '';
    return this.words.genitives.has(next) || this.words.prepositions.has(next) || this.words.conjunctions.has(next) || this.words.protectedWords.has(next) || this.words.protectionWords.has(next);
  }

  private isProtected(words: readonly string[], { start, end }: Span): boolean {
    return words.some((word, i) => (i < start || i >= end) && (this.words.protectedWords.has(word) || (i >= end && this.words.protectionWords.has(word))));
  }

  /** The first word from `at` that may not follow a match. */
  private pastTransparent(words: readonly string[], at: number): number {
    let next = at;
    while (next < words.length) {
      const length = this.words.transparentSuffixes.startingAt(words, next);
      if (length > 0) next += length;
      else if (/^\d+$/.test(words[next] ?? '')) next++;
      else break;
    }
    return next;
  }

  private owner(name: string): Surroundings {
    let about = this.owners.get(name);
    if (about === undefined) {
      if (this.owners.size >= keptNames) this.owners = new Map();
      about = this.describeOwner(splitWords(name));
      this.owners.set(name, about);
    }
    return about;
  }

  /** An owner is what its last words say: `currentUser`, `userRecord`, `attendees`; not `userService`, `groupByUser`. */
  private describeOwner(words: readonly string[]): Surroundings {
    if (this.words.textOwners.endingAt(words, words.length) > 0) return amongTexts;
    for (let end = words.length; end > 0 && this.pastTransparent(words, end) === words.length; end--) {
      const person = this.words.persons.endingAt(words, end);
      if (person > 0) return this.isChanged(words, end - person) ? nowhere : amongPersons;
      for (const [i, { names }] of this.words.owners.entries()) {
        const length = names.endingAt(words, end);
        if (length > 0) return this.isChanged(words, end - length) ? nowhere : (this.ofFamily[i] ?? nowhere);
      }
    }
    return nowhere;
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

/** `User`, `Request`, `USER`: a class or a constant's name rather than a record. */
function isTypeName(name: string): boolean {
  return /^[_$#]*\p{Lu}/u.test(name);
}

function readingOf(kind: KindId): Reading {
  if (kind.startsWith('guard.')) return 'guard';
  if (kind === 'subject') return 'subject';
  if (kind.startsWith('sanitizer.')) return 'sanitizer';
  return kind.startsWith('data.object.') ? 'object' : 'data';
}

function excludes(other: Span, span: Span): boolean {
  return other.pattern.role === 'exclude' && other.pattern.kind === span.pattern.kind && other.start < span.end && other.end > span.start;
}

/** The matches that count in these surroundings: the last and longest, for data, guards and sanitizers apart. */
function select({ candidates, words }: Answers, surroundings: Surroundings, lists: NameWords): readonly NameMatch[] {
  const counting = candidates.filter(
    ({ needs, pattern }) => needs === 'nothing' || surroundings.person || pattern.families.some((family) => surroundings.families.includes(family)),
  );
  const best = new Map<KindId, Candidate>();
  for (const candidate of counting) {
    if (counting.some((other) => topic(other) === topic(candidate) && outdoes(other, candidate, words, lists))) continue;
    const known = best.get(candidate.pattern.kind);
    if (known === undefined || (known.evidence === 'context' && candidate.evidence === 'strong')) best.set(candidate.pattern.kind, candidate);
  }
  return [...best.values()].map(({ pattern, evidence, protected: safe }) => ({ kind: pattern.kind, evidence, protected: safe }));
}

function topic(candidate: Candidate): string {
  return candidate.pattern.reading === 'object' ? 'data' : candidate.pattern.reading;
}

/**
 * Whether `other` makes `candidate` a mere part or modifier of it: it holds it and is longer,
 * or comes after it (`emailPassword` is a password), or it comes before it with a preposition between (`emailOfUser` is an e-mail).
 */
function outdoes(other: Candidate, candidate: Candidate, words: readonly string[], lists: NameWords): boolean {
  if (other.start <= candidate.start && other.end >= candidate.end) return other.end - other.start > candidate.end - candidate.start;
  if (candidate.start <= other.start && candidate.end >= other.end) return false;
  if (other.start >= candidate.end) {
    const link = words[candidate.end] ?? '';
    return !lists.genitives.has(link) && !lists.prepositions.has(link) && !lists.conjunctions.has(link);
  }
  if (other.end <= candidate.start) return lists.genitives.has(words[candidate.start - 1] ?? '');
  return other.end > candidate.end;
}
