/**
 * How does text become a tree? Picks the parser of a grammar and runs it.
 * Must not load grammars: the host does, once.
 */
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Tree as WasmTree } from 'web-tree-sitter';
import type { Grammars } from '../language';
import type { FlatTree } from './flat-tree';
import { flatten } from './flatten';
import type { Syntax } from './syntax';
import { changeBetween, toParserEdit } from './text-edit';

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

/**
 * There is always a tree: what does not parse is in `syntaxErrors`. `grammar` is a name for `Grammars.get`. From `before`, the
 * tree of an earlier text, is taken over what an edit left alone; the tree is the same without it.
 */
export function parseFlat<K extends number, F extends number>(
  syntax: Syntax<K, F>, text: string, language: string, grammar: string, grammars: Grammars, before: FlatTree<K, F> | null,
): FlatTree<K, F> {
  const parser = parserFor(grammars, grammar);
  const parsed = before?.language === language ? before.takeParsed() : null;
  if (before === null || parsed === null) return flatten(syntax, parse(parser, text, grammar, null), text, language, grammars.module, null);
  const change = changeBetween(before.text, text);
  parsed.edit(toParserEdit(change, before.text, text));
  const tree = parse(parser, text, grammar, parsed);
  const touched = [{ start: change.start, end: change.newEnd }, ...parsed.getChangedRanges(tree).map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }))];
  parsed.delete();
  return flatten(syntax, tree, text, language, grammars.module, { before, change, touched });
}

function parse(parser: Parser, text: string, grammar: string, before: WasmTree | null): WasmTree {
  const tree = parser.parse(text, before);
  if (tree === null) throw new Error(`parser of ${grammar} gave no tree`);
  return tree;
}
