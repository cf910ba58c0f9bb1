/**
 * What do a project's caley.yaml files name, and what does it say right now? As it is on disk, but for files of packs that the
 * client holds open. Must not know what packs and documents mean.
 */
import { namedIn } from '../workspace';
import type { Change, Named, NamedChange } from '../workspace';

type PackChange = Extract<NamedChange, { type: 'pack' }>;

/** What a pack may hold; what is open and none of it need not be kept. */
const packName = /\.(?:ya?ml|md)$/i;

/** Its methods answer with the changes that are to be applied. */
export class NamedFiles {
  /** By the path of the naming caley.yaml. */
  private readonly named = new Map<string, readonly Named[]>();
  /** By path, packs as they are on disk. */
  private readonly packs = new Map<string, PackChange>();
  /** By path, texts of files that the client holds open. */
  private readonly open = new Map<string, string>();

  /** `read` looks at the disk. */
  constructor(private readonly read: (named: Named) => NamedChange | null) {}

  /** A caley.yaml is another now, or gone. What it names that nobody named before is read. */
  declare(path: string, change: Change): readonly Change[] {
    const before = new Set(this.all.keys());
    this.named.set(path, namedIn(change));
    return this.readThose((key) => !before.has(key));
  }

  /** The disk is another at a path: the name of what is named, of something in it, or of a folder around it. */
  reread(path: string): readonly Change[] {
    return this.readThose((_, named) => concerns(named, path));
  }

  /** The disk may be another everywhere. */
  rereadAll(): readonly Change[] {
    return this.readThose(() => true);
  }

  /** The client has a file open with this text. */
  write(path: string, text: string): readonly Change[] {
    if (!packName.test(path)) return [];
    this.open.set(path, text);
    return [...this.packs.values()].filter(({ pack }) => path.startsWith(`${pack.folder}/`)).map((change) => this.asOpen(change));
  }

  /** The file is the disk's again: to be read again. */
  close(path: string): void {
    this.open.delete(path);
  }

  forgetOpen(): void {
    this.open.clear();
  }

  private readThose(isWanted: (key: string, named: Named) => boolean): readonly Change[] {
    const { all } = this;
    for (const path of this.packs.keys()) if (!all.has(keyOf({ type: 'pack', path }))) this.packs.delete(path);
    return [...all].flatMap(([key, named]) => {
      const handed = isWanted(key, named) ? this.read(named) : null;
      if (handed?.type !== 'pack') return handed ?? [];
      this.packs.set(handed.pack.folder, handed);
      return this.asOpen(handed);
    });
  }

  private get all(): ReadonlyMap<string, Named> {
    return new Map([...this.named.values()].flat().map((named) => [keyOf(named), named]));
  }

  /** A file that is not on disk is in no pack. */
  private asOpen(change: PackChange): Change {
    if (this.open.size === 0) return change;
    const { folder, files, unread } = change.pack;
    return { type: 'pack', pack: { folder, files: files.map(({ path, text }) => ({ path, text: this.open.get(`${folder}/${path}`) ?? text })), unread } };
  }
}

function keyOf({ type, path }: Named): string {
  return `${type} ${path}`;
}

function concerns({ path: named }: Named, path: string): boolean {
  return path === named || path.startsWith(`${named}/`) || named.startsWith(`${path}/`);
}
