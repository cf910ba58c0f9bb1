/**
 * What is said below a value? Entries by their keys, tests on what they say, and what cannot be known. Must not know a notation.
 */
import type { SettingTest } from './setting-path';
import type { Setting, SettingScalar, SettingValue } from './settings';

/** Whether more may be said there than is seen. */
export function isUnknown(value: SettingValue, opening: readonly string[]): boolean {
  if (value.isOpen) return true;
  if (opening.length === 0 || value.kind !== 'map') return false;
  const isMeant = keyTest(opening);
  return value.entries.some(({ key }) => isMeant(key));
}

export function innerOf(value: SettingValue): readonly Setting[] {
  return value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items : [];
}

/** Entries of these keys, each with the items of lists that lead to it. No key means any entry or item, a number alone that item of a list. */
export function named(value: SettingValue, keys: readonly string[]): readonly (readonly Setting[])[] {
  if (keys.length === 0) return innerOf(value).map((inner) => [inner]);
  const [only = ''] = keys;
  // An item by its number, where all items before it are seen.
  if (value.kind === 'list' && keys.length === 1 && /^\d+$/.test(only)) return value.isOpen ? [] : value.items.filter(({ key }) => key === only).map((item) => [item]);
  const found: (readonly Setting[])[] = [];
  collect(value, keyTest(keys), [], found);
  return found;
}

function collect(value: SettingValue, isMeant: KeyTest, trail: readonly Setting[], found: (readonly Setting[])[]): void {
  if (value.kind === 'map') for (const entry of value.entries) if (isMeant(entry.key)) found.push([...trail, entry]);
  if (value.kind === 'list') for (const item of value.items) if (item.value.kind === 'map') collect(item.value, isMeant, [...trail, item], found);
}

/** What is set below, by single keys. */
function valuesAt(value: SettingValue, at: readonly string[]): readonly SettingValue[] {
  let places: readonly SettingValue[] = [value];
  for (const key of at) {
    const found: SettingValue[] = [];
    for (const place of places) add(place, key, found);
    places = found;
  }
  return places;
}

function add(value: SettingValue, key: string, found: SettingValue[]): void {
  if (key === '*') {
    for (const inner of innerOf(value)) found.push(inner.value);
    return;
  }
  const isPlain = !key.includes('*');
  if (value.kind === 'map') for (const entry of value.entries) if (isPlain ? entry.key === key : isLikeText(entry.key, key)) found.push(entry.value);
  if (value.kind === 'list') for (const { value: item } of value.items) if (item.kind === 'map') add(item, key, found);
}

type KeyTest = (key: string) => boolean;

/** By the list of patterns, which are those of paths: few, and asked for again and again. */
const keyTests = new WeakMap<readonly string[], KeyTest>();

function keyTest(patterns: readonly string[]): KeyTest {
  let test = keyTests.get(patterns);
  if (test === undefined) keyTests.set(patterns, (test = madeTest(patterns)));
  return test;
}

/** Patterns with `!` take keys out, wherever they stand. */
function madeTest(patterns: readonly string[]): KeyTest {
  const [only] = patterns;
  if (patterns.length === 1 && only !== undefined && !/[*!]/.test(only)) return (key) => key === only;
  const plain = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const starred = patterns.filter((pattern) => pattern.includes('*'));
  const outside = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const isMeant = (key: string): boolean => (plain.has(key) || starred.some((pattern) => isLikeText(key, pattern))) && !outside.some((pattern) => key === pattern || (pattern.includes('*') && isLikeText(key, pattern)));
  // A file's keys are those that it had before an edit.
  const known = new Map<string, boolean>();
  return (key) => {
    let answer = known.get(key);
    if (answer === undefined) {
      if (known.size >= mostKept) known.clear();
      known.set(key, (answer = isMeant(key)));
    }
    return answer;
  };
}

/** Parts of patterns, which are few and asked for again and again: of each text of a file. */
const partsOf = new Map<string, readonly string[]>();
const mostKept = 5_000;

function parts(pattern: string): readonly string[] {
  let found = partsOf.get(pattern);
  if (found === undefined) {
    if (partsOf.size >= mostKept) partsOf.clear();
    partsOf.set(pattern, (found = pattern.split('*')));
  }
  return found;
}

