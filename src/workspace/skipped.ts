/**
 * What is said of files that were not, or not fully, examined by the core's own doing? Must not decide which these are.
 */
import type { Skipped } from './types';

/** What is said of a file in which the analysis stopped at a bound. */
export function cutShort(file: string): Skipped {
  return { file, reason: 'budget', detail: 'too much to follow: some flows were left out' };
}

/** What is said of a file that a caley.yaml leaves out: nothing where none does. */
export function excludedFile(file: string, by: string | null): readonly Skipped[] {
  return by === null ? [] : [{ file, reason: 'ignored', detail: `left out by ${by}` }];
}
