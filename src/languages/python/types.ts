/**
 * What do written types say? Annotations as TypeExpressions, and the file's own
 * type declarations.
 * Must not resolve names or check anything: what is too complex is `unknown`.
 */
import type { TypeDeclaration, TypeExpression, TypeField } from '../../flow';
import { typeAliasName } from './bound-names';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Field, Kind } from './kinds';
import { constantOf, stringValue } from './literal-values';
import { parseQuotedType } from './quoted-types';
import { meaningOf, UNKNOWN, type WrittenType } from './type-names';

/** Deeper nesting than this is `unknown`. */
const DEPTH_LIMIT = 50;

/** The type of an annotation, or null when `annotation` is NONE. */
export function annotatedType(tree: FlatTree, annotation: FlatNode): TypeExpression | null {
  return annotation === NONE ? null : typeExpression(tree, annotation);
}

/** Of a `type` node, or an expression that stands for a type. */
export function typeExpression(tree: FlatTree, node: FlatNode): TypeExpression {
  return meaningOf(written(tree, node, 0));
}

function written(tree: FlatTree, node: FlatNode, depth: number): WrittenType {
  if (node === NONE || depth > DEPTH_LIMIT) return { kind: 'unknown' };
  switch (tree.kind(node)) {
    case Kind.type:
    case Kind.parenthesized_expression:
      return written(tree, tree.firstChild(node), depth + 1);
    case Kind.identifier:
    case Kind.attribute:
    case Kind.member_type:
      return { kind: 'name', name: tree.textOf(node).replace(/\s+/g, ''), args: [] };
    case Kind.none:
      return { kind: 'name', name: 'None', args: [] };
    case Kind.ellipsis:
      return { kind: 'ellipsis' };
    case Kind.generic_type: {
      const list = tree.childOfKind(node, Kind.type_parameter);
      return applied(tree, tree.firstChild(node), list === NONE ? [] : tree.children(list), depth);
    }
    case Kind.subscript:
      return applied(tree, tree.firstChild(node), tree.children(node).slice(1), depth);
    case Kind.union_type:
    case Kind.binary_operator:
      return union(tree, node, depth);
    case Kind.tuple:
      return { kind: 'union', of: tree.children(node).map((part) => written(tree, part, depth + 1)) };
    case Kind.string: {
      const text = stringValue(tree, node);
      return text === null ? { kind: 'unknown' } : parseQuotedType(text);
    }
    default: {
      const constant = constantOf(tree, node);
      return constant === null ? { kind: 'unknown' } : { kind: 'literal', value: constant.value };
    }
  }
}

/** `Name[A, B]`. In `Literal['a']` strings are values, elsewhere types in quotes. */
function applied(tree: FlatTree, name: FlatNode, args: readonly FlatNode[], depth: number): WrittenType {
  const head = written(tree, name, depth + 1);
  if (head.kind !== 'name') return { kind: 'unknown' };
  const isLiteral = /(?:^|\.)Literal$/.test(head.name);
  return { ...head, args: args.map((arg) => (isLiteral ? literal(tree, arg) : written(tree, arg, depth + 1))) };
}

function literal(tree: FlatTree, node: FlatNode): WrittenType {
  const constant = constantOf(tree, tree.kind(node) === Kind.type ? tree.firstChild(node) : node);
  return constant === null ? { kind: 'unknown' } : { kind: 'literal', value: constant.value };
}

/** `A | B`: nested to the left, so the chain is followed without recursion. */
function union(tree: FlatTree, node: FlatNode, depth: number): WrittenType {
  const of: WrittenType[] = [];
  let at = node;
  for (;;) {
    if (tree.kind(at) === Kind.type) {
      at = tree.firstChild(at);
      continue;
    }
    if (tree.kind(at) !== Kind.union_type && tree.kind(at) !== Kind.binary_operator) break;
    const [left, right] = tree.children(at);
    if (left === undefined || right === undefined) return { kind: 'unknown' };
    if (tree.kind(at) === Kind.binary_operator && tree.gap(tree.end(left), tree.start(right)) !== '|') return { kind: 'unknown' };
    of.push(written(tree, right, depth + 1));
    at = left;
  }
  of.push(written(tree, at, depth + 1));
  return { kind: 'union', of: of.reverse() };
}

