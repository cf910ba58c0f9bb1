/**
 * How is what a Dockerfile says changed? Values in their place, instructions where those of their kind stand.
 * Must not know what is right to set.
 */
import type { Setting, SettingMap } from '../../flow';
import { applyEdits } from '../../text';
import type { Range, TextEdit } from '../../text';
import type { SettingVerbs, WrittenValue } from '../language';
import { asSettingTree, checkedEdits, indentationAt, lineBreakOf, lineEnd, lineStart, wholeLines } from '../settings';
import type { SettingTree } from '../settings';
import { readInstructions } from './instructions';
import { parseDockerfile } from './parse';

/** Of these the last one counts, or there may be but one. */
const unique: ReadonlySet<string> = new Set(['AS', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'MAINTAINER', 'SHELL', 'STOPSIGNAL', 'USER', 'WORKDIR']);
/** What names values. */
const pairing: ReadonlySet<string> = new Set(['ENV', 'ARG', 'LABEL']);
/** What a stage ends with: what it starts is set before. */
const starting: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT']);

export const dockerfileSettings: SettingVerbs = {
  setValue(given, setting, value) {
    const tree = asSettingTree(given);
    return whole(tree, setValue(tree, setting, value), 0);
  },

  addEntry(given, parent, key, value) {
    const tree = asSettingTree(given);
    return addEntry(tree, parent, key, value);
  },

  removeEntry(given, setting) {
    const tree = asSettingTree(given);
    const edits = removeEntry(tree, setting);
    return whole(tree, edits, -1) ?? whole(tree, edits, 0);
  },
};

/** The edits where as many instructions more stand after them as is meant: a value that ends with an escape would take the next one in. */
function whole(tree: SettingTree, edits: readonly TextEdit[] | null, more: number): readonly TextEdit[] | null {
  if (edits === null) return null;
  const count = (text: string): number => readInstructions(text).instructions.length;
  return count(applyEdits(tree.text, edits)) === count(tree.text) + more ? checkedEdits(tree, edits, parseDockerfile) : null;
}

/** A value where words are values of names: in quotes where blanks or marks ask for them. Null where no line can hold it. */
function writtenWord(value: WrittenValue, escape: string): string | null {
  const text = typeof value === 'object' ? value.raw : String(value);
  if (/[\r\n]/.test(text)) return null;
  if (typeof value === 'object' || /^[\w./:@%+,=-]+$/.test(text)) return text;
  return `"${text.replace(/["\\`$]/g, (mark) => (mark === '"' || mark === '$' || mark === escape ? escape + mark : mark))}"`;
}

/** A value that is all of an instruction. */
function writtenLine(value: WrittenValue): string | null {
  const text = typeof value === 'object' ? value.raw : String(value);
  return /[\r\n]/.test(text) || text.trim() === '' ? null : text;
}

function setValue(tree: SettingTree, setting: Setting, value: WrittenValue): readonly TextEdit[] | null {
  const { text } = tree;
  const { range } = setting.value;
  const holder = holderOf(tree, setting);
  if (holder?.value.kind === 'list') {
    if (typeof value === 'object') return [{ range: setting.range, newText: value.raw }];
    return [{ range: setting.range, newText: JSON.stringify(String(value)) }];
  }
  if (holder !== null && pairing.has(holder.key)) {
    const written = writtenWord(value, readInstructions(text).escape);
    if (written === null) return null;
    const mark = setting.keyRange.end === range.start && text.charAt(range.start - 1) !== '=' ? '=' : '';
    return [{ range, newText: mark + written }];
  }
  if (setting.value.kind === 'map') return null;
  const written = writtenLine(value);
  if (written === null) return null;
  // Nothing stands there yet, behind the keyword.
  return [{ range, newText: range.start === range.end && text.charAt(range.start - 1) !== ' ' ? ` ${written}` : written }];
}

