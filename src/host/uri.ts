/**
 * Which file does a URI name, and the other way round?
 * Must not guess for schemes other than `file`.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The absolute path of a `file:` URI with forward slashes, or null for other schemes and malformed URIs. */
export function fromFileUri(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return forwardSlashes(fileURLToPath(uri));
  } catch {
    return null;
  }
}

/** The `file:` URI of an absolute path, in the form VS Code gives them: lower-case drive, its colon encoded. */
export function toFileUri(path: string): string {
  return pathToFileURL(path).href.replace(/^file:\/\/\/([A-Za-z]):/, (_, drive: string) => `file:///${drive.toLowerCase()}%3A`);
}

/** `path` relative to `root`, or null where it does not lie below it. Both absolute, with forward slashes. */
export function relativeTo(root: string, path: string): string | null {
  const base = root.endsWith('/') ? root : `${root}/`;
  if (sameDrive(path).startsWith(sameDrive(base))) return path.slice(base.length);
  return null;
}

function forwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Windows writes drives in either case. */
function sameDrive(path: string): string {
  return path.replace(/^[A-Za-z]:/, (drive) => drive.toLowerCase());
}
