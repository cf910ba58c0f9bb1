/**
 * Where in its file is an offset of a text? Lines are those of the file, whatever the text was read out of; cells are told besides.
 */
import type { CellPosition, Position } from '../text';
import type { ReportedText } from './report';

export function positionOf({ lines, origin }: Pick<ReportedText, 'lines' | 'origin'>, offset: number): Position {
  return origin === undefined ? lines.positionAt(offset) : origin.placeOf(offset);
}

/** Null where the file has no cells. */
export function cellOf({ origin }: ReportedText, offset: number): CellPosition | null {
  return origin === undefined ? null : origin.placeOf(offset).within;
}

/** As people read it, from 1: `12:8`, in a notebook `cell 3:2:5`. */
export function placeWords(text: ReportedText, offset: number): string {
  const cell = cellOf(text, offset);
  const { line, character } = cell ?? positionOf(text, offset);
  return `${cell === null ? '' : `cell ${String(cell.cell)}:`}${String(line + 1)}:${String(character + 1)}`;
}
