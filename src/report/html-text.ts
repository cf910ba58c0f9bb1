/**
 * How does untrusted text stand in HTML so that it is text and nothing else? Must not know what is reported.
 */
import { visibleText } from './visible';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For the content of elements and for attributes in quotes; hidden characters are written out. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
