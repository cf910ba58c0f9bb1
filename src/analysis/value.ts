/**
 * What may a value be? The abstract value that evaluation computes for a graph
 * node: the data kinds it may carry, what it refers to, its constants and fields.
 * Must not know languages, packages or rules.
 */
import type { Constant, NodeId } from '../flow';
import type { Place } from '../models';
import type { Confidence, KindId } from '../policy';
import { compareClasses, compareConstants, compareEvidence, compareInputs, compareMade, comparePlaces, compareSources, compareStands, compareTaints, compareTraces, compareTypes, compareUnits } from './compare';
import type { Order } from './compare';
import type { ClassRef, Unit } from './program';
import type { Source } from './source';
import type { ResolvedType } from './types';

/** One step on the way of a datum, newest first: `previous` leads back to the source. */
export interface Step {
  readonly unit: Unit;
  /** The node of `unit` where it is taken: a number, so that it stays right where the text around moves. */
  readonly node: NodeId;
  readonly role: 'source' | 'assign' | 'call' | 'return' | 'sink';
  readonly name: string;
  readonly previous: Step | null;
  /** How many steps there are back to the source, this one included. */
  readonly length: number;
}

/** Steps of the longest way that is told: recursions make ways without end. */
const maxTrace = 24;

/** `step` as the one after `previous`; `previous` itself where the way is long enough. */
export function stepAfter(previous: Step | null, step: Omit<Step, 'previous' | 'length'>): Step {
  if (previous !== null && previous.length >= maxTrace) return previous;
  return { unit: step.unit, node: step.node, role: step.role, name: step.name, previous, length: previous === null ? 1 : previous.length + 1 };
}

/** Kinds that say how a value was made, whatever it is about: numbers out of a poor source, a signature. They stay through arithmetic and choices by them. */
export const madeFamily = 'data.made.';

/** Kinds that say only whence data comes, and nothing of what it is about: names may still speak. */
export function isOrigin(kind: KindId): boolean {
  return kind === 'data.caley' || isRequesters(kind) || isRead(kind) || kind.startsWith(madeFamily) || kind.startsWith(addressFamily);
}

/** Whether a kind says where something was read: its fields were read there too. */
export function isRead(kind: KindId): boolean {
  return kind.startsWith('data.from.');
}

/** Kinds that say of whom a value is the address, by the party's id: of an environment variable whose name says so. */
export const addressFamily = 'address.';

/** What whoever sends a request chooses. */
export const requesterData = 'data.input';

/** Whether a kind says that somebody who asks something of the program chose the value. */
export function isRequesters(kind: KindId): boolean {
  return kind === requesterData || kind.startsWith(`${requesterData}.`);
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
  /** Where the literal stands; the first one where several were joined. */
  readonly unit: Unit;
  readonly node: NodeId;
}

/** A call as the origin of a value. */
export interface Made {
  readonly unit: Unit;
  readonly call: NodeId;
}

/** What the parts of a value are; those that are left out are empty, or stay. */
export interface Parts {
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
  /** The project's modules that it may be, whole. */
  readonly modules: readonly Source[];
  readonly constants: readonly Folded[];
  /** Known fields of objects made here. `[]` is any element, `*` any field of a computed name. */
  readonly fields: ReadonlyMap<string, Value> | null;
  readonly type: ResolvedType | null;
  /** The call whose result it is, where its places say what the arguments leave in it (`axios.create({ baseURL })`). */
  readonly made: Made | null;
  /** Nothing, or not everything, is known of where it comes from: names may speak. */
  readonly opaque: boolean;
}

/** Made by its constructor alone: values of one shape are read and made several times as fast, and there is one for every node. */
export class Value implements Parts {
  constructor(
    readonly taints: Parts['taints'],
    readonly inputs: Parts['inputs'],
    readonly places: Parts['places'],
    readonly functions: Parts['functions'],
    readonly classes: Parts['classes'],
    readonly instances: Parts['instances'],
    readonly modules: Parts['modules'],
    readonly constants: Parts['constants'],
    readonly fields: Parts['fields'],
    readonly type: Parts['type'],
    readonly made: Parts['made'],
    readonly opaque: Parts['opaque'],
  ) {}

