/**
 * What is a place in a text? Offsets, ranges and edits, all in UTF-16 code units.
 * Must not know files, URIs or languages.
 */

/** A half-open stretch `[start, end)` of a text, in UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 column, as LSP counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Replace `range` by `newText`. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

export function range(start: number, end: number): Range {
  return { start, end };
}

/** Whether `inner` lies wholly within `outer`; a range contains itself. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the two ranges share a character or touch at a caret (an empty range). */
export function touches(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/**
 * The text after all `edits`, which speak of the text before any of them.
 * Overlapping edits are the caller's bug: they throw.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    if (edit.range.start < at) throw new Error(`overlapping edits at offset ${String(edit.range.start)}`);
    result += text.slice(at, edit.range.start) + edit.newText;
    at = edit.range.end;
  }
  return result + text.slice(at);
}
