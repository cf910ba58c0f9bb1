/**
 * How do TypeScript's own statements lower: enums, namespaces, `declare`?
 */
import type { NodeId, Property } from '../../flow';
import { declareIn } from './blocks';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { classType, enumMembers, typeDeclaration } from './type-declarations';

/** An enum is an object of constants. */
function lowerEnum(f: FunctionLowering, node: FlatNode): void {
  const properties: Property[] = [];
  for (const { node: member, key, written, constant } of enumMembers(f.tree, node)) {
    const value: NodeId = written === NONE ? f.constant(member, constant) : f.expression(written);
    properties.push({ key, value, spread: false, range: f.rangeOf(member) });
  }
  const type = typeDeclaration(f.tree, node);
  if (type !== null) f.file.declareType(type);
  giveValue(f, f.tree.child(node, Field.name), f.object(node, properties));
}

function giveValue(f: FunctionLowering, name: FlatNode, value: NodeId): void {
  if (f.tree.kind(name) !== Kind.identifier) return;
  const slot = f.scope.lookup(f.tree.textOf(name));
  if (slot !== NOTHING) f.assign(slot, name, value);
}

/** A namespace's body runs as part of the module; its value is an object of what it exports. */
function lowerNamespace(f: FunctionLowering, node: FlatNode): void {
  const body = f.tree.child(node, Field.body);
  if (body === NONE) return;
  const outside = f.exportedNames.splice(0);
  const exported = f.exports.length;
  const scope = f.scope.enter();
  const statements = f.tree.children(body);
  declareIn(f, statements, f.rangeOf(body));
  for (const statement of statements) f.statement(statement);
  const properties: Property[] = [];
  for (const { name, local } of f.exportedNames) {
    const slot = f.scope.lookup(local);
    const value = slot === NOTHING ? NOTHING : f.scope.read(slot);
    if (value !== NOTHING) properties.push({ key: name, value, spread: false, range: f.rangeOf(node) });
  }
  f.scope.leave(scope);
  f.exports.length = exported;
  f.exportedNames.splice(0, f.exportedNames.length, ...outside);
  giveValue(f, f.tree.child(node, Field.name), f.object(node, properties));
}

/** `declare …` makes no values, only types. */
function lowerAmbient(f: FunctionLowering, node: FlatNode): void {
  const stop = f.tree.after(node);
  for (let at = node + 1; at < stop; at++) {
    switch (f.tree.kind(at)) {
      case Kind.class_declaration:
      case Kind.abstract_class_declaration: {
        const type = classType(f.tree, at, f.file.docs);
        if (type !== null) f.file.declareType(type);
        break;
      }
      case Kind.interface_declaration:
      case Kind.type_alias_declaration:
      case Kind.enum_declaration: {
        const type = typeDeclaration(f.tree, at);
        if (type !== null) f.file.declareType(type);
        break;
      }
      default:
    }
  }
}

export const typescriptHandlers: Readonly<Partial<Record<keyof typeof Kind, StatementHandler>>> = {
  enum_declaration: lowerEnum,
  internal_module: lowerNamespace,
  module: lowerNamespace,
  ambient_declaration: lowerAmbient,
};
