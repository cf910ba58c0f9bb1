/**
 * What do files of one ecosystem find? The places of its packages, globals and
 * types. Packages are compiled when they are first asked for, together with those
 * whose types they share: most programs use few of those that have models.
 */
import { draftPackages, packageKey } from './draft';
import type { PackageDraft, Unit } from './draft';
import { freezeDrafts } from './freeze';
import { groupUnits } from './groups';
import { PlaceNode } from './place';
import type { Conventional, Ecosystem, Installed, Model, PackageEcosystem, Place } from './types';
import { indexedName, isOfVersions } from './versions';

/** A package's places, ready. */
interface Root {
  readonly name: string;
  readonly place: PlaceNode;
  readonly subpaths: Model['subpaths'];
  readonly types: ReadonlyMap<string, PlaceNode>;
}

/** A package and what follows its name in a specifier. */
interface Found {
  readonly root: Root;
  readonly rest: readonly string[];
}

/** A range that entries of a package speak of. */
interface Versioned {
  readonly key: string;
  /** What the package is installed as. */
  readonly name: string;
  readonly versions: string;
}

const noneKnown: Installed = () => null;

/** The look-ups of `Models`, for one ecosystem; of `models`, those of other ecosystems are left out. */
export class Library {
  /** See `Models.versioned`. */
  readonly versioned: ReadonlySet<string>;
  /** See `Models.telling`. */
  readonly telling: ReadonlySet<string>;
  private readonly groups: ReadonlyMap<string, readonly Unit[]>;
  /** Of each group, the ranges that its entries speak of; only of groups that have any. */
  private readonly ranges = new Map<readonly Unit[], readonly Versioned[]>();
  /** By package, and for files that get other versions another time. */
  private readonly roots = new Map<string, Root>();
  private readonly parts: { any?: Root; global?: Root; guess?: Root } = {};
  /** What stands between the parts of a package's name. */
  private readonly separator: string;

  private readonly conventional: readonly Model[];
  private knownConventions: readonly Conventional[] | null = null;

  constructor(private readonly ecosystem: PackageEcosystem, models: readonly Model[]) {
    const isPackage = (model: Model): boolean => model.ecosystem === 'npm' || model.ecosystem === 'pypi';
    const own = models.filter((model) => (isPackage(model) ? model.ecosystem === ecosystem : model.for === null || model.for === ecosystem));
    this.groups = groupUnits(own, ecosystem);
    for (const group of new Set(this.groups.values())) {
      const ranges = group.flatMap((unit) => rangesIn(unit));
      if (ranges.length > 0) this.ranges.set(group, ranges);
    }
    this.versioned = new Set([...this.ranges.values()].flatMap((ranges) => ranges.map(({ name }) => name)));
    this.telling = new Set(own.flatMap(({ telling }) => telling));
    this.conventional = own.filter(({ conventions }) => conventions.length > 0);
    this.separator = ecosystem === 'pypi' ? '.' : '/';
  }

  /** Members of any value. */
  get any(): Place {
    return this.runtime('any').place;
  }

  private runtime(part: 'any' | 'global' | 'guess'): Root {
    return (this.parts[part] ??= this.root(part, '') ?? { name: '', place: new PlaceNode(part, part, ''), subpaths: 'package', types: new Map() });
  }

  /** The package of exactly that name, for files that get these versions; compiled now if it was not. */
  private root(ecosystem: Ecosystem, name: string, installed = noneKnown): Root | null {
    const key = packageKey(ecosystem, name);
    const group = this.groups.get(key);
    if (group === undefined) return null;
    const holding = (this.ranges.get(group) ?? []).filter((range) => isOfVersions(range.versions, installed(range.name)));
    const variant = holding.map((range) => `${range.key} ${range.versions}`).join('\n');
    if (!this.roots.has(key + variant)) this.compile(group, holding, variant);
    return this.roots.get(key + variant) ?? null;
  }

  private compile(group: readonly Unit[], holding: readonly Versioned[], variant: string): void {
    const units = this.ranges.has(group) ? group.map((unit) => withVersions(unit, holding)) : group;
    const packages: readonly PackageDraft[] = draftPackages(units);
    const placeOf = freezeDrafts(packages, variant);
    for (const owner of packages) {
      const types = new Map([...owner.types].map(([name, draft]) => [name, placeOf(draft)]));
      this.roots.set(packageKey(owner.ecosystem, owner.name) + variant, { name: owner.name, place: placeOf(owner.root), subpaths: owner.subpaths, types });
    }
  }

