/**
 * What does an integrator declare? Reads one caley.yaml: all that its form knows, the functions whose word counts, the API that is
 * asked, and the folders of packs of one's own. Must not know which files the declaration rules, nor look at code.
 */
import type { Range } from '../text';
import { range } from '../text';
import { declarationForm, declarationVersion, isBegun } from './declaration-form';
import type { Declared } from './declaration-form';
import { noApi, readDeclaredApi } from './declared-api';
import type { DeclaredApi } from './declared-api';
import { Said } from './declared-form';
import type { DeclarationVocabulary } from './declared-form';
import { isMap } from './declared-map';
import { longestDeclaration } from './declared-names';
import { readDeclaredPacks } from './declared-packs';
import type { Entry } from './entry';
import { readKinds } from './kind-entries';
import type { NamedPath } from './named-path';
import { parseTrustPath } from './trust-path';
import type { TrustPath } from './trust-path';
import type { KindId, Kinds, Mistake, PackFile } from './types';
import { readUnfinishedYaml } from './yaml';

/** How the file is called, in whatever folder. */
export const declarationName = 'caley.yaml';

export interface Declaration {
  /** All that is said in a form that is known; null where nothing can be read. */
  readonly said: Said<Declared> | null;
  /** Whether it says, or begins to say, what the application does: see `isBegun`. */
  readonly isBegun: boolean;
  readonly api: DeclaredApi;
  /** One entry for each function and kind. */
  readonly trust: readonly DeclaredTrust[];
  /** Folders of packs, each once. */
  readonly packs: readonly NamedPath[];
}

/** A function and what is said of it. */
export interface DeclaredTrust {
  readonly path: TrustPath;
  /** `sanitizer.*` of what it gives back, `data.*` that it gives, `sink.*` that its arguments reach, `guard.*` that holds where it says yes. */
  readonly kind: KindId;
  /** Where the path is written. */
  readonly range: Range;
}

export interface DeclarationReading {
  readonly declaration: Declaration;
  readonly mistakes: readonly Mistake[];
  /** The text does not parse, or cannot be read: more may be meant than is read. */
  readonly isBroken: boolean;
}

export const nothingDeclared: Declaration = { said: null, isBegun: false, api: noApi, trust: [], packs: [] };

const maxEntries = 1_000;

/** The lists of functions: kinds that may be said there, and the one that is said where none is written. */
const lists: Readonly<Record<string, { readonly kinds: readonly KindId[]; readonly usual: KindId | null }>> = {
  sanitizers: { kinds: ['sanitizer'], usual: 'sanitizer.redact' },
  sources: { kinds: ['data'], usual: 'data.caley' },
  sinks: { kinds: ['sink'], usual: null },
  consent: { kinds: ['guard.consent', 'guard.consent-refused', 'guard.consent-gate'], usual: 'guard.consent' },
};

/** What a text declares, and its mistakes in order of place. What is wrong is left out; the rest stands. Total. */
export function readDeclaration(file: PackFile, vocabulary: DeclarationVocabulary): DeclarationReading {
  if (file.text.length > longestDeclaration) return unreadable(file.path, `more than ${longestDeclaration.toLocaleString('en-US')} characters`);
  const { root, mistakes, isBroken, rangeOf } = readUnfinishedYaml(file);
  if (root === null || root.kind === 'none') return { declaration: nothingDeclared, mistakes, isBroken };
  const value = declarationForm.read(root, { vocabulary, rangeOf, tellsUnknownKeys: !isLater(root.field('version').value) });
  if (value === null) return { declaration: nothingDeclared, mistakes, isBroken };
  checkVersion(root);
  const api = readDeclaredApi(root.field('api'), rangeOf);
  const trust = readTrust(root.field('trust'), vocabulary.kinds, rangeOf);
  const packs = readDeclaredPacks(root.field('packs'), rangeOf);
  return { declaration: { said: new Said(value, root, rangeOf), isBegun: isBegun(root.keys()), api, trust, packs }, mistakes: [...mistakes].sort((a, b) => a.range.start - b.range.start), isBroken };
}

/** What is to be said of a file that nothing can be read of. */
export function unreadable(path: string, why: string): DeclarationReading {
  return { declaration: nothingDeclared, mistakes: [{ file: path, range: range(0, 0), message: `This cannot be read: ${why}.`, severity: 'error' }], isBroken: true };
}

function checkVersion(root: Entry): void {
  const entry = root.field('version');
  if (entry.kind === 'none') root.mistake(`The key "version" is missing. Write "version: ${String(declarationVersion)}".`);
  else if (isLater(entry.value)) entry.warn(`This file is of version ${String(entry.value)}: it is read as far as version ${String(declarationVersion)} goes. Keys that are not known here are passed over.`);
  else if (entry.value !== declarationVersion) entry.mistake(`This must be ${String(declarationVersion)}: other versions of caley.yaml are not known here.`);
}

function isLater(version: unknown): boolean {
  return typeof version === 'number' && Number.isInteger(version) && version > declarationVersion;
}

function readTrust(entry: Entry, kinds: Kinds, rangeOf: (entry: Entry) => Range): readonly DeclaredTrust[] {
  if (entry.kind !== 'map') return [];
  const trust: DeclaredTrust[] = [];
  let left = maxEntries;
  for (const [key, list] of Object.entries(lists)) {
    const inner = entry.field(key);
    const items = inner.kind === 'list' ? inner.items() : inner.kind === 'none' ? [] : [inner];
    for (const item of items.slice(0, left)) trust.push(...readTrusted(item, list, kinds, rangeOf));
    if (items.length > left) inner.mistakeAtKey(`Only the first ${String(maxEntries)} functions under "trust" are read.`);
    left = Math.max(0, left - items.length);
  }
  return trust;
}

/** `{ path, kind }`, or the path alone. */
function readTrusted(item: Entry, { kinds: families, usual }: (typeof lists)[string], kinds: Kinds, rangeOf: (entry: Entry) => Range): readonly DeclaredTrust[] {
  const isPath = item.kind === 'scalar';
  if (!isPath && !isMap(item, ['path', 'kind'])) return [];
  if (!isPath && !item.has('path')) {
    item.mistake('The key "path" is missing. A path is written without a space behind its colon: privacy-kit:mask.');
    return [];
  }
  const at = isPath ? item : item.field('path');
  const text = at.asText();
  if (text === null) return [];
  const path = parseTrustPath(text);
  if (path.type === 'mistake') at.mistake(path.message);
  const said = item.field('kind').kind === 'none' ? usualKind(item, usual, families) : readKinds(item, 'kind', kinds, families).filter((kind) => isTelling(item, kind));
  return path.type === 'mistake' ? [] : said.map((kind) => ({ path, kind, range: rangeOf(at) }));
}

function usualKind(item: Entry, usual: KindId | null, families: readonly KindId[]): readonly KindId[] {
  if (usual !== null) return [usual];
  item.mistake(`What is it? Write { path: …, kind: … } with a kind of ${families.join(' or ')}.`);
  return [];
}

/** Kinds of one word stand for all below them: rules ask for those. */
function isTelling(item: Entry, kind: KindId): boolean {
  if (kind.includes('.')) return true;
  item.field('kind').mistake(`"${kind}" says too little: name a kind below it.`);
  return false;
}
