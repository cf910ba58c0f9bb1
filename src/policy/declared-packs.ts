/**
 * Which folders hold a company's own packs, by the word of a caley.yaml? Reads its part `packs`. Must not read those folders.
 */
import type { Range } from '../text';
import type { Entry } from './entry';
import { partsOf, readNamedPath } from './named-path';
import type { NamedPath } from './named-path';

const maxPacks = 20;

/** Each folder once, all of them inside that of the caley.yaml. What is wrong is told at its place and left out. */
export function readDeclaredPacks(entry: Entry, rangeOf: (entry: Entry) => Range): readonly NamedPath[] {
  const packs = new Map<string, NamedPath>();
  for (const item of partsOf(entry, maxPacks)) {
    const named = readNamedPath(item, 'folder', rangeOf);
    if (named === null) continue;
    const wrong = whyNot(named.path) ?? (packs.has(named.path) ? `The folder "${named.path}" is named twice.` : null);
    if (wrong === null) packs.set(named.path, named);
    else item.mistake(wrong);
  }
  return [...packs.values()];
}

function whyNot(folder: string): string | null {
  if (folder.split('/')[0] === '..') return 'Packs lie in a folder inside that of this caley.yaml: nothing outside of it is read.';
  return folder === '' ? 'Packs lie in a folder of their own.' : null;
}
