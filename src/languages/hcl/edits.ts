/**
 * How is what HCL says changed? Attributes get values, blocks and objects entries, in the form of what stands beside them.
 * Must not know what a key means.
 */
import type { Setting, SettingMap } from '../../flow';
import type { TextEdit } from '../../text';
import type { SettingVerbs, WrittenValue } from '../language';
import { asSettingTree, checkedEdits, indentationAt, lineBreakOf, lineEnd, lineStart, wholeLines } from '../settings';
import type { SettingTree } from '../settings';
import { parseHcl } from './parse';

/** How an entry is written: `[item]`, `key = value`, `key { … }`. */
type Form = 'item' | 'assigned' | 'block';

export const hclSettings: SettingVerbs = {
  setValue(given, setting, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, setValue(tree.text, setting, written(value)), parseHcl);
  },

  addEntry(given, parent, key, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, addEntry(tree, parent, key, written(value)), parseHcl);
  },

  removeEntry(given, setting) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, removeEntry(tree.text, setting), parseHcl);
  },
};

function written(value: WrittenValue): string {
  if (typeof value === 'object') return value.raw;
  if (typeof value !== 'string') return String(value);
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return `"${escaped.replace(/[$%](?=\{)/g, '$&$&')}"`;
}

function writtenKey(key: string, isQuoted: boolean): string {
  return isQuoted || !/^[A-Za-z_][\w-]*$/.test(key) ? written(key) : key;
}

/** Where the `=` or `:` of an entry stands; -1 where it has none. */
function markOf(text: string, { keyRange }: Setting): number {
  let at = keyRange.end;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return text.charAt(at) === '=' || text.charAt(at) === ':' ? at : -1;
}

function formOf(text: string, setting: Setting): Form {
  const { keyRange, range } = setting;
  if (keyRange.end === range.end || keyRange.end === lineEnd(text, keyRange.end)) return 'item';
  return markOf(text, setting) < 0 ? 'block' : 'assigned';
}

function setValue(text: string, setting: Setting, value: string): readonly TextEdit[] | null {
  const form = formOf(text, setting);
  if (form === 'item') return [{ range: setting.range, newText: value }];
  if (form === 'block') return null;
  let start = markOf(text, setting) + 1;
  const isSpaced = text.charAt(start) === ' ' || setting.range.end > start;
  while (start < setting.range.end && (text.charAt(start) === ' ' || text.charAt(start) === '\t')) start++;
  // Half-typed, `key =`: what is missing comes behind a blank.
  if (setting.range.end <= start) return [{ range: { start, end: start }, newText: isSpaced ? value : ` ${value}` }];
  return [{ range: { start, end: setting.range.end }, newText: value }];
}

/** A map that text can be added to, and how its entries are written. */
interface Place {
  readonly map: SettingMap;
  readonly isBody: boolean;
  readonly isFile: boolean;
  /** Of the line on which it begins. */
  readonly indentation: string;
  readonly unit: string;
  readonly lineBreak: string;
}

function addEntry(tree: SettingTree, parent: Setting, key: readonly string[], value: string): readonly TextEdit[] | null {
  const { text } = tree;
  let setting = parent;
  for (const [depth, name] of key.entries()) {
    if (setting.value.kind !== 'map') return null;
    const found = setting.value.entries.findLast((entry) => entry.key === name);
    if (found === undefined) return addTo(text, placeOf(tree, setting, setting.value), key.slice(depth), value);
    setting = found;
  }
  return key.length === 0 ? null : setValue(text, setting, value);
}

function placeOf(tree: SettingTree, setting: Setting, map: SettingMap): Place {
  const { text } = tree;
  const isFile = map.range.start === 0 && map.range.end === text.length;
  return {
    map,
    isFile,
    isBody: isFile || formOf(text, setting) === 'block',
    indentation: isFile ? '' : indentationAt(text, map.range.start),
    unit: unitOf(tree),
    lineBreak: lineBreakOf(text),
  };
}

/** By how much the file indents: as the first entry does that stands in a block. */
function unitOf({ text, said }: SettingTree): string {
  for (const entry of said.documents[0]?.root.kind === 'map' ? said.documents[0].root.entries : []) {
    let inner: Setting = entry;
    while (inner.value.kind === 'map' && inner.value.entries[0] !== undefined) {
      const [first] = inner.value.entries;
      const indentation = indentationAt(text, first.range.start);
      if (indentation !== '' && lineStart(text, first.range.start) > inner.range.start) return indentation;
      inner = first;
    }
  }
  return '  ';
}

