/**
 * What is the file called that a rule page's example is? Must not know any rule.
 */
import { declarationName } from '../../src/policy';
import type { Example } from '../../src/policy';

/** How files end whose language a page calls by another word. */
const endings: Readonly<Record<string, string>> = { '': 'ts', python: 'py' };
/** How files are called that have one name in their notation. */
const ownNames: Readonly<Record<string, string>> = { dockerfile: 'Dockerfile', dotenv: '.env', firestore: 'firestore.rules', nginx: 'nginx.conf', terraform: 'main.tf', yaml: declarationName };

/** The name behind "as" on its fence, the one that all files of its notation have, or `example` with an ending. */
export function pagePath({ path, language }: Pick<Example, 'path' | 'language'>): string {
  return path ?? ownNames[language] ?? `example.${endings[language] ?? language}`;
}
