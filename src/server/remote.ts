/**
 * How are files reached that only the client can reach? By requests to it: a folder of a virtual file system, or any folder where the server runs in a browser.
 * Must not keep what was answered.
 */
import type { Connection } from 'vscode-languageserver';
import type { Remote } from '../host';
import type { ListMethod, ListParams, ListResult, ReadMethod, ReadParams, ReadResult, WriteMethod, WriteParams } from '../protocol';

/** What the client can also do: write a report. */
export interface WritableRemote extends Remote {
  /** Says why it could not. */
  write(folder: string, files: ReadonlyMap<string, string>): Promise<string | null>;
}

const LIST: ListMethod = 'caley/list';
const READ: ReadMethod = 'caley/read';
const WRITE: WriteMethod = 'caley/write';

export function remoteOf(connection: Connection): WritableRemote {
  return {
    list: (uri) => connection.sendRequest<ListResult>(LIST, { uri } satisfies ListParams),
    read: async (uri, most) => {
      const read = await connection.sendRequest<ReadResult | null>(READ, { uri, most } satisfies ReadParams);
      return read === null ? null : { bytes: bytesOf(read.content), size: read.size };
    },
    write: (uri, files) => connection.sendRequest<string | null>(WRITE, { uri, files: [...files].map(([name, text]) => ({ name, text })) } satisfies WriteParams),
  };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
