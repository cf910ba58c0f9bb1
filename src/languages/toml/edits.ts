/**
 * How is what TOML says changed? Values are replaced, entries get a line of their own in their table, or a place between commas in an inline one.
 * Must not know what a key means.
 */
import type { Setting, SettingValue } from '../../flow';
import { lineFeedAfter } from '../../text';
import type { TextEdit } from '../../text';
import type { SettingVerbs, WrittenValue } from '../language';
import { asSettingTree, checkedEdits, indentationAt, lineBreakOf, lineEnd, lineStart, removeBetweenCommas, wholeLines } from '../settings';
import type { SettingTree } from '../settings';
import { parseToml } from './parse';
import { quoted } from './strings';

export const tomlSettings: SettingVerbs = {
  setValue(given, setting, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, setValue(tree, setting, value), parseToml);
  },

  addEntry(given, parent, key, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, addEntry(tree, parent, key, value), parseToml);
  },

  removeEntry(given, setting) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, removeEntry(tree, setting), parseToml);
  },
};

function written(value: WrittenValue, before: string): string {
  if (typeof value === 'object') return value.raw;
  return typeof value === 'string' ? quoted(value, before) : String(value);
}

function setValue({ text }: SettingTree, { value }: Setting, by: WrittenValue): readonly TextEdit[] | null {
  const { start, end } = value.range;
  const newText = written(by, text.slice(start, end));
  // Half-typed: nothing stands behind the mark.
  return [{ range: { start, end }, newText: start === end && text.charAt(start - 1) === '=' ? ` ${newText}` : newText }];
}

function addEntry(tree: SettingTree, parent: Setting, key: readonly string[], value: WrittenValue): readonly TextEdit[] | null {
  let setting = parent;
  for (const [depth, name] of key.entries()) {
    if (setting.value.kind !== 'map') return null;
    const found = setting.value.entries.findLast((entry) => entry.key === name);
    if (found === undefined) return insert(tree, setting, key.slice(depth), written(value, ''));
    setting = found;
  }
  return key.length === 0 ? null : setValue(tree, setting, value);
}

function insert(tree: SettingTree, setting: Setting, key: readonly string[], value: string): readonly TextEdit[] | null {
  const { text } = tree;
  const map = setting.value;
  if (map.kind !== 'map') return null;
  const line = `${key.map(keyOf).join('.')} = ${value}`;
  const { range: { start, end }, entries } = map;
  if (text.charAt(start) === '{') {
    const last = entries.at(-1);
    return last === undefined ? [{ range: { start, end }, newText: `{ ${line} }` }] : [{ range: { start: last.range.end, end: last.range.end }, newText: `, ${line}` }];
  }
  const isRoot = map === tree.said.documents[0]?.root || (start === 0 && end === text.length);
  const isHeaded = text.charAt(start) === '[' && setting.keyRange.end < (entries[0]?.range.start ?? text.length) && entries[0]?.range.start !== start;
  if (!isRoot && !isHeaded) return null;
  const own = entries.findLast((entry) => !isHead(text, entry));
  const at = own === undefined ? (isRoot ? (text.startsWith('\ufeff') ? 1 : 0) : nextLine(text, start)) : nextLine(text, own.range.end);
  const lineBreak = lineBreakOf(text);
  const isCut = at > 0 && text.charAt(at - 1) !== '\n' && text.charAt(at - 1) !== '\ufeff';
  const indentation = own === undefined ? '' : indentationAt(text, own.range.start);
  return [{ range: { start: at, end: at }, newText: `${isCut ? lineBreak : ''}${indentation}${line}${lineBreak}` }];
}

function keyOf(name: string): string {
  return /^[\w-]+$/.test(name) ? name : quoted(name, '');
}

/** A table that has a line of its own, or an array of such. */
function isHead(text: string, { range }: Setting): boolean {
  return text.charAt(range.start) === '[';
}

function nextLine(text: string, at: number): number {
  return Math.min(lineFeedAfter(text, at) + 1, text.length);
}

function removeEntry(tree: SettingTree, setting: Setting): readonly TextEdit[] | null {
  const { text, said: { documents, comments } } = tree;
  const holder = documents[0] === undefined ? null : holderOf(documents[0].root, setting);
  // What stands in a table of its own may be gone on with anywhere.
  if (holder === null || isHead(text, setting) && !isInline(text, holder)) return null;
  if (isInline(text, holder)) {
    const all = holder.kind === 'map' ? holder.entries : holder.items;
    return removeBetweenCommas(text, { value: holder, all, index: all.indexOf(setting) }, comments.map(({ range }) => range));
  }
  const start = lineStart(text, setting.range.start);
  const lines = wholeLines(text, { start: /^\ufeff?[ \t]*$/.test(text.slice(start, setting.range.start)) ? start : setting.range.start, end: setting.range.end });
  if (lines !== null) return [{ range: lines, newText: '' }];
  // A comment stays behind.
  const rest = text.slice(setting.range.end, lineEnd(text, setting.range.end));
  return [{ range: { start: setting.range.start, end: setting.range.end + rest.length - rest.trimStart().length }, newText: '' }];
}

/** Between brackets; an array of tables is none of these. */
function isInline(text: string, value: SettingValue): boolean {
  if (value.kind === 'map') return text.charAt(value.range.start) === '{';
  return value.kind === 'list' && value.items.every(({ value: item }) => item.kind !== 'map' || text.charAt(item.range.start) === '{');
}

/** The map or list that a setting stands in itself. */
function holderOf(value: SettingValue, setting: Setting): Exclude<SettingValue, { readonly kind: 'scalar' }> | null {
  if (value.kind === 'scalar') return null;
  for (const inner of value.kind === 'map' ? value.entries : value.items) {
    if (inner === setting) return value;
    const found = inner.range.start <= setting.range.start && setting.range.end <= inner.range.end ? holderOf(inner.value, setting) : null;
    if (found !== null) return found;
  }
  return null;
}
