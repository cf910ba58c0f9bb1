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
