/**
 * Which kinds are there, what is each a kind of, and which do names show?
 * Reads kinds/*.yaml. Must not know what a rule does with a kind.
 */
import type { Entry } from './entry';
import { isMentioned, NameMatcher } from './name-matcher';
import type { NameWords } from './name-words';
import { readNameWords } from './name-words';
import { didYouMean } from './nearest';
import type { Around, Kind, KindId, Kinds, Mistake, NameMatch, NamePatterns, PackFile, Surroundings } from './types';
import { readYaml } from './yaml';

/** Where the words stand that say how names are read. */
export const namesFile = 'kinds/names.yaml';
const idPattern = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/;
const phrasePattern = /^\^?[a-z0-9]+(?: [a-z0-9]+)*\$?$/;

/**
 * Kinds of all `kinds/` files, and the mistakes in them. A kind's parent (its id without the last
 * word) and the kinds it `is` must exist; of a kind defined twice the first definition stays.
 * Files of other folders are passed over.
 */
export function createKinds(files: readonly PackFile[]): { readonly kinds: Kinds; readonly mistakes: readonly Mistake[] } {
  const readings = files.filter((file) => /(?:^|\/)kinds\/[^/]+\.yaml$/.test(file.path)).map((file) => ({ file, ...readYaml(file) }));
  const words = readNameWords(readings.find(({ file }) => file.path.endsWith(namesFile))?.root ?? null);
  const all = readKinds(readings.filter(({ file }) => !file.path.endsWith(namesFile)).map(({ root }) => root), new Map(), words);
  return { kinds: new KindSet(all, () => words), mistakes: readings.flatMap((reading) => reading.mistakes) };
}

/** Kinds that were read before, with the text of kinds/names.yaml. */
export function kindsOf(kinds: readonly Kind[], names: PackFile): Kinds {
  let words: NameWords | null = null;
  return new KindSet(new Map(kinds.map((kind) => [kind.id, kind])), () => (words ??= readNameWords(readYaml(names).root)));
}

/** `known` and the kinds of further files. */
function readKinds(roots: readonly (Entry | null)[], known: ReadonlyMap<KindId, Kind>, words: NameWords): ReadonlyMap<KindId, Kind> {
  const all = new Map(known);
  const entries = new Map<KindId, Entry>();
  for (const root of roots) {
    if (root?.only('kinds') !== true) continue;
    for (const entry of root.list('kinds')) {
      const kind = readKind(entry);
      if (kind === null) continue;
      if (known.has(kind.id)) entry.field('id').mistake(`The kind "${kind.id}" is bundled. Give this one another name.`);
      else if (all.has(kind.id)) entry.field('id').mistake(`The kind "${kind.id}" is defined twice.`);
      else {
        all.set(kind.id, kind);
        entries.set(kind.id, entry);
      }
    }
  }
  const groups = words.owners.map(({ id }) => id);
  for (const [id, entry] of entries) {
    checkParents(id, entry, all);
    for (const group of [...entry.textEntries('owners'), ...entry.textEntries('never-owners')]) if (!groups.includes(group.text)) group.mistake(`Unknown group of owners "${group.text}".${didYouMean(group.text, groups)}`);
  }
  return all;
}

function readKind(entry: Entry): Kind | null {
  if (!entry.only('id', 'title', 'is', 'weight', 'owners', 'never-owners', 'names')) return null;
  const id = entry.text('id');
  const title = entry.text('title');
  if (id === null || title === null) return null;
  if (!idPattern.test(id)) {
    entry.field('id').mistake('A kind is words of small letters, digits and hyphens, joined by dots.');
    return null;
  }
  const names = entry.has('names') ? readNames(entry.field('names')) : null;
  const groups = (key: string): readonly string[] | null => (entry.has(key) ? entry.texts(key) : null);
  return { id, title, is: entry.texts('is'), weight: entry.integer('weight', 1, 5), names, owners: groups('owners'), neverOwners: groups('never-owners') };
}

function readNames(entry: Entry): NamePatterns | null {
  if (!entry.only('strong', 'context', 'exclude', 'beside', 'apart')) return null;
  const phrases = (key: string): readonly string[] =>
    entry.textEntries(key).flatMap((phrase) => {
      if (phrasePattern.test(phrase.text)) return [phrase.text];
      phrase.mistake('A name pattern is words of small letters and digits, with "^" before or "$" after them where they must begin or end the name.');
      return [];
    });
  return { strong: phrases('strong'), context: phrases('context'), exclude: phrases('exclude'), beside: entry.texts('beside'), apart: entry.texts('apart') };
}

function checkParents(id: KindId, entry: Entry, all: ReadonlyMap<KindId, Kind>): void {
  const dot = id.lastIndexOf('.');
  if (dot > 0 && !all.has(id.slice(0, dot))) entry.field('id').mistake(`Its parent "${id.slice(0, dot)}" is no kind.`);
  for (const parent of entry.textEntries('is')) if (!all.has(parent.text)) parent.mistake(`Unknown kind "${parent.text}".`);
}

class KindSet implements Kinds {
  private readonly ancestors = new Map<KindId, ReadonlySet<KindId>>();
  private matcher: NameMatcher | null = null;
  private mentioned: NameMatcher | null = null;

  constructor(
    readonly all: ReadonlyMap<KindId, Kind>,
    /** Read when the first name is asked for. */
    private readonly words: () => NameWords,
  ) {}

  /** Of names; made when the first is asked for. */
  private get names(): NameMatcher {
    return (this.matcher ??= new NameMatcher(new Map([...this.all].filter(([id]) => !isMentioned(id))), this.words()));
  }

  isA(kind: KindId, ancestor: KindId): boolean {
    if (kind === ancestor) return true;
    let known = this.ancestors.get(kind);
    if (known === undefined) {
      known = this.collectAncestors(kind);
      this.ancestors.set(kind, known);
    }
    return known.has(ancestor);
  }

  matchName(name: string, owner: string | null, surroundings: Surroundings, around?: Around): readonly NameMatch[] {
    return this.names.match(name, owner, surroundings, around);
  }

  groupsOfPlace(path: string): number {
    return this.names.groupsOfPlace(path);
  }

  groupsOfFields(names: Iterable<string>): number {
    return this.names.groupsOfFields(names);
  }

  mentions(name: string): readonly KindId[] {
    this.mentioned ??= new NameMatcher(new Map([...this.all].filter(([id]) => isMentioned(id))), this.words());
    return this.mentioned.match(name, null, null).map(({ kind }) => kind);
  }

  isPerson(name: string): boolean {
    return this.names.isPerson(name);
  }

  isProgramType(name: string): boolean {
    return this.names.isProgramType(name);
  }

  get ownerGroups(): readonly string[] {
    return this.words().owners.map(({ id }) => id);
  }

  extended(files: readonly PackFile[]): { readonly kinds: Kinds; readonly mistakes: readonly Mistake[] } {
    const readings = files.map(readYaml);
    return { kinds: new KindSet(readKinds(readings.map(({ root }) => root), this.all, this.words()), this.words), mistakes: readings.flatMap(({ mistakes }) => mistakes) };
  }

  /** The kind, its dotted prefixes, what they are, and so on; circles end where they close. */
  private collectAncestors(id: KindId): ReadonlySet<KindId> {
    const found = new Set<KindId>();
    const open: KindId[] = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      const dot = next.lastIndexOf('.');
      if (dot > 0) open.push(next.slice(0, dot));
      open.push(...(this.all.get(next)?.is ?? []));
    }
    return found;
  }
}
