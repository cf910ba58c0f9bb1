/**
 * What does a written type say? Resolves type expressions of a file to what
 * evaluation can use: plain values, records, classes, library types; those of other files by import.
 * Must not require types: a missing or broken one says nothing.
 */
import type { TypeDeclaration, TypeExpression } from '../flow';
import type { Models, Place } from '../models';
import { within } from './program';
import type { ClassRef, Source } from './program';

/** A type as it stands in a file: its names mean what they mean there. */
export interface WrittenType {
  readonly type: TypeExpression;
  readonly source: Source;
}

export interface ResolvedType {
  /** Booleans, numbers, dates, enums: never personal text by themselves. */
  readonly plain: boolean;
  readonly text: boolean;
  /** A library's type. */
  readonly place: Place | null;
  readonly instance: ClassRef | null;
  /** Declared fields by name. */
  readonly fields: ReadonlyMap<string, WrittenType> | null;
  /** Type of the elements of arrays and sets. */
  readonly element: WrittenType | null;
  /** The declared name, for the reader and as evidence of a person. */
  readonly name: string | null;
}

const plainNames = new Set(['boolean', 'number', 'bigint', 'Date', 'symbol', 'void', 'never', 'null', 'undefined']);
/** Wrappers that a value passes through unchanged for our purposes. */
const transparent = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Mutable', 'DeepPartial']);
const containers = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'AsyncIterable', 'IterableIterator', 'Generator', 'AsyncGenerator']);

const empty: ResolvedType = { plain: false, text: false, place: null, instance: null, fields: null, element: null, name: null };

export class Types {
  private readonly declared = new WeakMap<Source, ReadonlyMap<string, readonly TypeDeclaration[]>>();
  private readonly classes = new WeakMap<Source, ReadonlyMap<string, ClassRef>>();
  /** What a name means, by what is left of the depth: types that speak of one another would else be asked again and again. */
  private readonly locals = new WeakMap<Source, Map<string, ResolvedType | null>>();

  constructor(private readonly models: Models, private readonly reading: Reading) {}

  /** Null where the type says nothing of use. */
  of(written: WrittenType | null | undefined, depth = 6): ResolvedType | null {
    return written === null || written === undefined ? null : this.resolve(written.source, written.type, depth);
  }

  /** Null where the type says nothing of use. */
  resolve(source: Source, type: TypeExpression | null, depth = 6): ResolvedType | null {
    if (type === null || depth === 0) return null;
    this.reading.note(source);
    switch (type.kind) {
      case 'literal':
        return { ...empty, plain: typeof type.value !== 'string', text: typeof type.value === 'string' };
      case 'record':
        return { ...empty, fields: new Map(type.fields.map((field) => [field.name, { type: field.type, source }])) };
      case 'union':
      case 'intersection':
        return this.resolveUnion(source, type.of, depth);
      case 'query':
      case 'indexed':
        return null;
      case 'import':
        return this.exported(source, type.module, type.name, depth);
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
    if (containers.has(name)) return { ...empty, element: argument === undefined ? null : { type: argument, source } };
    const local = this.resolveLocal(source, name, depth);
    if (local !== null) return local;
    const imported = this.importedType(source, name, depth);
    if (imported !== null) return imported;
    return { ...empty, place: this.models.globalType(source.ecosystem, name), name };
  }

  private resolveLocal(source: Source, name: string, depth: number): ResolvedType | null {
    const known = within(this.locals, source);
    const key = `${String(depth)} ${name}`;
    let resolved = known.get(key);
    if (resolved === undefined) known.set(key, (resolved = this.reading.askFor(source, () => this.declaredType(source, name, depth))));
    return resolved;
  }

  private declaredType(source: Source, name: string, depth: number): ResolvedType | null {
    const instance = this.classesOf(source).get(name) ?? null;
    const declarations = this.declarationsOf(source).get(name) ?? [];
    if (instance === null && declarations.length === 0) return null;
    const fields = new Map<string, WrittenType>();
    let plain = false;
    let text = false;
    let element: WrittenType | null = null;
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

  /** `Logger` of `import { Logger } from 'pino'`, `pino.Logger` of `import pino from 'pino'`; of a file of the project what is declared there. */
  private importedType(source: Source, name: string, depth: number): ResolvedType | null {
    const [head, ...rest] = name.split('.');
    const module = source.units[0];
    if (module === undefined) return null;
    for (const variable of module.variables.get(head ?? '') ?? []) {
      if (variable.kind !== 'import') continue;
      for (const id of variable.values) {
        const node = module.node(module.unwrapped(id));
        if (node?.op !== 'import') continue;
        // Below a namespace or default import stand the names of the module itself.
        const path = rest.length === 0 ? [node.name] : node.name === '*' || node.name === 'default' ? rest : [node.name, ...rest];
        return this.exported(source, node.module, path.join('.'), depth);
      }
    }
    return null;
  }

  /** What a type is that another module exports. */
  private exported(source: Source, specifier: string, name: string, depth: number): ResolvedType | null {
    const target = source.links.resolve(specifier, source);
    if (target !== null) return this.offered(target, name, depth - 1);
    const [head = '', ...rest] = name.split('.');
    const member = source.links.member(specifier, head, source);
    if (member !== null) return this.offered(member, rest.join('.'), depth - 1);
    const place = this.models.type(source.ecosystem, specifier, name);
    return place === null ? null : { ...empty, place, name };
  }

  /** A type by the name under which a file offers it: declared there, or handed on from others. */
  private offered(source: Source, name: string, depth: number): ResolvedType | null {
    if (depth <= 0) return null;
    this.reading.note(source);
    const found = this.resolveLocal(source, name, depth) ?? this.importedType(source, name, depth);
    if (found !== null) return found;
    const [head = '', ...rest] = name.split('.');
    for (const { value, from, imported } of source.exportsOf(head)) {
      if (from !== null) return this.reading.askFor(source, () => this.exported(source, from, [imported ?? head, ...rest].join('.'), depth));
      const [module] = source.units;
      const node = value === null ? undefined : module?.node(module.unwrapped(value));
      const instance = node?.op === 'class' ? source.classes[node.class] : undefined;
      if (instance !== undefined) return (instance.graph.name === null ? null : this.resolveLocal(source, instance.graph.name, depth)) ?? { ...empty, instance };
    }
    for (const { from } of source.exportsOf('*')) {
      const target = from === null ? null : source.links.resolve(from, source);
      const handedOn = target === null ? null : this.reading.askFor(source, () => this.offered(target, name, depth - 1));
      if (handedOn !== null) return handedOn;
    }
    return null;
  }
}

/** Who reads what is noted while it is read. */
export interface Reading {
  note(source: Source): void;
  askFor<T>(source: Source, work: () => T): T;
}
