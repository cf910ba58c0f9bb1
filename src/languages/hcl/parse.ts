/**
 * What does a file of HCL say? Attributes and blocks, in order; a block with labels is a map within a map.
 * Must not know what any block means, but that `dynamic` makes others. Total and linear.
 */
import type { Setting, SettingMap, SettingScalar } from '../../flow';
import type { Range } from '../../text';
import { SettingTree } from '../settings';
import { Char, Cursor, isWordStart } from './cursor';
import { missingValue, readExpression, readText } from './expression';

export function parseHcl(text: string): SettingTree {
  const cursor = new Cursor(text);
  let entries = readBody(cursor, null);
  if (cursor.unclosed) {
    // A brace lacks in the last block, and what comes after it stands in the wrong one: there, where lines begin tells more than braces do.
    const from = cursor.rereadByLines();
    entries = [...entries.filter(({ range }) => range.start < from), ...readBody(cursor, null)];
  }
  const range = { start: 0, end: cursor.text.length };
  const root: SettingMap = { kind: 'map', entries, isOpen: false, range };
  return new SettingTree({ text: cursor.text, documents: [{ range, root }], comments: cursor.comments, syntaxErrors: outermost(cursor.errors) });
}

/** In order of place, without what stands inside another. */
function outermost(errors: readonly Range[]): readonly Range[] {
  const kept: Range[] = [];
  for (const error of errors.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (error.end > (kept.at(-1)?.end ?? -1)) kept.push(error);
  }
  return kept;
}

/** Up to the brace that closes the block at `open`, or the text's end. */
function readBody(cursor: Cursor, open: number | null): Setting[] {
  const entries: Setting[] = [];
  for (;;) {
    cursor.multiline = false;
    const next = cursor.nextAnywhere();
    if (next >= cursor.end || (open !== null && cursor.isNewBlock(next))) {
      cursor.at = open === null ? next : cursor.at;
      if (open !== null) {
        cursor.error(open, open + 1);
        cursor.unclosed = true;
      }
      return entries;
    }
    cursor.at = next;
    if (open === null) cursor.mark();
    if (cursor.code(next) === Char.BraceClose) {
      cursor.at = next + 1;
      if (open !== null) return entries;
      cursor.error(next, next + 1);
      continue;
    }
    const entry = readItem(cursor, next);
    if (entry !== null) entries.push(entry);
    const after = cursor.next();
    if (!cursor.isBreak(after) && (entry === null || open === null || cursor.code(after) !== Char.BraceClose)) {
      if (open === null) cursor.errorTo();
      else cursor.errorTo(Char.BraceClose);
    }
  }
}

/** `name = value` or `name "label" { … }`; null for what is neither, of which only the head is passed. */
function readItem(cursor: Cursor, start: number): Setting | null {
  cursor.references.length = 0;
  const head = readHead(cursor, start);
  if (head === null) return null;
  const mark = cursor.next();
  if (cursor.code(mark) === Char.Equals && cursor.code(mark + 1) !== Char.Equals) {
    cursor.at = mark + 1;
    const value = readExpression(cursor);
    if (value === null) cursor.error(mark, mark + 1);
    return { key: head.text, keyRange: head.range, range: { start, end: cursor.at }, value: value ?? missingValue(cursor.at) };
  }
  const heads = [head];
  for (let label = readHead(cursor, mark); label !== null; label = readHead(cursor, cursor.next())) heads.push(label);
  const brace = cursor.nextAnywhere();
  if (cursor.code(brace) !== Char.BraceOpen) {
    cursor.error(start, cursor.at);
    return null;
  }
  // Its brace may not stand on a line of its own, but what is meant is plain.
  if (brace !== cursor.next()) cursor.error(start, cursor.at);
  return cursor.nested(() => readBlock(cursor, heads, brace));
}

/** A word or a text in quotes, which names or labels. */
function readHead(cursor: Cursor, at: number): { readonly text: string; readonly range: Range } | null {
  if (isWordStart(cursor.code(at))) {
    const text = cursor.word(at);
    return { text, range: { start: at, end: cursor.at } };
  }
  if (cursor.code(at) !== Char.Quote) return null;
  const { text, range }: SettingScalar = readText(cursor, at);
  return { text, range };
}

function readBlock(cursor: Cursor, heads: readonly { readonly text: string; readonly range: Range }[], brace: number): Setting | null {
  cursor.at = brace + 1;
  const entries = readBody(cursor, brace);
  const end = cursor.at;
  const start = heads[0]?.range.start ?? brace;
  const [kind, name] = heads;
  let value: SettingMap = { kind: 'map', entries, isOpen: false, range: { start: brace, end } };
  if (kind?.text === 'dynamic' && name !== undefined && heads.length === 2) {
    return { key: name.text, keyRange: name.range, range: { start, end }, value: made(value) };
  }
  let setting: Setting | null = null;
  for (const [index, { text, range }] of [...heads.entries()].reverse()) {
    if (setting !== null) value = { kind: 'map', entries: [setting], isOpen: false, range: { start: setting.keyRange.start, end } };
    setting = { key: text, keyRange: range, range: { start: setting === null ? start : heads[index]?.range.start ?? start, end }, value };
  }
  return setting;
}

/** What each of the blocks says that a `dynamic` one makes. */
function made(block: SettingMap): SettingMap {
  const content = block.entries.find(({ key, value }) => key === 'content' && value.kind === 'map')?.value;
  return content?.kind === 'map' ? { ...content, isOpen: true } : { ...block, entries: [], isOpen: true };
}
