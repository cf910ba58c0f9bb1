/**
 * Which types does a file declare: interfaces, aliases, enums, and what classes
 * say of their instances?
 * Must not resolve names: parts of one type stand as they are written.
 */
import type { Constant, TypeDeclaration, TypeExpression, TypeField } from '../../flow';
import type { Docs } from './jsdoc';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Field, Kind } from './kinds';
import { constantOf, propertyKey } from './literal-values';
import { isStatic, methodKind } from './member-words';
import { named, UNKNOWN } from './type-builders';
import { typeParameters } from './type-parameters';
import { annotatedType, typeArguments, typeExpression } from './types';

/** Namespaces around a type beyond this many are not in its name. */
const NAMESPACE_LIMIT = 10;

/** What every declaration has; null for one without a name. */
function declared(tree: FlatTree, node: FlatNode): Pick<TypeDeclaration, 'name' | 'parameters' | 'range'> | null {
  const name = tree.child(node, Field.name);
  if (name === NONE) return null;
  return { name: namespaceOf(tree, node) + tree.textOf(name), parameters: typeParameters(tree, name), range: tree.range(node) };
}

/** `A.B.` for what stands in the namespace `A.B`; empty outside of namespaces. Modules that are named by a string are none. */
function namespaceOf(tree: FlatTree, node: FlatNode): string {
  let prefix = '';
  let at = tree.parent(node);
  for (let levels = 0; levels < NAMESPACE_LIMIT; ) {
    const kind = tree.kind(at);
    if (kind === Kind.internal_module || kind === Kind.module) {
      const name = tree.child(at, Field.name);
      if (tree.kind(name) === Kind.identifier || tree.kind(name) === Kind.nested_identifier) prefix = `${tree.textOf(name).replace(/\s+/g, '')}.${prefix}`;
      levels++;
    } else if (kind === Kind.statement_block) {
      const owner = tree.kind(tree.parent(at));
      if (owner !== Kind.internal_module && owner !== Kind.module) return prefix;
    } else if (kind !== Kind.export_statement && kind !== Kind.ambient_declaration && kind !== Kind.expression_statement) {
      return prefix;
    }
    at = tree.parent(at);
  }
  return prefix;
}

/** The declared type of an interface, type alias or enum statement; null for other nodes. Classes: `classType`. */
export function typeDeclaration(tree: FlatTree, node: FlatNode): TypeDeclaration | null {
  const common = declared(tree, node);
  if (common === null) return null;
  switch (tree.kind(node)) {
    case Kind.interface_declaration: {
      const heritage = tree.childOfKind(node, Kind.extends_type_clause);
      const parents = heritage === NONE ? [] : tree.children(heritage).map((parent) => typeExpression(tree, parent));
      return { ...common, kind: 'interface', extends: parents, type: typeExpression(tree, tree.child(node, Field.body)) };
    }
    case Kind.type_alias_declaration:
      return { ...common, kind: 'alias', extends: [], type: typeExpression(tree, tree.child(node, Field.value)) };
    case Kind.enum_declaration:
      return { ...common, kind: 'enum', extends: [], type: { kind: 'union', of: enumMembers(tree, node).flatMap(({ type }) => type ?? []) } };
    default:
      return null;
  }
}

/** A member of an enum; `constant` is what it counts to where no value is written, `type` null where that cannot be known. */
interface EnumMember {
  readonly node: FlatNode;
  readonly key: string;
  /** NONE where none is written. */
  readonly written: FlatNode;
  readonly constant: Constant;
  readonly type: TypeExpression | null;
}

/** Members without a value count on from the one before. */
export function enumMembers(tree: FlatTree, node: FlatNode): readonly EnumMember[] {
  const members: EnumMember[] = [];
  let next: number | null = 0;
  for (const member of tree.children(tree.child(node, Field.body))) {
    const assigned = tree.kind(member) === Kind.enum_assignment;
    const key = propertyKey(tree, assigned ? tree.child(member, Field.name) : member);
    if (key === null) continue;
    const written = assigned ? tree.child(member, Field.value) : NONE;
    if (written !== NONE) {
      const constant = constantOf(tree, written)?.value;
      next = typeof constant === 'number' ? constant + 1 : null;
      members.push({ node: member, key, written, constant, type: constant === undefined ? named('number') : { kind: 'literal', value: constant } });
    } else {
      members.push({ node: member, key, written, constant: next ?? undefined, type: next === null ? null : { kind: 'literal', value: next } });
      if (next !== null) next++;
    }
  }
  return members;
}

