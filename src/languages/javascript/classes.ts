/**
 * How do classes lower? One node, and beside it the class's members, each a
 * function of its own.
 */
import type { ClassId, ClassMember, DecoratedParameter, NodeId } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, StatementHandler } from './function-lowering';
import { qualifiedName, requestMethod } from './functions';
import { Field, Kind } from './kinds';
import { propertyKey } from './literal-values';
import { isStatic, methodKind } from './member-words';
import { classType, fieldType, parameterProperties } from './type-declarations';

/** A class declaration: its variable gets the class. */
function lowerClassDeclaration(f: FunctionLowering, node: FlatNode): void {
  const name = f.tree.child(node, Field.name);
  const value = lowerClass(f, node, name === NONE ? null : f.tree.textOf(name));
  if (name === NONE) return;
  const slot = f.scope.lookup(f.tree.textOf(name));
  if (slot >= 0) f.scope.assign(slot, value);
}

/** A class expression. */
function lowerClassExpression(f: FunctionLowering, node: FlatNode): NodeId {
  const hint = f.takeNameHint();
  const own = f.tree.child(node, Field.name);
  if (own === NONE) return lowerClass(f, node, hint);
  const scope = f.scope.enter();
  const slot = f.scope.declare(f.tree.textOf(own), 'class', f.rangeOf(node));
  const value = lowerClass(f, node, f.tree.textOf(own));
  f.scope.assign(slot, value);
  f.scope.leave(scope);
  return value;
}

/** The class's node. A default export without a name is called `default` by its caller. */
export function lowerClass(f: FunctionLowering, node: FlatNode, name: string | null): NodeId {
  const id = f.file.nextClass();
  const outside = f.pendingDecorators;
  f.pendingDecorators = [];
  const decorators = lowerDecorators(f, [...outside, ...f.tree.children(node)]);
  const superclass = lowerSuperclass(f, node);
  const members = lowerMembers(f, f.tree.child(node, Field.body), id, name ?? '<class>');
  f.file.defineClass({ id, name, parent: f.request.id, superclass, decorators, members });
  const type = classType(f.tree, node, f.file.docs);
  if (type !== null) f.file.declareType(type);
  return f.class(node, id);
}

function lowerSuperclass(f: FunctionLowering, node: FlatNode): NodeId | null {
  const heritage = f.tree.childOfKind(node, Kind.class_heritage);
  if (heritage === NONE) return null;
  const clause = f.tree.childOfKind(heritage, Kind.extends_clause);
  if (clause !== NONE) return f.expression(f.tree.child(clause, Field.value));
  const direct = f.tree.firstChild(heritage);
  return f.isExpression(direct) ? f.expression(direct) : null;
}

/** The values of those children that are decorators: calls, also where the source has no parentheses. */
export function lowerDecorators(f: FunctionLowering, children: readonly FlatNode[]): NodeId[] {
  const values: NodeId[] = [];
  for (const child of children) {
    if (f.tree.kind(child) !== Kind.decorator) continue;
    const value = f.operand(child);
    values.push(f.nodes[value]?.op === 'call' ? value : f.call(child, value, []));
  }
  return values;
}

function lowerMembers(f: FunctionLowering, body: FlatNode, id: ClassId, className: string): ClassMember[] {
  const members: ClassMember[] = [];
  let before: FlatNode[] = [];
  for (const child of f.tree.children(body)) {
    if (f.tree.kind(child) === Kind.decorator) {
      before.push(child);
      continue;
    }
    const decorators = lowerDecorators(f, [...before, ...f.tree.children(child)]);
    before = [];
    switch (f.tree.kind(child)) {
      case Kind.method_definition:
        members.push(method(f, child, id, className, decorators));
        for (const property of parameterProperties(f.tree, child)) {
          members.push({ name: property.name, static: false, kind: 'field', function: null, type: property.type, range: f.rangeOf(property.node), decorators: [], parameters: NO_PARAMETERS });
        }
        break;
      case Kind.public_field_definition:
      case Kind.field_definition:
        members.push(fieldMember(f, child, id, className, decorators));
        break;
      case Kind.class_static_block:
        members.push(staticBlock(f, child, id, className));
        break;
      case Kind.ERROR:
        f.statement(child);
        break;
      default:
    }
  }
  return members;
}

function method(f: FunctionLowering, node: FlatNode, id: ClassId, className: string, decorators: readonly NodeId[]): ClassMember {
  const key = f.tree.child(node, Field.name);
  const name = propertyKey(f.tree, key);
  if (name === null && f.isExpression(key)) f.expression(key);
  const fixed = isStatic(f.tree, node);
  const kind = name === 'constructor' && !fixed ? 'constructor' : methodKind(f.tree, node);
  const fn = requestMethod(f, node, `${className}.${name ?? '<method>'}`, kind, id);
  return { name, static: fixed, kind, function: fn, type: null, range: f.rangeOf(node), decorators, parameters: decoratedParameters(f, node) };
}

const NO_PARAMETERS: readonly DecoratedParameter[] = [];

/** The parameters that have decorators; `this` is no parameter. */
function decoratedParameters(f: FunctionLowering, node: FlatNode): readonly DecoratedParameter[] {
  const parameters: DecoratedParameter[] = [];
  let index = 0;
  for (const parameter of f.tree.children(f.tree.child(node, Field.parameters))) {
    if (f.tree.kind(f.tree.child(parameter, Field.pattern)) === Kind.this) continue;
    if (f.tree.childOfKind(parameter, Kind.decorator) !== NONE) parameters.push({ index, decorators: lowerDecorators(f, f.tree.children(parameter)) });
    index++;
  }
  return parameters.length === 0 ? NO_PARAMETERS : parameters;
}

function fieldMember(f: FunctionLowering, node: FlatNode, id: ClassId, className: string, decorators: readonly NodeId[]): ClassMember {
  let key = f.tree.child(node, Field.name);
  if (key === NONE) key = f.tree.child(node, Field.property);
  const name = propertyKey(f.tree, key);
  if (name === null && f.isExpression(key)) f.expression(key);
  const value = f.tree.child(node, Field.value);
  const initializer = value === NONE ? null : requestMethod(f, value, `${className}.${name ?? '<field>'}`, 'initializer', id);
  return {
    name, static: isStatic(f.tree, node), kind: 'field', function: initializer,
    type: fieldType(f.tree, node, f.file.docs), range: f.rangeOf(node), decorators, parameters: NO_PARAMETERS,
  };
}

/** A static block is a field without a name whose initializer runs it. */
function staticBlock(f: FunctionLowering, node: FlatNode, id: ClassId, className: string): ClassMember {
  const fn = f.file.requestFunction({
    node, name: qualifiedName(f, `${className}.<static>`), kind: 'initializer', parent: f.request.id, class: id,
  });
  return { name: null, static: true, kind: 'field', function: fn, type: null, range: f.rangeOf(node), decorators: [], parameters: NO_PARAMETERS };
}

export const classExpressionHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  class: lowerClassExpression,
  decorator: (f, node) => f.operand(node),
};

export const classStatementHandlers: Readonly<Partial<Record<keyof typeof Kind, StatementHandler>>> = {
  class_declaration: lowerClassDeclaration,
  abstract_class_declaration: lowerClassDeclaration,
};
