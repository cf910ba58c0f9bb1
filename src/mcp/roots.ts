/**
 * Which folders may be looked at, and which file in them does a path name? By where things really are on disk: no link leads out.
 * Must not read files.
 */
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { isFolder, isWithin, pathExists, realPath } from '../host';
import { Mistake } from './mistake';

/** A file or folder in one of the roots. */
export interface Located {
  /** Absolute, without links. */
  readonly root: string;
  /** Relative to the root, with forward slashes; '' for the root itself. */
  readonly path: string;
  readonly exists: boolean;
  readonly isFolder: boolean;
}

/** Absolute, without links, each once, none within another. Throws Mistake for what is no folder. */
export function readRoots(folders: readonly string[], cwd: string): readonly string[] {
  const real = folders.map((folder) => {
    const path = realPath(resolve(cwd, folder));
    if (path === null || !isFolder(path)) throw new Mistake(`${folder} is no folder that can be read: start "caley mcp" with the folder of the project.`);
    return path;
  });
  const distinct = [...new Set(real)];
  return distinct.filter((path) => !distinct.some((other) => other !== path && isWithin(path, other)));
}

/** The folder that the server was started in. Throws Mistake for one that nobody can mean. */
export function rootHere(cwd: string): readonly string[] {
  const roots = readRoots([cwd], cwd);
  const tooWide = new Set([realPath(homedir()), realPath(parse(cwd).root)]);
  if (roots.some((root) => tooWide.has(root))) throw new Mistake('The server was started in no project: start it with the folder of one, "caley mcp FOLDER", or in it.');
  return roots;
}

/** Where a path is, absolute or relative to a root; of several roots the first that has it. Throws Mistake for a path outside of all of them. */
export function locate(path: string, roots: readonly string[]): Located {
  const candidates = (isAbsolute(path) ? [path] : roots.map((root) => resolve(root, path))).flatMap((absolute) => placed(absolute, roots) ?? []);
  const found = candidates.find(({ exists }) => exists) ?? candidates[0];
  if (found === undefined) throw new Mistake(`${shown(path)} is outside of the ${roots.length === 1 ? 'folder' : 'folders'} that this server may look at: name a path in ${roots.length === 1 ? 'it' : 'one of them'}, relative to it.`);
  return found;
}

/** Whether what stands there, or would, stands in the root. */
export function isConfined(path: string, root: string): boolean {
  const real = realPlace(path);
  return real !== null && isWithin(real, root);
}

function placed(absolute: string, roots: readonly string[]): Located | null {
  const real = realPlace(absolute);
  const root = real === null ? undefined : roots.find((each) => isWithin(real, each));
  if (real === null || root === undefined) return null;
  return { root, path: relative(root, real).split(sep).join('/'), exists: pathExists(real), isFolder: isFolder(real) };
}

/** Of what is not there, the place that its nearest folder gives it; null for no path, and for a link that leads nowhere. */
function realPlace(absolute: string): string | null {
  if (absolute.includes('\0')) return null;
  const real = realPath(absolute);
  if (real !== null) return real;
  if (pathExists(absolute) || dirname(absolute) === absolute) return null;
  const folder = realPlace(dirname(absolute));
  return folder === null ? null : join(folder, basename(absolute));
}

/** A path as a message may repeat it. */
export function shown(path: string): string {
  return JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path);
}
