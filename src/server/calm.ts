/**
 * Which findings may be shown now, while the user types?
 * What is gone goes at once. What is new appears at once, but on a line that is being typed only
 * after a pause. Pure: the clock's reading is handed in.
 */

/** One change of a text, as LSP sends it: the zero-based lines it replaces and the text put there. */
export interface TypedChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The lines that carry the cursors, and when they were last typed on (milliseconds of any clock). */
export interface Typing {
  readonly lines: ReadonlySet<number>;
  readonly at: number;
}

export interface Candidate {
  readonly identity: string;
  /** Zero-based, of the flagged token. */
  readonly startLine: number;
  readonly endLine: number;
}

export interface Calmed<T> {
  readonly shown: readonly T[];
  /** When the held-back ones may be shown, on the same clock; null where none is held back. */
  readonly wakeAt: number | null;
}

/** The lines where typing stands after `changes`, which apply one after the other. */
export function typedLines(changes: readonly TypedChange[]): ReadonlySet<number> {
  let lines = new Set<number>();
  for (const change of changes) {
    const added = countLineBreaks(change.text);
    const growth = added - (change.end - change.start);
    lines = new Set([...lines].map((line) => (line > change.end ? line + growth : line)));
    lines.add(change.start + added);
  }
  return lines;
}

/** Holds back those `candidates` that were not shown before and stand on a line being typed, until `delay` ms after the last key. */
export function calm<T extends Candidate>(candidates: readonly T[], shownBefore: ReadonlySet<string>, typing: Typing | null, now: number, delay: number): Calmed<T> {
  if (typing === null || now >= typing.at + delay) return { shown: candidates, wakeAt: null };
  const shown = candidates.filter((candidate) => shownBefore.has(candidate.identity) || !onTypedLine(candidate, typing));
  return { shown, wakeAt: shown.length === candidates.length ? null : typing.at + delay };
}

function onTypedLine(candidate: Candidate, typing: Typing): boolean {
  for (const line of typing.lines) if (candidate.startLine <= line && line <= candidate.endLine) return true;
  return false;
}

function countLineBreaks(text: string): number {
  return (text.match(/\r\n|\r|\n/g) ?? []).length;
}
