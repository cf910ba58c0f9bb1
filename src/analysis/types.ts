/**
 * What does a written type say? Resolves type expressions of a file to what
 * evaluation can use: plain values, records, classes, library types; those of other files by import.
 * Must not require types: a missing or broken one says nothing.
 */
import type { FileGraph, TypeDeclaration, TypeExpression } from '../flow';
import type { Models, Place } from '../models';
import { within } from './lists';
import type { ClassRef } from './program';
import type { Source } from './source';
import { empty, keyOf, literalNames, together, withFields } from './type-parts';
import type { Bindings, ResolvedType, WrittenType } from './type-parts';

export type { ResolvedType, WrittenType } from './type-parts';

const plainNames = new Set(['boolean', 'number', 'bigint', 'Date', 'symbol', 'void', 'never', 'null', 'undefined']);
/** Wrappers that a value passes through unchanged for our purposes. */
const transparent = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Mutable', 'DeepPartial']);
const containers = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'AsyncIterable', 'IterableIterator', 'Generator', 'AsyncGenerator']);

/** Of these the first argument is the element; of maps and records the second. */
const dictionaries = new Set(['Record', 'Map', 'ReadonlyMap', 'WeakMap', 'Dictionary']);
/** Parts of a union or intersection that are looked at. */
const maxParts = 40;
/** Generic declarations inside of generic declarations that are followed. */
const maxBound = 3;

export class Types {
  private readonly declared = new WeakMap<FileGraph, ReadonlyMap<string, readonly TypeDeclaration[]>>();
  private readonly classes = new WeakMap<FileGraph, ReadonlyMap<string, ClassRef>>();
  /** What a name means, by what is left of the depth: types that speak of one another would else be asked again and again. */
  private readonly locals = new WeakMap<Source, Map<string, Known>>();
  /** How often values were asked for what they are. */
  private evaluations = 0;
  /** The files read for each of the types that are being resolved, the innermost last. */
  private readonly readings: Set<Source>[] = [];

  constructor(private readonly models: Models, private readonly reading: Reading) {}

  /** Null where the type says nothing of use. */
  of(written: WrittenType | null | undefined, depth = 6): ResolvedType | null {
    return written === null || written === undefined ? null : this.resolve(written.source, written.type, depth, written.bound);
  }

  /** Null where the type says nothing of use. `bound`: what type parameters stand for. */
  resolve(source: Source, type: TypeExpression | null, depth = 6, bound: Bindings | null = null): ResolvedType | null {
    if (type === null || depth <= 0) return null;
    this.note(source);
    switch (type.kind) {
      case 'literal':
        return { ...empty, plain: typeof type.value !== 'string', text: typeof type.value === 'string' };
      case 'record':
        return { ...empty, fields: new Map(type.fields.map((field) => [field.name, { type: field.type, source, bound }])) };
      case 'union':
        return this.resolveUnion(source, type.of, depth, bound);
      case 'intersection':
        return this.resolveIntersection(source, type.of, depth, bound);
      case 'query':
        this.evaluations++;
        return this.reading.typeOfName(source, type.name);
      case 'indexed':
        return this.resolveIndexed(source, type.object, type.key, depth, bound);
      case 'import':
        return this.exported(source, type.module, type.name, depth, written(type.args, source, bound));
      case 'name':
        return this.resolveName(source, type.name, written(type.args, source, bound), depth, bound);
    }
  }

  private resolveUnion(source: Source, of: readonly TypeExpression[], depth: number, bound: Bindings | null): ResolvedType | null {
    const rest = of.filter((part) => !(part.kind === 'name' && (part.name === 'null' || part.name === 'undefined'))).slice(0, maxParts);
    const resolved = rest.map((part) => this.resolve(source, part, depth - 1, bound));
    const [first] = resolved;
    if (first === undefined) return null;
    if (resolved.length === 1) return first;
    if (resolved.every((part) => part?.plain)) return { ...empty, plain: true };
    if (resolved.every((part) => part !== null && (part.plain || part.text))) return { ...empty, text: true };
    const records = resolved.filter((part) => part !== null && !part.plain && !part.text);
    return together(records.filter((part) => part !== null).filter(tells)) ?? records[0] ?? null;
  }

