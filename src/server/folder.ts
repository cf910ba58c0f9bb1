/**
 * How do files come from disk to the engine? The port through which the server sees src/host's
 * walker and reader, so that a session can be tested without a disk.
 */
import type { Change } from '../workspace';

export interface Folder {
  /** One change for each file to examine below the absolute path `root`, ignore rules applied; lazily, so that the caller may pause. */
  walk(root: string): Iterable<Change>;
  /** One file, by workspace-relative path: a write, a skip, or a remove where it is gone or ignored. */
  read(root: string, path: string): Change;
  /** The API documents that a change names which brings a caley.yaml. */
  named(change: Change): readonly string[];
  /** One of these: its text, or why there is none. */
  readNamed(root: string, path: string): Change;
  /** Whether a walk would come to the file, or would if it were saved: false for what is ignored, generated or too large. */
  examines(root: string, path: string): boolean;
}
