/**
 * Which of a company's own packs hold where, and what is wrong with their names? Those that a caley.yaml names, as far as they
 * were handed over. Must not read what they say: see knowledge.ts.
 */
import { folderOf } from '../languages';
import { pathIn } from '../policy';
import type { Mistake, NamedPath, Pack, RuleId } from '../policy';
import { range } from '../text';
import { fileIn } from './declarations';
import type { NamedPack } from './declarations';
import type { Extension } from './knowledge';

/** Nothing was handed over. */
export const noPacks: readonly Pack[] = [];

/** Those packs that are named, each once. */
export function packsNamed(packs: readonly Pack[], named: readonly NamedPack[]): readonly Pack[] {
  return [...new Set(named.map(({ pack }) => pack))].flatMap((folder) => packs.find((pack) => pack.folder === folder) ?? []);
}

/** Where rules of packs hold: below the folder of each caley.yaml that names the pack. What packs say of libraries, kinds and parties holds everywhere. */
export class Reach {
  constructor(private readonly named: readonly NamedPack[], private readonly packOf: Extension['packOf']) {}

  /** The packs whose rules hold in a file. */
  packsAt(path: string): ReadonlySet<string> {
    return new Set(this.named.flatMap(({ pack, below }) => (below === '' || path.startsWith(`${below}/`) ? [pack] : [])));
  }

  /** Whether a rule holds where the rules of these packs do. */
  holds(rule: RuleId, packs: ReadonlySet<string>): boolean {
    const pack = this.packOf.get(rule);
    return pack === undefined || packs.has(pack);
  }
}

/** Mistakes in what the caley.yaml at `path` names as packs, each at its place there. */
export function mistakesInNames(path: string, named: readonly NamedPath[], packs: readonly Pack[]): readonly Mistake[] {
  return named.flatMap(({ path: folder, range: at }): readonly Mistake[] => {
    const why = packs.find((pack) => pack.folder === fileIn(folderOf(path), folder))?.unread.find((one) => one.path === '')?.why;
    return why === undefined ? [] : [{ file: path, range: at, message: `The folder "${folder}" cannot be read: ${why}.`, severity: 'error' }];
  });
}

/** What could not be read in packs, by the workspace's names. */
export function unreadIn(packs: readonly Pack[]): readonly Mistake[] {
  return packs.flatMap((pack) => pack.unread.flatMap(({ path, why }): readonly Mistake[] => (path === '' ? [] : [{ file: pathIn(pack, path), range: range(0, 0), message: `This cannot be read: ${why}.`, severity: 'error' }])));
}

/** Every file of packs, with its text; empty for what could not be read. */
export function filesOfPacks(packs: readonly Pack[]): ReadonlyMap<string, string> {
  return new Map(packs.flatMap((pack) => [
    ...pack.unread.flatMap(({ path }) => (path === '' ? [] : [[pathIn(pack, path), ''] as const])),
    ...pack.files.map(({ path, text }) => [pathIn(pack, path), text] as const),
  ]));
}
