/**
 * Which programs are the JavaScript lowering's tests? Those in fixtures/, and
 * what it makes of a text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileGraph } from '../../../src/flow';
import { isNamed, javascriptLanguages, type Grammars, type Language } from '../../../src/languages';

export interface Program {
  readonly name: string;
  readonly text: string;
}

export const folder = join(__dirname, 'fixtures');

/** The programs in fixtures/, by name. */
export function programs(): readonly Program[] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.graph.txt'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

export function languageOf(path: string): Language {
  const language = javascriptLanguages.find((each) => isNamed(each.fileNames, path));
  if (language === undefined) throw new Error(`no language for ${path}`);
  return language;
}

export function lowerText(text: string, path: string, grammars: Grammars): FileGraph {
  const language = languageOf(path);
  const tree = language.parse(text, path, grammars);
  try {
    return language.lower(tree);
  } finally {
    tree.dispose();
  }
}
