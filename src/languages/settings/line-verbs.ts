/**
 * How is what a file of lines says changed, `key = value`? Values are replaced, entries get a line of their own or lose it.
 * Must not know how a notation writes keys and values.
 */
import type { Setting, SettingMap, SettingValue } from '../../flow';
import { applyEdits } from '../../text';
import type { TextEdit } from '../../text';
import type { SettingVerbs, Tree, WrittenValue } from '../language';
import { checkedEdits } from './checked';
import { lineBreakOf, lineEnd, lineStart, wholeLines } from './lines';
import { asSettingTree } from './tree';
import type { SettingTree } from './tree';

/** How a notation of lines writes. Null where it cannot. */
export interface LineNotation {
  /** As the tree was parsed. */
  parse(text: string, tree: SettingTree): SettingTree;
  /** The value in its form; like `before`, which is written there now, where that is possible. */
  value(tree: SettingTree, value: string, before: string): string | null;
  /** What stands between a key and its value where nothing is there to be followed. */
  separator(tree: SettingTree): string;
  /** The line, or lines, that set `value` at these keys below the map at `path`, and where they come to stand. */
  insertion(tree: SettingTree, path: readonly Setting[], key: readonly string[], value: string): Insertion | null;
}

export interface Insertion {
  /** Where a line begins, or the text's end. */
  readonly at: number;
  readonly lines: readonly string[];
}

export function lineVerbs(notation: LineNotation): SettingVerbs {
  const checked = (tree: SettingTree, edits: readonly TextEdit[] | null, says: (root: SettingMap, after: string) => boolean): readonly TextEdit[] | null => {
    const parse = (text: string): SettingTree => notation.parse(text, tree);
    const sound = checkedEdits(tree, edits, parse);
    if (sound === null) return null;
    const after = applyEdits(tree.text, sound);
    return says(rootOf(parse(after)), after) ? sound : null;
  };
  const setValue = (given: Tree, setting: Setting, value: WrittenValue): readonly TextEdit[] | null => {
    const tree = asSettingTree(given);
    if (setting.value.kind !== 'scalar') return null;
    const newText = writtenValue(notation, tree, value, tree.text.slice(setting.value.range.start, setting.value.range.end));
    if (newText === null) return null;
    const edits = [{ range: setting.value.range, newText: gapBefore(notation, tree, setting) + newText }];
    return checked(tree, edits, (root) => isSaid(entryAt(root, setting.keyRange.start), value));
  };
  return {
    setValue,

    addEntry(given, parent, key, value) {
      const tree = asSettingTree(given);
      const path = pathOf(rootOf(tree), parent);
      if (path === null || key.length === 0 || key.some((name) => name === '')) return null;
      const there = entryBelow(parent.value, key);
      if (there !== null && there.value.kind === 'scalar') return setValue(tree, there, value);
      const written = writtenValue(notation, tree, value, '');
      const insertion = written === null ? null : notation.insertion(tree, path, key, written);
      if (insertion === null) return null;
      const { at, lines } = insertion;
      const lineBreak = lineBreakOf(tree.text);
      const isCut = at > 0 && tree.text.charAt(at - 1) !== '\n' && !(at === 1 && tree.text.startsWith('\ufeff'));
      const newText = (isCut ? lineBreak : '') + lines.map((line) => line + lineBreak).join('');
      const keys = [...path.map((setting) => setting.key), ...key];
      return checked(tree, [{ range: { start: at, end: at }, newText }], (root) => isSaid(entryBelow(root, keys), value));
    },

    removeEntry(given, setting) {
      const tree = asSettingTree(given);
      const edits = removals(tree.text, setting);
      return checked(tree, edits, () => true);
    },
  };
}

function rootOf(tree: SettingTree): SettingMap {
  const root = tree.said.documents[0]?.root;
  return root?.kind === 'map' ? root : { kind: 'map', entries: [], isOpen: true, range: { start: 0, end: 0 } };
}

function writtenValue(notation: LineNotation, tree: SettingTree, value: WrittenValue, before: string): string | null {
  if (typeof value !== 'object') return notation.value(tree, String(value), before);
  return /[\r\n]/.test(value.raw) ? null : value.raw;
}

/** Of a value that was not there: what keeps it apart from its key, as it is apart from its own mark on the key's side. */
function gapBefore(notation: LineNotation, tree: SettingTree, { keyRange, value: { range } }: Setting): string {
  if (range.end > range.start) return '';
  const between = tree.text.slice(keyRange.end, range.start);
  if (between === '') return notation.separator(tree);
  return /^[ \t].*[=:]$/.test(between) ? ' ' : '';
}

/** The entry whose key begins at a place. */
function entryAt(map: SettingMap, start: number): Setting | null {
  for (const entry of map.entries) {
    if (entry.value.kind === 'map') {
      const inner = entryAt(entry.value, start);
      if (inner !== null) return inner;
    } else if (entry.keyRange.start === start) {
      return entry;
    }
  }
  return null;
}

/** The last entry at these keys; null where none is. */
export function entryBelow(value: SettingValue, key: readonly string[]): Setting | null {
  const [first, ...rest] = key;
  if (value.kind !== 'map' || first === undefined) return null;
  const found = value.entries.filter((entry) => entry.key === first).toReversed();
  if (rest.length === 0) return found[0] ?? null;
  for (const entry of found) {
    const inner = entryBelow(entry.value, rest);
    if (inner !== null) return inner;
  }
  return null;
}

/** The entries that lead to `parent`, itself included; none to what stands for the whole file, null where it is not there. */
function pathOf(map: SettingMap, parent: Setting): readonly Setting[] | null {
  if (parent.value === map || (parent.value.range.start === map.range.start && parent.value.range.end === map.range.end)) return [];
  for (const entry of map.entries) {
    if (entry === parent || entry.value === parent.value) return [entry];
    const inner = entry.value.kind === 'map' ? pathOf(entry.value, parent) : null;
    if (inner !== null) return [entry, ...inner];
  }
  return null;
}

function isSaid(setting: Setting | null, value: WrittenValue): boolean {
  if (setting?.value.kind !== 'scalar') return false;
  return typeof value === 'object' || (!setting.value.isOpen && setting.value.text === String(value));
}

/** The lines of a scalar, or what it takes of them; a section with its head; of what only dots hold together each entry. */
function removals(text: string, setting: Setting): readonly TextEdit[] {
  const isSection = text.charAt(setting.range.start) === '[' && setting.value.kind === 'map' && setting.value.entries[0]?.range.start !== setting.range.start;
  if (setting.value.kind === 'map' && !isSection) return joined(setting.value.entries.flatMap((entry) => removals(text, entry)));
  const before = lineStart(text, setting.range.start);
  const start = /^\ufeff?[ \t]*(?:export[ \t]+)?$/.test(text.slice(before, setting.range.start)) ? before : setting.range.start;
  const whole = wholeLines(text, { start, end: setting.range.end });
  if (whole !== null) return [{ range: whole, newText: '' }];
  // A comment stays behind.
  const rest = text.slice(setting.range.end, lineEnd(text, setting.range.end));
  return [{ range: { start, end: setting.range.end + rest.length - rest.trimStart().length }, newText: '' }];
}

/** Lines that go together may claim the same line break. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const merged: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    const last = merged.at(-1);
    if (last === undefined || edit.range.start > last.range.end) merged.push(edit);
    else merged[merged.length - 1] = { range: { start: last.range.start, end: Math.max(last.range.end, edit.range.end) }, newText: '' };
  }
  return merged;
}
