/**
 * How is what can be said of a document written as settings, so that a format's entries are looked for in it? Must not know what is said.
 */
import type { Setting, SettingMap } from '../flow';
import type { Range } from '../text';

/** One that stands at a place of the document. */
export function saidEntry(key: string, value: string | number | boolean, range: Range): Setting {
  return { key, keyRange: range, range, value: { kind: 'scalar', value, text: String(value), isOpen: false, references: [], range } };
}

/** At the place of its first entry. */
export function saidSection(key: string, entries: readonly Setting[]): Setting {
  const value = saidMap(entries);
  return { key, keyRange: value.range, value, range: value.range };
}

export function saidMap(entries: readonly Setting[], range: Range = entries[0]?.range ?? { start: 0, end: 0 }): SettingMap {
  return { kind: 'map', entries, isOpen: false, range };
}