function addTo(text: string, place: Place, key: readonly string[], value: string): readonly TextEdit[] | null {
  const { start, end } = place.map.range;
  if (place.isFile) return addToFile(text, place, key, value);
  if (text.charAt(start) !== '{' || text.charAt(end - 1) !== '}') return null;
  const isOneLine = lineStart(text, end - 1) <= start;
  if (place.map.entries.length > 0 && !place.isBody) return addToObject(text, place, key, value, isOneLine);
  if (isOneLine) return openUp(text, place, linesOf(text, place, key, value));
  return addToBody(text, place, key, value);
}

function addToFile(text: string, place: Place, key: readonly string[], value: string): readonly TextEdit[] {
  const { lineBreak } = place;
  const gap = text === '' || text.endsWith('\n') ? '' : lineBreak;
  const blank = key.length > 1 && place.map.entries.length > 0 ? lineBreak : '';
  const { end } = place.map.range;
  return [{ range: { start: end, end }, newText: gap + blank + linesOf(text, place, key, value).join(lineBreak) + lineBreak }];
}

/** The lines of the entry, indented: blocks in blocks, objects in objects, for all keys but the last. */
function linesOf(text: string, place: Place, key: readonly string[], value: string): readonly string[] {
  const { map, isBody, unit } = place;
  const last = isBody ? undefined : map.entries.at(-1);
  const mark = last !== undefined && text.charAt(markOf(text, last)) === ':' ? ': ' : ' = ';
  const isQuoted = last !== undefined && text.charAt(last.keyRange.start) === '"';
  const inside = last === undefined || lineStart(text, last.range.start) <= map.range.start ? place.indentation + (place.isFile ? '' : unit) : indentationAt(text, last.range.start);
  const names = key.map((name) => writtenKey(name, isQuoted));
  const heads = names.slice(0, -1);
  return [
    ...heads.map((name, depth) => `${inside}${unit.repeat(depth)}${name}${isBody ? ' ' : mark}{`),
    `${inside}${unit.repeat(heads.length)}${names.at(-1) ?? ''}${mark}${value}`,
    ...heads.map((_, depth) => `${inside}${unit.repeat(heads.length - 1 - depth)}}`),
  ];
}

/** `{ a = 1 }` gets lines of its own. */
function openUp(text: string, { map, indentation, unit, lineBreak }: Place, lines: readonly string[]): readonly TextEdit[] {
  const open = map.range.start + 1;
  const close = map.range.end - 1;
  const inner = text.slice(open, close);
  const added = `${lineBreak}${lines.join(lineBreak)}${lineBreak}${indentation}`;
  if (inner.trim() === '') return [{ range: { start: open, end: close }, newText: added }];
  const first = open + inner.length - inner.trimStart().length;
  return [
    { range: { start: open, end: first }, newText: lineBreak + indentation + unit },
    { range: { start: open + inner.trimEnd().length, end: close }, newText: added },
  ];
}

/** An attribute after the last one, or before all blocks; a block at the end, behind a blank line. */
function addToBody(text: string, place: Place, key: readonly string[], value: string): readonly TextEdit[] | null {
  const { map, lineBreak } = place;
  const close = map.range.end - 1;
  const attributes = map.entries.filter((entry) => formOf(text, entry) === 'assigned');
  const last = attributes.at(-1);
  const lines = linesOf(text, place, key, value);
  if (key.length > 1 || (last === undefined && map.entries.length === 0)) {
    const start = lineStart(text, close);
    if (text.slice(start, close).trim() !== '') return null;
    const before = text.slice(map.range.start + 1, start).trimEnd();
    const isApart = map.entries.length > 0 && text.slice(map.range.start + 1 + before.length, start).split('\n').length <= 2;
    return [{ range: { start, end: start }, newText: (isApart ? lineBreak : '') + lines.join(lineBreak) + lineBreak }];
  }
  if (last === undefined) {
    const at = lineEnd(text, map.range.start);
    return [{ range: { start: at, end: at }, newText: lineBreak + lines.join(lineBreak) }];
  }
  const at = lineEnd(text, last.range.end);
  if (at > close) return null;
  return [...aligned(text, attributes, writtenKey(key[0] ?? '', false), value, lineBreak, at)];
}

