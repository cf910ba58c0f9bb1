/**
 * How do classes lower? One node, and beside it the class's members, each a
 * function of its own; what else a class's body does is a member without a name.
 */
import type { ClassId, ClassMember, NodeId, TypeExpression } from '../../flow';
import { fingerprint } from '../../text';
import { bindingsIn } from './bound-names';
import { NONE, type FlatNode } from './flat-tree';
import type { ClassScope, FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { applyDecorators, bindDefinition } from './functions';
import { Field, Kind } from './kinds';
import { methodRole, roleWord } from './method-roles';
import { qualifiedName } from './names';
import { brokenSiblings } from './syntax-errors';
import { annotatedType, classType } from './types';

/** A class while its members are collected. */
interface OpenClass {
  readonly id: ClassId;
  /** Dotted, for the names of functions. */
  readonly name: string;
  readonly members: ClassMember[];
}

/** The class's node, given its name; `decorators` stand before it. */
export function lowerClass(f: FunctionLowering, node: FlatNode, decorators: readonly FlatNode[]): NodeId {
  const nameNode = f.tree.child(node, Field.name);
  const name = nameNode === NONE ? null : f.tree.textOf(nameNode);
  const own = name ?? '<class>';
  const nested = isNested(f);
  const id = f.file.nextClass();
  const values = decorators.map((decorator) => f.operand(decorator));
  const superclass = lowerSuperclasses(f, node);
  const path = [...(nested ? (f.classScope?.path ?? []) : []), own];
  f.file.classScopes.set(id, classScope(f, node, path));
  const open: OpenClass = { id, name: nested ? f.request.name : qualifiedName(f, own), members: [] };
  lowerMembers(f, f.tree.child(node, Field.body), open);
  f.file.defineClass({ id, name, parent: f.request.id, superclass, decorators: values, members: open.members });
  const type = classType(f.tree, node, path.join('.'));
  if (type !== null) f.file.declareType(type);
  const value = f.class(node, id);
  applyDecorators(f, values, decorators, value);
  if (!nested) bindDefinition(f, nameNode, value);
  return value;
}

/** Whether the function only makes a class inside a class. */
function isNested(f: FunctionLowering): boolean {
  return f.request.kind === 'initializer' && f.request.class !== null;
}

function classScope(f: FunctionLowering, node: FlatNode, path: readonly string[]): ClassScope {
  const bound = new Map<string, number>();
  const digests: { readonly from: number; readonly digest: string }[] = [];
  let digest = '';
  for (const statement of f.tree.children(f.tree.child(node, Field.body))) {
    for (const name of bindingsIn(f.tree, statement).names) {
      const text = f.tree.textOf(name.node);
      if (bound.has(text)) continue;
      const from = f.tree.end(statement);
      bound.set(text, from);
      digest = fingerprint(`${digest} ${text}`);
      digests.push({ from, digest });
    }
  }
  return { path, bound, digests };
}

/** Which names the class's body has bound at `start` (absolute), as text that is equal where they are. */
export function boundAt({ digests }: ClassScope, start: number): string {
  let low = 0;
  let high = digests.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((digests[middle]?.from ?? start) <= start) low = middle + 1;
    else high = middle;
  }
  return digests[low - 1]?.digest ?? '';
}

/** The classes that are inherited from: a mixin that comes first hides none of what the others bring. */
function lowerSuperclasses(f: FunctionLowering, node: FlatNode): NodeId | null {
  const bases: NodeId[] = [];
  for (const child of f.tree.children(f.tree.child(node, Field.superclasses))) {
    if (f.tree.kind(child) === Kind.keyword_argument) {
      const value = f.tree.child(child, Field.value);
      if (value !== NONE) f.expression(value);
    } else if (f.isExpression(child)) {
      // `Base[T]` is `Base`; `Generic[T]`, `Protocol` and `object` add nothing.
      const base = f.tree.kind(child) === Kind.subscript ? f.tree.firstChild(child) : child;
      const value = f.expression(base);
      if (!/(?:^|\.)(?:Generic|Protocol|object)$/.test(f.tree.textOf(base))) bases.push(value);
    }
  }
  return bases.length === 0 ? null : f.phi(node, bases);
}

function lowerMembers(f: FunctionLowering, body: FlatNode, open: OpenClass): void {
  if (body === NONE) return;
  for (const broken of brokenSiblings(f.tree, body)) f.statement(broken);
  for (const statement of f.tree.children(body)) lowerMember(f, statement, open);
}

function lowerMember(f: FunctionLowering, statement: FlatNode, open: OpenClass): void {
  switch (f.tree.kind(statement)) {
    case Kind.function_definition:
    case Kind.decorated_definition:
    case Kind.class_definition:
      definition(f, statement, open);
      return;
    case Kind.expression_statement:
      for (const child of f.tree.children(statement)) {
        if (f.tree.kind(child) === Kind.assignment) fields(f, child, open);
        else if (f.tree.kind(child) !== Kind.string && f.tree.kind(child) !== Kind.ellipsis) run(f, child, open);
      }
      return;
    case Kind.pass_statement:
      return;
    case Kind.ERROR:
    case Kind.type_alias_statement:
      f.statement(statement);
      return;
    default:
      run(f, statement, open);
      boundFields(f, statement, open);
      f.nested(undefined, () => {
        definitionsIn(f, statement, open);
      });
  }
}

