/**
 * Which function answers which route? Handlers that calls set up, that decorators stand before, that
 * their files' places make handlers. Must not know frameworks: models say what a handler is.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Place } from '../models';
import type { KindId, Policy } from '../policy';
import { calleeOf } from './calls';
import type { Evaluator } from './evaluate';
import { overriddenPlaces, standingPlaces } from './overrides';
import type { CallSite, Unit } from './program';
import type { Source } from './source';

/** The kinds of what answers a route: `route.write` changes or takes something. */
const family = 'route.';
/** What is told of events by those who make them. A route's words say so. */
export const webhook: KindId = 'route.webhook';
/** What a language model may ask for. */
export const toolRoute: KindId = 'route.tool';
/** What runs before those that answer. */
export const beforeRoutes: KindId = 'route.before';
/** What says what others are to be told of. */
const subscription: KindId = 'route.subscription';
/** Calls in a chain that are looked back through for a path: `app.route('/x').all(a).post(b)`. */
const maxChain = 4;
/** Functions around one that are asked whether they answer. */
const maxAround = 4;
/** Levels of an object that describes a route. */
const maxDepth = 3;
/** What the maker of a router is told with which its paths begin. */
const prefixNames: readonly string[] = ['prefix', 'url_prefix'];
/** Keys of an object that describes a route, under which its path stands. */
const pathKeys: readonly string[] = ['url', 'path'];
/** What an answering file is called by its framework, wherever it lies. */
const fileWords = /(?:^|\/)(?:route|index|\+server)?\.[^/]*$|\.[^/.]*$/;

export interface Route {
  /** Where it is set up. */
  readonly unit: Unit;
  /** The call that does; the function itself where its file or a decorator does. */
  readonly around: NodeId;
  /** The smallest token that names it. */
  readonly wrong: NodeId;
  /** As it is written, or the file's; empty where it is not known. */
  readonly path: string;
  readonly kinds: readonly KindId[];
  readonly handlers: readonly Unit[];
  /** Functions that stand before it in the same call. */
  readonly before: readonly Unit[];
}

/** The routes that calls in a function set up, and those that the function answers by its own place. */
export function routesSetUpIn(evaluator: Evaluator, unit: Unit): readonly Route[] {
  const set = unit.graph.nodes.flatMap((node) => (node.op === 'call' ? (routeSetUpBy(evaluator, unit, node) ?? []) : []));
  return [...set, ...routesByPlace(evaluator, unit)];
}

/** Whether a file is one of a server: routes are set up in it, or its functions answer some. */
export function answersRequests(evaluator: Evaluator, source: Source): boolean {
  return evaluator.keptOf(source, 'answers requests', false, () => source.units.some((unit) => routesSetUpIn(evaluator, unit).length > 0 || routesOf(evaluator, unit).length > 0), Object.is);
}

/** The routes that a function answers, or a function around it. */
export function routesAround(evaluator: Evaluator, unit: Unit): readonly Route[] {
  const found: Route[] = [];
  let at: Unit | null = unit;
  for (let steps = 0; at !== null && steps < maxAround; steps++) {
    found.push(...routesOf(evaluator, at));
    at = at.parent;
  }
  return found;
}

function routesOf(evaluator: Evaluator, unit: Unit): readonly Route[] {
  const { source } = unit;
  // Kept with the file: its sites are other ones after each edit.
  return evaluator.keptOf(source, `routes ${String(unit.serial)}`, none, () => {
    const abroad = source.incomingOf(unit).flatMap(({ source: from, module, path }) => (from.outgoing.get(module)?.get(path) ?? []).filter(({ handed }) => handed).map(({ site }) => site));
    const set = [...source.handInsOf(unit), ...abroad].flatMap((site) => routeAt(evaluator, site) ?? []).filter(({ handlers }) => handlers.includes(unit));
    return [...set, ...routesByPlace(evaluator, unit)];
  }, sameRoutes);
}

const none: readonly Route[] = [];

