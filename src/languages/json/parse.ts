/**
 * What does a file of JSON say? Settings that are made of the tape when they are asked for. Must not know what a key means.
 */
import type { Setting, SettingList, SettingMap, SettingScalar, SettingValue } from '../../flow';
import type { Range } from '../../text';
import { referencesIn, SettingTree } from '../settings';
import { unescaped } from './scanner';
import { readTape } from './tape';
import type { JsonTape } from './tape';

/** Total. */
export function parseJson(text: string): SettingTree {
  const { tape, comments, errors } = readTape(text);
  const root = valueAt({ text, tape }, 0);
  return new SettingTree({
    text,
    documents: [{ range: { start: 0, end: text.length }, root }],
    comments: comments.map((range) => ({ range, text: text.slice(range.start, range.end) })),
    syntaxErrors: errors,
  });
}

interface JsonFile {
  readonly text: string;
  readonly tape: JsonTape;
}

function valueAt(file: JsonFile, row: number): SettingValue {
  const { text, tape } = file;
  const range = { start: tape.start(row), end: tape.end(row) };
  const kind = tape.kind(row);
  switch (kind) {
    case 'map':
      return new JsonMap(file, row, range);
    case 'list':
      return new JsonList(file, row, range);
    case 'text':
      return textScalar(stringAt(text, range), range);
    case 'number': {
      const written = text.slice(range.start, range.end);
      return { kind: 'scalar', text: written, value: Number(written), isOpen: false, references: [], range };
    }
    case 'true':
    case 'false':
      return { kind: 'scalar', text: kind, value: kind === 'true', isOpen: false, references: [], range };
    default:
      return { kind: 'scalar', text: '', value: null, isOpen: false, references: [], range };
  }
}

/** An Azure template writes `[parameters('name')]` for what is put in. */
const expression = /^\[([a-zA-Z]\w*\(.*)\]$/s;

function textScalar(text: string, range: Range): SettingScalar {
  const inside = expression.exec(text)?.[1];
  const references = inside === undefined ? referencesIn(text) : [inside];
  return { kind: 'scalar', text, value: text, isOpen: references !== null, references: references ?? [], range };
}

/** A string without its quotes, or a word that has none. */
function stringAt(text: string, { start, end }: Range): string {
  const written = text.slice(start, end);
  if (!written.startsWith('"')) return written;
  const inside = written.slice(1, written.length > 1 && written.endsWith('"') ? -1 : undefined);
  return inside.includes('\\') ? unescaped(inside) : inside;
}

function entriesOf(file: JsonFile, row: number): readonly Setting[] {
  const { text, tape } = file;
  const entries: Setting[] = [];
  const end = tape.next(row);
  for (let inner = row + 1; inner < end; inner = tape.next(inner)) {
    const value = valueAt(file, inner);
    const keyRange = tape.key(inner);
    if (keyRange === null) {
      // Of an item the first line stands for a key.
      const { range } = value;
      const feed = text.indexOf('\n', range.start);
      const lineEnd = feed < 0 || feed >= range.end ? range.end : feed - (text.charCodeAt(feed - 1) === 13 ? 1 : 0);
      entries.push({ key: String(entries.length), keyRange: { start: range.start, end: lineEnd }, range, value });
    } else entries.push({ key: stringAt(text, keyRange), keyRange, range: { start: keyRange.start, end: value.range.end }, value });
  }
  return entries;
}

class JsonMap implements SettingMap {
  readonly kind = 'map';
  readonly isOpen = false;
  private known: readonly Setting[] | null = null;

  constructor(private readonly file: JsonFile, private readonly row: number, readonly range: Range) {}

  get entries(): readonly Setting[] {
    return (this.known ??= entriesOf(this.file, this.row));
  }
}

class JsonList implements SettingList {
  readonly kind = 'list';
  readonly isOpen = false;
  private known: readonly Setting[] | null = null;

  constructor(private readonly file: JsonFile, private readonly row: number, readonly range: Range) {}

  get items(): readonly Setting[] {
    return (this.known ??= entriesOf(this.file, this.row));
  }
}
