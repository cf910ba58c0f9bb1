/**
 * What does a folder hold that lies somewhere else, behind questions that take time? Keeps what was answered and says it as a disk would; what was never asked is
 * not there yet, and asked for. So that whoever reads a disk reads this one, and only what is read is ever fetched.
 * Must not know what is looked for.
 */
import type { Disk, DiskEntry, DiskStats } from './disk';
import { nextTurn } from './turn';

export interface RemoteEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
}

/** Where the folder lies. Its URIs are the client's. */
export interface Remote {
  /** What a folder holds; null where there is none. */
  list(uri: string): Promise<readonly RemoteEntry[] | null>;
  /** A file's bytes where there are at most `most`, else none of them, and how many there are; null where there is none. */
  read(uri: string, most: number): Promise<{ readonly bytes: Uint8Array; readonly size: number } | null>;
}

/** Milliseconds of reading between two looks at the message queue. */
const slice = 8;
/** Questions that are under way at one time. */
const most = 24;

type Asked = { readonly type: 'list'; readonly folder: string } | { readonly type: 'read'; readonly path: string; readonly most: number };
type Listing = ReadonlyMap<string, RemoteEntry['type']>;

export class Mirror implements Disk {
  private readonly listings = new Map<string, Listing | null>();
  private readonly contents = new Map<string, { readonly bytes: Uint8Array; readonly size: number; readonly most: number } | null>();
  /** What was read and is not here, with the paths that it was asked for. */
  private missed = new Map<string, { readonly asked: Asked; readonly paths: Set<string> }>();
  private bringing = 0;
  private isFetching = false;

  /** `root` is absolute, with forward slashes. `arrived` is told of paths that were read before they were here; not of those that `bring` waits for. */
  constructor(private readonly root: string, private readonly remote: Remote, private readonly uriOf: (path: string) => string, private readonly arrived: (paths: readonly string[]) => void) {}

  list(folder: string): readonly DiskEntry[] {
    const listing = this.listing(normal(folder), normal(folder));
    if (listing === null) throw gone();
    return [...listing].map(([name, type]) => new Entry(name, type));
  }

  stat(path: string): DiskStats {
    const at = normal(path);
    if (at === this.root && this.listing(at, at) !== null) return new Entry('', 'folder');
    const type = this.typeOf(at);
    if (type === null) throw gone();
    return new Entry('', type);
  }

  /** Where links lead nobody says: a file is read where it is named. */
  real(path: string): string {
    return path;
  }

  read(path: string, limit: number): { readonly bytes: Uint8Array; readonly size: number } {
    const at = normal(path);
    if (this.typeOf(at) === null) throw gone();
    const content = this.contents.get(at);
    if (content === null) throw gone();
    if (content === undefined || (content.size > content.most && content.most < limit)) throw this.miss({ type: 'read', path: at, most: limit }, at);
    return content;
  }

  /** Does the work again and again until nothing that it reads is missing. It must not do anything but read; it may halt after each piece. */
  async bring(work: () => Iterable<unknown>, signal?: AbortSignal): Promise<void> {
    this.bringing++;
    try {
      do {
        await this.fetchMissed();
        let until = performance.now() + slice;
        for (const _ of work()) {
          if (performance.now() < until) continue;
          await nextTurn();
          until = performance.now() + slice;
        }
      } while (this.missed.size > 0 && signal?.aborted !== true);
    } finally {
      this.bringing--;
    }
  }

  /** What is there is another now, or gone: asks for it again, and answers as before until it is known. */
  async refresh(path: string): Promise<void> {
    const at = normal(path);
    const folders = [...this.listings.keys()].filter((folder) => folder === at || folder.startsWith(`${at}/`) || this.isToHold(folder, at));
    const files = [...this.contents].filter(([file]) => file === at || file.startsWith(`${at}/`));
    await Promise.all([
      ...folders.map((folder) => this.fetch({ type: 'list', folder })),
      ...files.map(([file, content]) => this.fetch({ type: 'read', path: file, most: content?.most ?? 0 })),
    ]);
    for (const [file, content] of files) if (content !== null && this.contents.get(file) === null) this.contents.delete(file);
  }

  /** Whether a folder is the one that a path lies in, or holds no folder on the way to it by now: one that came with what is in it. */
  private isToHold(folder: string, path: string): boolean {
    if (!path.startsWith(`${folder}/`)) return false;
    const [name = '', ...further] = path.slice(folder.length + 1).split('/');
    return further.length === 0 || this.listings.get(folder)?.has(name) !== true;
  }

  private typeOf(path: string): RemoteEntry['type'] | null {
    if (!path.startsWith(`${this.root}/`)) return null;
    return this.listing(folderOf(path), path)?.get(path.slice(path.lastIndexOf('/') + 1)) ?? null;
  }

  private listing(folder: string, path: string): Listing | null {
    if ((folder !== this.root && !folder.startsWith(`${this.root}/`)) || folder.split('/').includes('..')) return null;
    const known = this.listings.get(folder);
    if (known === undefined) throw this.miss({ type: 'list', folder }, path);
    return known;
  }

  private miss(asked: Asked, path: string): Error {
    const key = asked.type === 'list' ? `list ${asked.folder}` : `read ${asked.path}`;
    const before = this.missed.get(key);
    this.missed.set(key, { asked, paths: (before?.paths ?? new Set()).add(path) });
    if (this.bringing === 0 && !this.isFetching) void this.fetchLater();
    return new Error('not read yet');
  }

  /** Of what somebody read who did not wait for it. */
  private async fetchLater(): Promise<void> {
    this.isFetching = true;
    try {
      await nextTurn();
      const paths = [...this.missed.values()].flatMap((missed) => [...missed.paths]);
      await this.fetchMissed();
      this.isFetching = false;
      this.arrived([...new Set(paths)]);
    } finally {
      this.isFetching = false;
    }
  }

  private async fetchMissed(): Promise<void> {
    const waiting = [...this.missed.values()].map(({ asked }) => asked);
    this.missed = new Map();
    const work = async (): Promise<void> => {
      for (let asked = waiting.pop(); asked !== undefined; asked = waiting.pop()) await this.fetch(asked);
    };
    await Promise.all(Array.from({ length: most }, work));
  }

  /** What cannot be asked counts as gone. */
  private async fetch(asked: Asked): Promise<void> {
    if (asked.type === 'list') {
      const entries = await this.remote.list(this.uriOf(asked.folder)).catch(() => null);
      this.listings.set(asked.folder, entries === null ? null : new Map(entries.map(({ name, type }) => [name, type])));
    } else {
      const content = await this.remote.read(this.uriOf(asked.path), asked.most).catch(() => null);
      this.contents.set(asked.path, content === null ? null : { ...content, most: asked.most });
    }
  }
}

class Entry implements DiskEntry, DiskStats {
  constructor(readonly name: string, private readonly type: RemoteEntry['type']) {}

  isFile(): boolean {
    return this.type === 'file';
  }

  isDirectory(): boolean {
    return this.type === 'folder';
  }

  isSymbolicLink(): boolean {
    return this.type === 'link';
  }
}

/** The error that a disk has for it. */
function gone(): Error {
  return Object.assign(new Error('no such file or folder'), { code: 'ENOENT' });
}

/** Node on Windows puts a drive and backslashes into every path. */
function normal(path: string): string {
  return path.replace(/^[A-Za-z]:/, '').replaceAll('\\', '/').replace(/(?<=.)\/$/, '');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
