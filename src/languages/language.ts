/**
 * What is a language to the rest of the program? One constant of this shape.
 * Must not know rules, packages' meaning or any one language.
 */
import type { FileGraph, Setting } from '../flow';
import type { PinReader } from './pins';
import type { Origin, Range, TextEdit } from '../text';
import { isNamed } from './file-names';
import type { ModuleImport, ProgramVerbs } from './program-verbs';

export type { Argument, Call, Comparison, Idiom, IdiomFunction, ModuleImport, ProgramVerbs, Snippet, TextPart } from './program-verbs';

/**
 * Loaded grammars, by file name without extension (`tree-sitter-tsx`). The host
 * loads them once at start; from then on everything is synchronous.
 */
export interface Grammars {
  /** A `Language` of web-tree-sitter. Unknown names are the caller's bug: they throw. */
  get(name: string): unknown;
  /**
   * The options that `Parser.init` was called with, which it completes with the
   * functions of the wasm module. Walking trees through them takes a third of the
   * time; without them it works too.
   */
  readonly module?: unknown;
}

/** What a parser makes of one text; opaque outside its language. `dispose` frees memory outside the JavaScript heap. */
export interface Tree {
  readonly text: string;
  /** It was made from an earlier tree, and its text does not parse: from scratch the parser might mend it in another way. */
  readonly isTentative: boolean;
  dispose(): void;
}

/**
 * The files of a project as a resolver sees them: sources that some language reads, and manifests.
 * Paths are relative to the workspace's root, with forward slashes; '' is the root.
 */
export interface ProjectFiles {
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Every manifest, in order of the paths. */
  readonly manifests: readonly string[];
  /** A manifest's text; null for any other path. */
  textOf(manifest: string): string | null;
}

/** Answers for one state of `ProjectFiles`; a new one is made when files come or go or a manifest changes. */
export interface Resolver {
  /** The project's file that `specifier` means in the file `from`; null where it means a package from outside, or nothing. */
  resolve(specifier: string, from: string): string | null;
  /**
   * The version of a package from outside that the file gets, by its name in its registry: exact where a lock file says it, else the range that is
   * asked for, in the words of semantic versioning or as it is written. Null where nothing is known.
   */
  versionOf(name: string, from: string): string | null;
}

/** A program that stands within a file, and the way back to its places there. */
export interface Unfolded {
  readonly text: string;
  readonly origin: Origin;
}

export interface Language {
  readonly id: string;
  /** Patterns of base names in small letters, a star for any characters: `*.ts`, `dockerfile`; after a `!` exceptions. Of several languages the first that knows a name has it. */
  readonly fileNames: readonly string[];
  /** Its files hold data, of any size and maybe none that can be read: their beginning says enough. */
  readonly isData?: true;
  /** Whose packages its imports name; of a language without imports, whose programs read it. */
  readonly ecosystem: 'npm' | 'pypi';
  /** Names for `Grammars.get`. */
  readonly grammars: readonly string[];
  /** Patterns of the base names of files that say what imports mean: `package.json`, `tsconfig*.json`. A star stands for any characters. */
  readonly manifests: readonly string[];
  /** Reads lock files, which are manifests too, by their base names: a host may hand over the short form (`printPins`) instead of the text. Null for other names. */
  pinReader?(name: string): PinReader | null;
  /** Total: a broken manifest says nothing. Languages of one ecosystem share a resolver per `files`. */
  resolver(files: ProjectFiles): Resolver;
  /** Where `name`, taken from the module of a specifier, may be a module of its own: that one's specifier. */
  submodule?(specifier: string, name: string): string;
  /** Of a file that holds its program in pieces, as a notebook does: all that is said of its text, here and by who asks, is said of the program. Total. */
  readonly unfold?: (text: string) => Unfolded;
  /** Of such a file's text what a host may hand over in its place: what `unfold` takes stands on the same lines and columns. */
  readonly shorten?: (text: string) => string;
  /**
   * There is always a tree; syntax errors stand beside it. `before` is the tree of an earlier text: what an edit left alone is taken
   * over from it, as the first one only that asks. Unless it is tentative, the tree is the same without it.
   */
  parse(text: string, path: string, grammars: Grammars, before?: Tree): Tree;
  /**
   * Total: anything unknown becomes `unsupported`. `before` is the tree of an earlier text that was lowered: what is as it was
   * there shares its nodes, and takes no time. The graph is the same without it.
   */
  lower(tree: Tree, before?: Tree): FileGraph;
  readonly edits: EditVerbs;
  /** How what a file of configuration says is changed; languages of programs have none. */
  readonly settings?: SettingVerbs;
}

