/**
 * Which rules does a file of configuration break? Holds what is set in it, and what is not, against what is known of its formats.
 * Must not know a format, nor a notation.
 */
import { SettingSearch, withPairs } from '../flow';
import type { FileGraph, Setting, SettingFound, SettingScalar, SettingValue } from '../flow';
import type { SettingEntry, SettingFormat, SettingModels } from '../models';
import { isDate } from '../policy';
import type { Confidence, KindId, Policy, Rule, SettingCheck } from '../policy';
import { decodeBase64 } from '../text';
import type { Range } from '../text';
import { dataSummary } from './data-summary';
import { dependencySummary, listed } from './dependency-summary';
import type { Installed } from './dependency-summary';
import { confidences } from './drafts';
import type { Disclosures } from './disclosures';
import type { Finding } from './finding';
import { formatsOf } from './setting-formats';
import type { SettingFile } from './setting-formats';
import { withIdentities } from './identity';
import type { Ruled } from './rule-book';
import { isFallback, SettingReferences } from './setting-references';
import { takenBy } from './setting-takings';
import type { Taken } from './setting-takings';
import { splitScopes, wordPlaces } from './scopes';
import { passesTest } from './shapes';

export interface SettingCase {
  readonly file: SettingFile;
  /** Files of configuration in its folder and the one above, by path: what its values name may be set there. */
  readonly beside: Iterable<SettingFile>;
  /** What is installed for it, by ecosystem, where it is a manifest. */
  installed(ecosystem: string): Installed | null;
  readonly policy: Policy;
  readonly models: SettingModels;
  readonly rules: readonly Ruled<SettingCheck>[];
  readonly disclosures: Disclosures;
  /** It is looked at again and again: what is found where nothing changed is kept. */
  readonly isEdited: boolean;
  /** ISO date. */
  readonly today: string;
  /** Whether a file of a neighbour of that id is near; null where that is not known. */
  readonly isNear: (neighbour: string) => boolean | null;
}

type Placed = Omit<Finding, 'identity'>;

/** In order of place. */
export function judgeSettings(subject: SettingCase): readonly Finding[] {
  if (subject.rules.length === 0) return [];
  const judge = new SettingJudge(subject);
  for (const { document, formats } of formatsOf(subject.file, subject.models)) {
    for (const format of formats) judge.document(rootOf(subject, document.root, format), document.range, format);
  }
  for (const taken of takenBy(subject.file, subject.beside, subject.models)) judge.taken(taken);
  return withIdentities([...judge.placed.values()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1)));
}

/** Which kinds a file sets that rules on declarations ask for, whether or not another rule has anything against it. */
export function kindsSet(subject: Omit<SettingCase, 'rules'>, declarations: readonly Rule[]): readonly KindId[] {
  const rules = declarations.flatMap((rule) => (rule.check.type === 'declaration' ? rule.check.forms : []).flatMap(({ beside: { set, unset } }) => [...set, ...unset]).map((kind): Ruled<SettingCheck> => ({ rule: { ...rule, id: kind }, check: { type: 'setting', is: [kind], not: [], in: [] } })));
  return [...new Set(judgeSettings({ ...subject, rules }).map(({ rule }) => rule))].sort();
}

/** What a format's entries are looked for in: what a document says, or what can be said of it. */
function rootOf(subject: SettingCase, root: SettingValue, { isData, installs, pairs }: SettingFormat): SettingValue {
  if (isData) return summaryOf(subject);
  return installs === null ? withPairs(root, pairs) : dependencySummary(root, installs, subject.installed(installs.of), subject.policy);
}

/** By graph: of one file it is the same as long as it says the same. */
const summaries = new WeakMap<FileGraph, { readonly policy: Policy; readonly path: string; readonly summary: SettingValue }>();

function summaryOf({ file: { text, path, graph }, policy }: SettingCase): SettingValue {
  let known = summaries.get(graph);
  if (known?.policy !== policy || known.path !== path) summaries.set(graph, (known = { policy, path, summary: dataSummary(text, path, policy) }));
  return known.summary;
}

