/**
 * How do TypeScript's own statements lower: enums, namespaces, `declare`?
 */
import type { NodeId, Property, TypeExpression } from '../../flow';
import { declareIn } from './blocks';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantOf, propertyKey } from './literal-values';
import { classType, typeDeclaration } from './types';

/** An enum is an object of constants; members without a value count on from the one before. */
function lowerEnum(f: FunctionLowering, node: FlatNode): void {
  const properties: Property[] = [];
  const literals: TypeExpression[] = [];
  let next: number | null = 0;
  for (const member of f.tree.children(f.tree.child(node, Field.body))) {
    const assigned = f.tree.kind(member) === Kind.enum_assignment;
    const key = propertyKey(f.tree, assigned ? f.tree.child(member, Field.name) : member);
    if (key === null) continue;
    const written = assigned ? f.tree.child(member, Field.value) : NONE;
    let value: NodeId;
    if (written !== NONE) {
      value = f.expression(written);
      const constant = constantOf(f.tree, written)?.value;
      next = typeof constant === 'number' ? constant + 1 : null;
      literals.push(constant === undefined ? { kind: 'name', name: 'number', args: [] } : { kind: 'literal', value: constant });
    } else {
      value = f.constant(member, next ?? undefined);
      if (next !== null) literals.push({ kind: 'literal', value: next++ });
    }
    properties.push({ key, value, spread: false, range: f.rangeOf(member) });
  }
  declareEnum(f, node, literals);
  giveValue(f, f.tree.child(node, Field.name), f.object(node, properties));
}

function declareEnum(f: FunctionLowering, node: FlatNode, literals: readonly TypeExpression[]): void {
  const name = f.tree.child(node, Field.name);
  if (name === NONE) return;
  f.file.declareType({ name: f.tree.textOf(name), kind: 'enum', extends: [], type: { kind: 'union', of: literals }, range: f.tree.range(node) });
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
        const type = classType(f.tree, at);
        if (type !== null) f.file.declareType(type);
        break;
      }
      case Kind.interface_declaration:
      case Kind.type_alias_declaration: {
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
