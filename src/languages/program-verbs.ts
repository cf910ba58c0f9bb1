/**
 * What can fixes ask and change of programs, as opposed to schemas and
 * configuration? Calls, texts made of parts, imports, and the language's own
 * words for what every language can say. Must not know rules or any one language.
 */
import type { Constant } from '../flow';
import type { Range, TextEdit } from '../text';
import type { Tree } from './language';

/** Ranges are absolute. Verbs that cannot do their work at the place answer null, never broken text. */
export interface ProgramVerbs {
  /** The value of the literal at the place, in parentheses or not; null for any other expression. */
  constantAt(tree: Tree, place: Range): { readonly value: Constant } | null;
  /** The call, `new` or not, at the place; null for anything else. */
  callAt(tree: Tree, place: Range): Call | null;
  /** The call at the place together with the methods by these names that are called on its result: of `hash(x)` in `hash(x).digest('hex').slice(8)` the text up to `('hex')`. */
  chainFrom(tree: Tree, call: Range, methods: readonly string[]): Range | null;
  /** The comparison at the place, by `==` or `!=` and their kin, of two values; null for anything else. */
  comparisonAt(tree: Tree, place: Range): Comparison | null;
  /** Call something else with the same arguments. */
  replaceCallee(tree: Tree, call: Range, by: string): readonly TextEdit[] | null;
  /** Another last name of what is called or assigned to at the place: `a.innerHTML = b` → `a.textContent = b`. */
  renameMember(tree: Tree, place: Range, name: string): readonly TextEdit[] | null;
  /** Put an argument before the positional one at `index`, or behind the last of them. */
  insertArgument(tree: Tree, call: Range, index: number, argument: string): readonly TextEdit[] | null;
  /** Before the statement around the place one that throws, with the message, unless the condition holds. Null where the place is not reached with the statement. */
  demandBefore(tree: Tree, place: Range, condition: string, message: string): readonly TextEdit[] | null;
  /** What a text is made of, in order: of a template, a concatenation, an f-string, `%` and `format`. A literal is one text. Null for other expressions. */
  textParts(tree: Tree, place: Range): readonly TextPart[] | null;
  /** Other characters within a string literal, none of which needs an escape. */
  replaceCharacters(tree: Tree, part: Range, by: string): readonly TextEdit[] | null;
  /** Remove what the import at the place brings, and statements that do nothing but use it. Null where more uses it, or others may. */
  removeImport(tree: Tree, place: Range): readonly TextEdit[] | null;
  /** How the language says this; null where it cannot. */
  idiom(tree: Tree, idiom: Idiom): Snippet | null;
}

export interface Call {
  readonly callee: Range;
  /** The last name of the callee. */
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/** `isEqual`: it holds where they are the same. */
export interface Comparison {
  readonly left: Range;
  readonly right: Range;
  readonly isEqual: boolean;
}

/** `name` is null for arguments by position; `isSpread` for `...list` and `*list`. */
export interface Argument {
  readonly name: string | null;
  readonly range: Range;
  readonly value: Range;
  readonly isSpread: boolean;
}

/** Characters as the program sees them, or an expression. */
export type TextPart = { readonly text: string } | { readonly code: Range };

/** An expression and what it needs. */
export interface Snippet {
  readonly expression: string;
  readonly imports: readonly ModuleImport[];
}

/** Names from a module; without any the module itself, where the language has that, by its own name. */
export interface ModuleImport {
  readonly module: string;
  readonly names: readonly string[];
  /** The module's default export, or the module itself, under this name. */
  readonly whole?: string;
}

/**
 * What every language can say. Those with `of` take an expression; of the others the expression is complete. `function`:
 * a name that can be called with one value.
 */
export type Idiom =
  | { readonly say: 'boolean'; readonly value: boolean }
  /** Names separated by commas in a variable of the environment. */
  | { readonly say: 'environment list'; readonly name: string }
  /** Whether the variable is set to 1. */
  | { readonly say: 'environment flag'; readonly name: string }
  | { readonly say: 'in development' }
  | { readonly say: 'in production' }
  /** Unguessable bytes. */
  | { readonly say: 'random bytes'; readonly count: number }
  /** The certificates that a client takes for authorities, of the file whose path the variable holds. */
  | { readonly say: 'certificates named by'; readonly name: string }
  | { readonly say: 'count'; readonly of: string }
  /** Whether two texts or bytes are the same, or not, in a time that does not tell. Each may be evaluated twice. */
  | { readonly say: 'same'; readonly left: string; readonly right: string; readonly isEqual: boolean }
  /** The names of an object's fields. */
  | { readonly say: 'keys'; readonly of: string }
  | { readonly say: 'function'; readonly name: IdiomFunction };

/** `truth`: whether there is something. `literal`: reads a literal of the language. */
export type IdiomFunction = 'truth' | 'base name' | 'parse json' | 'escape html' | 'quote for shell' | 'literal';
