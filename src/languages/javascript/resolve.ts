/**
 * Which file of the project does an import of JavaScript or TypeScript mean?
 * Tries what Node, TypeScript and the bundlers agree on, in their order.
 * Must not read files: the project's files and manifests are handed in.
 */
import type { ProjectFiles, Resolver } from '../language';
import { folderOf, joinPath, pathWithin } from '../project-paths';
import { builtinModules } from './resolve-builtins';
import { Configs, pathTargets } from './resolve-configs';
import { Entries } from './resolve-entries';
import { isDeclaration, isTypeScript } from './resolve-files';
import { packageName, Packages } from './resolve-packages';
import { Versions } from './resolve-versions';

/** `imports` may lead to a name that leads on; more hops than this are a circle. */
const mostHops = 4;
/** No name of a package begins like this, so bundlers let it stand for the sources. Used where no configuration says it. */
const sourceAlias = /^(?:@|~|~~|@@)\/(?<path>.+)$/s;

export function resolverOf(files: ProjectFiles): Resolver {
  const resolution = new Resolution(files);
  const known = new Map<string, string | null>();
  return {
    resolve(specifier, from) {
      // What files of one folder and language mean by a name is the same.
      const key = `${isTypeScript(from) ? 't' : 'j'}${folderOf(from)}\0${specifier}`;
      let answer = known.get(key);
      if (answer === undefined) known.set(key, (answer = resolution.resolve(specifier, from)));
      return answer;
    },
    versionOf: (name, from) => resolution.versions.of(name, folderOf(from)),
  };
}

class Resolution {
  readonly versions: Versions;
  private readonly packages: Packages;
  private readonly configs: Configs;
  private readonly entries: Entries;

  constructor(files: ProjectFiles) {
    this.packages = new Packages(files);
    this.versions = new Versions(files, this.packages);
    this.configs = new Configs(files, this.packages);
    this.entries = new Entries(files, this.packages, this.configs);
  }

  resolve(specifier: string, from: string): string | null {
    const folder = folderOf(from);
    // Empty, an address (`node:fs`, `https://…`) or a loader's words (`raw!./a`): nothing of the project.
    if (specifier === '' || /^[a-z][a-z\d+.-]*:|[!\0]/i.test(specifier)) return null;
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return this.relative(specifier, folder, isTypeScript(from) ? 'source-first' : 'written-first');
    if (specifier.startsWith('/')) return this.absolute(specifier, folder);
    return this.named(specifier, folder, mostHops);
  }

  private relative(specifier: string, folder: string, order: 'source-first' | 'written-first'): string | null {
    const path = joinPath(folder, specifier);
    if (path === null) return null;
    const isFolder = /(?:^|\/)\.{0,2}$/.test(specifier);
    const found = isFolder ? this.entries.folder(path) : this.entries.locate(path, order);
    return found ?? this.inRootDirs(path, folder) ?? this.entries.source(path, folder);
  }

  /** Folders that are one while the program runs. */
  private inRootDirs(path: string, folder: string): string | null {
    for (const { rootDirs } of this.configs.of(folder)) {
      const rest = rootDirs.map((root) => pathWithin(path, root)).find((each) => each !== null) ?? null;
      for (const root of rest === null ? [] : rootDirs) {
        const there = joinPath(root, rest ?? '');
        const found = there === null ? null : this.entries.locate(there);
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** Development servers read `/src/main.ts` from a package's folder. */
  private absolute(specifier: string, folder: string): string | null {
    if (/^\/*$/.test(specifier)) return null;
    for (const root of [...this.packages.around(folder)].map((each) => each.folder).concat('')) {
      const path = joinPath(root, specifier);
      const found = path === null ? null : this.entries.locate(path);
      if (found !== null) return found;
    }
    return null;
  }

  private named(specifier: string, folder: string, hops: number): string | null {
    if (hops === 0 || builtinModules.has(specifier)) return null;
    if (specifier.startsWith('#')) {
      const imported = this.imported(specifier, folder, hops);
      if (imported !== null) return imported;
    }
    return this.configured(specifier, folder) ?? this.inPackage(specifier, folder) ?? this.aliased(specifier, folder);
  }

  private imported(specifier: string, folder: string, hops: number): string | null {
    for (const owner of this.packages.around(folder)) {
      const targets = this.entries.imported(owner, specifier);
      for (const target of targets) {
        const found = target.startsWith('.') ? this.place(joinPath(owner.folder, target), owner.folder) : this.named(target, owner.folder, hops - 1);
        if (found !== null) return found;
      }
      // Only the nearest manifest speaks, but one that has none of these is often there for its `type` alone.
      if (targets.length > 0) return null;
    }
    return null;
  }

  /** By `paths`, then `baseUrl`. Types that a project writes for a package it installs are no code of it. */
  private configured(specifier: string, folder: string): string | null {
    const found = this.byConfiguration(specifier, folder);
    return found !== null && isDeclaration(found) && this.isInstalled(specifier, folder) ? null : found;
  }

  private isInstalled(specifier: string, folder: string): boolean {
    const { name } = packageName.exec(specifier)?.groups ?? {};
    return name !== undefined && [...this.packages.around(folder)].some(({ dependencies }) => dependencies.has(name));
  }

  private byConfiguration(specifier: string, folder: string): string | null {
    for (const config of this.configs.of(folder)) {
      for (const target of pathTargets(config, specifier)) {
        const found = this.place(target, folderOf(target));
        if (found !== null) return found;
      }
      const based = config.baseUrl === null ? null : joinPath(config.baseUrl, specifier);
      const found = based === null ? null : this.entries.locate(based);
      if (found !== null) return found;
    }
    return null;
  }

  private inPackage(specifier: string, folder: string): string | null {
    const { name, path } = packageName.exec(specifier)?.groups ?? {};
    const owner = name === undefined ? null : this.packages.named(name, folder);
    return owner === null ? null : this.entries.of(owner, path ?? '');
  }

  private aliased(specifier: string, folder: string): string | null {
    const path = sourceAlias.exec(specifier)?.groups?.['path'];
    if (path === undefined) return null;
    for (const owner of this.packages.around(folder)) {
      for (const sources of ['src', 'app', '']) {
        const there = joinPath(joinPath(owner.folder, sources) ?? owner.folder, path);
        const found = there === null ? null : this.entries.locate(there);
        if (found !== null) return found;
      }
    }
    return null;
  }

  private place(path: string | null, folder: string): string | null {
    return path === null ? null : (this.entries.locate(path) ?? this.entries.source(path, folder));
  }
}
