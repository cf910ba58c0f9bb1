/**
 * Which file does a URI name, and the other way round?
 * Must not guess for schemes other than `file`.
 */
import { URI } from 'vscode-uri';

/** The absolute path of a `file:` URI with forward slashes, or null for other schemes and malformed URIs. */
export function fromFileUri(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return forwardSlashes(URI.parse(uri, true).fsPath);
  } catch {
    return null;
  }
}

/** The `file:` URI of an absolute path, in the form VS Code gives them: lower-case drive, its colon encoded. */
export function toFileUri(path: string): string {
  return URI.file(path).toString();
}

/** `path` relative to `root`, or null where it does not lie below it. Both absolute, with forward slashes. */
export function relativeTo(root: string, path: string): string | null {
  const base = root.endsWith('/') ? root : `${root}/`;
  if (sameDrive(path).startsWith(sameDrive(base))) return path.slice(base.length);
  return null;
}

/** What the files of a folder are called: for a client by URIs, here by paths relative to it. */
export interface FolderNames {
  /** Absolute, with forward slashes and none at its end. */
  readonly root: string;
  /** Null for what does not lie below it. */
  pathOf(uri: string): string | null;
  uriOf(path: string): string;
}

/** Of a folder on this machine's disk; null for other schemes. */
export function namesOnDisk(uri: string): FolderNames | null {
  const root = fromFileUri(uri)?.replace(/\/$/, '') ?? null;
  if (root === null) return null;
  return {
    root,
    pathOf: (file) => {
      const path = fromFileUri(file);
      return path === null ? null : relativeTo(root, path);
    },
    uriOf: (path) => toFileUri(`${root}/${path}`),
  };
}

/** Of a folder of any scheme; null where its URI says more than a path. */
export function mirroredNames(uri: string): FolderNames | null {
  const [, scheme, authority = '', path = ''] = /^([a-z][\w+.-]*):(?:\/\/([^/?#]*))?([^?#]*)$/i.exec(uri) ?? [];
  const base = `${uri.replace(/\/$/, '')}/`;
  const decoded = decodedPath(path);
  if (scheme === undefined || decoded === null) return null;
  return {
    // Where two folders have one path they differ in this.
    root: `/${scheme}/${authority.replaceAll(/[\\:]/g, '_')}/${decoded}`.replaceAll(/\/{2,}/g, '/').replace(/\/$/, ''),
    pathOf: (file) => (file.startsWith(base) ? decodedPath(file.slice(base.length)) : null),
    uriOf: (relative) => (relative === '' ? uri : base + relative.split('/').map(encodeURIComponent).join('/')),
  };
}

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function forwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Windows writes drives in either case. */
function sameDrive(path: string): string {
  return path.replace(/^[A-Za-z]:/, (drive) => drive.toLowerCase());
}