  /** See `Models.package`. */
  package(specifier: string, installed?: Installed): Place | null {
    const found = this.find(specifier, installed);
    if (found === null || found.rest.length === 0) return found?.root.place ?? null;
    const { root, rest } = found;
    if (this.ecosystem === 'pypi') return submoduleOf(root, rest);
    if (root.subpaths === 'package') return root.place;
    return root.subpaths === 'members' ? (root.place.members.get(rest.join('/')) ?? null) : null;
  }

  /** The package of that name, else the one it is a subpath of. */
  private find(specifier: string, installed?: Installed): Found | null {
    const name = withoutScheme(specifier);
    for (let end = name.length; end > 0; end = name.lastIndexOf(this.separator, end - 1)) {
      const root = this.root(this.ecosystem, name.slice(0, end), installed);
      if (root !== null) return { root, rest: end === name.length ? [] : name.slice(end + 1).split(this.separator) };
    }
    return null;
  }

  /** See `Models.global`. */
  global(name: string): Place | null {
    return this.runtime('global').place.member(name);
  }

  /** See `Models.guess`. */
  guess(name: string): Place | null {
    return this.runtime('guess').place.member(name);
  }

  /** See `Models.type`. */
  type(specifier: string, name: string, installed?: Installed): Place | null {
    const found = this.find(specifier, installed);
    if (found === null) return null;
    if (this.ecosystem === 'npm') return typeOf(found.root, name);
    const module = submoduleOf(found.root, found.rest);
    return found.root.types.get(name) ?? (module === null ? null : instanceOf(module, name));
  }

  /** See `Models.conventions`. */
  conventions(): readonly Conventional[] {
    this.knownConventions ??= this.conventional.flatMap((model) => {
      const isPackage = model.ecosystem === 'npm' || model.ecosystem === 'pypi';
      const types = this.root(model.ecosystem, isPackage ? model.package : '')?.types;
      return model.conventions.flatMap(({ files, exports, having, are, takes }) => {
        const place = types?.get(are);
        return place === undefined ? [] : [{ files: files.map(patternOf), exports, having, place, takes }];
      });
    });
    return this.knownConventions;
  }

  /** See `Models.globalType`. */
  globalType(name: string): Place | null {
    return typeOf(this.runtime('global'), name);
  }
}

function rangesIn({ model, key, name }: Unit): readonly Versioned[] {
  const installedAs = model.ecosystem === 'pypi' ? indexedName(model.distribution ?? name) : name;
  return model.versions.map((range) => ({ key, name: installedAs, versions: range }));
}

/** A model without the entries that speak of other versions. */
function withVersions(unit: Unit, holding: readonly Versioned[]): Unit {
  const entries = unit.model.entries.filter(({ fact: { versions } }) => versions === null || holding.some((range) => range.key === unit.key && range.versions === versions));
  // Of a stored model types are no property of its own.
  return { ...unit, model: { ...unit.model, types: unit.model.types, undeclared: unit.model.undeclared, entries } };
}

/**
 * A submodule of a Python package: its members are followed as far as they are known. Packages hand out from
 * above what their inner modules define, so that an unknown inner module is the one that is known around it.
 */
function submoduleOf(root: Root, names: readonly string[]): PlaceNode | null {
  let place = root.place;
  for (const name of names) {
    const inner = place.members.get(name);
    if (inner === undefined) return root.subpaths === 'none' ? null : place;
    place = inner;
  }
  return place;
}

/** A type by name; a class's name, in a type, is its instance. */
function typeOf(root: Root, name: string): Place | null {
  const named = root.types.get(name);
  if (named !== undefined) return named;
  if (name === 'default') return root.place.instance;
  return memberAt(root.place, name)?.instance ?? null;
}

/** What a class of a Python module makes; its paths write that as a call. */
function instanceOf(module: PlaceNode, name: string): Place | null {
  return memberAt(module, name)?.constructed() ?? null;
}

/** `a.b` of a place, by known members. */
function memberAt(from: PlaceNode, path: string): PlaceNode | null {
  let place: PlaceNode | null = from;
  for (const part of path.split('.')) place = place?.members.get(part) ?? null;
  return place;
}

/** A pattern of paths as a regular expression: each part of it is fixed, a class or a choice, so that it takes linear time. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/|\*|\{[^}]*\})/).map((part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '*') return '[^/]*';
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map(escaped).join('|')})`;
    return escaped(part);
  });
  return new RegExp(`^${parts.join('')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function withoutScheme(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier;
}
