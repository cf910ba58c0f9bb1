/**
 * What do tsconfig.json and jsconfig.json say about imports in a folder? Reads
 * them with all they extend and refer to.
 * Must not look for the files that the paths lead to.
 */
import type { ProjectFiles } from '../language';
import { folderOf, joinPath, nameOf } from '../project-paths';
import { asObject, asStrings, asText, readJsonObject } from './resolve-json';
import type { JsonObject } from './resolve-json';
import { packageName } from './resolve-packages';
import type { Packages } from './resolve-packages';

export interface Config {
  readonly baseUrl: string | null;
  /** Longest prefix first, as the compiler picks them. Targets are paths that may hold one star. */
  readonly paths: readonly PathPattern[];
  readonly rootDirs: readonly string[];
  /** Folders of what the compiler makes, and where its sources lie, if that is said. */
  readonly outputs: readonly { readonly folder: string; readonly sources: string | null }[];
}

export interface PathPattern {
  readonly prefix: string;
  /** Null for a name without a star. */
  readonly suffix: string | null;
  readonly targets: readonly string[];
}

/** A configuration that extends or refers to more than this many others is not read further. */
const mostFiles = 200;

/** In one folder. People have a handful: for the build, the tests, the editor. */
const mostVariants = 50;

export class Configs {
  private readonly read = new Map<string, JsonObject | null>();
  private readonly around = new Map<string, readonly Config[]>();
  /** Of each folder its configurations other than tsconfig.json and jsconfig.json. */
  private readonly variants = new Map<string, string[]>();

  constructor(
    private readonly files: ProjectFiles,
    private readonly packages: Packages,
  ) {
    for (const path of [...files.manifests].sort()) {
      if (!/^(?:tsconfig.+|jsconfig.+)\.json$/.test(nameOf(path))) continue;
      const folder = folderOf(path);
      const known = this.variants.get(folder);
      if (known === undefined) this.variants.set(folder, [path]);
      else known.push(path);
    }
  }

  /**
   * The configurations for files in `folder`, the most likely first: the nearest tsconfig.json and
   * what it refers to, jsconfig.json, then those of other names beside it.
   */
  of(folder: string): readonly Config[] {
    let configs = this.around.get(folder);
    if (configs === undefined) this.around.set(folder, (configs = this.findFor(folder)));
    return configs;
  }

  private findFor(folder: string): readonly Config[] {
    const main = ['tsconfig.json', 'jsconfig.json'].map((name) => inFolder(folder, name)).filter((path) => this.at(path) !== null);
    const found = [...new Set([...main.flatMap((path) => [...this.referred(path)]), ...(this.variants.get(folder) ?? []).slice(0, mostVariants)])].map((path) => this.config(path));
    // A folder that has no configuration of its own lies in what the one above covers.
    return main.length > 0 || folder === '' ? found : [...found, ...this.of(folderOf(folder))];
  }

  /** The configuration at `path` and those that it refers to, near ones first. */
  private referred(path: string): ReadonlySet<string> {
    const found = new Set([path]);
    for (const each of found) {
      const references = this.at(each)?.['references'];
      for (const reference of Array.isArray(references) ? references : []) {
        const written = asText(asObject(reference)?.['path']);
        const target = written === null ? null : joinPath(folderOf(each), written);
        const there = target === null ? undefined : [target, `${target}.json`, inFolder(target, 'tsconfig.json')].find((candidate) => this.at(candidate) !== null);
        // Another package's configuration speaks of that package's files.
        if (there !== undefined && folderOf(there) === folderOf(path) && found.size < mostFiles) found.add(there);
      }
    }
    return found;
  }

