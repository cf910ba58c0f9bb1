/**
 * Where does the client have what stands in a file? In the file, or in a cell of a notebook that it holds open; and back.
 * Must not know what stands there.
 */
import type { Location, Position, Range as WireRange, TextEdit as WireEdit } from 'vscode-languageserver';
import type { LineIndex, Range, TextEdit } from '../text';
import type { FileView } from '../workspace';
import type { OpenText } from './documents';

/** A file's URI, and the cells of one that is open as a notebook. */
export interface Sight {
  readonly uri: string;
  readonly cells: readonly OpenText[] | null;
}

type Text = Pick<FileView, 'lines' | 'origin'>;

export function toProtocolRange(range: Range, lines: LineIndex): WireRange {
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}

export function toProtocolLocation({ lines, origin }: Text, { start, end }: Range, { uri, cells }: Sight): Location {
  if (origin === undefined) return { uri, range: toProtocolRange({ start, end }, lines) };
  const [first, last] = [origin.placeOf(start), origin.placeOf(end)];
  const cell = cells?.[first.within.cell - 1];
  if (cell === undefined) return { uri, range: { start: plain(first), end: plain(last) } };
  return { uri: cell.uri, range: { start: plain(first.within), end: plain(last.within.cell === first.within.cell ? last.within : first.within) } };
}

/** The offset of a position that the client names in `uri`, the file's own or a cell's; null where nothing of the file's text stands there. */
export function offsetOf({ lines, origin }: Text, position: Position, uri: string, { cells }: Sight): number | null {
  if (origin === undefined) return lines.offsetAt(position);
  const cell = cells?.findIndex((each) => each.uri === uri) ?? -1;
  return cell < 0 ? origin.offsetOf(position) : origin.offsetAt({ cell: cell + 1, ...position });
}

/** By the URI of what they change, in order. */
export function toProtocolEdits(file: Text, edits: readonly TextEdit[], sight: Sight): ReadonlyMap<string, readonly WireEdit[]> {
  const found = new Map<string, WireEdit[]>();
  for (const edit of edits) {
    const { uri, range } = toProtocolLocation(file, edit.range, sight);
    // In the file itself a cell's text is written as JSON has it.
    const { newText } = uri === sight.uri ? (file.origin?.editOf(edit) ?? edit) : edit;
    found.set(uri, [...(found.get(uri) ?? []), { range, newText }]);
  }
  return found;
}

function plain({ line, character }: Position): Position {
  return { line, character };
}
