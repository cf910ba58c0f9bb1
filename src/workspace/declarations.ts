/**
 * Which caley.yaml rules what, and what do all of them say together? Holds the texts as they are
 * handed over, and what was read of each. Must not look at code: see declared-functions.ts.
 */
import { rulingFolder } from '../analysis';
import type { Disclosing, Trust, Trusted } from '../analysis';
import { folderOf } from '../languages';
import { declarationName, disclosureOf, readDeclaration, unreadable } from '../policy';
import type { DeclarationReading, DeclarationVocabulary, DeclaredTrust, NamedPath } from '../policy';
import { LineIndex } from '../text';
import type { Declaring } from './api-documents';
import { lookingOf } from './looking';
import type { Looking } from './looking';
import { soughtOf } from './sought';
import type { Sought } from './sought';
import type { FileView } from './types';

interface Held {
  readonly text: string;
  readonly version: number;
  readonly reading: DeclarationReading;
}

/** A pack as one caley.yaml names it. */
export interface NamedPack {
  /** The workspace's name for the pack. */
  readonly pack: string;
  /** The folder of the caley.yaml, below which the pack's rules hold. */
  readonly below: string;
}

function namedIn(path: string, packs: readonly NamedPath[]): readonly NamedPack[] {
  const below = folderOf(path);
  return packs.flatMap((named) => {
    const pack = fileIn(below, named.path);
    return pack === null ? [] : [{ pack, below }];
  });
}

export function isDeclaration(path: string): boolean {
  return path === declarationName || path.endsWith(`/${declarationName}`);
}

export class Declarations {
  private readonly held = new Map<string, Held>();
  private gathered: Trust | null = null;
  private apis: readonly Declaring[] | null = null;
  private disclosures: readonly Disclosing[] | null = null;
  private gatheredSought: readonly Sought[] | null = null;
  private gatheredPacks: readonly NamedPack[] | null = null;
  private gatheredLookings: readonly Looking[] | null = null;

  constructor(private vocabulary: DeclarationVocabulary) {}

  /** There are other things to be named. */
  learn(vocabulary: DeclarationVocabulary): void {
    if (vocabulary === this.vocabulary) return;
    this.vocabulary = vocabulary;
    // What cannot be read has no text.
    for (const [path, held] of this.held) if (held.text !== '') this.put(path, { ...held, reading: readDeclaration({ path, text: held.text }, vocabulary) });
  }

  write(path: string, text: string, version: number): void {
    const before = this.held.get(path);
    const reading = before?.text === text ? before.reading : readDeclaration({ path, text }, this.vocabulary);
    this.put(path, { text, version, reading });
  }

  /** It is there, and rules its folder, but nothing is known of what it says. */
  leaveOut(path: string, why: string): void {
    this.put(path, { text: '', version: 0, reading: unreadable(path, why) });
  }

  remove(path: string): void {
    if (this.held.delete(path)) this.forgetGathered();
  }

  private put(path: string, held: Held): void {
    this.held.set(path, held);
    this.forgetGathered();
  }

  private forgetGathered(): void {
    this.gathered = null;
    this.apis = null;
    this.gatheredPacks = null;
    this.gatheredLookings = null;
    this.disclosures = null;
    this.gatheredSought = null;
  }

  /** Sorted. */
  get paths(): readonly string[] {
    return [...this.held.keys()].sort();
  }

  readingOf(path: string): DeclarationReading | null {
    return this.held.get(path)?.reading ?? null;
  }

  /** The nearest one up the tree from a file; null where there is none. */
  ruling(file: string): string | null {
    const folders = new Set(this.trust.folders);
    if (folders.size === 0) return null;
    const path = fileIn(rulingFolder(folders, file), declarationName);
    return path !== null && this.held.has(path) ? path : null;
  }

  /** What was read of those in the folders around one. */
  around(path: string): readonly DeclarationReading[] {
    const folder = folderOf(path);
    return this.paths.flatMap((other) => (other !== path && (folderOf(other) === '' || folder.startsWith(`${folderOf(other)}/`)) ? (this.readingOf(other) ?? []) : []));
  }

  /** The packs that all of them name, by the path of the naming one; the same list until one of them changes. */
  get packs(): readonly NamedPack[] {
    return (this.gatheredPacks ??= this.paths.flatMap((path) => namedIn(path, this.held.get(path)?.reading.declaration.packs ?? [])));
  }

  view(path: string): FileView | null {
    const held = this.held.get(path);
    return held === undefined ? null : { path, version: held.version, text: held.text, lines: new LineIndex(held.text), language: 'yaml', syntaxErrors: [] };
  }

  /** What each says of the API, in order of their paths. The same until one of them changes. */
  get declaring(): readonly Declaring[] {
    return (this.apis ??= this.paths.flatMap((path) => {
      const reading = this.readingOf(path);
      return reading === null ? [] : [{ path, api: reading.declaration.api }];
    }));
  }

  /** What each discloses, in order of their paths. The same until one of them changes. */
  get disclosing(): readonly Disclosing[] {
    return (this.disclosures ??= this.paths.flatMap((path) => {
      const reading = this.readingOf(path);
      return reading === null ? [] : [{ folder: folderOf(path), disclosure: disclosureOf(reading.declaration) }];
    }));
  }

  /** How each has files looked at, in order of their paths. The same until one of them changes. */
  get lookings(): readonly Looking[] {
    return (this.gatheredLookings ??= this.paths.flatMap((path) => {
      const reading = this.readingOf(path);
      return reading === null ? [] : [lookingOf(path, folderOf(path), reading)];
    }));
  }

  /** Who is declared, with the words by which a file mentions them. The same until one of them changes. */
  get sought(): readonly Sought[] {
    return (this.gatheredSought ??= this.disclosing.flatMap(({ disclosure: { recipients } }) => recipients.map((recipient) => soughtOf(recipient, this.vocabulary.parties.values()))));
  }

  /** The same until one of them changes. */
  get trust(): Trust {
    return (this.gathered ??= {
      entries: this.paths.flatMap((path) => this.held.get(path)?.reading.declaration.trust.flatMap((entry) => toTrusted(entry, folderOf(path))) ?? []),
      folders: this.paths.map(folderOf),
    });
  }
}


/** None where the file lies outside of the workspace. */
function toTrusted({ path, kind }: DeclaredTrust, folder: string): readonly Trusted[] {
  if (path.type === 'export') return [{ path, kind, folder }];
  const file = fileIn(folder, path.file);
  return file === null ? [] : [{ path: { ...path, file }, kind, folder }];
}

/** The workspace's name for what is written relative to a folder; null outside of the workspace. */
export function fileIn(folder: string, path: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  const below = path.split('/');
  while (below[0] === '..') {
    if (parts.length === 0) return null;
    parts.pop();
    below.shift();
  }
  return [...parts, ...below].join('/');
}