class SettingJudge {
  /** One finding a rule and place: the surest. */
  readonly placed = new Map<string, Placed>();
  private readonly ruled = new Map<SettingEntry, readonly Ruled<SettingCheck>[]>();
  private readonly references: SettingReferences;

  constructor(private readonly given: SettingCase) {
    this.references = new SettingReferences(given.file, given.beside);
  }

  document(root: SettingValue, whole: Range, format: SettingFormat): void {
    const { entries, search } = searchOf(this.given.models, format);
    for (const found of search.find(root, this.given.isEdited)) {
      const entry = entries[found.index];
      if (entry !== undefined) this.found(entry, format, found, whole);
    }
  }

  /** What the file says where another takes it over, as far as it is not told anyway. */
  taken({ root, format, taking, place }: Taken): void {
    const { kinds } = this.given.policy;
    const { entries, search } = searchOf(this.given.models, format);
    for (const found of search.find(root)) {
      const entry = entries[found.index];
      const isOfFile = found.setting !== null && found.setting !== place && found.trail.includes(place);
      if (entry !== undefined && isOfFile && !entry.is.some((kind) => taking.not.some((not) => kinds.isA(kind, not)))) this.found(entry, format, found, place.range);
    }
  }

  private found(entry: SettingEntry, format: SettingFormat, found: SettingFound, whole: Range): void {
    const ruled = this.rulesFor(entry);
    if (ruled.length === 0) return;
    const wrong = this.wrongIn(entry, format, found);
    if (wrong.length === 0 || !entry.near.every(({ id, isThere }) => this.given.isNear(id) === isThere)) return;
    for (const place of wrong) for (const one of ruled) this.tell(one, entry, format, found, place, whole);
  }

  /** Rules on a kind of the entry's, one for each of its kinds: the one that names it most exactly. */
  private rulesFor(entry: SettingEntry): readonly Ruled<SettingCheck>[] {
    let known = this.ruled.get(entry);
    if (known === undefined) this.ruled.set(entry, (known = this.chosenFor(entry)));
    return known;
  }

  private chosenFor({ is, format }: SettingEntry): readonly Ruled<SettingCheck>[] {
    const { kinds } = this.given.policy;
    const chosen = is.flatMap((kind) => {
      const meant = this.given.rules.filter(({ check }) => (check.in.length === 0 || check.in.includes(format)) && check.is.some((one) => kinds.isA(kind, one)) && !check.not.some((one) => kinds.isA(kind, one)));
      const exactness = ({ check }: Ruled<SettingCheck>): number => Math.max(...check.is.filter((one) => kinds.isA(kind, one)).map((one) => one.length));
      return meant.sort((a, b) => exactness(b) - exactness(a)).slice(0, 1);
    });
    return [...new Set(chosen)];
  }

  /** What of a setting is wrong: itself, the items of its list that are, or null for what is missing. */
  private wrongIn(entry: SettingEntry, format: SettingFormat, found: SettingFound): readonly (Setting | null)[] {
    const { setting, trail } = found;
    if (setting === null) return entry.absent ? [null] : [];
    const name = nameOf(entry, found);
    if (entry.named.length > 0 && (name === null || !this.isNamed(entry, name))) return [];
    const { value } = setting;
    if (entry.value === null && !entry.past) return entry.absent ? [] : [setting];
    if (value.kind === 'scalar') return this.passes(entry, format, name, value, trail) ? [setting] : [];
    if (value.kind === 'list') return value.items.filter((item) => item.value.kind === 'scalar' && this.passes(entry, format, name, item.value, trail));
    return entry.value?.given === true ? [setting] : [];
  }

  private isNamed({ named }: SettingEntry, name: string): boolean {
    const { kinds } = this.given.policy;
    return kinds.matchName(name, null, 'anything').some((match) => !match.protected && named.some((kind) => kinds.isA(match.kind, kind)));
  }

