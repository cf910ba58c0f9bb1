/**
 * How do functions appear in the function around them? As one node; the function
 * itself is lowered on its own later.
 * Must not lower bodies.
 */
import type { ClassId, FunctionGraph, NodeId } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';
import { methodKind } from './member-words';
import { unwrapped } from './places';

/** Names of deeply nested functions stop growing here. */
const NAME_LIMIT = 200;

const NAMEABLE: ReadonlySet<Kind> = new Set([Kind.arrow_function, Kind.function_expression, Kind.generator_function, Kind.class]);

/** The dotted name of something called `own` inside this function. */
export function qualifiedName(f: FunctionLowering, own: string): string {
  if (f.request.kind === 'module') return own;
  return f.request.name.length > NAME_LIMIT ? f.request.name : `${f.request.name}.${own}`;
}

/** Lowers `node`; when it is a function or class without a name, it is called `name`. */
export function lowerNamed(f: FunctionLowering, node: FlatNode, name: string | null): NodeId {
  if (name === null) return f.expression(node);
  const inner = unwrapped(f, node);
  if (!NAMEABLE.has(f.tree.kinds[inner] ?? -1)) return f.expression(node);
  f.nameHint = name;
  return f.expression(inner);
}

/** A function expression, arrow function or declaration, called `name` unless it has a name of its own and none is given. */
export function lowerClosure(f: FunctionLowering, node: FlatNode, name: string | null): NodeId {
  const arrow = f.tree.kind(node) === Kind.arrow_function;
  const own = f.tree.child(node, Field.name);
  const called = name ?? (own === NONE ? (arrow ? '<arrow>' : '<function>') : f.tree.textOf(own));
  const id = f.file.requestFunction({
    node, name: qualifiedName(f, called), kind: arrow ? 'arrow' : 'function', parent: f.request.id, class: null,
  });
  const value = f.closure(node, id);
  const expression = f.tree.kind(node) === Kind.function_expression || f.tree.kind(node) === Kind.generator_function;
  if (own !== NONE && expression) {
    // A function expression's own name means it inside itself.
    const scope = f.scope.enter();
    f.scope.assign(f.scope.declare(f.tree.textOf(own), 'function', f.rangeOf(node)), value);
    f.scope.leave(scope);
  }
  return value;
}

/** A method, getter or setter of an object literal, as a function value. */
export function lowerMethod(f: FunctionLowering, node: FlatNode, name: string | null): NodeId {
  const id = requestMethod(f, node, name ?? '<method>', methodKind(f.tree, node), null);
  return f.closure(node, id);
}

export function requestMethod(f: FunctionLowering, node: FlatNode, name: string, kind: FunctionGraph['kind'], owner: ClassId | null): number {
  return f.file.requestFunction({ node, name: qualifiedName(f, name), kind, parent: f.request.id, class: owner });
}

export const functionHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  arrow_function: (f, node) => lowerClosure(f, node, f.takeNameHint()),
  function_expression: (f, node) => lowerClosure(f, node, f.takeNameHint()),
  generator_function: (f, node) => lowerClosure(f, node, f.takeNameHint()),
};
