/**
 * What does a file of TOML say? Tables with their values, comments and errors. Must not know what a key means.
 * Total: what does not parse costs its line, a list that is never closed what stands before the next key. Linear in the text's length.
 */
import type { Comment, Setting, SettingScalar, SettingValue } from '../../flow';
import type { Range } from '../../text';
import { lineEnd, referencesIn, SettingTree } from '../settings';
import { readQuoted } from './strings';
import type { Missing } from './strings';
import { Table } from './tables';
import type { KeyPart } from './tables';

/** Nesting deeper than this, and keys of more parts, are made by machines, or to do harm. */
const deepest = 60;

export function parseToml(text: string): SettingTree {
  return new TomlParser(text).parse();
}

/** A line within brackets that can only be one after them. */
const nextLine = /[ \t]*(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*[ \t]*=|\[\[?(?!(?:true|false|inf|nan)\])[A-Za-z_][\w.-]*\]\]?[ \t]*(?:#.*)?\r?$)/my;

class TomlParser {
  private at: number;
  private readonly root: Table;
  private readonly comments: Comment[] = [];
  private readonly errors: Range[] = [];
  private readonly missing: Missing = new Set<string>();

  constructor(private readonly text: string) {
    this.at = text.startsWith('\ufeff') ? 1 : 0;
    this.root = new Table({ start: 0, end: text.length });
  }

  parse(): SettingTree {
    const { text, root } = this;
    let table = root;
    while (this.at < text.length) {
      this.blanks();
      const character = text.charAt(this.at);
      if (character === '\n' || character === '\r') this.at++;
      else if (character === '#') this.comment();
      else if (character === '[') table = this.head() ?? table;
      else if (character !== '') this.entry(table);
    }
    return new SettingTree({ text, documents: [{ range: { start: 0, end: text.length }, root: root.value }], comments: this.comments, syntaxErrors: this.errors });
  }

  private blanks(): void {
    while (this.text.charAt(this.at) === ' ' || this.text.charAt(this.at) === '\t') this.at++;
  }

  /** Blanks, line breaks and comments. */
  private gap(): void {
    for (;;) {
      while (/[ \t\r\n]/.test(this.text.charAt(this.at))) this.at++;
      if (this.text.charAt(this.at) !== '#') return;
      this.comment();
    }
  }

  private comment(): void {
    const range = { start: this.at, end: lineEnd(this.text, this.at) };
    this.comments.push({ range, text: this.text.slice(range.start, range.end) });
    this.at = range.end;
  }

  /** What is left of the line is wrong, but for a comment that begins it. */
  private endLine(): void {
    this.blanks();
    const end = lineEnd(this.text, this.at);
    if (this.text.charAt(this.at) === '#') this.comment();
    else if (this.at < end) this.errors.push({ start: this.at, end: this.at + trimmed(this.text.slice(this.at, end)).length });
    this.at = end;
  }

  /** Never empty where a character is left: an error must be seen. */
  private wrong(from: number, to: number): void {
    const start = Math.min(from, Math.max(this.text.length - 1, 0));
    const end = Math.max(Math.min(to, this.text.length), start + 1);
    this.errors.push({ start, end });
  }

  /** `[a.b]` and `[[a.b]]`; null where it is none. */
  private head(): Table | null {
    const start = this.at;
    const isItem = this.text.startsWith('[[', start);
    this.at += isItem ? 2 : 1;
    const parts = this.key();
    this.blanks();
    const close = isItem ? ']]' : ']';
    const last = parts?.at(-1);
    if (parts === null || last === undefined || !this.text.startsWith(close, this.at)) {
      const end = lineEnd(this.text, start);
      this.wrong(start, start + trimmed(this.text.slice(start, end)).length);
      this.at = end;
      // Half a head begins a table all the same: what stands below is not of the one before.
      return parts === null || last === undefined ? null : this.root.below(parts, start, last.range.end);
    }
    this.at += close.length;
    const range = { start, end: this.at };
    const table = isItem ? this.root.below(parts.slice(0, -1), start, this.at).item(last, range) : this.root.below(parts, start, this.at);
    this.endLine();
    return table;
  }

  private entry(table: Table): void {
    const start = this.at;
    const parts = this.key();
    this.blanks();
    if (parts === null || this.text.charAt(this.at) !== '=') {
      const end = lineEnd(this.text, start);
      this.wrong(start, start + trimmed(this.text.slice(start, end)).length);
      this.at = end;
      return;
    }
    this.at++;
    this.blanks();
    table.set(parts, start, this.value(0));
    this.endLine();
  }

  /** `a."b c".d`; null where none begins here. */
  private key(): readonly KeyPart[] | null {
    const parts: KeyPart[] = [];
    do {
      this.blanks();
      const start = this.at;
      const character = this.text.charAt(start);
      if (character === '"' || character === "'") {
        const { text, end, isWhole } = readQuoted(this.text, start, this.missing);
        this.at = end;
        if (!isWhole) return null;
        parts.push({ key: text, range: { start, end } });
      } else {
        while (/[^\s.=[\]{}#,"']/.test(this.text.charAt(this.at))) this.at++;
        if (this.at === start) return null;
        parts.push({ key: this.text.slice(start, this.at), range: { start, end: this.at } });
      }
      this.blanks();
    } while (this.text.charAt(this.at) === '.' && parts.length < deepest && this.at++ >= 0);
    return parts;
  }

  private value(depth: number): SettingValue {
    const character = this.text.charAt(this.at);
    if (character === '"' || character === "'") return this.quoted();
    if (character === '[' || character === '{') return depth < deepest ? this.bracketed(depth + 1, character) : this.tooDeep();
    return this.bare(depth);
  }

  private quoted(): SettingScalar {
    const start = this.at;
    const { text, end, isWhole } = readQuoted(this.text, start, this.missing);
    if (!isWhole) this.wrong(start, end);
    this.at = end;
    const references = referencesIn(text);
    return { kind: 'scalar', text, value: text, isOpen: references !== null, references: references ?? [], range: { start, end } };
  }

  /** Numbers, dates, `true` and `false`. */
  private bare(depth: number): SettingScalar {
    const start = this.at;
    const end = lineEnd(this.text, start);
    const written = (depth === 0 ? /^[^#]*/ : /^[^#,\]}]*/).exec(this.text.slice(start, end))?.[0] ?? '';
    const found = trimmed(written);
    this.at = start + found.length;
    const range = { start, end: this.at };
    const value = valueOf(found);
    if (value === null) this.wrong(start, this.at);
    const references = value === null ? referencesIn(found) : null;
    return { kind: 'scalar', text: found, value: value ?? found, isOpen: references !== null, references: references ?? [], range };
  }

  private tooDeep(): SettingValue {
    const start = this.at;
    this.at = lineEnd(this.text, start);
    this.wrong(start, this.at);
    return { kind: 'map', entries: [], isOpen: true, range: { start, end: this.at } };
  }

  /** A list or an inline table, to its bracket; what is never closed ends before the next key. */
  private bracketed(depth: number, open: '[' | '{'): SettingValue {
    const start = this.at;
    const close = open === '[' ? ']' : '}';
    const items: Setting[] = [];
    const table = new Table({ start, end: start + 1 });
    this.at++;
    let [isClosed, end] = [false, this.at];
    for (;;) {
      const before = this.at;
      this.gap();
      if (this.text.charAt(this.at) === close) {
        isClosed = true;
        end = ++this.at;
        break;
      }
      if (this.at >= this.text.length || (open === '[' && this.isNextLine(before))) {
        this.at = before;
        break;
      }
      const from = this.at;
      if (open === '[') {
        const value = this.value(depth);
        const range = value.range;
        if (range.end > range.start) items.push({ key: String(items.length), keyRange: firstLine(this.text, range), range, value });
      } else {
        const parts = this.key();
        this.blanks();
        if (parts === null || this.text.charAt(this.at) !== '=') {
          this.at = from;
          break;
        }
        this.at++;
        this.gap();
        table.set(parts, from, this.value(depth));
      }
      end = Math.max(end, this.at);
      const behind = this.at;
      this.gap();
      if (this.text.charAt(this.at) === ',') end = ++this.at;
      else if (this.text.charAt(this.at) !== close) {
        this.at = behind;
        if (open === '{' || this.at === from) break;
        // A comma that is missing between items.
        if (trimmed(this.text.slice(behind, lineEnd(this.text, behind))) !== '') break;
        if (this.isAtNextLine(behind)) break;
        this.wrong(Math.max(behind - 1, from), behind);
      }
    }
    if (!isClosed) this.wrong(start, start + 1);
    const range = { start, end };
    return open === '[' ? { kind: 'list', items, isOpen: false, range } : { kind: 'map', entries: table.value.entries, isOpen: false, range };
  }

  /** Whether a key or a head begins the line that was come to since `before`. */
  private isNextLine(before: number): boolean {
    const line = this.text.lastIndexOf('\n', this.at - 1) + 1;
    if (line <= before) return false;
    nextLine.lastIndex = line;
    return nextLine.test(this.text);
  }

  private isAtNextLine(from: number): boolean {
    const back = this.at;
    const { length } = this.comments;
    this.gap();
    const isNext = this.at >= this.text.length || this.isNextLine(from);
    this.comments.length = length;
    this.at = back;
    return isNext;
  }
}

/** Blanks of the notation, no others. */
function trimmed(text: string): string {
  return text.replace(/[ \t\r]+$/, '');
}

function firstLine(text: string, { start, end }: Range): Range {
  return { start, end: Math.min(end, lineEnd(text, start)) };
}

/** Null for what is no value. */
function valueOf(written: string): string | number | boolean | null {
  if (written === 'true' || written === 'false') return written === 'true';
  if (/^[+-]?(?:inf|nan)$/.test(written)) return written;
  if (/^[+-]?\d(?:_?\d)*(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/.test(written)) return Number(written.replaceAll('_', ''));
  if (/^0(?:x[\da-fA-F]|o[0-7]|b[01])(?:_?[\da-fA-F])*$/.test(written)) return Number(written.replaceAll('_', ''));
  return /^(?:\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$/.test(written) ? written : null;
}
