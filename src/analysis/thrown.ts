/**
 * What arrives where a failure is caught: of `try { await … } catch (error)` and of `promise.then(…).catch((error) => …)` what the library that failed
 * says of its failures. Follows the project's own functions. Must not know which libraries there are.
 */
import type { GuardId, Node, NodeId, NodeOf } from '../flow';
import type { Place } from '../models';
import { calleeOf } from './calls';
import { sameValue } from './compare';
import type { Evaluator } from './evaluate';
import { madeBy } from './made-by';
import { nameOf } from './names';
import type { CallSite, Unit } from './program';
import { mergeAll, nothing, unknown, valueWith } from './value';
import type { Value } from './value';

/** Members of promises in a row that are followed, and levels of a literal. */
const maxMembers = 12;

type Handler = Extract<Unit['graph']['guards'][number], { readonly kind: 'handler' }>;

/** What a handler catches: what was waited for in the body that it belongs to may have failed. Nothing is said where the program asks what it caught. */
export function caughtValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'caught'>): Value {
  const handler = handlerAround(unit, node.guard);
  if (handler === null) return unknown;
  const { places } = mergeAll(waitedFor(unit, handler).map((id) => failureOf(evaluator, unit, id)));
  const name = places.length === 0 ? null : nameCaught(unit, node);
  if (name === null || isAsked(unit, name, node.guard)) return unknown;
  // Something else may have failed there as well.
  const taints = places.flatMap((place) => evaluator.evidence.ofPlace(place, unit, node, name)).map((taint) => ({ ...taint, confidence: 'medium' as const }));
  return unknown.with({ places, taints });
}

/** What a function that is handed to `catch` receives, or as the second one to `then`. */
export function rejectedValue(evaluator: Evaluator, index: number, site: CallSite): readonly Place[] {
  if (index !== 0 || site.within.length > 0 || site.through.length > 0) return none;
  const call = site.unit.node(site.call);
  const method = call?.op === 'call' ? site.unit.node(call.callee) : undefined;
  if (method?.op !== 'field' || !(method.name === 'catch' ? site.argument === 0 : method.name === 'then' && site.argument === 1)) return none;
  return failureOf(evaluator, site.unit, method.object).places;
}

const none: readonly Place[] = [];

/** How a promise may fail. */
function failureOf(evaluator: Evaluator, unit: Unit, promise: NodeId): Value {
  const found: Value[] = [];
  let at = madeBy(unit, promise);
  for (let steps = 0; steps < maxMembers && at?.op === 'call'; steps++) {
    const method = unit.node(at.callee);
    const member = method?.op === 'field' ? method.name : null;
    // Who hears of a failure has dealt with it.
    if (member === 'catch' || (member === 'then' && at.args.length > 1)) break;
    const callee = calleeOf(evaluator, unit, at);
    if (callee.functions.length > 0) found.push(...callee.functions.map((fn) => failuresOf(evaluator, fn)));
    else if (method?.op === 'field' && (member === 'then' || member === 'finally')) {
      for (const { value } of at.args) found.push(...evaluator.valueOf(unit, value).functions.map((fn) => failuresOf(evaluator, fn)));
      at = madeBy(unit, method.object);
      continue;
    } else if (!isBare(evaluator, unit, at)) {
      const { places, fields } = evaluator.valueOf(unit, at.id);
      // Of several that are waited for together each may fail.
      found.push(valueWith({ places: [...places, ...(fields?.get('[]')?.places ?? [])].flatMap(failurePlaces) }));
    }
    break;
  }
  return mergeAll(found);
}

/** Whether a request is made by a library as it comes, with no more than an address and how to read the answer: nothing in it could be worth hiding. */
function isBare(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): boolean {
  const method = unit.node(call.callee);
  const client = evaluator.valueOf(unit, method?.op === 'field' ? method.object : call.callee);
  if (client.made !== null || client.instances.length > 0 || client.inputs.length > 0) return false;
  return call.args.every(({ value, spread }) => !spread && (isWritten(evaluator, unit, value) || isAddress(evaluator, unit, value)));
}

