/**
 * What does an expression say? A literal, a list or an object its value; any other that it is open, and the names in it.
 * Must not compute anything, nor know blocks.
 */
import type { Setting, SettingList, SettingMap, SettingScalar, SettingValue } from '../../flow';
import { lineFeedAfter } from '../../text';
import { Char, isDigit, isWordStart } from './cursor';
import type { Cursor } from './cursor';
import { openScalar } from './scalar';
import { readHeredoc, readQuoted } from './template';

/** What was read: a value, something open whose names are gathered, or nothing. */
type Outcome = SettingValue | 'open' | 'missing';

/** Functions that give what they are given, in another form. */
const transparent: ReadonlySet<string> = new Set(['jsonencode', 'yamlencode', 'tolist', 'toset', 'tomap', 'sensitive', 'nonsensitive']);

const numberForm = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const operatorForm = /==|!=|<=|>=|&&|\|\||[-+*/%<>]/y;
const forForm = /for[ \t\r\n]+[A-Za-z_]/y;

/** The value that stands next; null where there is none. */
export function readExpression(cursor: Cursor): SettingValue | null {
  const start = cursor.next();
  const mark = cursor.references.length;
  const outcome = cursor.nested(() => readOperation(cursor)) ?? 'open';
  if (outcome === 'missing') return null;
  return outcome === 'open' ? openScalar(cursor, start, mark) : outcome;
}

/** What stands where a value is missing: nothing that is known. */
export function missingValue(at: number): SettingScalar {
  return { kind: 'scalar', text: '', value: null, isOpen: true, references: [], range: { start: at, end: at } };
}

/** Of a text in quotes. */
export function readText(cursor: Cursor, start: number): SettingScalar {
  return readQuoted(cursor, start, interpolate);
}

function interpolate(cursor: Cursor): boolean {
  return readOperation(cursor) !== 'missing';
}

/** Operands and what joins them; which of them binds closer makes no difference to what is known. */
function readOperation(cursor: Cursor): Outcome {
  let outcome = readOperand(cursor);
  if (outcome === 'missing') return outcome;
  for (let alternatives = 0; ; ) {
    const next = cursor.next();
    const code = cursor.code(next);
    if (code === Char.Question) {
      alternatives++;
      cursor.at = next + 1;
    } else if (code === Char.Colon && alternatives > 0) {
      alternatives--;
      cursor.at = next + 1;
    } else {
      const length = operatorAt(cursor, next);
      if (length > 0) {
        cursor.at = next + length;
      } else {
        if (alternatives > 0) cursor.error(next, Math.min(next + 1, cursor.end));
        return outcome;
      }
    }
    outcome = 'open';
    if (readOperand(cursor) === 'missing') {
      cursor.error(next, cursor.at);
      return outcome;
    }
  }
}

function operatorAt(cursor: Cursor, at: number): number {
  operatorForm.lastIndex = at;
  return at < cursor.end ? operatorForm.exec(cursor.text)?.[0].length ?? 0 : 0;
}

function readOperand(cursor: Cursor): Outcome {
  const start = cursor.next();
  let isNegative = false;
  let isOpen = false;
  for (let code = cursor.code(cursor.next()); code === Char.Minus || code === Char.Bang; code = cursor.code(cursor.next())) {
    if (isNegative || code === Char.Bang) isOpen = true;
    isNegative ||= code === Char.Minus;
    cursor.at = cursor.next() + 1;
  }
  const plain = readPlain(cursor);
  if (plain === 'missing') return cursor.at > start ? 'open' : plain;
  const outcome = readAccess(cursor) ? 'open' : plain;
  if (isOpen || outcome === 'open') return 'open';
  if (!isNegative) return outcome;
  if (outcome.kind !== 'scalar' || typeof outcome.value !== 'number') return 'open';
  return { ...outcome, text: `-${outcome.text}`, value: -outcome.value, range: { start, end: outcome.range.end } };
}