  /** This value with other parts. */
  with(part: Partial<Parts>): Value {
    return new Value(
      part.taints ?? this.taints, part.inputs ?? this.inputs, part.places ?? this.places, part.functions ?? this.functions, part.classes ?? this.classes, part.instances ?? this.instances,
      part.modules ?? this.modules, part.constants ?? this.constants, part.fields === undefined ? this.fields : part.fields, part.type === undefined ? this.type : part.type,
      part.made === undefined ? this.made : part.made, part.opaque ?? this.opaque,
    );
  }
}

const none: readonly never[] = [];

/** A value of which everything is known, and which is nothing of interest: a number, a comparison. */
export const nothing = new Value(none, none, none, none, none, none, none, none, null, null, null, false);

/** A value of unknown origin. */
export const unknown = nothing.with({ opaque: true });

/** A value of which no more is so. */
export function valueWith(part: Partial<Parts>): Value {
  return nothing.with(part);
}

/** Bound on lists inside a value; what is cut lowers recall, never correctness of what is found. */
const limit = 16;

/**
 * The items of both lists in order, whatever the order in which lists are joined; of items that are the same the one that
 * `prefer` puts first. `a` itself where `b` adds nothing. Lists that are not in order are brought into it.
 */
function joined<T>(left: readonly T[], right: readonly T[], order: Order<T>, prefer: Order<T>): readonly T[] {
  if (left === right || right.length === 0) return left;
  if (left.length === 0) return right;
  const [a, b] = [ordered(left, order, prefer), ordered(right, order, prefer)];
  const result: T[] = [];
  let isNew = a !== left;
  let [i, j] = [0, 0];
  while (result.length < limit) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined && y === undefined) break;
    const step = x === undefined ? 1 : y === undefined || x === y ? -1 : order(x, y);
    if (x !== undefined && step === 0 && y !== undefined) {
      const isBetter = prefer(x, y) > 0;
      isNew ||= isBetter;
      result.push(isBetter ? y : x);
    } else if (x !== undefined && step < 0) result.push(x);
    else if (y !== undefined) {
      isNew = true;
      result.push(y);
    }
    if (step <= 0) i++;
    if (step >= 0 || x === y) j++;
  }
  return isNew ? result : a;
}

/** The list in order, each item once. */
function ordered<T>(list: readonly T[], order: Order<T>, prefer: Order<T>): readonly T[] {
  if (list.every((item, i) => i === 0 || order(list[i - 1] ?? item, item) < 0)) return list;
  const sorted = [...list].sort((a, b) => order(a, b) || prefer(a, b));
  return sorted.filter((item, i) => i === 0 || order(sorted[i - 1] ?? item, item) !== 0).slice(0, limit);
}

const compareWays: Order<Input> = (a, b) => compareTraces(a.trace, b.trace);

export function joinTaints(a: readonly Taint[], b: readonly Taint[]): readonly Taint[] {
  return joined(a, b, compareTaints, compareEvidence);
}

export function joinInputs(a: readonly Input[], b: readonly Input[]): readonly Input[] {
  return joined(a, b, compareInputs, compareWays);
}

/** The items of both lists, each once, in order. For things that are the same only where they are one. */
function joinSame<T>(a: readonly T[], b: readonly T[], order: Order<T>): readonly T[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const added = b.filter((item) => !a.includes(item));
  return added.length === 0 ? a : [...a, ...added].sort(order).slice(0, limit);
}

/** The constants of both lists, each once and as it stands first, in order of the text. */
function joinConstants(a: readonly Folded[], b: readonly Folded[]): readonly Folded[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  // Lists are in order of the text: what stands behind a full one is cut.
  const last = a.at(-1);
  if (a.length >= limit && last !== undefined && b.every((one) => compareStands(last, one) <= 0)) return a;
  const all = [...a, ...b].sort(compareStands);
  return all.filter((one, i) => !all.some((other, j) => j < i && compareConstants(other, one) === 0)).slice(0, limit);
}

function preferred<T>(a: T | null, b: T | null, order: Order<T>): T | null {
  if (a === null || b === null) return a ?? b;
  return order(a, b) <= 0 ? a : b;
}

