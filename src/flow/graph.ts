/**
 * How do values move in one file? The language-neutral picture that every
 * language lowers to and that analysis alone reads.
 * Must not know any language's syntax.
 *
 * A file is a list of functions; the first is the module itself. Each function
 * is in static single assignment form: `nodes[i]` is the value numbered i,
 * computed from lower-numbered values (only a loop's `phi` may look ahead).
 * Reassigning a variable makes no node; the lowering keeps the current value of
 * each variable and writes a `phi` where branches meet.
 *
 * All ranges inside a function are relative to `FunctionGraph.range.start`, so
 * that a function that only moved keeps its graph.
 */
import type { Range } from '../text';
import type { SettingDocument } from './settings';

/** Index into `FunctionGraph.nodes`. */
export type NodeId = number;
/** Index into `FunctionGraph.guards`; 0 is "always". */
export type GuardId = number;
/** Index into `FileGraph.functions`. */
export type FunctionId = number;
/** Index into `FileGraph.classes`. */
export type ClassId = number;

/** A literal's value. Bigints and other exotic literals are their source text. */
export type Constant = string | number | boolean | null | undefined;

/** One argument of a call or element of an array. `name` is set for keyword arguments (`to=x` in Python). */
export interface Argument {
  readonly value: NodeId;
  readonly spread: boolean;
  readonly name: string | null;
}

/**
 * One entry of an object literal. `key` is null when it is computed and does
 * not fold to a constant, and for spreads. `range` covers the whole entry (`email: user.email`),
 * relative like every range.
 */
export interface Property {
  readonly key: string | null;
  readonly value: NodeId;
  readonly spread: boolean;
  readonly range: Range;
}

/** What every node has: its own number, where its text is (relative) and under which guard it is evaluated. */
interface NodeBase {
  readonly id: NodeId;
  readonly start: number;
  readonly end: number;
  readonly guard: GuardId;
}

export type Node = NodeBase &
  (
    | { readonly op: 'constant'; readonly value: Constant }
    /** A regular expression literal. */
    | { readonly op: 'pattern'; readonly source: string; readonly flags: string }
    /** The n-th parameter. `name` is null when it is destructured; the parts are `field` nodes then. */
    | { readonly op: 'parameter'; readonly index: number; readonly name: string | null; readonly rest: boolean; readonly type: TypeExpression | null }
    /** `this`, `self`. Arrow functions use the `outer` of the name `this`. */
    | { readonly op: 'this' }
    | { readonly op: 'super' }
    /**
     * A name that this function does not declare: a variable of an enclosing
     * function or the module, else a global. Resolved by position, see `resolveName`.
     */
    | { readonly op: 'outer'; readonly name: string }
    /** A binding of an import. `name` is '*' for the whole module, 'default' for the default export. */
    | { readonly op: 'import'; readonly module: string; readonly name: string; readonly typeOnly: boolean }
    /** Read `object.name`. `object[“name”]` with a constant key is this too. */
    | { readonly op: 'field'; readonly object: NodeId; readonly name: string }
    /** Read `object[key]` with a key that is no constant string. */
    | { readonly op: 'element'; readonly object: NodeId; readonly key: NodeId }
    /** `object` after `object.name = value`; `name` null for a computed key. The range is the whole assignment. */
    | { readonly op: 'update'; readonly object: NodeId; readonly name: string | null; readonly value: NodeId }
    /** A call or construction. The receiver, if any, is the `object` of the callee's `field` node. Also a tagged template, a decorator. `typeArgs`: `get<User>(url)`. */
    | { readonly op: 'call'; readonly callee: NodeId; readonly args: readonly Argument[]; readonly typeArgs: readonly TypeExpression[]; readonly construct: boolean }
    /**
     * The value that a local variable has after a call could have changed what
     * it points to: `role` is 'receiver' (`list.push(x)`) or the argument's index (`Object.assign(a, b)`).
     */
    | { readonly op: 'after'; readonly call: NodeId; readonly value: NodeId; readonly role: 'receiver' | number }
    /** String building: templates (their text parts are constants) and `+`. `whole`: a list or a record in it is written out with all that it holds. */
    | { readonly op: 'concat'; readonly parts: readonly NodeId[]; readonly whole?: true }
    | { readonly op: 'object'; readonly properties: readonly Property[] }
    | { readonly op: 'array'; readonly elements: readonly Argument[] }
    /** All entries of `object` but those named: the rest of a destructuring. */
    | { readonly op: 'rest'; readonly object: NodeId; readonly without: readonly string[] }
    /** One element of an iterable: the variable of a for-of, a destructured array's part. `index` where it is constant. */
    | { readonly op: 'iterate'; readonly object: NodeId; readonly index: number | null }
    /** A function value made here (closure, nested declaration). */
    | { readonly op: 'function'; readonly function: FunctionId }
    | { readonly op: 'class'; readonly class: ClassId }
    /** One of several values: branches that meet, `a ? b : c`, `a || b`, `a ?? b`, a loop's variable. */
    | { readonly op: 'phi'; readonly inputs: readonly NodeId[] }
    | { readonly op: 'await'; readonly value: NodeId }
    | { readonly op: 'yield'; readonly value: NodeId | null }
    /** A variable of this function read at a place: `value` is what it holds there. Gives the use its own range. */
    | { readonly op: 'read'; readonly name: string; readonly value: NodeId }
    /** The value as written to a variable that the source names: evidence of a name and perhaps a written type. Range: the name. */
    | { readonly op: 'bind'; readonly name: string; readonly value: NodeId; readonly type: TypeExpression | null }
    /** `value as T`, a checked or written type. */
    | { readonly op: 'cast'; readonly value: NodeId; readonly type: TypeExpression }
    /** Any other operator: its result holds no text of its operands (comparisons, `!`, `typeof`, arithmetic, `in`, `delete`). */
    | { readonly op: 'operator'; readonly operator: string; readonly operands: readonly NodeId[] }
    /** JSX and the like: `tag` is a node for components, null with `name` for host elements. */
    | { readonly op: 'markup'; readonly name: string; readonly tag: NodeId | null; readonly properties: readonly Property[]; readonly children: readonly NodeId[] }
    /** The value caught by a handler. */
    | { readonly op: 'caught' }
    /** Syntax this lowering does not know. Counted; the count may only fall. */
    | { readonly op: 'unsupported'; readonly reason: string; readonly operands: readonly NodeId[] }
  );