/** The new attribute on a line of its own at `at`, its mark below those of the lines above, where theirs stand below each other. */
function aligned(text: string, attributes: readonly Setting[], name: string, value: string, lineBreak: string, at: number): readonly TextEdit[] {
  const group: Setting[] = [];
  for (const entry of attributes.toReversed()) {
    const below = group.at(-1);
    const isSingle = lineStart(text, entry.range.end) <= entry.range.start;
    if (!isSingle || (below !== undefined && lineStart(text, below.range.start) !== nextLine(text, entry.range.end))) break;
    group.push(entry);
  }
  const indentation = indentationAt(text, attributes.at(-1)?.range.start ?? at);
  const columns = new Set(group.map((entry) => markOf(text, entry) - lineStart(text, entry.range.start)));
  const column = columns.size === 1 ? [...columns][0] ?? 0 : 0;
  const wanted = Math.max(column - indentation.length, name.length + 1);
  const missing = column === 0 ? 0 : wanted + indentation.length - column;
  const padded = column === 0 ? `${name} ` : name.padEnd(wanted);
  return [
    ...(missing === 0 ? [] : group.map((entry) => markOf(text, entry)).map((mark) => ({ range: { start: mark, end: mark }, newText: ' '.repeat(missing) }))),
    { range: { start: at, end: at }, newText: `${lineBreak}${indentation}${padded}= ${value}` },
  ];
}

function nextLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}

function addToObject(text: string, place: Place, key: readonly string[], value: string, isOneLine: boolean): readonly TextEdit[] | null {
  const { map, lineBreak } = place;
  const last = map.entries.at(-1);
  if (last === undefined) return null;
  const lines = linesOf(text, place, key, value);
  const { end } = last.range;
  const closesThere = lineEnd(text, end) >= map.range.end;
  if (isOneLine || closesThere) {
    const entry = lines.map((line) => line.trim()).join(' ');
    const at = commaAfter(text, end) < 0 ? end : commaAfter(text, end) + 1;
    return [{ range: { start: at, end: at }, newText: at === end ? `, ${entry}` : ` ${entry}` }];
  }
  const comma = commaAfter(text, end);
  const isSeparated = comma >= 0 || map.entries.slice(0, -1).some((entry) => commaAfter(text, entry.range.end) >= 0);
  const at = lineEnd(text, Math.max(end, comma));
  if (!isSeparated) {
    const isPlain = key.length === 1 && text.charAt(markOf(text, last)) === '=';
    if (isPlain) return aligned(text, map.entries, writtenKey(key[0] ?? '', text.charAt(last.keyRange.start) === '"'), value, lineBreak, at);
    return [{ range: { start: at, end: at }, newText: lineBreak + lines.join(lineBreak) }];
  }
  return [
    ...(comma < 0 ? [{ range: { start: end, end }, newText: ',' }] : []),
    { range: { start: at, end: at }, newText: lineBreak + lines.join(lineBreak) + (comma < 0 ? '' : ',') },
  ];
}

/** Where the comma stands that ends what ends at `end`; -1 where there is none. */
function commaAfter(text: string, end: number): number {
  let at = end;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return text.charAt(at) === ',' ? at : -1;
}

function removeEntry(text: string, setting: Setting): readonly TextEdit[] {
  const { start, end } = setting.range;
  const comma = commaAfter(text, end);
  const lines = wholeLines(text, { start, end: comma < 0 ? end : comma + 1 });
  if (lines !== null) return [{ range: withBlankLine(text, lines.start, lines.end), newText: '' }];
  let last = comma < 0 ? end : comma + 1;
  let first = start;
  while (text.charAt(last) === ' ' || text.charAt(last) === '\t') last++;
  if (comma < 0) {
    const before = text.slice(0, start).trimEnd();
    if (before.endsWith(',')) return [{ range: { start: before.length - 1, end }, newText: '' }];
    // Between braces no blank is left.
    if (before.endsWith('{') && text.charAt(last) === '}') first = before.length;
  }
  return [{ range: { start: first, end: last }, newText: '' }];
}

/** The lines, and a blank one beside them that would then stand next to another, or to a brace. */
function withBlankLine(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const before = start === 0 ? null : text.slice(lineStart(text, start - 1), start).trim();
  const after = end >= text.length ? null : text.slice(end, nextLine(text, end)).trim();
  if (after === '' && (before === null || before === '' || before.endsWith('{'))) return { start, end: nextLine(text, end) };
  if (before === '' && (after === null || after.startsWith('}'))) return { start: lineStart(text, start - 1), end };
  return { start, end };
}
