/**
 * Is a file of some name near another? Knows the files that somebody may ask for by their names, and of which folders all was handed over.
 * Must not know why it is asked.
 */
import { isAsCalled } from '../analysis';
import { folderOf, isNamed } from '../languages';
import type { SettingModels } from '../models';
import { declarationName } from '../policy';

export class NearFiles {
  /** Those of a name that may be asked for. A path that begins with `../` is above the workspace. */
  private readonly paths = new Set<string>();
  private whole: readonly string[] = [];
  private readonly askedNames: readonly string[];

  constructor(private readonly settings: Pick<SettingModels, 'neighbours' | 'askedNames'>) {
    this.askedNames = [...settings.askedNames, declarationName];
  }

  /** False where that makes no difference. */
  add(path: string): boolean {
    if (this.paths.has(path) || !isNamed(this.askedNames, path)) return false;
    this.paths.add(path);
    return true;
  }

  remove(path: string): boolean {
    return this.paths.delete(path);
  }

  /** Everything below these paths was handed over. False where that was known. */
  complete(paths: readonly string[]): boolean {
    if (JSON.stringify(paths) === JSON.stringify(this.whole)) return false;
    this.whole = paths;
    return true;
  }

  /** Whether everything below a path was handed over, '' being the whole workspace. */
  isWhole(path: string): boolean {
    return this.whole.some((one) => isAbove(one, path));
  }

  get isDeclaredAbove(): boolean {
    return [...this.paths].some((path) => path.startsWith('../') && path.endsWith(`/${declarationName}`));
  }

  /** Whether a file of the neighbour of an id is near another; null where none is there and not all is known. */
  isThere(id: string, path: string): boolean | null {
    const neighbour = this.settings.neighbours.get(id);
    if (neighbour === undefined) return null;
    const { names, where } = neighbour;
    const folder = folderOf(path);
    for (const other of this.paths) {
      const isMeant = where === 'anywhere' || isAbove(folderOf(other), folder) || (where === 'around' && isAbove(folder, folderOf(other)));
      if (isMeant && other !== path && isAsCalled(other, names)) return true;
    }
    return this.isWhole(where === 'above' ? path : where === 'around' ? folder : '') ? false : null;
  }
}

/** Whether a folder is another, or one around it. */
function isAbove(folder: string, other: string): boolean {
  return folder === '' || folder === other || other.startsWith(`${folder}/`) || /^\.\.(?:\/\.\.)*$/.test(folder);
}
