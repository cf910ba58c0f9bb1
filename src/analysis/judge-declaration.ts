/**
 * What does a caley.yaml lack, or say that it must not? Holds one against the rules on declarations, with what the code was found to
 * do and what the named files say. Must not read files, nor know any key.
 */
import type { Declaration, DeclarationCheck, DeclarationForm, DeclaredPath, KindId, Policy, Rule } from '../policy';
import { Said } from '../policy';
import type { Range } from '../text';
import { DeclaredText } from './declared-text';
import { isHostLike, isNameOf } from './disclosures';
import type { Finding } from './finding';
import { withIdentities } from './identity';
import type { Ruled } from './rule-book';
import { isLike, partyIn } from './shapes';

/** What is done in the files that a caley.yaml rules. */
export interface Practices {
  /** Who gets which data. */
  readonly shared: readonly { readonly party: string; readonly kinds: readonly KindId[] }[];
  /** Of those who are declared, the names that some file mentions. */
  readonly mentioned: ReadonlySet<string>;
  /** What authorization requests ask for. */
  readonly scopes: {
    /** Of those that are declared, the ones that some file names. */
    readonly named: ReadonlySet<string>;
    /** Whether something is asked for, and nothing that is not known. */
    readonly isKnown: boolean;
  };
  /** Whether all of it is known. */
  readonly isWhole: boolean;
}

/** A file that is named: its text, null where it is there and is none, undefined where it is not there. */
export type NamedText = string | null | undefined;

export interface DeclarationCase {
  readonly path: string;
  readonly declaration: Declaration;
  /** Of the folders around: what they say need not be said again. */
  readonly around: readonly Declaration[];
  readonly policy: Policy;
  readonly rules: Iterable<Rule>;
  readonly practices: Practices;
  /** Of a file as it is named there. */
  textOf(written: string): NamedText;
  /** ISO date. */
  readonly today: string;
}

type Placed = Omit<Finding, 'identity'>;

/** A value on the way to a place, the outermost first, and the keys that led to it. */
interface At {
  readonly said: Said<unknown>;
  readonly keys: readonly (string | number)[];
  /** Around it, the nearest last. */
  readonly around: readonly Said<unknown>[];
}

/** Why a form holds, in the words that a message may use. */
type Details = Readonly<Record<string, string>>;

/** In order of place. Nothing is said of a text of which nothing could be read. */
export function judgeDeclaration(subject: DeclarationCase): readonly Finding[] {
  const { said } = subject.declaration;
  if (said === null) return [];
  const judge = new DeclarationJudge(subject, said);
  for (const rule of subject.rules) if (rule.check.type === 'declaration') judge.rule({ rule, check: rule.check });
  return withIdentities([...judge.placed.values()].sort((a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : 1)));
}

/** Keys from the outside in; a number is the place of an item of a list. */
export type PlacePath = readonly (string | number)[];

/**
 * What a finding on a declaration says is missing: for each form that lacks something, the places any one of which is enough, the usual one first; and
 * the days that are to be those of an edition, with its date.
 */
export function lackingIn(finding: Pick<Finding, 'range' | 'value'>, check: DeclarationCheck, { said }: Declaration, policy: Pick<Policy, 'documents'>): { readonly missing: readonly (readonly PlacePath[])[]; readonly editions: readonly { readonly path: PlacePath; readonly date: string }[] } {
  if (said === null) return { missing: [], editions: [] };
  const here = (at: DeclaredPath): readonly At[] => {
    const found = placesAt(said, at);
    const places = found.length === 0 && at.length === 1 ? [{ said, keys: [], around: [] }] : found;
    return places.filter((place) => rangeOf(place).start === finding.range.start && nameOf(place, at) === finding.value);
  };
  const missing = check.forms.flatMap(({ at, lacks, where }) => (lacks.length === 0 ? [] : here(at).flatMap((place): readonly (readonly PlacePath[])[] => {
    const isHere = place.keys.length === at.length;
    const holds = where.every(({ key, equals }) => placesAt(place.said, key).some(({ said: { value } }) => equals.includes(value)));
    if (!holds || (isHere && lacks.some((key) => placesAt(place.said, key).length > 0))) return [];
    return [lacks.map((key) => [...(isHere ? place.keys : at), ...key])];
  })));
  const editions = check.forms.flatMap(({ at, before }) => {
    const date = before === null ? undefined : policy.documents.get(before)?.date;
    const isAsked = here(at).length > 0 || missing.some((paths) => paths.some((path) => path.join('.') === at.join('.')));
    return date === undefined || !isAsked ? [] : [{ path: at, date }];
  });
  return { missing, editions };
}

