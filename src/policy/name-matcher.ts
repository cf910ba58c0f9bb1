/**
 * What does a name show? Compiled name patterns of all kinds, asked for every
 * field, parameter and variable of a project, so answers are kept.
 * Must not know single kinds; only the first word of a kind (data, guard, sanitizer, subject) decides how its patterns are read.
 *
 * A pattern `first name` matches a run of words whose concatenation is its own:
 * firstName, FIRST_NAME, firstname; singular and plural are one. `^` ties it to the start of the name, `$` to its end;
 * with both it is the whole name, to the letter.
 */
import type { Owner } from './name-owners';
import { isModuleName, NameOwners } from './name-owners';
import type { NameWords } from './name-words';
import { persons } from './name-words';
import type { Around, Kind, KindId, NameMatch, Surroundings } from './types';
import { singular, splitWords } from './words';

type Role = 'strong' | 'context' | 'exclude';
/** How a kind's patterns are read: see `standsAlone`. */
type Reading = 'data' | 'object' | 'guard' | 'sanitizer' | 'subject' | 'mention';

interface Pattern {
  readonly kind: KindId;
  readonly reading: Reading;
  /** The groups of owners that let its ambiguous names count, a bit each. */
  readonly owners: number;
  /** The groups of owners of which it never is. */
  readonly never: number;
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
  /** Whether it counts whatever it is read from. */
  readonly free: boolean;
  /** Whether nothing that tells something stands before it: only such names a place speaks for. */
  readonly whole: boolean;
  readonly protected: boolean;
}

interface Answers {
  readonly candidates: readonly Candidate[];
  readonly words: readonly string[];
  /** By the groups that the surroundings are of. */
  readonly known: Map<string, readonly NameMatch[]>;
}

/** Names kept with their answers before all are forgotten: bounds the memory in huge projects. */
const keptNames = 200_000;
const nothing: readonly NameMatch[] = [];
const allGroups = -1;
const nowhere: Around = { place: 0, beside: 0 };

export class NameMatcher {
  private readonly patterns = new Map<string, readonly Pattern[]>();
  private longest = 0;
  private answers = new Map<string, Answers | null>();
  private readonly owners: NameOwners;
  /** All groups of owners of which some kind never is. */
  private readonly never: number;
  private readonly loose: number;

  constructor(kinds: ReadonlyMap<KindId, Kind>, private readonly words: NameWords) {
    this.owners = new NameOwners(words);
    let all = 0;
    for (const kind of kinds.values()) {
      if (kind.names === null) continue;
      const owners = this.owners.maskOf(inherited(kind.id, kinds, 'owners') ?? [persons]);
      const never = this.owners.maskOf(inherited(kind.id, kinds, 'neverOwners') ?? []);
      all |= never;
      for (const role of ['strong', 'context', 'exclude'] as const) this.add({ kind: kind.id, reading: readingOf(kind.id), owners, never, role }, kind.names[role]);
    }
    this.never = all;
    this.loose = this.owners.maskOf(words.looseGroups);
  }

  match(name: string, owner: string | null, surroundings: Surroundings, around: Around = nowhere): readonly NameMatch[] {
    const answers = this.answersFor(name);
    if (answers === null || isMagic(name)) return nothing;
    const said = owner === null ? null : this.owners.of(owner);
    if (said === null ? surroundings === 'variable' && (isClassName(name) || isModuleName(name)) : said.ofTexts || isConstant(name, said) || isMember(name, said)) return nothing;
    // A name that repeats its owner tells no more than it: `address.address` of a server.
    const own = said === null || owner?.toLowerCase() === name.toLowerCase() ? 0 : said.groups;
    const groups = surroundings === 'anything' ? allGroups : own | around.beside | (surroundings === 'person' ? this.owners.person : 0);
    const place = said === null || said.isNeutral ? around.place & ~groups : 0;
    const against = (own | around.beside | around.place) & this.never;
    const key = place === 0 && against === 0 ? String(groups) : `${String(groups)} ${String(place)} ${String(against)}`;
    let known = answers.known.get(key);
    if (known === undefined) {
      known = select(answers, { groups, place, against }, this.words);
      answers.known.set(key, known);
    }
    return known;
  }

  groupsOfPlace(path: string): number {
    return this.owners.ofPlace(path);
  }

  groupsOfFields(names: Iterable<string>): number {
    return this.owners.ofFields(names);
  }

  isPerson(name: string): boolean {
    const { groups, ofTexts } = this.owners.of(name);
    return !ofTexts && (groups & this.owners.person) !== 0;
  }

