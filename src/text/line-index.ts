/**
 * Where do the lines of a text begin? Converts offsets to positions and back.
 * Line ends are LF, CRLF and CR, as LSP has them.
 */
import type { Position, Range } from './range';

export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    if (!text.includes('\r')) {
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
      return;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** Line and column of an offset; offsets outside the text are clamped. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.startOf(middle) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - this.startOf(low) };
  }

  /** Offset of a position; a column past the line's end is clamped to it. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.starts.length) return this.text.length;
    const { start, end } = this.lineRange(position.line);
    return Math.max(start, Math.min(start + position.character, end));
  }

  /** The line without its line end. */
  lineRange(line: number): Range {
    const start = this.startOf(line);
    let end = line + 1 < this.starts.length ? this.startOf(line + 1) : this.text.length;
    while (end > start && (this.text.charCodeAt(end - 1) === 10 || this.text.charCodeAt(end - 1) === 13)) end--;
    return { start, end };
  }

  private startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }
}

/** The line feed that ends the line of `offset`, as parsers count lines; the text's end where there is none. */
export function lineFeedAfter(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}
