/**
 * What does an environment file say? A line for each variable, as shells and the libraries that read such files agree on it.
 * Must not interpret names. Total and linear; lines that are none stand in `syntaxErrors`.
 */
import type { Comment, Setting, SettingScalar } from '../../flow';
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';
import { lineEnd, SettingTree, templateReferences } from '../settings';
import { expand } from './references';

/** `export NAME=`, `NAME: `. */
const headForm = /(?:export[ \t]+)?([^\s=:#"'`]+)[ \t]*(?:=|:(?=[ \t]))/y;
/** `export NAME OTHER`: variables that were set before. */
const exportForm = /export(?:[ \t]+[A-Za-z_]\w*)+[ \t]*$/;
/** The head of a line up to a quote: what seems to close the quotes of a line above opens its own. */
const openingForm = /^[ \t]*(?:export[ \t]+)?[^\s=:#"'`]+[ \t]*=[ \t]*$/;

export function parseDotenv(text: string): SettingTree {
  return new DotenvReader(text).read();
}

class DotenvReader {
  private readonly entries: Setting[] = [];
  private readonly comments: Comment[] = [];
  private readonly syntaxErrors: Range[] = [];
  private isTemplate = false;
  /** Values so far that are not open. */
  private readonly known = new Map<string, string>();
  /** Quotes that nothing closes from a place on. */
  private readonly unclosed = new Map<string, number>();

  constructor(private readonly text: string) {}

  read(): SettingTree {
    const { text } = this;
    for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) at = lineFeedAfter(text, this.line(at)) + 1;
    const range = { start: 0, end: text.length };
    const root = { kind: 'map' as const, entries: this.entries, isOpen: this.isTemplate, range };
    return new SettingTree({ text, documents: [{ range, root }], comments: this.comments, syntaxErrors: this.syntaxErrors });
  }

  /** Reads what begins on the line at `at`; where it ends. */
  private line(at: number): number {
    const { text } = this;
    const end = lineEnd(text, at);
    const start = this.skipBlanks(at, end);
    if (start === end) return end;
    if (text.charAt(start) === '#') return this.comment(start, end);
    headForm.lastIndex = start;
    const key = headForm.exec(text)?.[1];
    if (key === undefined) {
      const line = text.slice(start, end);
      // Templates of files have lines of their own, `{{#if tls}}`: which of the others are there is not known.
      if (templateReferences(line).length > 0) this.isTemplate = true;
      else if (!exportForm.test(line)) this.syntaxErrors.push({ start, end: start + line.trimEnd().length });
      return end;
    }
    const mark = headForm.lastIndex;
    const keyEnd = text.slice(start, mark - 1).trimEnd().length + start;
    const value = this.value(mark, end);
    const keyRange = { start: keyEnd - key.length, end: keyEnd };
    this.entries.push({ key, keyRange, range: { start: keyRange.start, end: Math.max(value.range.end, mark) }, value });
    if (value.isOpen) this.known.delete(key);
    else this.known.set(key, value.text);
    return this.rest(value.range.end, lineEnd(text, value.range.end));
  }

  /** What stands behind a value: blanks, a comment, or what does not belong there. */
  private rest(from: number, end: number): number {
    const start = this.skipBlanks(from, end);
    if (this.text.charAt(start) === '#' && start < end) return this.comment(start, end);
    if (start < end) this.syntaxErrors.push({ start, end });
    return end;
  }

  private comment(start: number, end: number): number {
    this.comments.push({ range: { start, end }, text: this.text.slice(start, end) });
    return end;
  }

  private value(mark: number, end: number): SettingScalar {
    const { text } = this;
    const start = this.skipBlanks(mark, end);
    const quote = text.charAt(start);
    if (start < end && (quote === '"' || quote === "'" || quote === '`')) {
      const close = this.closing(start, end, quote);
      if (close !== null) return this.scalar(text.slice(start + 1, close), { start, end: close + 1 }, quote);
      if (this.isUnclosed(start, end, quote)) this.syntaxErrors.push({ start, end });
    }
    // A comment stands behind a blank: `a#b` is one value.
    const comment = /[ \t]#/.exec(text.slice(mark, end));
    const written = text.slice(start, comment === null ? end : Math.max(mark + comment.index, start)).trimEnd();
    if (written === '') return this.scalar('', { start: mark, end: mark }, '');
    return this.scalar(written, { start, end: start + written.length }, '');
  }

  /** Where the quotes of a value end: on its line, or further down; null where they do not enclose it. */
  private closing(start: number, end: number, quote: string): number | null {
    const { text } = this;
    const known = this.unclosed.get(quote);
    if (known !== undefined && start >= known) return null;
    let close = this.nextQuote(start + 1, quote);
    // A backslash is no escape between single quotes, if that makes the line whole: 'C:\'
    if (quote === "'" && (close < 0 || close > end)) {
      const plain = text.indexOf(quote, start + 1);
      if (plain >= 0 && plain < end && this.endsValue(plain + 1, end)) close = plain;
    }
    if (close < 0) {
      this.unclosed.set(quote, start);
      return null;
    }
    if (close < end) return this.endsValue(close + 1, end) ? close : null;
    return openingForm.test(text.slice(text.lastIndexOf('\n', close) + 1, close)) ? null : close;
  }

  private isUnclosed(start: number, end: number, quote: string): boolean {
    return !this.text.slice(start + 1, end).includes(quote);
  }

  /** Only blanks and a comment follow. */
  private endsValue(from: number, end: number): boolean {
    const at = this.skipBlanks(from, end);
    return at === end || this.text.charAt(at) === '#';
  }

  private nextQuote(from: number, quote: string): number {
    const { text } = this;
    for (let at = from; at < text.length; at++) {
      const character = text.charAt(at);
      if (character === quote) return at;
      if (character === '\\') at++;
    }
    return -1;
  }

  private scalar(written: string, range: Range, quote: string): SettingScalar {
    // Of dotenvx: only who has the key knows it.
    if (written.startsWith('encrypted:')) return { kind: 'scalar', text: written, value: written, isOpen: true, references: [], range };
    if (quote === "'") {
      const references = templateReferences(written).map(({ name }) => name);
      return { kind: 'scalar', text: written, value: written, isOpen: references.length > 0, references, range };
    }
    const { text, isOpen, references } = expand(written, this.known, quote === '"');
    return { kind: 'scalar', text, value: text, isOpen, references, range };
  }

  private skipBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && (this.text.charCodeAt(at) === 32 || this.text.charCodeAt(at) === 9)) at++;
    return at;
  }
}
