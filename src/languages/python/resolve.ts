/**
 * Which file of the project does an import of Python mean? Tries the folders
 * from which modules are imported by name, as far as the files tell them.
 * Must not read files: the project's files and manifests are handed in.
 */
import type { ProjectFiles, Resolver } from '../language';
import { folderOf, foldersFrom, nameOf, pathWithin } from '../project-paths';
import { normalise, Projects } from './resolve-projects';
import { standardLibrary } from './resolve-standard-library';
import { Versions } from './resolve-versions';

/** A folder from which modules are imported by their bare names. */
interface Root {
  readonly folder: string;
  /** `guess`: nothing says so but the file's place, so what a package from outside may bear as a name means that package. */
  readonly certainty: 'sure' | 'guess';
}

interface Surroundings {
  readonly roots: readonly Root[];
  /** Normalised names of the packages that the projects around depend on. */
  readonly outside: ReadonlySet<string>;
}

export function resolverOf(files: ProjectFiles): Resolver {
  const resolution = new Resolution(files);
  const known = new Map<string, string | null>();
  return {
    resolve(specifier, from) {
      const key = `${from}\0${specifier}`;
      let answer = known.get(key);
      if (answer === undefined) known.set(key, (answer = resolution.resolve(specifier, from)));
      return answer;
    },
    versionOf: (name, from) => resolution.versions.of(name, folderOf(from)),
  };
}

class Resolution {
  readonly versions: Versions;
  private readonly projects: Projects;
  private readonly surroundings = new Map<string, Surroundings>();

  constructor(private readonly files: ProjectFiles) {
    this.projects = new Projects(files);
    this.versions = new Versions(files, this.projects);
  }

  resolve(specifier: string, from: string): string | null {
    const { dots = '', path = '' } = /^(?<dots>\.*)(?<path>[^./\\\0]+(?:\.[^./\\\0]+)*)?$/.exec(specifier)?.groups ?? {};
    const parts = path === '' ? [] : path.split('.');
    if (dots !== '') return this.relative(dots.length, parts, from);
    return parts.length === 0 ? null : this.absolute(parts, from);
  }

  /** One dot is the file's own package, each more the one above. */
  private relative(dots: number, parts: readonly string[], from: string): string | null {
    const above = [...foldersFrom(folderOf(from))][dots - 1];
    if (above === undefined) return null;
    return this.module(above, parts, '.py') ?? this.module(above, parts, '.pyi');
  }

  private absolute(parts: readonly string[], from: string): string | null {
    const { roots, outside } = this.around(folderOf(from));
    const [top = ''] = parts;
    const isOutside = standardLibrary.has(top) || outside.has(normalise(top));
    const own = this.ownRoots(top, folderOf(from));
    for (const ending of ['.py', '.pyi'] as const) {
      for (const { folder, certainty } of [...roots, ...own]) {
        // An installed package comes before a guess, before a folder that is a package by its name alone, and before stubs: they are of it.
        if (isOutside && (certainty === 'guess' || ending === '.pyi' || !this.holds(folder, top))) continue;
        const found = this.module(folder, parts, ending);
        // A file that is named as the package it imports means that package.
        if (found !== null && (found !== from || nameOf(from).startsWith('__init__.'))) return found;
      }
    }
    return null;
  }

  private around(folder: string): Surroundings {
    let known = this.surroundings.get(folder);
    if (known === undefined) this.surroundings.set(folder, (known = this.findAround(folder)));
    return known;
  }

  private findAround(folder: string): Surroundings {
    const projects = this.projects.around(folder);
    const wanted = projects.flatMap((project) => this.projects.wantedBy(project));
    const holder = this.packageHolder(folder);
    const sure = [
      ...(holder === folder ? [] : [holder]),
      // A project in an enclosing project: the inner one's modules come first.
      ...projects.flatMap((project) => project.roots),
      '',
      'src',
      ...wanted.flatMap((project) => project.roots),
    ];
    const roots = [...new Set(sure)].filter((each) => this.files.isFolder(each) || each === '').map((each): Root => ({ folder: each, certainty: 'sure' }));
    // A script finds what lies beside it before all else, unless it is part of a package.
    const beside: readonly Root[] = holder !== folder || sure.includes(folder) ? [] : [{ folder, certainty: 'guess' }];
    const names = [...projects, ...wanted].flatMap(({ name }) => name ?? []);
    const outside = new Set(projects.flatMap(({ dependencies }) => [...dependencies]).filter((name) => !names.includes(name)));
    return { roots: [...beside, ...roots], outside };
  }

  /** The folder that holds the topmost package around `folder`: `folder` itself where it is no package. */
  private packageHolder(folder: string): string {
    for (const each of foldersFrom(folder)) if (each === '' || !this.isPackage(each)) return each;
    return folder;
  }

  /** Code names its own package in full, though no file may mark it as one: `app.models` in `api/app/routes/user.py`. */
  private ownRoots(top: string, folder: string): readonly Root[] {
    return [...foldersFrom(folder)].filter((each) => nameOf(each) === top && each !== '').map((each) => ({ folder: folderOf(each), certainty: 'guess' }));
  }

  private isPackage(folder: string): boolean {
    return ['.py', '.pyi'].some((ending) => this.files.isFile(inFolder(folder, `__init__${ending}`)));
  }

  /** Whether `top` is a module or a marked package in `folder`. */
  private holds(folder: string, top: string): boolean {
    return this.isPackage(inFolder(folder, top)) || ['.py', '.pyi'].some((ending) => this.files.isFile(inFolder(folder, top + ending)));
  }

  /** A package goes before a module of its name; without `parts` the package that `folder` is. */
  private module(folder: string, parts: readonly string[], ending: '.py' | '.pyi'): string | null {
    const path = [folder, ...parts].filter((part) => part !== '').join('/');
    const candidates = [inFolder(path, `__init__${ending}`), ...(parts.length === 0 ? [] : [path + ending])];
    return candidates.find((each) => this.files.isFile(each) && pathWithin(each, folder) !== null) ?? null;
  }
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
