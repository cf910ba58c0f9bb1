/**
 * How does text become a tree? Picks the parser of a grammar and runs it.
 * Must not load grammars: the host does, once.
 */
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Tree as WasmTree } from 'web-tree-sitter';
import type { Grammars } from '../language';
import type { FlatTree } from './flat-tree';
import { flatten } from './flatten';
import type { Earlier } from './flatten';
import type { Repair, Syntax } from './syntax';
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

/** A parser's tree of some text, and what is known from before of its flat one. */
interface Parsed<K extends number, F extends number> {
  readonly text: string;
  readonly tree: WasmTree;
  readonly earlier: Earlier<K, F> | null;
}

/**
 * There is always a tree: what does not parse is in `syntaxErrors`. `grammar` is a name for `Grammars.get`. From `before`, the
 * tree of an earlier text, is taken over what an edit left alone; the tree is the same without it. The tree of a text that
 * can be repaired is that of the repaired one.
 */
export function parseFlat<K extends number, F extends number>(
  syntax: Syntax<K, F>, text: string, language: string, grammar: string, grammars: Grammars, before: FlatTree<K, F> | null,
): FlatTree<K, F> {
  const parser = parserFor(grammars, grammar);
  const known = before?.language === language ? before.takeParsed() : null;
  const parse = (some: string): Parsed<K, F> => (before === null || known === null ? { text: some, tree: parseText(parser, some, grammar, null), earlier: null } : parseAgain(parser, some, grammar, before, known));
  const whole = parse(text);
  const repaired = whole.tree.rootNode.hasError ? firstRight(syntax.repairs(text), parse) : null;
  known?.delete();
  if (repaired === null) return flatten(syntax, whole.tree, text, language, grammars.module, whole.earlier, null);
  whole.tree.delete();
  return flatten(syntax, repaired.parsed.tree, repaired.parsed.text, language, grammars.module, repaired.parsed.earlier, repaired.repair.errors);
}

/** The first repair that parses. */
function firstRight<K extends number, F extends number>(repairs: Iterable<Repair>, parse: (text: string) => Parsed<K, F>): { readonly repair: Repair; readonly parsed: Parsed<K, F> } | null {
  for (const repair of repairs) {
    const parsed = parse(repair.text);
    if (!parsed.tree.rootNode.hasError) return { repair, parsed };
    parsed.tree.delete();
  }
  return null;
}

function parseAgain<K extends number, F extends number>(parser: Parser, text: string, grammar: string, before: FlatTree<K, F>, known: WasmTree): Parsed<K, F> {
  const edited = known.copy();
  const change = changeBetween(before.text, text);
  edited.edit(toParserEdit(change, before.text, text));
  const tree = parseText(parser, text, grammar, edited);
  const touched = [{ start: change.start, end: change.newEnd }, ...edited.getChangedRanges(tree).map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }))];
  edited.delete();
  return { text, tree, earlier: { before, change, touched } };
}

function parseText(parser: Parser, text: string, grammar: string, before: WasmTree | null): WasmTree {
  const tree = parser.parse(text, before);
  if (tree === null) throw new Error(`parser of ${grammar} gave no tree`);
  return tree;
}