class DeclarationJudge {
  readonly placed = new Map<string, Placed>();
  private readonly texts = new Map<string, DeclaredText | null | undefined>();

  constructor(private readonly subject: DeclarationCase, private readonly root: Said<unknown>) {}

  rule({ rule, check }: Ruled<DeclarationCheck>): void {
    for (const form of check.forms) {
      const found = placesAt(this.root, form.at);
      const places = found.length === 0 && form.lacks.length > 0 && this.isAsked(form.at) ? [{ said: this.root, keys: [], around: [] }] : found;
      for (const place of places) {
        const details = this.hold(form, place);
        if (details !== null) this.add(rule, form, place, details);
      }
    }
  }

  /** Whether a part that is not there lacks all that it should hold. What is further in is for its part to have. */
  private isAsked([part, ...further]: DeclaredPath): boolean {
    const { declaration, around } = this.subject;
    return part !== undefined && further.length === 0 && declaration.isBegun && !around.some(({ said }) => said !== null && fieldOf(said, part) !== null);
  }

  private add(rule: Rule, form: DeclarationForm, place: At, details: Details): void {
    const range = rangeOf(place);
    const value = nameOf(place, form.at);
    const key = `${rule.id} ${String(range.start)} ${value}`;
    const before = this.placed.get(key);
    if (before !== undefined) {
      const missing = [...new Set([...parts(before.details['missing']), ...parts(details['missing'])])].join(', ');
      this.placed.set(key, { ...before, details: { ...details, ...before.details, ...(missing === '' ? {} : { missing }) } });
      return;
    }
    this.placed.set(key, {
      rule: rule.id, clause: rule.clause, severity: rule.severity, confidence: rule.confidence, file: this.subject.path, range, kinds: [], value, sink: '',
      sinkPath: value, party: this.partyNamed(place), details, flow: [], function: '', places: { value: range, sink: range },
    });
  }

  /** Null where one of the form's tests does not hold. */
  private hold(form: DeclarationForm, place: At): Details | null {
    const { value } = place.said;
    let details: Details = {};
    if (!form.where.every(({ key, equals }) => placesAt(place.said, key).some(({ said }) => equals.includes(said.value)))) return null;
    const isHere = place.keys.length === form.at.length;
    if (form.lacks.length > 0) {
      if (isHere && form.lacks.some((key) => placesAt(place.said, key).length > 0)) return null;
      details = { ...details, missing: form.called ?? form.lacks.map((key) => key.join('.')).join(' or ') };
    }
    if (form.value !== null && !this.passes(form.value, value)) return null;
    if (form.before !== null) {
      const edition = form.before === 'today' ? this.subject.today : this.subject.policy.documents.get(form.before)?.date;
      if (edition === undefined || typeof value !== 'string' || value >= edition) return null;
      details = { ...details, edition };
    }
    if (form.after !== null) {
      if (typeof value !== 'string' || value <= this.subject.today) return null;
      details = { ...details, day: value };
    }
    if (form.unused && !this.isUnused(place)) return null;
    if (form.unasked && !this.isUnasked(value)) return null;
    const { shared, said } = form.beside;
    if (shared.length + said.length > 0 && !this.isShared(shared) && !said.some((key) => placesAt(this.root, key).some((place) => place.said.value !== false))) return null;
    const told = form.text === null ? {} : this.holdText(form, value);
    return told === null ? null : { ...details, ...told };
  }