/** Functions and classes that a class's body defines under a condition. */
function definitionsIn(f: FunctionLowering, statement: FlatNode, open: OpenClass): void {
  const stop = f.tree.after(statement);
  for (let at = statement + 1; at < stop; ) {
    const kind = f.tree.kind(at);
    if (kind === Kind.function_definition || kind === Kind.decorated_definition || kind === Kind.class_definition) {
      definition(f, at, open);
      at = f.tree.after(at);
    } else {
      at = kind === Kind.lambda ? f.tree.after(at) : at + 1;
    }
  }
}

function definition(f: FunctionLowering, statement: FlatNode, open: OpenClass): void {
  const { tree } = f;
  const decorated = tree.kind(statement) === Kind.decorated_definition;
  const inner = decorated ? tree.child(statement, Field.definition) : statement;
  if (tree.kind(inner) === Kind.function_definition) {
    const decorators = decorated ? tree.children(statement).filter((child) => tree.kind(child) === Kind.decorator) : [];
    method(f, inner, decorators, open);
  } else if (tree.kind(inner) === Kind.class_definition) {
    const name = tree.child(inner, Field.name);
    const text = name === NONE ? null : tree.textOf(name);
    const fn = initializer(f, statement, text ?? '<class>', open);
    open.members.push(field(f, statement, text, true, fn, null));
  }
}

/** A member that is no method. */
function field(f: FunctionLowering, at: FlatNode, name: string | null, fixed: boolean, fn: number | null, type: TypeExpression | null): ClassMember {
  return { name, static: fixed, kind: 'field', function: fn, type, range: f.rangeOf(at), decorators: [], parameters: [] };
}

function initializer(f: FunctionLowering, node: FlatNode, name: string, open: OpenClass): number {
  return f.file.requestFunction({ node, name: `${open.name}.${name}`, kind: 'initializer', parent: f.request.id, class: open.id });
}

/** A method that needs no object can be called on the class and on its objects. */
function method(f: FunctionLowering, node: FlatNode, before: readonly FlatNode[], open: OpenClass): void {
  const nameNode = f.tree.child(node, Field.name);
  const name = nameNode === NONE ? null : f.tree.textOf(nameNode);
  const role = methodRole(f.tree, node);
  const applied = before.filter((decorator) => roleWord(f.tree, decorator) === null);
  const decorators = applied.map((decorator) => f.operand(decorator));
  const fn = f.file.requestFunction({
    node, name: `${open.name}.${name ?? '<method>'}`, kind: role.kind, parent: f.request.id, class: open.id,
  });
  if (decorators.length > 0) applyDecorators(f, decorators, applied, f.closure(node, fn));
  const range = f.rangeOf(node);
  const { kind, receiver } = role;
  if (receiver !== 'object') open.members.push({ name, static: true, kind, function: fn, type: null, range, decorators, parameters: [] });
  open.members.push({ name, static: false, kind, function: fn, type: null, range, decorators, parameters: [] });
}

/** `a: T`, `a: T = value`, `a = b = value`: attributes of the class and, unless its objects have their own, of them. */
function fields(f: FunctionLowering, assignment: FlatNode, open: OpenClass): void {
  const names: { readonly name: string; readonly type: TypeExpression | null; readonly node: FlatNode }[] = [];
  let at = assignment;
  let right: FlatNode;
  for (;;) {
    const left = f.tree.child(at, Field.left);
    const type = annotatedType(f.tree, f.tree.child(at, Field.type));
    if (f.tree.kind(left) === Kind.identifier) names.push({ name: f.tree.textOf(left), type, node: at });
    right = f.tree.child(at, Field.right);
    if (f.tree.kind(right) !== Kind.assignment) break;
    at = right;
  }
  const [first] = names;
  if (first === undefined) {
    run(f, assignment, open);
    boundFields(f, assignment, open);
    return;
  }
  const fn = right === NONE ? null : initializer(f, right, first.name, open);
  for (const { name, type, node } of names) {
    open.members.push(field(f, node, name, false, fn, type));
    if (fn !== null) open.members.push(field(f, node, name, true, fn, type));
  }
}

/** Attributes that get their values from a statement that does more: it is known that they are there. */
function boundFields(f: FunctionLowering, statement: FlatNode, open: OpenClass): void {
  for (const { node, kind } of bindingsIn(f.tree, statement).names) {
    if (kind === 'var') open.members.push(field(f, statement, f.tree.textOf(node), false, null, null));
  }
}

/** Any other statement of the body: it runs when the class is made. */
function run(f: FunctionLowering, statement: FlatNode, open: OpenClass): void {
  const fn = initializer(f, statement, '<static>', open);
  open.members.push(field(f, statement, null, true, fn, null));
}

export const classHandlers: Handlers<StatementHandler> = {
  class_definition: (f, node) => {
    // Those in the body of a class are its members.
    if (!isNested(f)) lowerClass(f, node, []);
  },
};