/** What a class says about its instances: their fields with types. `docs` as in FileLowering. */
export function classType(tree: FlatTree, node: FlatNode, docs: Docs | null): TypeDeclaration | null {
  const common = declared(tree, node);
  if (common === null) return null;
  const heritage = tree.childOfKind(node, Kind.class_heritage);
  const parents: TypeExpression[] = [];
  if (heritage !== NONE) {
    for (const clause of tree.children(heritage)) {
      if (tree.kind(clause) === Kind.implements_clause) {
        for (const type of tree.children(clause)) parents.push(typeExpression(tree, type));
      } else {
        parents.push(extendedType(tree, clause));
      }
    }
  }
  const fields = new Map<string, TypeExpression>();
  for (const member of tree.children(tree.child(node, Field.body))) {
    for (const { name, type } of classFields(tree, member, docs)) if (!fields.has(name) || type !== UNKNOWN) fields.set(name, type);
  }
  return { ...common, kind: 'class', extends: parents, type: { kind: 'record', fields: [...fields].map(([name, type]) => ({ name, type })) } };
}

/** `extends Base<T>`; plain JavaScript has the expression without a clause around it. */
function extendedType(tree: FlatTree, clause: FlatNode): TypeExpression {
  const value = tree.kind(clause) === Kind.extends_clause ? tree.child(clause, Field.value) : clause;
  const type = typeExpression(tree, value);
  if (type.kind !== 'name') return type;
  const args = typeArguments(tree, tree.childOfKind(clause, Kind.type_arguments));
  return args.length === 0 ? type : { ...type, args };
}

function classFields(tree: FlatTree, member: FlatNode, docs: Docs | null): readonly TypeField[] {
  switch (tree.kind(member)) {
    case Kind.public_field_definition:
    case Kind.field_definition: {
      const name = memberName(tree, member);
      return name === null || isStatic(tree, member) ? [] : [{ name, type: fieldType(tree, member, docs) ?? UNKNOWN }];
    }
    case Kind.method_definition:
    case Kind.method_signature:
    case Kind.abstract_method_signature: {
      const name = memberName(tree, member);
      if (name === 'constructor') return [...parameterProperties(tree, member), ...assignedFields(tree, member, docs)];
      if (name === null || isStatic(tree, member) || methodKind(tree, member) !== 'getter') return [];
      return [{ name, type: annotatedType(tree, tree.child(member, Field.return_type)) ?? docs?.before(member)?.returns ?? UNKNOWN }];
    }
    default:
      return [];
  }
}

/** The constant name of a field or method. */
export function memberName(tree: FlatTree, member: FlatNode): string | null {
  const name = tree.child(member, Field.name);
  return propertyKey(tree, name === NONE ? tree.child(member, Field.property) : name);
}

/** A class field's type, annotated or documented. */
export function fieldType(tree: FlatTree, member: FlatNode, docs: Docs | null): TypeExpression | null {
  return annotatedType(tree, tree.child(member, Field.type)) ?? docs?.before(member)?.type ?? null;
}

/** A constructor's parameter that is a field. */
interface ParameterProperty extends TypeField {
  readonly node: FlatNode;
}

/** `constructor(private readonly db: Db)`: parameters that are fields. */
export function parameterProperties(tree: FlatTree, method: FlatNode): readonly ParameterProperty[] {
  const parameters = tree.child(method, Field.parameters);
  if (parameters === NONE || tree.textOf(tree.child(method, Field.name)) !== 'constructor') return [];
  const fields: ParameterProperty[] = [];
  for (const parameter of tree.children(parameters)) {
    const pattern = tree.child(parameter, Field.pattern);
    if (!isParameterProperty(tree, parameter) || tree.kind(pattern) !== Kind.identifier) continue;
    fields.push({ node: parameter, name: tree.textOf(pattern), type: annotatedType(tree, tree.child(parameter, Field.type)) ?? UNKNOWN });
  }
  return fields;
}

export function isParameterProperty(tree: FlatTree, parameter: FlatNode): boolean {
  const pattern = tree.child(parameter, Field.pattern);
  if (pattern === NONE) return false;
  if (tree.childOfKind(parameter, Kind.accessibility_modifier) !== NONE || tree.childOfKind(parameter, Kind.override_modifier) !== NONE) return true;
  return /\breadonly$/.test(tree.gap(tree.start(parameter), tree.start(pattern)));
}

/** `this.email = …` among a constructor's own statements: how JavaScript declares fields. */
function assignedFields(tree: FlatTree, constructor: FlatNode, docs: Docs | null): readonly TypeField[] {
  const fields: TypeField[] = [];
  for (const statement of tree.children(tree.child(constructor, Field.body))) {
    const assignment = tree.kind(statement) === Kind.expression_statement ? tree.firstChild(statement) : NONE;
    if (tree.kind(assignment) !== Kind.assignment_expression) continue;
    const target = tree.child(assignment, Field.left);
    if (tree.kind(target) !== Kind.member_expression || tree.kind(tree.firstChild(target)) !== Kind.this) continue;
    const name = propertyKey(tree, tree.lastChild(target));
    if (name !== null) fields.push({ name, type: docs?.before(assignment)?.type ?? UNKNOWN });
  }
  return fields;
}