function sameRoutes(a: readonly Route[], b: readonly Route[]): boolean {
  return a.length === b.length && a.every((one, i) => isSame(one, b[i] ?? one));
}

function isSame(a: Route, b: Route): boolean {
  const same = (left: readonly Unit[], right: readonly Unit[]): boolean => left.length === right.length && left.every((fn, i) => fn === right[i]);
  return a === b || (a.unit === b.unit && a.around === b.around && a.wrong === b.wrong && a.path === b.path && a.kinds.join() === b.kinds.join() && same(a.handlers, b.handlers) && same(a.before, b.before));
}

function routeAt(evaluator: Evaluator, { unit, call: id }: CallSite): Route | null {
  const call = unit.node(id);
  return call?.op === 'call' ? routeSetUpBy(evaluator, unit, call) : null;
}

function routeSetUpBy(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): Route | null {
  if (call.args.length === 0) return null;
  const kinds = new Set(kindsSetUpBy(evaluator, unit, call));
  if (kinds.size === 0) return null;
  const given = call.args.flatMap(({ value }) => {
    const handled = handlersIn(evaluator, unit, value);
    return handled.length === 0 ? [] : [handled];
  });
  const handlers = given.pop();
  if (handlers === undefined) return null;
  const path = pathBefore(evaluator, unit, call);
  return { unit, around: call.id, wrong: path?.node ?? call.callee, path: path?.text ?? '', kinds: [...kinds].sort(), handlers, before: given.flat().filter((fn) => !handlers.includes(fn)) };
}

/** The kinds of route that a call sets up, whoever answers it. */
export function kindsSetUpBy(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): readonly KindId[] {
  return kindsAt(calleeOf(evaluator, unit, call).places);
}

function kindsAt(places: readonly Place[]): readonly KindId[] {
  return places.flatMap(({ facts }) => facts.flatMap(({ is }) => (is?.startsWith(family) === true ? [is] : [])));
}

/** The handlers that an argument is, or holds: `{ path, options: { handler } }`. */
function handlersIn(evaluator: Evaluator, unit: Unit, id: NodeId, depth = maxDepth): readonly Unit[] {
  const node = unit.node(unit.unwrapped(id));
  if (node?.op === 'object') return depth === 0 ? [] : node.properties.flatMap(({ value }) => handlersIn(evaluator, unit, value, depth - 1));
  if (node?.op === 'array') return depth === 0 ? [] : node.elements.flatMap(({ value }) => handlersIn(evaluator, unit, value, depth - 1));
  return functionsWithin(evaluator, unit, id);
}

/** The functions that a value is, or that it wraps: `asyncHandler(handle)`, `this.handle.bind(this)`. */
export function functionsWithin(evaluator: Evaluator, unit: Unit, id: NodeId): readonly Unit[] {
  const { functions } = evaluator.valueOf(unit, id);
  const node = unit.node(unit.unwrapped(id));
  if (node?.op !== 'call') return functions;
  const callee = unit.node(node.callee);
  const handed = [...(callee?.op === 'field' ? [callee.object] : []), ...node.args.map(({ value }) => value)].flatMap((one) => evaluator.valueOf(unit, one).functions);
  return [...new Set([...handed, ...functions])];
}

/** The path that a call is given, or one before it in a chain: `app.post('/x')(handle)`. */
function pathBefore(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): { readonly text: string; readonly node: NodeId } | null {
  let at: NodeOf<'call'> | null = call;
  for (let steps = 0; at !== null && steps < maxChain; steps++) {
    for (const { value } of at.args) {
      const node = unit.node(unit.unwrapped(value));
      const entries = node?.op === 'object' ? node.properties.filter(({ key }) => key !== null && pathKeys.includes(key)).map((property) => property.value) : [value];
      for (const entry of entries) {
        const text = evaluator.valueOf(unit, entry).constants.find((constant) => typeof constant.value === 'string')?.value;
        if (typeof text === 'string') return { text: prefixOf(evaluator, unit, at) + text, node: entry };
      }
    }
    const callee = unit.node(unit.unwrapped(at.callee));
    const before = callee?.op === 'field' ? unit.node(unit.unwrapped(callee.object)) : callee;
    at = before?.op === 'call' ? before : null;
  }
  return null;
}

