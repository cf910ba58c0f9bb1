/**
 * How is what Apache's settings say changed? Arguments are replaced, directives lose their lines. Must not know what a directive means.
 */
import type { Setting, SettingValue } from '../../flow';
import { applyEdits } from '../../text';
import type { SettingVerbs, WrittenValue } from '../language';
import { asSettingTree, checkedEdits, wholeLines } from '../settings';
import { parseApache } from './apache';

export const apacheSettings: SettingVerbs = {
  /** Of several arguments all. */
  setValue(given, setting, by) {
    const tree = asSettingTree(given);
    const { value } = setting;
    if (value.kind === 'map') return null;
    const { start, end } = value.range;
    const newText = written(by, tree.text.slice(start, end));
    const edits = newText === null ? null : checkedEdits(tree, [{ range: value.range, newText: (start === end ? ' ' : '') + newText }], parseApache);
    // A quote that is never closed may take in what comes after it.
    const after = edits === null ? undefined : parseApache(applyEdits(tree.text, edits)).said.documents[0]?.root;
    return after !== undefined && isSaid(after, setting, by) ? edits : null;
  },

  /** Where a directive belongs is not known. */
  addEntry: () => null,

  /** A directive with its line; one argument of several stays. */
  removeEntry(given, setting) {
    const tree = asSettingTree(given);
    const whole = setting.value.kind === 'map' ? null : wholeLines(tree.text, setting.range);
    // What goes on from the line before is a part of it.
    if (whole === null || /\\\r?\n\s*$/.test(tree.text.slice(Math.max(setting.range.start - 200, 0), setting.range.start))) return null;
    return checkedEdits(tree, [{ range: whole, newText: '' }], parseApache);
  },
};

/** In quotes where it stood in quotes, or is no list of plain words; null where it has several lines. */
function written(value: WrittenValue, before: string): string | null {
  const text = typeof value === 'object' ? value.raw : String(value);
  if (/[\r\n]/.test(text)) return null;
  if (typeof value === 'object') return text;
  const isQuoted = /^"[^"]*"$/.test(before);
  return !isQuoted && /^[^\s"'\\]+(?: [^\s"'\\]+)*$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Whether an entry stands where it stood, and says the value. */
function isSaid(root: SettingValue, setting: Setting, value: WrittenValue): boolean {
  if (root.kind === 'scalar') return false;
  const inner = root.kind === 'map' ? root.entries : root.items;
  return inner.some((one) => {
    if (one.keyRange.start === setting.keyRange.start && one.key === setting.key && one.value.kind !== 'map') return typeof value === 'object' || textOf(one.value) === String(value);
    return one.range.start <= setting.keyRange.start && setting.keyRange.start < one.range.end && isSaid(one.value, setting, value);
  });
}

function textOf(value: SettingValue): string {
  if (value.kind === 'scalar') return value.text;
  return value.kind === 'list' ? value.items.map((item) => textOf(item.value)).join(' ') : '';
}
