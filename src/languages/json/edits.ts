/**
 * How is what JSON says changed? Values are replaced, entries come between commas, in the form of what stands beside them.
 * Must not know what a key means.
 */
import type { Setting } from '../../flow';
import type { TextEdit } from '../../text';
import type { SettingVerbs, WrittenValue } from '../language';
import { addBetweenCommas, asSettingTree, checkedEdits, removeBetweenCommas, siblingsOf } from '../settings';
import type { SettingTree } from '../settings';
import { parseJson } from './parse';

export const jsonSettings: SettingVerbs = {
  setValue(given, setting, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, setValue(setting, written(value)), parseJson);
  },

  addEntry(given, parent, key, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, addEntry(tree, parent, key, written(value)), parseJson);
  },

  removeEntry(given, setting) {
    const tree = asSettingTree(given);
    const { text, documents, comments } = tree.said;
    const siblings = siblingsOf(documents, setting);
    return siblings === null ? null : checkedEdits(tree, removeBetweenCommas(text, siblings, comments.map(({ range }) => range)), parseJson);
  },
};

function written(value: WrittenValue): string {
  return typeof value === 'object' ? value.raw : JSON.stringify(value);
}

function setValue({ value }: Setting, by: string): readonly TextEdit[] | null {
  const { start, end } = value.range;
  // Half-typed: nothing stands behind the colon, or not even that.
  if (start === end) return null;
  return [{ range: { start, end }, newText: by }];
}

function addEntry(tree: SettingTree, parent: Setting, key: readonly string[], value: string): readonly TextEdit[] | null {
  let setting = parent;
  for (const [depth, name] of key.entries()) {
    if (setting.value.kind !== 'map') return null;
    const { entries, range } = setting.value;
    const found = entries.findLast((entry) => entry.key === name);
    if (found === undefined) {
      const entry = { keys: key.slice(depth).map((one) => JSON.stringify(one)), value, unit: unitOf(tree.text) };
      return addBetweenCommas(tree.text, range, entries, tree.said.comments.map((comment) => comment.range), entry);
    }
    setting = found;
  }
  return key.length === 0 ? null : setValue(setting, value);
}

/** By how much the file indents: as its first line that is indented. */
function unitOf(text: string): string {
  return /\n([ \t]+)["{[]/.exec(text)?.[1] ?? '  ';
}
