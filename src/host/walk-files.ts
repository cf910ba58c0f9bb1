/**
 * Which files under these paths are to be examined? Walks folders, honours
 * ignore files, leaves out what no person of the project wrote.
 * Must not read sources.
 */
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isNamed } from '../languages';
import { baselineName } from '../report';
import type { Skipped } from '../workspace';
import { byName, entriesOf, isThere, statOf } from './disk';
import type { Disk, DiskEntry } from './disk';
import { ignoredBy, noRules, withFolder } from './ignore-rules';
import type { IgnoreRules } from './ignore-rules';
import { isWithin } from './paths';
import { systemReason } from './read-source';
import { isLeft } from './replace';

export interface WalkOptions {
  readonly disk: Disk;
  /** Patterns of base names, a star for any characters: the files that a language reads. */
  readonly fileNames: readonly string[];
  /** Those among them that hold configuration: as long and as wide as a person or a program made them. */
  readonly settingNames: readonly string[];
  /** Those among them that hold data. Of any size, and some of them no text; where nothing of a text `isWorth` a look it need not be kept. */
  readonly data?: { readonly names: readonly string[]; isWorth(text: string, path: string): boolean };
  /** The same: files that say what imports mean, and what is declared. */
  readonly manifests: readonly string[];
  /** Names among the manifests by which somebody asks whether a file is there, and those of them of which nothing else counts. */
  readonly asked?: readonly string[];
  readonly signs?: readonly string[];
  /** What of a file's text is handed over, where that is less than the whole: lock files and notebooks are long. Null for other names. */
  readonly shorten?: (name: string) => ((text: string) => string) | null;
}

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the root, with forward slashes: the name in the workspace. */
  readonly file: string;
  /** Of configuration are `settings`, manifests among them; what else is both is a source. Of a `sign` nothing is read. */
  readonly kind: 'source' | 'settings' | 'data' | 'manifest' | 'sign';
}

export type Walked = { readonly type: 'file'; readonly found: FoundFile } | { readonly type: 'skipped'; readonly skipped: Skipped };

/** Installed packages, version control and our own reports are no part of the project: left out without a word, as is what git ignores. */
const outside = new Set(['.git', '.hg', '.svn', 'node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', '.venv', '__pycache__', 'caley-report']);
/** Named when left out: someone may think they were examined. */
const output = new Set([
  'dist', 'build', 'out', 'coverage', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo', '.cache', '.parcel-cache', '.vercel', '.netlify', '.serverless',
  '.aws-sam', 'storybook-static', '.vscode-test', '.angular', '.expo', '.docusaurus',
]);
/** What we wrote ourselves to be kept with the code. */
const ours = new Set([baselineName]);
const vendored = new Set(['vendor', 'vendors', 'third_party', 'third-party', 'thirdparty']);
const minifiedName = /[.-]min\.[cm]?js$|[.-](?:bundle|chunk)\.[cm]?js$|^jquery(?:-\d+(?:\.\d+)*)?\.js$|-\d+\.\d+\.\d+\.js$/;

/** Whether a folder of that name holds what no person of the project wrote. */
export function isPassedBy(folder: string): boolean {
  return outside.has(folder) || output.has(folder) || vendored.has(folder);
}

/**
 * The files under `paths` (absolute files or folders) that have one of the
 * names or are manifests, and the manifests in the folders from `root` down
 * to each path, of the folders above that up to the repository's own what is asked for by name; in an order that depends on their names alone, each once. A path
 * given by name is examined though a rule ignores it. Symbolic links inside
 * folders are not followed. Paths that cannot be read are `skipped`; a manifest
 * that a rule ignores is passed by without a word.
 */
