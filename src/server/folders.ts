/**
 * Where do the files of a folder come from? From the server's disk, or by way of the client, which its URI tells.
 * Must not read any.
 */
import { folderOnDisk, mirroredFolder } from '../host';
import type { Folder, Remote, WalkOptions } from '../host';

export interface FoldersOptions {
  readonly walk: WalkOptions;
  /** Null where the client reaches no files for the server. */
  readonly remote: Remote | null;
  /** Told of paths of a folder, by its URI, that came after they had been read. */
  readonly arrived: (folder: string, paths: readonly string[]) => void;
  /** Whether the folder lies on the server's disk. */
  readonly isHere: (uri: string) => boolean;
}

/** Answers with the folder of a URI; null stands for files that lie in none. */
export function folders({ walk, remote, arrived, isHere }: FoldersOptions): (uri: string | null) => Folder {
  const disk = folderOnDisk(walk);
  return (uri) => {
    if (uri === null || remote === null || isHere(uri)) return disk;
    return mirroredFolder(uri, remote, walk, (paths) => {
      arrived(uri, paths);
    }) ?? disk;
  };
}