/** Whether all of it is written there: `{ headers: { Accept: 'application/json' }, timeout: 5000 }`. */
function isWritten(evaluator: Evaluator, unit: Unit, id: NodeId, depth = maxMembers): boolean {
  const node = madeBy(unit, id);
  if (node?.op === 'object') return depth > 0 && node.properties.every(({ key, value, spread }) => !spread && key !== null && isWritten(evaluator, unit, value, depth - 1));
  return node?.op === 'function' || (node?.op === 'constant' && !isCredential(evaluator, unit, id));
}

function isAddress(evaluator: Evaluator, unit: Unit, id: NodeId): boolean {
  const op = madeBy(unit, id)?.op;
  return (op === 'concat' || op === 'call' || op === 'parameter' || op === 'outer') && !isCredential(evaluator, unit, id);
}

function isCredential(evaluator: Evaluator, unit: Unit, id: NodeId): boolean {
  return evaluator.valueOf(unit, id).taints.some(({ kind }) => evaluator.policy.kinds.isA(kind, 'data.credential'));
}

/** What a library hands to those who hear of a failure of what it gave. */
function failurePlaces(place: Place): readonly Place[] {
  const failure = place.member('catch')?.argument(0, null)?.parameter(0) ?? null;
  return failure === null ? none : [failure];
}

/** How what a function gives may fail: all that it waits for or hands on, as far as it does not catch it. */
function failuresOf(evaluator: Evaluator, fn: Unit): Value {
  return evaluator.keptOf(fn, 'failures', nothing, () => mergeAll(waitedFor(fn, null).map((id) => failureOf(evaluator, fn, id))), sameValue);
}

/** The promises that a function waits for, in the body of a handler or outside of all; those in bodies of other handlers there are left out. What it returns is waited for by its callers. */
function waitedFor({ graph }: Unit, within: Handler | null): readonly NodeId[] {
  const others = graph.guards.filter((guard): guard is Handler => guard.kind === 'handler' && (within === null || isInside(guard, within)));
  const isCaught = (id: NodeId): boolean => others.some(({ from, to }) => from <= id && id < to);
  const nodes: readonly Node[] = within === null ? graph.nodes : graph.nodes.slice(within.from, within.to);
  const waited = nodes.flatMap((node) => (node.op === 'await' && !isCaught(node.id) ? [node.value] : []));
  return within === null ? [...waited, ...graph.returns] : waited;
}

function isInside(one: Handler, other: Handler): boolean {
  return one.from >= other.from && one.to <= other.to && one.to - one.from < other.to - other.from;
}

function handlerAround({ graph: { guards } }: Unit, id: GuardId): Handler | null {
  for (let at = id; at !== 0;) {
    const guard = guards[at];
    if (guard === undefined || guard.kind === 'always') return null;
    if (guard.kind === 'handler') return guard;
    at = guard.parent;
  }
  return null;
}

function nameCaught({ graph }: Unit, caught: NodeOf<'caught'>): string | null {
  const bound = graph.nodes.slice(caught.id + 1, caught.id + 3).find((node) => node.op === 'bind' && node.value === caught.id);
  return bound?.op === 'bind' ? bound.name : null;
}

/** Whether a condition in a handler asks which error it is: `isAxiosError(error)`, `error instanceof TypeError`. */
function isAsked(unit: Unit, name: string, handler: GuardId): boolean {
  const { nodes, guards } = unit.graph;
  const isThere = (node: Node): boolean => {
    for (let at = node.guard; at !== 0;) {
      const guard = guards[at];
      if (at === handler || guard === undefined || guard.kind === 'always') return at === handler;
      at = guard.parent;
    }
    return false;
  };
  return nodes.some((node) => {
    if (node.op === 'operator') return node.operator === 'instanceof' && node.operands[0] !== undefined && nameOf(unit, node.operands[0]) === name && isThere(node);
    return node.op === 'call' && node.args.some(({ value }) => nameOf(unit, value) === name) && /^is\w*Error$/.test(nameOf(unit, node.callee) ?? '') && isThere(node);
  });
}
