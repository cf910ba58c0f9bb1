/**
 * What does the user say of functions of their own? Entries of the project's declarations, whose
 * word counts for more than what is found in those functions. Must not read settings, nor code.
 */
import type { KindId, TrustPath } from '../policy';
import { pathOf } from './links';

/** A function and what is said of it. */
export interface Trusted {
  /** The file of a function is relative to the workspace: who calls it makes no difference. */
  readonly path: TrustPath;
  /** `sanitizer.*` of what it returns, `data.*` that it returns, `sink.*` that its arguments reach, `guard.*` that holds where it returns yes. */
  readonly kind: KindId;
  /** The folder that says so: what a package exports is that for calls in files which the folder rules. '' is the whole workspace. */
  readonly folder: string;
}

export interface Trust {
  readonly entries: readonly Trusted[];
  /** Folders with a declaration. Of those around a file the nearest rules it, whether it says anything or not. */
  readonly folders: readonly string[];
}

export const noTrust: Trust = { entries: [], folders: [] };

/** The kinds that are said of a function. */
export interface Said {
  readonly sanitizers: readonly KindId[];
  readonly sources: readonly KindId[];
  readonly sinks: readonly KindId[];
  readonly consent: readonly KindId[];
}

export const nothingSaid: Said = { sanitizers: [], sources: [], sinks: [], consent: [] };

/** The first word of a kind tells what it says of a function. */
const sorts: ReadonlyMap<string, keyof Said> = new Map([['sanitizer', 'sanitizers'], ['data', 'sources'], ['sink', 'sinks'], ['guard', 'consent']]);

/** What a function of a file is called, for looking it up: `src/gate.ts#Gate.passes`; of a default export what stands below it. */
export function nameInFile(file: string, name: string): string {
  const [first = '', ...others] = name.split('.');
  return `${file}#${pathOf(first, others)}`;
}

/** The same for what a module that is no file exports. Where its name ends and what it exports begins is not told apart: `a.b:c` is `a:b.c`. */
export function nameInModule(module: string, name: string): string {
  const [first = '', ...others] = name.split('.');
  return [module, pathOf(first, others)].filter((part) => part !== '').join('.');
}

/** Looks up what is said. Entries that mean no function say nothing. */
export class TrustBook {
  private readonly functions = new Map<string, Said>();
  private readonly files = new Set<string>();
  /** By folder, then by what is exported. */
  private readonly exports = new Map<string, Map<string, Said>>();
  private readonly folders: ReadonlySet<string>;
  /** Whether anything is said to ask for consent. */
  readonly speaksOfConsent: boolean;

  constructor({ entries, folders }: Trust) {
    this.folders = new Set(folders);
    this.speaksOfConsent = entries.some(({ kind }) => kind.startsWith('guard.'));
    for (const { path, kind, folder } of entries) {
      if (path.type === 'function') {
        this.files.add(path.file);
        put(this.functions, nameInFile(path.file, path.name), kind);
        continue;
      }
      let known = this.exports.get(folder);
      if (known === undefined) this.exports.set(folder, (known = new Map<string, Said>()));
      put(known, nameInModule(path.module, path.name), kind);
    }
  }

  get isEmpty(): boolean {
    return this.functions.size === 0 && this.exports.size === 0;
  }

  /** Whether anything is said of functions of a file. */
  speaksOf(file: string): boolean {
    return this.files.has(file);
  }

  /** Of a function, by its name in its file. */
  ofFunction(name: string): Said {
    return this.functions.get(name) ?? nothingSaid;
  }

  /** Of what a module exports, to the file at `path`. */
  ofExport(name: string, path: string): Said {
    return (this.exports.size === 0 ? undefined : this.exports.get(rulingFolder(this.folders, path))?.get(name)) ?? nothingSaid;
  }
}

/** Of some folders the nearest around a file; the workspace itself where there is none. */
export function rulingFolder(folders: ReadonlySet<string>, path: string): string {
  let end = path.lastIndexOf('/');
  while (end > 0 && !folders.has(path.slice(0, end))) end = path.lastIndexOf('/', end - 1);
  return end > 0 ? path.slice(0, end) : '';
}

function put(known: Map<string, Said>, name: string, kind: KindId): void {
  const sort = sorts.get(kind.split('.')[0] ?? '');
  const before = known.get(name) ?? nothingSaid;
  if (sort !== undefined) known.set(name, { ...before, [sort]: [...before[sort], kind] });
}

/** What is said of one thing under several names. */
export function allSaid(said: readonly Said[]): Said {
  return said.every((one) => one === nothingSaid) ? nothingSaid : bySort((sort) => [...new Set(said.flatMap((one) => one[sort]))]);
}

/** What holds of a call that may call any of some functions: what makes data safe, or says yes, must be said of all of them. */
export function saidOfAny(said: readonly Said[]): Said {
  const [first, ...others] = said;
  if (first === undefined || said.every((one) => one === nothingSaid)) return nothingSaid;
  const common = (sort: keyof Said): readonly KindId[] => first[sort].filter((kind) => others.every((one) => one[sort].includes(kind)));
  return { ...allSaid(said), sanitizers: common('sanitizers'), consent: common('consent') };
}

function bySort(kindsOf: (sort: keyof Said) => readonly KindId[]): Said {
  return { sanitizers: kindsOf('sanitizers'), sources: kindsOf('sources'), sinks: kindsOf('sinks'), consent: kindsOf('consent') };
}
