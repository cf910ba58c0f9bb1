/**
 * What is HTML? Elements as the markup that components are made of, and the scripts between them. Imports mean what they mean in scripts of their own.
 */
import type { Grammars, Language, Tree } from '../language';
import { htmlEdits } from './edits';
import { lowerHtml } from './lower';
import { scriptText } from './scripts';
import { tokenize } from './tokens';
import { asHtmlTree, HtmlTree } from './tree';

/** `script`: the language of what stands in script elements. */
export function htmlLanguages(script: Language): readonly Language[] {
  return [{
    id: 'html',
    fileNames: ['*.html', '*.htm'],
    ecosystem: script.ecosystem,
    grammars: script.grammars,
    manifests: script.manifests,
    resolver: (files) => script.resolver(files),
    parse: (text, path, grammars, before) => parseHtml(script, text, path, grammars, before === undefined ? null : asHtmlTree(before)),
    lower: (tree, before) => lowerHtml(script, asHtmlTree(tree), before === undefined ? null : asHtmlTree(before)),
    edits: htmlEdits(script.edits),
  }];
}

function parseHtml(script: Language, text: string, path: string, grammars: Grammars, before: HtmlTree | null): Tree {
  const tokens = tokenize(text);
  const code = scriptText(text, tokens);
  return new HtmlTree(text, tokens, code === null ? null : { ...code, tree: script.parse(code.text, path, grammars, before?.script?.tree) });
}
