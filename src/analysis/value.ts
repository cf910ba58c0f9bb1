/**
 * What may a value be? The abstract value that evaluation computes for a graph
 * node: the data kinds it may carry, what it refers to, its constants and fields.
 * Must not know languages, packages or rules.
 */
import type { Constant, NodeOf } from '../flow';
import type { Place } from '../models';
import type { Confidence, KindId } from '../policy';
import type { Range } from '../text';
import type { ClassRef, Unit } from './program';
import type { ResolvedType } from './types';

/** One step on the way of a datum, newest first: `previous` leads back to the source. */
export interface Step {
  readonly unit: Unit;
  /** Absolute. */
  readonly range: Range;
  readonly role: 'source' | 'assign' | 'call' | 'return' | 'sink';
  readonly name: string;
  readonly previous: Step | null;
}

/** A kind of data that the value may carry, and how it came here. */
export interface Taint {
  readonly kind: KindId;
  readonly confidence: Confidence;
  /** Whether it provably comes from Caley. */
  readonly caley: boolean;
  /** Sanitizers passed on the way, sorted. */
  readonly marks: readonly KindId[];
  readonly trace: Step;
  /** Set when only the name of this parameter says so; callers know better. */
  readonly guess: Input | null;
}

/** What a caller hands in: a parameter (or `this`) of `unit`, and the fields read from it. */
export interface Input {
  readonly unit: Unit;
  readonly index: number;
  readonly fields: readonly string[];
  readonly marks: readonly KindId[];
  readonly trace: Step;
}

/** A constant that the value may be; `open`: only a known beginning of it (`https://api.x.io/` + unknown). */
export interface Folded {
  readonly value: Constant;
  readonly open: boolean;
  /** Where the literal stands, absolute; the first one where several were joined. */
  readonly unit: Unit;
  readonly range: Range;
}

/** A call as the origin of a value. */
export interface Made {
  readonly unit: Unit;
  readonly call: NodeOf<'call'>;
}

export interface Value {
  readonly taints: readonly Taint[];
  readonly inputs: readonly Input[];
  /** Library places that it may be. */
  readonly places: readonly Place[];
  /** The user's functions that it may be. */
  readonly functions: readonly Unit[];
  /** The user's classes that it may be (the constructor itself). */
  readonly classes: readonly ClassRef[];
  /** The user's classes that it may be an instance of. */
  readonly instances: readonly ClassRef[];
  readonly constants: readonly Folded[];
  /** Known fields of objects made here. `[]` is any element, `*` any field of a computed name. */
  readonly fields: ReadonlyMap<string, Value> | null;
  readonly type: ResolvedType | null;
  /** The call whose result it is, where its places say what the arguments leave in it (`axios.create({ baseURL })`). */
  readonly made: Made | null;
  /** Nothing, or not everything, is known of where it comes from: names may speak. */
  readonly opaque: boolean;
}

const none: readonly never[] = [];

/** A value of which everything is known, and which is nothing of interest: a number, a comparison. */
export const nothing: Value = {
  taints: none, inputs: none, places: none, functions: none, classes: none, instances: none, constants: none, fields: null, type: null, made: null, opaque: false,
};

/** A value of unknown origin. */
export const unknown: Value = { ...nothing, opaque: true };

export function valueWith(part: Partial<Value>): Value {
  return { ...nothing, ...part };
}

/** Bound on lists inside a value; what is cut lowers recall, never correctness of what is found. */
const limit = 16;

function union<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): readonly T[] {
  if (a.length === 0) return b;
  if (b.length === 0 || a === b) return a;
  let result: T[] | null = null;
  for (const item of b) {
    if ((result ?? a).some((other) => same(other, item))) continue;
    result ??= [...a];
    if (result.length >= limit) break;
    result.push(item);
  }
  return result ?? a;
}

const identical = <T>(a: T, b: T): boolean => a === b;

export function sameMarks(a: readonly KindId[], b: readonly KindId[]): boolean {
  return a === b || (a.length === b.length && a.every((mark, i) => mark === b[i]));
}

function sameTaint(a: Taint, b: Taint): boolean {
  return a === b || (a.kind === b.kind && a.caley === b.caley && sameMarks(a.marks, b.marks) && sameInput(a.guess, b.guess));
}

export function sameInput(a: Input | null, b: Input | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return a.unit === b.unit && a.index === b.index && sameMarks(a.fields, b.fields) && sameMarks(a.marks, b.marks);
}

