/**
 * What is a field or an element of a value? Known fields first, then classes,
 * library places and declared types, then what names say.
 */
import type { Node } from '../flow';
import type { Origin, Place } from '../models';
import { grant, withRequest } from './answers';
import { calleeOf, originValues } from './calls';
import type { Evaluator } from './evaluate';
import { offers } from './modules';
import { memberType } from './schemas';
import type { ClassRef, Unit } from './program';
import { withFields } from './type-parts';
import type { ResolvedType } from './types';
import { addressFamily, inputsInOrder, isOrigin, isRead, isRequesters, joinInputs, joinTaints, marked, merge, mergeAll, nothing, requesterData, unknown, valueWith } from './value';
import type { Input, Taint, Value } from './value';

/** Where a field is read: its node gives the source of what its name says. */
export interface Site {
  readonly unit: Unit;
  readonly node: Pick<Node, 'id'>;
}

const none: readonly never[] = [];

/** How deep fields of inputs are followed. */
const maxInputDepth = 4;
/** How deep the same name may come again: `response.data.data`. */
const maxFreeDepth = 2;

/**
 * `object.name`. `owner` is the name of the object as written, for evidence by
 * names; null where it has none.
 */
export function readField(evaluator: Evaluator, site: Site, object: Value, name: string, owner: string | null): Value {
  if (isIndex(name)) return elementIn(evaluator, object, Number(name));
  const known: Value[] = [];
  let named = false;
  let described: ResolvedType | null = null;
  const field = object.fields?.get(name) ?? null;
  if (field !== null) known.push(field);
  const any = object.fields?.get('*') ?? null;
  if (any !== null) known.push(any);
  for (const instance of object.instances) {
    const member = evaluator.memberValue(instance, name);
    known.push(member);
    named ||= member.opaque;
  }
  for (const cls of object.classes) {
    const member = cls.source.memberOf(cls.graph, name, true);
    const unit = member?.function === null || member?.function === undefined ? undefined : cls.source.units[member.function];
    if (unit !== undefined) known.push(member?.kind === 'method' ? valueWith({ functions: [unit] }) : evaluator.returnsOf(unit));
    else if (member === undefined) known.push(...inherited(evaluator, cls, name));
  }
  for (const module of object.modules) if (offers(evaluator, module, name)) known.push(evaluator.exportOf(module, name));
  for (const place of object.places) {
    const member = place.member(name);
    if (member === null) continue;
    const bare = evaluator.evidence.ofPlace(member, site.unit, site.node, owner === null ? name : `${owner}.${name}`);
    const taints = withRequest(evaluator, bare, site.unit, site.node, () => object.made, member);
    described ??= memberType(evaluator, site, object, member, name);
    const left = object.made === null ? [] : member.facts.flatMap((fact) => fact.passes);
    if (object.made !== null && left.length > 0) known.push(...left.map((origin) => madeField(evaluator, object.made, origin)), valueWith({ places: [member] }));
    else known.push(unknown.with({ places: [member], taints, constants: constantsOf(member, site.unit, site.node) }));
    // What a library hands out under a field that tells nothing by itself, or only what may be put there, is named by the field.
    named ||= taints.length === 0 && member.facts.every((fact) => fact.is?.startsWith('sink.') === true) && object.taints.length > 0;
  }
  const isEnvelope = object.taints.some((taint) => taint.kind === 'data.object.caley') && evaluator.policy.kinds.matchName(name, null, null).some((match) => match.kind === 'envelope');
  const inputs = extended(object.inputs, name);
  const declared = object.type?.fields?.get(name) ?? null;
  const type = evaluator.types.of(declared) ?? described;
  const carried = carriedIn(evaluator, site, object, name, type);
  const caley = carried.filter(({ kind }) => kind === 'data.caley');
  let result = known.length > 0 ? mergeAll(known) : object.opaque || object.inputs.length > 0 || declared !== null ? unknown : nothing;
  if (inputs.length > 0 || carried.length > 0) result = result.with({ inputs: joinInputs(result.inputs, inputs), taints: carried.length === 0 ? result.taints : joinTaints(result.taints, [...carried, ...(isEnvelope && caley.length > 0 && !result.taints.some(({ kind }) => kind === grant) ? wholeOf(object) : [])]) });
  if (type !== null) result = evaluator.withType(result, type);
  const speaks = known.length === 0 ? result.opaque && isData(object) : named;
  if (speaks && !isEnvelope) {
    const surroundings = caley.length > 0 ? 'anything' : object.taints.some((taint) => taint.kind === 'data.object.person') ? 'person' : null;
    const all = evaluator.evidence.ofName(site.unit, site.node, name, owner, result.type, surroundings, caley.length > 0, object.type);
    // An environment variable is a setting of the program: an address in it is the program's own.
    const isSetting = object.taints.some((taint) => taint.kind === 'data.object.environment');
    const evidence = isSetting ? all.filter((taint) => evaluator.policy.kinds.isA(taint.kind, 'data.credential')) : all;
    // Data that is known by better than its name speaks alone. What only says the same may have come from here, round a loop.
    const isKnown = result.taints.some((taint) => !isOrigin(taint.kind) && !evidence.some((other) => other.kind === taint.kind));
    if (evidence.length > 0 && !isKnown) {
      const guess = inputs[0] ?? null;
      result = result.with({ taints: joinTaints(result.taints, guess === null ? evidence : evidence.map((taint): Taint => ({ ...taint, guess }))) });
    }
  }
  return evaluator.guessed(site.unit.source, withAddress(evaluator, site, object, name, result), name);
}

