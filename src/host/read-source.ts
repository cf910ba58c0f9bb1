/**
 * Can this file be examined, and what is its text? Reads one file and says why
 * where it cannot.
 * Must not throw for anything a disk can hold.
 */
import { dataLimit } from '../analysis';
import type { Skipped } from '../workspace';
import type { Disk } from './disk';

/** Larger files are data or bundles, not sources that a person wrote. */
export const sizeLimit = 2 * 1024 * 1024;
/** A larger package.json or pyproject.toml is data under a manifest's name. */
export const manifestLimit = 1024 * 1024;
/** The longest lock files of large workspaces have a few megabytes, notebooks with pictures too; one in JSON takes ten times its size while it is read. */
export const longLimit = 16 * 1024 * 1024;
/** Larger API documents take longer to read than a person would wait while typing. */
export const documentLimit = 8 * 1024 * 1024;
/** Of data the beginning is enough. */
const headLimit = dataLimit;
/** A longer line is the mark of a minified file. */
export const lineLimit = 5_000;
/** Text files hold no NUL; looking at the start is what git does too. */
const binaryProbe = 8_000;

/** Where a file says that a program wrote it: licences may stand before. */
const headLines = 40;

export type Source = { readonly text: string } | Pick<Skipped, 'reason' | 'detail'>;

/**
 * The text of the file at `path` without its byte order mark, or the reason why
 * it is not examined. UTF-8, and UTF-16 where a byte order mark says so. A file
 * that vanishes, grows or is no file is `unreadable` or `too-large`.
 */
export function readSource(disk: Disk, path: string): Source {
  const source = readUpTo(disk, path, sizeLimit);
  if (!('text' in source)) return source;
  if (isGenerated(source.text) || (/\.html?$/i.test(path) && isGeneratedPage(source.text))) return { reason: 'generated', detail: 'says that a program wrote it' };
  const longest = longestLine(source.text);
  return longest > lineLimit ? { reason: 'minified', detail: `a line of ${grouped(longest)} characters` } : source;
}

/** The same for a file that says what imports mean, declares or sets something: smaller, and on one line if its writer likes. */
export function readManifest(disk: Disk, path: string): Source {
  return readUpTo(disk, path, manifestLimit);
}

/** The same for a file that is long, and read for a few lines of it: one that fixes versions, a notebook. */
export function readLong(disk: Disk, path: string): Source {
  return readUpTo(disk, path, longLimit);
}

/**
 * Whether a comment at the beginning says so, in the words of most generators: `@generated`, and "generated … do not edit" as
 * `go generate` has it (https://go.dev/s/generatedcode).
 */
function isGenerated(text: string): boolean {
  const head = text.slice(0, 10_000).split('\n', headLines);
  const comments = head.filter((line) => /^\s*(?:\/\/|\/?\*|#|<!--)/.test(line)).join(' ');
  return /@generated\b|\b(?:auto-?)?generated\b.{0,200}\bdo not (?:edit|modify|change)\b|\bdo not (?:edit|modify|change)\b.{0,200}\b(?:auto-?)?generated\b/is.test(comments);
}

/**
 * Whether a page says so: by the element that the HTML standard has for it and forbids in pages written by hand
 * (https://html.spec.whatwg.org/multipage/semantics.html#meta-generator), or at its end as JSDoc, TypeDoc and reports of coverage do.
 */
function isGeneratedPage(text: string): boolean {
  return /<meta\s(?:[^<>]{0,200}\s)?name\s*=\s*["']?generator["'\s/>]/i.test(text.slice(0, 10_000)) || /\bgenerated\s+(?:by|using|with)\s+<a\b/i.test(text.slice(-5_000));
}

/** The same for a document that a declaration names. */
export function readDocument(disk: Disk, path: string): Source {
  return readUpTo(disk, path, documentLimit);
}

/**
 * The text at the beginning of a file of data, whatever size it has, and whether that is all; a NUL alone where it is no text. Characters that are broken stand as such: recordings
 * and dumps hold some.
 */
export function readHead(disk: Disk, path: string): { readonly text: string; readonly isWhole: boolean } | Pick<Skipped, 'reason' | 'detail'> {
  try {
    if (!disk.stat(path).isFile()) return { reason: 'unreadable', detail: 'not a file' };
    const { bytes, size } = disk.head?.(path, headLimit) ?? disk.read(path, headLimit + 1);
    if (size > bytes.length && bytes.length < headLimit) return { reason: 'too-large', detail: `${grouped(size)} bytes, the limit is ${grouped(headLimit)}` };
    const encoding = encodingOf(bytes);
    if (encoding === 'utf-8' && bytes.subarray(0, binaryProbe).includes(0)) return { text: '\0', isWhole: true };
    return { text: new TextDecoder(encoding).decode(bytes), isWhole: size <= bytes.length };
  } catch (error) {
    return { reason: 'unreadable', detail: systemReason(error) };
  }
}

/** The same for a file of at most so many bytes. */
export function readUpTo(disk: Disk, path: string, limit: number): Source {
  let bytes: Uint8Array;
  try {
    // Opening a pipe waits for its writer, so the kind is asked before.
    if (!disk.stat(path).isFile()) return { reason: 'unreadable', detail: 'not a file' };
    const read = disk.read(path, limit + 1);
    if (read.size > limit || read.bytes.length > limit) {
      return { reason: 'too-large', detail: `${grouped(Math.max(read.size, read.bytes.length))} bytes, the limit is ${grouped(limit)}` };
    }
    bytes = read.bytes;
  } catch (error) {
    return { reason: 'unreadable', detail: systemReason(error) };
  }
  return decode(bytes);
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'], ['EACCES', 'no permission'], ['EPERM', 'no permission'], ['ELOOP', 'a symbolic link that leads nowhere'], ['EEXIST', 'it is there already'],
  ['ENOSPC', 'no space is left'], ['EDQUOT', 'the quota of space is used up'], ['EFBIG', 'larger than a file may be'], ['EROFS', 'a file system that is only for reading'],
]);

/** A system error in a few words without the path, which the reader of the message knows. */
export function systemReason(error: unknown, otherwise = 'cannot be read'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons.get(code) ?? (code === '' ? otherwise : `${otherwise} (${code})`);
}

/** The same of what was to be written. */
export function writingReason(error: unknown): string {
  return systemReason(error, 'the system does not let it');
}

function decode(bytes: Uint8Array): Source {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.subarray(0, binaryProbe).includes(0)) return { reason: 'binary', detail: 'holds NUL bytes' };
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { reason: 'not-utf8', detail: `not valid ${encoding.toUpperCase()}` };
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function longestLine(text: string): number {
  let longest = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? 10 : text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    if (i - start > longest) longest = i - start;
    start = i + 1;
  }
  return longest;
}

/** 8213 → "8,213", the same on every machine. */
function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
