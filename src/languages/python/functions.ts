/**
 * How do functions appear in the function around them? As one node, named by
 * their variable, and handed to each of their decorators; the function itself is
 * lowered on its own later.
 * Must not lower bodies.
 */
import type { NodeId } from '../../flow';
import { NOTHING } from '../lowering';
import { lowerClass } from './classes';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { qualifiedName } from './names';

/** `def`, with the decorators before it (values of their expressions). */
export function lowerDefinition(f: FunctionLowering, node: FlatNode, decorators: readonly NodeId[], at: readonly FlatNode[]): void {
  // Those in a class's body are its members, wherever they stand in it.
  if (f.request.kind === 'initializer' && f.request.class !== null) return;
  const name = f.tree.child(node, Field.name);
  const called = name === NONE ? '<function>' : f.tree.textOf(name);
  const id = f.file.requestFunction({ node, name: qualifiedName(f, called), kind: 'function', parent: f.request.id, class: null });
  const value = f.closure(node, id);
  applyDecorators(f, decorators, at, value);
  bindDefinition(f, name, value);
}

/** Each decorator is called with the function or class, the nearest first. */
export function applyDecorators(f: FunctionLowering, decorators: readonly NodeId[], at: readonly FlatNode[], value: NodeId): void {
  for (let i = decorators.length - 1; i >= 0; i--) {
    const decorator = decorators[i];
    if (decorator !== undefined) f.call(at[i] ?? NONE, decorator, [{ value, spread: false, name: null }]);
  }
}

/** The name means what is defined from here on. */
export function bindDefinition(f: FunctionLowering, name: FlatNode, value: NodeId): void {
  if (name === NONE) return;
  const text = f.tree.textOf(name);
  const slot = f.scope.lookup(text);
  if (slot !== NOTHING) f.scope.assign(slot, value);
  else f.outerWrites.push({ name: text, value: f.bind(name, text, value, null) });
}

/** `@a` and `@b(c)` before a function or class. */
function lowerDecorated(f: FunctionLowering, node: FlatNode): void {
  const decorators = f.tree.children(node).filter((child) => f.tree.kind(child) === Kind.decorator);
  const definition = f.tree.child(node, Field.definition);
  if (f.tree.kind(definition) === Kind.class_definition) {
    lowerClass(f, definition, decorators);
    return;
  }
  if (f.request.kind === 'initializer' && f.request.class !== null) return;
  const values = decorators.map((decorator) => f.operand(decorator));
  if (f.tree.kind(definition) === Kind.function_definition) lowerDefinition(f, definition, values, decorators);
}

function lowerLambda(f: FunctionLowering, node: FlatNode): NodeId {
  const id = f.file.requestFunction({ node, name: qualifiedName(f, '<lambda>'), kind: 'arrow', parent: f.request.id, class: null });
  return f.closure(node, id);
}

export const functionExpressionHandlers: Handlers<ExpressionHandler> = {
  lambda: lowerLambda,
  decorator: (f, node) => f.operand(node),
};

export const functionStatementHandlers: Handlers<StatementHandler> = {
  function_definition: (f, node) => {
    lowerDefinition(f, node, [], []);
  },
  decorated_definition: lowerDecorated,
};
