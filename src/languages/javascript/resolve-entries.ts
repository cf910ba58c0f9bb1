/**
 * Which file of a package does `exports`, `imports`, `main` or a path below it
 * mean? Code before types, sources before what is built from them.
 * Must not know how the package was found.
 */
import { resolveExports, resolveImports } from 'resolve-pkg-maps';
import type { PathConditions, PathConditionsMap } from 'resolve-pkg-maps';
import type { ProjectFiles } from '../language';
import { folderOf, joinPath, nameOf } from '../project-paths';
import type { Configs } from './resolve-configs';
import { fileAt, indexOf, isDeclaration } from './resolve-files';
import { asObject, asText } from './resolve-json';
import { sourceOf } from './resolve-outputs';
import type { Package, Packages } from './resolve-packages';

/** The conditions under which the program runs. */
const running = [['import', 'node', 'module', 'module-sync'], ['require', 'node', 'module']];
/** A manifest with more conditions of its own means none of them in earnest. */
const mostConditions = 30;
const asset = /\.(?:css|s[ac]ss|less|styl|json5?|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|mdx?|html?|txt|vue|svelte|astro|graphql|gql|wasm|ya?ml|node)$/i;
const mainFields = ['source', 'module', 'main', 'types', 'typings'];

export class Entries {
  /** Of each map the conditions to try it with, in order. */
  private readonly trials = new Map<unknown, readonly (readonly string[])[]>();

  constructor(
    private readonly files: ProjectFiles,
    private readonly packages: Packages,
    private readonly configs: Configs,
  ) {}

  /** The file that `subpath` means in `owner`, '' for the package itself. */
  of(owner: Package, subpath: string): string | null {
    const exported = this.targetsOf(owner.manifest['exports'], (map, conditions) => resolveExports(map, subpath, conditions));
    const main = subpath === '' ? mainTargets(owner) : [];
    // A path that `exports` leaves out is no way in while the program runs; who writes it means the file all the same.
    const written = subpath === '' ? [] : [subpath];
    return this.among(owner, [...exported, ...main, ...written]) ?? this.conventional(owner, subpath);
  }

  /** What `#specifier` stands for in the package: files of it, or names of other packages. */
  imported(owner: Package, specifier: string): readonly string[] {
    return this.targetsOf(owner.manifest['imports'], (map, conditions) => (asMap(map) === null ? [] : resolveImports(asMap(map) ?? {}, specifier, conditions)));
  }

  /** A path to a file or a folder, its ending left out or not, or to what a build will make there. */
  locate(path: string, order: 'source-first' | 'written-first' = 'source-first'): string | null {
    return fileAt(this.files, path, order) ?? this.folder(path);
  }

  /** What a folder stands for: what its package.json names, else its index. */
  folder(path: string): string | null {
    if (!this.files.isFolder(path)) return null;
    const owner = this.packages.at(path);
    const named = owner === null ? null : this.among(owner, mainTargets(owner));
    return named ?? indexOf(this.files, path) ?? (owner === null ? null : this.of(owner, ''));
  }

  /** The source of what a build makes at `path`, which holds nothing; `folder` lies in the package that is built. */
  source(path: string, folder: string): string | null {
    // Nobody makes a stylesheet from code; and a folder that is there is no output, or its file would be too.
    if (asset.test(path) || (nameOf(path).includes('.') && this.files.isFolder(folderOf(path)))) return null;
    for (const owner of this.packages.around(folder)) {
      const source = sourceOf(this.files, this.configs, owner.folder, path);
      if (source !== null) return source;
    }
    return null;
  }

  /** Every target that some condition leads to, the likeliest first. Nonsense leads nowhere. */
  private targetsOf(value: unknown, resolve: (map: PathConditions, conditions: readonly string[]) => readonly string[]): readonly string[] {
    if (typeof value !== 'string' && !isMap(value) && !Array.isArray(value)) return [];
    const map: PathConditions = value;
    let trials = this.trials.get(value);
    if (trials === undefined) this.trials.set(value, (trials = trialsOf(value)));
    return trials.flatMap((conditions) => {
      try {
        return resolve(map, conditions);
      } catch {
        // The library throws where a map has no way to the path, or is broken.
        return [];
      }
    });
  }

  private among(owner: Package, targets: readonly string[]): string | null {
    const places = [...new Set(targets)].flatMap((target) => joinPath(owner.folder, target) ?? []);
    const found = places.flatMap((place) => fileAt(this.files, place, 'source-first') ?? (place === owner.folder ? [] : (indexOf(this.files, place) ?? [])));
    const code = found.find((path) => !isDeclaration(path));
    if (code !== undefined) return code;
    for (const place of places) {
      const source = sourceOf(this.files, this.configs, owner.folder, place);
      if (source !== null) return source;
    }
    return found[0] ?? null;
  }

  private conventional(owner: Package, subpath: string): string | null {
    for (const sources of ['src', '', 'lib']) {
      const folder = joinPath(owner.folder, sources) ?? owner.folder;
      const place = joinPath(folder, subpath);
      // The package's own manifest has had its say.
      const found = place === null ? null : place === owner.folder ? indexOf(this.files, place) : this.locate(place);
      if (found !== null) return found;
    }
    return null;
  }
}

function mainTargets({ manifest }: Package): readonly string[] {
  return mainFields.flatMap((field) => asText(manifest[field]) ?? []);
}

/** Those of running programs first, then each that may name the source or the types. */
function trialsOf(map: unknown): readonly (readonly string[])[] {
  const others = [...conditionsOf(map)].filter((condition) => !running.flat().includes(condition));
  if (others.length > mostConditions) return running;
  return [...running, ...others.map((condition) => [condition]), ...others.map((condition) => [condition, ...running.flat()])];
}

function conditionsOf(map: unknown): ReadonlySet<string> {
  const conditions = new Set<string>();
  const open: unknown[] = [map];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) open.push(...(next as readonly unknown[]).slice(0, 1000));
    for (const [key, value] of Object.entries(asObject(next) ?? {})) {
      if (!/^[.#]/.test(key)) conditions.add(key);
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return conditions;
}

function isMap(value: unknown): value is PathConditionsMap {
  return asObject(value) !== null;
}

function asMap(value: unknown): PathConditionsMap | null {
  return isMap(value) ? value : null;
}
