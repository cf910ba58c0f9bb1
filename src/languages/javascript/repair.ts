/**
 * What may a text be meant to be in which brackets, quotes or comments do not fit? While a line is typed, a parser that mends such
 * a text by itself loses the class or function around it. Answers texts of the same length, so that every place stays where it is.
 * Must not parse: a repair counts where the parser finds nothing wrong with it, and by indentation alone a line is only suspected.
 */
import { lineFeedAfter } from '../../text';
import type { Repair } from '../lowering';
import { closed, linesLeftOut, marksLeftOut } from './misfits';
import type { Line, Misfit } from './misfits';

/** Something that is opened and not closed yet. */
interface Opener extends Misfit {
  readonly indent: number;
  /** Whether a template goes on behind it. */
  readonly inTemplate: boolean;
  /** What is opened directly inside, in order. */
  readonly inner: Opener[];
  /** How far in the line begins that closes it, where it begins with that; else -1. */
  closedIn: number;
}

/**
 * How marks are taken whose other half is far away. `plain`: by the language's rules. `doubtful`: a template or comment that holds
 * what looks like code is none, its mark was typed into that code. `bare`: nor is a string that ends nowhere.
 */
type Reading = 'plain' | 'doubtful' | 'bare';

/** More that does not fit is no line that is being typed; it also bounds the work on hostile text. */
const mostMisfits = 6;
/** A longer regular expression is taken for a division. */
const longestPattern = 400;
/** White space between two statements that is looked through. */
const longestGap = 400;
/** Templates that are looked into for that. */
const mostDoubts = 1_000;
const closers: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);
/** What stands before a regular expression rather than a division. */
const beforeOperand = /[(,=:[!&|?{};+\-*%<>~^]$/;
const wordsBeforeOperand = /\b(?:return|typeof|case|in|of|delete|void|throw|new|instanceof|do|else|yield|await)$/;
/** What stands between a statement and one that begins on the next line. */
const betweenStatements = /(?:^|[;{}]|\*\/)\s*$/;
/** The rest of a line of code. */
const restOfCode = /^(?!.*\$\{).+(?:;|\) \{)\s*$/;
/** A line of code below another. */
const lineOfCode = /^[ \t]*(?:\}|(?:const|let|var|return|if|for|while|await|throw|switch|try)\b|[\w$.]+\s*[=(])/;

/** The likeliest first: by the reading with the fewest misfits, closed at the end of their lines, else without what does not fit. Texts in which all fits have none. */
export function* repairsOf(text: string): Generator<Repair> {
  const unlikely: Read[] = [];
  for (const reading of ['plain', 'doubtful', 'bare'] as const) {
    const scan = new Scan(text, reading);
    const misfits = scan.run();
    if (misfits === null || misfits.length === 0 || !scan.isOwn) continue;
    const read: Read = { reading, lines: scan.lines, misfits };
    // A template's mark, taken by itself, turns inside out all that follow: one misfit says more than two.
    if (misfits.length === 1) yield* repairsBy(text, read);
    else unlikely.push(read);
  }
  for (const read of unlikely.sort((a, b) => a.misfits.length - b.misfits.length)) yield* repairsBy(text, read);
}

/** A text as it is taken by a reading. */
interface Read {
  readonly reading: Reading;
  readonly lines: readonly Line[];
  readonly misfits: readonly Misfit[];
}

function* repairsBy(text: string, { reading, lines, misfits }: Read): Generator<Repair> {
  // What is opened behind a mark on its line would be closed, or left open, with it.
  const isWithin = misfits.every(({ at }) => isEven(text, at + 1, lineFeedAfter(text, at), misfits));
  for (const way of isWithin && reading !== 'bare' ? [closed, marksLeftOut, linesLeftOut] : [marksLeftOut, closed, linesLeftOut]) {
    const repair = way(text, lines, misfits);
    if (repair !== null) yield repair;
  }
}

/** Whether as many brackets are opened as closed in a stretch, beside those that do not fit. */
function isEven(text: string, start: number, end: number, misfits: readonly Misfit[]): boolean {
  let depth = 0;
  for (let i = start; i < end; i++) {
    const char = text[i] ?? '';
    if (!'([{)]}'.includes(char) || misfits.some(({ at }) => at === i)) continue;
    depth += closers.has(char) ? 1 : -1;
  }
  return depth === 0;
}

/** Goes through a text by its brackets, quotes and comments. */
class Scan {
  readonly lines: Line[] = [];
  /** Whether it went otherwise than the reading before it did. */
  isOwn: boolean;
  private readonly open: Opener[] = [];
  private readonly misfits: Misfit[] = [];
  private at = 0;
  private doubts = 0;
  /** The first bracket that closes what its line does not stand below of: where one too many is closed, it may be this one. */
  private odd: { readonly misfit: Misfit; readonly indent: number } | null = null;
  private readonly next = /["'`/(){}[\]\n]/g;

  constructor(private readonly text: string, private readonly reading: Reading) {
    this.isOwn = reading === 'plain';
    this.newLine(0);
  }

  /** What does not fit; null where that cannot be told. */
  run(): readonly Misfit[] | null {
    const { text, next } = this;
    for (next.lastIndex = 0; next.test(text); next.lastIndex = this.at) {
      this.at = next.lastIndex - 1;
      const char = text[this.at] ?? '';
      if (char === '\n') this.newLine(this.at + 1);
      else if (!this.token(char)) return null;
    }
    if (this.misfits.length + this.open.length > mostMisfits) return null;
    for (let opener = this.open.pop(); opener !== undefined; opener = this.open.pop()) {
      const open = meantToBeOpen(opener);
      // Where all that follows stands in it, its end is what is missing: the parser sees that as well.
      if (opener.inTemplate || !this.isLeft(open)) return null;
      this.misfits.push(open);
    }
    return this.misfits;
  }

  private get line(): Line {
    return this.lines[this.lines.length - 1] ?? { start: 0, indent: 0, limit: null };
  }

  private newLine(start: number): void {
    let at = start;
    for (let code = this.text.charCodeAt(at); code === 32 || code === 9; code = this.text.charCodeAt(at)) at++;
    this.lines.push({ start: at, indent: at - start, limit: null });
    this.at = at;
  }

  private misfit(at: number, length: number, close: string): Misfit {
    return { line: this.lines.length - 1, at, length, close };
  }

  /** One token of code. False where the text cannot be followed. */
  private token(char: string): boolean {
    if (char === '/') return this.slash();
    if (char === '"' || char === "'") return this.quoted(char);
    const at = this.at++;
    if (char === '`' && this.isDoubtful(at)) {
      this.isOwn ||= this.reading === 'doubtful';
      return this.doubt(at, 1, '`');
    }
    if (char === '`') return this.template();
    const close = closers.get(char);
    if (close === undefined) return this.close(char);
    this.enter(at, close, false);
    return true;
  }

  private slash(): boolean {
    const { text, at } = this;
    const second = text[at + 1];
    if (second === '*') return this.comment();
    if (second === '/') {
      this.line.limit = at;
      this.at = lineFeedAfter(text, at);
    } else if (this.isOperand()) this.pattern();
    else this.at++;
    return true;
  }

  /** One that holds the beginning of another on a line of its own may be meant to end before. */
  private comment(): boolean {
    const { text, at } = this;
    const end = text.indexOf('*/', at + 2);
    if (end < 0 || /\n[ \t]*\/\*/.test(text.slice(at + 2, end))) return this.doubt(at, 2, '*/');
    this.passLines(end + 2);
    return true;
  }

  /** A mark that does not fit, and code behind it. */
  private doubt(at: number, length: number, close: string): boolean {
    this.at = at + length;
    return this.leave(this.misfit(at, length, close));
  }

  /** Goes on to `end` through lines that hold no code of their own, but for what comes behind it. */
  private passLines(end: number): void {
    const { text } = this;
    for (let at = lineFeedAfter(text, this.at); at < end; at = lineFeedAfter(text, at + 1)) {
      this.newLine(at + 1);
      this.line.limit = lineFeedAfter(text, at + 1) < end ? this.line.start : null;
    }
    this.at = end;
  }

  private quoted(quote: string): boolean {
    const { text, at } = this;
    for (this.at++; this.at < text.length && text[this.at] !== '\n'; this.at++) {
      if (text[this.at] === '\\') this.at++;
      else if (text[this.at] === quote) {
        this.at++;
        return true;
      }
    }
    if (this.reading === 'bare') {
      this.isOwn = true;
      return this.doubt(at, 1, quote);
    }
    this.at = Math.min(this.at, text.length);
    return this.leave(this.misfit(at, 1, quote));
  }

  /** Notes what does not fit. False where that is too much. */
  private leave(misfit: Misfit): boolean {
    return this.misfits.push(misfit) <= mostMisfits;
  }

  /** Whether a template that spans lines looks as if its mark had been typed into code: real ones do not begin statements, nor hold the rest of a line. */
  private isDoubtful(at: number): boolean {
    if (this.reading === 'plain') return false;
    const { text, line } = this;
    const end = text.indexOf('`', at + 1);
    if (end < 0) return true;
    const first = lineFeedAfter(text, at);
    if (end < first || this.doubts++ > mostDoubts) return false;
    const rest = text.slice(at + 1, first);
    if (/^[;,)]/.test(rest) || restOfCode.test(rest)) return true;
    if (at === line.start && rest.trim() !== '' && betweenStatements.test(text.slice(Math.max(0, at - longestGap), at))) return true;
    const below = text.slice(first + 1, lineFeedAfter(text, first + 1));
    return below.length - below.trimStart().length === line.indent && lineOfCode.test(below);
  }

  /** Behind a template's beginning, or an expression in it. */
  private template(): boolean {
    const { text } = this;
    const next = /[`\\]|\$\{/g;
    for (next.lastIndex = this.at; next.test(text); next.lastIndex++) {
      const end = next.lastIndex;
      const char = text[end - 1];
      if (char === '\\') continue;
      this.passLines(end);
      if (char === '{') this.enter(end - 1, '}', true);
      return true;
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
    const { text, lines } = this;
    for (let i = lines.length - 1; i > line; i--) {
      const one = lines[i];
      if (one === undefined || one.indent > indent || one.start === one.limit) continue;
      const char = text[one.start];
      if (char !== undefined && char !== '\n' && char !== '\r') return true;
    }
    return false;
  }

  private enter(at: number, close: string, inTemplate: boolean): void {
    const opener: Opener = { line: this.lines.length - 1, at, length: 1, close, indent: this.line.indent, inTemplate, inner: [], closedIn: -1 };
    this.open.at(-1)?.inner.push(opener);
    this.open.push(opener);
  }

  /** What is still open inside of what a bracket closes does not fit, or the bracket itself does not. */
  private close(char: string): boolean {
    const { open, line } = this;
    const at = this.at - 1;
    const found = open.at(-1)?.close === char ? open.length - 1 : open.findLastIndex(({ close, inTemplate }) => close === char || inTemplate);
    const opener = open[found];
    if (opener?.close !== char) return this.tooMany(char, at);
    const isFirst = at === line.start;
    const isBelow = isFirst && opener.indent === line.indent;
    const here = this.lines.length - 1;
    if (!isBelow && open.slice(found + 1).some((inner) => inner.close === '}' && inner.line < here)) return this.tooMany(char, at);
    const outermost = open[0]?.indent ?? 0;
    for (let inner = open.pop(); inner !== undefined && inner !== opener; inner = open.pop()) {
      if (!this.leave(inner)) return false;
      // What stands in it stands in what is around it.
      for (const one of inner.inner) open.at(-1)?.inner.push(one);
    }
    if (isFirst) opener.closedIn = line.indent;
    if (isFirst && !isBelow && opener.line < here && char === '}') this.odd ??= { misfit: this.misfit(at, 1, ''), indent: outermost };
    else if (isBelow && open.length === 0 && this.odd !== null && line.indent <= this.odd.indent) this.odd = null;
    return !opener.inTemplate || this.template();
  }

  private tooMany(char: string, at: number): boolean {
    const odd = char === '}' && this.open.length === 0 ? this.odd : null;
    this.odd = null;
    return this.leave(odd?.misfit ?? this.misfit(at, 1, ''));
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
