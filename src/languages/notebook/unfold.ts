/**
 * Which program does a notebook hold, and where do its characters stand? The cells of code one below the other, as they run from top to bottom, and
 * the way back into cells and file.
 * Must not interpret the program.
 */
import { LineIndex } from '../../text';
import type { CellPosition, OriginalPlace, Origin, Position, Range, TextEdit } from '../../text';
import type { Unfolded } from '../language';
import type { Cell, NotebookFile } from './cells';
import { codeOf } from './magics';

/** A cell's code within the program. */
interface Piece {
  readonly cell: Cell;
  /** Of the cell's text, with that offset, the program has it from `start` to `end`. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  readonly lines: LineIndex;
}

/** `language`: what programs here are written in; a notebook in another one holds none. */
export function unfoldNotebook(text: string, file: NotebookFile, language: string): Unfolded {
  const pieces: Piece[] = [];
  const masked: Range[] = [];
  let program = '';
  for (const cell of file.language === null || file.language === language ? file.cells : []) {
    const code = cell.isCode ? codeOf(cell.text) : null;
    if (code === null) continue;
    if (pieces.length > 0) program += '\n';
    const start = program.length;
    program += code.text;
    for (const range of code.masked) masked.push({ start: start + range.start, end: start + range.end });
    pieces.push({ cell, from: code.from, start, end: program.length, lines: new LineIndex(cell.text) });
  }
  return { text: program, origin: new NotebookOrigin(text, pieces, masked) };
}

class NotebookOrigin implements Origin {
  private known: LineIndex | null = null;

  constructor(private readonly file: string, private readonly pieces: readonly Piece[], private readonly masked: readonly Range[]) {}

  placeOf(offset: number): OriginalPlace {
    const piece = this.pieceAt(offset);
    if (piece === null) return { offset: 0, line: 0, character: 0, within: { cell: 1, line: 0, character: 0 } };
    const inCell = inCellOf(piece, offset);
    const fileOffset = fileOffsetOf(piece.cell, inCell);
    return { offset: fileOffset, ...this.index.positionAt(fileOffset), within: { cell: piece.cell.number, ...piece.lines.positionAt(inCell) } };
  }

  offsetAt({ cell, line, character }: CellPosition): number | null {
    const piece = this.pieces.find((each) => each.cell.number === cell);
    if (piece === undefined) return null;
    const inCell = piece.lines.offsetAt({ line, character });
    return inCell < piece.from ? null : piece.start + inCell - piece.from;
  }

  offsetOf(position: Position): number | null {
    const { index } = this;
    const at = index.offsetAt(position);
    const lineEnd = index.lineRange(index.positionAt(at).line).end;
    for (const { cell, from, start } of this.pieces) {
      for (const [i, [offset, fileOffset]] of cell.stretches.entries()) {
        const [next = offset] = cell.stretches[i + 1] ?? [];
        if (offset < from || fileOffset + next - offset < at || fileOffset > lineEnd) continue;
        return start - from + offset + Math.max(0, at - fileOffset);
      }
    }
    return null;
  }

  isExact(range: Range): boolean {
    const piece = this.pieceAt(range.start);
    return piece !== null && piece.start <= range.start && range.end <= piece.end && !this.masked.some((one) => one.start < range.end && range.start < one.end);
  }

  editOf({ range, newText }: TextEdit): TextEdit | null {
    const piece = this.isExact(range) ? this.pieceAt(range.start) : null;
    if (piece === null) return null;
    const [start, end] = [fileOffsetOf(piece.cell, inCellOf(piece, range.start)), fileOffsetOf(piece.cell, inCellOf(piece, range.end))];
    return { range: { start, end }, newText: JSON.stringify(newText).slice(1, -1) };
  }

  private get index(): LineIndex {
    return (this.known ??= new LineIndex(this.file));
  }

  /** The cell that holds an offset, or else the one before it. */
  private pieceAt(offset: number): Piece | null {
    let low = 0;
    let high = this.pieces.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return this.pieces[low] ?? null;
  }
}

function inCellOf({ from, start, end }: Piece, offset: number): number {
  return from + Math.max(start, Math.min(offset, end)) - start;
}

function fileOffsetOf({ stretches }: Cell, offset: number): number {
  let low = 0;
  let high = stretches.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.[0] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const [at, fileOffset] = stretches[low] ?? [0, 0];
  return fileOffset + offset - at;
}
