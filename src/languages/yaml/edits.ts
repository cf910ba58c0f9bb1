/**
 * How is what YAML says changed? Values are replaced, entries get lines of their own in blocks and come between commas in braces.
 * Must not know what a key means.
 */
import { parse } from 'yaml';
import type { Setting, SettingMap, SettingValue } from '../../flow';
import { contains } from '../../text';
import type { Range, TextEdit } from '../../text';
import type { SettingVerbs, WrittenValue } from '../language';
import { addBetweenCommas, asSettingTree, checkedEdits, indentationAt, lineBreakOf, lineEnd, lineStart, removeBetweenCommas, siblingsOf, wholeLines } from '../settings';
import type { SettingTree } from '../settings';
import { parseYaml } from './parse';

export const yamlSettings: SettingVerbs = {
  setValue(given, setting, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, setValue(tree, setting, value), parseYaml);
  },

  addEntry(given, parent, key, value) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, addEntry(tree, parent, key, value), parseYaml);
  },

  removeEntry(given, setting) {
    const tree = asSettingTree(given);
    return checkedEdits(tree, removeEntry(tree, setting), parseYaml);
  },
};

/** Texts that other readers of YAML take for something else. */
const ambiguous = /^(?:y|n|yes|no|on|off|true|false|null|~|)$|^[\d.+-]|^[=<]|\d:\d/i;

