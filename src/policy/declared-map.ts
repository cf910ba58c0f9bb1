/**
 * Is a value of a caley.yaml a map, and are its keys known? What is wrong is told and done without. Must
 * not know what any key means.
 */
import type { Entry } from './entry';
import { didYouMean } from './nearest';

/** Whether an entry is a map; keys that are not known are told of unless others may be known to somebody else, and can be done without. */
export function isMap(entry: Entry, known: readonly string[], isTold = true): boolean {
  if (entry.kind !== 'map') {
    entry.mistake(`This must be a map with the keys ${known.join(', ')}.`);
    return false;
  }
  if (isTold) for (const key of entry.keys()) if (!known.includes(key)) entry.field(key).warnAtKey(`Unknown key "${clipped(key)}".${didYouMean(key, known)}`);
  return true;
}

function clipped(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
