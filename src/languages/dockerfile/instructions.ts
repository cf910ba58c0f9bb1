/**
 * How does a Dockerfile fall into instructions? Lines that go on behind an escape character are one, comments and blank lines between them
 * left out; lines of a heredoc belong to what begins it.
 * Must not know what an instruction says. Total and linear.
 */
import type { Comment } from '../../flow';
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';
import { lineEnd } from '../settings';

/** Text that stands in several places of a file: on each line a part. */
export class JoinedText {
  private constructor(readonly text: string, private readonly parts: readonly { readonly at: number; readonly start: number }[]) {}

  static of(text: string, ranges: readonly Range[]): JoinedText {
    let joined = '';
    const parts = ranges.map(({ start, end }) => {
      const at = joined.length;
      joined += text.slice(start, end);
      return { at, start };
    });
    return new JoinedText(joined, parts);
  }

  /** In the file. What ends does so behind its last character, what begins before its first. */
  range(start: number, end: number): Range {
    const from = this.placeOf(start);
    return { start: from, end: end > start ? this.placeOf(end - 1) + 1 : from };
  }

  private placeOf(offset: number): number {
    let low = 0;
    let high = this.parts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.parts[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const part = this.parts[low];
    return part === undefined ? 0 : part.start + offset - part.at;
  }
}

export interface Instruction {
  /** In capitals. */
  readonly name: string;
  readonly keyword: Range;
  /** From the keyword to the last character, of a heredoc to its end. */
  readonly range: Range;
  /** Keyword and all that follows it, as one line. */
  readonly line: JoinedText;
  /** In `line` where what follows the keyword begins and ends, without blanks. */
  readonly start: number;
  readonly end: number;
  /** Lines of heredocs with the words that end them; null where there are none. */
  readonly heredoc: Range | null;
}

export interface Instructions {
  readonly instructions: readonly Instruction[];
  readonly comments: readonly Comment[];
  readonly errors: readonly Range[];
  /** What a line ends with that goes on. */
  readonly escape: string;
}

const directive = /^#[ \t]*([A-Za-z]\w*)[ \t]*=[ \t]*(\S+)[ \t]*$/;
const heredocMark = /(?:^|[\s;&|(])\d*<<(-?)(?:"([\w.-]+)"|'([\w.-]+)'|([A-Za-z_][\w.-]*))/g;
const withHeredocs = /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\b/i;

export function readInstructions(text: string): Instructions {
  const reader = new Reader(text);
  reader.readFile();
  return reader;
}

class Reader implements Instructions {
  readonly instructions: Instruction[] = [];
  readonly comments: Comment[] = [];
  readonly errors: Range[] = [];
  escape = '\\';
  private endings: { readonly plain: Map<string, number[]>; readonly indented: Map<string, number[]> } | null = null;

  constructor(private readonly text: string) {}

  readFile(): void {
    const { text } = this;
    let isHead = true;
    for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
      const end = lineEnd(text, at);
      const start = this.pastBlanks(at, end);
      if (start < end && text.charAt(start) !== '#') {
        isHead = false;
        at = this.readInstruction(start);
        continue;
      }
      if (start < end) {
        this.comments.push({ range: { start, end }, text: text.slice(start, end) });
        const found: RegExpExecArray | null = isHead && end - start < 200 ? directive.exec(text.slice(start, end)) : null;
        isHead = found !== null;
        if (found?.[1]?.toLowerCase() === 'escape' && (found[2] === '`' || found[2] === '\\')) this.escape = found[2];
      } else {
        isHead = false;
      }
      at = lineFeedAfter(text, at) + 1;
    }
  }

  /** Answers where the line after it begins. */
  private readInstruction(start: number): number {
    const parts: Range[] = [];
    let at = start;
    let next = this.text.length;
    while (at < this.text.length) {
      const end = lineEnd(this.text, at);
      const first = this.pastBlanks(at, end);
      next = lineFeedAfter(this.text, at) + 1;
      if (parts.length > 0 && first === end) {
        at = next;
        continue;
      }
      if (parts.length > 0 && this.text.charAt(first) === '#') {
        this.comments.push({ range: { start: first, end }, text: this.text.slice(first, end) });
        at = next;
        continue;
      }
      const goesOn = this.escapeBefore(at, end);
      parts.push({ start: at, end: goesOn < 0 ? end : goesOn });
      if (goesOn < 0) break;
      at = next;
    }
    const line = JoinedText.of(this.text, parts);
    const keyword = /^[A-Za-z]+(?=\s|$)/.exec(line.text.slice(0, 100))?.[0];
    if (keyword === undefined) {
      this.errors.push(line.range(0, Math.max(line.text.trimEnd().length, 1)));
      return next;
    }
    const end = line.text.trimEnd().length;
    const heredoc = withHeredocs.test(line.text.slice(0, 100)) && line.text.includes('<<') ? this.readHeredocs(line, keyword.length, next) : null;
    const written = line.range(0, end);
    this.instructions.push({
      name: keyword.toUpperCase(),
      keyword: line.range(0, keyword.length),
      range: heredoc === null ? written : { start: written.start, end: heredoc.end },
      line,
      start: Math.min(end, keyword.length + line.text.slice(keyword.length).length - line.text.slice(keyword.length).trimStart().length),
      end,
      heredoc,
    });
    return heredoc === null ? next : lineFeedAfter(this.text, heredoc.end) + 1;
  }

  /** The lines that the marks in an instruction ask for; a mark whose end lacks is an error, and asks for none. */
  private readHeredocs(line: JoinedText, from: number, firstLine: number): Range | null {
    let next = firstLine;
    let end = -1;
    for (const mark of line.text.slice(from).matchAll(heredocMark)) {
      const [, dash, double, single, bare]: readonly (string | undefined)[] = mark;
      const last = this.endingAfter(double ?? single ?? bare ?? '', next, dash === '-');
      if (last < 0) {
        const start = from + mark.index + mark[0].indexOf('<<');
        this.errors.push(line.range(start, from + mark.index + mark[0].length));
      } else {
        end = lineEnd(this.text, last);
        next = lineFeedAfter(this.text, last) + 1;
      }
    }
    return end < 0 ? null : { start: firstLine, end };
  }

  /** Where the line begins, at `from` or after it, that holds only `word`; -1 where there is none. */
  private endingAfter(word: string, from: number, isIndented: boolean): number {
    this.endings ??= endingsOf(this.text);
    const starts = (isIndented ? this.endings.indented : this.endings.plain).get(word) ?? [];
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return starts[low] ?? -1;
  }

  private pastBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && (this.text.charCodeAt(at) === 32 || this.text.charCodeAt(at) === 9)) at++;
    return at;
  }

  /** Where the escape stands that ends the line, blanks aside; -1 where the line ends. */
  private escapeBefore(start: number, end: number): number {
    let at = end - 1;
    while (at >= start && (this.text.charCodeAt(at) === 32 || this.text.charCodeAt(at) === 9)) at--;
    if (at < start || this.text.charAt(at) !== this.escape) return -1;
    return at > start && this.text.charAt(at - 1) === this.escape ? -1 : at;
  }
}

/** Lines that hold but a word, by it: where heredocs may end. Indented ones count only for those that say so. */
function endingsOf(text: string): { readonly plain: Map<string, number[]>; readonly indented: Map<string, number[]> } {
  const plain = new Map<string, number[]>();
  const indented = new Map<string, number[]>();
  const add = (to: Map<string, number[]>, word: string, at: number): void => {
    const starts = to.get(word);
    if (starts === undefined) to.set(word, [at]);
    else starts.push(at);
  };
  for (let at = 0; at < text.length; at = lineFeedAfter(text, at) + 1) {
    let start = at;
    const end = lineEnd(text, at);
    while (text.charCodeAt(start) === 9) start++;
    const word = text.slice(start, end);
    if (word === '' || /[^\w.-]/.test(word)) continue;
    add(indented, word, at);
    if (start === at) add(plain, word, at);
  }
  return { plain, indented };
}