function readPlain(cursor: Cursor): Outcome {
  const start = cursor.next();
  const code = cursor.code(start);
  if (isWordStart(code)) return cursor.multiline && cursor.isNewAttribute(start) ? 'missing' : readName(cursor, start);
  if (isDigit(code)) return readNumber(cursor, start);
  switch (code) {
    case Char.Quote:
      return readText(cursor, start);
    case Char.BracketOpen:
      return cursor.nested(() => (isFor(cursor, start) ? readFor(cursor, start, Char.BracketClose) : readList(cursor, start))) ?? 'open';
    case Char.BraceOpen:
      return cursor.nested(() => (isFor(cursor, start) ? readFor(cursor, start, Char.BraceClose) : readObject(cursor, start))) ?? 'open';
    case Char.ParenOpen:
      return cursor.nested(() => readParentheses(cursor, start)) ?? 'open';
    case Char.Less:
      return cursor.code(start + 1) === Char.Less ? readHeredoc(cursor, start, interpolate) ?? 'open' : 'missing';
    default:
      return 'missing';
  }
}

function readNumber(cursor: Cursor, start: number): SettingScalar {
  numberForm.lastIndex = start;
  const text = (numberForm.exec(cursor.text)?.[0] ?? '').slice(0, cursor.end - start);
  cursor.at = start + text.length;
  return { kind: 'scalar', text, value: Number(text), isOpen: false, references: [], range: { start, end: cursor.at } };
}

/** A keyword, a call, or a traversal: `var.size`, `data.x.y.z`, `each.value["a"]`. */
function readName(cursor: Cursor, start: number): Outcome {
  let name = cursor.word(start);
  while (cursor.code(cursor.at) === Char.Colon && cursor.code(cursor.at + 1) === Char.Colon && isWordStart(cursor.code(cursor.at + 2))) {
    name += `::${cursor.word(cursor.at + 2)}`;
  }
  if (cursor.code(cursor.next()) === Char.ParenOpen) return cursor.nested(() => readCall(cursor, name)) ?? 'open';
  const range = { start, end: cursor.at };
  if (name === 'true' || name === 'false') return { kind: 'scalar', text: name, value: name === 'true', isOpen: false, references: [], range };
  if (name === 'null') return { kind: 'scalar', text: '', value: null, isOpen: false, references: [], range };
  const place = cursor.references.push('') - 1;
  readAccess(cursor);
  if (!cursor.bound.includes(name)) cursor.references[place] = cursor.text.slice(start, cursor.at);
  return 'open';
}

/** `.name`, `.0`, `.*`, `["key"]`, `[*]`; whether there was any. */
function readAccess(cursor: Cursor): boolean {
  let isAny = false;
  for (;;) {
    const next = cursor.next();
    const code = cursor.code(next);
    if (code === Char.Dot) {
      const after = cursor.code(next + 1);
      if (isWordStart(after) || isDigit(after)) cursor.word(next + 1);
      else if (after === Char.Star) cursor.at = next + 2;
      else if (after === Char.Dot) return isAny;
      else {
        // Half-typed: `var.`.
        cursor.error(next, next + 1);
        cursor.at = next + 1;
      }
    } else if (code === Char.BracketOpen && !cursor.text.slice(cursor.at, next).includes('\n')) {
      cursor.nested(() => {
        cursor.at = next + 1;
        cursor.multiline = true;
        if (!cursor.take(Char.Star)) readOperation(cursor);
        if (!cursor.take(Char.BracketClose)) cursor.error(next, cursor.at);
      });
    } else {
      return isAny;
    }
    isAny = true;
  }
}

/** What stands in parentheses; a plain value as if they were not there, but for its range. */
function readParentheses(cursor: Cursor, start: number): Outcome {
  cursor.at = start + 1;
  cursor.multiline = true;
  const outcome = readOperation(cursor);
  if (!cursor.take(Char.ParenClose)) leftOpen(cursor, start);
  if (outcome === 'missing' || outcome === 'open') return 'open';
  return outcome.kind === 'scalar' ? { ...outcome, range: { start, end: cursor.at } } : outcome;
}

