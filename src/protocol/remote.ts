/**
 * What does the server ask of a client whose folders do not lie on the server's disk? Requests, server to client: only a client that says `remote` gets them.
 * Types only.
 */

/** Request: what a folder holds. Null where there is none. */
export type ListMethod = 'caley/list';

export interface ListParams {
  readonly uri: string;
}

export type ListResult = readonly { readonly name: string; readonly type: 'file' | 'folder' | 'link' | 'other' }[] | null;

/** Request: what a file holds. Null where there is none. */
export type ReadMethod = 'caley/read';

export interface ReadParams {
  readonly uri: string;
  /** Bytes: of a longer file only the size is told. */
  readonly most: number;
}

export interface ReadResult {
  /** In base64. */
  readonly content: string;
  /** Bytes. */
  readonly size: number;
}

/** Request: put files into a folder, in the place of those of the same names that are there. Answers why that could not be, or null. */
export type WriteMethod = 'caley/write';

export interface WriteParams {
  readonly uri: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}
