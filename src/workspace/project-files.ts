/**
 * Which files are there, for those who resolve imports? Names and manifests only.
 */
import type { ProjectFiles } from '../languages';
import { NearFiles } from './near-files';

export class FileSet implements ProjectFiles {
  private readonly sources = new Set<string>();
  private readonly texts = new Map<string, string>();
  /** How many files each folder holds, those of its folders included. */
  private readonly folders = new Map<string, number>();
  private sorted: readonly string[] | null = null;
  readonly near: NearFiles;

  constructor(settings: ConstructorParameters<typeof NearFiles>[0]) {
    this.near = new NearFiles(settings);
  }

  isFile(path: string): boolean {
    return this.sources.has(path) || this.texts.has(path);
  }

  isFolder(path: string): boolean {
    return path === '' || this.folders.has(path);
  }

  get manifests(): readonly string[] {
    return (this.sorted ??= [...this.texts.keys()].sort());
  }

  textOf(manifest: string): string | null {
    return this.texts.get(manifest) ?? null;
  }

  /** A source comes. False where it was there. */
  addSource(path: string): boolean {
    if (this.sources.has(path)) return false;
    this.sources.add(path);
    this.near.add(path);
    this.count(path, 1);
    return true;
  }

  /** A manifest comes or changes. False where it was the same. */
  putManifest(path: string, text: string): boolean {
    const before = this.texts.get(path);
    if (before === text) return false;
    if (before === undefined) this.count(path, 1);
    this.near.add(path);
    this.texts.set(path, text);
    this.sorted = null;
    return true;
  }

  /** A file goes. False where it was not there. */
  remove(path: string): boolean {
    const had = this.sources.delete(path) || this.texts.delete(path);
    if (had) this.count(path, -1);
    this.sorted = null;
    return this.near.remove(path) || had;
  }

  private count(path: string, by: 1 | -1): void {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      const count = (this.folders.get(folder) ?? 0) + by;
      if (count === 0) this.folders.delete(folder);
      else this.folders.set(folder, count);
    }
  }
}
