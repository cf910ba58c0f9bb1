/**
 * Where in a file does a text stand that was read out of it, as a program out of a notebook's cells?
 * Must not know what the file is.
 */
import type { Position, Range, TextEdit } from './range';

/** Where a cell's text has something; cells are counted from 1, whatever they hold. */
export interface CellPosition extends Position {
  readonly cell: number;
}

/** A place of a text, as its file has it. */
export interface OriginalPlace extends Position {
  readonly offset: number;
  readonly within: CellPosition;
}

export interface Origin {
  /** Total: offsets outside the text are clamped. */
  placeOf(offset: number): OriginalPlace;
  /** The offset in the text; null where it is in none of the cells that the text was read from. */
  offsetAt(place: CellPosition): number | null;
  /** The offset of what stands at a position of the file, or behind it on the line; null where none of the text does. */
  offsetOf(position: Position): number | null;
  /** Whether what stands in a range is, character for character, what one cell has there. */
  isExact(range: Range): boolean;
  /** The same edit of the file; null where the range is not exact. */
  editOf(edit: TextEdit): TextEdit | null;
}
