/**
 * What is said below a value? Entries by their keys, tests on what they say, and what cannot be known. Must not know a notation.
 */
import type { SettingTest } from './setting-path';
import type { Setting, SettingScalar, SettingValue } from './settings';

/** Whether more may be said there than is seen. */
export function isUnknown(value: SettingValue, opening: readonly string[]): boolean {
  return value.isOpen || (opening.length > 0 && value.kind === 'map' && value.entries.some(({ key }) => opening.some((pattern) => isLikeKey(key, pattern))));
}

export function innerOf(value: SettingValue): readonly Setting[] {
  return value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items : [];
}

/** Entries of these keys, each with the items of lists that lead to it. No key means any entry or item. */
export function named(value: SettingValue, keys: readonly string[]): readonly (readonly Setting[])[] {
  if (keys.length === 0) return innerOf(value).map((inner) => [inner]);
  if (value.kind === 'map') return value.entries.filter(({ key }) => isAmong(key, keys)).map((inner) => [inner]);
  if (value.kind === 'list') return value.items.flatMap((item) => (item.value.kind === 'map' ? named(item.value, keys).map((inner) => [item, ...inner]) : []));
  return [];
}

/** Patterns with `!` take keys out, wherever they stand. */
function isAmong(key: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => isLikeKey(key, pattern)) && !patterns.some((pattern) => pattern.startsWith('!') && isLikeKey(key, pattern.slice(1)));
}

function isLikeKey(key: string, pattern: string): boolean {
  return key === pattern || (pattern.includes('*') && isLikeText(key, pattern));
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

/** Whether what is said below a value passes a test. What is not known passes none. */
export function holds(value: SettingValue, { at, isNot, values, isAsWritten }: SettingTest, opening: readonly string[]): boolean {
  let places: readonly SettingValue[] = [value];
  for (const key of at) {
    if (isNot && places.some((place) => isUnknown(place, opening))) return false;
    places = places.flatMap((place) => named(place, key === '*' ? [] : [key]).flatMap((inner) => inner.at(-1)?.value ?? []));
  }
  if (values === null) return isNot ? places.length === 0 : places.length > 0;
  if (isAsWritten) return isNot !== places.flatMap(textsIn).some((text) => isOneOf(text, values));
  if (isNot && places.some((place) => isUnknown(place, opening))) return false;
  const scalars = places.flatMap(scalarsOf);
  if (isNot) return scalars.every((scalar) => !scalar.isOpen && !isOneOf(scalar, values));
  return scalars.some((scalar) => !scalar.isOpen && isOneOf(scalar, values));
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
  let places: readonly SettingValue[] = [value];
  for (const key of at) places = places.flatMap((place) => named(place, key === '*' ? [] : [key]).flatMap((inner) => inner.at(-1)?.value ?? []));
  return places.flatMap(scalarsOf).flatMap(({ text, isOpen }) => (isOpen ? [] : [text.toLowerCase()]));
}
