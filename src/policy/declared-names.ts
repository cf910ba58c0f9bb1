/**
 * Which files and folders does a caley.yaml name that somebody must hand over? Looks at these parts of its text alone, whatever
 * else is wrong with it. Must not read what is named.
 */
import { range } from '../text';
import type { Range } from '../text';
import { readDeclaredApi } from './declared-api';
import { readDeclaredPacks } from './declared-packs';
import type { Entry } from './entry';
import { readNamedPath } from './named-path';
import type { NamedPath } from './named-path';
import type { PackFile } from './types';
import { readUnfinishedYaml } from './yaml';

export interface DeclaredNames {
  /** Files: API documents. */
  readonly documents: readonly NamedPath[];
  /** Folders of packs. */
  readonly packs: readonly NamedPath[];
  /** Files for people: the privacy policy, instructions, procedures, consents. */
  readonly texts: readonly NamedPath[];
}

/** Where such files are named, `*` being each entry of a list. */
const namesOfTexts = [
  'privacyPolicy.file', 'support.connectDocs', 'breach.procedure', 'subProcessors.*.consent.document', 'storage.*.evidence', 'sharing.*.userAgreement.evidence', 'webhooks.evidence',
].map((path) => path.split('.'));
const maxTexts = 200;

/** Nobody writes more into a caley.yaml; each keystroke in it reads it. */
export const longestDeclaration = 200_000;

/** Total. */
export function namesDeclaredIn(file: PackFile): DeclaredNames {
  const { root, rangeOf } = file.text.length > longestDeclaration ? { root: null, rangeOf: nowhere } : readUnfinishedYaml(file);
  if (root?.kind !== 'map') return { documents: [], packs: [], texts: [] };
  return { documents: readDeclaredApi(root.field('api'), rangeOf).documents, packs: readDeclaredPacks(root.field('packs'), rangeOf), texts: textsIn(root, rangeOf) };
}

/**
 * The file that a text names; null for an address, and for a word on where something is kept ("external, contract 4711").
 */
export function isNameOfFile(written: string): boolean {
  return /^(?![a-z][a-z0-9+.-]*:)\S*[^\s/]\.[a-z0-9]{1,8}$/i.test(written.trim());
}

function textsIn(root: Entry, rangeOf: (entry: Entry) => Range): readonly NamedPath[] {
  const entries = namesOfTexts.flatMap((path) => path.reduce<readonly Entry[]>((at, key) => at.flatMap((entry) => (key === '*' ? (entry.kind === 'list' ? entry.items() : [entry]) : [entry.field(key)])), [root]));
  return entries.filter(({ value }) => typeof value === 'string' && isNameOfFile(value)).slice(0, maxTexts).flatMap((entry) => readNamedPath(entry, 'file', rangeOf) ?? []);
}

function nowhere(): Range {
  return range(0, 0);
}