/**
 * The verbs fixes speak, answered with text edits. All ranges are absolute.
 * A verb that cannot do its work at the place answers null, never broken text.
 */
export interface EditVerbs extends ProgramVerbs {
  /** `value` → `wrapper(value)`, where `wrapper` is an expression such as `maskEmail`. Keeps shorthand properties and spreads right. */
  wrapExpression(tree: Tree, value: Range, wrapper: string): readonly TextEdit[] | null;
  /** Replace an expression by another, parenthesised where needed. `{ email }` shorthand becomes `{ email: … }`. */
  replaceExpression(tree: Tree, value: Range, by: string): readonly TextEdit[] | null;
  /** Read another field of the same object: `user.email` → `user.id`. Null where `value` reads no field by name. */
  replaceField(tree: Tree, value: Range, name: string): readonly TextEdit[] | null;
  /** Read a field of the value: `user` → `user.id`. */
  readField(tree: Tree, value: Range, name: string): readonly TextEdit[] | null;
  /** `err` → `err.message`, as the language reads the message of an error; `error` is the error's text where `value` is but a part of it: `err.response`. */
  readErrorMessage(tree: Tree, value: Range, error?: string): readonly TextEdit[] | null;
  /** Other characters at the beginning of a string literal, template or concatenation: `http:` → `https:`. Null where it does not begin with `prefix`. */
  replacePrefix(tree: Tree, literal: Range, prefix: string, by: string): readonly TextEdit[] | null;
  /** Replace some characters of a string literal by the value of an expression: `'Bearer abc'` → `` `Bearer ${by}` ``. */
  replaceStringPart(tree: Tree, part: Range, by: string): readonly TextEdit[] | null;
  /** `user` → an object that has only these fields of it. */
  pickFields(tree: Tree, value: Range, names: readonly string[]): readonly TextEdit[] | null;
  /**
   * Remove the argument of a call (or element of an array) that covers `value`, its comma and space; in a template literal or
   * concatenation the part. The only argument of a call that is a statement takes the statement with it. Null for values in properties.
   */
  removeArgument(tree: Tree, value: Range): readonly TextEdit[] | null;
  /** Remove the object property that covers `place`, with its comma; in markup the attribute. */
  removeProperty(tree: Tree, place: Range): readonly TextEdit[] | null;
  /** The same for several properties of one object. */
  removeProperties(tree: Tree, places: readonly Range[]): readonly TextEdit[] | null;
  /** Another key for the object property that covers `place`; its value stays. Null where the object has that key. */
  renameProperty(tree: Tree, place: Range, name: string): readonly TextEdit[] | null;
  /**
   * Let `expression` stand alone where `value` is only its fallback, its default or assigned to it:
   * `process.env.KEY || 'abc'` → `process.env.KEY`. Null anywhere else.
   */
  removeFallback(tree: Tree, value: Range, expression: string): readonly TextEdit[] | null;
  /** Remove the statement that does what stands at `place` and nothing else. */
  removeStatement(tree: Tree, place: Range): readonly TextEdit[] | null;
  /** Let the statement that does what stands at `place`, and nothing else, run only if the expression `condition` holds. */
  guardStatement(tree: Tree, place: Range, condition: string): readonly TextEdit[] | null;
  /** Set `name: value` in the object literal at `object`, replacing an entry of that name. */
  setProperty(tree: Tree, object: Range, name: string, value: string): readonly TextEdit[] | null;
  /** Make `names` from `module` available, as far as they are not; in the file's own style (ESM or CommonJS, quotes, semicolons). No edits when all are. */
  addImport(tree: Tree, module: string, names: readonly string[]): readonly TextEdit[] | null;
  /** The same for several at once, which may come to stand side by side. */
  addImports(tree: Tree, imports: readonly ModuleImport[]): readonly TextEdit[] | null;
  /** Add top-level code (a helper function) after the imports; no edits when a function `name` exists. */
  addDeclaration(tree: Tree, name: string, code: string): readonly TextEdit[] | null;
  /**
   * Insert a comment above the line on which `place` begins, with its indentation; in JSX the right form. Where a line
   * may not begin with one (inside a template's text) right before the expression. Null when that comment is there.
   */
  insertComment(tree: Tree, place: Range, text: string): readonly TextEdit[] | null;
  /** What `value` reads by name, casts and literal fallbacks aside: of `user.email ?? ''` the text `user` and the name `email`. Null for any other expression. */
  fieldRead(tree: Tree, value: Range): FieldRead | null;
  /** All that is read by name inside `within`, itself included, outermost first: of `a.b.c` only that, not `a.b`. */
  fieldReads(tree: Tree, within: Range): readonly FieldRead[];
  /** Entries of the object literal at `place`, or around the property there; null where there is none. */
  propertiesOf(tree: Tree, place: Range): readonly ObjectProperty[] | null;
  /** Names of functions that code anywhere in the file can call: declared at the top or imported. */
  functions(tree: Tree): readonly string[];
  /** Code for `addDeclaration` that protects a value, in the file's style; null where it could not run. */
  protection(tree: Tree, kind: ProtectionKind): Protection | null;
  /** The expression that reads environment variable `name`, `process.env.NAME`, and what it needs. */
  environmentVariable(tree: Tree, name: string): EnvironmentRead;
  /** A string literal of the language, quoted in the file's style. */
  stringLiteral(tree: Tree, value: string): string;
  /** The comment that holds `text` on a line of its own. */
  comment(text: string): string;
}

