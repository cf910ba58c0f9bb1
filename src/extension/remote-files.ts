/**
 * What does the server ask of files that only the editor reaches? Folders of virtual file systems, and all of them where the server runs in a browser.
 * Must not look outside of the workspace's folders, nor write but where the user chose to.
 */
import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ListMethod, ListParams, ListResult, ReadMethod, ReadParams, ReadResult, WriteMethod, WriteParams } from '../protocol';

const LIST: ListMethod = 'caley/list';
const READ: ReadMethod = 'caley/read';
const WRITE: WriteMethod = 'caley/write';

/** Characters that are made of bytes in one call: a call takes so many arguments in every engine. */
const chunk = 8192;

export function answerFiles(client: BaseLanguageClient): void {
  client.onRequest(LIST, ({ uri }: ListParams) => list(Uri.parse(uri)));
  client.onRequest(READ, ({ uri, most }: ReadParams) => read(Uri.parse(uri), most));
  client.onRequest(WRITE, ({ uri, files }: WriteParams) => write(Uri.parse(uri), files));
}

/** Where a folder is not there, or does not let itself be read, there is none. */
async function list(folder: Uri): Promise<ListResult> {
  if (!isOfWorkspace(folder)) return null;
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name, type]) => ({ name, type: typeOf(type) }));
  } catch {
    return null;
  }
}

async function read(file: Uri, most: number): Promise<ReadResult | null> {
  if (!isOfWorkspace(file)) return null;
  try {
    const { size } = await workspace.fs.stat(file);
    if (size > most) return { content: '', size };
    const bytes = await workspace.fs.readFile(file);
    // Some file systems know no sizes.
    return bytes.length > most ? { content: '', size: bytes.length } : { content: base64(bytes), size: bytes.length };
  } catch {
    return null;
  }
}

/** All files are there before the first takes its place. */
async function write(folder: Uri, files: WriteParams['files']): Promise<string | null> {
  const names = new Set(files.map(({ name }) => name));
  try {
    const strange = (await entriesOf(folder)).find((name) => !names.has(name));
    if (strange !== undefined) return `it holds ${strange}, which is no part of a report`;
    const fresh = folder.with({ path: `${folder.path}.new` });
    await workspace.fs.createDirectory(fresh);
    for (const { name, text } of files) await workspace.fs.writeFile(Uri.joinPath(fresh, name), new TextEncoder().encode(text));
    await workspace.fs.rename(fresh, folder, { overwrite: true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function entriesOf(folder: Uri): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}

function isOfWorkspace(uri: Uri): boolean {
  return workspace.getWorkspaceFolder(uri) !== undefined && !uri.path.split('/').includes('..');
}

function typeOf(type: FileType): 'file' | 'folder' | 'link' | 'other' {
  if ((type & FileType.SymbolicLink) !== 0) return 'link';
  return type === FileType.File ? 'file' : type === FileType.Directory ? 'folder' : 'other';
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += chunk) parts.push(String.fromCharCode(...bytes.subarray(i, i + chunk)));
  return btoa(parts.join(''));
}
