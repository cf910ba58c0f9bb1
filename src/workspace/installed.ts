/**
 * What is installed for a manifest? The lock file that holds for it, the nearest above, and what that says of packages that matter. Must not know a format, nor which packages these are.
 */
import type { Installed } from '../analysis';
import { allPins, folderOf, foldersFrom, nameOf, parsePins, pathWithin } from '../languages';
import type { Language, ProjectFiles } from '../languages';

/** Begins what stands among a manifest's imports for the lock file that holds for it, by ecosystem. */
export const locked = 'lock file of ';

/** The path and text of the lock file that holds for a manifest, as one text; null where there is none. */
export function lockFor(path: string, ecosystem: string, languages: readonly Language[], files: ProjectFiles): string | null {
  const readers = languages.filter((language) => language.ecosystem === ecosystem);
  for (const folder of foldersFrom(folderOf(path))) {
    for (const language of readers) {
      for (const name of language.manifests) {
        if (name.includes('*') || (language.pinReader?.(name) ?? null) === null) continue;
        const lock = folder === '' ? name : `${folder}/${name}`;
        const text = files.textOf(lock);
        if (text !== null) return `${lock}\n${text}`;
      }
    }
  }
  return null;
}

/** What such a text says for the manifest at `path`. */
export function installedBy(lock: string, path: string, languages: readonly Language[], ecosystem: string): Installed {
  const end = lock.indexOf('\n');
  const [file, text] = [lock.slice(0, end), lock.slice(end + 1)];
  const read = languages.find((language) => language.ecosystem === ecosystem && (language.pinReader?.(nameOf(file)) ?? null) !== null)?.pinReader?.(nameOf(file)) ?? null;
  const folder = pathWithin(folderOf(path), folderOf(file));
  const pins = parsePins(text) ?? read?.(text, allPins) ?? [];
  // What lies nearer hides what lies above.
  const nearest = new Map<string, string>();
  for (const around of foldersFrom(folder ?? '')) for (const pin of pins) if (pin.isInner !== true && pin.folder === around && !nearest.has(pin.name)) nearest.set(pin.name, around);
  return {
    isBeside: folder === '',
    packages: pins.map((pin) => ({
      name: pin.name, version: pin.version, isOwn: pin.isInner !== true && (pin.folder === null || pin.folder === nearest.get(pin.name)), range: pin.range, licence: pin.licence ?? null, isForDevelopment: pin.isForDevelopment === true,
    })),
  };
}
