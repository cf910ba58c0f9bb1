/**
 * How does a test run one verb on a marked text? Fails where the program does
 * not parse before or after. Holds no cases.
 */
import assert from 'node:assert/strict';
import { languageOf, pythonLanguages } from '../../../src/languages';
import type { EditVerbs, Grammars, Tree } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import type { Range, TextEdit } from '../../../src/text';

export type Verb = (edits: EditVerbs, tree: Tree, place: Range) => readonly TextEdit[] | null;

/** The text after the verb at `«…»`, or null where it declined. */
export function edit(grammars: Grammars, marked: string, verb: Verb): string | null {
  const language = languageOf(pythonLanguages, 'a.py');
  assert.ok(language);
  const start = marked.indexOf('«');
  const text = marked.replace('«', '').replace('»', '');
  const place = start < 0 ? { start: 0, end: 0 } : { start, end: marked.includes('»') ? marked.indexOf('»') - 1 : text.length };
  const tree = language.parse(text, 'a.py', grammars);
  assert.deepEqual(language.lower(tree).syntaxErrors, [], `the program before has no errors: ${text}`);
  const edits = verb(language.edits, tree, place);
  if (edits === null) return null;
  const after = applyEdits(text, edits);
  assert.deepEqual(language.lower(language.parse(after, 'a.py', grammars)).syntaxErrors, [], `the program after has no errors: ${after}`);
  return after;
}