  private config(path: string): Config {
    const place = (written: string, declaredIn: string): string | null => {
      const template = '${configDir}';
      return written.startsWith(template) ? joinPath(folderOf(path), written.slice(template.length)) : joinPath(declaredIn, written);
    };
    let baseUrl: string | null = null;
    let pathsIn = '';
    let paths: JsonObject = {};
    let rootDirs: readonly string[] = [];
    const folders: Record<'outDir' | 'declarationDir' | 'rootDir', string | null> = { outDir: null, declarationDir: null, rootDir: null };
    for (const each of this.chain(path)) {
      const options = asObject(this.at(each)?.['compilerOptions']) ?? {};
      const declaredIn = folderOf(each);
      const placed = (option: string): string | null => {
        const written = options[option];
        return typeof written === 'string' ? place(written, declaredIn) : null;
      };
      baseUrl = placed('baseUrl') ?? baseUrl;
      const declared = asObject(options['paths']);
      if (declared !== null) [paths, pathsIn] = [declared, declaredIn];
      if (Array.isArray(options['rootDirs'])) rootDirs = asStrings(options['rootDirs']).flatMap((written) => place(written, declaredIn) ?? []);
      for (const option of ['outDir', 'declarationDir', 'rootDir'] as const) folders[option] = placed(option) ?? folders[option];
    }
    const from = baseUrl ?? pathsIn;
    return {
      baseUrl,
      paths: Object.entries(paths).flatMap(([pattern, targets]) => toPattern(pattern, asStrings(targets).flatMap((target) => place(target, from) ?? []))).sort((a, b) => b.prefix.length - a.prefix.length),
      rootDirs,
      outputs: [folders.outDir, folders.declarationDir].flatMap((folder) => (folder === null ? [] : [{ folder, sources: folders.rootDir }])),
    };
  }

  /** The configuration at `path` after all that it extends: later ones override. */
  private chain(path: string): readonly string[] {
    const chain: string[] = [];
    const open = new Set<string>();
    let left = mostFiles;
    const visit = (each: string): void => {
      if (open.has(each) || left-- <= 0) return;
      open.add(each);
      for (const written of asStrings(this.at(each)?.['extends'])) {
        if (left <= 0) break;
        const extended = this.extended(written, folderOf(each));
        if (extended !== null) visit(extended);
      }
      open.delete(each);
      chain.push(each);
    };
    visit(path);
    return chain;
  }

  /** A file by its place, or one of a package of the project: `@acme/tsconfig/base.json`, `@acme/tsconfig`. */
  private extended(written: string, from: string): string | null {
    const there = (target: string | null): string | null => (target === null ? null : ([target, `${target}.json`, inFolder(target, 'tsconfig.json')].find((path) => this.at(path) !== null) ?? null));
    if (written.startsWith('.')) return there(joinPath(from, written));
    const { name, path } = packageName.exec(written)?.groups ?? {};
    const owner = name === undefined ? null : this.packages.named(name, from);
    if (owner === null) return null;
    return there(joinPath(owner.folder, path ?? asText(owner.manifest['tsconfig']) ?? 'tsconfig.json'));
  }

  private at(path: string): JsonObject | null {
    let found = this.read.get(path);
    if (found === undefined) {
      const text = path.endsWith('.json') ? this.files.textOf(path) : null;
      this.read.set(path, (found = text === null ? null : readJsonObject(text)));
    }
    return found;
  }
}

/** The targets of `specifier` in one configuration, its best pattern alone. */
export function pathTargets(config: Config, specifier: string): readonly string[] {
  const exact = config.paths.find(({ prefix, suffix }) => suffix === null && prefix === specifier);
  const best =
    exact ??
    config.paths.find(({ prefix, suffix }) => suffix !== null && specifier.length >= prefix.length + suffix.length && specifier.startsWith(prefix) && specifier.endsWith(suffix));
  if (best === undefined) return [];
  const rest = specifier.slice(best.prefix.length, specifier.length - (best.suffix?.length ?? 0));
  return best.suffix === null ? best.targets : best.targets.map((target) => target.replace('*', () => rest));
}

function toPattern(pattern: string, targets: readonly string[]): readonly PathPattern[] {
  const [prefix = '', suffix = null, ...more] = pattern.split('*');
  return more.length > 0 || targets.length === 0 ? [] : [{ prefix, suffix, targets }];
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
