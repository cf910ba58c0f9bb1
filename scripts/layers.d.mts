export interface Folder {
  readonly name: string;
  /** Null for packs, which hold no code. */
  readonly layer: number | null;
}

export function readFolders(): readonly Folder[];
export function mayImport(folders: readonly Folder[], from: string, to: string): boolean;