/** Methods of the same class that run before any that answers: `dispatch` of a view. */
function beforeInClass(evaluator: Evaluator, unit: Unit): readonly Unit[] {
  const mates = overriddenPlaces(evaluator, unit).length === 0 ? [] : unit.source.unitsOf(unit.graph.class);
  return mates.filter((mate) => mate !== unit && kindsAt(overriddenPlaces(evaluator, mate)).includes(beforeRoutes));
}

/** With what the paths of a router begin, as the call says that made it: `APIRouter(prefix='/webhooks')`. */
function prefixOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): string {
  const callee = unit.node(unit.unwrapped(call.callee));
  const made = callee?.op === 'field' ? evaluator.valueOf(unit, callee.object).made : null;
  const maker = made?.unit.node(made.call);
  if (made === null || maker?.op !== 'call') return '';
  const given = maker.args.find(({ name }) => name !== null && prefixNames.includes(name));
  const text = given === undefined ? undefined : evaluator.valueOf(made.unit, given.value).constants.find(({ value }) => typeof value === 'string')?.value;
  return typeof text === 'string' ? text : '';
}

/** What a function answers by the place of its file, by what stands before it, or by its class. */
function routesByPlace(evaluator: Evaluator, unit: Unit): readonly Route[] {
  const kinds = kindsAt(standingPlaces(evaluator, unit));
  if (kinds.length === 0) return none;
  const { source } = unit;
  const { parent, decorators } = source.membershipOf(unit) ?? { parent: unit, decorators: [] };
  const written = decorators.flatMap((id) => {
    const node = parent.node(id);
    return node?.op === 'call' ? (pathBefore(evaluator, parent, node)?.text ?? []) : [];
  });
  const path = classWords(evaluator, unit) ?? (written.length > 0 ? written.join('/') : source.path.replace(fileWords, ''));
  return [{ unit, around: 0, wrong: firstToken(unit), path, kinds: [...new Set(kinds)].sort(), handlers: [unit], before: beforeInClass(evaluator, unit) }];
}

/** What a class is called whose method answers by taking the place of its library's: its routes are written elsewhere. */
function classWords(evaluator: Evaluator, unit: Unit): string | null {
  return kindsAt(overriddenPlaces(evaluator, unit)).length === 0 ? null : (unit.source.membershipOf(unit)?.cls.graph.name ?? null);
}

/** Where to point in a function that has no call to point at: its first parameter, or what it begins with. */
function firstToken(unit: Unit): NodeId {
  return unit.graph.nodes.find(({ op }) => op === 'parameter')?.id ?? 0;
}

/** Whether the words of a route say that it is told of events: its path, or its handler where the path says nothing. */
export function isWebhook(policy: Policy, { path, kinds, handlers, unit }: Route): boolean {
  if (!kinds.includes('route.write')) return false;
  const words = path.replace(/[:{<*][^/]*|[^\w/-]/g, '').split('/').filter((word) => word !== '');
  const names = words.length > 0 ? [words.join('_')] : [];
  const own = handlers.map(({ graph }) => graph.name.slice(graph.name.lastIndexOf('.') + 1)).filter((name) => !name.startsWith('<'));
  const file = unit.source.path.slice(unit.source.path.lastIndexOf('/') + 1).replace(/\.[^/.]*$/, '');
  const says = (name: string): boolean => policy.kinds.mentions(name).includes(webhook);
  // A handler that makes or changes what others are to be told is none, whatever its path is.
  if (own.some((name) => policy.kinds.mentions(name).includes(subscription))) return false;
  return says([...names, ...own].join('_')) || (words.length === 0 && says([file, ...own].join('_')));
}