export type Op = Node['op'];
/** The node of one op: `NodeOf<'call'>`. */
export type NodeOf<O extends Op> = Extract<Node, { readonly op: O }>;

/**
 * A condition that dominates nodes. `when`: the nodes run only where
 * `condition` is truthy (`holds`) or falsy (`!holds`); code after `if (!x) return`
 * stands under `x` holding. `loop`: runs many times. `handler`: runs after a throw by one of the nodes
 * numbered `from` up to, not including, `to`: those of the body that is tried.
 */
export type Guard =
  | { readonly kind: 'always' }
  | { readonly kind: 'when'; readonly parent: GuardId; readonly condition: NodeId; readonly holds: boolean }
  | { readonly kind: 'loop'; readonly parent: GuardId }
  | { readonly kind: 'handler'; readonly parent: GuardId; readonly from: NodeId; readonly to: NodeId };

export interface Variable {
  readonly name: string;
  readonly kind: 'const' | 'let' | 'var' | 'parameter' | 'function' | 'class' | 'import' | 'catch';
  /** Where the name means this variable, relative; the innermost scope that holds a position wins. */
  readonly scope: Range;
  readonly type: TypeExpression | null;
  /** Every value the variable is given in this function, in order; usually `bind` nodes. */
  readonly values: readonly NodeId[];
}

/** A name written to from an inner function: `count = x` where `count` is declared outside. */
export interface OuterWrite {
  readonly name: string;
  readonly value: NodeId;
}

export interface Export {
  /** 'default', a name, or '*' for everything of `from`. CommonJS `module.exports = x` is 'default', `exports.a = x` is 'a'. */
  readonly name: string;
  readonly value: NodeId | null;
  /** A re-export: `export { a as b } from 'm'` has from 'm', imported 'a'. Without `from` and `value`, `imported` is a type of this file, or one it imports, that goes by another name outside. */
  readonly from: string | null;
  readonly imported: string | null;
  /** By an assignment, as CommonJS has it; left out elsewhere. */
  readonly assigned?: true;
  /** What a script declares that is no module: pages that load it have it, nobody else; left out elsewhere. */
  readonly global?: true;
}

export interface FunctionGraph {
  readonly id: FunctionId;
  /** Dotted from the outside in: `Booking.save`, `makeLogger.child`; `<module>`, `<arrow>` where nameless. No line numbers: identities use it. */
  readonly name: string;
  readonly kind: 'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'getter' | 'setter' | 'initializer';
  /** The function in whose graph this one's `function` node (or class) stands; null for the module. */
  readonly parent: FunctionId | null;
  /** The class this is a member of, for `this`. */
  readonly class: ClassId | null;
  /** Absolute in the file. All other ranges of the graph are relative to its start. */
  readonly range: Range;
  readonly async: boolean;
  readonly generator: boolean;
  readonly parameterCount: number;
  readonly returnType: TypeExpression | null;
  readonly nodes: readonly Node[];
  readonly guards: readonly Guard[];
  readonly variables: readonly Variable[];
  readonly returns: readonly NodeId[];
  readonly outerWrites: readonly OuterWrite[];
  /** Module only. */
  readonly exports: readonly Export[];
}

