/**
 * Which Python projects does a workspace hold, where do their modules lie, and
 * on what do they say they depend? Reads pyproject.toml, setup.cfg and lists of
 * requirements; of setup.py and manage.py only that they are there.
 * Must not decide what an import means.
 */
import { parse } from 'smol-toml';
import type { ProjectFiles } from '../language';
import { folderOf, foldersFrom, joinPath, nameOf, pathWithin } from '../project-paths';
import { semanticRange } from './version-ranges';

export interface Project {
  readonly folder: string;
  /** As packages are compared: see `normalise`. */
  readonly name: string | null;
  /** Folders whose modules are imported by their bare names. */
  readonly roots: readonly string[];
  /** Packages by normalised name. */
  readonly dependencies: ReadonlySet<string>;
  /** Which versions of them are asked for, where a version is named: by normalised name, see `semanticRange`. */
  readonly ranges: ReadonlyMap<string, string>;
  /** Folders that are asked for by their place. */
  readonly links: readonly string[];
}

interface Draft {
  name: string | null;
  readonly sources: string[];
  readonly requirements: string[];
  /** Relative to the project. */
  readonly links: string[];
}

type Table = Readonly<Record<string, unknown>>;

/** `Acme_DB.core` → `acme-db-core`: the same package to the index and to installers. */
export function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

export class Projects {
  private readonly read = new Map<string, Project | null>();
  /** Names of manifests by folder, in order. */
  private readonly manifests = new Map<string, string[]>();
  private named: ReadonlyMap<string, readonly Project[]> | null = null;

  constructor(private readonly files: ProjectFiles) {
    for (const path of [...files.manifests].sort()) {
      if (!isManifest(nameOf(path))) continue;
      const known = this.manifests.get(folderOf(path));
      if (known === undefined) this.manifests.set(folderOf(path), [nameOf(path)]);
      else known.push(nameOf(path));
    }
  }

  /** The projects that hold `folder`, the nearest first. */
  around(folder: string): readonly Project[] {
    return [...foldersFrom(folder)].flatMap((each) => this.at(each) ?? []);
  }

  /** The projects of the workspace that `project` asks for, by place or by name; of several of a name the nearest. */
  wantedBy(project: Project): readonly Project[] {
    const linked = project.links.flatMap((folder) => this.at(folder) ?? []);
    const named = [...project.dependencies].sort().flatMap((name) => this.nearest(name, project.folder) ?? []);
    return [...linked, ...named].filter((each) => each.folder !== project.folder);
  }

  private at(folder: string): Project | null {
    let found = this.read.get(folder);
    if (found === undefined) this.read.set(folder, (found = this.readAt(folder)));
    return found;
  }

  private readAt(folder: string): Project | null {
    const names = this.manifests.get(folder) ?? [];
    const marked = names.length > 0 || ['setup.py', 'manage.py'].some((name) => this.files.isFile(inFolder(folder, name)));
    if (!marked) return null;
    const draft: Draft = { name: null, sources: [], requirements: [], links: [] };
    for (const name of names) {
      const text = this.files.textOf(inFolder(folder, name));
      if (text === null) continue;
      if (name === 'pyproject.toml') readPyproject(text, draft);
      else if (name === 'setup.cfg') readSetupConfiguration(text, draft);
      else if (name.endsWith('.txt')) draft.requirements.push(...text.split('\n'));
    }
    const requirements = draft.requirements.map(readRequirement);
    const place = (written: string): readonly string[] => {
      const path = joinPath(folder, written);
      return path === null ? [] : [path];
    };
    return {
      folder,
      name: draft.name === null ? null : normalise(draft.name),
      roots: [...new Set(['', 'src', ...draft.sources].flatMap(place))],
      dependencies: new Set(requirements.flatMap(({ name }) => (name === null ? [] : [normalise(name)]))),
      // Of several lists that name a package the first counts.
      ranges: new Map(requirements.flatMap(({ name, specifier }) => (name === null || specifier === '' ? [] : [[normalise(name), semanticRange(specifier)] as const])).reverse()),
      links: [...draft.links, ...requirements.flatMap(({ link }) => link ?? [])].flatMap(place),
    };
  }

  private nearest(name: string, from: string): Project | null {
    this.named ??= this.byName();
    const same = this.named.get(name) ?? [];
    for (const above of same.length === 0 ? [] : foldersFrom(from)) {
      const found = same.find(({ folder }) => pathWithin(folder, above) !== null);
      if (found !== undefined) return found;
    }
    return null;
  }

  private byName(): ReadonlyMap<string, readonly Project[]> {
    const named = new Map<string, Project[]>();
    for (const folder of [...this.manifests.keys()].sort()) {
      const project = this.at(folder);
      const name = project?.name ?? null;
      if (project === null || name === null) continue;
      const same = named.get(name);
      if (same === undefined) named.set(name, [project]);
      else same.push(project);
    }
    return named;
  }
}

