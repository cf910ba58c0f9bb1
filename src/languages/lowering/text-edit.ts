/**
 * What changed between two texts, as one replaced stretch? And where do places of the one
 * lie in the other? Must not look at syntax.
 */
import { Edit } from 'web-tree-sitter';

/** Offsets `start` to `oldEnd` of the old text became `start` to `newEnd` of the new one. UTF-16 code units. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Characters compared at once, which is quicker by much. */
const block = 1024;

/** The smallest stretch outside of which the texts are the same; it cuts no character that takes two code units. */
export function changeBetween(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start + block <= most && before.slice(start, start + block) === after.slice(start, start + block)) start += block;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  let same = 0;
  while (same + block <= most - start && before.slice(before.length - same - block, before.length - same) === after.slice(after.length - same - block, after.length - same)) same += block;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  if (same > 0 && isLow(before.charCodeAt(before.length - same))) same--;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The change as the parser wants to be told of it. */
export function toParserEdit({ start, oldEnd, newEnd }: TextChange, before: string, after: string): Edit {
  return new Edit({
    startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd,
    startPosition: pointAt(before, start), oldEndPosition: pointAt(before, oldEnd), newEndPosition: pointAt(after, newEnd),
  });
}

/** Rows count line feeds, as the parser does. */
function pointAt(text: string, offset: number): { readonly row: number; readonly column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
