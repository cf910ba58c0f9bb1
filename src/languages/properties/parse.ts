/**
 * What does a file of lines say, `key = value`? A map, with a map for each of its sections. Must not interpret keys.
 * Total and linear; a head of a section that is never closed is an error.
 */
import type { Comment } from '../../flow';
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';
import { lineEnd, SettingTree } from '../settings';
import type { SettingText } from '../settings';
import type { Dialect } from './dialects';
import { MapBuilder } from './map-builder';
import { readScalar } from './scalar';
import type { Piece } from './scalar';

export class PropertiesTree extends SettingTree {
  constructor(said: SettingText, readonly dialect: Dialect) {
    super(said);
  }
}

export function parseProperties(text: string, dialect: Dialect): PropertiesTree {
  return new LineReader(text, dialect).read();
}

class LineReader {
  private readonly comments: Comment[] = [];
  private readonly syntaxErrors: Range[] = [];
  private readonly root: MapBuilder;
  private section: MapBuilder;

  constructor(private readonly text: string, private readonly dialect: Dialect) {
    this.root = new MapBuilder({ start: 0, end: text.length });
    this.section = this.root;
  }

  read(): PropertiesTree {
    const { text } = this;
    for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) at = lineFeedAfter(text, this.line(at)) + 1;
    const range = { start: 0, end: text.length };
    return new PropertiesTree({ text, documents: [{ range, root: this.root.map }], comments: this.comments, syntaxErrors: this.syntaxErrors }, this.dialect);
  }

  /** Reads what begins on the line at `at`; where it ends. */
  private line(at: number): number {
    const { text, dialect } = this;
    const end = lineEnd(text, at);
    const start = this.skipBlanks(at, end);
    if (start === end) return end;
    const character = text.charAt(start);
    if (dialect.comments.includes(character)) return this.comment(start, end);
    if (dialect.hasSections && character === '[') return this.head(start, end);
    return this.entry(at, start, end);
  }

  private comment(start: number, end: number): number {
    this.comments.push({ range: { start, end }, text: this.text.slice(start, end) });
    return end;
  }

  /** `[name]`, `[a.b]` for a map in a map, `[remote "origin"]`. */
  private head(start: number, end: number): number {
    const { text } = this;
    const close = text.slice(start, end).indexOf(']') + start;
    if (close < start) {
      this.syntaxErrors.push({ start, end: start + text.slice(start, end).trimEnd().length });
      // Half-typed: what follows is none of the section before.
      this.section = this.root.section(keysOf(text, start + 1, start + text.slice(start, end).trimEnd().length), start, end);
      return end;
    }
    this.section = this.root.section(keysOf(text, start + 1, close), start, close + 1);
    return this.trailing(close + 1, end);
  }

  private entry(lineStart: number, start: number, end: number): number {
    const { text, dialect } = this;
    const { keyEnd, valueStart } = this.parted(start, end);
    const keyRange = { start, end: keyEnd };
    const pieces = this.pieces(lineStart, start, valueStart, end);
    const value = readScalar(text, pieces, valueStart, dialect);
    const written = text.slice(start, keyEnd);
    const key = dialect.id === 'properties' ? written.replace(/\\([^])/g, '$1') : unquoted(written);
    const setting = { key, keyRange, range: { start, end: Math.max(value.range.end, valueStart) }, value };
    if (dialect.hasDots) this.section.dotted(setting);
    else this.section.add(setting);
    const last = pieces.at(-1);
    if (last === undefined) return this.trailing(valueStart, end);
    return this.trailing(Math.max(last.end, last.start), lineEnd(text, last.end));
  }

  /** Where a key ends and where its value may begin. */
  private parted(start: number, end: number): { readonly keyEnd: number; readonly valueStart: number } {
    const { text, dialect: { id, marks, trailing, comments } } = this;
    const quote = text.charAt(start);
    // `"--install.registry" "…"` of .yarnrc; directives of MySQL, `!includedir /etc/mysql`, are words.
    const isWords = marks === 'blank' || (quote === '!' && id === 'ini');
    let at = start;
    if (quote === '"' && isWords) {
      const close = text.indexOf('"', start + 1);
      if (close > 0 && close < end) at = close + 1;
    }
    const takesBlank = isWords || marks.endsWith('blank');
    const takesColon = marks.includes(':');
    for (; at < end; at++) {
      const character = text.charAt(at);
      if (character === '\\' && id === 'properties') {
        at++;
      } else if (((character === '=' && marks !== ':') || (takesColon && character === ':')) && !isWords) {
        return { keyEnd: Math.max(this.trimmed(start, at), start), valueStart: at + 1 };
      } else if (character === ' ' || character === '\t' || character === '\f') {
        const next = this.skipBlanks(at, end);
        if (takesBlank) return { keyEnd: at, valueStart: !isWords && this.isMark(next, takesColon) && next < end ? next + 1 : at };
        // A name alone, and a comment: `skip-networking  # only sockets`.
        if (trailing === 'apart' && next < end && comments.includes(text.charAt(next))) return { keyEnd: at, valueStart: at };
        at = next - 1;
      } else if (trailing === 'anywhere' && comments.includes(character)) {
        return { keyEnd: at, valueStart: at };
      }
    }
    const keyEnd = this.trimmed(start, Math.min(at, end));
    return { keyEnd, valueStart: keyEnd };
  }

  private isMark(at: number, takesColon: boolean): boolean {
    return this.text.charAt(at) === '=' || (takesColon && this.text.charAt(at) === ':');
  }

  /** The parts of a value, a line each. */
  private pieces(lineStart: number, keyStart: number, valueStart: number, end: number): readonly Piece[] {
    const { text, dialect } = this;
    const pieces: Piece[] = [this.piece(valueStart, end)];
    if (dialect.continued === 'backslash') {
      for (let last = pieces[0]; last !== undefined && isContinued(text, last.start, last.end); ) {
        const from = lineFeedAfter(text, last.end) + 1;
        if (from > text.length) break;
        pieces[pieces.length - 1] = { start: last.start, end: last.end - 1 };
        last = this.piece(from, lineEnd(text, from));
        pieces.push(last);
      }
    } else if (dialect.continued === 'indented') {
      this.indented(keyStart - lineStart, end, pieces);
    }
    return pieces.filter((piece) => piece.start < piece.end);
  }

  /** Lines below that are indented more than the key; comments between them stand beside. */
  private indented(width: number, end: number, pieces: Piece[]): void {
    const { text, dialect } = this;
    const comments: Range[] = [];
    const [first] = pieces;
    this.behind(first?.end ?? end, end, comments);
    for (let from = lineFeedAfter(text, end) + 1; from < text.length; from = lineFeedAfter(text, from) + 1) {
      const stop = lineEnd(text, from);
      const start = this.skipBlanks(from, stop);
      if (start === stop || start - from <= width || text.charAt(start) === '[') return;
      if (dialect.comments.includes(text.charAt(start))) {
        comments.push({ start, end: stop });
        continue;
      }
      // Comments are the value's where more of it follows; behind its last line the next one reads them.
      for (const comment of comments.splice(0)) this.comment(comment.start, comment.end);
      const piece = this.piece(start, stop);
      pieces.push(piece);
      this.behind(piece.end, stop, comments);
    }
  }

  private behind(from: number, end: number, comments: Range[]): void {
    const start = this.skipBlanks(from, end);
    if (start < end) comments.push({ start, end });
  }

  /** What stands on a line without the comment behind it. */
  private piece(from: number, end: number): Piece {
    const { dialect } = this;
    const start = this.skipBlanks(from, end);
    let stop = end;
    if (dialect.trailing !== 'none') stop = this.commentStart(from, start, end);
    // The blanks at a value's end belong to it in files of properties.
    return { start, end: dialect.id === 'properties' ? Math.max(stop, start) : Math.max(this.trimmed(start, stop), start) };
  }

  private commentStart(from: number, start: number, end: number): number {
    const { text, dialect: { comments, trailing } } = this;
    const quote = text.charAt(start);
    let at = start;
    if (quote === '"' || quote === "'") {
      const close = this.closing(start, end, quote);
      if (close !== null) at = close + 1;
    }
    for (; at < end; at++) {
      if (!comments.includes(text.charAt(at))) continue;
      if (trailing === 'anywhere' || (at > from && (text.charAt(at - 1) === ' ' || text.charAt(at - 1) === '\t'))) return at;
    }
    return end;
  }

  private closing(start: number, end: number, quote: string): number | null {
    const { text, dialect } = this;
    for (let at = start + 1; at < end; at++) {
      if (text.charAt(at) === '\\' && dialect.quotes === 'backslash' && quote === '"') at++;
      else if (text.charAt(at) === quote && dialect.quotes === 'doubled' && text.charAt(at + 1) === quote) at++;
      else if (text.charAt(at) === quote) return at;
    }
    return null;
  }

  /** A comment behind what was read of a line. */
  private trailing(from: number, end: number): number {
    const start = this.skipBlanks(from, end);
    if (this.dialect.trailing !== 'none' && start < end && this.dialect.comments.includes(this.text.charAt(start))) this.comment(start, end);
    return Math.max(from, end);
  }

  private trimmed(start: number, end: number): number {
    let at = end;
    while (at > start && /[ \t\f\r]/.test(this.text.charAt(at - 1))) at--;
    return at;
  }

  private skipBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && /[ \t\f]/.test(this.text.charAt(at))) at++;
    return at;
  }
}

/** An odd number of backslashes ends it. */
function isContinued(text: string, start: number, end: number): boolean {
  let at = end;
  while (at > start && text.charAt(at - 1) === '\\') at--;
  return (end - at) % 2 === 1;
}

function unquoted(written: string): string {
  return written.length > 1 && written.startsWith('"') && written.endsWith('"') ? written.slice(1, -1) : written;
}

/** Names of a section, and where they stand. */
function keysOf(text: string, start: number, end: number): readonly { readonly key: string; readonly range: Range }[] {
  const written = text.slice(start, end);
  const labelled = /^([\w-]+)[ \t]+"([^"]*)"$/.exec(written);
  if (labelled !== null) {
    const [, name = '', label = ''] = labelled;
    return [{ key: name, range: { start, end: start + name.length } }, { key: label, range: { start: end - label.length - 2, end } }];
  }
  const names = /^[\w-]+(?:\.[\w-]+)*$/.test(written) ? written.split('.') : [written];
  if (names.length === 1 || names.length > 32) return [{ key: written.trim(), range: { start, end } }];
  let at = start;
  return names.map((key) => {
    const range = { start: at, end: at + key.length };
    at = range.end + 1;
    return { key, range };
  });
}
