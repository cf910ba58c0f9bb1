/**
 * Of what is one request made, at the call that makes it? Its address in pieces that the model names, its
 * method as clients of HTTP are told it, and what goes with it. Must not follow calls of the user's functions.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Origin, Place } from '../models';
import { calleeOf, originValues, urlOrigins } from './calls';
import type { Callee } from './calls';
import type { Evaluator } from './evaluate';
import { nameOf } from './names';
import type { Unit } from './program';
import { handedIn, open, positional, product, propertyAt, templatesOf, templatesOfValue, unique } from './templates';
import type { Handed, Template } from './templates';
import { nothing } from './value';

/** What is sent: an expression of the function, or what a caller hands in. */
export interface Sent {
  readonly as: 'query' | 'body';
  readonly what: NodeId | Handed;
}

const verbs: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);
/** Keys that a request without a method is not sent with. */
const bodyKeys: ReadonlySet<string> = new Set(['body', 'data', 'json', 'form', 'method']);
/** How deep in options what is sent stands. */
const maxDepth = 3;

/** Fields of options that are an address. */
const addressKeys = ['url', 'uri'];

/** Where a call of a place has its address, in pieces; null where it asks for none. */
export function originsOf(place: Place): readonly Origin[] | null {
  const direct = urlOrigins(place);
  if (direct !== null) return direct;
  for (const key of addressKeys) {
    for (const fact of place.argument(0, null)?.member(key)?.facts ?? []) {
      if (fact.is === 'sink.http.url') return fact.url.length > 0 ? fact.url : [{ from: 0, returned: false, element: false, fields: [key], key: null }];
    }
  }
  return null;
}

/** The node where an address stands as far as it is written at the call: the last piece of it. */
export function targetNode(unit: Unit, call: NodeOf<'call'>, origins: readonly Origin[]): NodeId | null {
  return origins.map((origin) => nodeAt(unit, call, origin)).findLast((node) => node !== null) ?? null;
}

