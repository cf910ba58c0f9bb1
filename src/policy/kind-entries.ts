/**
 * Which kinds does an entry name? Reads those under a key and holds them against what may stand
 * there. Must not know what they are named for.
 */
import type { Entry, TextEntry } from './entry';
import { didYouMean } from './nearest';
import type { KindId, Kinds } from './types';

/** One kind or a list of kinds, all below one of `families`; what is none of them is a mistake at its place. */
export function readKinds(entry: Entry, key: string, kinds: Kinds, families: readonly string[]): readonly KindId[] {
  return entry.textEntries(key).flatMap((kind) => (isKindOf(kind, kinds, families) ? [kind.text] : []));
}

function isKindOf(kind: TextEntry, kinds: Kinds, families: readonly string[]): boolean {
  const { text } = kind;
  const isFitting = (one: KindId): boolean => families.some((family) => kinds.isA(one, family));
  if (!kinds.all.has(text)) kind.mistake(`Unknown kind "${text}".${didYouMean(text, [...kinds.all.keys()].filter(isFitting))}`);
  else if (!isFitting(text)) kind.mistake(`"${text}" cannot stand here: this takes kinds of ${families.join(', ').replace(/, (?=[^,]*$)/, ' and ')}.`);
  else return true;
  return false;
}
