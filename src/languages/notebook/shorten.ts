/**
 * What of a notebook's file must be kept? All but what cells left behind when they ran, which may be pictures, megabytes and records of people.
 * Must not move anything that is kept to another line or column.
 */
import type { Range } from '../../text';

/** `leftovers`: of lists and maps, in any order. */
export function shortened(text: string, leftovers: readonly Range[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of [...leftovers].sort((a, b) => a.start - b.start)) {
    if (start < done || end - start < 2) continue;
    pieces.push(text.slice(done, start + 1), text.slice(start + 1, end - 1).replace(/[^\n]+\n/g, '\n').replace(/[^\n]/g, ' '));
    done = end - 1;
  }
  return pieces.join('') + text.slice(done);
}