export interface ClassMember {
  readonly name: string | null;
  readonly static: boolean;
  readonly kind: 'method' | 'constructor' | 'getter' | 'setter' | 'field';
  /** The method, or the field's initializer as a function that returns its value; null for a field without one. */
  readonly function: FunctionId | null;
  readonly type: TypeExpression | null;
  readonly range: Range;
  /** Decorators or annotations: nodes of the function the class stands in. */
  readonly decorators: readonly NodeId[];
  /** The parameters that have decorators or annotations, in order. */
  readonly parameters: readonly DecoratedParameter[];
}

/** A parameter of a method or constructor, with its decorators: nodes of the function the class stands in. */
export interface DecoratedParameter {
  readonly index: number;
  readonly decorators: readonly NodeId[];
}

export interface ClassGraph {
  readonly id: ClassId;
  readonly name: string | null;
  /** The function whose graph holds the `class` node; member ranges are relative to it. */
  readonly parent: FunctionId;
  readonly superclass: NodeId | null;
  readonly decorators: readonly NodeId[];
  readonly members: readonly ClassMember[];
}

/**
 * A type as written. `name` is dotted (`pino.Logger`, `Promise`, `string`), and
 * `boolean`, `number`, `string`, `null`, `undefined`, `unknown`, `Array` are spelt so in every language;
 * `Record<string, T>` is what has entries of any name, `keyof<T>` the names of T's fields.
 * Function types and what is too complex are `unknown`.
 */
export type TypeExpression =
  | { readonly kind: 'name'; readonly name: string; readonly args: readonly TypeExpression[] }
  | { readonly kind: 'union'; readonly of: readonly TypeExpression[] }
  /** What is all of these at once: it has the fields of each. */
  | { readonly kind: 'intersection'; readonly of: readonly TypeExpression[] }
  | { readonly kind: 'record'; readonly fields: readonly TypeField[] }
  | { readonly kind: 'literal'; readonly value: Constant }
  /** The type of a value, `typeof user.address`: a dotted name that is resolved like a variable's. */
  | { readonly kind: 'query'; readonly name: string }
  /** The type of a field or element, `User['email']`: `key` is a literal, or a type for any field or element. */
  | { readonly kind: 'indexed'; readonly object: TypeExpression; readonly key: TypeExpression }
  /** A type of another module that no import binds, `import('./user').User`; `name` is '*' for the module itself. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string; readonly args: readonly TypeExpression[] };

export interface TypeField {
  readonly name: string;
  readonly type: TypeExpression;
}

/** Declarations of one name are parts of one type. */
export interface TypeDeclaration {
  /** Dotted inside a namespace: `Api.User`. There the last part alone means it too. */
  readonly name: string;
  readonly kind: 'interface' | 'alias' | 'class' | 'enum';
  /** Names of the type parameters: `T` of `Page<T>`. Inside `extends` and `type` they are names without arguments. */
  readonly parameters: readonly string[];
  readonly extends: readonly TypeExpression[];
  readonly type: TypeExpression;
  /** Absolute. */
  readonly range: Range;
}

/** A comment, absolute, delimiters included. */
export interface Comment {
  readonly range: Range;
  readonly text: string;
}

export interface FileGraph {
  /** The language's id: `typescript`, `tsx`, `javascript`, … */
  readonly language: string;
  /** `functions[0]` is the module. */
  readonly functions: readonly FunctionGraph[];
  readonly classes: readonly ClassGraph[];
  readonly types: readonly TypeDeclaration[];
  readonly comments: readonly Comment[];
  /** Absolute ranges that did not parse. */
  readonly syntaxErrors: readonly Range[];
  /** Of a file of configuration what it says, at least one document. */
  readonly settings?: readonly SettingDocument[];
}

/** A variable found by name: which function declares it. */
export interface ResolvedName {
  readonly function: FunctionId;
  readonly variable: Variable;
}

/**
 * The variable that `name` means at an absolute `offset` inside `from`: the
 * innermost scope around the offset, looking outwards through the enclosing
 * functions. Null for a global.
 */
export function resolveName(file: FileGraph, from: FunctionId, name: string, offset: number): ResolvedName | null {
  let id: FunctionId | null = from;
  while (id !== null) {
    const graph: FunctionGraph | undefined = file.functions[id];
    if (graph === undefined) return null;
    const at = offset - graph.range.start;
    let best: Variable | null = null;
    for (const variable of graph.variables) {
      if (variable.name !== name || at < variable.scope.start || at > variable.scope.end) continue;
      if (best === null || variable.scope.end - variable.scope.start < best.scope.end - best.scope.start) best = variable;
    }
    if (best !== null) return { function: id, variable: best };
    id = graph.parent;
  }
  return null;
}

/** A node's range in the file. */
export function absoluteRange(graph: FunctionGraph, at: Pick<Node, 'start' | 'end'>): Range {
  return { start: graph.range.start + at.start, end: graph.range.start + at.end };
}
