/**
 * How do files come from disk to a project? The port through which it sees the
 * walker and the reader, so that a session can be tested without a disk.
 */
import { join } from 'node:path';
import type { Change, Named, NamedChange } from '../workspace';
import { readChange, readChanges, readNamed } from './changes';
import type { ReadFile } from './changes';
import { documentsIn } from './documents';
import { isThere } from './disk';
import { Mirror } from './mirror';
import type { Remote } from './mirror';
import type { FolderNames } from './uri';
import { mirroredNames } from './uri';
import { walkFiles } from './walk-files';
import type { WalkOptions } from './walk-files';

export interface Folder {
  /** One change for each file to examine below the absolute path `root`, ignore rules applied; lazily, so that the caller may pause. */
  walk(root: string): Iterable<Change>;
  /** One file, by workspace-relative path: a write, a skip, or a remove where it is gone or ignored. */
  read(root: string, path: string): Change;
  /** What a caley.yaml names, or why it cannot be read. */
  readNamed(root: string, named: Named): NamedChange;
  /** The texts for people below a workspace-relative folder, relative to it. */
  documents(root: string, folder: string): readonly string[];
  /** Whether a walk would come to the file, or would if it were saved: false for what is ignored, generated or too large. */
  examines(root: string, path: string): boolean;
  /** What a folder's files are called on either side; absent where it is a folder of this machine's. */
  readonly names?: FolderNames;
  /** Fetches what a walk reads; absent where nothing is to be fetched. */
  prepare?(root: string, signal: AbortSignal): Promise<void>;
  /** Fetches anew what was fetched of a file or folder that is another now, or gone. */
  refresh?(root: string, path: string): Promise<void>;
}

/** `read`: how each file is read, unless as it is on disk now. */
export function folderOnDisk(options: WalkOptions, read?: ReadFile): Folder {
  return {
    walk: (root) => readChanges(root, [root], options, read),
    read: (root, path) => readChange(root, path, options),
    readNamed: (root, named) => readNamed(options.disk, root, named),
    documents: (root, folder) => documentsIn(options.disk, join(root, folder)),
    examines: (root, path) => (isThere(options.disk, join(root, path)) ? readChange(root, path, options).type === 'write' : !path.split('/').includes('node_modules')),
  };
}

/**
 * A folder that lies behind a remote; null for a URI below which files cannot be named. `arrived` is told the workspace-relative paths of what was read before it was here.
 */
export function mirroredFolder(uri: string, remote: Remote, options: WalkOptions, arrived: (paths: readonly string[]) => void): Folder | null {
  const names = mirroredNames(uri);
  if (names === null) return null;
  const { root } = names;
  const inside = (path: string): string => path.slice(root.length + 1);
  const mirror = new Mirror(root, remote, (path) => names.uriOf(inside(path)), (paths) => {
    arrived(paths.map(inside));
  });
  const here = { ...options, disk: mirror };
  /** What changed may be on its way still when somebody looks at all of it. */
  let refreshed: Promise<unknown> = Promise.resolve();
  return {
    ...folderOnDisk(here),
    names,
    prepare: async (_, signal) => {
      await refreshed;
      // The names first: texts are long.
      await mirror.bring(() => walkFiles(root, [root], here), signal);
      await mirror.bring(() => readChanges(root, [root], here), signal);
    },
    refresh: async (_, path) => {
      const refreshing = mirror.refresh(`${root}/${path}`).then(() => mirror.bring(() => [readChange(root, path, here)]));
      refreshed = Promise.all([refreshed, refreshing]).catch(() => undefined);
      await refreshing;
    },
  };
}