/** Whether a text is a pattern's parts in order, a star standing for anything between them. Linear in the text's length. */
export function isLikeText(text: string, pattern: string): boolean {
  const list = parts(pattern);
  const [first = ''] = list;
  const last = list[list.length - 1] ?? '';
  if (list.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (let i = 1; i < list.length - 1; i++) {
    const part = list[i] ?? '';
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at;
}

/** What was seen of contents, by test. */
export type SeenContents = WeakMap<object, Map<SettingTest, (Seen | undefined)[]>>;

/** What a test asks about what is said below a value. */
interface Seen {
  /** More may be said somewhere on the way than is seen. */
  readonly isUnknown: boolean;
  readonly isThere: boolean;
  /** One of the values is there, or for a test that it is none of them something that may be. */
  readonly isOneOf: boolean;
}

const nothing: Seen = { isUnknown: false, isThere: false, isOneOf: false };

/** Whether what is said below a value passes a test. What is not known passes none. What is `seen` is not looked at again. */
export function holds(value: SettingValue, test: SettingTest, opening: readonly string[], seen: SeenContents | null = null): boolean {
  const { isUnknown: isOpen, isThere, isOneOf: isFound } = see(value, test, 0, opening, seen);
  const { isNot, values } = test;
  return !(isNot && isOpen) && isNot !== (values === null ? isThere : isFound);
}

/** `from`: how many of the test's keys lead to the value. */
function see(value: SettingValue, test: SettingTest, from: number, opening: readonly string[], seen: SeenContents | null): Seen {
  if (seen === null || value.kind === 'scalar' || value.content === undefined) return look(value, test, from, opening, seen);
  let tests = seen.get(value.content);
  if (tests === undefined) seen.set(value.content, (tests = new Map<SettingTest, (Seen | undefined)[]>()));
  let answers = tests.get(test);
  if (answers === undefined) tests.set(test, (answers = []));
  return (answers[from] ??= look(value, test, from, opening, seen));
}

function look(value: SettingValue, test: SettingTest, from: number, opening: readonly string[], seen: SeenContents | null): Seen {
  const { at, isNot, values, isAsWritten } = test;
  const key = at[from];
  if (key === undefined) {
    if (values === null) return { isUnknown: false, isThere: true, isOneOf: false };
    if (isAsWritten) return { isUnknown: false, isThere: true, isOneOf: textsIn(value).some((text) => isOneOf(text, values)) };
    return { isUnknown: isNot && isUnknown(value, opening), isThere: true, isOneOf: scalarsOf(value).some((scalar) => (scalar.isOpen ? isNot : isOneOf(scalar, values))) };
  }
  if (isNot && isUnknown(value, opening)) return { ...nothing, isUnknown: true };
  const found: SettingValue[] = [];
  add(value, key, found);
  let all = nothing;
  for (const inner of found) all = both(all, see(inner, test, from + 1, opening, seen));
  return all;
}

function both(a: Seen, b: Seen): Seen {
  if (a === nothing || b === nothing) return a === nothing ? b : a;
  return { isUnknown: a.isUnknown || b.isUnknown, isThere: a.isThere || b.isThere, isOneOf: a.isOneOf || b.isOneOf };
}

/** A scalar, or those of a list. */
function scalarsOf(value: SettingValue): readonly SettingScalar[] {
  if (value.kind === 'scalar') return [value];
  return value.kind === 'list' ? value.items.flatMap(({ value: item }) => (item.kind === 'scalar' ? [item] : [])) : [];
}

/** All texts, however deep: `{ Ref: Site }`. */
function textsIn(value: SettingValue): readonly Pick<SettingScalar, 'text'>[] {
  return value.kind === 'scalar' ? [value] : innerOf(value).flatMap((inner) => textsIn(inner.value));
}

function isOneOf({ text }: Pick<SettingScalar, 'text'>, values: readonly string[]): boolean {
  const small = text.toLowerCase();
  return values.some((pattern) => (pattern === '*' ? small === '*' : isLikeText(small, pattern)));
}

/** The texts of all that is said there and known, in small letters. */
export function textsAt(value: SettingValue, at: readonly string[]): readonly string[] {
  return valuesAt(value, at).flatMap(scalarsOf).flatMap(({ text, isOpen }) => (isOpen ? [] : [text.toLowerCase()]));
}
