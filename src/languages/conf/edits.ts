/**
 * How is what a `*.conf` file says changed? As its notation has it; nginx's directives end with a semicolon, its blocks get lines.
 * Must not know what a directive means.
 */
import type { Setting, SettingMap, SettingValue } from '../../flow';
import { applyEdits } from '../../text';
import type { TextEdit } from '../../text';
import type { SettingVerbs, Tree, WrittenValue } from '../language';
import { propertiesSettings } from '../properties';
import { asSettingTree, checkedEdits, entryBelow, indentationAt, lineBreakOf, lineStart, wholeLines } from '../settings';
import { apacheSettings } from './apache-edits';
import { parseNginx } from './nginx';
import { ConfTree } from './tree';

export const confSettings: SettingVerbs = {
  setValue: (tree, setting, value) => verbsOf(tree).setValue(tree, setting, value),
  addEntry: (tree, parent, key, value) => verbsOf(tree).addEntry(tree, parent, key, value),
  removeEntry: (tree, setting) => verbsOf(tree).removeEntry(tree, setting),
};

function verbsOf(tree: Tree): SettingVerbs {
  if (!(tree instanceof ConfTree)) return propertiesSettings;
  return tree.notation === 'apache' ? apacheSettings : { setValue: onNginx(setValue), addEntry: onNginx(addEntry), removeEntry: onNginx(removeEntry) };
}

function onNginx<Rest extends readonly unknown[]>(verb: (tree: ConfTree, ...rest: Rest) => readonly TextEdit[] | null): (tree: Tree, ...rest: Rest) => readonly TextEdit[] | null {
  return (tree, ...rest) => (tree instanceof ConfTree && tree.notation === 'nginx' ? verb(tree, ...rest) : null);
}

/** Blocks that are for something. */
const labelled = new Set(['location', 'upstream', 'if', 'map', 'geo', 'limit_except', 'split_clients', 'match']);

