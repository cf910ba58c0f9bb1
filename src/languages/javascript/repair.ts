/**
 * What may a text with an unclosed bracket or quote be meant to be? While a line is typed, a parser that mends such a text by
 * itself loses the class or function around it. Answers texts of the same length, so that every place stays where it is.
 * Must not parse: a repair counts where the parser finds nothing wrong with it, and by indentation alone a line is only suspected.
 */
import type { Range } from '../../text';
import type { Repair } from '../lowering';

/** Something that is opened on a line and closed nowhere. */
interface Unclosed {
  readonly line: number;
  readonly at: number;
  /** What would close it. */
  readonly close: string;
}

interface Opener extends Unclosed {
  readonly indent: number;
  /** Whether a template goes on behind it. */
  readonly inTemplate: boolean;
  /** What is opened directly inside, in order. */
  readonly inner: Opener[];
  /** How far in the line begins that closes it, where it begins with that; else -1. */
  closedIn: number;
}

interface Line {
  /** Of the first character that is no white space, and of the end of what is neither white space nor comment. */
  readonly start: number;
  readonly indent: number;
  end: number;
}

/** More that is unclosed is no line that is being typed; it also bounds the work on hostile text. */
const mostUnclosed = 6;
/** A longer regular expression is taken for a division. */
const longestPattern = 400;
const closers: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);
/** What stands before a regular expression rather than a division. */
const beforeOperand = /[(,=:[!&|?{};+\-*%<>~^]$/;
const wordsBeforeOperand = /\b(?:return|typeof|case|in|of|delete|void|throw|new|instanceof|do|else|yield|await)$/;

/** Closed at the end of their lines, else with those lines left out. Texts whose brackets fit have no repairs. */
export function repairsOf(text: string): readonly Repair[] {
  const scan = new Scan(text);
  const unclosed = scan.run();
  if (unclosed === null || unclosed.length === 0) return [];
  const inOrder = [...unclosed].sort((a, b) => b.at - a.at);
  return [closed(text, scan.lines, inOrder), leftOut(text, scan.lines, inOrder)].filter((repair) => repair !== null);
}

/** Null where the white space behind a line has no room for what is missing. */
function closed(text: string, lines: readonly Line[], unclosed: readonly Unclosed[]): Repair | null {
  let mended = text;
  const errors: Range[] = [];
  const missing = new Map<number, string>();
  for (const { line, close } of unclosed) missing.set(line, (missing.get(line) ?? '') + close);
  for (const [line, close] of missing) {
    const at = lines[line]?.end ?? text.length;
    const space = /\s*/y;
    space.lastIndex = at;
    const room = space.exec(text)?.[0] ?? '';
    const isAlone = room.slice(close.length).includes('\n');
    const added = isAlone ? close : `${close};`;
    if (added.length > room.length) return null;
    // A member that is not named yet is none.
    const dots = /\??\.$/.exec(text.slice(Math.max(0, at - 2), at))?.[0].length ?? 0;
    mended = mended.slice(0, at - dots) + ' '.repeat(dots) + added + mended.slice(at + added.length);
    errors.push({ start: at, end: at });
  }
  return { text: mended, errors: errors.sort((a, b) => a.start - b.start) };
}

function leftOut(text: string, lines: readonly Line[], unclosed: readonly Unclosed[]): Repair {
  let mended = text;
  const errors: Range[] = [];
  for (const number of [...new Set(unclosed.map(({ line }) => line))].sort((a, b) => a - b)) {
    const line = lines[number];
    if (line === undefined) continue;
    mended = mended.slice(0, line.start) + ' '.repeat(line.end - line.start) + mended.slice(line.end);
    errors.push({ start: line.start, end: line.end });
  }
  return { text: mended, errors };
}

/** Goes through a text by its brackets, quotes and comments. */
class Scan {
  readonly lines: Line[] = [];
  private readonly open: Opener[] = [];
  private readonly unclosed: Unclosed[] = [];
  private at = 0;
  /** Where no template ends, the first one that looks as if code went on behind its line. */
  private suspected: Unclosed | null = null;
  /** Where the line ends that was last asked about. */
  private knownEnd = -1;

  constructor(private readonly text: string) {
    this.newLine(0);
  }

  /** What is unclosed; null where that cannot be told. */
  run(): readonly Unclosed[] | null {
    const { text } = this;
    while (this.at < text.length) {
      const char = text[this.at] ?? '';
      if (char === '\n') this.newLine(this.at + 1);
      else if (char > ' ' && !this.token(char)) return this.suspected === null ? null : [this.suspected];
      else if (char <= ' ') this.at++;
    }
    if (this.unclosed.length + this.open.length > mostUnclosed) return null;
    for (let opener = this.open.pop(); opener !== undefined; opener = this.open.pop()) {
      const open = meantToBeOpen(opener);
      // Where all that follows stands in it, its end is what is missing: the parser sees that as well.
      if (opener.inTemplate || !this.isLeft(open)) return null;
      this.unclosed.push(open);
    }
    return this.unclosed;
  }

  private get line(): Line {
    return this.lines[this.lines.length - 1] ?? { start: 0, indent: 0, end: 0 };
  }

  private newLine(start: number): void {
    let at = start;
    while (this.text[at] === ' ' || this.text[at] === '\t') at++;
    this.lines.push({ start: at, indent: at - start, end: at });
    this.at = at;
  }

  /** One token of code. False where the text cannot be followed. */
  private token(char: string): boolean {
    const { text, line } = this;
    if (char === '/' && text[this.at + 1] === '/') {
      this.at = this.lineEnd();
      return true;
    }
    if (char === '/' && text[this.at + 1] === '*') return this.comment();
    if (char === '"' || char === "'") {
      if (!this.quoted(char)) return false;
    } else if (char === '`') {
      this.suspect(this.at++);
      return this.template();
    } else if (char === '/' && this.isOperand()) this.pattern();
    else this.at++;
    line.end = this.at;
    const close = closers.get(char);
    if (close !== undefined) this.enter(this.at - 1, close, false);
    return (char !== ')' && char !== ']' && char !== '}') || this.close(char);
  }

  private comment(): boolean {
    const end = this.text.indexOf('*/', this.at + 2);
    if (end < 0) return false;
    this.passLines(end + 2);
    return true;
  }

  /** Goes on to `end` through lines that hold no code of their own to the left of it. */
  private passLines(end: number): void {
    if (end > this.lineEnd()) for (let at = this.lineEnd(); at >= 0 && at < end; at = this.text.indexOf('\n', at + 1)) this.newLine(at + 1);
    this.at = end;
  }

  private quoted(quote: string): boolean {
    const { text } = this;
    for (this.at++; this.at < text.length && text[this.at] !== '\n'; this.at++) {
      if (text[this.at] === '\\') this.at++;
      else if (text[this.at] === quote) {
        this.at++;
        return true;
      }
    }
    this.at = Math.min(this.at, text.length);
    return this.leave({ line: this.lines.length - 1, at: this.at, close: quote });
  }

  /** Notes what is unclosed. False where that is too much. */
  private leave(unclosed: Unclosed): boolean {
    return this.unclosed.push(unclosed) <= mostUnclosed;
  }

  /** Of the line that is gone through. */
  private lineEnd(): number {
    if (this.knownEnd < this.at) this.knownEnd = lineEnd(this.text, this.at);
    return this.knownEnd;
  }

  /** A template whose line is followed by one that stands as far in. */
  private suspect(at: number): void {
    const { text, line } = this;
    const next = this.lineEnd() + 1;
    if (this.suspected !== null || text.slice(at + 1, next).includes('`')) return;
    const indent = /[ \t]*/y;
    indent.lastIndex = next;
    if ((indent.exec(text)?.[0].length ?? -1) !== line.indent || /^\s*$/.test(text.slice(next, lineEnd(text, next)))) return;
    line.end = at + text.slice(at, next).trimEnd().length;
    this.suspected = { line: this.lines.length - 1, at, close: '`' };
  }

  /** Behind a template's beginning, or an expression in it. */
  private template(): boolean {
    const { text } = this;
    for (let at = this.at; at < text.length; at++) {
      const char = text[at];
      if (char === '\\') at++;
      else if (char === '`' || (char === '$' && text[at + 1] === '{')) {
        this.passLines(at + (char === '`' ? 1 : 2));
        this.line.end = this.at;
        if (char === '$') this.enter(at, '}', true);
        return true;
      }
    }
    return false;
  }

  private isOperand(): boolean {
    const before = this.text.slice(Math.max(0, this.at - 40), this.at).trimEnd();
    return before === '' || beforeOperand.test(before) || wordsBeforeOperand.test(before);
  }

  /** A regular expression, or a division where none ends on the line. */
  private pattern(): void {
    const { text } = this;
    let isClass = false;
    for (let at = this.at + 1; at < this.at + longestPattern && at < text.length && text[at] !== '\n'; at++) {
      const char = text[at];
      if (char === '\\') at++;
      else if (char === '[') isClass = true;
      else if (char === ']') isClass = false;
      else if (char === '/' && !isClass) {
        this.at = at + 1;
        return;
      }
    }
    this.at++;
  }

  /** Whether a later line stands no further in than the one that something is opened on. */
  private isLeft({ line, indent }: Opener): boolean {
    return this.lines.some((one, i) => i > line && one.end > one.start && one.indent <= indent);
  }

  private enter(at: number, close: string, inTemplate: boolean): void {
    const opener: Opener = { line: this.lines.length - 1, at, close, indent: this.line.indent, inTemplate, inner: [], closedIn: -1 };
    this.open.at(-1)?.inner.push(opener);
    this.open.push(opener);
  }

  /** What is still open inside of what a bracket closes is unclosed. */
  private close(char: string): boolean {
    for (let opener = this.open.pop(); opener !== undefined; opener = this.open.pop()) {
      if (opener.close === char) {
        if (this.at - 1 === this.line.start) opener.closedIn = this.line.indent;
        return !opener.inTemplate || this.template();
      }
      if (opener.inTemplate || !this.open.some(({ close }) => close === char)) return false;
      if (!this.leave(opener)) return false;
      // What stands in it stands in what is around it.
      for (const inner of opener.inner) this.open.at(-1)?.inner.push(inner);
    }
    return false;
  }
}

/**
 * Which opener is unclosed where this one is open at the end? One inside may have been closed by what was meant for this one, as its
 * indentation tells, and one inside that by what was meant for that.
 */
function meantToBeOpen(outer: Opener): Opener {
  let at = outer;
  for (let inner = shifted(at); inner !== undefined; inner = shifted(at)) at = inner;
  return at;
}

function shifted({ indent, close, inner }: Opener): Opener | undefined {
  return inner.findLast((one) => one.close === close && one.closedIn === indent && one.indent !== indent);
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
