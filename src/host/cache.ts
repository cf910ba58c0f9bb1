/**
 * Where does a check leave what the next one may use? One file for each thing that is checked,
 * that may go at any time, or be another's, or broken: then it is as if there were none.
 * Must not know what is in it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Declared, Known } from '../workspace';

/** What one check leaves. */
export interface Kept {
  /** See `layoutOf`. */
  readonly layout: string;
  /** See `declarationsOf`. */
  readonly declarations: string;
  readonly declared: readonly Declared[];
  readonly files: ReadonlyMap<string, Known>;
}

export interface Cache {
  /** Null where there is nothing of use. */
  read(): Kept | null;
  /** Where it cannot be written, it is not. */
  write(kept: Kept): void;
}

/** Bytes of all files together beyond which the oldest go. */
const mostBytes = 256 * 1024 * 1024;
/** Milliseconds after which a file that was begun and not finished is nobody's any more. */
const abandonedAfter = 3_600_000;
const ending = '.caley-cache';
const unfinished = '.tmp';
/** SHA-1, before what it is of. */
const digestSize = 20;

/** `key`: all that an answer depends on beside the files; another program or other settings have another file. */
export function openCache(folder: string, key: string, most = mostBytes): Cache {
  const path = join(folder, createHash('sha1').update(key).digest('hex') + ending);
  return {
    read: () => readEntry(path),
    write: (kept) => {
      writeEntry(folder, path, kept);
      prune(folder, path, most);
    },
  };
}

/** The cache folder of the project at `root` where packages are installed in it, else the user's; null where neither is known. `env` has what the system says of the user. */
export function cacheFolder(root: string, env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform = process.platform): string | null {
  const modules = join(root, 'node_modules');
  if (existsSync(modules)) return join(modules, '.cache', 'caley');
  const absolute = (path: string | undefined): path is string => path !== undefined && isAbsolute(path);
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home } = env;
  if (platform === 'win32') return absolute(local) ? join(local, 'caley', 'Cache') : null;
  if (platform === 'darwin') return absolute(home) ? join(home, 'Library', 'Caches', 'caley') : null;
  if (absolute(xdg)) return join(xdg, 'caley');
  return absolute(home) ? join(home, '.cache', 'caley') : null;
}

function readEntry(path: string): Kept | null {
  try {
    const bytes = readFileSync(path);
    const content = bytes.subarray(digestSize);
    if (!createHash('sha1').update(content).digest().equals(bytes.subarray(0, digestSize))) return null;
    // Who wrote it is this very program: it is in the key.
    const kept = deserialize(content) as Kept;
    const now = new Date();
    utimesSync(path, now, now);
    return kept;
  } catch {
    return null;
  }
}

function writeEntry(folder: string, path: string, kept: Kept): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}${unfinished}`;
  try {
    mkdirSync(folder, { recursive: true });
    const content = serialize(kept);
    writeFileSync(temporary, Buffer.concat([createHash('sha1').update(content).digest(), content]), { flag: 'wx' });
    renameSync(temporary, path);
  } catch {
    attempt(() => {
      rmSync(temporary, { force: true });
    });
  }
}

/** Takes the oldest away until the rest is small enough; `own` stays. */
function prune(folder: string, own: string, most: number): void {
  attempt(() => {
    const now = Date.now();
    const entries = readdirSync(folder).filter((name) => name.endsWith(ending) || name.endsWith(unfinished)).flatMap((name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = statSync(path);
      return [{ path, size, age: now - mtimeMs, isUnfinished: name.endsWith(unfinished) }];
    });
    let sum = 0;
    for (const { path, size, age, isUnfinished } of entries.sort((a, b) => a.age - b.age)) {
      sum += isUnfinished ? 0 : size;
      if (path !== own && (isUnfinished ? age > abandonedAfter : sum > most)) rmSync(path, { force: true });
    }
  });
}

/** Another process may be faster, or the disk full: then it is not done. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // As above.
  }
}
