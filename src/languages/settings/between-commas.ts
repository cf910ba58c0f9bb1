/**
 * How does an entry come into brackets, and out of them? Between commas, as JSON writes maps and lists, and YAML in its flow style.
 * Must not know a notation but its brackets and commas.
 */
import type { Setting, SettingDocument, SettingValue } from '../../flow';
import { contains } from '../../text';
import type { Range, TextEdit } from '../../text';
import { indentationAt, lineBreakOf, lineEnd, lineStart, wholeLines } from './lines';

/** What stands beside a setting, itself among it, and the value that holds them all. */
export interface Siblings {
  readonly value: SettingValue;
  readonly all: readonly Setting[];
  readonly index: number;
}

/** Null where the tree does not hold the setting. */
export function siblingsOf(documents: readonly SettingDocument[], setting: Setting): Siblings | null {
  let value = documents.find(({ root }) => contains(root.range, setting.range))?.root;
  while (value !== undefined && value.kind !== 'scalar') {
    const holder = value.range;
    // What is taken over from elsewhere stands there.
    const all: readonly Setting[] = (value.kind === 'map' ? value.entries : value.items).filter(({ range }) => contains(holder, range));
    const index = all.findIndex(({ range, key }) => range.start === setting.range.start && range.end === setting.range.end && key === setting.key);
    if (index >= 0) return { value, all, index };
    value = all.find((one) => contains(one.range, setting.range) && contains(one.range, one.value.range))?.value;
  }
  return null;
}

/** Where the next character stands that is no blank and in no comment. */
function nextMark(text: string, from: number, comments: readonly Range[]): number {
  let at = from;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    const comment = comments.find(({ start }) => start === at);
    if (comment === undefined) return at;
    at = comment.end;
  }
}

/** Removes an entry with its comma, and with its lines where nothing else stands on them. */
export function removeBetweenCommas(text: string, { all, index }: Siblings, comments: readonly Range[]): readonly TextEdit[] | null {
  const [entry, previous, next] = [all[index], all[index - 1], all[index + 1]];
  if (entry === undefined) return null;
  const mark = nextMark(text, entry.range.end, comments);
  const hasComma = text.charAt(mark) === ',';
  const end = hasComma ? mark + 1 : entry.range.end;
  const own = { start: entry.range.start, end };
  const edits: TextEdit[] = [];
  if (next === undefined && !hasComma && previous !== undefined) {
    const comma = nextMark(text, previous.range.end, comments);
    if (text.charAt(comma) !== ',') return null;
    // On one line what is between goes too.
    if (lineStart(text, comma) === lineStart(text, own.start)) return [{ range: { start: comma, end: own.end }, newText: '' }];
    edits.push({ range: { start: comma, end: comma + 1 }, newText: '' });
  }
  const note = comments.find((comment) => comment.start >= own.end && comment.end <= lineEnd(text, own.end) && text.slice(own.end, comment.start).trim() === '');
  const lines = wholeLines(text, { start: own.start, end: note?.end ?? own.end });
  if (lines !== null && lineStart(text, own.start) > 0) return [...edits, { range: lines, newText: '' }];
  let after = own.end;
  while (text.charAt(after) === ' ' || text.charAt(after) === '\t') after++;
  return [...edits, { range: { start: own.start, end: next === undefined ? own.end : after }, newText: '' }];
}

/** How an entry is written, and the file's style. */
export interface Entry {
  /** All but the last are keys of maps. */
  readonly keys: readonly string[];
  readonly value: string;
  readonly unit: string;
}

/** Adds an entry to the map in braces at `range`, whose entries are `all`. */
export function addBetweenCommas(text: string, range: Range, all: readonly Setting[], comments: readonly Range[], entry: Entry): readonly TextEdit[] | null {
  if (text.charAt(range.start) !== '{' || text.charAt(range.end - 1) !== '}') return null;
  const lineBreak = lineBreakOf(text);
  const last = all.at(-1);
  const isOneLine = last !== undefined && lineStart(text, all[0]?.range.start ?? 0) <= range.start;
  if (isOneLine) return [{ range: { start: last.range.end, end: last.range.end }, newText: `, ${inline(entry)}` }];
  if (last === undefined) {
    const outer = indentationAt(text, range.start);
    const inner = { start: range.start + 1, end: range.end - 1 };
    const isEmpty = text.slice(inner.start, inner.end).trim() === '';
    const end = isEmpty ? inner.end : lineEnd(text, inner.end);
    if (!isEmpty && end >= range.end) return addAfterComment(text, range, outer, entry);
    return [{ range: inner, newText: `${lineBreak}${written(entry, outer + entry.unit, lineBreak)}${lineBreak}${outer}` }];
  }
  const indentation = indentationAt(text, last.range.start);
  const mark = nextMark(text, last.range.end, comments);
  const hasComma = text.charAt(mark) === ',';
  const after = hasComma ? mark + 1 : last.range.end;
  const note = comments.findLast((comment) => comment.start >= after && comment.end <= lineEnd(text, after));
  const at = note?.end ?? after;
  const line = `${lineBreak}${written(entry, indentation, lineBreak)}`;
  if (hasComma) return [{ range: { start: at, end: at }, newText: `${line},` }];
  if (at === after) return [{ range: { start: at, end: at }, newText: `,${line}` }];
  return [{ range: { start: after, end: after }, newText: ',' }, { range: { start: at, end: at }, newText: line }];
}

/** Braces that hold nothing but comments: the entry comes first. */
function addAfterComment(text: string, range: Range, outer: string, entry: Entry): readonly TextEdit[] {
  const at = range.start + 1;
  const lineBreak = lineBreakOf(text);
  const gap = text.slice(at, lineEnd(text, at)).trim() === '' ? '' : lineBreak + outer + entry.unit;
  return [{ range: { start: at, end: at }, newText: `${lineBreak}${written(entry, outer + entry.unit, lineBreak)}${gap}` }];
}

function inline({ keys, value }: Entry): string {
  return keys.reduceRight((inner, key, index) => (index === keys.length - 1 ? `${key}: ${inner}` : `${key}: { ${inner} }`), value);
}

/** A line for each key, the braces of those around closed again. */
function written({ keys, value, unit }: Entry, indentation: string, lineBreak: string): string {
  const heads = keys.slice(0, -1);
  return [
    ...heads.map((key, depth) => `${indentation}${unit.repeat(depth)}${key}: {`),
    `${indentation}${unit.repeat(heads.length)}${keys.at(-1) ?? ''}: ${value}`,
    ...heads.map((_, depth) => `${indentation}${unit.repeat(heads.length - 1 - depth)}}`),
  ].join(lineBreak);
}
