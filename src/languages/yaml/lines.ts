/**
 * How do the lines of YAML stand? Where each begins, how far it is indented and what it begins with.
 * Must not know entries.
 */

const enum Character { Tab = 9, LineFeed = 10, Return = 13, Space = 32, Hash = 35 }

/** Lines of a text, by number; the last one ends with the text. */
export class YamlLines {
  readonly count: number;
  /** Where each line begins, and at last the text's end. */
  private readonly starts: Int32Array;
  /** Blanks before the first character, -1 for lines that say nothing: blank ones and comments. */
  private readonly columns: Int32Array;

  constructor(readonly text: string) {
    let count = 1;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
    this.count = count;
    this.starts = new Int32Array(count + 1);
    this.columns = new Int32Array(count);
    // A byte order mark is no part of the first line.
    let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    for (let line = 0; line < count; line++) {
      this.starts[line] = start;
      let at = start;
      while (text.charCodeAt(at) === Character.Space) at++;
      const column = at - start;
      while (text.charCodeAt(at) === Character.Tab || text.charCodeAt(at) === Character.Space) at++;
      const first = text.charCodeAt(at);
      const isEmpty = Number.isNaN(first) || first === Character.LineFeed || first === Character.Hash || (first === Character.Return && text.charCodeAt(at + 1) === Character.LineFeed);
      this.columns[line] = isEmpty ? -1 : column;
      const feed = text.indexOf('\n', at);
      start = feed < 0 ? text.length : feed + 1;
    }
    this.starts[count] = text.length;
  }

  /** For `count` the text's end. */
  start(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** -1 for a line that says nothing. */
  column(line: number): number {
    return this.columns[line] ?? -1;
  }

  /** Where what the line says begins. */
  content(line: number): number {
    return this.start(line) + Math.max(this.column(line), 0);
  }

  /** From the first character that is no blank, without the line break. */
  said(line: number): string {
    return this.text.slice(this.content(line), this.start(line + 1)).trimEnd();
  }

  /** The first line from `line` on, and before `end`, that says something; `end` where none does. */
  nextSaid(line: number, end: number): number {
    let at = line;
    while (at < end && this.column(at) < 0) at++;
    return at;
  }

  /** By where it begins; of any other offset the line that it is on. */
  lineOf(offset: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