/** `quote`: the mark that the file uses there, if any. */
function written(value: WrittenValue, quote: string): string {
  if (typeof value === 'object') return value.raw;
  if (typeof value !== 'string') return String(value);
  if (quote === "'" && !/[\r\n]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return quote === '"' || !isPlain(value) ? JSON.stringify(value) : value;
}

/** Whether a text means itself without quotes, also within brackets. */
function isPlain(text: string): boolean {
  if (ambiguous.test(text) || !/^[\w/.$@][\w ./$@:+=*()-]*$/.test(text) || text.endsWith(' ') || / #|: |:$/.test(text)) return false;
  try {
    const read: unknown = parse(`[${text}]`, { logLevel: 'silent' });
    return Array.isArray(read) && read[0] === text;
  } catch {
    return false;
  }
}

function quoteAt(text: string, at: number): string {
  const character = text.charAt(at);
  return character === '"' || character === "'" ? character : '';
}

/** Where a value stands, or would; `isNew` where nothing stands there. Null where that is not seen. */
function valuePlace(text: string, setting: Setting): (Range & { readonly isNew: boolean }) | null {
  const { keyRange, range, value } = setting;
  const isMarked = keyRange.start === range.start && text.charAt(range.start) === '-' && /^[ \t\r\n]?$/.test(text.charAt(range.start + 1)) && value.range.start !== range.start;
  let start = isMarked ? range.start + 1 : keyRange.end;
  if (!isMarked && value.range.start !== range.start) {
    while (text.charAt(start) === ' ' || text.charAt(start) === '\t') start++;
    if (text.charAt(start) !== ':') return null;
    start++;
  } else if (!isMarked) return { ...range, isNew: false };
  const end = range.end;
  if (text.slice(start, end).trim() === '') return { start, end: start, isNew: true };
  const isOwn = contains(range, value.range) && value.range.end > value.range.start;
  const before = isOwn ? text.slice(start, value.range.start) : '';
  // A name stays, as others may use it; a tag goes with what it was for.
  if (isOwn && before.includes('&')) return before.includes('!') || before.includes('#') ? null : { start: value.range.start, end, isNew: false };
  if (before.includes('#')) return null;
  while (text.charAt(start) === ' ' || text.charAt(start) === '\t') start++;
  if (text.charAt(start) === '\n' || text.charAt(start) === '\r') return { start: start - (text.charAt(start - 1) === ' ' ? 1 : 0), end, isNew: true };
  return { start, end, isNew: false };
}

function setValue({ text }: SettingTree, setting: Setting, value: WrittenValue): readonly TextEdit[] | null {
  const place = valuePlace(text, setting);
  if (place === null) return null;
  const by = written(value, setting.value.kind === 'scalar' ? quoteAt(text, place.start) : '');
  return [{ range: { start: place.start, end: place.end }, newText: place.isNew ? ` ${by}` : by }];
}

/** Entries that stand in the map itself, not where a merge key leads. */
function ownEntries(map: SettingMap): readonly Setting[] {
  return map.entries.filter(({ range }) => contains(map.range, range));
}

function addEntry(tree: SettingTree, parent: Setting, key: readonly string[], value: WrittenValue): readonly TextEdit[] | null {
  let setting = parent;
  for (const [depth, name] of key.entries()) {
    // Through an alias others would be changed too.
    if (setting !== parent && !contains(setting.range, setting.value.range)) return null;
    const found: Setting | undefined = setting.value.kind === 'map' ? ownEntries(setting.value).findLast((entry) => entry.key === name) : undefined;
    if (found === undefined) return addTo(tree, setting, key.slice(depth), value);
    setting = found;
  }
  return key.length === 0 ? null : setValue(tree, setting, value);
}

function addTo(tree: SettingTree, setting: Setting, keys: readonly string[], value: WrittenValue): readonly TextEdit[] | null {
  const { text, comments } = tree.said;
  const inner = setting.value;
  if (inner.kind === 'list') return null;
  const unit = unitOf(tree);
  const own = inner.kind === 'map' ? ownEntries(inner) : [];
  if (inner.kind === 'map' && text.charAt(inner.range.start) === '{') {
    const isQuoted = own.some(({ keyRange }) => text.charAt(keyRange.start) === '"');
    const entry = { keys: keys.map((key) => (isQuoted ? JSON.stringify(key) : written(key, ''))), value: written(value, isQuoted ? '"' : ''), unit };
    // What braces hold in a block stays on their line.
    if (own.length === 0 && text.slice(inner.range.start + 1, inner.range.end - 1).trim() === '') {
      const one = entry.keys.reduceRight((rest, key, index) => `${key}: ${index === keys.length - 1 ? rest : `{ ${rest} }`}`, entry.value);
      return [{ range: { start: inner.range.start + 1, end: inner.range.end - 1 }, newText: ` ${one} ` }];
    }
    return addBetweenCommas(text, inner.range, own, comments.map(({ range }) => range), entry);
  }
  const lineBreak = lineBreakOf(text);
  const lines = (column: string): string => keys.map((key, depth) => `${lineBreak}${column}${unit.repeat(depth)}${written(key, '')}:${depth === keys.length - 1 ? ` ${written(value, '')}` : ''}`).join('');
  const [first, last] = [own[0], own.at(-1)];
  if (first !== undefined && last !== undefined) {
    // The long form of a tag is no block.
    if (text.charAt(first.keyRange.start) === '!') return null;
    const at = lineEnd(text, last.range.end);
    return [{ range: { start: at, end: at }, newText: lines(' '.repeat(first.range.start - lineStart(text, first.range.start))) }];
  }
  if (inner.kind === 'map' || inner.isOpen || inner.range.end > inner.range.start) return null;
  const isRoot = setting.range.start === inner.range.start && setting.keyRange.end === inner.range.start;
  if (isRoot) return [{ range: { start: text.length, end: text.length }, newText: text === '' || text.endsWith('\n') ? `${lines('').slice(lineBreak.length)}${lineBreak}` : lines('') }];
  const at = lineEnd(text, setting.range.end);
  return [{ range: { start: at, end: at }, newText: lines(' '.repeat(setting.range.start - lineStart(text, setting.range.start)) + unit) }];
}

/** By how much the file indents: as the first block does that stands in another. */
function unitOf({ said }: SettingTree): string {
  const columnOf = (value: SettingValue): number => {
    const first = value.kind === 'map' ? value.entries[0] : undefined;
    return first === undefined ? -1 : first.range.start - lineStart(said.text, first.range.start);
  };
  for (const { root } of said.documents) {
    if (root.kind !== 'map') continue;
    const outer = columnOf(root);
    for (const { value } of root.entries) {
      const inner = columnOf(value);
      if (inner > outer && said.text.charAt(value.range.start) !== '{') return ' '.repeat(Math.min(inner - outer, 8));
    }
  }
  return '  ';
}

function removeEntry({ said }: SettingTree, setting: Setting): readonly TextEdit[] | null {
  const { text, documents, comments } = said;
  const siblings = siblingsOf(documents, setting);
  if (siblings === null) return null;
  const { value, all, index } = siblings;
  if (text.charAt(value.range.start) === '{' || text.charAt(value.range.start) === '[') return removeBetweenCommas(text, siblings, comments.map(({ range }) => range));
  if (text.charAt(setting.keyRange.start) === '!') return null;
  const start = setting.range.start;
  const note = comments.find(({ range }) => range.start >= setting.range.end && range.start <= lineEnd(text, setting.range.end));
  if (indentationAt(text, start).length === start - lineStart(text, start)) {
    const lines = wholeLines(text, { start, end: Math.max(setting.range.end, note?.range.end ?? 0) });
    return lines === null ? null : [{ range: lines, newText: '' }];
  }
  // It stands behind the mark of an item: the next entry comes there.
  const next = all[index + 1];
  if (next === undefined || comments.some(({ range }) => range.start >= setting.range.end && range.end <= next.range.start)) return null;
  return [{ range: { start, end: next.range.start }, newText: '' }];
}
