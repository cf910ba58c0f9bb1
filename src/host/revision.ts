/**
 * Which commit is checked out? Read from git's own files, for nothing is executed: gitrepository-layout(5) says where each stands.
 * Must not say whether files differ from it.
 */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Revision } from '../report';

/** Object names in SHA-1 and SHA-256. */
const objectName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** References that name others, as HEAD does, are few. */
const mostHops = 5;
const longestFile = 10_000_000;

/** Of the repository around an absolute folder; null where there is none, it has no commit yet, or its files cannot be read. */
export function revisionAt(folder: string): Revision | null {
  const repository = repositoryAt(folder);
  if (repository === null) return null;
  const { own, objects } = repository;
  const folders = own === objects ? [own] : [own, objects];
  let reference = 'HEAD';
  for (let hops = 0; hops < mostHops; hops++) {
    const said = read(folders, reference);
    if (said === null) return null;
    if (objectName.test(said)) return { commit: said, branch: reference === 'HEAD' ? null : reference.replace(/^refs\/heads\//, '') };
    const next = /^ref:\s*(refs\/[^\s]+)$/.exec(said)?.[1];
    // A name must not lead out of the repository's own folder.
    if (next === undefined || next.split('/').includes('..')) return null;
    reference = next;
  }
  return null;
}

export interface Repository {
  /** The folder that is checked out. */
  readonly tree: string;
  /** Where git keeps what is its own: of a worktree apart from what it shares, the objects among it. */
  readonly own: string;
  readonly objects: string;
}

/** The one around an absolute folder; null where there is none. */
export function repositoryAt(folder: string): Repository | null {
  for (let tree = folder; ; tree = dirname(tree)) {
    const own = gitFolderIn(tree);
    if (own === null) return null;
    if (own !== undefined) {
      const common = textOf(join(own, 'commondir'));
      return { tree, own, objects: common === null ? own : resolve(own, common.trim()) };
    }
    if (dirname(tree) === tree) return null;
  }
}

/** `.git` is a folder, or of a worktree and a submodule a file that names one: null where it names none, undefined where there is no `.git`. */
function gitFolderIn(folder: string): string | null | undefined {
  const path = join(folder, '.git');
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return path;
  if (stats?.isFile() !== true) return undefined;
  const named = /^gitdir:\s*(.+)$/m.exec(textOf(path) ?? '')?.[1];
  return named === undefined ? null : resolve(folder, named.trim());
}

function read(folders: readonly string[], reference: string): string | null {
  for (const folder of folders) {
    const loose = textOf(join(folder, reference));
    if (loose !== null) return loose.trim();
  }
  for (const folder of folders) {
    const packed = textOf(join(folder, 'packed-refs'))?.split('\n').find((line) => line.endsWith(` ${reference}`));
    if (packed !== undefined) return packed.slice(0, packed.indexOf(' '));
  }
  return null;
}

function textOf(path: string): string | null {
  try {
    return statSync(path).size > longestFile ? null : readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