  private passes({ value: test, as, past }: SettingEntry, format: SettingFormat, name: string | null, scalar: SettingScalar, trail: readonly Setting[]): boolean {
    if (past && !isPast(scalar, this.given.today)) return false;
    if (test === null) return true;
    if (test.given === true && Object.keys(test).length === 1) return true;
    const known = as === 'whole' ? this.references.valueOf(scalar, format) : as === 'base64' ? encodedIn(scalar) : scalar;
    if (known === null) return false;
    const surroundings = { name, around: trail.map(({ key }) => key), credential: false, fallback: isFallback(scalar, known) };
    const values = as === 'line' ? linesOf(known) : readings(known);
    return values.some((value) => passesTest(this.given.policy, test, { value, open: false }, surroundings));
  }

  /** Of a value that is tested line by line, where the first line stands that passes. */
  private lineIn({ value: test, as }: SettingEntry, { value }: Setting): Range | null {
    if (as !== 'line' || test === null || value.kind !== 'scalar') return null;
    const line = linesOf(value).find((one) => passesTest(this.given.policy, test, { value: one, open: false }, { name: null, around: [], credential: false, fallback: false }));
    const start = line === undefined ? -1 : this.given.file.text.indexOf(line, value.range.start);
    return line === undefined || start < 0 || start + line.length > value.range.end ? null : { start, end: start + line.length };
  }

  /** As far as it is not declared. */
  private tell({ rule, check: { declared } }: Ruled<SettingCheck>, entry: SettingEntry, format: SettingFormat, found: SettingFound, place: Setting | null, whole: Range): void {
    const { disclosures, file } = this.given;
    if (declared?.licence !== undefined && place?.value.kind === 'scalar') {
      const open = place.value.text.split('\n').filter((one) => disclosures.hold(declared, file.path, { kind: null, party: null, url: null, name: one.split(' ')[0] ?? null }));
      if (open.length > 0) this.add(rule, entry, format, found, place, whole, { text: listed(open), range: place.range });
      return;
    }
    if (declared?.scope === undefined || place?.value.kind !== 'scalar') {
      if (declared === undefined || disclosures.hold(declared, file.path, { kind: null, party: null, url: null, name: place?.value.kind === 'scalar' ? place.value.text : null })) this.add(rule, entry, format, found, place, whole);
      return;
    }
    // Each scope by itself, at its word.
    const { text, isOpen, range } = place.value;
    for (const scope of isOpen ? [] : splitScopes(text)) {
      if (!disclosures.hold(declared, file.path, { kind: null, party: null, url: null, name: scope })) continue;
      const [at, ...others] = wordPlaces(file.text.slice(range.start, range.end), scope);
      const word = at === undefined || others.length > 0 ? range : { start: range.start + at, end: range.start + at + scope.length };
      this.add(rule, entry, format, found, place, whole, { text: scope, range: word });
    }
  }

  /** `word`: what of the value it is about, where that is not all of it. */
  private add(rule: Rule, entry: SettingEntry, format: SettingFormat, { setting, trail, subject }: SettingFound, place: Setting | null, whole: Range, word: { readonly text: string; readonly range: Range } | null = null): void {
    const owner = trail.slice(0, subject);
    // What is missing is told at what lacks it as a whole: the resource, the container.
    const here = setting ?? owner.at(-1) ?? trail.at(-1) ?? null;
    const range = word !== null ? word.range : place === null ? (here?.keyRange ?? firstOf(whole)) : (this.lineIn(entry, place) ?? placeOf(place));
    const key = `${rule.id} ${String(range.start)} ${String(range.end)}`;
    const confidence = this.confidence(rule, entry, this.isFallback(entry, format, place) ? 'medium' : 'high');
    const before = this.placed.get(key);
    if (before !== undefined && confidences.indexOf(before.confidence) >= confidences.indexOf(confidence)) return;
    const name = word !== null ? word.text : setting === null ? missingName(entry) : ((entry.nameAt === null ? null : nameOf(entry, { setting, trail, subject })) ?? keyIn(trail) ?? setting.key);
    this.placed.set(key, {
      rule: rule.id, clause: rule.clause, severity: entry.severity ?? rule.severity, confidence, file: this.given.file.path, range, kinds: [], value: name,
      sink: ownerName(owner, here), sinkPath: [`${format.id}: ${entry.written}`, word?.text ?? []].flat().join(' '), party: null,
      details: { ...(entry.says === null ? {} : { said: entry.says }), format: format.title }, flow: [], function: owner.map((one) => one.key).join('.'),
      places: { value: setting?.range ?? range, sink: owner.at(-1)?.range ?? whole },
    });
  }