/**
 * The verbs in which fixes speak of configuration, answered with text edits. Settings are those of the tree's graph. A verb that cannot do its work
 * at the place answers null, never broken text; comments and the file's style (indentation, quotes, order) stay.
 */
export interface SettingVerbs {
  /** Another value for an entry that has one. */
  setValue(tree: Tree, setting: Setting, value: WrittenValue): readonly TextEdit[] | null;
  /**
   * An entry more in the map that is `parent`'s value; where `key` names several, from the outside in, maps for all but the last, as far as they are not
   * there. An entry that is there gets the value. An empty block or map is opened.
   */
  addEntry(tree: Tree, parent: Setting, key: readonly string[], value: WrittenValue): readonly TextEdit[] | null;
  /** The whole entry or item with its line, where nothing else stands on it. Null for the only one, where what is left would not parse. */
  removeEntry(tree: Tree, setting: Setting): readonly TextEdit[] | null;
}

/** A value that a notation writes in its own form, or text that stands as it is: `{ raw: 'var.password' }`. */
export type WrittenValue = string | number | boolean | { readonly raw: string };

/** `owner.name` at `range`, absolute. A plain variable is read without an owner. */
export interface FieldRead {
  readonly owner: string | null;
  readonly name: string;
  readonly range: Range;
}

/** One entry of an object literal, absolute. `key` is null when it is computed, and for spreads. */
export interface ObjectProperty {
  readonly key: string | null;
  readonly range: Range;
  readonly value: Range;
}

/**
 * `mask` and `hash` take any value and give a string, `encrypt` too; `consent` takes a person and says whether they agreed. `password` gives a
 * slow hash to keep, `html` the text with its marks escaped, `address` tells whether its host is allowed.
 */
export type ProtectionKind = 'mask' | 'hash' | 'encrypt' | 'consent' | 'password' | 'html' | 'address';

/** A function that a fix adds to a file. */
export interface Protection {
  readonly name: string;
  readonly code: string;
  readonly imports: readonly ModuleImport[];
}

export interface EnvironmentRead {
  readonly expression: string;
  readonly imports: readonly ModuleImport[];
}

/** The language of a file by its name, or null where none speaks it. */
export function languageOf(languages: readonly Language[], path: string): Language | null {
  return languages.find((language) => isNamed(language.fileNames, path)) ?? null;
}

/** What is said of a file's text is said of this one. */
export function readText(languages: readonly Language[], path: string, text: string): { readonly text: string; readonly origin?: Origin } {
  return languageOf(languages, path)?.unfold?.(text) ?? { text };
}
