/**
 * How does untrusted text stand in XML 1.0 so that it is text and nothing else? Must not know what is reported.
 */
import { visibleText } from './visible';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For the content of elements and for attributes in double quotes. What no XML may hold is among the hidden characters, which are written out. */
export function escapeXml(text: string): string {
  return visibleText(text).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
