/**
 * How does text become a tree? Picks the parser of a grammar and runs it.
 * Must not load grammars: the host does, once.
 */
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Grammars } from '../language';
import type { FlatTree } from './flat-tree';
import { flatten } from './flatten';
import type { Syntax } from './syntax';

const parsers = new WeakMap<Grammars, Map<string, Parser>>();

function parserFor(grammars: Grammars, name: string): Parser {
  let byName = parsers.get(grammars);
  if (byName === undefined) {
    byName = new Map<string, Parser>();
    parsers.set(grammars, byName);
  }
  let parser = byName.get(name);
  if (parser === undefined) {
    const grammar = grammars.get(name);
    if (!(grammar instanceof Grammar)) throw new Error(`grammar ${name} is not loaded`);
    parser = new Parser();
    parser.setLanguage(grammar);
    byName.set(name, parser);
  }
  return parser;
}

/** There is always a tree: what does not parse is in `syntaxErrors`. `grammar` is a name for `Grammars.get`. */
export function parseFlat<K extends number, F extends number>(
  syntax: Syntax<K, F>, text: string, language: string, grammar: string, grammars: Grammars,
): FlatTree<K, F> {
  const tree = parserFor(grammars, grammar).parse(text);
  if (tree === null) throw new Error(`parser of ${grammar} gave no tree`);
  const flat = flatten(syntax, tree, text, language, grammars.module);
  tree.delete();
  return flat;
}
