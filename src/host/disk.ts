/**
 * What is asked of a disk? The few questions that a walk and a reader have, so that a folder may lie on this machine or somewhere else.
 * Must not know what is asked for.
 */

/** As `node:fs` has them. */
export interface DiskEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export interface DiskStats {
  isFile(): boolean;
  isDirectory(): boolean;
}

/** Paths are absolute, as `node:path` makes them. Where there is nothing, or nothing that may be seen, all throw an error with the system's code. */
export interface Disk {
  list(folder: string): readonly DiskEntry[];
  /** Of what a link leads to. */
  stat(path: string): DiskStats;
  /** Where it leads when all links are followed. */
  real(path: string): string;
  /** All bytes where there are fewer than `most`, else that many of them or none; and how many there are, as far as it is known. */
  read(path: string, most: number): { readonly bytes: Uint8Array; readonly size: number };
  /** So many bytes from the beginning, where that costs less than to read all. */
  head?(path: string, most: number): { readonly bytes: Uint8Array; readonly size: number };
}

/** Whether something stands there; of a link, where it leads. */
export function isThere(disk: Disk, path: string): boolean {
  return statOf(disk, path) !== null;
}

/** Null where the disk cannot say. */
export function statOf(disk: Disk, path: string): DiskStats | null {
  try {
    return disk.stat(path);
  } catch {
    return null;
  }
}

/** In order of name; none where the folder cannot be read. */
export function entriesOf(disk: Disk, folder: string): readonly DiskEntry[] {
  try {
    return disk.list(folder).toSorted((a, b) => byName(a.name, b.name));
  } catch {
    return [];
  }
}

/** By code units: the same on every machine. */
export function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