/** `type Name[T] = …`; null when the name is missing. */
export function typeAlias(tree: FlatTree, node: FlatNode): TypeDeclaration | null {
  const name = typeAliasName(tree, node);
  if (name === NONE) return null;
  const parameters = tree.kind(tree.parent(name)) === Kind.generic_type ? typeParameters(tree, tree.childOfKind(tree.parent(name), Kind.type_parameter)) : [];
  return { name: tree.textOf(name), kind: 'alias', parameters, extends: [], type: typeExpression(tree, tree.child(node, Field.right)), range: tree.range(node) };
}

/** The names in `[T, *Ts, U: int]`. */
function typeParameters(tree: FlatTree, list: FlatNode): string[] {
  if (list === NONE) return [];
  return tree.children(list).flatMap((parameter) => {
    let at = parameter;
    while (at !== NONE && tree.kind(at) !== Kind.identifier) at = tree.firstChild(at);
    return at === NONE ? [] : [tree.textOf(at)];
  });
}

/** What a class says about its objects: attributes that its body and constructor give a type or a value. */
export function classType(tree: FlatTree, node: FlatNode, name: string): TypeDeclaration | null {
  if (tree.child(node, Field.name) === NONE) return null;
  const parents: TypeExpression[] = [];
  const generic: string[] = typeParameters(tree, tree.child(node, Field.type_parameters));
  for (const base of tree.children(tree.child(node, Field.superclasses))) {
    const isGeneric = tree.kind(base) === Kind.subscript && /(?:^|\.)(?:Generic|Protocol)$/.test(tree.textOf(tree.firstChild(base)));
    if (isGeneric) generic.push(...tree.children(base).slice(1).filter((arg) => tree.kind(arg) === Kind.identifier).map((arg) => tree.textOf(arg)));
    else if (tree.kind(base) !== Kind.keyword_argument && tree.textOf(base) !== 'object') parents.push(typeExpression(tree, base));
  }
  const fields = new Map<string, TypeField>();
  for (const statement of tree.children(tree.child(node, Field.body))) addFields(tree, statement, fields);
  return { name, kind: 'class', parameters: generic, extends: parents, type: { kind: 'record', fields: [...fields.values()] }, range: tree.range(node) };
}

function addFields(tree: FlatTree, statement: FlatNode, fields: Map<string, TypeField>): void {
  const definition = tree.kind(statement) === Kind.decorated_definition ? tree.child(statement, Field.definition) : statement;
  if (tree.kind(definition) === Kind.function_definition) {
    if (tree.textOf(tree.child(definition, Field.name)) === '__init__') addConstructed(tree, definition, fields);
    return;
  }
  if (tree.kind(statement) !== Kind.expression_statement) return;
  for (let at = tree.childOfKind(statement, Kind.assignment); tree.kind(at) === Kind.assignment; at = tree.child(at, Field.right)) {
    const left = tree.child(at, Field.left);
    if (tree.kind(left) !== Kind.identifier) continue;
    addField(fields, tree.textOf(left), annotatedType(tree, tree.child(at, Field.type)));
  }
}

/** `self.name: T = …` in a constructor. */
function addConstructed(tree: FlatTree, method: FlatNode, fields: Map<string, TypeField>): void {
  for (const statement of tree.children(tree.child(method, Field.body))) {
    const assignment = tree.kind(statement) === Kind.expression_statement ? tree.childOfKind(statement, Kind.assignment) : NONE;
    const left = tree.child(assignment, Field.left);
    const annotation = tree.child(assignment, Field.type);
    if (annotation === NONE || tree.kind(left) !== Kind.attribute || tree.textOf(tree.firstChild(left)) !== 'self') continue;
    addField(fields, tree.textOf(tree.lastChild(left)), typeExpression(tree, annotation));
  }
}

/** Names such as `__slots__` say something about the class, not its objects. */
function addField(fields: Map<string, TypeField>, name: string, type: TypeExpression | null): void {
  if (/^__.*__$/.test(name)) return;
  if (type !== null || !fields.has(name)) fields.set(name, { name, type: type ?? UNKNOWN });
}
