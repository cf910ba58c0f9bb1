/**
 * After the quick fix that suppresses a finding: the cursor goes to the reason that is still to be written.
 */
import { Range, Selection, TextEditorRevealType, Uri, window } from 'vscode';

/** Selects the placeholder nearest to the cursor in the document `uri`, which is opened where it was changed beside the one that is shown. */
export async function writeReason(uri: unknown, placeholder: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof placeholder !== 'string') return;
  const editor = window.activeTextEditor?.document.uri.toString() === uri ? window.activeTextEditor : await window.showTextDocument(Uri.parse(uri));
  const { document, selection } = editor;
  const text = document.getText();
  const places: Range[] = [];
  for (let at = text.indexOf(placeholder); at !== -1; at = text.indexOf(placeholder, at + 1)) places.push(new Range(document.positionAt(at), document.positionAt(at + placeholder.length)));
  const distance = (place: Range): number => Math.abs(place.start.line - selection.active.line);
  const [nearest] = places.sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) return;
  editor.selection = new Selection(nearest.start, nearest.end);
  editor.revealRange(nearest, TextEditorRevealType.InCenterIfOutsideViewport);
}