function isManifest(name: string): boolean {
  return name === 'pyproject.toml' || name === 'setup.cfg' || /^requirements.*\.txt$/s.test(name);
}

/** By the standard's own tables, and those of poetry, uv, pdm, setuptools, hatch, pytest, pyright, mypy and ruff. Broken text says nothing. */
function readPyproject(text: string, draft: Draft): void {
  let root: unknown;
  try {
    root = parse(text);
  } catch {
    return;
  }
  const get = (...keys: readonly string[]): unknown => keys.reduce<unknown>((value, key) => entry(value, key), root);
  const name = get('project', 'name') ?? get('tool', 'poetry', 'name');
  if (typeof name === 'string') draft.name = name;

  draft.requirements.push(...texts(get('project', 'dependencies')), ...texts(get('tool', 'uv', 'dev-dependencies')));
  for (const groups of [get('project', 'optional-dependencies'), get('dependency-groups'), get('tool', 'pdm', 'dev-dependencies')]) {
    draft.requirements.push(...Object.values(table(groups)).flatMap(texts));
  }
  const poetry = [get('tool', 'poetry', 'dependencies'), get('tool', 'poetry', 'dev-dependencies'), ...Object.values(table(get('tool', 'poetry', 'group'))).map((group) => entry(group, 'dependencies'))];
  draft.requirements.push(...poetry.flatMap((group) => Object.entries(table(group)).map(([name, wanted]) => [name, ...texts(entry(wanted, 'version') ?? wanted).slice(0, 1)].join(' '))));
  for (const wanted of [...poetry, get('tool', 'uv', 'sources')].flatMap((group) => Object.values(table(group)))) draft.links.push(...texts(entry(wanted, 'path')));

  const packages = get('tool', 'poetry', 'packages');
  draft.sources.push(
    ...texts(get('tool', 'setuptools', 'packages', 'find', 'where')),
    ...texts(get('tool', 'setuptools', 'package-dir', '')),
    ...(Array.isArray(packages) ? packages.flatMap((each) => texts(entry(each, 'from'))) : []),
    ...texts(get('tool', 'hatch', 'build', 'targets', 'wheel', 'packages')).map(folderOf),
    ...texts(get('tool', 'pytest', 'ini_options', 'pythonpath')).flatMap((each) => each.split(/\s+/)),
    ...texts(get('tool', 'pyright', 'extraPaths')),
    ...texts(get('tool', 'mypy', 'mypy_path')).flatMap((each) => each.split(/[:,;]/)),
    ...texts(get('tool', 'ruff', 'src')),
  );
}

/** Sections of `key = value`, a value going on in lines that are indented. */
function readSetupConfiguration(text: string, draft: Draft): void {
  let section = '';
  let key = '';
  for (const line of text.split('\n')) {
    const content = line.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    let value = content;
    if (!/^\s/.test(line)) {
      if (content.startsWith('[')) {
        section = content.replace(/^\[|\]$/g, '');
        key = '';
        continue;
      }
      const sign = content.search(/[=:]/);
      key = sign < 0 ? '' : content.slice(0, sign).trim().replaceAll('-', '_');
      value = sign < 0 ? '' : content.slice(sign + 1).trim();
    }
    if (value === '') continue;
    const place = `${section}.${key}`;
    if (place === 'metadata.name') draft.name = value;
    else if (place === 'options.packages.find.where') draft.sources.push(value);
    else if (place === 'options.install_requires' || section === 'options.extras_require') draft.requirements.push(value);
    else if (place === 'options.package_dir' && value.startsWith('=')) draft.sources.push(value.slice(1).trim());
  }
}

/** `acme-db[x]>=1; python_version > "3"`, `-e ../db`, `acme @ file:../db`. Options and comments are none. */
function readRequirement(line: string): { readonly name: string | null; readonly link: string | null; readonly specifier: string } {
  const content = line.replace(/(?:^|\s)#.*$/s, '').replace(/^\s*(?:-e|--editable)[\s=]+/, '').trim();
  const link = /^(?:file:)?(?<place>\.{1,2}(?:\/[^;[\]]*)?)/.exec(content)?.groups?.['place'];
  if (link !== undefined) return { name: null, link: link.trim(), specifier: '' };
  const name = /^[a-z\d](?:[\w.-]*[a-z\d])?/i.exec(content)?.[0] ?? null;
  const place = /@\s*file:(?<place>\.[^;[\]]*)/.exec(content)?.groups?.['place'];
  // Behind the name and its extras, before a marker, an address, options or a line that goes on.
  const specifier = /^\s*(?:\[[^\]]*\])?\s*\(?(?<specifier>[^;@)\\]*)/.exec(content.slice(name?.length ?? 0))?.groups?.['specifier'] ?? '';
  return { name, link: place?.trim() ?? null, specifier: specifier.replace(/\s--.*$/s, '').trim() };
}

function table(value: unknown): Table {
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entry(value: unknown, key: string): unknown {
  return isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
