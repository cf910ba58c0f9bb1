/**
 * Which values does a schema describe? Values that declare data at run time (a validator's
 * schema, a table, an entity) as types, and names of values as types.
 * Must not know packages: models say what is a schema.
 */
import type { NodeOf, TypeExpression, TypeField } from '../flow';
import { printType } from '../flow';
import type { Fact, InstanceOf, Place, SchemaPart } from '../models';
import { calleeOf, originValues } from './calls';
import type { Callee } from './calls';
import type { Evaluator } from './evaluate';
import { readField } from './fields';
import type { Site } from './fields';
import type { Unit } from './program';
import type { Source } from './source';
import { empty } from './type-parts';
import type { ResolvedType, WrittenType } from './type-parts';
import { mergeAll } from './value';
import type { Made, Value } from './value';

/** Schemas in schemas that are followed; below that a field is known by its name only. */
const maxDepth = 12;
/** Fields of one object that are looked at. */
const maxFields = 200;

const unknownType: TypeExpression = { kind: 'name', name: 'unknown', args: [] };

/** The type of the values that a schema describes. Null where nothing is known. */
function describedBy(evaluator: Evaluator, value: Value): ResolvedType | null {
  return evaluator.types.of(schemaOf(evaluator, value, maxDepth));
}

/** What a call returns by the facts at its result: a type that is written with it (`get<User>()`), else what the origin describes. */
export function resultType(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, facts: readonly Fact[]): ResolvedType | null {
  const [type] = call.typeArgs;
  if (type === undefined) return instanceType(evaluator, facts, ({ of }) => schemaOf(evaluator, originValues(evaluator, unit, call, callee, of), maxDepth));
  return instanceType(evaluator, facts, () => ({ type, source: unit.source, bound: null }));
}

/** What a field is by the facts at its place: seen from the call that made `object`, else from `object` itself. */
export function memberType(evaluator: Evaluator, site: Site, object: Value, place: Place, name: string): ResolvedType | null {
  const { facts } = place;
  if (facts.some((fact) => fact.schema.some((part) => part.says === 'named'))) return { ...empty, place, args: [declaredNamed(site.unit.source, place.package, name)] };
  return instanceType(evaluator, facts, ({ of }) => {
    const { made } = object;
    const call = made?.unit.node(made.call);
    const relative = made === null || call?.op !== 'call' ? null : schemaOf(evaluator, originValues(evaluator, made.unit, call, calleeOf(evaluator, made.unit, call), of), maxDepth);
    return relative ?? schemaOf(evaluator, object, maxDepth);
  });
}

/** The type that a project declares for a package under a name, which members spell with a small letter. */
function declaredNamed(source: Source, module: string, name: string): WrittenType {
  const names = [name, name.charAt(0).toUpperCase() + name.slice(1)];
  return { type: { kind: 'union', of: names.map((one) => ({ kind: 'import', module, name: one, args: [] })) }, source, bound: null };
}

function instanceType(evaluator: Evaluator, facts: readonly Fact[], of: (instance: InstanceOf) => WrittenType | null): ResolvedType | null {
  for (const { instanceOf } of facts) {
    if (instanceOf === null) continue;
    const written = of(instanceOf);
    if (written === null) continue;
    return instanceOf.isList ? { ...empty, element: written } : evaluator.types.of(written);
  }
  return null;
}

function schemaOf(evaluator: Evaluator, value: Value, depth: number): WrittenType | null {
  if (depth <= 0) return null;
  const { made } = value;
  if (made !== null) {
    for (const place of value.places) {
      const found = place.facts.some((fact) => fact.schema.length > 0) ? madeSchema(evaluator, made, place, depth) : null;
      if (found !== null) return found;
    }
    const call = made.unit.node(made.call);
    const [written] = call?.op === 'call' ? call.typeArgs : [];
    if (written !== undefined) return { type: written, source: made.unit.source, bound: null };
  }
  const { type } = value;
  const [argument] = type?.place ? type.args : [];
  if (argument !== undefined) return argument;
  for (const { graph, source } of value.classes) if (graph.name !== null) return { type: { kind: 'name', name: graph.name, args: [] }, source, bound: null };
  return null;
}

/** What a call makes a schema of; kept with the function that it stands in. */
function madeSchema(evaluator: Evaluator, made: Made, place: Place, depth: number): WrittenType | null {
  const compute = (): WrittenType | null => {
    const call = made.unit.node(made.call);
    if (call?.op !== 'call') return null;
    const callee = calleeOf(evaluator, made.unit, call);
    const parts = place.facts.flatMap((fact) => fact.schema).map((part) => partOf(evaluator, made.unit, (origin) => originValues(evaluator, made.unit, call, callee, origin), part, depth));
    const known = parts.filter((part) => part !== null);
    const [only] = known;
    if (only === undefined || known.length === 1) return only ?? null;
    return { type: { kind: 'intersection', of: known.map((part) => embedded(part, made.unit.source)) }, source: made.unit.source, bound: null };
  };
  return evaluator.keptOf<WrittenType | null>(made.unit, `schema ${String(depth)} ${String(made.call)} ${place.path}`, null, compute, isSameType);
}