export function* walkFiles(root: string, paths: readonly string[], options: WalkOptions): Generator<Walked, void> {
  const seen = new Set<string>();
  const walk = new Walk(resolve(root), paths.map((path) => realPath(options.disk, resolve(path))), options);
  const absolute = paths.map((path) => resolve(path)).sort(byName);
  // Files first: what is given by name is not passed by because its folder is given too.
  const isFolder = (path: string): boolean => statOf(options.disk, path)?.isDirectory() === true;
  const starts = [...absolute.filter((each) => !isFolder(each)), ...absolute.filter(isFolder)];
  for (const part of [...starts.map((path) => walk.start(path)), walk.manifestsAbove(starts), walk.signsAbove()]) {
    for (const walked of part) {
      const name = walked.type === 'file' ? walked.found.file : walked.skipped.file;
      if (seen.has(name)) continue;
      seen.add(name);
      yield walked;
    }
  }
}

/** What a walk of the whole `root` says about the one file at `path` (absolute, inside `root`); null where it passes by without a word, or there is none. */
export function lookUp(root: string, path: string, options: WalkOptions): Walked | null {
  const walk = new Walk(resolve(root), [realPath(options.disk, resolve(root))], options, resolve(path));
  const first = walk.start(resolve(root)).next();
  return first.done === true ? null : first.value;
}

class Walk {
  constructor(
    private readonly root: string,
    private readonly starts: readonly string[],
    private readonly options: WalkOptions,
    /** Visit only this file and the folders above it. */
    private readonly only: string | null = null,
  ) {
  }

  *start(path: string): Generator<Walked, void> {
    try {
      if (!this.options.disk.stat(path).isDirectory()) {
        yield this.kindOf(path) === null ? this.skipped(path, 'ignored', 'no language that is examined') : this.found(path);
        return;
      }
    } catch (error) {
      yield this.skipped(path, 'unreadable', systemReason(error));
      return;
    }
    const above = rulesAbove(this.options.disk, path);
    yield* this.folder(path, ignoredBy(above, path, true) === null ? above : noRules);
  }

  /** What says how the files under `paths` import each other may lie above them. */
  *manifestsAbove(paths: readonly string[]): Generator<Walked, void> {
    const folders = new Set<string>();
    for (const path of paths) {
      for (let folder = dirname(path); isWithin(folder, this.root) && !folders.has(folder) && folder !== path; folder = dirname(folder)) folders.add(folder);
    }
    for (const folder of [...folders].sort(byName)) {
      const rules = withFolder(this.options.disk, rulesAbove(this.options.disk, folder), folder);
      for (const entry of entriesOf(this.options.disk, folder)) {
        const path = join(folder, entry.name);
        const kind = entry.isDirectory() ? null : this.kindOf(path);
        const by = kind === null ? null : ignoredBy(rules, path, false);
        if (this.isOnlyThere(path, entry, kind, by)) yield this.found(path, 'sign');
        else if (entry.isFile() && isNamed(this.options.manifests, entry.name) && kind !== 'source' && by === null) yield this.found(path, 'manifest');
      }
    }
  }

  /** Of what is asked for, that it is there: the root may be a folder of a larger repository. */
  *signsAbove(): Generator<Walked, void> {
    for (const folder of foldersAbove(this.options.disk, this.root)) {
      for (const { name } of entriesOf(this.options.disk, folder).filter((entry) => !entry.isDirectory())) if (isNamed(this.options.asked ?? [], name)) yield this.found(join(folder, name), 'sign');
    }
  }