/** `name(a, b...)`, from its parenthesis on. */
function readCall(cursor: Cursor, name: string): Outcome {
  const start = cursor.next();
  cursor.at = start + 1;
  cursor.multiline = true;
  let only: Outcome = 'open';
  let count = 0;
  readItems(cursor, start, Char.ParenClose, () => {
    only = readOperation(cursor);
    count++;
    const next = cursor.next();
    if (cursor.text.startsWith('...', next)) cursor.at = Math.min(next + 3, cursor.end);
    return only !== 'missing';
  });
  const given = only as Outcome;
  return count === 1 && transparent.has(name) && typeof given !== 'string' && given.kind !== 'scalar' ? given : 'open';
}

function readList(cursor: Cursor, start: number): SettingList {
  const items: Setting[] = [];
  cursor.at = start + 1;
  cursor.multiline = true;
  readItems(cursor, start, Char.BracketClose, () => {
    const from = cursor.next();
    const value = readExpression(cursor);
    if (value === null) return false;
    const range = { start: from, end: cursor.at };
    items.push({ key: String(items.length), keyRange: firstLine(cursor, range.start, range.end), range, value });
    return true;
  });
  return { kind: 'list', items, isOpen: false, range: { start, end: cursor.at } };
}

function firstLine(cursor: Cursor, start: number, end: number): { readonly start: number; readonly end: number } {
  const line = lineFeedAfter(cursor.text, start);
  return { start, end: Math.min(cursor.text.charCodeAt(line - 1) === Char.Return ? line - 1 : line, end) };
}

/** What stands between commas, up to `close`. What is no item is an error up to the next comma or line. */
function readItems(cursor: Cursor, start: number, close: number, readItem: () => boolean): void {
  for (;;) {
    if (cursor.take(close)) return;
    const next = cursor.next();
    if (next >= cursor.end || isLeft(cursor, next)) {
      leftOpen(cursor, start);
      return;
    }
    if (!readItem()) {
      const before = cursor.at;
      cursor.errorTo(Char.Comma, Char.BracketClose, Char.ParenClose, Char.BraceClose);
      if (!cursor.take(Char.Comma) && cursor.at === before) {
        if (cursor.take(close)) return;
        // A bracket that others have opened.
        leftOpen(cursor, start);
        return;
      }
    } else if (!cursor.take(Char.Comma) && cursor.code(cursor.next()) !== close) {
      const after = cursor.next();
      if (after >= cursor.end || isLeft(cursor, after)) continue;
      if (cursor.text.slice(cursor.at, after).includes('\n')) cursor.error(after, after + 1);
      else cursor.errorTo(Char.Comma, Char.BracketClose, Char.ParenClose, Char.BraceClose);
      if (cursor.at < after && isClose(cursor.code(after))) {
        leftOpen(cursor, start);
        return;
      }
      cursor.take(Char.Comma);
    }
  }
}

function isClose(code: number): boolean {
  return code === Char.BracketClose || code === Char.ParenClose || code === Char.BraceClose;
}

/** Whether at the next token something else begins, so that what is open was never closed. */
function isLeft(cursor: Cursor, next: number): boolean {
  return cursor.isNewAttribute(next) || cursor.isNewBlock(next);
}

function leftOpen(cursor: Cursor, start: number): void {
  cursor.error(start, start + 1);
  if (cursor.next() >= cursor.text.length) cursor.unclosed = true;
}

function isFor(cursor: Cursor, start: number): boolean {
  const { multiline, at } = cursor;
  cursor.at = start + 1;
  forForm.lastIndex = cursor.nextAnywhere();
  cursor.at = at;
  cursor.multiline = multiline;
  return forForm.test(cursor.text);
}

