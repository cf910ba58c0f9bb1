/**
 * How do resolved types combine: several that hold at once, one of several, a
 * part of the fields? Must not look up names.
 */
import type { TypeExpression } from '../flow';
import { printType } from '../flow';
import type { Place } from '../models';
import type { ClassRef } from './program';
import type { Source } from './source';

/** A type as it stands in a file: its names mean what they mean there, or what they are bound to. */
export interface WrittenType {
  readonly type: TypeExpression;
  readonly source: Source;
  /** What the parameters of the declaration around it stand for; null outside of generic declarations. */
  readonly bound: Bindings | null;
}

export type Bindings = ReadonlyMap<string, WrittenType>;

export interface ResolvedType {
  /** Booleans, numbers, dates, enums: never personal text by themselves. */
  readonly plain: boolean;
  readonly text: boolean;
  /** A library's type. */
  readonly place: Place | null;
  readonly instance: ClassRef | null;
  /** Declared fields by name. */
  readonly fields: ReadonlyMap<string, WrittenType> | null;
  /** Type of the elements of arrays and sets, of the entries of records and maps. */
  readonly element: WrittenType | null;
  /** What a library's type is written with: `User` of `Repository<User>`. */
  readonly args: readonly WrittenType[];
  /** The declared name, for the reader and as evidence of a person. */
  readonly name: string | null;
}

export const empty: ResolvedType = { plain: false, text: false, place: null, instance: null, fields: null, element: null, args: [], name: null };

/** What is all of them at once, or any of them: it may have the fields of each. Of a field in several the first counts. */
export function together(parts: readonly ResolvedType[]): ResolvedType | null {
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? null;
  const fields = new Map<string, WrittenType>();
  for (const part of parts) for (const [name, type] of part.fields ?? []) if (!fields.has(name)) fields.set(name, type);
  return {
    plain: false,
    text: false,
    place: parts.find((part) => part.place !== null)?.place ?? null,
    instance: parts.find((part) => part.instance !== null)?.instance ?? null,
    fields: fields.size > 0 ? fields : null,
    element: parts.find((part) => part.element !== null)?.element ?? null,
    args: parts.find((part) => part.args.length > 0)?.args ?? [],
    name: parts.find((part) => part.name !== null)?.name ?? null,
  };
}

/** The type with some of its fields only; as it is where it has none. It is no instance of its class any more. */
export function withFields(type: ResolvedType, keep: (name: string) => boolean): ResolvedType {
  return type.fields === null ? type : { ...type, instance: null, fields: new Map([...type.fields].filter(([name]) => keep(name))) };
}

/** The names that a union of literals lists; null where it is something else. */
export function literalNames(type: TypeExpression | undefined): ReadonlySet<string> | null {
  const parts = type?.kind === 'union' ? type.of : type === undefined ? [] : [type];
  const names = parts.map((part) => (part.kind === 'literal' ? String(part.value) : null));
  return names.length === 0 || names.includes(null) ? null : new Set(names.filter((name) => name !== null));
}

/** Longer keys are not made: what they stand for is unknown. */
const maxKey = 400;

/** What tells arguments apart, for look-ups; null where they are too large to be told apart. */
export function keyOf(args: readonly WrittenType[]): string | null {
  let key = '';
  for (const { type, source, bound } of args) {
    key += `${source.path}:${printType(type)};`;
    if (bound !== null) {
      const inner = keyOf([...bound.values()]);
      if (inner === null) return null;
      key += `{${[...bound.keys()].join()} ${inner}}`;
    }
    if (key.length > maxKey) return null;
  }
  return key;
}
