/**
 * Which version of a package from outside does a folder get? By the nearest lock file that says
 * it, else as far as the requirements of the projects around narrow it down.
 * Must not know which versions matter.
 */
import type { ProjectFiles } from '../language';
import { allPins, parsePins } from '../pins';
import { foldersFrom } from '../project-paths';
import { lockFiles } from './lock-files';
import { normalise } from './resolve-projects';
import type { Projects } from './resolve-projects';
import { semanticVersion } from './version-ranges';

export class Versions {
  private readonly read = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly files: ProjectFiles, private readonly projects: Projects) {}

  /** In the words of semantic versioning: exact, or a range; null where neither is known. */
  of(written: string, folder: string): string | null {
    const name = normalise(written);
    for (const around of foldersFrom(folder)) {
      for (const file of lockFiles.keys()) {
        const version = this.pinsOf(around === '' ? file : `${around}/${file}`, file).get(name);
        if (version !== undefined) return semanticVersion(version);
      }
    }
    for (const { ranges } of this.projects.around(folder)) {
      const range = ranges.get(name);
      if (range !== undefined) return range;
    }
    return null;
  }

  /** The first of several versions, which are for machines of different sorts. */
  private pinsOf(lock: string, name: string): ReadonlyMap<string, string> {
    let pins = this.read.get(lock);
    if (pins !== undefined) return pins;
    const text = this.files.textOf(lock);
    const found = text === null ? [] : (parsePins(text) ?? lockFiles.get(name)?.(text, allPins) ?? []);
    this.read.set(lock, (pins = new Map(found.map((pin) => [pin.name, pin.version] as const).reverse())));
    return pins;
  }
}
