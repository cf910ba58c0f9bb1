/**
 * What do written types say? TypeScript's type syntax as TypeExpressions.
 * Must not resolve names or check anything: a function's type is `Function` whatever it takes and gives, type-level
 * computation is `unknown`.
 */
import type { TypeExpression, TypeField } from '../../flow';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Field, Kind } from './kinds';
import { constantOf, propertyKey, unescaped } from './literal-values';
import { methodKind } from './member-words';
import { dictionary, elementOf, generic, intersection, named, tuple, union, UNKNOWN } from './type-builders';

/** Deeper nesting than this is `unknown`. */
const DEPTH_LIMIT = 50;

const PREDEFINED: Readonly<Record<string, TypeExpression>> = {
  string: named('string'), number: named('number'), boolean: named('boolean'), void: named('undefined'), undefined: named('undefined'),
  null: named('null'), object: named('object'), symbol: named('symbol'), never: named('never'), bigint: named('bigint'),
};

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
      return dottedType(tree.textOf(node), []);
    case Kind.generic_type:
    case Kind.instantiation_expression:
      return dottedType(tree.textOf(tree.firstChild(node)), typeArguments(tree, tree.childOfKind(node, Kind.type_arguments), depth));
    case Kind.array_type:
      return named('Array', [typeExpression(tree, tree.firstChild(node), depth + 1)]);
    case Kind.tuple_type:
      return tuple(tree.children(node).map((part) => tuplePart(tree, part, depth + 1)));
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
    case Kind.type_query:
      return queryType(tree.textOf(node).replace(/^typeof\b/, ''));
    case Kind.index_type_query:
      return named('keyof', [typeExpression(tree, tree.firstChild(node), depth + 1)]);
    case Kind.lookup_type: {
      const [object = NONE, key = NONE] = tree.children(node);
      return { kind: 'indexed', object: typeExpression(tree, object, depth + 1), key: typeExpression(tree, key, depth + 1) };
    }
    case Kind.function_type:
    case Kind.constructor_type:
      return named('Function');
    case Kind.object_type:
    case Kind.interface_body:
      return objectType(tree, node, depth + 1);
    default:
      return UNKNOWN;
  }
}

const imported = /^import\s*\(\s*(['"])([^'"]*)\1\s*\)/;

/** `A.B<args>`, `import('m').A.B<args>`; blanks and comments between the parts do not count. */
export function dottedType(text: string, args: readonly TypeExpression[]): TypeExpression {
  const from = text.startsWith('import') ? imported.exec(text) : null;
  if (from === null) return generic(withoutBlanks(text), args);
  const name = withoutBlanks(text.slice(from[0].length)).replace(/^\./, '');
  return { kind: 'import', module: unescaped(from[2] ?? ''), name: name === '' ? '*' : name, args };
}

/** What follows `typeof`: a dotted name, perhaps with type arguments; anything else is unknown. */
export function queryType(text: string): TypeExpression {
  const name = text.trim();
  if (name.startsWith('import')) {
    const module = dottedType(name, []);
    if (module.kind === 'import') return module;
  }
  const path = withoutBlanks(name.replace(/<[^]*$/, ''));
  return /^[\p{ID_Start}_$][\p{ID_Continue}$.#]*$/u.test(path) ? { kind: 'query', name: path } : UNKNOWN;
}

function withoutBlanks(text: string): string {
  const plain = text.includes('/') ? text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '') : text;
  return plain.replace(/\s+/g, '');
}

/** A tuple's part: a type, `name: T`, `name?: T` or `...T`. */
function tuplePart(tree: FlatTree, part: FlatNode, depth: number): TypeExpression {
  const annotation = tree.childOfKind(part, Kind.type_annotation);
  if (annotation !== NONE) return annotatedType(tree, annotation) ?? UNKNOWN;
  if (tree.kind(part) !== Kind.rest_type) return typeExpression(tree, part, depth);
  return elementOf(typeExpression(tree, tree.firstChild(part), depth));
}

/** The grammar nests unions and intersections to the left; the chain is followed without recursion. */
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
  return kind === Kind.intersection_type ? intersection(parts) : union(parts);
}

function literalType(tree: FlatTree, literal: FlatNode): TypeExpression {
  const constant = literal === NONE ? null : constantOf(tree, literal);
  if (constant === null) return UNKNOWN;
  if (constant.value === null) return named('null');
  if (constant.value === undefined) return named('undefined');
  return { kind: 'literal', value: constant.value };
}

/** A record of the named fields; where there are none, what entries of any name are. */
function objectType(tree: FlatTree, body: FlatNode, depth: number): TypeExpression {
  const fields: TypeField[] = [];
  let entries: TypeExpression | null = null;
  for (const member of tree.children(body)) {
    switch (tree.kind(member)) {
      case Kind.property_signature: {
        const name = propertyKey(tree, tree.child(member, Field.name));
        const annotation = tree.childOfKind(member, Kind.type_annotation);
        if (name !== null) fields.push({ name, type: annotation === NONE ? UNKNOWN : typeExpression(tree, tree.firstChild(annotation), depth) });
        break;
      }
      case Kind.method_signature: {
        const name = propertyKey(tree, tree.child(member, Field.name));
        if (name !== null && methodKind(tree, member) === 'getter') fields.push({ name, type: annotatedType(tree, tree.child(member, Field.return_type)) ?? UNKNOWN });
        break;
      }
      case Kind.index_signature:
        entries = indexSignature(tree, member, depth);
        break;
      default:
    }
  }
  return fields.length === 0 && entries !== null ? entries : { kind: 'record', fields };
}

/** `[key: string]: T`; `[K in keyof T]: T[K]` has what T has. */
function indexSignature(tree: FlatTree, member: FlatNode, depth: number): TypeExpression {
  const annotation = tree.childOfKind(member, Kind.type_annotation);
  const value = annotation === NONE ? UNKNOWN : typeExpression(tree, tree.firstChild(annotation), depth);
  const clause = tree.childOfKind(member, Kind.mapped_type_clause);
  if (clause === NONE) return dictionary(named('string'), value);
  const key = typeExpression(tree, tree.lastChild(clause), depth);
  const [over] = key.kind === 'name' && key.name === 'keyof' ? key.args : [];
  return over !== undefined && (value.kind === 'indexed' || value === UNKNOWN) ? over : dictionary(key, value);
}
