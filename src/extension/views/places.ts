/**
 * How does the editor come to a place that the server names?
 */
import type { TextDocumentShowOptions } from 'vscode';
import { commands, Location, Range, Uri, window } from 'vscode';
import type { WirePlace } from '../../protocol';

export function toRange({ range: { start, end } }: Pick<WirePlace, 'range'>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

function toLocation(place: WirePlace): Location {
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
  if (others.length > 0) await peekPlaces(first, places);
  else await openPlace(first);
}

/** Opens one place, and shows places in a peek there. */
export async function peekPlaces(at: WirePlace, places: readonly WirePlace[]): Promise<void> {
  await openPlace(at);
  await commands.executeCommand('editor.action.peekLocations', Uri.parse(at.uri), toRange(at).start, places.map(toLocation), 'peek');
}
