/**
 * Which programs are the Python lowering's tests? Those in fixtures/, and what it
 * makes of a text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileGraph } from '../../../src/flow';
import { pythonLanguages, type Grammars } from '../../../src/languages';

export interface Program {
  readonly name: string;
  readonly text: string;
}

export const folder = join(__dirname, 'fixtures');

/** The programs in fixtures/, by name. */
export function programs(): readonly Program[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

export function lowerText(text: string, grammars: Grammars): FileGraph {
  const [language] = pythonLanguages;
  if (language === undefined) throw new Error('no Python');
  const tree = language.parse(text, 'program.py', grammars);
  try {
    return language.lower(tree);
  } finally {
    tree.dispose();
  }
}
