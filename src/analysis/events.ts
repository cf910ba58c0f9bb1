/**
 * What does the receiver of an event get? What is sent with events of the same name by the same
 * emitter, in its file and in those that import it. Must not know libraries: models say what sends and receives.
 */
import type { FunctionGraph, NodeId, NodeOf } from '../flow';
import type { Origin, Place } from '../models';
import { argumentValue, calleeOf, originValues } from './calls';
import type { Callee } from './calls';
import { sameValue } from './compare';
import type { Evaluator } from './evaluate';
import { pathOf } from './links';
import type { Incoming } from './links';
import { literalsAt } from './own-functions';
import type { CallSite, Unit } from './program';
import type { Source } from './source';
import { bounded, flatten, merge, nothing, valueWith } from './value';
import type { Value } from './value';

/** Calls in one file that are looked at for one event. */
const maxSites = 100;

type Site = Pick<CallSite, 'unit' | 'call'>;

const none: readonly Site[] = [];

/** What sends and receives events: by the call that made it, or its class. */
interface Emitter {
  readonly source: Source;
  readonly key: string;
  /** Where it was made; null where it is known by its class. */
  readonly made: { readonly unit: Unit; readonly call: number } | null;
  readonly places: readonly Place[];
}

/** What arrives at `index` of a function that a call hands to a place of events. */
export function heardValue(evaluator: Evaluator, { unit, call: id, argument }: CallSite, index: number): Value {
  const call = unit.node(id);
  if (call?.op !== 'call') return nothing;
  const callee = calleeOf(evaluator, unit, call);
  const origin = eventAt(callee, argument, 'hears');
  const emitter = origin === null ? null : emitterOf(evaluator, unit, callee);
  const names = origin === null ? [] : namesOf(evaluator, unit, call, callee, origin);
  if (emitter === null || origin === null) return nothing;
  return names.map((name) => sentTo(evaluator, emitter, name, index)).reduce(merge, nothing);
}

function eventAt(callee: Callee, argument: number, way: 'tells' | 'hears'): Origin | null {
  for (const place of callee.places) for (const { event } of place.argument(argument, null)?.facts ?? []) if (event?.way === way) return event.name;
  return null;
}

function namesOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, origin: Origin): readonly string[] {
  return originValues(evaluator, unit, call, callee, origin).constants.flatMap(({ value, open }) => (typeof value === 'string' && !open ? [value] : []));
}

function emitterOf(evaluator: Evaluator, unit: Unit, callee: Callee): Emitter | null {
  const { made, instances, places } = evaluator.valueOf(unit, callee.receiver);
  if (made !== null) return { source: made.unit.source, key: `${String(made.unit.serial)} ${String(made.call)}`, made, places };
  const [cls, ...others] = instances;
  return cls === undefined || others.length > 0 ? null : { source: cls.source, key: `class ${String(cls.graph.id)}`, made: null, places };
}

/** Data sent with an event, the files that import the emitter's included. */
function sentTo(evaluator: Evaluator, emitter: Emitter, name: string, index: number): Value {
  const { source } = emitter;
  return evaluator.keptOf(source, `heard ${emitter.key} ${name} ${String(index)}`, nothing, () => {
    const own = sendsIn(evaluator, source).map((site) => sentAt(evaluator, site, emitter, name, index)).reduce(merge, nothing);
    return incomingTo(emitter).map((incoming) => sentFrom(evaluator, incoming, emitter, name, index)).reduce(merge, own);
  }, sameValue);
}

/** The calls of a file that may send events, by the names of their callees. */
function sendsIn(evaluator: Evaluator, source: Source): readonly Site[] {
  return evaluator.keptOf(source, 'sends', none, () => {
    const telling = evaluator.models.telling(source.ecosystem);
    return source.units.flatMap((unit) => memberCallsOf(unit.graph.nodes).flatMap(({ name, call }) => (telling.has(name) ? [{ unit, call }] : [])));
  }, sameSites);
}

