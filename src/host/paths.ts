/**
 * How do the paths a user names relate to each other on this disk?
 * Must not read files.
 */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, sep } from 'node:path';

/** Whether something stands at `path`, a broken link included. */
export function pathExists(path: string): boolean {
  return probe(() => lstatSync(path)) !== null;
}

/** Whether `path` is `folder` or stands in it. Both absolute and normal. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * The folder that file names are relative to: `current` where it holds all
 * `paths`, else the deepest folder that does; `current` where there is none
 * (other drives). All absolute.
 */
export function rootOf(current: string, paths: readonly string[]): string {
  const folders = paths.map((path) => (isFolder(path) ? path : dirname(path)));
  let root = folders.every((folder) => isWithin(folder, current)) ? current : (folders[0] ?? current);
  while (!folders.every((folder) => isWithin(folder, root))) {
    if (root === dirname(root)) return current;
    root = dirname(root);
  }
  return root;
}

/** False for what is not there. */
export function isFolder(path: string): boolean {
  return probe(() => statSync(path))?.isDirectory() === true;
}

/** Where a path leads when all links are followed; null where that is nowhere, or cannot be seen. */
export function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

/** What the disk says, or null where it cannot say. */
function probe(ask: () => Stats): Stats | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
