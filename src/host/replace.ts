/**
 * How are results put in the place of earlier ones? Everything is written beside it first, so that a full disk or an interrupted run leaves what was there
 * before; what an interrupted run left is cleared away by the next.
 * Must not touch a file that nobody asked it to write.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fchmodSync, fchownSync, fsyncSync, mkdirSync, openSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** Puts a folder with these files, and no others, in the place of an absolute path. What stands there may only have files of these names. Throws what the system says, and `StrangeFile`. */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  removeLeft(parent, basename(folder));
  const isThere = statOf(folder) !== undefined;
  if (isThere) for (const name of readdirSync(folder)) if (!files.has(name)) throw new StrangeFile(name);
  // Not by mkdtemp, which lets nobody else read it.
  const fresh = besides(folder, 'new');
  try {
    mkdirSync(fresh);
    for (const [name, text] of files) write(join(fresh, name), text, null);
    if (isThere) swap(folder, fresh);
    else renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** A file in the folder that is none of ours. */
export class StrangeFile extends Error {
  constructor(readonly file: string) {
    super(`it holds ${file}`);
  }
}

/** Puts a file with this text in the place of an absolute path, where a link leads if it is one. Pipes and devices are written to. Throws what the system says. */
export function replaceFile(path: string, text: string): void {
  const before = statOf(path);
  // What is open by its number may have more than one writer.
  if (before?.isFile() === false || path.startsWith('/dev/') || path.startsWith('/proc/')) {
    writeFileSync(path, text);
    return;
  }
  const target = before === undefined ? path : realpathSync(path);
  removeLeft(dirname(target), basename(target));
  const fresh = besides(target, 'new');
  try {
    write(fresh, text, before ?? null);
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Where nothing is yet: throws where something is, and what the system says. */
export function createFile(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    writeAll(file, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Whether something of that name is what a run that was broken off left. */
export function isLeft(name: string): boolean {
  return /^\..+\.(?:new|old)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
}

function besides(path: string, what: 'new' | 'old'): string {
  return `${dirname(path)}${sep}.${basename(path)}.${what}-${randomUUID()}`;
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Into a new file, which others may use as they may use `like`. */
function write(path: string, text: string, like: Stats | null): void {
  const file = openSync(path, 'wx');
  try {
    writeAll(file, text);
    if (like !== null) takeAfter(file, like);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Into an open file: the system may take a part, and fail with the next. */
export function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function takeAfter(file: number, { mode, uid, gid }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // It is another's now, as whatever its user writes.
  }
  fchmodSync(file, mode);
}

function swap(folder: string, fresh: string): void {
  const before = besides(folder, 'old');
  renameSync(folder, before);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    renameSync(before, folder);
    throw error;
  }
  rmSync(before, { recursive: true, force: true });
}

/** What a run that was broken off left beside it: what is unfinished goes, and the folder that it was to replace comes back. */
function removeLeft(parent: string, name: string): void {
  for (const left of readdirSync(parent)) {
    if (!isLeft(left)) continue;
    if (left.startsWith(`.${name}.new-`)) rmSync(join(parent, left), { recursive: true, force: true });
    if (!left.startsWith(`.${name}.old-`)) continue;
    if (statOf(join(parent, name)) === undefined) renameSync(join(parent, left), join(parent, name));
    else rmSync(join(parent, left), { recursive: true, force: true });
  }
}
