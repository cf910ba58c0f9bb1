/**
 * How deep are lines indented, and how do they go one level deeper?
 * Must not know the language.
 */
import type { TextEdit } from '../../text';
import { insert } from './text-edits';
import { afterBreak, beginsLine, lineEnd, skipBlanks } from './trivia';

/** Lines looked at: enough to tell, few enough for a long file. */
const sample = 400;

/**
 * The smallest step by which a line is deeper than the one before, as most of the first lines have it: a tab or some
 * spaces, `usual` of them where the text does not tell.
 */
export function indentUnit(text: string, usual: number): string {
  const steps = new Map<number, number>();
  let tabs = 0;
  let lines = 0;
  let before = 0;
  for (const match of text.slice(0, 40_000).matchAll(/^([ \t]*)\S/gm)) {
    if (++lines > sample) break;
    const space = match[1] ?? '';
    if (space.startsWith('\t')) tabs++;
    const step = space.length - before;
    before = space.length;
    if (step > 1 && step <= 8 && !space.includes('\t')) steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const spaces = [...steps.values()].reduce((sum, count) => sum + count, 0);
  if (tabs > spaces) return '\t';
  const [width] = [...steps].sort((a, b) => b[1] - a[1])[0] ?? [usual];
  return ' '.repeat(width);
}

/** One more level for the lines that begin between `start` and `end`, but for those that begin inside a literal or comment, as `isInside` tells. */
export function deepen(text: string, start: number, end: number, indent: string, isInside: (offset: number) => boolean): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = afterBreak(text, lineEnd(text, start)); at < end && at > start; at = afterBreak(text, lineEnd(text, at))) {
    const code = skipBlanks(text, at);
    if (code < end && code < lineEnd(text, at) && beginsLine(text, code) && !isInside(at)) edits.push(insert(at, indent));
    if (lineEnd(text, at) >= end) break;
  }
  return edits;
}
