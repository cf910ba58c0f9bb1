/**
 * What does a list of texts `NAME=value` say? The same as a map: the list is read as one, and each value points into its text.
 * Must not know a notation, nor where such lists stand.
 */
import type { SettingPath } from './setting-path';
import { findSettings } from './setting-search';
import type { Setting, SettingList, SettingMap, SettingScalar, SettingValue } from './settings';

/** The tree with a map for each list of pairs that the paths lead to; itself where there is none. */
export function withPairs(root: SettingValue, paths: readonly SettingPath[]): SettingValue {
  const lists = new Set<SettingValue>();
  for (const path of paths) for (const { setting } of findSettings(root, path, false)) if (setting?.value.kind === 'list' && setting.value.items.every(({ value }) => value.kind === 'scalar')) lists.add(setting.value);
  return lists.size === 0 ? root : replaced(root, lists);
}

function replaced(value: SettingValue, lists: ReadonlySet<SettingValue>): SettingValue {
  if (value.kind === 'scalar') return value;
  if (value.kind === 'list') return lists.has(value) ? mapOf(value) : { ...value, items: value.items.map((item) => ({ ...item, value: replaced(item.value, lists) })) };
  return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: replaced(entry.value, lists) })) };
}

function mapOf({ items, isOpen, range }: SettingList): SettingMap {
  return { kind: 'map', isOpen, range, entries: items.flatMap((item) => (item.value.kind === 'scalar' ? [entryOf(item, item.value)] : [])) };
}

/** A name alone stands for what is set outside, which is not known. */
function entryOf({ range }: Setting, { text, isOpen, references, range: whole }: SettingScalar): Setting {
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  const rest = at < 0 ? '' : text.slice(at + 1);
  const named = references.filter((reference) => rest.includes(reference));
  // Written as it is read, but for quotes: what is escaped or folded is pointed to as a whole.
  const quotes = whole.end - whole.start - text.length;
  const start = whole.start + quotes / 2;
  const isPlain = at >= 0 && (quotes === 0 || quotes === 2);
  return {
    key, range,
    keyRange: isPlain ? { start, end: start + at } : whole,
    value: {
      kind: 'scalar', text: rest, value: rest, isOpen: at < 0 || (isOpen && (references.length === 0 || named.length > 0)), references: named,
      range: isPlain ? { start: start + at + 1, end: start + text.length } : whole,
    },
  };
}