function partOf(evaluator: Evaluator, unit: Unit, valueOf: (origin: NonNullable<SchemaPart['of']>) => Value, { says, of }: SchemaPart, depth: number): WrittenType | null {
  const here = (type: TypeExpression): WrittenType => ({ type, source: unit.source, bound: null });
  if (says === 'plain' || says === 'text' || of === null) return here(primitive(says));
  const value = valueOf(of);
  if (says === 'same') return schemaOf(evaluator, value, depth - 1);
  if (says === 'fields') return value.fields === null ? null : here(recordOf(evaluator, unit.source, value.fields, depth - 1));
  const element = schemaOf(evaluator, value, depth - 1);
  return element === null ? null : here({ kind: 'name', name: 'Array', args: [embedded(element, unit.source)] });
}

function recordOf(evaluator: Evaluator, source: Source, fields: ReadonlyMap<string, Value>, depth: number): TypeExpression {
  const found: TypeField[] = [];
  for (const [name, value] of fields) {
    if (name === '*' || name === '[]' || found.length >= maxFields) continue;
    found.push({ name, type: fieldType(evaluator, source, value, depth) });
  }
  return { kind: 'record', fields: found };
}

/**
 * The type of a field by what stands for it in an object of fields: a schema, a constructor of a plain value, an object
 * that says it under `type`, objects and lists of fields. Anything else may be text.
 */
function fieldType(evaluator: Evaluator, source: Source, value: Value, depth: number): TypeExpression {
  if (depth <= 0) return unknownType;
  const schema = schemaOf(evaluator, value, depth);
  if (schema !== null) return embedded(schema, source);
  for (const place of value.places) for (const { schema: parts } of place.facts) for (const { says, of } of parts) if (of === null) return primitive(says);
  if (value.fields === null) return unknownType;
  const said = value.fields.get('type');
  if (said !== undefined && (said.places.length > 0 || said.fields !== null)) return fieldType(evaluator, source, said, depth - 1);
  const element = value.fields.get('[]');
  if (element !== undefined) return { kind: 'name', name: 'Array', args: [fieldType(evaluator, source, element, depth - 1)] };
  return recordOf(evaluator, source, value.fields, depth - 1);
}

function primitive(says: SchemaPart['says']): TypeExpression {
  return { kind: 'name', name: says === 'plain' ? 'number' : says === 'text' ? 'string' : 'unknown', args: [] };
}

/** A type as part of one that stands in `source`: names of another file mean nothing there. */
function embedded(written: WrittenType, source: Source): TypeExpression {
  return written.bound === null && (written.source === source || isSelfContained(written.type)) ? written.type : unknownType;
}

function isSelfContained(type: TypeExpression): boolean {
  switch (type.kind) {
    case 'name':
      return (type.args.length === 0 ? ['number', 'string', 'unknown'] : ['Array']).includes(type.name) && type.args.every(isSelfContained);
    case 'record':
      return type.fields.every((field) => isSelfContained(field.type));
    case 'union':
    case 'intersection':
      return type.of.every(isSelfContained);
    case 'literal':
      return true;
    default:
      return false;
  }
}

function isSameType(a: WrittenType | null, b: WrittenType | null): boolean {
  return a === b || (a !== null && b !== null && a.source === b.source && a.bound === b.bound && printType(a.type) === printType(b.type));
}

/** The value that a dotted name means at the top of a file: of an import too. Null where it means none. */
function valueOfName(evaluator: Evaluator, source: Source, name: string): Value | null {
  const [head = '', ...fields] = name.split('.');
  const [module] = source.units;
  const variables = module?.variables.get(head) ?? [];
  if (module === undefined || variables.length === 0) return null;
  let value = mergeAll(variables.flatMap((variable) => variable.values.map((id) => evaluator.valueOf(module, id))));
  let owner = head;
  for (const field of fields) {
    value = readField(evaluator, { unit: module, node: { id: 0 } }, value, field, owner);
    owner = field;
  }
  return value;
}

/** See `Reading.typeOfName`. */
export function typeOfName(evaluator: Evaluator, source: Source, name: string): ResolvedType | null {
  const value = valueOfName(evaluator, source, name);
  if (value === null) return null;
  if (value.type !== null) return value.type;
  const [place] = value.places;
  if (place !== undefined) return { ...empty, place };
  const [instance] = value.instances;
  if (instance !== undefined && instance.graph.name !== null) return evaluator.types.resolve(instance.source, { kind: 'name', name: instance.graph.name, args: [] });
  if (value.fields === null) return null;
  const fields = [...value.fields.keys()].filter((field) => field !== '*' && field !== '[]');
  return { ...empty, fields: new Map(fields.map((field) => [field, { type: { kind: 'query', name: `${name}.${field}` }, source, bound: null }])) };
}

/** See `Reading.resultOfName`. */
export function resultOfName(evaluator: Evaluator, source: Source, name: string): ResolvedType | null {
  for (const { graph, source: home } of valueOfName(evaluator, source, name)?.functions ?? []) {
    const type = evaluator.types.resolve(home, graph.returnType);
    if (type !== null) return type;
  }
  return null;
}

/** See `Reading.describedByName`. */
export function describedByName(evaluator: Evaluator, source: Source, name: string): ResolvedType | null {
  const value = valueOfName(evaluator, source, name);
  return value === null ? null : describedBy(evaluator, value);
}
