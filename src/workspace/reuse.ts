/**
 * Which answers of an earlier check still hold, now that files are others? Those of files that
 * are as they were, mean the same by their imports, are called from the same places, and read
 * only of such files. Must not read files, nor judge.
 */
import { sitesOf } from '../analysis';
import type { Importer, Ties } from '../analysis';
import type { Judgement, Survey } from './part';

/** What an earlier check left of one file. */
export interface Known {
  /** Of its text, and whatever else its answers depend on that is no file. */
  readonly hash: string;
  readonly survey: Survey;
  readonly judgement: Judgement;
  /** What else its names were asked to mean. */
  readonly asked: Survey['imports'];
  /** Files in which something was found by looking into this one. */
  readonly readers: readonly string[];
  /** Whether all was followed: what was cut short depends on who asked first. */
  readonly isWhole: boolean;
}

/** How files are now. */
export interface Present {
  readonly hashes: ReadonlyMap<string, string>;
  /** Of every file. */
  readonly surveys: ReadonlyMap<string, Survey>;
  /** Whether what a file's names were asked to mean, they still do. */
  isMeaning(path: string, asked: Survey['imports']): boolean;
}

/** The files whose answers must be found again. */
export function outdated(before: ReadonlyMap<string, Known>, present: Present): ReadonlySet<string> {
  const seeds = new Set<string>();
  const moved: string[] = [];
  for (const [path, hash] of present.hashes) {
    const known = before.get(path);
    const survey = present.surveys.get(path);
    if (known?.hash !== hash || !known.isWhole || !present.isMeaning(path, known.asked)) seeds.add(path);
    if (known === undefined || survey === undefined || !isSameSurvey(known.survey, survey)) moved.push(path);
  }
  for (const path of before.keys()) {
    if (present.hashes.has(path)) continue;
    seeds.add(path);
    moved.push(path);
  }
  const [old, now] = [new Surveyed(new Map([...before].map(([path, { survey }]) => [path, survey]))), new Surveyed(present.surveys)];
  for (const path of reached(moved, [old, now])) if (!seeds.has(path) && !isSame(sitesIn(old, path), sitesIn(now, path))) seeds.add(path);
  for (const path of moved) seeds.add(path);
  return readersOf(before, seeds, present.hashes);
}

/** `seeds` and all who found something by looking into one of them, or into such a file; of those that are there. */
function readersOf(before: ReadonlyMap<string, Known>, seeds: ReadonlySet<string>, present: { has(path: string): boolean }): ReadonlySet<string> {
  const all = new Set(seeds);
  for (const path of all) for (const reader of before.get(path)?.readers ?? []) all.add(reader);
  return new Set([...all].filter((path) => present.has(path)));
}

/** Who imports whom, by surveys alone. */
class Surveyed {
  private readonly importedBy = new Map<string, Map<string, Set<string>>>();

  constructor(readonly surveys: ReadonlyMap<string, Survey>) {
    for (const { path, imports } of surveys.values()) {
      for (const [specifier, target] of imports) {
        if (target === null) continue;
        let importers = this.importedBy.get(target);
        if (importers === undefined) this.importedBy.set(target, (importers = new Map<string, Set<string>>()));
        const known = importers.get(path);
        if (known === undefined) importers.set(path, new Set([specifier]));
        else known.add(specifier);
      }
    }
  }

  importers(target: string): readonly Importer[] {
    const importers = [...(this.importedBy.get(target) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return importers.flatMap(([path, specifiers]) => {
      const ties = this.surveys.get(path)?.ties;
      return ties === undefined ? [] : [{ path, specifiers, ties, source: () => null }];
    });
  }
}

/** All that the files import, directly or through others. */
function reached(paths: readonly string[], worlds: readonly Surveyed[]): ReadonlySet<string> {
  const found = new Set(paths);
  for (const path of found) for (const { surveys } of worlds) for (const [, target] of surveys.get(path)?.imports ?? []) if (target !== null) found.add(target);
  return found;
}

function sitesIn(world: Surveyed, path: string): readonly string[] {
  return sitesOf(world, path).map(({ importer, module, path: called, below }) => [importer.path, module, called, below].join('\n'));
}

function isSameSurvey(a: Survey, b: Survey): boolean {
  return a === b || (isSame(textsOf(a.imports), textsOf(b.imports)) && isSameTies(a.ties, b.ties));
}

function isSameTies(a: Ties, b: Ties): boolean {
  const outgoing = (ties: Ties): readonly string[] => [...ties.outgoing].map(([module, paths]) => [module, ...paths].join('\n'));
  const reexports = (ties: Ties): readonly string[] => ties.reexports.map(({ name, imported, from }) => `${name}\n${imported ?? ''}\n${from}`);
  return isSame(outgoing(a), outgoing(b)) && isSame(reexports(a), reexports(b));
}

function textsOf(imports: Survey['imports']): readonly string[] {
  return imports.map(([specifier, path]) => `${specifier}\n${path ?? ''}`);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
