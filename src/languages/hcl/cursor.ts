/**
 * Where does the reader of HCL stand, and what has it met? Blanks and comments are passed here, errors and names gathered.
 * Must not know what an expression or a block is.
 */
import type { Comment } from '../../flow';
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';

/** Code units that the notation's grammar names. */
export enum Char {
  Tab = 9, LineFeed = 10, Return = 13, Space = 32, Bang = 33, Quote = 34, Hash = 35, Dollar = 36, Percent = 37, And = 38, ParenOpen = 40, ParenClose = 41,
  Star = 42, Plus = 43, Comma = 44, Minus = 45, Dot = 46, Slash = 47, Colon = 58, Less = 60, Equals = 61, Greater = 62, Question = 63, BracketOpen = 91,
  Backslash = 92, BracketClose = 93, Underscore = 95, BraceOpen = 123, Pipe = 124, BraceClose = 125, Tilde = 126, NoBreakSpace = 160, ByteOrderMark = 0xfeff,
}

/** Deeper than anyone writes; what is deeper still is an error, not a full stack. */
const deepest = 64;

/** A line that begins a block: `resource "aws_sqs_queue" "jobs" {`. */
const blockHead = /[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\r\n]*"|[A-Za-z_][\w-]*))*[ \t]*\{/y;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === Char.Underscore || (code > Char.NoBreakSpace && code !== Char.ByteOrderMark);
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code) || code === Char.Minus;
}

export class Cursor {
  /** Behind what was read last. */
  at: number;
  /** Where reading ends: the text's end, in a heredoc that of its lines. */
  end: number;
  /** Line breaks are blanks: inside brackets. */
  multiline = false;
  /** Whether something was open when the text ended. */
  unclosed = false;
  readonly comments: Comment[] = [];
  readonly errors: Range[] = [];
  /** Traversals in order of place, of the attribute that is being read; the empty text for what is none. */
  readonly references: string[] = [];
  /** Names that `for` gives to elements. */
  readonly bound: string[] = [];
  private depth = 0;
  private peeked = { at: -1, multiline: false, end: -1, next: 0 };
  private markers: Map<string, number[]> | null = null;
  /** A block that begins at the very beginning of a line ends what is open there. Nothing that parses needs it, nor may have it. */
  private byLines = false;
  private marked = { at: 0, comments: 0, errors: 0 };

  constructor(readonly text: string) {
    this.at = text.charCodeAt(0) === Char.ByteOrderMark ? 1 : 0;
    this.end = text.length;
  }

  /** Here `rereadByLines` comes back to. */
  mark(): void {
    this.marked = { at: this.at, comments: this.comments.length, errors: this.errors.length };
  }

  /** Goes back to the mark, which it answers, to read on from there as the lines tell. */
  rereadByLines(): number {
    this.byLines = true;
    this.unclosed = false;
    this.at = this.marked.at;
    this.comments.length = this.marked.comments;
    this.errors.length = this.marked.errors;
    return this.at;
  }

  code(at: number): number {
    return at < this.end ? this.text.charCodeAt(at) : Number.NaN;
  }

  /** The place of the next token, or of the line break before it where that counts. Does not move. */
  next(): number {
    const { peeked } = this;
    if (peeked.at === this.at && peeked.multiline === this.multiline && peeked.end === this.end) return peeked.next;
    const next = this.skip(this.at, this.multiline);
    this.peeked = { at: this.at, multiline: this.multiline, end: this.end, next };
    return next;
  }

  /** The place of the next token on this line or a later one. Does not move. */
  nextAnywhere(): number {
    const { multiline } = this;
    this.multiline = true;
    const next = this.next();
    this.multiline = multiline;
    return next;
  }

  /** Passes the character where it is the next token. */
  take(code: number): boolean {
    const next = this.next();
    if (this.code(next) !== code) return false;
    this.at = next + 1;
    return true;
  }

  /** Passes the word at `at`, which begins one, and answers it. */
  word(at: number): string {
    let end = at + 1;
    while (isWordPart(this.code(end))) end++;
    this.at = end;
    return this.text.slice(at, end);
  }

  isBreak(at: number): boolean {
    const code = this.code(at);
    return at >= this.end || code === Char.LineFeed || code === Char.Return;
  }

