/**
 * Are the functions there whose word a caley.yaml takes? Holds its entries against the code, as far
 * as that was handed over. Must not evaluate.
 */
import { rulingFolder } from '../analysis';
import type { OwnNames } from '../analysis';
import { folderOf } from '../languages';
import { didYouMean } from '../policy';
import type { DeclaredTrust, Mistake } from '../policy';
import { fileIn } from './declarations';

/** What is known of the code. */
export interface Code {
  readonly files: ReadonlyMap<string, unknown>;
  /** Null where there is no such file. */
  namesIn(path: string): OwnNames | null;
  /** What each file imports, by specifier; null while that is not known of all. */
  imported(): ReadonlyMap<string, ReadonlyMap<string, unknown>> | null;
  /** Whether everything below a path was handed over. */
  isWhole(path: string): boolean;
}

/** More are not told of at once. */
const maxMissing = 100;

/** A warning for each entry that means nothing. `declaration` is the path of the caley.yaml, `folders` are those that have one. */
export function missingFunctions(declaration: string, trust: readonly DeclaredTrust[], folders: readonly string[], code: Code): readonly Mistake[] {
  const search = new Search(folderOf(declaration), new Set(folders), code);
  const told = new Set<number>();
  return trust.flatMap((entry): readonly Mistake[] => {
    const message = told.size >= maxMissing || told.has(entry.range.start) ? null : search.lackOf(entry);
    if (message === null) return [];
    told.add(entry.range.start);
    return [{ file: declaration, range: entry.range, message, severity: 'warning' }];
  });
}

class Search {
  private readonly found = new Map<string, boolean>();

  constructor(private readonly folder: string, private readonly folders: ReadonlySet<string>, private readonly code: Code) {}

  /** What is missing of what an entry names; null where nothing is, or it is not known. */
  lackOf({ path }: DeclaredTrust): string | null {
    if (path.type === 'function') return this.lackOfFunction(path.file, path.name);
    const file = fileIn(this.folder, path.module);
    if (file !== null && this.code.files.has(file)) return `"${path.module}" is a file of the project. Write "${path.module}#${path.name}".`;
    return this.isImported(path.module) ? null : `No file that this caley.yaml rules imports "${path.module}".`;
  }

  private lackOfFunction(written: string, name: string): string | null {
    const file = fileIn(this.folder, written);
    if (file === null) return this.code.isWhole('') ? `"${written}" lies outside of the folder that is examined.` : null;
    if (!this.code.isWhole(file)) return null;
    const names = this.code.namesIn(file);
    if (names === null) return `There is no file "${written}" among those that are examined.${didYouMean(written, this.similarTo(file))}`;
    return names.has(name) ? null : `"${written}" has no function "${name}".${didYouMean(name, names.all)}`;
  }

  /** Files of the same folder, and those of that name in others, as they would be written here; in order, whichever came first. */
  private similarTo(file: string): readonly string[] {
    const [folder, name] = [folderOf(file), file.slice(file.lastIndexOf('/') + 1)];
    const start = this.folder === '' ? '' : `${this.folder}/`;
    return [...this.code.files.keys()].flatMap((other) => ((folderOf(other) === folder || other.endsWith(`/${name}`)) && other.startsWith(start) ? [other.slice(start.length)] : [])).sort();
  }

  private isImported(module: string): boolean {
    let known = this.found.get(module);
    if (known === undefined) this.found.set(module, (known = this.look(module)));
    return known;
  }

  private look(module: string): boolean {
    const imported = this.code.imported();
    if (imported === null || !this.code.isWhole(this.folder)) return true;
    for (const [path, meanings] of imported) {
      if (rulingFolder(this.folders, path) !== this.folder) continue;
      for (const specifier of meanings.keys()) if (isPartOf(specifier, module) || isPartOf(module, specifier)) return true;
    }
    return false;
  }
}

/** `kit/lite` of `kit`, `a.b` of `a`. */
function isPartOf(part: string, whole: string): boolean {
  return part.startsWith(whole) && (part.length === whole.length || part[whole.length] === '/' || part[whole.length] === '.');
}
