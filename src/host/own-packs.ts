/**
 * What stands in a folder of packs that a caley.yaml names? Reads it from disk, within bounds, and never through a link
 * that leads out of the root. Must not know what a pack means.
 */
import { extname, join } from 'node:path';
import type { Pack, PackFile } from '../policy';
import { byName } from './disk';
import type { Disk, DiskEntry } from './disk';
import { isWithin } from './paths';
import { readUpTo, systemReason } from './read-source';

/** Bytes of one file: the largest bundled pack has a quarter of that. */
export const packFileLimit = 256 * 1024;
/** Bytes and number of a pack's files, and folders within folders. */
const packLimit = 8 * 1024 * 1024;
const mostFiles = 2_000;
const deepest = 8;
const endings = new Set(['.yaml', '.yml', '.md']);

/** The pack in a folder, named relative to `root` (absolute), with forward slashes. What cannot be read is named in it, with the reason. */
export function readOwnPack(disk: Disk, root: string, folder: string): Pack {
  return new PackReader(disk, root, folder).read();
}

class PackReader {
  private readonly files: PackFile[] = [];
  private readonly unread: { readonly path: string; readonly why: string }[] = [];
  private bytes = 0;

  constructor(private readonly disk: Disk, private readonly root: string, private readonly folder: string) {}

  read(): Pack {
    const { folder } = this;
    const why = this.whyNot(join(this.root, folder));
    const tooMany = why === null ? this.walk('', 0) : null;
    const left = why ?? tooMany;
    return left === null ? { folder, files: this.files, unread: this.unread } : { folder, files: [], unread: [{ path: '', why: left }] };
  }

  private whyNot(path: string): string | null {
    try {
      if (!this.disk.stat(path).isDirectory()) return 'it is no folder';
      return isWithin(this.disk.real(path), this.disk.real(this.root)) ? null : 'a symbolic link leads out of the folder that is examined';
    } catch (error) {
      return systemReason(error);
    }
  }

  /** Why all of it must be left out; null where it need not. `inside` is relative to the pack, '' for the pack itself. */
  private walk(inside: string, depth: number): string | null {
    if (depth > deepest) return `folders stand more than ${String(deepest)} deep in it`;
    for (const entry of this.entriesOf(inside)) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const why = entry.isDirectory() ? this.walk(path, depth + 1) : this.isPack(path) ? this.take(path, entry.isSymbolicLink()) : null;
      if (why !== null) return why;
    }
    return null;
  }

  /** Pages stand beside rules; other Markdown is for people. */
  private isPack(path: string): boolean {
    const ending = extname(path).toLowerCase();
    return endings.has(ending) && (ending !== '.md' || path.startsWith('rules/'));
  }

  private take(path: string, isLink: boolean): string | null {
    const absolute = join(this.root, this.folder, path);
    if (this.files.length + this.unread.length >= mostFiles) return `it holds more than ${mostFiles.toLocaleString('en-US')} files`;
    if (isLink && !this.isInside(absolute)) {
      this.unread.push({ path, why: 'a symbolic link leads out of the folder that is examined' });
      return null;
    }
    const source = readUpTo(this.disk, absolute, packFileLimit);
    if ('text' in source) {
      this.bytes += source.text.length;
      this.files.push({ path, text: source.text });
    } else this.unread.push({ path, why: source.detail });
    return this.bytes > packLimit ? `it holds more than ${packLimit.toLocaleString('en-US')} characters` : null;
  }

  /** A link that leads nowhere is inside: reading it says so. */
  private isInside(path: string): boolean {
    try {
      return isWithin(this.disk.real(path), this.disk.real(this.root));
    } catch {
      return true;
    }
  }

  private entriesOf(inside: string): readonly DiskEntry[] {
    try {
      return this.disk.list(join(this.root, this.folder, inside)).toSorted((a, b) => byName(a.name, b.name));
    } catch (error) {
      this.unread.push({ path: inside, why: systemReason(error) });
      return [];
    }
  }
}
