/** How is a text edit written? Must not know the language. */
import type { Range, TextEdit } from '../../text';

export function insert(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

export function replace(range: Range, newText: string): TextEdit {
  return { range, newText };
}
