/**
 * After the quick fix that suppresses a finding: the cursor goes to the reason that is still to be written.
 */
import { Range, Selection, TextEditorRevealType, window } from 'vscode';

/** Selects the placeholder nearest to the cursor in the active editor, if it shows the document `uri`. */
export function writeReason(uri: unknown, placeholder: unknown): void {
  const editor = window.activeTextEditor;
  if (editor === undefined || typeof placeholder !== 'string' || editor.document.uri.toString() !== uri) return;
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
