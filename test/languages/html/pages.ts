/** Parses and lowers pages for the tests of HTML. */
import assert from 'node:assert/strict';
import type { FileGraph } from '../../../src/flow';
import { languageOf, languages } from '../../../src/languages';
import type { Grammars, Language, Tree } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';

let grammars: Grammars;
export let html: Language;

before(async () => {
  grammars = await loadGrammars();
  const language = languageOf(languages, 'index.HTM');
  assert.ok(language);
  html = language;
});

export function parse(text: string, earlier?: Tree): Tree {
  return html.parse(text, 'index.html', grammars, earlier);
}

export function lower(text: string): FileGraph {
  return html.lower(parse(text));
}