/** A value that may be either. */
export function merge(a: Value, b: Value): Value {
  if (a === b || b === nothing) return a;
  if (a === nothing) return b;
  return {
    taints: union(a.taints, b.taints, sameTaint),
    inputs: union(a.inputs, b.inputs, sameInput),
    places: union(a.places, b.places, identical),
    functions: union(a.functions, b.functions, identical),
    classes: union(a.classes, b.classes, identical),
    instances: union(a.instances, b.instances, identical),
    constants: union(a.constants, b.constants, (x, y) => x.value === y.value && x.open === y.open),
    fields: mergeFields(a.fields, b.fields),
    type: a.type ?? b.type,
    made: a.made ?? b.made,
    opaque: a.opaque || b.opaque,
  };
}

export function mergeAll(values: Iterable<Value>): Value {
  let result = nothing;
  for (const value of values) result = merge(result, value);
  return result;
}

function mergeFields(a: Value['fields'], b: Value['fields']): Value['fields'] {
  if (a === null || a === b) return b;
  if (b === null) return a;
  const result = new Map(a);
  for (const [name, value] of b) {
    const other = result.get(name);
    if (other === undefined && result.size > 200) continue;
    result.set(name, other === undefined ? value : bounded(merge(other, value)));
  }
  return result;
}

/**
 * Values inside one field, its own fields included, beyond which only their data is
 * kept. Trees that programs build of trees (syntax, documents) would else be copied whole at every step.
 */
const maxFieldSize = 40;

const sizes = new WeakMap<ReadonlyMap<string, Value>, number>();

/** How many values stand in a value, itself included; shared ones as often as they are reached. */
function sizeOf(value: Value): number {
  if (value.fields === null) return 1;
  let size = sizes.get(value.fields);
  if (size === undefined) {
    size = 1;
    for (const field of value.fields.values()) size += sizeOf(field);
    sizes.set(value.fields, size);
  }
  return size;
}

/** A value fit to be a field or, with another bound, a result: as it is while it is small, else its data alone. */
export function bounded(value: Value, size = maxFieldSize): Value {
  return sizeOf(value) <= size ? value : { ...value, ...flatten(value), fields: null, opaque: true };
}

/** `value` with field `name` set; the old one is gone. */
export function withField(value: Value, name: string, field: Value): Value {
  const fields = new Map(value.fields ?? []);
  fields.set(name, bounded(field));
  return { ...value, fields };
}

/** `value` with `added` merged into field `name`. */
export function addToField(value: Value, name: string, added: Value): Value {
  return withField(value, name, merge(value.fields?.get(name) ?? nothing, added));
}

/** The data of a value: its taints, inputs and constants without what it refers to. */
export function dataOf(value: Value): Value {
  if (value.places.length === 0 && value.functions.length === 0 && value.classes.length === 0) return value;
  return { ...value, places: none, functions: none, classes: none };
}

/** How deep a value's fields are looked through: request bodies of seven levels are usual with AI and advertising services. */
const maxDepth = 8;

/** Everything that stands in the value, its fields included, as if it were printed whole. */
export function flatten(value: Value, depth = maxDepth): { taints: readonly Taint[]; inputs: readonly Input[] } {
  if (value.fields === null || depth === 0) return value;
  let { taints, inputs } = value;
  for (const field of value.fields.values()) {
    if (field === nothing || field === unknown) continue;
    const inner = flatten(field, depth - 1);
    taints = union(taints, inner.taints, sameTaint);
    inputs = union(inputs, inner.inputs, sameInput);
  }
  return { taints, inputs };
}

/**
 * What of a value shows when it becomes part of a string. An object shows as
 * "[object Object]" and nothing of it, unless it was turned into text before.
 */
export function textOf(value: Value): Value {
  const isText = value.places.some((place) => place.facts.some((fact) => fact.passes.length > 0));
  const { taints, inputs } = isText ? flatten(value) : value;
  return { ...nothing, taints: isText ? taints : taints.filter((taint) => !taint.kind.startsWith('data.object.')), inputs, opaque: value.opaque };
}

/** Add a sanitizer's mark to all data of a value. Fields are flattened: the result is new text. */
export function sanitize(value: Value, mark: KindId): Value {
  const { taints, inputs } = flatten(value);
  return {
    ...nothing,
    taints: taints.map((taint) => ({ ...taint, marks: withMark(taint.marks, mark) })),
    inputs: inputs.map((input) => ({ ...input, marks: withMark(input.marks, mark) })),
  };
}

export function withMark(marks: readonly KindId[], mark: KindId): readonly KindId[] {
  return marks.includes(mark) ? marks : [...marks, mark].sort();
}

/** The value after a step worth telling: given to a name, returned, handed to a call. */
export function traced(value: Value, step: Omit<Step, 'previous'>): Value {
  if (value.taints.length === 0 && value.inputs.length === 0) return value;
  return {
    ...value,
    taints: value.taints.map((taint) => ({ ...taint, trace: { ...step, previous: taint.trace } })),
    inputs: value.inputs.map((input) => ({ ...input, trace: { ...step, previous: input.trace } })),
  };
}
