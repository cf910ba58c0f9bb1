/**
 * Where do look-ups begin? Finds the places of a package, a global or a type.
 * Packages are compiled when they are first asked for, together with those
 * whose types they share: most programs use few of those that have models.
 */
import { fingerprint } from '../text';
import { draftPackages, packageKey } from './draft';
import type { PackageDraft, Unit } from './draft';
import { freezeDrafts } from './freeze';
import { PlaceNode } from './place';
import type { Ecosystem, Model, Models, Place } from './types';

/**
 * Compiles models; entries whose path does not read are left out (`readModel` has
 * reported them). Models of one package, in several files, are one. The answer to a
 * look-up does not depend on those before it.
 */
export function compileModels(models: readonly Model[]): Models {
  return new CompiledModels(models);
}

/** A package's places, ready. */
interface Root {
  readonly name: string;
  readonly place: PlaceNode;
  readonly subpaths: Model['subpaths'];
  readonly types: ReadonlyMap<string, PlaceNode>;
}

class CompiledModels implements Models {
  readonly hash: string;
  readonly any: Place;
  private readonly groups: ReadonlyMap<string, readonly Unit[]>;
  private readonly roots = new Map<string, Root>();
  private readonly globals: Root;
  private readonly guesses: Root;

  constructor(readonly all: readonly Model[]) {
    this.groups = groupUnits(all);
    this.globals = this.runtime('global');
    this.guesses = this.runtime('guess');
    this.any = this.runtime('any').place;
    this.hash = fingerprint(JSON.stringify(all.map((model) => [model.ecosystem, model.package, model.also, model.subpaths, [...model.types], model.entries.map((entry) => [entry.at, entry.fact, [...(entry.fact.when ?? [])]])])));
  }

  private runtime(ecosystem: Ecosystem): Root {
    return this.root(ecosystem, '') ?? { name: '', place: new PlaceNode(ecosystem, ecosystem), subpaths: 'package', types: new Map() };
  }

  /** The package of exactly that name, compiled now if it was not. */
  private root(ecosystem: Ecosystem, name: string): Root | null {
    const key = packageKey(ecosystem, name);
    const group = this.groups.get(key);
    if (group === undefined) return null;
    if (!this.roots.has(key)) this.compile(group);
    return this.roots.get(key) ?? null;
  }

  private compile(group: readonly Unit[]): void {
    const packages: readonly PackageDraft[] = draftPackages(group);
    const placeOf = freezeDrafts(packages);
    for (const owner of packages) {
      const types = new Map([...owner.types].map(([name, draft]) => [name, placeOf(draft)]));
      this.roots.set(packageKey(owner.ecosystem, owner.name), { name: owner.name, place: placeOf(owner.root), subpaths: owner.subpaths, types });
    }
  }

  package(ecosystem: Ecosystem, specifier: string): Place | null {
    const name = withoutScheme(specifier);
    const root = this.rootOf(ecosystem, name);
    if (root === null || root.name === name || root.subpaths === 'package') return root?.place ?? null;
    return root.subpaths === 'members' ? (root.place.members.get(name.slice(root.name.length + 1)) ?? null) : null;
  }

  /** The package of that name, else the one it is a subpath of. */
  private rootOf(ecosystem: Ecosystem, name: string): Root | null {
    for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
      const root = this.root(ecosystem, name.slice(0, end));
      if (root !== null) return root;
    }
    return null;
  }

  global(name: string): Place | null {
    return this.globals.place.member(name);
  }

  guess(name: string): Place | null {
    return this.guesses.place.member(name);
  }

  type(ecosystem: Ecosystem, specifier: string, name: string): Place | null {
    const root = this.rootOf(ecosystem, withoutScheme(specifier));
    return root === null ? null : typeOf(root, name);
  }

  globalType(name: string): Place | null {
    return typeOf(this.globals, name);
  }
}

/** A type by name; a class's name, in a type, is its instance. */
function typeOf(root: Root, name: string): Place | null {
  const named = root.types.get(name);
  if (named !== undefined) return named;
  if (name === 'default') return root.place.instance;
  let place: PlaceNode | null = root.place;
  for (const part of name.split('.')) place = place?.members.get(part) ?? null;
  return place?.instance ?? null;
}

function withoutScheme(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier;
}

/** Models by package, gathered into groups of packages that name each other's types; every package of a group maps to the whole group. */
function groupUnits(models: readonly Model[]): ReadonlyMap<string, readonly Unit[]> {
  const leaders = new Map<string, string>();
  const leaderOf = (key: string): string => {
    let at = key;
    for (let up = leaders.get(at); up !== undefined && up !== at; up = leaders.get(at)) at = up;
    return at;
  };
  const units: Unit[] = [];
  for (const model of models) {
    const names = model.ecosystem === 'npm' || model.ecosystem === 'pypi' ? [model.package, ...model.also] : [''];
    for (const name of names) {
      const key = packageKey(model.ecosystem, name);
      units.push({ model, key, name });
      if (!leaders.has(key)) leaders.set(key, key);
      for (const other of packagesNamed(model)) {
        if (!leaders.has(other)) leaders.set(other, other);
        leaders.set(leaderOf(other), leaderOf(key));
      }
    }
  }
  const members = new Map<string, Unit[]>();
  for (const unit of units) {
    const leader = leaderOf(unit.key);
    const list = members.get(leader);
    if (list === undefined) members.set(leader, [unit]);
    else list.push(unit);
  }
  return new Map([...leaders.keys()].map((key) => [key, members.get(leaderOf(key)) ?? []]));
}

/** Keys of the packages whose types a model uses: `<http:ClientRequest>`, or `http:ClientRequest` among its own types. */
function packagesNamed(model: Model): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (name: string): void => void keys.add(name === 'global' ? packageKey('global', '') : packageKey(model.ecosystem, name));
  const scan = (path: string): void => {
    const name = path.startsWith('<') ? /^<([^<>]+):[^:<>]+>/.exec(path)?.[1] : undefined;
    if (name !== undefined) add(name);
  };
  for (const [type, paths] of model.types) {
    const colon = type.lastIndexOf(':');
    if (colon >= 0) add(type.slice(0, colon));
    paths.forEach(scan);
  }
  for (const entry of model.entries) scan(entry.at);
  return keys;
}
