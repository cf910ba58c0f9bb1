/**
 * Which packages must be compiled together? Those that name each other's types,
 * and in Python a package with its subpackages. Must not read paths beyond their root.
 */
import { packageKey } from './draft';
import type { Unit } from './draft';
import type { Model, PackageEcosystem } from './types';

/**
 * Models by package, gathered into groups; every package of a group maps to the whole group. All are models
 * of `ecosystem` or of the runtime. The packages around a subpackage (`google` of `google.cloud.storage`) are keys too.
 */
export function groupUnits(models: readonly Model[], ecosystem: PackageEcosystem): ReadonlyMap<string, readonly Unit[]> {
  const leaders = new Map<string, string>();
  const leaderOf = (key: string): string => {
    let leader = key;
    for (let up = leaders.get(leader); up !== undefined && up !== leader; up = leaders.get(leader)) leader = up;
    // The way is not gone again: groups are large.
    for (let at = key; at !== leader; ) {
      const up = leaders.get(at) ?? leader;
      leaders.set(at, leader);
      at = up;
    }
    return leader;
  };
  const link = (key: string, other: string): void => {
    if (!leaders.has(other)) leaders.set(other, other);
    leaders.set(leaderOf(other), leaderOf(key));
  };
  const units: Unit[] = [];
  for (const model of models) {
    const names = model.ecosystem === 'npm' || model.ecosystem === 'pypi' ? [model.package, ...model.also] : [''];
    for (const name of names) {
      const key = packageKey(model.ecosystem, name);
      units.push({ model, key, name });
      if (!leaders.has(key)) leaders.set(key, key);
      for (const other of packagesNamed(model, ecosystem)) link(key, other);
      if (model.ecosystem === 'pypi') for (const around of packagesAround(name)) link(key, packageKey('pypi', around));
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

/** `a.b`, `a` for `a.b.c`. */
function packagesAround(name: string): readonly string[] {
  const parts = name.split('.');
  return parts.slice(1).map((_, i) => parts.slice(0, parts.length - 1 - i).join('.'));
}

/** Keys of the packages whose types a model uses. */
function packagesNamed(model: Model, ecosystem: PackageEcosystem): ReadonlySet<string> {
  const owner = model.ecosystem === 'npm' || model.ecosystem === 'pypi' ? model.ecosystem : ecosystem;
  return new Set(
    model.uses.flatMap((name) => {
      const around = owner === 'pypi' ? packagesAround(name).map((each) => packageKey('pypi', each)) : [];
      return [name === 'global' ? packageKey('global', '') : packageKey(owner, name), ...around];
    }),
  );
}
