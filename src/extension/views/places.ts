/**
 * How does the editor come to a place that the server names?
 */
import type { TextDocumentShowOptions } from 'vscode';
import { commands, Location, Range, Uri, window } from 'vscode';
import type { WirePlace } from '../../protocol';

export function toRange({ range: { start, end } }: Pick<WirePlace, 'range'>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

export function toLocation(place: WirePlace): Location {
  return new Location(Uri.parse(place.uri), toRange(place));
}

/** Opens its file with the place selected. */
export async function openPlace(place: WirePlace, options: TextDocumentShowOptions = {}): Promise<void> {
  await window.showTextDocument(Uri.parse(place.uri), { preview: true, selection: toRange(place), ...options });
}

/** One place is opened; several are shown in a peek at the first. */
export async function openPlaces(places: readonly WirePlace[]): Promise<void> {
  const [first, ...others] = places;
  if (first === undefined) return;
  await openPlace(first);
  if (others.length > 0) await commands.executeCommand('editor.action.peekLocations', Uri.parse(first.uri), toRange(first).start, places.map(toLocation), 'peek');
}
