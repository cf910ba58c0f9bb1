/**
 * What do written types say? TypeScript's type syntax as TypeExpressions, and
 * the file's own type declarations.
 * Must not resolve names or check anything: function types and type-level
 * computation are `unknown`.
 */
import type { TypeDeclaration, TypeExpression, TypeField } from '../../flow';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Field, Kind } from './kinds';
import { constantOf, propertyKey } from './literal-values';
import { isStatic } from './member-words';

/** Deeper nesting than this is `unknown`. */
const DEPTH_LIMIT = 50;

const UNKNOWN: TypeExpression = named('unknown');
const PREDEFINED: Readonly<Record<string, TypeExpression>> = {
  string: named('string'), number: named('number'), boolean: named('boolean'), void: named('undefined'), undefined: named('undefined'),
  null: named('null'), object: named('object'), symbol: named('symbol'), never: named('never'), bigint: named('bigint'),
};

function named(name: string, args: readonly TypeExpression[] = []): TypeExpression {
  return { kind: 'name', name, args };
}

/** The type in an annotation (`: T`), or null when `annotation` is NONE or empty. */
export function annotatedType(tree: FlatTree, annotation: FlatNode): TypeExpression | null {
  if (annotation === NONE) return null;
  switch (tree.kind(annotation)) {
    case Kind.type_annotation: {
      const inner = tree.firstChild(annotation);
      return inner === NONE ? null : typeExpression(tree, inner);
    }
    case Kind.type_predicate_annotation:
      return named('boolean');
    case Kind.asserts_annotation:
      return named('undefined');
    default:
      return null;
  }
}

/** The arguments of `<A, B>`; none when `list` is NONE. */
export function typeArguments(tree: FlatTree, list: FlatNode, depth = 0): TypeExpression[] {
  return list === NONE ? [] : tree.children(list).map((arg) => typeExpression(tree, arg, depth + 1));
}

export function typeExpression(tree: FlatTree, node: FlatNode, depth = 0): TypeExpression {
  if (node === NONE || depth > DEPTH_LIMIT) return UNKNOWN;
  switch (tree.kind(node)) {
    case Kind.predefined_type:
      return PREDEFINED[tree.textOf(node)] ?? UNKNOWN;
    case Kind.type_identifier:
    case Kind.identifier:
      return named(tree.textOf(node));
    case Kind.nested_type_identifier:
    case Kind.nested_identifier:
    case Kind.member_expression:
      return named(dotted(tree.textOf(node)));
    case Kind.generic_type:
    case Kind.instantiation_expression:
      return genericType(tree, node, depth);
    case Kind.array_type:
      return named('Array', [typeExpression(tree, tree.firstChild(node), depth + 1)]);
    case Kind.tuple_type:
      return named('Array', [unionOf(tree.children(node).map((part) => tuplePart(tree, part, depth + 1)))]);
    case Kind.union_type:
    case Kind.intersection_type:
      return combined(tree, node, depth);
    case Kind.parenthesized_type:
    case Kind.readonly_type:
    case Kind.optional_type:
      return typeExpression(tree, tree.firstChild(node), depth + 1);
    case Kind.literal_type:
      return literalType(tree, tree.firstChild(node));
    case Kind.template_literal_type:
      return named('string');
    case Kind.object_type:
    case Kind.interface_body:
      return { kind: 'record', fields: recordFields(tree, node, depth + 1) };
    default:
      return UNKNOWN;
  }
}

const PRIMITIVES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'undefined', 'null', 'symbol', 'bigint', 'never']);

/** Whether values of the type cannot change. */
export function isPrimitive(type: TypeExpression): boolean {
  switch (type.kind) {
    case 'name':
      return PRIMITIVES.has(type.name);
    case 'union':
      return type.of.every(isPrimitive);
    case 'literal':
      return true;
    case 'record':
      return false;
  }
}

function dotted(text: string): string {
  return text.replace(/\s+/g, '');
}

function genericType(tree: FlatTree, node: FlatNode, depth: number): TypeExpression {
  const args = typeArguments(tree, tree.childOfKind(node, Kind.type_arguments), depth);
  const name = dotted(tree.textOf(tree.firstChild(node)));
  const [only] = args;
  if (name === 'Readonly' && only !== undefined) return only;
  return named(name === 'ReadonlyArray' ? 'Array' : name, args);
}

/** A tuple's part: a type, `name: T`, `name?: T` or `...T`. */
function tuplePart(tree: FlatTree, part: FlatNode, depth: number): TypeExpression {
  const annotation = tree.childOfKind(part, Kind.type_annotation);
  if (annotation !== NONE) return annotatedType(tree, annotation) ?? UNKNOWN;
  if (tree.kind(part) !== Kind.rest_type) return typeExpression(tree, part, depth);
  const rest = typeExpression(tree, tree.firstChild(part), depth);
  return rest.kind === 'name' && rest.name === 'Array' && rest.args[0] !== undefined ? rest.args[0] : rest;
}