/** Calls of members that are handed two values or more, by what stands in a function: that outlasts edits elsewhere. */
const memberCalls = new WeakMap<FunctionGraph['nodes'], readonly { readonly name: string; readonly call: NodeId }[]>();

function memberCallsOf(nodes: FunctionGraph['nodes']): readonly { readonly name: string; readonly call: NodeId }[] {
  let calls = memberCalls.get(nodes);
  if (calls === undefined) {
    calls = nodes.flatMap((node, call) => {
      const callee = node.op === 'call' && node.args.length > 1 ? nodes[node.callee] : undefined;
      return callee?.op === 'field' ? [{ name: callee.name, call }] : [];
    });
    memberCalls.set(nodes, calls);
  }
  return calls;
}

function sameSites(a: readonly Site[], b: readonly Site[]): boolean {
  return a.length === b.length && a.every(({ unit, call }, i) => unit === b[i]?.unit && call === b[i].call);
}

function sentFrom(evaluator: Evaluator, incoming: Incoming, emitter: Emitter, name: string, index: number): Value {
  const { source, module, path } = incoming;
  return evaluator.keptOf(source, ['sent', module, path, emitter.source.path, emitter.key, name, index].join('\n'), nothing, () => {
    const sites = (source.outgoing.get(module)?.get(path) ?? []).filter((one) => !one.handed).slice(0, maxSites);
    return sites.map(({ site }) => sentAt(evaluator, site, emitter, name, index)).reduce(merge, nothing);
  }, sameValue);
}

/** What one call sends, where it is one of that emitter and event. What it was handed itself is not known here. */
function sentAt(evaluator: Evaluator, { unit, call: id }: Site, emitter: Emitter, name: string, index: number): Value {
  const call = unit.node(id);
  if (call?.op !== 'call' || call.args.length < 2 || unit.node(call.callee)?.op !== 'field') return nothing;
  const callee = calleeOf(evaluator, unit, call);
  const origin = callee.places.some((place) => place.hasArgumentFacts) ? eventAt(callee, 1, 'tells') : null;
  if (origin === null || typeof origin.from !== 'number' || emitterOf(evaluator, unit, callee)?.key !== emitter.key) return nothing;
  if (!namesOf(evaluator, unit, call, callee, origin).includes(name)) return nothing;
  return withoutInputs(argumentValue(evaluator, unit, call, origin.from + 1 + index));
}

function withoutInputs(value: Value): Value {
  const fields = value.fields === null ? null : new Map([...value.fields].map(([name, field]) => [name, valueWith({ taints: flatten(field).taints, opaque: field.opaque })]));
  return bounded(valueWith({ taints: value.taints.map((taint) => ({ ...taint, guess: null })), fields, type: value.type, opaque: value.opaque }));
}

/** The calls of members of an exported emitter that send, in the files that import its file. */
function incomingTo({ source, made, places }: Emitter): readonly Incoming[] {
  const [module] = source.units;
  if (module === undefined || made?.unit !== module) return [];
  const owners = module.graph.exports.filter(({ value }) => value !== null && literalsAt(source, module, value).some((at) => at.unit === module && at.node === made.call)).map(({ name }) => pathOf(name, []));
  const isSending = (member: string): boolean => places.some((place) => place.member(member)?.argument(1, null)?.facts.some(({ event }) => event?.way === 'tells') === true);
  for (const owner of owners) source.listenTo(owner, isSending);
  return owners.length === 0 ? [] : source.incomingOf(module);
}

/** Whether a call sends an event: those who receive events of its file must hear of it. */
export function isSending(evaluator: Evaluator, { unit, call: id }: CallSite): boolean {
  const call = unit.node(id);
  return call?.op === 'call' && call.args.length > 1 && eventAt(calleeOf(evaluator, unit, call), 1, 'tells') !== null;
}
