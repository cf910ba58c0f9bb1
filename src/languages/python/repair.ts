/**
 * What may a text be meant to be in which brackets or quotes do not fit, or a header lacks its colon? While a line is typed, a parser
 * that mends such a text by itself loses the functions around it and behind. Answers texts of the same length, so that every place stays
 * where it is: nothing can be added to a line, so one that is not finished is taken for `pass`, a header for a bare one.
 * Must not parse: a repair counts where the parser finds nothing wrong with it.
 */
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';
import type { Repair } from '../lowering';

/** A line, and what is open where it begins. */
interface Line {
  readonly start: number;
  readonly indent: number;
  /** Where its code ends, behind which there is a comment or nothing. */
  end: number;
  /** Whether it goes on with what a line before began. */
  readonly goesOn: boolean;
}

interface Opener {
  readonly close: string;
  readonly line: number;
}

/** More that does not fit is no line that is being typed; it also bounds the work on hostile text. */
const mostMisfits = 6;
/** Strings in three quotes that are looked into for code. */
const mostDoubts = 1_000;
const longestDoubt = 20_000;
const closers: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);
const header = /^(?:async\s+)?(def|class|if|elif|else|for|while|with|try|except|finally)\b\s*(\w*)/;
/** A statement that no text in quotes has on a line of its own. */
const lineOfCode = /^[ \t]*(?:(?:async )?def \w+\(.*|class \w+.*:|return\b.*|(?:if|for|while|with) .*:|@\w[\w.]*(?:\(.*)?|[\w.]+ = .*)\r?$/m;

/** Texts in which all fits have none. */
export function* repairsOf(text: string): Generator<Repair> {
  for (const isDoubting of [false, true]) {
    const scan = new Scan(text, isDoubting);
    const broken = scan.run();
    if (broken === null || broken.size === 0 || scan.doubted !== isDoubting) continue;
    const repair = stubbed(text, scan.lines, [...broken].sort(([a], [b]) => a - b));
    if (repair !== null) yield repair;
  }
}

/** Null where a line has no room. `broken`: lines with the first that they do not take in. */
function stubbed(text: string, lines: readonly Line[], broken: readonly (readonly [first: number, after: number])[]): Repair | null {
  const errors: Range[] = [];
  let mended = '';
  let at = 0;
  const write = ({ start, end }: Line, stub: string): void => {
    mended += text.slice(at, start) + stub.padEnd(end - start);
    at = end;
    errors.push({ start, end });
  };
  for (const [first, after] of broken) {
    const line = lines[first];
    if (line === undefined || line.start < at) continue;
    const next = lines.find((other, i) => i > first && other.end > other.start);
    const code = text.slice(line.start, line.end);
    const isHeader = !line.goesOn && header.test(code) && next !== undefined && next.indent > line.indent;
    // A line that is shorter than a word may well not be all of its block.
    const stub = isHeader ? stubOf(code) : line.goesOn || code.length < 'pass'.length ? '' : 'pass';
    if (stub.length > code.length) return null;
    write(line, stub);
    // What a header is followed by is its block; what goes on with another statement is nothing without that.
    if (!isHeader) for (const other of lines.slice(first + 1, after)) if (other.end > other.start) write(other, '');
  }
  return { text: mended + text.slice(at), errors };
}

/** The shortest header that holds the same block. */
function stubOf(code: string): string {
  const [, word = '', name = ''] = header.exec(code) ?? [];
  if (name !== '' && word === 'def') return `def ${name}():`;
  if (name !== '' && word === 'class') return `class ${name}:`;
  if (word === 'elif') return 'elif 1:';
  return word === 'else' || word === 'try' || word === 'except' || word === 'finally' ? `${word}:` : 'if 1:';
}

/** Goes through a text by its brackets, strings and comments. */
class Scan {
  readonly lines: Line[] = [];
  /** Whether a string was taken for one whose quotes were typed into code. */
  doubted = false;
  private readonly open: Opener[] = [];
  private readonly broken = new Map<number, number>();
  private at = 0;
  private doubts = 0;

  constructor(private readonly text: string, private readonly isDoubting: boolean) {}

  /** The numbers of lines in which something does not fit, with that of the first line behind what they take in; null where that cannot be told. */
  run(): ReadonlyMap<number, number> | null {
    const { text } = this;
    const next = /["'#()[\]{}\\\n]/g;
    this.newLine(0);
    for (next.lastIndex = this.at; next.test(text); next.lastIndex = this.at) {
      this.at = next.lastIndex - 1;
      this.token(text[this.at] ?? '');
      if (this.broken.size > mostMisfits) return null;
    }
    this.endLine(text.length);
    // What is open at the end the parser sees as well, but for a header's block.
    for (const { line } of this.open) if (this.isHeader(line)) this.breaks(line);
    return this.broken.size > mostMisfits ? null : this.broken;
  }

  private token(char: string): void {
    const { text, at } = this;
    if (char === '\n') {
      this.endLine(at);
      this.newLine(at + 1);
    } else if (char === '#') {
      const end = lineFeedAfter(text, at);
      this.endLine(at);
      this.newLine(end + 1);
    } else if (char === '\\') this.at = text[at + 1] === '\n' ? this.passLines(at + 2) : at + 2;
    else if (char === '"' || char === "'") this.string(char);
    else {
      this.at++;
      const close = closers.get(char);
      if (close !== undefined) this.open.push({ close, line: this.lines.length - 1 });
      else if (this.open.at(-1)?.close === char) this.open.pop();
      else this.mismatched(char);
    }
  }

  /** A bracket that closes what is further out, or nothing. */
  private mismatched(char: string): void {
    const found = this.open.findLastIndex(({ close }) => close === char);
    if (found < 0) this.breaks(this.lines.length - 1);
    else for (const { line } of this.open.splice(found).slice(1)) this.breaks(line);
  }

  private string(quote: string): void {
    const { text, at } = this;
    const triple = quote.repeat(3);
    if (text.startsWith(triple, at)) {
      this.longString(triple);
      return;
    }
    let end = at + 1;
    while (end < text.length && text[end] !== quote && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
    if (text[end] === quote) {
      this.at = this.passLines(end + 1);
      return;
    }
    this.breaks(this.lines.length - 1);
    this.at = Math.min(end, text.length);
  }

  private longString(triple: string): void {
    const { text, at } = this;
    let end = text.indexOf(triple, at + 3);
    while (end >= 0 && isEscaped(text, end)) end = text.indexOf(triple, end + 1);
    if (end >= 0 && !this.isDoubtful(at, end)) {
      this.at = this.passLines(end + 3);
      return;
    }
    this.doubted ||= end >= 0;
    this.breaks(this.lines.length - 1);
    this.at = at + 3;
  }

  /** Whether a string holds code: its quotes were typed into that. */
  private isDoubtful(at: number, end: number): boolean {
    const { text } = this;
    const first = lineFeedAfter(text, at);
    return this.isDoubting && first < end && this.doubts++ < mostDoubts && lineOfCode.test(text.slice(first + 1, Math.min(lineFeedAfter(text, end), first + longestDoubt)));
  }

  private breaks(line: number, after = line + 1): void {
    this.broken.set(line, Math.max(after, this.broken.get(line) ?? 0));
  }

  private isHeader(number: number): boolean {
    const line = this.lines[number];
    return line !== undefined && header.test(this.text.slice(line.start, line.end));
  }

  private newLine(start: number): void {
    let at = start;
    for (let code = this.text.charCodeAt(at); code === 32 || code === 9; code = this.text.charCodeAt(at)) at++;
    this.leave(at, at - start);
    this.lines.push({ start: at, indent: at - start, end: at, goesOn: this.open.length > 0 });
    this.at = at;
  }

  /** What is open is unclosed where a line stands no further in than the one that it is opened on, and does not begin by closing it. */
  private leave(start: number, indent: number): void {
    const char = this.text[start];
    if (this.open.length === 0 || char === undefined || '\r\n#)]}'.includes(char)) return;
    for (let opener = this.open.at(-1); opener !== undefined && (this.lines[opener.line]?.indent ?? 0) >= indent; opener = this.open.at(-1)) {
      this.breaks(opener.line, this.lines.length);
      this.open.pop();
    }
  }

  /** Goes on to `end` through lines that hold no code of their own. */
  private passLines(end: number): number {
    const { text } = this;
    for (let at = lineFeedAfter(text, this.at); at < end; at = lineFeedAfter(text, at + 1)) {
      this.endLine(at);
      this.lines.push({ start: at + 1, indent: 0, end: at + 1, goesOn: true });
    }
    return end;
  }

  private endLine(at: number): void {
    const line = this.lines.at(-1);
    if (line === undefined) return;
    const code = this.text.slice(line.start, at).trimEnd();
    line.end = line.start + code.length;
    if (this.open.length === 0 && !line.goesOn && header.test(code) && !code.includes(':')) this.breaks(this.lines.length - 1);
  }
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}