  /** A text or number with a mark (`string & { brand: 'id' }`) is that text or number. */
  private resolveIntersection(source: Source, of: readonly TypeExpression[], depth: number, bound: Bindings | null): ResolvedType | null {
    const resolved = of.slice(0, maxParts).map((part) => this.resolve(source, part, depth - 1, bound)).filter((part) => part !== null);
    return resolved.find((part) => part.plain || part.text) ?? together(resolved.filter(tells));
  }

  /** `User['email']`, `User[]['0']`, `User[keyof User]`. */
  private resolveIndexed(source: Source, object: TypeExpression, key: TypeExpression, depth: number, bound: Bindings | null): ResolvedType | null {
    const owner = this.resolve(source, object, depth - 1, bound);
    const names = literalNames(key);
    if (owner === null || names === null) return this.of(owner?.element, depth - 1);
    const parts = [...names].slice(0, maxParts).map((name) => this.of(owner.fields?.get(name) ?? owner.element, depth - 1)).filter((part) => part !== null);
    return together(parts);
  }

  private resolveName(source: Source, name: string, args: readonly WrittenType[], depth: number, bound: Bindings | null): ResolvedType | null {
    const given = bound?.get(name);
    if (given !== undefined) return this.of(given, depth - 1);
    if (plainNames.has(name)) return { ...empty, plain: true };
    if (name === 'string') return { ...empty, text: true };
    const [argument] = args;
    if (transparent.has(name)) return this.of(argument, depth - 1);
    if (containers.has(name)) return { ...empty, element: argument ?? null };
    if (dictionaries.has(name) && args.length === 2) return this.dictionary(args, depth);
    const computed = this.computedType(name, args, depth);
    if (computed !== undefined) return computed;
    const local = this.resolveLocal(source, name, depth, args);
    if (local !== null) return local;
    const imported = this.importedType(source, name, depth, args);
    if (imported !== null) return imported;
    return { ...empty, place: this.models.globalType(source.ecosystem, name), name, args };
  }

  private dictionary([key, value]: readonly WrittenType[], depth: number): ResolvedType {
    const names = literalNames(key?.type);
    const fields = names === null || value === undefined ? null : new Map([...names].map((name) => [name, value]));
    const owner = key?.type.kind === 'name' && key.type.name === 'keyof' ? this.of(key, depth - 1) : null;
    return { ...empty, fields: fields ?? owner?.fields ?? null, element: value ?? null };
  }

  /** What the language's own operators on types make; undefined for a name that is none of them. */
  private computedType(name: string, args: readonly WrittenType[], depth: number): ResolvedType | null | undefined {
    const [subject, keys] = args;
    if (subject === undefined) return undefined;
    switch (name) {
      case 'Pick':
      case 'Omit': {
        const whole = this.of(subject, depth - 1);
        const names = literalNames(keys?.type);
        return whole === null || names === null ? whole : withFields(whole, (field) => names.has(field) === (name === 'Pick'));
      }
      case 'Extract':
      case 'Exclude':
        return this.of(subject, depth - 1);
      case 'keyof':
        return { ...empty, plain: true };
      case 'ReturnType': {
        if (subject.type.kind !== 'query') return null;
        this.evaluations++;
        return this.reading.resultOfName(subject.source, subject.type.name);
      }
      case 'InstanceType':
        return subject.type.kind === 'query' ? this.resolveName(subject.source, subject.type.name, [], depth - 1, null) : this.of(subject, depth - 1);
      default:
        return undefined;
    }
  }

  private resolveLocal(source: Source, name: string, depth: number, args: readonly WrittenType[]): ResolvedType | null {
    const wanted = args.length === 0 ? '' : keyOf(args);
    const known = within(this.locals, source);
    // Arguments that cannot be told apart stand for nothing.
    const key = `${String(depth)} ${name} ${wanted ?? ''}`;
    let found = known.get(key);
    if (found === undefined || !isGood(found)) {
      const read = new Set([source]);
      const before = this.evaluations;
      this.readings.push(read);
      const type = this.declaredType(source, name, depth, wanted === null ? [] : args);
      this.readings.pop();
      found = { type, read, edit: this.reading.edit };
      // What values say may still change while they are being found out.
      if (this.evaluations === before) known.set(key, found);
      else known.delete(key);
    }
    for (const one of found.read) this.note(one);
    return found.type;
  }