/** In quotes where it stood in quotes, or is no list of plain arguments. */
function written(value: WrittenValue, before: string): string {
  if (typeof value === 'object') return value.raw;
  const text = String(value);
  const quote = before.charAt(0);
  const isOneText = (quote === '"' || quote === "'") && !before.slice(1, -1).includes(quote);
  if (!isOneText && /^[^\s;{}"'#\\]+(?: [^\s;{}"'#\\]+)*$/.test(text)) return text;
  const mark = isOneText ? quote : '"';
  return mark + text.replace(/["'\\]/g, (character) => (character === mark || character === '\\' ? `\\${character}` : character)) + mark;
}

function setValue(tree: ConfTree, setting: Setting, value: WrittenValue): readonly TextEdit[] | null {
  if (setting.value.kind !== 'scalar') return null;
  const { range } = setting.value;
  const newText = written(value, tree.text.slice(range.start, range.end));
  const edits = [{ range, newText: (range.start === range.end ? ' ' : '') + newText }];
  return checked(tree, edits, (root) => said(root, setting.keyRange.start), value);
}

function checked(tree: ConfTree, edits: readonly TextEdit[] | null, find: (root: SettingMap) => Setting | null, value: WrittenValue): readonly TextEdit[] | null {
  const sound = checkedEdits(tree, edits, parseNginx);
  if (sound === null) return null;
  const found = find(rootOf(parseNginx(applyEdits(tree.text, sound))));
  if (found?.value.kind !== 'scalar') return null;
  return typeof value === 'object' || found.value.text === String(value) ? sound : null;
}

function rootOf(tree: Tree): SettingMap {
  const root = asSettingTree(tree).said.documents[0]?.root;
  return root?.kind === 'map' ? root : { kind: 'map', entries: [], isOpen: true, range: { start: 0, end: 0 } };
}

/** The directive whose name begins at a place. */
function said(map: SettingMap, start: number): Setting | null {
  for (const entry of map.entries) {
    if (start < entry.range.start || start > entry.range.end) continue;
    if (entry.keyRange.start === start && entry.value.kind === 'scalar') return entry;
    const inner = entry.value.kind === 'map' ? said(entry.value, start) : null;
    if (inner !== null) return inner;
  }
  return null;
}

function addEntry(tree: ConfTree, parent: Setting, key: readonly string[], value: WrittenValue): readonly TextEdit[] | null {
  const there = entryBelow(parent.value, key);
  if (there !== null) return setValue(tree, there, value);
  // The innermost block that is there; what a block is for stands in no braces of its own.
  let depth = 0;
  for (let length = key.length - 1; length > 0 && depth === 0; length--) {
    const found = entryBelow(parent.value, key.slice(0, length));
    if (found !== null && isBlock(tree.text, found.value)) depth = length;
  }
  const block = depth === 0 ? parent.value : entryBelow(parent.value, key.slice(0, depth))?.value;
  const rest = key.slice(depth);
  if (block?.kind !== 'map' || rest.length === 0 || rest.some((name) => name === '' || /[\r\n;{}]/.test(name))) return null;
  const isFile = block.range.start === 0 && block.range.end === tree.text.length;
  if (!isFile && !isBlock(tree.text, block)) return null;
  const edits = isFile ? atEnd(tree.text, rest, value) : inBlock(tree.text, block, rest, value);
  return checked(tree, edits, (root) => entryBelow(root, [...(trail(rootOf(tree), parent) ?? []), ...key]), value);
}

function isBlock(text: string, value: SettingValue): boolean {
  return value.kind === 'map' && text.charAt(value.range.start) === '{' && text.charAt(value.range.end - 1) === '}';
}

/** The keys that lead to it. */
function trail(map: SettingMap, setting: Setting): readonly string[] | null {
  for (const entry of map.entries) {
    if (entry === setting) return [entry.key];
    const inner = entry.value.kind === 'map' ? trail(entry.value, setting) : null;
    if (inner !== null) return [entry.key, ...inner];
  }
  return null;
}

function atEnd(text: string, key: readonly string[], value: WrittenValue): readonly TextEdit[] {
  const lineBreak = lineBreakOf(text);
  const gap = text === '' || text.endsWith('\n') ? '' : lineBreak;
  return [{ range: { start: text.length, end: text.length }, newText: gap + linesOf(key, value, '', '    ').join(lineBreak) + lineBreak }];
}

/** Before the brace that closes it, below its last entry. */
function inBlock(text: string, block: SettingMap, key: readonly string[], value: WrittenValue): readonly TextEdit[] {
  const lineBreak = lineBreakOf(text);
  const close = block.range.end - 1;
  const outer = indentationAt(text, block.range.start);
  const like = block.entries.find((entry) => lineStart(text, entry.range.start) > block.range.start);
  const inside = like === undefined ? outer + (outer.startsWith('\t') ? '\t' : '    ') : indentationAt(text, like.range.start);
  const unit = inside.startsWith(outer) && inside.length > outer.length ? inside.slice(outer.length) : '    ';
  const lines = linesOf(key, value, inside, unit);
  const start = lineStart(text, close);
  if (start > block.range.start && text.slice(start, close).trim() === '') return [{ range: { start, end: start }, newText: lines.map((line) => line + lineBreak).join('') }];
  const end = block.range.start + text.slice(block.range.start, close).trimEnd().length;
  return [{ range: { start: end, end: close }, newText: lineBreak + lines.join(lineBreak) + lineBreak + outer }];
}

function linesOf(key: readonly string[], value: WrittenValue, indentation: string, unit: string): readonly string[] {
  const [first = '', second, ...rest] = key;
  if (second === undefined) return [`${indentation}${first} ${written(value, '')};`];
  const isLabelled = labelled.has(first) && rest.length > 0;
  const inner = isLabelled ? rest : [second, ...rest];
  return [`${indentation}${first}${isLabelled ? ` ${second}` : ''} {`, ...linesOf(inner, value, indentation + unit, unit), `${indentation}}`];
}

/** With its semicolon and its line. */
function removeEntry(tree: ConfTree, setting: Setting): readonly TextEdit[] | null {
  const { text } = tree;
  const outer = outermost(rootOf(tree), setting);
  if (outer === null) return null;
  const { start } = outer.range;
  let { end } = outer.range;
  if (!text.slice(start, end).endsWith('}')) {
    const mark = text.slice(end).search(/\S/);
    if (mark >= 0 && text.charAt(end + mark) === ';') end += mark + 1;
  }
  const whole = wholeLines(text, { start, end });
  // What else stands on the line closes up.
  const blanks = /^[ \t]*/.exec(text.slice(end, end + 80))?.[0].length ?? 0;
  return checkedEdits(tree, [{ range: whole ?? { start, end: end + blanks }, newText: '' }], parseNginx);
}

/** What is for something goes with what it is: `location` of `location /x`. */
function outermost(map: SettingMap, setting: Setting): Setting | null {
  for (const entry of map.entries) {
    if (entry === setting) return entry;
    if (entry.value.kind !== 'map') continue;
    const [label] = entry.value.entries;
    if (label === setting && label.range.start === entry.value.range.start) return entry;
    const inner = outermost(entry.value, setting);
    if (inner !== null) return inner;
  }
  return null;
}