  isProgramType(name: string): boolean {
    const words = splitWords(name);
    return this.words.programTypes.endingAt(words, words.length) > 0;
  }

  /** Thousands of phrases: those of a kind that are read alike share what is said of them. */
  private add(pattern: Pick<Pattern, 'kind' | 'reading' | 'owners' | 'never' | 'role'>, phrases: readonly string[]): void {
    const shared = new Map<string, readonly Pattern[]>();
    for (const text of phrases) {
      const atStart = text.startsWith('^');
      const atEnd = text.endsWith('$');
      const ends = (atStart ? '^' : '') + (atEnd ? '$' : '');
      let patterns = shared.get(ends);
      if (patterns === undefined) shared.set(ends, (patterns = [{ ...pattern, atStart, atEnd }]));
      const words = text.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
      const whole = words.replaceAll(' ', '');
      this.addAt(whole, patterns);
      // `^headers$` is not `header`.
      const one = atStart && atEnd ? whole : words.includes(' ') ? words.split(' ').map(singular).join('') : singular(words);
      if (one !== whole) this.addAt(one, patterns);
    }
  }

  private addAt(key: string, patterns: readonly Pattern[]): void {
    const same = this.patterns.get(key);
    this.patterns.set(key, same === undefined ? patterns : [...same, ...patterns]);
    this.longest = Math.max(this.longest, key.length);
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
    const words = this.owners.whole(splitWords(name));
    const spans = this.spans(words);
    if (spans.length === 0) return null;
    const rejected = spans.filter((span) => span.pattern.role !== 'exclude' && spans.some((other) => excludes(other, span)));
    const candidates: Candidate[] = [];
    for (const span of spans) {
      if (span.pattern.role === 'exclude' || rejected.includes(span) || rejected.some((other) => isPart(span, other))) continue;
      if (!this.standsAlone(words, span) || (span.pattern.reading === 'object' && isTypeName(name))) continue;
      const before = this.owners.groupsEndingAt(words, span.start);
      if ((before & span.pattern.never) !== 0) continue;
      const isStrong = span.pattern.role === 'strong';
      candidates.push({
        ...span,
        evidence: isStrong ? 'strong' : 'context',
        free: isStrong || (before & span.pattern.owners & ~this.loose) !== 0,
        whole: words.slice(0, span.start).every((word) => this.words.ageWords.has(word)),
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
      if (pattern.atEnd && (pattern.atStart ? end : this.owners.pastTransparent(words, end)) < words.length) continue;
      if (pattern.atStart && pattern.atEnd && key !== words.join('')) continue;
      if (spans.some((span) => span.pattern === pattern && span.start === start && span.end === end)) continue;
      spans.push({ pattern, start, end });
    }
  }

  /** Whether the words around a match leave it what it is. */
  private standsAlone(words: readonly string[], { pattern, start, end }: Span): boolean {
    const first = words[0] ?? '';
    const before = words[start - 1] ?? '';
    if (pattern.reading === 'guard' || pattern.reading === 'mention') return true;
    if (start > 0 && this.words.booleanPrefixes.has(first)) return false;
    if (pattern.reading === 'sanitizer') return true;
    const { actionPrefixes, getterPrefixes, innerVerbs, neutralPrefixes } = this.words;
    if (start > 0 && (actionPrefixes.has(first) || getterPrefixes.has(first) || neutralPrefixes.has(first) || neutralPrefixes.has(before))) return false;
    if (this.followsPreposition(words, start) || words.some((word, at) => at < start && innerVerbs.has(word))) return false;
    const rest = this.owners.pastTransparent(words, end);
    if (rest === words.length) return true;
    const next = words[rest] ?? '';
    // `contactToString` is a function.
    if (next === 'to' && rest + 1 < words.length && this.owners.pastTransparent(words, rest + 1) === words.length) return false;
    return this.words.genitives.has(next) || this.words.prepositions.has(next) || this.words.conjunctions.has(next) || this.words.protectedWords.has(next) || this.words.protectionWords.has(next);
  }

  /** `errorInEmail`, `usersWithSameEmail`: what comes after a preposition is not what the name is. It may be part of a verb: `signInToken`. */
  private followsPreposition(words: readonly string[], start: number): boolean {
    for (let i = 0; i < start; i++) {
      if (!this.words.prepositions.has(words[i] ?? '') || this.words.particleVerbs.has(words[i - 1] ?? '')) continue;
      if (i > 0 || start === 1) return true;
    }
    return false;
  }

  private isProtected(words: readonly string[], { start, end }: Span): boolean {
    const { protectedWords, protectionWords, protectingPrefixes } = this.words;
    return words.some((word, i) => (i < start ? protectedWords.has(word) || protectingPrefixes.has(word) : i >= end && (protectedWords.has(word) || protectionWords.has(word))));
  }
}

/** `User`, `Request`, `USER`: a class or a constant's name rather than a record. */
function isTypeName(name: string): boolean {
  return /^[_$#]*\p{Lu}/u.test(name);
}

/** `__author_email__`: of the program, as Python writes it. */
function isMagic(name: string): boolean {
  return /^__[a-z\d_]+__$/.test(name);
}

/** `ErrorCode.EMAIL_TAKEN`, `FieldType.EMAIL`: a constant's name is in capitals, and what it is read from no settings and no record. */
function isConstant(name: string, owner: Owner): boolean {
  if ((owner.ofCapitals && !owner.isEnumeration) || !/^[A-Z][A-Z0-9_]+$/.test(name)) return false;
  return name.includes('_') || owner.isTypeName;
}

/** `models.ApiKey`, `address_1.Address`: a class that a module offers; data is seldom named so, but for records of some interfaces. */
function isMember(name: string, owner: Owner): boolean {
  return isClassName(name) && (owner.isModule || !(owner.ofCapitals || owner.isTypeName));
}

function isClassName(name: string): boolean {
  return /^[_#]*[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(name);
}

/** The groups of owners that the kind names, or the kinds above it; null where none does. */
function inherited(kind: KindId, kinds: ReadonlyMap<KindId, Kind>, key: 'owners' | 'neverOwners'): readonly string[] | null {
  for (let id = kind; id !== ''; id = id.slice(0, Math.max(0, id.lastIndexOf('.')))) {
    const groups = kinds.get(id)?.[key] ?? null;
    if (groups !== null) return groups;
  }
  return null;
}

/** Whether a kind is asked for by itself, wherever its words stand in a name. */
export function isMentioned(kind: KindId): boolean {
  return kind.startsWith('evidence.') || kind.startsWith('route.');
}

function readingOf(kind: KindId): Reading {
  if (kind.startsWith('guard.')) return 'guard';
  if (isMentioned(kind)) return 'mention';
  if (kind === 'subject' || kind.startsWith('subject.')) return 'subject';
  if (kind.startsWith('sanitizer.')) return 'sanitizer';
  return kind.startsWith('data.object.') ? 'object' : 'data';
}

function excludes(other: Span, span: Span): boolean {
  return other.pattern.role === 'exclude' && other.pattern.kind === span.pattern.kind && other.start < span.end && other.end > span.start;
}

/** What speaks for a name, and against it, by groups of owners. */
interface Speaking {
  readonly groups: number;
  /** Speak only for names that say no more than the match. */
  readonly place: number;
  readonly against: number;
}

/** The matches that count: the last and longest, for data, guards and sanitizers apart. */
function select({ candidates, words }: Answers, { groups, place, against }: Speaking, lists: NameWords): readonly NameMatch[] {
  const isOwned = ({ free, pattern }: Candidate): boolean => free || groups === allGroups || (groups & pattern.owners) !== 0;
  const counting = candidates.filter((candidate) => (against & candidate.pattern.never) === 0 && (isOwned(candidate) || (candidate.whole && (place & candidate.pattern.owners) !== 0)));
  const best = new Map<KindId, Candidate>();
  for (const candidate of counting) {
    if (counting.some((other) => topic(other) === topic(candidate) && outdoes(other, candidate, words, lists))) continue;
    const known = best.get(candidate.pattern.kind);
    if (known === undefined || (known.evidence === 'context' && candidate.evidence === 'strong')) best.set(candidate.pattern.kind, candidate);
  }
  return [...best.values()].map((candidate) => ({
    kind: candidate.pattern.kind,
    evidence: candidate.evidence === 'context' && !isOwned(candidate) ? 'place' : candidate.evidence,
    protected: candidate.protected,
  }));
}

/** Whether a match is a part of a longer one. */
function isPart(part: Span, whole: Span): boolean {
  return whole.start <= part.start && whole.end >= part.end && whole.end - whole.start > part.end - part.start && part.pattern.reading === whole.pattern.reading && (part.pattern.reading !== 'mention' || part.pattern.kind === whole.pattern.kind);
}

function topic(candidate: Candidate): string {
  // Of what is only mentioned each kind is asked for by itself.
  if (candidate.pattern.reading === 'mention') return candidate.pattern.kind;
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
