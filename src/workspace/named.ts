/**
 * What does a caley.yaml name that the host is to hand over beside the files it finds by itself? Must not read it, nor know what it says.
 */
import { folderOf } from '../languages';
import { namesDeclaredIn } from '../policy';
import type { NamedPath } from '../policy';
import { fileIn, isDeclaration } from './declarations';
import type { Change } from './types';

/** By its name in the workspace. Comes as the change of its type. */
export interface Named {
  /** A file, such as an API document or a privacy policy, or a folder with a pack. */
  readonly type: 'document' | 'pack';
  readonly path: string;
}

/** All that a caley.yaml names by its text, whatever else is wrong with it; what lies outside of the workspace left out. */
export function namedBy(path: string, text: string): readonly Named[] {
  const { documents, packs, texts } = namesDeclaredIn({ path, text });
  const toNamed = (type: Named['type']) => (named: NamedPath): readonly Named[] => {
    const file = fileIn(folderOf(path), named.path);
    return file === null ? [] : [{ type, path: file }];
  };
  return [...[...documents, ...texts].flatMap(toNamed('document')), ...packs.flatMap(toNamed('pack'))];
}

/** The same of the caley.yaml that a change brings; nothing of other changes. */
export function namedIn(change: Change): readonly Named[] {
  return change.type === 'write' && isDeclaration(change.path) ? namedBy(change.path, change.text) : [];
}
