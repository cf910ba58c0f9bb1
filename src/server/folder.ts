/**
 * How do files come from disk to the engine? The port through which the server sees src/host's
 * walker and reader, so that a session can be tested without a disk.
 */
import type { Change, Named, NamedChange } from '../workspace';

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