/**
 * A union, or an intersection: one record when all its parts are records, else
 * the union of its parts, which has at least what each part has.
 * The grammar nests both to the left; the chain is followed without recursion.
 */
function combined(tree: FlatTree, node: FlatNode, depth: number): TypeExpression {
  const kind = tree.kind(node);
  const parts: TypeExpression[] = [];
  let at = node;
  for (;;) {
    const children = tree.children(at);
    const first = children[0] ?? NONE;
    for (const child of children.slice(1).reverse()) parts.push(typeExpression(tree, child, depth + 1));
    if (first === NONE) break;
    if (tree.kind(first) !== kind) {
      parts.push(typeExpression(tree, first, depth + 1));
      break;
    }
    at = first;
  }
  parts.reverse();
  if (kind === Kind.intersection_type && parts.every((part) => part.kind === 'record')) {
    return { kind: 'record', fields: parts.flatMap((part) => part.fields) };
  }
  return unionOf(parts);
}

function unionOf(parts: readonly TypeExpression[]): TypeExpression {
  const of = parts.flatMap((part) => (part.kind === 'union' ? part.of : [part]));
  const [only] = of;
  if (only === undefined) return UNKNOWN;
  return of.length === 1 ? only : { kind: 'union', of };
}

function literalType(tree: FlatTree, literal: FlatNode): TypeExpression {
  const constant = literal === NONE ? null : constantOf(tree, literal);
  if (constant === null) return UNKNOWN;
  if (constant.value === null) return named('null');
  if (constant.value === undefined) return named('undefined');
  return { kind: 'literal', value: constant.value };
}

function recordFields(tree: FlatTree, body: FlatNode, depth: number): TypeField[] {
  const fields: TypeField[] = [];
  for (const member of tree.children(body)) {
    if (tree.kind(member) !== Kind.property_signature) continue;
    const name = propertyKey(tree, tree.child(member, Field.name));
    if (name === null) continue;
    const annotation = tree.childOfKind(member, Kind.type_annotation);
    fields.push({ name, type: annotation === NONE ? UNKNOWN : typeExpression(tree, tree.firstChild(annotation), depth) });
  }
  return fields;
}

/** The declared type of an interface, type alias or enum statement; null for other nodes. Classes: `classType`. */
export function typeDeclaration(tree: FlatTree, node: FlatNode): TypeDeclaration | null {
  const name = tree.child(node, Field.name);
  if (name === NONE) return null;
  const common = { name: tree.textOf(name), range: tree.range(node) };
  switch (tree.kind(node)) {
    case Kind.interface_declaration: {
      const heritage = tree.childOfKind(node, Kind.extends_type_clause);
      const parents = heritage === NONE ? [] : tree.children(heritage).map((parent) => typeExpression(tree, parent));
      return { ...common, kind: 'interface', extends: parents, type: typeExpression(tree, tree.child(node, Field.body)) };
    }
    case Kind.type_alias_declaration:
      return { ...common, kind: 'alias', extends: [], type: typeExpression(tree, tree.child(node, Field.value)) };
    default:
      return null;
  }
}

/** What a class says about its instances: their fields with types. */
export function classType(tree: FlatTree, node: FlatNode): TypeDeclaration | null {
  const name = tree.child(node, Field.name);
  if (name === NONE) return null;
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
  const fields: TypeField[] = [];
  for (const member of tree.children(tree.child(node, Field.body))) classFields(tree, member, fields);
  return { name: tree.textOf(name), kind: 'class', extends: parents, type: { kind: 'record', fields }, range: tree.range(node) };
}

/** `extends Base<T>`; plain JavaScript has the expression without a clause around it. */
function extendedType(tree: FlatTree, clause: FlatNode): TypeExpression {
  const value = tree.kind(clause) === Kind.extends_clause ? tree.child(clause, Field.value) : clause;
  const type = typeExpression(tree, value);
  if (type.kind !== 'name') return type;
  const args = typeArguments(tree, tree.childOfKind(clause, Kind.type_arguments));
  return args.length === 0 ? type : { ...type, args };
}

function classFields(tree: FlatTree, member: FlatNode, into: TypeField[]): void {
  switch (tree.kind(member)) {
    case Kind.public_field_definition: {
      const name = propertyKey(tree, tree.child(member, Field.name));
      if (name !== null && !isStatic(tree, member)) into.push({ name, type: annotatedType(tree, tree.child(member, Field.type)) ?? UNKNOWN });
      return;
    }
    case Kind.field_definition: {
      const name = propertyKey(tree, tree.child(member, Field.property));
      if (name !== null && !isStatic(tree, member)) into.push({ name, type: UNKNOWN });
      return;
    }
    case Kind.method_definition:
      for (const { name, type } of parameterProperties(tree, member)) into.push({ name, type });
      return;
    default:
      return;
  }
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
