/**
 * How does a caley.yaml name files and folders? Relative to its own folder, with forward slashes. Must not know what they are
 * named for, nor whether they are there.
 */
import type { Range } from '../text';
import type { Entry } from './entry';
import { isAbsolute, normalised } from './trust-path';

/** Relative to the folder of the caley.yaml, without `.`; begins with `..` where it lies outside, '' is the folder itself. */
export interface NamedPath {
  readonly path: string;
  /** Where it is named. */
  readonly range: Range;
}

const longest = 2_000;

/** Null where the entry names nothing; what is wrong is told there. */
export function readNamedPath(item: Entry, what: 'file' | 'folder', rangeOf: (entry: Entry) => Range): NamedPath | null {
  const text = item.asText()?.trim() ?? null;
  if (text === null) return null;
  const wrong = text.includes('\\') ? 'Write folders with forward slashes.'
    : isAbsolute(text) || text.startsWith('~') || text.length > longest ? `Name the ${what} relative to the folder of this caley.yaml.`
    : null;
  if (wrong !== null) item.mistake(wrong);
  return wrong === null ? { path: normalised(text), range: rangeOf(item) } : null;
}

/** The items of a list, or the one that stands for a list. */
export function partsOf(entry: Entry, most: number): readonly Entry[] {
  const items = entry.kind === 'list' ? entry.items() : entry.kind === 'none' ? [] : [entry];
  if (items.length > most) entry.mistakeAtKey(`Only the first ${String(most)} are read.`);
  return items.slice(0, most);
}
