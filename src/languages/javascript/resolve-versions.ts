/**
 * Which version of a package from outside does a folder get? By the nearest lock file that says
 * it, else as far as the nearest package.json that asks for the package narrows it down.
 * Must not know which versions matter.
 */
import type { ProjectFiles } from '../language';
import { allPins, parsePins } from '../pins';
import type { Pin } from '../pins';
import { foldersFrom, pathWithin } from '../project-paths';
import { lockFiles } from './lock-files';
import type { Packages } from './resolve-packages';

export class Versions {
  private readonly read = new Map<string, ReadonlyMap<string, readonly Pin[]>>();

  constructor(private readonly files: ProjectFiles, private readonly packages: Packages) {}

  /** An exact version, or what package.json asks for, as it stands there; null where neither is known. */
  of(name: string, folder: string): string | null {
    const asking = [...this.packages.around(folder)].find(({ dependencies }) => dependencies.has(name));
    const range = asking?.dependencies.get(name) ?? null;
    for (const root of foldersFrom(folder)) {
      for (const file of lockFiles.keys()) {
        const version = this.pinned(root === '' ? file : `${root}/${file}`, name, pathWithin(folder, root) ?? '', range);
        if (version !== null) return version;
      }
    }
    return range;
  }

  private pinned(lock: string, name: string, folder: string, range: string | null): string | null {
    const pins = this.pinsOf(lock).get(name) ?? [];
    for (const around of foldersFrom(folder)) {
      const own = pins.find((pin) => pin.folder === around);
      if (own !== undefined) return own.version;
    }
    const open = pins.filter((pin) => pin.folder === null);
    const asked = open.find((pin) => pin.range === range);
    if (asked !== undefined) return asked.version;
    // Nobody here asks for it by name: what all others get is what it gets too.
    const versions = new Set(open.map((pin) => pin.version));
    return versions.size === 1 ? (open[0]?.version ?? null) : null;
  }

  private pinsOf(lock: string): ReadonlyMap<string, readonly Pin[]> {
    let byName = this.read.get(lock);
    if (byName !== undefined) return byName;
    const text = this.files.textOf(lock);
    const read = lockFiles.get(lock.slice(lock.lastIndexOf('/') + 1));
    const pins = text === null ? [] : (parsePins(text) ?? read?.(text, allPins) ?? []).filter(({ isInner }) => isInner !== true);
    this.read.set(lock, (byName = byNames(pins)));
    return byName;
  }
}

function byNames(pins: readonly Pin[]): ReadonlyMap<string, readonly Pin[]> {
  const byName = new Map<string, Pin[]>();
  for (const pin of pins) {
    const same = byName.get(pin.name);
    if (same === undefined) byName.set(pin.name, [pin]);
    else same.push(pin);
  }
  return byName;
}
