/**
 * What stands between tokens? Skips white space and comments in either
 * direction, and finds lines. Must not know what nodes mean.
 */
import type { Range } from '../../text';
import type { FlatTree as TreeOf } from '../lowering';

/** A tree of whatever language. */
export type FlatTree = TreeOf<number, number>;

/** The first comment that ends after `offset`, as an index into `tree.comments`. */
function firstCommentEndingAfter(tree: FlatTree, offset: number): number {
  let low = 0;
  let high = tree.comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.comments[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The comment that holds `offset` or begins there, or null. */
export function commentAt(tree: FlatTree, offset: number): Range | null {
  const comment = tree.comments[firstCommentEndingAfter(tree, offset)];
  return comment !== undefined && comment.start <= offset ? comment : null;
}

/** The comment that ends at `offset`, or null. */
function commentBefore(tree: FlatTree, offset: number): Range | null {
  const comment = tree.comments[firstCommentEndingAfter(tree, offset - 1)];
  return comment?.end === offset ? comment : null;
}

/** Whether a comment lies in or reaches into the stretch. */
export function hasComment(tree: FlatTree, from: number, to: number): boolean {
  const comment = tree.comments[firstCommentEndingAfter(tree, from)];
  return comment !== undefined && comment.start < to;
}

/** The offset of the first character that is neither space nor comment, at or after `from`. */
export function skipTrivia(tree: FlatTree, from: number): number {
  let at = from;
  for (;;) {
    while (at < tree.text.length && isSpace(tree.text, at)) at++;
    const comment = commentAt(tree, at);
    if (comment?.start !== at) return at;
    at = comment.end;
  }
}

/** The offset behind the last character that is neither space nor comment, at or before `to`. */
export function skipTriviaBack(tree: FlatTree, to: number): number {
  let at = to;
  for (;;) {
    while (at > 0 && isSpace(tree.text, at - 1)) at--;
    const comment = commentBefore(tree, at);
    if (comment === null) return at;
    at = comment.start;
  }
}

/** Past spaces, tabs and block comments that stay on the line, and a line comment; stops at the line's end or at code. */
export function skipInLine(tree: FlatTree, from: number): number {
  let at = from;
  for (;;) {
    while (isBlank(tree.text, at)) at++;
    const comment = commentAt(tree, at);
    if (comment?.start !== at || /[\r\n]/.test(tree.text.slice(comment.start, comment.end))) return at;
    at = comment.end;
  }
}

/** Back over spaces and tabs. */
export function skipBlanksBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && isBlank(text, at - 1)) at--;
  return at;
}

/** Forward over spaces and tabs. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at)) at++;
  return at;
}

export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineBreak(text, at - 1)) at--;
  return at;
}

/** The offset of the line's break, or the text's end. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineBreak(text, at)) at++;
  return at;
}

/** The start of the line after the one that ends at `end`. */
export function afterBreak(text: string, end: number): number {
  if (text.startsWith('\r\n', end)) return end + 2;
  return end < text.length && isLineBreak(text, end) ? end + 1 : end;
}

export function atLineEnd(text: string, offset: number): boolean {
  return offset >= text.length || isLineBreak(text, offset);
}

/** Whether only blanks stand between the line's start and `offset`. */
export function beginsLine(text: string, offset: number): boolean {
  return skipBlanksBack(text, offset) === lineStart(text, offset);
}

/** The white space that opens the line of `offset`. */
export function indentation(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, Math.min(skipBlanks(text, start), Math.max(start, offset)));
}

/** Whether the character continues a name: text put beside it must keep its distance. */
export function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\w$\u0080-\uffff]/.test(character);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}

/** CR, LF and the two Unicode separators that end a line for JavaScript; elsewhere they are too rare to matter. */
function isLineBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
