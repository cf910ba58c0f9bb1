/**
 * Which packages does the project hold, and which of them does a file reach by
 * name? Reads package.json and the lists of workspaces.
 * Must not know which file of a package is meant.
 */
import { parse } from 'yaml';
import type { ProjectFiles } from '../language';
import { folderOf, foldersFrom, joinPath, nameOf, pathWithin } from '../project-paths';
import { compileFolderPatterns } from '../../text';
import { asObject, asStrings, asText, readJsonObject } from './resolve-json';
import type { JsonObject } from './resolve-json';

export interface Package {
  /** Where its package.json lies. */
  readonly folder: string;
  readonly name: string | null;
  readonly manifest: JsonObject;
  /** Name to the range or place that is asked for, of every kind of dependency. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** Of each name the packages in order of their folders. */
type Named = ReadonlyMap<string, readonly Package[]>;

/** A package's name and the path in it: `@acme/db/sub/path`, `lodash/get`. */
export const packageName = /^(?<name>@[^/]+\/[^/]+|[^@/][^/]*)(?:\/(?<path>.*))?$/s;

const dependencyFields = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
/** What `lerna` takes where its file names no packages. */
const lernaDefault = ['packages/*'];

export class Packages {
  private readonly read = new Map<string, Package | null>();
  private readonly workspaces = new Map<string, Named | null>();
  private folders: readonly string[] | null = null;
  private everywhere: Named | null = null;

  constructor(private readonly files: ProjectFiles) {}

  /** The package whose package.json lies in `folder`. */
  at(folder: string): Package | null {
    let found = this.read.get(folder);
    if (found === undefined) this.read.set(folder, (found = this.readAt(folder)));
    return found;
  }

  /** The packages that hold `folder`, the nearest first. */
  *around(folder: string): Generator<Package, void> {
    for (const each of foldersFrom(folder)) {
      const found = this.at(each);
      if (found !== null) yield found;
    }
  }

  /**
   * The package of the project that files in `folder` reach as `name`: their own, a member of
   * a workspace they lie in, or one that a manifest around them asks for by its place. That a
   * package of that name lies somewhere is not enough: a fixture may be called `react`.
   */
  named(name: string, folder: string): Package | null {
    const around = [...this.around(folder)];
    if (around[0]?.name === name) return around[0];
    for (const root of foldersFrom(folder)) {
      const member = this.membersOf(root)?.get(name)?.[0];
      if (member !== undefined) return member;
    }
    for (const { dependencies, folder: at } of around) {
      const wanted = dependencies.get(name);
      const linked = wanted === undefined ? null : this.linked(name, wanted, at);
      if (linked !== null) return linked;
    }
    return null;
  }

  private readAt(folder: string): Package | null {
    const text = this.files.textOf(folder === '' ? 'package.json' : `${folder}/package.json`);
    const manifest = text === null ? null : readJsonObject(text);
    if (manifest === null) return null;
    const dependencies = dependencyFields.flatMap((field) => Object.entries(asObject(manifest[field]) ?? {}));
    return {
      folder,
      name: asText(manifest['name']),
      manifest,
      dependencies: new Map(dependencies.flatMap(([name, range]) => (typeof range === 'string' ? [[name, range]] : []))),
    };
  }

  /** `file:../db`, `link:../db`, `portal:../db`, `workspace:../db`, and `workspace:*` or `workspace:other@*`. */
  private linked(name: string, wanted: string, from: string): Package | null {
    const colon = wanted.indexOf(':');
    const protocol = wanted.slice(0, colon);
    const place = wanted.slice(colon + 1);
    if (!['file', 'link', 'portal', 'workspace'].includes(protocol)) return null;
    if (protocol !== 'workspace' || place.startsWith('.') || place.startsWith('/')) {
      const folder = place.startsWith('/') ? null : joinPath(from, place);
      return folder === null ? null : this.at(folder);
    }
    const other = place.lastIndexOf('@');
    return this.nearest(other > 0 ? place.slice(0, other) : name, from);
  }

  private nearest(name: string, from: string): Package | null {
    this.everywhere ??= byName(this.packagesIn(''));
    const named = this.everywhere.get(name) ?? [];
    for (const root of foldersFrom(from)) {
      const found = named.find(({ folder }) => pathWithin(folder, root) !== null);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** The packages of the workspace whose root is `root`; null where it is none. */
  private membersOf(root: string): Named | null {
    let members = this.workspaces.get(root);
    if (members !== undefined) return members;
    const patterns = this.patternsOf(root);
    members = null;
    if (patterns.length > 0) {
      const holds = compileFolderPatterns(patterns);
      members = byName(this.packagesIn(root).filter(({ folder }) => folder === root || holds(pathWithin(folder, root) ?? '')));
    }
    this.workspaces.set(root, members);
    return members;
  }

  /** npm and yarn, then pnpm, then lerna; a root that names none in any of them is no workspace. */
  private patternsOf(root: string): readonly string[] {
    const workspaces = this.at(root)?.manifest['workspaces'];
    const listed = asStrings(asObject(workspaces)?.['packages'] ?? workspaces);
    return [...listed, ...this.pnpmPatterns(root), ...this.lernaPatterns(root)];
  }

  private pnpmPatterns(root: string): readonly string[] {
    const text = this.files.textOf(root === '' ? 'pnpm-workspace.yaml' : `${root}/pnpm-workspace.yaml`);
    if (text === null) return [];
    try {
      const value: unknown = parse(text, { logLevel: 'silent' });
      return asStrings(asObject(value)?.['packages']);
    } catch {
      return [];
    }
  }

  private lernaPatterns(root: string): readonly string[] {
    const text = this.files.textOf(root === '' ? 'lerna.json' : `${root}/lerna.json`);
    const manifest = text === null ? null : readJsonObject(text);
    if (manifest === null) return [];
    return 'packages' in manifest ? asStrings(manifest['packages']) : lernaDefault;
  }

  private packagesIn(root: string): readonly Package[] {
    this.folders ??= this.files.manifests.filter((path) => nameOf(path) === 'package.json').map(folderOf).sort();
    return this.folders.flatMap((folder) => (pathWithin(folder, root) === null ? [] : [this.at(folder) ?? []])).flat();
  }
}

function byName(packages: readonly Package[]): Named {
  const named = new Map<string, Package[]>();
  for (const each of packages) {
    if (each.name === null) continue;
    const same = named.get(each.name);
    if (same === undefined) named.set(each.name, [each]);
    else same.push(each);
  }
  return named;
}
