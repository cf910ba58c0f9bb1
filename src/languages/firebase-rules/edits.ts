/**
 * How is what rules of Firebase say changed? A condition more or another, a rule less; blocks are left to their writers.
 * Must not know what a condition means.
 */
import type { Setting, SettingValue } from '../../flow';
import { applyEdits } from '../../text';
import type { SettingVerbs, WrittenValue } from '../language';
import { asSettingTree, checkedEdits, wholeLines } from '../settings';
import { parseRules } from './parse';

export const rulesSettings: SettingVerbs = {
  setValue(given, setting, value) {
    const tree = asSettingTree(given);
    if (setting.value.kind !== 'scalar') return null;
    const { range } = setting.value;
    const between = tree.text.slice(setting.keyRange.end, range.start);
    // Where nothing is asked yet: `allow read;`, or half of it.
    const head = range.end > range.start ? '' : between === '' ? ': if ' : ' ';
    const edits = checkedEdits(tree, [{ range, newText: head + written(value, tree.text.slice(range.start, range.end)) }], parseRules);
    return edits !== null && isSaid(find(rootOf(applyEdits(tree.text, edits)), setting.keyRange.start), setting.key, value) ? edits : null;
  },

  addEntry: () => null,

  removeEntry(given, setting) {
    const tree = asSettingTree(given);
    const { text } = tree;
    const { start } = setting.range;
    const mark = setting.value.kind === 'map' ? null : /^\s*;/.exec(text.slice(setting.range.end, setting.range.end + 200));
    const end = setting.range.end + (mark?.[0].length ?? 0);
    const blanks = /^[ \t]*/.exec(text.slice(end, end + 80))?.[0].length ?? 0;
    return checkedEdits(tree, [{ range: wholeLines(text, { start, end }) ?? { start, end: end + blanks }, newText: '' }], parseRules);
  },
};

/** A text in quotes stays one. */
function written(value: WrittenValue, before: string): string {
  if (typeof value === 'object') return value.raw;
  const quote = before.charAt(0);
  const isText = typeof value === 'string' && (quote === "'" || quote === '"') && before.indexOf(quote, 1) === before.length - 1;
  return isText ? quote + value.replace(/['"\\]/g, '\\$&') + quote : String(value);
}

function rootOf(text: string): SettingValue | null {
  return parseRules(text).said.documents[0]?.root ?? null;
}

/** What begins at a place. */
function find(value: SettingValue | null, start: number): Setting | null {
  if (value?.kind !== 'map') return null;
  for (const entry of value.entries) {
    if (entry.value.kind === 'scalar' ? entry.keyRange.start === start : false) return entry;
    const inner = entry.range.start <= start && start < entry.range.end ? find(entry.value, start) : null;
    if (inner !== null) return inner;
  }
  return null;
}

function isSaid(setting: Setting | null, key: string, value: WrittenValue): boolean {
  if (setting?.value.kind !== 'scalar' || setting.key !== key) return false;
  return typeof value === 'object' || setting.value.text === String(value);
}
