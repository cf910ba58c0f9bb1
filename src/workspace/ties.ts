/**
 * Whom may a file hand something to? By what is known of files while they are not at hand.
 * Must not read files.
 */
import { maxReexports } from '../analysis';
import type { Ties } from '../analysis';

/** What a project knows of its files by path. */
export interface Tied {
  tiesOf(path: string): Ties | null;
  /** The project's file that an import of the one at `path` means; null for what is none. */
  meaningOf(path: string, specifier: string): string | null;
}

/** The files that export, or hand on, what the one at `path` calls or hands on. */
export function targetsOf(files: Tied, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const specifier of files.tiesOf(path)?.outgoing.keys() ?? []) follow(files, path, specifier, maxReexports, found);
  return found;
}

/** The things of other modules that a file calls or hands on, as keys. */
export function outgoingOf(ties: Ties | null): ReadonlySet<string> {
  return new Set([...(ties?.outgoing ?? [])].flatMap(([module, paths]) => paths.map((path) => `${module}\n${path}`)));
}

function follow(files: Tied, path: string, specifier: string, depth: number, found: Set<string>): void {
  const target = files.meaningOf(path, specifier);
  if (target === null || depth === 0 || found.has(target)) return;
  found.add(target);
  for (const { from } of files.tiesOf(target)?.reexports ?? []) follow(files, target, from, depth - 1, found);
}