/** `[for name in var.names : upper(name) if name != ""]`: nothing of it is known but what it names. */
function readFor(cursor: Cursor, start: number, close: number): Outcome {
  const bound = cursor.bound.length;
  cursor.at = start + 1;
  cursor.multiline = true;
  cursor.word(cursor.next());
  for (let next = cursor.next(); isWordStart(cursor.code(next)) && !isLeft(cursor, next); next = cursor.next()) {
    const word = cursor.word(next);
    if (word === 'in') break;
    cursor.bound.push(word);
    cursor.take(Char.Comma);
  }
  readOperation(cursor);
  for (let next = cursor.next(); next < cursor.end && !isLeft(cursor, next); next = cursor.next()) {
    if (cursor.code(next) === Char.Colon) cursor.at = next + 1;
    else if (cursor.text.startsWith('=>', next)) cursor.at = next + 2;
    else if (cursor.text.startsWith('if', next)) cursor.word(next);
    else if (cursor.text.startsWith('...', next)) {
      cursor.at = next + 3;
      continue;
    } else {
      break;
    }
    readOperation(cursor);
  }
  if (!cursor.take(close)) leftOpen(cursor, start);
  cursor.bound.length = bound;
  return 'open';
}

/** `{ a = 1, "b" : 2 }`, its entries by commas or lines. */
function readObject(cursor: Cursor, start: number): SettingMap {
  const entries: Setting[] = [];
  let isOpen = false;
  cursor.at = start + 1;
  cursor.multiline = false;
  for (;;) {
    const next = cursor.nextAnywhere();
    const code = cursor.code(next);
    if (code === Char.BraceClose) {
      cursor.at = next + 1;
      break;
    }
    if (next >= cursor.end || cursor.isNewBlock(next)) {
      leftOpen(cursor, start);
      if (cursor.nextAnywhere() >= cursor.text.length) cursor.unclosed = true;
      break;
    }
    cursor.at = next;
    if (code === Char.Comma) {
      cursor.at = next + 1;
      continue;
    }
    const entry = readEntry(cursor, next);
    if (entry === null) {
      cursor.errorTo(Char.Comma, Char.BraceClose);
    } else {
      isOpen ||= entry.isComputed;
      entries.push(entry.setting);
      const after = cursor.next();
      if (!cursor.isBreak(after) && cursor.code(after) !== Char.Comma && cursor.code(after) !== Char.BraceClose) cursor.errorTo(Char.Comma, Char.BraceClose);
    }
  }
  return { kind: 'map', entries, isOpen, range: { start, end: cursor.at } };
}

/** One entry of an object; null where no key and no mark after it stand, and what can be read as a key is passed. */
function readEntry(cursor: Cursor, start: number): { readonly setting: Setting; readonly isComputed: boolean } | null {
  const key = readExpressionAsKey(cursor, start);
  if (key === null) return null;
  const keyRange = { start, end: cursor.at };
  const mark = cursor.next();
  if (!isAssigned(cursor, mark)) return null;
  cursor.at = mark + 1;
  const value = readExpression(cursor);
  if (value === null) cursor.error(mark, mark + 1);
  const setting = { key: key.text, keyRange, range: { start, end: cursor.at }, value: value ?? missingValue(cursor.at) };
  return { setting, isComputed: key.isOpen };
}

function isAssigned(cursor: Cursor, at: number): boolean {
  const code = cursor.code(at);
  return code === Char.Colon || (code === Char.Equals && cursor.code(at + 1) !== Char.Equals && cursor.code(at + 1) !== Char.Greater);
}

/** A word stands for itself; in parentheses, or with a template in it, a key is computed. */
function readExpressionAsKey(cursor: Cursor, start: number): { readonly text: string; readonly isOpen: boolean } | null {
  const code = cursor.code(start);
  if (isWordStart(code)) {
    const text = cursor.word(start);
    const isOpen = readAccess(cursor);
    return { text: isOpen ? cursor.text.slice(start, cursor.at) : text, isOpen };
  }
  if (code !== Char.Quote && code !== Char.ParenOpen && !isDigit(code)) return null;
  const value = readExpression(cursor);
  if (value?.kind !== 'scalar') return null;
  return { text: value.text, isOpen: value.isOpen };
}
