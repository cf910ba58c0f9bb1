/**
 * Which function does a user mean? Reads how functions are named in caley.yaml:
 * `src/privacy.ts#Masker.mask` one of the project, `privacy-kit:mask` what a package exports.
 * Must not know whether it is there.
 */

/** `file` is relative to the folder of the caley.yaml, with forward slashes, and begins with `..` where it lies outside of it. Names are dotted. */
export type TrustPath =
  | { readonly type: 'function'; readonly file: string; readonly name: string }
  | { readonly type: 'export'; readonly module: string; readonly name: string };

/** `mask`, `Gate.passes`, `Vault.#open`. */
const name = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.#?[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u;
const longest = 500;
const forms = 'src/privacy.ts#mask for a function of the project, privacy-kit:mask for what a package exports';

/** The function, or what is wrong with the text. Total. */
export function parseTrustPath(text: string): TrustPath | { readonly type: 'mistake'; readonly message: string } {
  const path = text.trim();
  const hash = path.indexOf('#');
  const colon = path.lastIndexOf(':');
  const at = hash > 0 ? hash : colon;
  if (path.length > longest || at <= 0) return mistake(`This names no function. Write ${forms}.`);
  const [holder, called] = [path.slice(0, at), path.slice(at + 1)];
  if (!name.test(called)) return mistake(name.test(called.replace(/\(.*\)$/s, '')) ? 'Name the function alone, without brackets.' : `What stands behind "${path.charAt(at)}" is no name of a function. Write ${forms}.`);
  if (holder.includes('\\')) return mistake('Write folders with forward slashes.');
  return hash > 0 ? functionOf(holder, called) : exportOf(holder, called);
}

function functionOf(holder: string, called: string): ReturnType<typeof parseTrustPath> {
  if (isAbsolute(holder)) return mistake('Name the file relative to the folder of this caley.yaml.');
  const file = normalised(holder);
  return /(?:^|\/)\.{0,2}$/.test(holder) ? mistake('This names a folder. Name the file that the function is in.') : { type: 'function', file, name: called };
}

/** Whether a path begins at a disk's root, or is a URL. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:|[A-Za-z][\w+.-]*:\/\/)/.test(path);
}

function exportOf(holder: string, called: string): ReturnType<typeof parseTrustPath> {
  if (/\s/.test(holder)) return mistake('The name of a package has no spaces.');
  return /^[./]/.test(holder) ? mistake('Write "#" between a file of the project and the function in it.') : { type: 'export', module: holder, name: called };
}

/** A relative path without `.` and empty parts; `..` only at the beginning. */
export function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

function mistake(message: string): ReturnType<typeof parseTrustPath> {
  return { type: 'mistake', message };
}
