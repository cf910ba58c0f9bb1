/**
 * What do paths of a project's files say? Joining and climbing: relative to the
 * workspace's root, forward slashes, '' for the root itself.
 * Must not ask whether anything is there.
 */

/** `written` as read from `folder`: `a/b` and `../c` give `a/c`. Null where it leads out of the root. */
export function joinPath(folder: string, written: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** The folder that holds `path`; of the root the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** `src/a.ts` → `a.ts`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `folder` and all above it, the root last. */
export function* foldersFrom(folder: string): Generator<string, void> {
  for (let each = folder; each !== ''; each = folderOf(each)) yield each;
  yield '';
}

/** `path` as seen from `folder`, '' for the folder itself; null where it lies outside. */
export function pathWithin(path: string, folder: string): string | null {
  if (folder === '') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