/** The pieces joined as clients do it: one slash between, and what is absolute stands for all. */
export function addressesOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, origins: readonly Origin[]): readonly Template[] {
  let all: readonly Template[] = [[]];
  for (const origin of origins) {
    const node = nodeAt(unit, call, origin);
    const value = node === null ? originValues(evaluator, unit, call, callee, origin) : evaluator.valueOf(unit, node);
    // Options that may stand in an address's place are none.
    if (value === nothing || value.fields !== null) continue;
    const next = node === null ? templatesOfValue(value) : templatesOf(evaluator, unit, node);
    all = all.every((template) => template.length === 0) ? next : product(all, next.map((template) => (typeof template[0] === 'string' && /^[?#]/.test(template[0]) ? template : ['/', ...template])));
  }
  return unique(all.filter((template) => template.length > 0));
}

/** The argument that an origin names, or the field of it that is written there. */
function nodeAt(unit: Unit, call: NodeOf<'call'>, { from, fields, returned, element, key }: Origin): NodeId | null {
  if (typeof from === 'string' || returned || element || key !== null) return null;
  const argument = typeof from === 'number' ? positional(call)[from] : call.args.find(({ name }) => name === from.keyword);
  return argument === undefined ? null : fields.reduce<NodeId | null>((at, field) => (at === null ? null : propertyAt(unit, at, field)), argument.value);
}

/**
 * Methods that a request may be made by: the name of what is called (`api.delete`), the option `method`, the text before the address
 * (`request('PUT', url)`); `get` where nothing is sent along and nothing else is said.
 */
export function methodsOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, written: NodeId | null): readonly Template[] {
  const name = /^(get|post|put|patch|delete|head|options)(?:Form)?$/.exec(nameOf(unit, call.callee) ?? '')?.[1];
  if (name !== undefined) return [[name]];
  const [first] = call.args;
  const isBehind = written !== null && call.args.findIndex(({ value }) => value === written) === 1;
  if (isBehind && first?.name === null) return templatesOf(evaluator, unit, first.value);
  const named = call.args.find((arg) => arg.name === 'method');
  if (named !== undefined) return templatesOf(evaluator, unit, named.value);
  const others = call.args.filter(({ value }) => value !== written);
  for (const { value } of others) {
    const option = propertyAt(unit, value, 'method');
    if (option !== null) return templatesOf(evaluator, unit, option);
    const given = evaluator.valueOf(unit, value).fields?.get('method');
    if (given !== undefined) return templatesOfValue(given);
  }
  return [others.every((arg) => isHarmless(unit, arg.value) && !bodyKeys.has(arg.name ?? '')) ? ['get'] : open];
}

/** Whether options are written in full, and send nothing. */
function isHarmless(unit: Unit, id: NodeId): boolean {
  const node = unit.node(unit.unwrapped(id));
  return node?.op === 'object' ? node.properties.every(({ key, spread }) => !spread && key !== null && !bodyKeys.has(key)) : node?.op === 'constant' || node?.op === 'function';
}

/** The method in small letters that a template says; null where that is open. */
export function methodIn(template: Template): string | null {
  const [text] = template;
  const method = template.length === 1 && typeof text === 'string' ? text.trim().toLowerCase() : '';
  return verbs.has(method) ? method : null;
}

/** What models say is sent as the query or the body of a request. */
export function sentBy(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, place: Place): readonly Sent[] {
  const found: Sent[] = [];
  const reach = (at: Place | null, id: NodeId, depth: number): void => {
    if (at === null || depth === 0) return;
    const kind = at.facts.find(({ is, when }) => when === null && (is === 'sink.http.query' || is === 'sink.http.body'))?.is;
    if (kind !== undefined) {
      found.push(...sentAs(evaluator, unit, kind === 'sink.http.query' ? 'query' : 'body', id));
      return;
    }
    const node = unit.node(unit.unwrapped(id));
    if (node?.op === 'object') for (const property of node.properties) if (property.key !== null && !property.spread) reach(at.member(property.key), property.value, depth - 1);
  };
  let position = 0;
  for (const arg of call.args) {
    reach(place.argument(position, arg.name), arg.value, maxDepth);
    if (arg.name === null) position++;
  }
  return found;
}

/** What is sent where an expression is: itself, or what a caller hands in. What it was before it became text (`JSON.stringify(x)`) counts. */
export function sentAs(evaluator: Evaluator, unit: Unit, as: Sent['as'], id: NodeId): readonly Sent[] {
  const at = passedOn(evaluator, unit, id);
  const node = unit.node(at);
  const handed = node?.op === 'object' || node?.op === 'update' ? null : handedIn(evaluator.valueOf(unit, at));
  return [{ as, what: handed ?? at }];
}

function passedOn(evaluator: Evaluator, unit: Unit, id: NodeId): NodeId {
  let at = unit.unwrapped(id);
  for (let steps = 0; steps < maxDepth; steps++) {
    const node = unit.node(at);
    if (node?.op !== 'call') return at;
    const { places } = calleeOf(evaluator, unit, node);
    const [origin] = places.flatMap((place) => (node.construct ? place.constructed() : place.returned())?.facts.flatMap(({ passes }) => passes) ?? []);
    const inner = origin === undefined ? null : nodeAt(unit, node, origin);
    if (inner === null) return at;
    at = unit.unwrapped(inner);
  }
  return at;
}

/** A field that is written by name, and its value. */
export interface WrittenField {
  readonly name: string;
  readonly value: NodeId;
}

/** The fields that an expression is written with, in a literal or one by one behind it; what is spread into it is not seen. */
export function fieldsWritten(unit: Unit, id: NodeId): readonly WrittenField[] {
  const fields: WrittenField[] = [];
  let at = id;
  for (let steps = 0; steps < maxUpdates; steps++) {
    const node = unit.node(unit.unwrapped(at));
    if (node?.op === 'object') return [...node.properties.flatMap(({ key, value, spread }) => (key === null || spread ? [] : [{ name: key, value }])), ...fields];
    if (node?.op !== 'update') return fields;
    if (node.name !== null) fields.unshift({ name: node.name, value: node.value });
    at = node.object;
  }
  return fields;
}

/** Assignments to one object that are followed. */
const maxUpdates = 60;
