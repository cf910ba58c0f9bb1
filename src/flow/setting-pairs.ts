/**
 * What does a list of texts `NAME=value` say? The same as a map: the list is read as one, and each value points into its text.
 * Must not know a notation, nor where such lists stand.
 */
import type { SettingPath } from './setting-path';
import { findSettings } from './setting-search';
import type { Setting, SettingList, SettingMap, SettingScalar, SettingValue } from './settings';

/** The tree with a map for each list of pairs that the paths lead to; itself where there is none, as is all that none of them is in. */
export function withPairs(root: SettingValue, paths: readonly SettingPath[]): SettingValue {
  const lists = new Set<SettingValue>();
  const around = new Set<SettingValue>([root]);
  for (const path of paths) {
    for (const { setting, trail } of findSettings(root, path, false)) {
      if (setting?.value.kind !== 'list' || !setting.value.items.every(({ value }) => value.kind === 'scalar')) continue;
      lists.add(setting.value);
      for (const { value } of trail) around.add(value);
    }
  }
  return lists.size === 0 ? root : replaced(root, lists, around).value;
}

/** What stands for a value, and how it differs: the same for values of one content that differ in the same way, empty for one that is left alone. */
interface Replaced {
  readonly value: SettingValue;
  readonly difference: string;
}

function replaced(value: SettingValue, lists: ReadonlySet<SettingValue>, around: ReadonlySet<SettingValue>): Replaced {
  if (value.kind === 'scalar' || !around.has(value)) return { value, difference: '' };
  if (value.kind === 'list' && lists.has(value)) return { value: { ...mapOf(value), content: contentOf(value, 'pairs') }, difference: 'pairs' };
  const differences: string[] = [];
  const inner = (settings: readonly Setting[]): readonly Setting[] => settings.map((setting, index) => {
    const { value: by, difference } = replaced(setting.value, lists, around);
    if (difference === '') return setting;
    differences.push(`${String(index)}(${difference})`);
    const { key, keyRange, range } = setting;
    return { key, keyRange, range, value: by };
  });
  const { isOpen, range } = value;
  const made: SettingValue = value.kind === 'list' ? { kind: 'list', items: inner(value.items), isOpen, range } : { kind: 'map', entries: inner(value.entries), isOpen, range };
  const difference = differences.join(' ');
  return difference === '' ? { value, difference } : { value: { ...made, content: contentOf(value, difference) }, difference };
}

/** By the content of the value that is replaced. */
const contents = new WeakMap<object, Map<string, object>>();

function contentOf({ content }: SettingList | SettingMap, difference: string): object | undefined {
  if (content === undefined) return undefined;
  let known = contents.get(content);
  if (known === undefined) contents.set(content, (known = new Map<string, object>()));
  let made = known.get(difference);
  if (made === undefined) known.set(difference, (made = {}));
  return made;
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