/** A value that may be either. */
export function merge(a: Value, b: Value): Value {
  if (a === b || b === nothing) return a;
  if (a === nothing) return b;
  return new Value(
    joinTaints(a.taints, b.taints),
    joinInputs(a.inputs, b.inputs),
    joinSame(a.places, b.places, comparePlaces),
    joinSame(a.functions, b.functions, compareUnits),
    joinSame(a.classes, b.classes, compareClasses),
    joinSame(a.instances, b.instances, compareClasses),
    joinSame(a.modules, b.modules, compareSources),
    joinConstants(a.constants, b.constants),
    mergeFields(a.fields, b.fields),
    preferred(a.type, b.type, compareTypes),
    preferred(a.made, b.made, compareMade),
    a.opaque || b.opaque,
  );
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
    putField(result, name, other === undefined ? value : merge(other, value));
  }
  return result;
}

/**
 * Values inside one field, its own fields included, beyond which only the data of the deepest is
 * kept. Trees that programs build of trees (syntax, documents) would else be copied whole at every step.
 */
const maxFieldSize = 40;
/** Levels of fields inside a field, whatever their size. */
const maxFieldHeight = 6;

/** How much stands in some fields on each level, shared values as often as they are reached: the fields themselves first. */
const sizes = new WeakMap<ReadonlyMap<string, Value>, readonly number[]>();

function sizesOf(value: Value): readonly number[] {
  if (value.fields === null) return none;
  let known = sizes.get(value.fields);
  if (known === undefined) {
    const found = [0];
    for (const field of value.fields.values()) {
      found[0] = (found[0] ?? 0) + 1 + ((field.taints.length + field.inputs.length) >> 1);
      const inner = sizesOf(field);
      for (let level = 0; level < maxFieldHeight; level++) {
        if (inner.length === 0) break;
        found[level + 1] = (found[level + 1] ?? 0) + (inner[level] ?? 0);
      }
    }
    known = found;
    sizes.set(value.fields, known);
  }
  return known;
}

/** A value fit to be a field or, with another bound, a result: as it is while it is small, else with the data of its deepest levels alone. */
export function bounded(value: Value, size = maxFieldSize): Value {
  if (value.fields === null) return value;
  const levels = sizesOf(value);
  let height = 0;
  for (let total = 1; height < maxFieldHeight; height++) {
    total += levels[height] ?? 0;
    if (total > size) break;
  }
  return cutAt(value, height);
}

/** `value` with at most so many levels of fields; what is deeper shows as data of the level above. */
function cutAt(value: Value, height: number): Value {
  if (value.fields === null || sizesOf(value).length <= height) return value;
  if (height === 0) return value.with({ ...flatten(value), fields: null, opaque: true });
  return value.with({ fields: new Map([...value.fields].map(([name, field]) => [name, cutAt(field, height - 1)])) });
}

/** Fields that a value has by name; further ones are told together. */
const maxFields = 200;

/** Sets field `name`; the old one is gone. */
export function putField(fields: Map<string, Value>, name: string, field: Value): void {
  if (name === '*' || fields.size < maxFields || fields.has(name)) fields.set(name, bounded(field));
  else fields.set('*', bounded(merge(fields.get('*') ?? nothing, field)));
}

/** `value` with field `name` set; the old one is gone. */
export function withField(value: Value, name: string, field: Value): Value {
  const fields = new Map(value.fields ?? []);
  putField(fields, name, field);
  return value.with({ fields });
}

/** `value` with `added` merged into field `name`. */
export function addToField(value: Value, name: string, added: Value): Value {
  return withField(value, name, merge(value.fields?.get(name) ?? nothing, added));
}

/** The data of a value: its taints, inputs and constants without what it refers to. */
export function dataOf(value: Value): Value {
  if (value.places.length === 0 && value.functions.length === 0 && value.classes.length === 0) return value;
  return value.with({ places: none, functions: none, classes: none });
}

/** How deep a value's fields are looked through: request bodies of seven levels are usual with AI and advertising services. */
const maxDepth = 8;

type Data = Pick<Value, 'taints' | 'inputs'>;

/** What stands in some fields, all levels. */
const dataOfFields = new WeakMap<ReadonlyMap<string, Value>, Data>();

/** Everything that stands in the value, its fields included, as if it were printed whole. */
export function flatten(value: Value): Data {
  if (value.fields === null) return value;
  let data = dataOfFields.get(value.fields);
  if (data === undefined) dataOfFields.set(value.fields, (data = fieldData(value, maxDepth)));
  return { taints: joinTaints(value.taints, data.taints), inputs: joinInputs(value.inputs, data.inputs) };
}