  private passes(test: NonNullable<DeclarationForm['value']>, value: unknown): boolean {
    if (typeof value !== 'string') return false;
    const constant = { value, open: false };
    if (test.equals !== undefined && !test.equals.includes(value.toLowerCase())) return false;
    if (test.like !== undefined && !isLike(constant, test.like)) return false;
    if (test.unlike !== undefined && isLike(constant, test.unlike)) return false;
    return test.party === undefined || partyIn(this.subject.policy, test, constant) !== null || this.coversParty(value, test.party);
  }

  /** Whether a pattern of hosts stands for one of a party's: `*.posthog.com`, and `posthog.com`, for `eu.i.posthog.com`. */
  private coversParty(pattern: string, categories: readonly string[]): boolean {
    const { policy } = this.subject;
    return [...policy.parties.values()].some(({ category, role, hosts }) => categories.includes(role === 'exfiltration' ? role : category) && hosts.some((host) => isHostLike(hostLike(host), pattern)));
  }

  private holdText({ text: test, called }: DeclarationForm, written: unknown): Details | null {
    if (test === null || typeof written !== 'string') return null;
    const text = this.textOf(written);
    if (test.type === 'missing') return text === undefined ? { said: written } : null;
    if (text === undefined || text === null) return null;
    switch (test.type) {
      case 'lacks':
        return text.isEnglish && !text.has(test.words) ? { missing: called ?? (test.words[0] ?? '') } : null;
      case 'says': {
        const found = text.sentenceWith(test.words, test.unless);
        return found === null ? null : { said: found.word, place: `${written}:${String(found.sentence.line)}` };
      }
      case 'unnamed': {
        const missing = text.has(test.unless) ? [] : this.recipients().filter((party) => !text.has(namesOf(party)));
        return missing.length === 0 ? null : { missing: missing.map(({ vendor }) => vendor).join(', ') };
      }
    }
  }

  private textOf(written: string): DeclaredText | null | undefined {
    if (!this.texts.has(written)) {
      const text = this.subject.textOf(written);
      this.texts.set(written, typeof text === 'string' ? new DeclaredText(text) : text);
    }
    return this.texts.get(written);
  }

  /** All who get data, by the code or by what is declared, as far as they are known services. */
  private recipients(): readonly { readonly id: string; readonly vendor: string }[] {
    const { parties } = this.subject.policy;
    const declared = [['subProcessors', '*', 'id'], ['sharing', '*', 'recipient']].flatMap((key) => placesAt(this.root, key)).flatMap(({ said: { value } }) => (typeof value === 'string' ? [value] : []));
    return [...parties.values()].filter((party) => this.subject.practices.shared.some((one) => one.party === party.id) || declared.some((name) => isNameOf(name, party)));
  }

  private isShared(sinks: readonly KindId[]): boolean {
    const { parties, kinds } = this.subject.policy;
    return this.subject.practices.shared.some(({ party }) => sinks.some((sink) => kinds.isA(`sink.share.${parties.get(party)?.category ?? ''}`, sink)));
  }

  private isUnused({ said, around }: At): boolean {
    const { mentioned, shared, isWhole } = this.subject.practices;
    const entry = typeof said.value === 'string' ? around.at(-1) : said;
    if (!isWhole || entry === undefined || placesAt(entry, ['external']).some(({ said: { value } }) => value === true) || this.hasOtherCode) return false;
    const name = identifying(entry)?.value;
    if (typeof name !== 'string') return false;
    const { parties } = this.subject.policy;
    return !mentioned.has(name) && !shared.some(({ party }) => isNameOf(name, parties.get(party) ?? { id: party, vendor: party }));
  }