  /** Where nothing stands that could be marked, the character before is. */
  error(start: number, end: number): void {
    this.errors.push(end > start ? { start, end } : { start: Math.max(start - 1, 0), end: start });
  }

  /** From where the next token stands to one of `until` or the line's end: one error. */
  errorTo(...until: readonly number[]): void {
    const start = this.next();
    let end = start;
    while (!this.isBreak(end) && !until.includes(this.code(end))) end++;
    this.at = Math.max(end, this.at);
    if (end > start) this.error(start, end);
  }

  /** Calls `read` one level deeper; where that is too deep, what is left of the line is an error, and the answer null. */
  nested<T>(read: () => T): T | null {
    if (this.depth >= deepest) {
      this.errorTo();
      return null;
    }
    const { multiline } = this;
    this.depth++;
    const answer = read();
    this.depth--;
    this.multiline = multiline;
    return answer;
  }

  /** Whether at `at`, the next token, a block begins though others are open, as far as lines tell. */
  isNewBlock(at: number): boolean {
    if (!this.byLines || this.code(at - 1) !== Char.LineFeed) return false;
    blockHead.lastIndex = at;
    return blockHead.test(this.text);
  }

  /** Whether at `at` an attribute begins on a line of its own: there a list that is open was left. */
  isNewAttribute(at: number): boolean {
    if (!isWordStart(this.code(at)) || !this.beginsLine(at)) return false;
    let end = at + 1;
    while (isWordPart(this.code(end))) end++;
    while (this.code(end) === Char.Space || this.code(end) === Char.Tab) end++;
    return this.code(end) === Char.Equals && this.code(end + 1) !== Char.Equals && this.code(end + 1) !== Char.Greater;
  }

  /** Where the line begins that holds nothing but `marker`, after `from`; -1 where there is none. */
  markerAfter(marker: string, from: number): number {
    this.markers ??= markersOf(this.text);
    const starts = this.markers.get(marker) ?? [];
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const found = starts[low] ?? -1;
    return found < this.end ? found : -1;
  }

  private beginsLine(at: number): boolean {
    let before = at - 1;
    while (this.code(before) === Char.Space || this.code(before) === Char.Tab) before--;
    return this.code(before) === Char.LineFeed;
  }

  private skip(from: number, multiline: boolean): number {
    for (let at = from; ; ) {
      const code = this.code(at);
      if (code === Char.Space || code === Char.Tab || code === Char.NoBreakSpace || (multiline && (code === Char.LineFeed || code === Char.Return))) at++;
      else if (code === Char.Hash || (code === Char.Slash && this.code(at + 1) === Char.Slash)) at = this.comment(at, this.lineEnd(at));
      else if (code === Char.Slash && this.code(at + 1) === Char.Star) at = this.blockComment(at);
      else return at;
    }
  }

  private lineEnd(at: number): number {
    const end = Math.min(lineFeedAfter(this.text, at), this.end);
    return this.text.charCodeAt(end - 1) === Char.Return ? end - 1 : end;
  }

  private blockComment(start: number): number {
    const found = this.text.indexOf('*/', start + 2);
    if (found >= 0 && found + 2 <= this.end) return this.comment(start, found + 2);
    if (this.isNewComment(start)) this.error(start, start + 2);
    return this.comment(start, this.end);
  }

  private comment(start: number, end: number): number {
    if (this.isNewComment(start)) this.comments.push({ range: { start, end }, text: this.text.slice(start, end) });
    return end;
  }

  /** Places are passed in order, but looked at more than once. */
  private isNewComment(start: number): boolean {
    return start > (this.comments.at(-1)?.range.start ?? -1);
  }
}

/** Lines that hold nothing but a word, by that word: where heredocs may end. */
function markersOf(text: string): Map<string, number[]> {
  const markers = new Map<string, number[]>();
  for (let at = 0; at < text.length; ) {
    const end = lineFeedAfter(text, at);
    const line = text.slice(at, end).trim();
    if (isWordStart(line.charCodeAt(0)) && !/[^\w\x80-\uffff-]/.test(line)) {
      const starts = markers.get(line);
      if (starts === undefined) markers.set(line, [at]);
      else starts.push(at);
    }
    at = end + 1;
  }
  return markers;
}
