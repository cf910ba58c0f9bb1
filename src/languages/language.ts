/**
 * What is a language to the rest of the program? One constant of this shape.
 * Must not know rules, packages' meaning or any one language.
 */
import type { FileGraph } from '../flow';
import type { Range, TextEdit } from '../text';

/**
 * Loaded grammars, by file name without extension (`tree-sitter-tsx`). The host
 * loads them once at start; from then on everything is synchronous.
 */
export interface Grammars {
  /** A `Language` of web-tree-sitter. Unknown names are the caller's bug: they throw. */
  get(name: string): unknown;
}

/** What a parser makes of one text; opaque outside its language. `dispose` frees memory outside the JavaScript heap. */
export interface Tree {
  readonly text: string;
  dispose(): void;
}

export interface Language {
  readonly id: string;
  /** Lower-case extensions with the dot: `.ts`. */
  readonly extensions: readonly string[];
  /** Whose packages its imports name: `npm`, `pypi`. */
  readonly ecosystem: 'npm' | 'pypi';
  /** Names for `Grammars.get`. */
  readonly grammars: readonly string[];
  /** There is always a tree; syntax errors stand beside it. `previous` is the tree before `edit`, for incremental parsing. */
  parse(text: string, path: string, grammars: Grammars): Tree;
  /** Total: anything unknown becomes `unsupported`. */
  lower(tree: Tree): FileGraph;
  readonly edits: EditVerbs;
}

/**
 * The verbs fixes speak, answered with text edits. All ranges are absolute.
 * A verb that cannot do its work at the place answers null, never broken text.
 */
export interface EditVerbs {
  /** `value` → `wrapper(value)`, where `wrapper` is an expression such as `maskEmail`. Keeps shorthand properties and spreads right. */
  wrapExpression(tree: Tree, value: Range, wrapper: string): readonly TextEdit[] | null;
  /** Replace an expression by another, parenthesised where needed. `{ email }` shorthand becomes `{ email: … }`. */
  replaceExpression(tree: Tree, value: Range, by: string): readonly TextEdit[] | null;
  /** Remove the argument of a call that covers `value`, its comma and space; in a template literal or concatenation the part. */
  removeArgument(tree: Tree, value: Range): readonly TextEdit[] | null;
  /** Remove the object property that covers `place`, with its comma. */
  removeProperty(tree: Tree, place: Range): readonly TextEdit[] | null;
  /** Remove the statement that covers `place`. */
  removeStatement(tree: Tree, place: Range): readonly TextEdit[] | null;
  /** Set `name: value` in the object literal at `object`, replacing an entry of that name. */
  setProperty(tree: Tree, object: Range, name: string, value: string): readonly TextEdit[] | null;
  /** Make `name` from `module` available, unless it is; in the file's own style (ESM or CommonJS, quotes, semicolons). */
  addImport(tree: Tree, module: string, name: string): readonly TextEdit[] | null;
  /** Add top-level code (a helper function) after the imports, unless a function `name` exists. */
  addDeclaration(tree: Tree, name: string, code: string): readonly TextEdit[] | null;
  /** Insert a comment line above the statement or property that covers `place`, with its indentation. In JSX the right form. */
  insertComment(tree: Tree, place: Range, text: string): readonly TextEdit[] | null;
  /** The expression that reads environment variable `name`: `process.env.NAME`. */
  environmentVariable(name: string): string;
  /** A string literal of the language, quoted in the file's style. */
  stringLiteral(tree: Tree, value: string): string;
  /** The comment that holds `text` on a line of its own. */
  comment(text: string): string;
}

/** The language of a file by its name's ending, or null where none speaks it. */
export function languageOf(languages: readonly Language[], path: string): Language | null {
  const name = path.toLowerCase();
  return languages.find((language) => language.extensions.some((extension) => name.endsWith(extension))) ?? null;
}
