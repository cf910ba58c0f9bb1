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
  /** Empty where there is no such file. */
  textOf(path: string): string;
  /** Whether everything below a path was handed over. */
  isWhole(path: string): boolean;
}

/** More are not told of at once. */
const maxMissing = 100;
/** So many words of files are held against a name that nobody wrote. */
const maxWords = 20_000;

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
  private readonly known = new Map<string, string | null>();

  constructor(private readonly folder: string, private readonly folders: ReadonlySet<string>, private readonly code: Code) {}

  /** What is missing of what an entry names; null where nothing is, or it is not known. */
  lackOf({ path }: DeclaredTrust): string | null {
    if (path.type === 'function') return this.lackOfFunction(path.file, path.name);
    const file = fileIn(this.folder, path.module);
    if (file !== null && this.code.files.has(file)) return `"${path.module}" is a file of the project. Write "${path.module}#${path.name}".`;
    const entry = `${path.module}:${path.name}`;
    let lack = this.known.get(entry);
    if (lack === undefined) this.known.set(entry, (lack = this.lackOfExport(path.module, path.name)));
    return lack;
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

  private lackOfExport(module: string, name: string): string | null {
    const imported = this.code.imported();
    if (imported === null || !this.code.isWhole(this.folder)) return null;
    const ruled = [...imported].filter(([path]) => rulingFolder(this.folders, path) === this.folder);
    const users = ruled.filter(([, meanings]) => [...meanings.keys()].some((specifier) => isPartOf(specifier, module) || isPartOf(module, specifier))).map(([path]) => path);
    if (users.length === 0) {
      const packages = ruled.flatMap(([, meanings]) => [...meanings.keys()]).filter((specifier) => !specifier.startsWith('.')).sort();
      return `No file that this caley.yaml rules imports "${module}".${didYouMean(module, packages)}`;
    }
    // Whoever has it of the package may hand it on under its name: nobody at all writes it.
    const word = name.slice(name.lastIndexOf('.') + 1);
    const isSaid = (path: string): boolean => hasName(this.code.textOf(path), word);
    if (word === 'default' || users.some(isSaid) || ruled.some(([path]) => isSaid(path))) return null;
    const words = [...new Set(users.flatMap((path) => this.code.textOf(path).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []))].slice(0, maxWords);
    return `No file that this caley.yaml rules takes "${word}" of "${module}".${didYouMean(word, words)}`;
  }
}

/** Whether a name stands in a text, by itself. */
function hasName(text: string, name: string): boolean {
  const isPart = /[\p{ID_Continue}$]/u;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) if (!isPart.test(text.charAt(at - 1)) && !isPart.test(text.charAt(at + name.length))) return true;
  return false;
}

/** `kit/lite` of `kit`, `a.b` of `a`. */
function isPartOf(part: string, whole: string): boolean {
  return part.startsWith(whole) && (part.length === whole.length || part[whole.length] === '/' || part[whole.length] === '.');
}
