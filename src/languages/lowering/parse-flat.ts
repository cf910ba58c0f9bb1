/**
 * How does text become a tree? Picks the parser of a grammar and runs it.
 * Must not load grammars: the host does, once.
 */
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { ParseState, Tree as WasmTree } from 'web-tree-sitter';
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

/** Characters read at once where a parser starts from an earlier tree: it looks at little of the text, here and there. */
const glance = 512;

/**
 * There is always a tree: what does not parse is in `syntaxErrors`. `grammar` is a name for `Grammars.get`. From `before`, the
 * tree of an earlier text, is taken over what an edit left alone; the tree is the same without it. The tree of a text that
 * can be repaired is that of the repaired one.
 */
export function parseFlat<K extends number, F extends number>(
  syntax: Syntax<K, F>, text: string, language: string, grammar: string, grammars: Grammars, before: FlatTree<K, F> | null,
): FlatTree<K, F> {
  const parsing = new Parsing(parserFor(grammars, grammar), before?.language === language ? before : null);
  const right = parsing.right(text);
  const repaired = right === null ? firstRight(syntax.repairs(text), parsing) : null;
  const { tree, text: read, earlier } = right ?? repaired?.parsed ?? parsing.whole(text);
  parsing.end();
  return flatten(syntax, tree, read, language, grammars.module, earlier, repaired?.repair.errors ?? null);
}

/** The first repair that parses. */
function firstRight<K extends number, F extends number>(repairs: Iterable<Repair>, parsing: Parsing<K, F>): { readonly repair: Repair; readonly parsed: Parsed<K, F> } | null {
  for (const repair of repairs) {
    const parsed = parsing.right(repair.text);
    if (parsed !== null) return { repair, parsed };
  }
  return null;
}

/** Parses texts that are much like an earlier one. */
class Parsing<K extends number, F extends number> {
  private readonly known: WasmTree | null;

  /** Takes the parser's tree away from `before`. */
  constructor(private readonly parser: Parser, private readonly before: FlatTree<K, F> | null) {
    this.known = before?.takeParsed() ?? null;
  }

  /** Null at the first error: getting over it takes a parser long, and most texts can be repaired. */
  right(text: string): Parsed<K, F> | null {
    const parsed = this.parse(text, ({ hasError }) => hasError);
    if (parsed?.tree.rootNode.hasError !== true) return parsed;
    parsed.tree.delete();
    return null;
  }

  whole(text: string): Parsed<K, F> {
    const parsed = this.parse(text, null);
    if (parsed === null) throw new Error('the parser gave no tree');
    return parsed;
  }

  end(): void {
    this.known?.delete();
  }

  private parse(text: string, progressCallback: ((state: ParseState) => boolean) | null): Parsed<K, F> | null {
    const { parser, before, known } = this;
    const options = progressCallback === null ? {} : { progressCallback };
    if (before === null || known === null) return this.parsed(text, parser.parse(text, null, options), null);
    const edited = known.copy();
    const change = changeBetween(before.text, text);
    edited.edit(toParserEdit(change, before.text, text));
    const tree = parser.parse((index) => text.slice(index, index + glance), edited, options);
    const touched = tree === null ? [] : [{ start: change.start, end: change.newEnd }, ...edited.getChangedRanges(tree).map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }))];
    edited.delete();
    return this.parsed(text, tree, { before, change, touched });
  }

  private parsed(text: string, tree: WasmTree | null, earlier: Earlier<K, F> | null): Parsed<K, F> | null {
    // What was broken off would be gone on with.
    if (tree === null) this.parser.reset();
    return tree === null ? null : { text, tree, earlier };
  }
}