  private *folder(folder: string, above: IgnoreRules): Generator<Walked, void> {
    let entries: readonly DiskEntry[];
    try {
      entries = this.options.disk.list(folder).toSorted((a, b) => byName(a.name, b.name));
    } catch (error) {
      yield this.skipped(folder, 'unreadable', systemReason(error));
      return;
    }
    const rules = withFolder(this.options.disk, above, folder);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (this.only === null || isWithin(this.only, path)) yield* this.entry(path, entry, rules);
    }
  }

  private *entry(path: string, entry: DiskEntry, rules: IgnoreRules): Generator<Walked, void> {
    const isFolder = entry.isDirectory();
    if (isFolder && (outside.has(entry.name) || isLeft(entry.name))) return;
    const kind = isFolder ? null : this.kindOf(path);
    if (!isFolder && (ours.has(entry.name) || (kind === null && !entry.isSymbolicLink()))) return;
    const by = ignoredBy(rules, path, isFolder);
    if (by === '.gitignore') return;
    if (this.isOnlyThere(path, entry, kind, by)) {
      yield this.found(path, 'sign');
      return;
    }
    if (by !== null && kind === 'manifest') return;
    if (by === '.caleyignore') yield this.skipped(path, 'ignored', 'named in .caleyignore');
    else if (entry.isSymbolicLink()) yield* this.link(path);
    else if (!isFolder) yield minifiedName.test(entry.name) ? this.skipped(path, 'minified', 'a name of minified or bundled code') : this.found(path);
    else if (output.has(entry.name)) yield this.skipped(path, 'ignored', 'a folder of build output');
    else if (vendored.has(entry.name)) yield this.skipped(path, 'ignored', 'a folder of vendored code');
    else yield* this.folder(path, rules);
  }

  /** What a link leads to is examined under its own name, or else is named here. */
  private *link(path: string): Generator<Walked, void> {
    const { disk } = this.options;
    const target = realPath(disk, path);
    if (this.starts.some((start) => isWithin(target, start))) return;
    const stats = statOf(disk, path);
    if (stats !== null && (stats.isDirectory() || this.kindOf(path) !== null)) yield this.skipped(path, 'ignored', 'a symbolic link that leads out of the examined folders');
  }

  private kindOf(path: string): FoundFile['kind'] | null {
    const name = basename(path);
    if (this.options.data !== undefined && isNamed(this.options.data.names, path)) return 'data';
    if (isNamed(this.options.settingNames, path)) return 'settings';
    if (isNamed(this.options.fileNames, path)) return 'source';
    if (isNamed(this.options.signs ?? [], name)) return 'sign';
    return isNamed(this.options.manifests, name) ? 'manifest' : null;
  }

  /** Whether of a file no more counts than that it is there: what somebody leaves out or links to is there all the same, for everybody unless git ignores it. */
  private isOnlyThere(path: string, entry: DiskEntry, kind: FoundFile['kind'] | null, by: string | null): boolean {
    if (kind === 'sign') return by !== '.gitignore' && isThere(this.options.disk, path);
    const isLock = kind === 'manifest' && (this.options.shorten?.(entry.name) ?? null) !== null;
    return isLock && by !== '.gitignore' && (by !== null || entry.isSymbolicLink()) && isThere(this.options.disk, path);
  }

  private found(path: string, kind = this.kindOf(path) ?? 'source'): Walked {
    return { type: 'file', found: { path, file: this.name(path), kind } };
  }

  private skipped(path: string, reason: Skipped['reason'], detail: string): Walked {
    return { type: 'skipped', skipped: { file: this.name(path), reason, detail } };
  }

  private name(path: string): string {
    return relative(this.root, path).split(sep).join('/') || '.';
  }
}

/** The rules that hold at `path` from the folders above it, up to the repository's root. */
function rulesAbove(disk: Disk, path: string): IgnoreRules {
  return foldersAbove(disk, path).reduce((rules, folder) => withFolder(disk, rules, folder), noRules);
}

/** The folders above `path` up to the repository's root, that one first; none outside of a repository. */
function foldersAbove(disk: Disk, path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path; !isRepository(disk, folder) && folder !== dirname(folder); ) {
    folder = dirname(folder);
    folders.unshift(folder);
  }
  const top = folders[0];
  return top !== undefined && isRepository(disk, top) ? folders : [];
}

function isRepository(disk: Disk, folder: string): boolean {
  return isThere(disk, join(folder, '.git'));
}

function realPath(disk: Disk, path: string): string {
  try {
    return disk.real(path);
  } catch {
    return path;
  }
}