/** That an environment variable holds the address of somebody, where its name says whose. */
function withAddress(evaluator: Evaluator, { unit, node }: Site, object: Value, name: string, value: Value): Value {
  const party = object.taints.some(({ kind }) => kind === 'data.object.environment') ? evaluator.policy.partyOfVariable(name) : null;
  return party === null ? value : value.with({ taints: joinTaints(value.taints, [evaluator.evidence.taint(addressFamily + party.id, 'medium', false, unit, node, name)]) });
}

/** That a field comes from Caley or from whoever sent a request, as its object does; marked where it is no text that anybody chose: a number, an id that Caley gave. */
function carriedIn(evaluator: Evaluator, site: Site, object: Value, name: string, type: ResolvedType | null): readonly Taint[] {
  const carried = object.taints.length === 0 ? none : object.taints.flatMap((taint) => carriedBy(evaluator, taint, name));
  if (carried.length === 0) return none;
  const places = [evaluator.models.any(site.unit.source.ecosystem), ...object.places];
  const isPlain = type?.plain === true || places.some((place) => place.member(name)?.facts.some(({ schema }) => schema.some(({ says }) => says === 'plain')));
  if (isPlain) return marked(valueWith({ taints: carried }), ['sanitizer.harmless.number']).taints;
  const isGiven = evaluator.policy.kinds.matchName(name, null, 'anything').some(({ kind }) => kind === 'sanitizer.harmless.id');
  // An id that Caley gave is what it is; one in a request may be any text.
  return isGiven ? carried.map((taint) => (taint.kind === 'data.caley' ? (marked(valueWith({ taints: [taint] }), ['sanitizer.harmless.id']).taints[0] ?? taint) : taint)) : carried;
}

function carriedBy(evaluator: Evaluator, taint: Taint, name: string): readonly Taint[] {
  if (isRequesters(taint.kind) || isRead(taint.kind)) return [taint];
  switch (taint.kind) {
    case 'data.caley':
      return [taint];
    case 'data.object.request-body':
      return [{ ...taint, kind: requesterData }];
    case 'data.object.request':
      return evaluator.policy.kinds.matchName(name, null, null).some(({ kind }) => kind === 'requester') ? [{ ...taint, kind: requesterData }] : none;
    default:
      return none;
  }
}

/** Whether a field is named by a number: few are, and all are asked. */
function isIndex(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d+$/.test(name);
}

/** The constant that models say a place is, as if it were written where the place is read. */
export function constantsOf(place: Place, unit: Unit, at: Pick<Node, 'id'>): Value['constants'] {
  if (place.facts.length === 0) return [];
  return place.facts.flatMap((fact) => fact.value.map((value) => ({ value, open: false, unit, node: at.id })));
}

/** Whether reading a field of it may read data: not of a function, a class or a bare library namespace. */
function isData(value: Value): boolean {
  return value.functions.length === 0 && value.classes.length === 0 && (value.places.every((place) => place.package === 'any' || place.package === 'guess') || value.taints.length > 0 || value.type !== null);
}