function fieldData(value: Value, depth: number): Data {
  let [taints, inputs]: [readonly Taint[], readonly Input[]] = [none, none];
  if (value.fields === null || depth === 0) return { taints, inputs };
  for (const field of value.fields.values()) {
    if (field === nothing || field === unknown) continue;
    const inner = fieldData(field, depth - 1);
    taints = joinTaints(joinTaints(taints, field.taints), inner.taints);
    inputs = joinInputs(joinInputs(inputs, field.inputs), inner.inputs);
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
  return valueWith({ taints: isText ? taints : taints.filter((taint) => !isObject(taint)), inputs, opaque: value.opaque });
}

/** What a text shows of a value: a record is no more than `[object Object]`, unless it is a text already. */
export function withoutObjects(value: Value): Value {
  const isText = value.places.some((place) => place.facts.some((fact) => fact.passes.length > 0));
  return isText || !value.taints.some(isObject) ? value : value.with({ taints: value.taints.filter((taint) => !isObject(taint)) });
}

/** Whether something whole is known: a record, a request, an answer. */
export function isObject({ kind }: Taint): boolean {
  return kind.startsWith('data.object.');
}

/** Add a sanitizer's mark to all data of a value. Fields are flattened: the result is new text. */
export function sanitize(value: Value, mark: KindId): Value {
  // What lets data no say in some places leaves it what it is, and what it is called.
  if (mark.startsWith(harmless)) return marked(value, [mark]);
  const { taints, inputs } = flatten(value);
  return valueWith({
    taints: inOrder(taints.map((taint) => ({ ...taint, marks: withMark(taint.marks, mark) }))),
    inputs: inputsInOrder(inputs.map((input) => ({ ...input, marks: withMark(input.marks, mark) }))),
  });
}

/** Marks of what is no danger in some places, and no less data for it. */
const harmless = 'sanitizer.harmless.';

/** How deep in fields marks are put. */
const maxMarked = 4;

/** `value` as it is, its data marked with what let it pass: a check on the way. */
export function marked(value: Value, marks: Iterable<KindId>, depth = maxMarked): Value {
  const all = [...marks];
  if (all.length === 0) return value;
  const put = (before: readonly KindId[]): readonly KindId[] => all.reduce(withMark, before);
  return value.with({
    taints: inOrder(value.taints.map((taint) => ({ ...taint, marks: put(taint.marks) }))),
    inputs: inputsInOrder(value.inputs.map((input) => ({ ...input, marks: put(input.marks) }))),
    fields: value.fields === null || depth === 0 ? value.fields : new Map([...value.fields].map(([name, field]) => [name, marked(field, all, depth - 1)])),
  });
}

/** Data that was changed and may have become the same. */
export function inOrder(taints: readonly Taint[]): readonly Taint[] {
  return ordered(taints, compareTaints, compareEvidence);
}

export function inputsInOrder(inputs: readonly Input[]): readonly Input[] {
  return ordered(inputs, compareInputs, compareWays);
}

/** The marks that sanitizers left, without those that say where data stands or what it is. */
export function sanitizersIn(marks: readonly KindId[]): readonly KindId[] {
  return marks.filter((mark) => mark.startsWith('sanitizer.') && !mark.startsWith(harmless));
}

export function isSanitized(marks: readonly KindId[]): boolean {
  return sanitizersIn(marks).length > 0;
}

export function withMark(marks: readonly KindId[], mark: KindId): readonly KindId[] {
  return marks.includes(mark) ? marks : [...marks, mark].sort();
}

/** The value after a step worth telling: given to a name, returned, handed to a call. */
export function traced(value: Value, step: Omit<Step, 'previous' | 'length'>): Value {
  if (value.taints.length === 0 && value.inputs.length === 0) return value;
  return value.with({
    taints: value.taints.map((taint) => ({ ...taint, trace: stepAfter(taint.trace, step) })),
    inputs: value.inputs.map((input) => ({ ...input, trace: stepAfter(input.trace, step) })),
  });
}

/** Kinds that the function itself sees in the value: told inside it, and not again at its callers. */
export function toldKinds(value: Value): ReadonlySet<KindId> {
  const told = new Set<KindId>();
  for (const taint of flatten(value).taints) if (taint.confidence !== 'low') told.add(taint.kind);
  return told;
}