  /** Whether the value only counts where nothing else says what it is. */
  private isFallback({ as, value: test }: SettingEntry, format: SettingFormat, place: Setting | null): boolean {
    if (as !== 'whole' || test === null || place?.value.kind !== 'scalar' || !place.value.isOpen) return false;
    const known = this.references.valueOf(place.value, format);
    return known !== null && isFallback(place.value, known);
  }

  private confidence(rule: Rule, entry: SettingEntry, most: Confidence): Confidence {
    const setting = this.given.policy.settingOf(this.given.file.path);
    const least = [entry.confidence, rule.confidence, most].reduce((a, b) => (confidences.indexOf(a) < confidences.indexOf(b) ? a : b));
    return setting !== null && rule.weakerIn.includes(setting) ? 'low' : least;
  }
}

/** What the thing is called that is set. */
function nameOf({ nameAt }: SettingEntry, { setting, trail, subject }: SettingFound): string | null {
  if (nameAt === null) return setting?.key ?? null;
  const owner = trail[subject - 1];
  if (nameAt === '.') return owner?.key ?? null;
  const named = owner?.value.kind === 'map' ? owner.value.entries.find(({ key }) => key === nameAt)?.value : undefined;
  return named?.kind === 'scalar' && !named.isOpen ? named.text : null;
}

interface Search {
  readonly entries: readonly SettingEntry[];
  readonly search: SettingSearch;
}

/** One search for all entries of a format, made once. */
const searches = new WeakMap<SettingModels, Map<string, Search>>();

function searchOf(models: SettingModels, format: SettingFormat): Search {
  let known = searches.get(models);
  if (known === undefined) searches.set(models, (known = new Map<string, Search>()));
  let made = known.get(format.id);
  if (made === undefined) {
    const entries = models.entriesOf(format.id);
    made = { entries, search: new SettingSearch(entries.map(({ at, absent }) => ({ path: at, seeksMissing: absent })), format.opens) };
    known.set(format.id, made);
  }
  return made;
}

/** The value where there is one to see, else the key. */
function placeOf({ value, keyRange }: Setting): Range {
  return value.kind === 'scalar' && value.range.end > value.range.start ? value.range : keyRange;
}

/** The text that is written in base64; null where it is none, or no text. */
function encodedIn(scalar: SettingScalar): SettingScalar | null {
  const text = scalar.isOpen ? null : decodeBase64(scalar.text);
  return text === null ? null : { ...scalar, text, value: text };
}

/** `2026-01-31`, and what may follow it: `T23:59:00Z`. */
function isPast({ text, isOpen }: SettingScalar, today: string): boolean {
  const day = text.trim().slice(0, 10);
  return !isOpen && isDate(day) && day < today;
}

function linesOf({ text }: SettingScalar): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
}

/** What a scalar may be meant as: notations that have no types write `false`, `"false"` and `False` for one thing. */
function readings({ value, text }: SettingScalar): readonly SettingScalar['value'][] {
  const small = text.toLowerCase();
  const meant = small === 'true' || small === 'false' ? [small === 'true'] : /^\d+(?:\.\d+)?$/.test(text) ? [Number(text)] : [];
  return [...new Set([value, text, small, ...meant])];
}

/** The last key on the way: items of lists have none. */
function keyIn(trail: readonly Setting[]): string | null {
  return trail.findLast(({ key }) => !/^\d+$/.test(key))?.key ?? null;
}

/** The keys that are missing, as they would be written. */
function missingName({ at }: SettingEntry): string {
  return at.steps.slice(at.subject).map(({ keys }) => keys[0] ?? '*').join('.');
}

/** Of a resource its sort and name, of anything else the key. */
function ownerName(owner: readonly Setting[], here: Setting | null): string {
  const names = owner.filter(({ key }) => !/^\d+$/.test(key)).map(({ key }) => key);
  return names.slice(-2).join('.') || (here?.key ?? '');
}

function firstOf({ start, end }: Range): Range {
  return { start, end: Math.min(end, start + 1) };
}