  private note(source: Source): void {
    this.readings.at(-1)?.add(source);
    this.reading.noteShape(source);
  }

  private declaredType(source: Source, name: string, depth: number, args: readonly WrittenType[]): ResolvedType | null {
    const instance = this.classesOf(source).get(name) ?? null;
    const declarations = this.declarationsOf(source).get(name) ?? [];
    if (instance === null && declarations.length === 0) return null;
    const fields = new Map<string, WrittenType>();
    let plain = false;
    let text = false;
    let element: WrittenType | null = null;
    let place: Place | null = null;
    let written: readonly WrittenType[] = [];
    for (const declaration of declarations) {
      if (declaration.kind === 'enum') plain = true;
      const bound = bindings(declaration, args);
      for (const base of declaration.extends) {
        const resolved = this.resolve(source, base, depth - 1, bound);
        for (const [field, type] of resolved?.fields ?? []) fields.set(field, type);
      }
    }
    for (const declaration of declarations) {
      const resolved = this.resolve(source, declaration.type, depth - 1, bindings(declaration, args));
      if (resolved === null) continue;
      plain ||= resolved.plain;
      text ||= resolved.text;
      element ??= resolved.element;
      // An alias of a library's type is that type; what a class or interface extends is told by its own names.
      if (declaration.kind === 'alias') place ??= resolved.place;
      if (written.length === 0) written = resolved.args;
      for (const [field, fieldType] of resolved.fields ?? []) fields.set(field, fieldType);
    }
    return { plain, text, place, instance, fields: fields.size > 0 ? fields : null, element, args: written, name };
  }

  private declarationsOf(source: Source): ReadonlyMap<string, readonly TypeDeclaration[]> {
    let map = this.declared.get(source.graph);
    if (map === undefined) {
      const made = new Map<string, TypeDeclaration[]>();
      for (const declaration of source.graph.types) {
        put(made, declaration.name, declaration);
      }
      // Inside its namespace a type goes by the last part of its name; elsewhere that is another's.
      for (const declaration of source.graph.types) {
        const last = declaration.name.slice(declaration.name.lastIndexOf('.') + 1);
        if (last !== declaration.name && !made.has(last)) put(made, last, declaration);
      }
      this.declared.set(source.graph, (map = made));
    }
    return map;
  }

  private classesOf(source: Source): ReadonlyMap<string, ClassRef> {
    let map = this.classes.get(source.graph);
    if (map === undefined) {
      // Of classes of one name the first counts.
      this.classes.set(source.graph, (map = new Map([...source.classes].reverse().flatMap((cls) => (cls.graph.name === null ? [] : [[cls.graph.name, cls]])))));
    }
    return map;
  }