function wholeOf(value: Value): readonly Taint[] {
  return value.taints.filter((taint) => taint.kind === 'data.object.caley');
}

/** What a class takes over from the library class or the user's class that it extends. */
function inherited(evaluator: Evaluator, { source, graph }: ClassRef, name: string, depth = 3): readonly Value[] {
  const parent = source.units[graph.parent];
  if (graph.superclass === null || parent === undefined || depth === 0) return [];
  const base = evaluator.valueOf(parent, graph.superclass);
  const places = base.places.map((place) => place.member(name)).filter((place) => place !== null);
  const own = base.classes.flatMap((cls) => {
    const member = cls.source.memberOf(cls.graph, name, true);
    const unit = member?.function === null || member?.function === undefined ? undefined : cls.source.units[member.function];
    if (unit === undefined) return member === undefined ? inherited(evaluator, cls, name, depth - 1) : [];
    return [member?.kind === 'method' ? valueWith({ functions: [unit] }) : evaluator.returnsOf(unit)];
  });
  return places.length === 0 ? own : [...own, valueWith({ places })];
}

/** What the call that made a value left in one of its fields. */
function madeField(evaluator: Evaluator, made: Value['made'], origin: Origin): Value {
  const call = made?.unit.node(made.call);
  return made === null || call?.op !== 'call' ? nothing : originValues(evaluator, made.unit, call, calleeOf(evaluator, made.unit, call), origin);
}

/** The same field of all inputs. */
function extended(inputs: readonly Input[], name: string): readonly Input[] {
  return inputs.length === 0 ? inputs : inputsInOrder(inputs.map((input) => extend(input, name)).filter((input) => input !== null));
}

/** The input's field. A name that comes again (`next.next`) means a structure of its own kind, and leads no deeper. */
function extend(input: Input, name: string): Input | null {
  const { fields } = input;
  const before = name === '[]' || fields.length < maxFreeDepth ? -1 : fields.indexOf(name);
  if (before >= 0) return { ...input, fields: fields.slice(0, before + 1) };
  return fields.length >= maxInputDepth ? null : { ...input, fields: [...fields, name] };
}

/** An element of a container, of the type that its elements are declared to have. */
export function elementIn(evaluator: Evaluator, container: Value, index: number | null): Value {
  const value = elementOf(container, index);
  const type = evaluator.types.of(container.type?.element);
  return type === null ? value : evaluator.withType(value, type);
}

/** An element of a container: by `index` where it is known, else any. */
function elementOf(container: Value, index: number | null): Value {
  const { fields } = container;
  let known = nothing;
  if (fields !== null) {
    const exact = index === null ? undefined : fields.get(String(index));
    known = exact ?? merge(fields.get('[]') ?? nothing, fields.get('*') ?? nothing);
  }
  const places = container.places.map((place) => place.element()).filter((place) => place !== null);
  const taints = container.taints.filter((taint) => !wholes.has(taint.kind));
  const inputs = extended(container.inputs, '[]');
  const rest = valueWith({ places, taints, inputs, opaque: container.opaque || fields?.has('[]') !== true });
  return merge(known, rest);
}

/** Fields by name that are known to be gone from a value. */
const maxLost = 20;

/** What is left of an object when some fields are taken out, by its known fields and by its type. */
export function withoutFields(object: Value, names: readonly string[]): Value {
  const type = object.type === null ? null : withFields(object.type, (name) => !names.includes(name));
  // Of a value that is only known to have been handed in, what it lost must be told.
  if (object.fields === null && object.type === null && object.inputs.length > 0) return object.with({ fields: new Map(names.slice(0, maxLost).map((name) => [name, nothing])) });
  return object.with({ type, fields: object.fields === null ? null : new Map([...object.fields].filter(([name]) => !names.includes(name))) });
}

/** Whole objects whose elements are something else. */
const wholes: ReadonlySet<string> = new Set(['data.object.request', 'data.object.request-body', 'data.object.response', 'data.object.headers', 'data.object.cookies', 'data.object.environment', 'data.object.session', 'data.object.error', 'data.object.record.row', 'data.object.record.rows']);
