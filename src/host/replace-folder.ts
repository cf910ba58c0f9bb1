/**
 * How is a folder of results replaced as a whole? Everything is written beside it first, so that a full disk or an interrupted run leaves what was there before.
 * Must not touch a file that nobody asked it to write.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Puts a folder with these files, and no others, in the place of an absolute path. What stands there may only have files of these names. Throws what the system says, and `StrangeFile`. */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const parent = dirname(folder);
  const isThere = statSync(folder, { throwIfNoEntry: false }) !== undefined;
  if (isThere) for (const name of readdirSync(folder)) if (!files.has(name)) throw new StrangeFile(name);
  mkdirSync(parent, { recursive: true });
  removeLeft(parent, basename(folder));
  // Not by mkdtemp, which lets nobody else read it.
  const fresh = join(parent, `.${basename(folder)}.new-${randomUUID()}`);
  mkdirSync(fresh);
  try {
    for (const [name, text] of files) write(join(fresh, name), text);
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

function write(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function swap(folder: string, fresh: string): void {
  const before = fresh.replace('.new-', '.old-');
  renameSync(folder, before);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    renameSync(before, folder);
    throw error;
  }
  rmSync(before, { recursive: true, force: true });
}

/** What a run that was broken off left beside it: an unfinished folder goes, and the one that it was to replace comes back. */
function removeLeft(parent: string, name: string): void {
  for (const left of readdirSync(parent)) {
    if (left.startsWith(`.${name}.new-`)) rmSync(join(parent, left), { recursive: true, force: true });
    if (!left.startsWith(`.${name}.old-`)) continue;
    if (statSync(join(parent, name), { throwIfNoEntry: false }) === undefined) renameSync(join(parent, left), join(parent, name));
    else rmSync(join(parent, left), { recursive: true, force: true });
  }
}
