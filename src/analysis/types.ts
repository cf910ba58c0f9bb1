/**
 * What does a written type say? Resolves type expressions of a file to what
 * evaluation can use: plain values, records, classes, library types.
 * Must not require types: a missing or broken one says nothing.
 */
import type { TypeDeclaration, TypeExpression } from '../flow';
import type { Models, Place } from '../models';
import { within } from './program';
import type { ClassRef, Source } from './program';

export interface ResolvedType {
  /** Booleans, numbers, dates, enums: never personal text by themselves. */
  readonly plain: boolean;
  readonly text: boolean;
  /** A library's type. */
  readonly place: Place | null;
  readonly instance: ClassRef | null;
  /** Declared fields by name, as written. */
  readonly fields: ReadonlyMap<string, TypeExpression> | null;
  /** Type of the elements of arrays and sets. */
  readonly element: TypeExpression | null;
  /** The declared name, for the reader and as evidence of a person. */
  readonly name: string | null;
}

const plainNames = new Set(['boolean', 'number', 'bigint', 'Date', 'symbol', 'void', 'never', 'null', 'undefined']);
/** Wrappers that a value passes through unchanged for our purposes. */
const transparent = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Mutable', 'DeepPartial']);
const containers = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'AsyncIterable', 'IterableIterator', 'Generator', 'AsyncGenerator']);

const empty: ResolvedType = { plain: false, text: false, place: null, instance: null, fields: null, element: null, name: null };

export class Types {
  private readonly declared = new Map<Source, ReadonlyMap<string, readonly TypeDeclaration[]>>();
  private readonly classes = new Map<Source, ReadonlyMap<string, ClassRef>>();
  /** What a name means, by what is left of the depth: types that speak of one another would else be asked again and again. */
  private readonly locals = new Map<Source, Map<string, ResolvedType | null>>();

  constructor(private readonly models: Models) {}

  /** Null where the type says nothing of use. */
  resolve(source: Source, type: TypeExpression | null, depth = 6): ResolvedType | null {
    if (type === null || depth === 0) return null;
    switch (type.kind) {
      case 'literal':
        return { ...empty, plain: typeof type.value !== 'string', text: typeof type.value === 'string' };
      case 'record':
        return { ...empty, fields: new Map(type.fields.map((field) => [field.name, field.type])) };
      case 'union':
        return this.resolveUnion(source, type.of, depth);
      case 'name':
        return this.resolveName(source, type.name, type.args, depth);
    }
  }

  private resolveUnion(source: Source, of: readonly TypeExpression[], depth: number): ResolvedType | null {
    const rest = of.filter((part) => !(part.kind === 'name' && (part.name === 'null' || part.name === 'undefined')));
    const resolved = rest.map((part) => this.resolve(source, part, depth - 1));
    const [first] = resolved;
    if (first === undefined) return null;
    if (resolved.length === 1) return first;
    if (resolved.every((part) => part?.plain)) return { ...empty, plain: true };
    if (resolved.every((part) => part !== null && (part.plain || part.text))) return { ...empty, text: true };
    return resolved.find((part) => part !== null && !part.plain && !part.text) ?? null;
  }

  private resolveName(source: Source, name: string, args: readonly TypeExpression[], depth: number): ResolvedType | null {
    if (plainNames.has(name)) return { ...empty, plain: true };
    if (name === 'string') return { ...empty, text: true };
    const [argument] = args;
    if (transparent.has(name)) return this.resolve(source, argument ?? null, depth - 1);
    if (containers.has(name)) return { ...empty, element: argument ?? null };
    const local = this.resolveLocal(source, name, depth);
    if (local !== null) return local;
    const place = this.importedType(source, name) ?? this.models.globalType(source.ecosystem, name);
    return { ...empty, place, name };
  }

  private resolveLocal(source: Source, name: string, depth: number): ResolvedType | null {
    const known = within(this.locals, source);
    const key = `${String(depth)} ${name}`;
    let resolved = known.get(key);
    if (resolved === undefined) known.set(key, (resolved = this.declaredType(source, name, depth)));
    return resolved;
  }

  private declaredType(source: Source, name: string, depth: number): ResolvedType | null {
    const instance = this.classesOf(source).get(name) ?? null;
    const declarations = this.declarationsOf(source).get(name) ?? [];
    if (instance === null && declarations.length === 0) return null;
    const fields = new Map<string, TypeExpression>();
    let plain = false;
    let text = false;
    let element: TypeExpression | null = null;
    for (const declaration of declarations) {
      if (declaration.kind === 'enum') plain = true;
      for (const base of declaration.extends) {
        for (const [field, type] of this.resolve(source, base, depth - 1)?.fields ?? []) fields.set(field, type);
      }
    }
    for (const { type } of declarations) {
      const resolved = this.resolve(source, type, depth - 1);
      if (resolved === null) continue;
      plain ||= resolved.plain;
      text ||= resolved.text;
      element ??= resolved.element;
      for (const [field, fieldType] of resolved.fields ?? []) fields.set(field, fieldType);
    }
    return { plain, text, place: null, instance, fields: fields.size > 0 ? fields : null, element, name };
  }

  private declarationsOf(source: Source): ReadonlyMap<string, readonly TypeDeclaration[]> {
    let map = this.declared.get(source);
    if (map === undefined) {
      const made = new Map<string, TypeDeclaration[]>();
      for (const declaration of source.graph.types) {
        const list = made.get(declaration.name);
        if (list === undefined) made.set(declaration.name, [declaration]);
        else list.push(declaration);
      }
      this.declared.set(source, (map = made));
    }
    return map;
  }

  private classesOf(source: Source): ReadonlyMap<string, ClassRef> {
    let map = this.classes.get(source);
    if (map === undefined) {
      // Of classes of one name the first counts.
      this.classes.set(source, (map = new Map([...source.classes].reverse().flatMap((cls) => (cls.graph.name === null ? [] : [[cls.graph.name, cls]])))));
    }
    return map;
  }

  /** `Logger` of `import { Logger } from 'pino'`, `pino.Logger` of `import pino from 'pino'`. */
  private importedType(source: Source, name: string): Place | null {
    const [head, ...rest] = name.split('.');
    const module = source.units[0];
    if (module === undefined) return null;
    for (const variable of module.variables.get(head ?? '') ?? []) {
      if (variable.kind !== 'import') continue;
      for (const id of variable.values) {
        let node = module.node(id);
        if (node?.op === 'bind') node = module.node(node.value);
        if (node?.op !== 'import') continue;
        const typeName = rest.length > 0 ? rest.join('.') : node.name;
        return this.models.type(source.ecosystem, node.module, typeName);
      }
    }
    return null;
  }
}
