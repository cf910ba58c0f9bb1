/**
 * Which files and folders does a caley.yaml name that somebody must hand over? Looks at these parts of its text alone, whatever
 * else is wrong with it. Must not read what is named.
 */
import { range } from '../text';
import type { Range } from '../text';
import { readDeclaredApi } from './declared-api';
import { readDeclaredPacks } from './declared-packs';
import type { NamedPath } from './named-path';
import type { PackFile } from './types';
import { readUnfinishedYaml } from './yaml';

export interface DeclaredNames {
  /** Files: API documents. */
  readonly documents: readonly NamedPath[];
  /** Folders of packs. */
  readonly packs: readonly NamedPath[];
}

/** Nobody writes more into a caley.yaml; each keystroke in it reads it. */
export const longestDeclaration = 200_000;

/** Total. */
export function namesDeclaredIn(file: PackFile): DeclaredNames {
  const { root, rangeOf } = file.text.length > longestDeclaration ? { root: null, rangeOf: nowhere } : readUnfinishedYaml(file);
  if (root?.kind !== 'map') return { documents: [], packs: [] };
  return { documents: readDeclaredApi(root.field('api'), rangeOf).documents, packs: readDeclaredPacks(root.field('packs'), rangeOf) };
}

function nowhere(): Range {
  return range(0, 0);
}