  /** `Logger` of `import { Logger } from 'pino'`, `pino.Logger` of `import pino from 'pino'`; of a file of the project what is declared there. */
  private importedType(source: Source, name: string, depth: number, args: readonly WrittenType[]): ResolvedType | null {
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
        return this.exported(source, node.module, path.join('.'), depth, args);
      }
    }
    return null;
  }

  /** What a type is that another module exports. */
  private exported(source: Source, specifier: string, name: string, depth: number, args: readonly WrittenType[]): ResolvedType | null {
    const target = source.links.resolve(specifier, source);
    if (target !== null) return this.offered(target, name, depth - 1, args);
    const [head = '', ...rest] = name.split('.');
    const member = source.links.member(specifier, head, source);
    if (member !== null) return this.offered(member, rest.join('.'), depth - 1, args);
    const language = this.models.declaredIn(source.ecosystem, specifier);
    const declaring = language === null ? null : source.links.declaring(language, source);
    const declared = declaring === null ? null : this.offered(declaring, name, depth - 1, args);
    if (declared !== null) return declared;
    const place = this.models.type(source.ecosystem, specifier, name, source.installed);
    if (place === null) return null;
    return this.describedByArgument(place, args, depth) ?? { ...empty, place, name, args };
  }

  /** `z.infer<typeof schema>`: a library's type that stands for what its argument describes. */
  private describedByArgument(place: Place, [subject]: readonly WrittenType[], depth: number): ResolvedType | null {
    if (subject === undefined || !place.facts.some((fact) => fact.instanceOf !== null)) return null;
    if (subject.type.kind !== 'query') return this.of(subject, depth - 1);
    this.evaluations++;
    return this.reading.describedByName(subject.source, subject.type.name);
  }

  /** A type by the name under which a file offers it: declared there, or handed on from others. */
  private offered(source: Source, name: string, depth: number, args: readonly WrittenType[]): ResolvedType | null {
    if (depth <= 0) return null;
    this.note(source);
    const found = this.resolveLocal(source, name, depth, args) ?? this.importedType(source, name, depth, args);
    if (found !== null) return found;
    const [head = '', ...rest] = name.split('.');
    for (const { value, from, imported } of source.exportsOf(head)) {
      if (from !== null) return this.exported(source, from, [imported ?? head, ...rest].join('.'), depth, args);
      if (value === null && imported !== null) return this.offered(source, [imported, ...rest].join('.'), depth - 1, args);
      const [module] = source.units;
      const node = value === null ? undefined : module?.node(module.unwrapped(value));
      if (node?.op === 'outer') return this.resolveLocal(source, node.name, depth, args);
      if (node?.op === 'import') return this.exported(source, node.module, [node.name, ...rest].join('.'), depth, args);
      const instance = node?.op === 'class' ? source.classes[node.class] : undefined;
      if (instance !== undefined) return (instance.graph.name === null ? null : this.resolveLocal(source, instance.graph.name, depth, args)) ?? { ...empty, instance };
    }
    for (const { from } of source.exportsOf('*')) {
      const target = from === null ? null : source.links.resolve(from, source);
      const handedOn = target === null ? null : this.offered(target, name, depth - 1, args);
      if (handedOn !== null) return handedOn;
    }
    return null;
  }
}

/** Who reads what is noted while it is read; what values are is asked of evaluation. */
export interface Reading {
  readonly edit: number;
  noteShape(source: Source): void;
  /** The type of what a dotted name means at the top of a file. */
  typeOfName(source: Source, name: string): ResolvedType | null;
  /** The type of what the function of that name returns. */
  resultOfName(source: Source, name: string): ResolvedType | null;
  /** The type of the values that the schema of that name describes. */
  describedByName(source: Source, name: string): ResolvedType | null;
}

function written(args: readonly TypeExpression[], source: Source, bound: Bindings | null): readonly WrittenType[] {
  return args.map((type) => ({ type, source, bound }));
}

/** What the parameters of a declaration stand for; too deep in others they stand for nothing. */
function bindings({ parameters }: TypeDeclaration, args: readonly WrittenType[]): Bindings | null {
  if (parameters.length === 0 || args.length === 0) return null;
  const bound = new Map<string, WrittenType>();
  parameters.forEach((name, i) => {
    const arg = args[i];
    // A parameter handed on stands for what it stood for.
    const same = arg?.type.kind === 'name' && arg.type.args.length === 0 ? arg.bound?.get(arg.type.name) : undefined;
    const value = same ?? arg;
    if (value !== undefined && boundDepth(value.bound) < maxBound) bound.set(name, value);
  });
  return bound;
}

function boundDepth(bound: Bindings | null): number {
  let depth = 0;
  for (const value of bound?.values() ?? []) depth = Math.max(depth, boundDepth(value.bound));
  return bound === null ? 0 : depth + 1;
}

/** Whether anything is known of it but a name. */
function tells(type: ResolvedType): boolean {
  return type.fields !== null || type.place !== null || type.instance !== null || type.element !== null;
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** A type that was looked up before. */
interface Known {
  readonly type: ResolvedType | null;
  /** The files it was found in; good as long as none of them has changed since. */
  readonly read: ReadonlySet<Source>;
  readonly edit: number;
}

function isGood({ read, edit }: Known): boolean {
  for (const source of read) if (source.shapedAt > edit) return false;
  return true;
}