/** The instruction that has the setting as a pair or an item; null where it is an instruction itself, or a stage. */
function holderOf(tree: SettingTree, setting: Setting): Setting | null {
  const search = (map: SettingMap): Setting | null => {
    for (const entry of map.entries) {
      const { value } = entry;
      if (value.kind === 'scalar' || setting.keyRange.start < entry.range.start || setting.keyRange.end > entry.range.end) continue;
      const inside = value.kind === 'map' ? value.entries : value.items;
      const isThere = inside.some(({ keyRange, key }) => keyRange.start === setting.keyRange.start && key === setting.key);
      if (isThere && (value.kind === 'list' || pairing.has(entry.key))) return entry;
      const found = value.kind === 'map' ? search(value) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const root = tree.said.documents[0]?.root;
  return root?.kind === 'map' ? search(root) : null;
}

function addEntry(tree: SettingTree, parent: Setting, key: readonly string[], value: WrittenValue): readonly TextEdit[] | null {
  const [name, inner] = key;
  if (name === undefined || parent.value.kind !== 'map') return null;
  if (pairing.has(parent.key)) return key.length === 1 ? addPair(tree, parent, name, value) : null;
  const { entries } = parent.value;
  const isStage = entries[0]?.key === 'FROM';
  if (!isStage) {
    const found = entries.findLast((entry) => entry.key === name);
    return found === undefined ? null : addEntry(tree, found, key.slice(1), value);
  }
  const capital = name.toUpperCase();
  if (key.length === 2 && inner !== undefined && pairing.has(capital)) return addNamed(tree, entries, capital, inner, value);
  if (key.length > 2 || (key.length === 2 && capital !== 'ONBUILD')) return null;
  const found = unique.has(capital) ? entries.findLast((entry) => entry.key === capital) : undefined;
  if (found !== undefined) return whole(tree, setValue(tree, found, value), 0);
  const written = writtenLine(value);
  if (written === null || capital === 'FROM') return null;
  if (capital === 'AS') {
    const end = entries[0]?.range.end ?? 0;
    return whole(tree, [{ range: { start: end, end }, newText: ` AS ${written}` }], 0);
  }
  return insert(tree, entries, capital, `${key.map((each) => each.toUpperCase()).join(' ')} ${written}`);
}

/** A pair more, or another value for the one that is there. */
function addNamed(tree: SettingTree, entries: readonly Setting[], kind: string, name: string, value: WrittenValue): readonly TextEdit[] | null {
  const found = entries.findLast((entry) => entry.key === kind && entry.value.kind === 'map' && entry.value.entries.some((pair) => pair.key === name));
  if (found !== undefined) return addPair(tree, found, name, value);
  const written = writtenWord(value, readInstructions(tree.text).escape);
  return written === null ? null : insert(tree, entries, kind, `${kind} ${name}=${written}`);
}

function addPair(tree: SettingTree, parent: Setting, name: string, value: WrittenValue): readonly TextEdit[] | null {
  const { text } = tree;
  const { escape } = readInstructions(text);
  const entries = parent.value.kind === 'map' ? parent.value.entries : [];
  const found = entries.findLast((entry) => entry.key === name);
  if (found !== undefined) return whole(tree, setValue(tree, found, value), 0);
  const written = writtenWord(value, escape);
  const last = entries.at(-1);
  if (written === null || last === undefined) return null;
  const isOlder = parent.key !== 'ARG' && text.charAt(last.keyRange.end) !== '=';
  // In the older form all that follows a name is its value.
  if (isOlder) return null;
  const isOnLine = lineStart(text, last.range.start) <= parent.range.start;
  const gap = isOnLine ? ' ' : ` ${escape}${lineBreakOf(text)}${indentationAt(text, last.range.start)}`;
  return whole(tree, [{ range: { start: last.range.end, end: last.range.end }, newText: `${gap}${name}=${written}` }], 0);
}

/** A new instruction: behind those of its kind that name values, before what starts the container, or at the stage's end. */
function insert(tree: SettingTree, entries: readonly Setting[], name: string, line: string): readonly TextEdit[] | null {
  const { text } = tree;
  const lineBreak = lineBreakOf(text);
  const alike = pairing.has(name) ? entries.findLast((entry) => entry.key === name) : undefined;
  const after = (end: number, indentation: string): readonly TextEdit[] | null => {
    const at = lineEnd(text, end);
    return whole(tree, [{ range: { start: at, end: at }, newText: lineBreak + indentation + line }], 1);
  };
  if (alike !== undefined) return after(alike.range.end, indentationAt(text, alike.range.start));
  const isBefore = name === 'USER' || pairing.has(name);
  const rest = entries.slice(entries.findLastIndex((entry) => !starting.has(entry.key)) + 1);
  const [start] = rest;
  const last = entries.at(-1);
  if (!isBefore || start === undefined) return last === undefined ? null : after(endOf(tree, last), indentationAt(text, last.range.start));
  const at = aboveComments(tree, lineStart(text, start.range.start));
  return whole(tree, [{ range: { start: at, end: at }, newText: indentationAt(text, start.range.start) + line + lineBreak }], 1);
}

/** Of the instruction; FROM and AS are one. */
function endOf({ text }: SettingTree, { keyRange, range }: Setting): number {
  return readInstructions(text).instructions.find((each) => each.range.start <= keyRange.start && keyRange.end <= each.range.end)?.range.end ?? range.end;
}

/** Above the comments that stand right before the line at `start`: they speak of it. */
function aboveComments({ text, said }: SettingTree, start: number): number {
  let at = start;
  for (const { range } of said.comments.toReversed()) {
    if (range.start < at && lineStart(text, at - 1) === lineStart(text, range.start)) at = lineStart(text, range.start);
  }
  return at;
}

function removeEntry(tree: SettingTree, setting: Setting): readonly TextEdit[] | null {
  const { text } = tree;
  const holder = holderOf(tree, setting);
  if (holder !== null && holder.value.kind !== 'scalar') {
    const beside = holder.value.kind === 'map' ? holder.value.entries : holder.value.items;
    if (holder.value.kind === 'map' && beside.length === 1) return removeEntry(tree, holder);
    return removeBeside(tree, beside, beside.findIndex(({ keyRange }) => keyRange.start === setting.keyRange.start));
  }
  if (setting.key === 'AS') {
    const start = text.slice(0, setting.range.start).trimEnd().length;
    return [{ range: { start, end: setting.range.end }, newText: '' }];
  }
  const isInstruction = readInstructions(text).instructions.some(({ name, range }) => name !== 'FROM' && range.start === setting.range.start);
  const lines = isInstruction ? wholeLines(text, setting.range) : null;
  return lines === null ? null : [{ range: lines, newText: '' }];
}

/** With what joins it to the one before, or to the next: whichever holds no comment. */
function removeBeside({ said }: SettingTree, beside: readonly Setting[], index: number): readonly TextEdit[] | null {
  const [before, it, next] = [beside[index - 1], beside[index], beside[index + 1]];
  if (it === undefined) return null;
  const ranges: readonly Range[] = [
    ...(before === undefined ? [] : [{ start: before.range.end, end: it.range.end }]),
    ...(next === undefined ? [] : [{ start: it.range.start, end: next.range.start }]),
    ...(beside.length === 1 ? [it.range] : []),
  ];
  const range = ranges.find(({ start, end }) => !said.comments.some((comment) => comment.range.start < end && comment.range.end > start));
  return range === undefined ? null : [{ range, newText: '' }];
}
