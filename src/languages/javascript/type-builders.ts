/**
 * How are TypeExpressions put together from parts, whatever notation they were
 * written in: TypeScript's or that of doc comments?
 * Must not look at text.
 */
import type { TypeDeclaration, TypeExpression } from '../../flow';

export const UNKNOWN: TypeExpression = named('unknown');

export function named(name: string, args: readonly TypeExpression[] = []): TypeExpression {
  return { kind: 'name', name, args };
}

/** `name<args>`; arrays and records that may not change are arrays and records. */
export function generic(name: string, args: readonly TypeExpression[]): TypeExpression {
  const [only] = args;
  if (name === 'Readonly' && only !== undefined) return only;
  return named(name === 'ReadonlyArray' ? 'Array' : name, args);
}

export function union(parts: readonly TypeExpression[]): TypeExpression {
  const of = parts.flatMap((part) => (part.kind === 'union' ? part.of : [part]));
  const [only] = of;
  if (only === undefined) return UNKNOWN;
  return of.length === 1 ? only : { kind: 'union', of };
}

/** One record where all parts are records. */
export function intersection(parts: readonly TypeExpression[]): TypeExpression {
  const [only] = parts;
  if (only === undefined) return UNKNOWN;
  if (parts.length === 1) return only;
  if (parts.every((part) => part.kind === 'record')) return { kind: 'record', fields: parts.flatMap((part) => part.fields) };
  return { kind: 'intersection', of: parts };
}

/** A tuple is an array of any of its parts. */
export function tuple(parts: readonly TypeExpression[]): TypeExpression {
  return named('Array', [union(parts)]);
}

/** A tuple's rest `...T[]` gives elements. */
export function elementOf(type: TypeExpression): TypeExpression {
  return type.kind === 'name' && type.name === 'Array' && type.args[0] !== undefined ? type.args[0] : type;
}

/** An object with entries of any name. */
export function dictionary(key: TypeExpression, value: TypeExpression): TypeExpression {
  return named('Record', [key, value]);
}

/** `T`, `T[]`, `Promise<T>` … as the declaration of a name. */
export function alias(name: string, parameters: readonly string[], type: TypeExpression, range: TypeDeclaration['range']): TypeDeclaration {
  return { name, kind: 'alias', parameters, extends: [], type, range };
}
