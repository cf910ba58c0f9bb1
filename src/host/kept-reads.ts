/**
 * What is read again of a folder that was read before? The files that the disk says are others since.
 * Must not keep what may have changed without a trace.
 */
import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import type { Change } from '../workspace';
import { toChange } from './changes';
import type { ReadFile } from './changes';

/** A change within so many milliseconds after another may leave the times as they are: the coarsest disks tell two seconds apart. */
const coarsest = 2_000;

interface Held {
  readonly stamp: string;
  readonly change: Change;
}

/** Reads each file once, and again when its size, times or place on disk are others. */
export function keepReads(): ReadFile {
  const held = new Map<string, Held>();
  return (walked, options) => {
    if (walked.type === 'skipped') return toChange(walked, options);
    const { path } = walked.found;
    const before = held.get(path);
    const stats = statOf(path);
    if (before !== undefined && stats !== null && before.stamp === stampOf(stats)) return before.change;
    held.delete(path);
    const at = Date.now();
    const change = toChange(walked, options);
    // What was written just now may be written again in the same instant.
    if (stats !== null && at - Math.max(stats.mtimeMs, stats.ctimeMs) > coarsest) held.set(path, { stamp: stampOf(stats), change });
    return change;
  };
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return [size, mtimeMs, ctimeMs, ino].join(' ');
}

/** Null where it cannot say. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
