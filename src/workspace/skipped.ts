/**
 * What is said of files that were not, or not fully, examined by the core's own doing? Must not decide which these are.
 */
import { dataLimit } from '../analysis';
import { languageOf } from '../languages';
import type { Language } from '../languages';
import type { Change, Skipped } from './types';

/** What is said of a file in which the analysis stopped at a bound. */
export function cutShort(file: string): Skipped {
  return { file, reason: 'budget', detail: 'too much to follow: some flows were left out' };
}

/** What is said of a file that a caley.yaml leaves out: nothing where none does. */
export function excludedFile(file: string, by: string | null): readonly Skipped[] {
  return by === null ? [] : [{ file, reason: 'ignored', detail: `left out by ${by}` }];
}

/** What is said of a file of data of which only the beginning is looked at; null where it is no such file, or all of it is. */
export function beginningOnly({ path, text, isBeginning }: Extract<Change, { type: 'write' }>, languages: readonly Language[]): Skipped | null {
  if (isBeginning !== true && (text.length <= dataLimit || languageOf(languages, path)?.isData !== true)) return null;
  return { file: path, reason: 'budget', detail: 'too long: only its first megabyte was looked at' };
}

/** Notes it of a file that came, as far as it is so. */
export function noteBeginning(skips: Map<string, Skipped>, change: Extract<Change, { type: 'write' }>, languages: readonly Language[]): void {
  const partly = beginningOnly(change, languages);
  if (partly === null) skips.delete(change.path);
  else skips.set(change.path, partly);
}