  private isUnasked(scope: unknown): boolean {
    const { isWhole, scopes } = this.subject.practices;
    return isWhole && scopes.isKnown && !this.hasOtherCode && typeof scope === 'string' && !scopes.named.has(scope);
  }

  /** Whether there is more of the product than is examined here. */
  private get hasOtherCode(): boolean {
    return placesAt(this.root, ['repositories']).length > 0;
  }

  private partyNamed({ said }: At): string | null {
    const name = typeof said.value === 'string' ? said.value : identifying(said)?.value;
    if (typeof name !== 'string') return null;
    return [...this.subject.policy.parties.values()].find((party) => isNameOf(name, party))?.id ?? null;
  }
}

/** A text itself, the key of a map, of an entry what tells it from others; the version for the whole. */
function rangeOf({ said, keys }: At): Range {
  if (keys.length === 0) return fieldOf(said, 'version')?.range ?? said.range;
  if (typeof said.value !== 'object') return said.range;
  return typeof keys.at(-1) === 'number' ? (identifying(said)?.range ?? said.range) : said.keyRange;
}

/** All that is said at a path below a value. */
function placesAt(said: Said<unknown>, path: DeclaredPath): readonly At[] {
  return path.reduce<readonly At[]>((places, key) => places.flatMap((at) => step(at, key)), [{ said, keys: [], around: [] }]);
}

function step({ said, keys, around }: At, key: string): readonly At[] {
  const to = (inner: Said<unknown>, name: string | number): At => ({ said: inner, keys: [...keys, name], around: [...around, said] });
  if (key === '*') {
    const entries: readonly (readonly [string | number, unknown])[] = said.value instanceof Map ? [...(said.value as ReadonlyMap<string, unknown>)] : Array.isArray(said.value) ? [...said.value.entries()] : [];
    return entries.flatMap(([name, item]) => (item instanceof Said ? [to(item, name)] : []));
  }
  const field = fieldOf(said, key);
  return field === null ? [] : [to(field, key)];
}

function fieldOf({ value }: Said<unknown>, key: string): Said<unknown> | null {
  const field: unknown = value instanceof Map ? value.get(key) : typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  return field instanceof Said ? field : null;
}

/** What tells an entry of a list from the others. */
function identifying(said: Said<unknown>): Said<unknown> | null {
  const [kind] = placesAt(said, ['kind', '*']);
  return fieldOf(said, 'id') ?? fieldOf(said, 'recipient') ?? fieldOf(said, 'name') ?? kind?.said ?? null;
}

/** `subProcessors.posthog.consent`: the keys, with names for numbers. */
function nameOf({ said, keys, around }: At, path: DeclaredPath): string {
  if (keys.length === 0) return path.join('.');
  const values = [...around, said];
  return keys.map((key, i) => {
    const entry = values[i + 1];
    const name = typeof key === 'number' && entry !== undefined ? (typeof entry.value === 'string' ? entry.value : identifying(entry)?.value) : key;
    return typeof name === 'string' ? name : String(key);
  }).join('.');
}

/** A host that a party's pattern stands for, without the path that may follow. */
function hostLike(pattern: string): string {
  return (pattern.split('/')[0] ?? pattern).replaceAll('*', 'x');
}

function parts(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(', ');
}

/** A first word that is long enough speaks for the vendor: "Google" for Google Analytics. */
const longFirstWord = 5;

/** How a document for people may call a service: its vendor, without what companies add to their names, or its id. */
function namesOf({ id, vendor }: { readonly id: string; readonly vendor: string }): readonly string[] {
  const name = vendor.toLowerCase().replace(/\s*\(.*\)/, '').replace(/,?\s+(?:inc|ltd|llc|gmbh|corp)\.?$/, '').trim();
  return [...new Set([name, id, id.replaceAll('-', ' '), ...name.split(/\s*\/\s*|\s+or\s+/), ...name.split(' ').slice(0, 1).filter((word) => word.length >= longFirstWord)])].filter((one) => one.length > 1);
}
