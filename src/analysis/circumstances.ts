/**
 * Does what a rule asks for besides hold at a call: other options of certain values, none of others, a loop around it?
 * Must not know options or hosts: places come from models, hosts from policy.
 */
import type { NodeOf } from '../flow';
import type { Circumstances, KindId, PlaceTest, Policy, ValueTest } from '../policy';
import { holdsUpAnswer } from './answered';
import { asksForEach } from './asks-for-each';
import { isBesideCaley } from './beside-caley';
import { calleeOf } from './calls';
import { clientAt, emissionsOn } from './clients';
import { contextsOf } from './contexts';
import { isAddress, parameterFamily, sent } from './emissions';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import { isListed } from './listed';
import { parametersAt } from './request-parameters';
import { methodIn, methodsOf } from './request-parts';
import { runsToCaley } from './requests';
import { hidesHeaders } from './hidden-headers';
import { isWebhook, routesAround, toolRoute } from './routes';
import { speaksOfAnswer } from './same-answer';
import { isSaidAround } from './said-nearby';
import { forbidden, isTextLike } from './shapes';
import type { Surroundings } from './shapes';
import type { Unit } from './program';
import type { Folded } from './value';
import { writtenAddress } from './written-addresses';

/** Headers are options of a request, or of the client that makes it. */
const headerFamily = `${parameterFamily}header.`;
/** The address of a request. */
const requestAddress: KindId = 'sink.http.url';
const headers: KindId = 'sink.http.headers';
/** What is said of an answer, by the call that sends it or by one of its own. */
const answerFamily = 'option.answer.';
/** Calls that made what a call is made on: `create(…).extend(…).get(…)`. */
const maxMakers = 3;

/** A call, with everything that it hands to places that policy cares about. */
export interface At {
  readonly unit: Unit;
  readonly call: Emission['at'];
  readonly beside: readonly Emission[];
  /** The call in which it gets where it is told of; the same, or one of a function that the call runs. */
  readonly sink?: Emission['sink'];
}

export function hold(evaluator: Evaluator, policy: Policy, asked: Circumstances, { unit, call, beside, sink }: At): boolean {
  if (asked.with.length > 0 && !asked.with.every((test) => isBeside(evaluator, policy, test, beside) || isSaidOfAnswer(evaluator, policy, test, unit, call) || isAskedByClient(evaluator, policy, test, unit, call, beside))) return false;
  if (asked.lacks.length > 0 && !lacksAll(evaluator, policy, asked.lacks, unit, call, beside, sink)) return false;
  if (![asked.in, asked.andIn].every((one) => one.length === 0 || isIn(evaluator, policy, one, unit, call))) return false;
  return asked.unsaid.length === 0 || ![unit, ...(sink === undefined || sink.unit === unit ? [] : [sink.unit])].some((one) => isSaidAround(evaluator, policy, asked.unsaid, one));
}

/** Whether a call stands in one of some circumstances. Routes are looked for only where they are asked about. */
function isIn(evaluator: Evaluator, policy: Policy, asked: readonly KindId[], unit: Unit, call: Emission['at']): boolean {
  if (asked.some((context) => isBesideCaley(evaluator, policy, unit.source, context))) return true;
  if (asked.includes(unlisted) && !isListed(unit, call)) return true;
  const contexts = contextsOf(evaluator, unit, call);
  if (asked.some((context) => contexts.has(context))) return true;
  const ofRoutes = asked.filter((context) => routeContexts.has(context));
  if (ofRoutes.length === 0) return false;
  const routes = routesAround(evaluator, unit);
  return ofRoutes.some((context) => {
    if (context === inRoute || context === inTool) return routes.some(({ kinds }) => kinds.includes(toolRoute) === (context === inTool));
    const webhooks = routes.filter((route) => isWebhook(policy, route));
    return webhooks.length > 0 && (context !== beforeAnswer || (webhooks.some(({ handlers }) => handlers.includes(unit)) && holdsUpAnswer(unit, call)));
  });
}

const [inRoute, inTool, inWebhook, beforeAnswer] = ['context.route', 'context.tool', 'context.webhook', 'context.webhook.unanswered'];
/** Where something stands that is said of the program, not of one of many. */
const unlisted = 'context.unlisted';
const routeContexts: ReadonlySet<KindId> = new Set([inRoute, inTool, inWebhook, beforeAnswer]);

function isBeside(evaluator: Evaluator, policy: Policy, { at, value }: PlaceTest, beside: readonly Emission[]): boolean {
  if (beside.some((one) => at.some((kind) => policy.kinds.isA(one.kind, kind)) && passing(evaluator, policy, value, one) !== null)) return true;
  // Whom a request asks may stand in its options alone: `request({ hostname, headers })`. How and where it asks is said of the address itself.
  return value.host !== undefined && value.method === undefined && value.written === undefined && at.includes(requestAddress) && beside.some((one) => one.url !== null && forbidden(policy, value, { constants: [{ value: one.url, open: true, unit: one.unit, node: one.handed }] }, surroundingsOf(policy, one)) !== null);
}

/** Whether the client that a call makes, or speaks of, asks so in one of its own: headers are told to a client as well as to a request. */
function isAskedByClient(evaluator: Evaluator, policy: Policy, test: PlaceTest, unit: Unit, call: Emission['at'], beside: readonly Emission[]): boolean {
  if (!test.at.includes(requestAddress) || !beside.some(({ kind }) => kind.startsWith(headerFamily)) || beside.some(({ kind }) => isAddress(kind))) return false;
  const made = clientAt(evaluator, unit, call);
  return made !== null && isBeside(evaluator, policy, test, emissionsOn(evaluator, made, ({ kind }) => test.at.includes(kind)));
}

/** Whether a call of its own says so of the answer that a call sends: `res.set('Cache-Control', …)`. */
function isSaidOfAnswer(evaluator: Evaluator, policy: Policy, test: PlaceTest, unit: Unit, call: Emission['at']): boolean {
  if (!test.at.every((kind) => kind.startsWith(answerFamily))) return false;
  return isBeside(evaluator, policy, test, evaluator.emissionsOf(unit).filter(({ kind, at }) => kind.startsWith(answerFamily) && at !== call && speaksOfAnswer(unit, call, at)));
}

/** What of a value that reaches a place passes a rule's test; null where nothing does. */
export function passing(evaluator: Evaluator, policy: Policy, test: ValueTest, emission: Emission): Folded | null {
  const { value, unit, handed } = emission;
  if (test.asks !== undefined && !value.functions.some((fn) => (test.asks === 'caley' ? runsToCaley(evaluator, policy, fn) : asksForEach(evaluator, policy, fn)))) return null;
  if (test.method !== undefined && !isBy(evaluator, test.method, emission)) return null;
  const { given, asks, method, written, ...folding } = test;
  if (written !== undefined && !isTextLike(writtenAddress(evaluator, unit, handed), written)) return null;
  if (Object.keys(folding).length === 0) return given === true || asks !== undefined || method !== undefined || written !== undefined ? { value: undefined, open: true, unit, node: handed } : null;
  // A beginning that was told elsewhere is at fault there.
  const constants = test.scheme === undefined ? [...value.constants, ...address(emission)] : value.constants;
  return forbidden(policy, folding, { constants }, surroundingsOf(policy, emission));
}

/** Whether a request is made by one of some methods, where it is made. */
function isBy(evaluator: Evaluator, methods: readonly string[], { unit, at, handed, sink }: Emission): boolean {
  const call = sink.unit.node(sink.node);
  if (call?.op !== 'call') return false;
  return methodsOf(evaluator, sink.unit, call, sink.unit === unit && sink.node === at ? handed : null).some((template) => methods.includes(methodIn(template) ?? ''));
}

export function surroundingsOf(policy: Policy, { kind, sinkPath, sinkName }: Emission): Surroundings {
  return { name: nameAt(sinkPath), around: [sinkName], credential: policy.kinds.isA(kind, 'option.credential'), fallback: false };
}

/** The last name of a model's path; null where it ends otherwise. */
export function nameAt(path: string): string | null {
  return /[.]([\w$-]+)$/.exec(path)?.[1] ?? null;
}

/** The whole address of a request where a client was told its beginning before. */
function address({ kind, url, value, unit, handed }: Emission): readonly Folded[] {
  if (kind !== 'sink.http.url' || url === null || value.constants.some((constant) => constant.value === url)) return [];
  return [{ value: url, open: value.constants[0]?.open ?? true, unit, node: handed }];
}

/** Whether a call has no option of some kinds, as far as all its options can be seen. */
function lacksAll(evaluator: Evaluator, policy: Policy, lacked: readonly KindId[], unit: Unit, id: Emission['at'], beside: readonly Emission[], sink: Emission['sink'] = { unit, node: id }): boolean {
  const isLacked = ({ kind }: Emission): boolean => lacked.some((one) => policy.kinds.isA(kind, one));
  const isHeader = lacked.every((one) => one.startsWith(headerFamily));
  if (!isHeader && lacked.every((one) => one.startsWith(parameterFamily))) return !beside.some(isLacked) && !hidesParameters(evaluator, beside);
  // Options stand where the library is called, which may be in a function that is handed the value.
  const isOwn = sink.unit === unit && sink.node === id;
  if (!isOwn && beside.some(isLacked)) return false;
  let [at, around, emissions] = isOwn ? [unit, id, beside] : [sink.unit, sink.node, evaluator.emissionsOf(sink.unit).filter((one) => one.at === sink.node)];
  for (let makers = 0; makers <= maxMakers; makers++) {
    const call = at.node(around);
    if (call?.op !== 'call') return call !== undefined && makers === 0 && !emissions.some(isLacked);
    if (emissions.some(isLacked) || hidesOptions(evaluator, at, call) || (isHeader && hidesHeaders(evaluator, at, call))) return false;
    const { receiver, places: called } = calleeOf(evaluator, at, call);
    const { made, opaque, places } = evaluator.valueOf(at, receiver);
    // What `super` is handed is handed to a class of a package, which nothing else made.
    if (made === null) return !opaque || places.length > 0 || (receiver === call.callee && called.length > 0);
    const { unit: maker, call: making } = made;
    if (isHeader && emissionsOn(evaluator, made, (one) => isLacked(one) || one.kind === headers).some((one) => isLacked(one) || !parametersAt(evaluator, one.unit, one.handed, false).isAll)) return false;
    [at, around, emissions] = [maker, making, evaluator.emissionsOf(maker).filter((one) => one.at === making)];
  }
  return false;
}

/** Whether a call may be handed options that cannot be seen: an object made elsewhere, a spread. */
function hidesOptions(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): boolean {
  const { places } = calleeOf(evaluator, unit, call);
  let position = 0;
  return call.args.some((arg) => {
    const index = position;
    if (arg.name === null) position++;
    if (arg.spread) return true;
    const facts = places.map((place) => place.argument(index, arg.name)?.facts ?? null);
    // Where models know of no option, none is hidden; what goes somewhere holds none, but for a message as a whole.
    if (facts.length > 0 && facts.every((one) => one === null)) return false;
    const kinds = facts.flatMap((one) => one?.flatMap(({ is }) => is ?? []) ?? []);
    if (kinds.some((kind) => kind.startsWith('sink.')) && !kinds.includes(sent)) return false;
    return arg.name === null && mayHide(evaluator, unit, arg.value);
  });
}

/** Whether the address of a request, and what goes with it, can be seen as a whole: that it lacks a parameter. */
function hidesParameters(evaluator: Evaluator, beside: readonly Emission[]): boolean {
  const parts = beside.filter(({ kind }) => isAddress(kind) || kind === 'sink.http.query' || kind === 'sink.http.body');
  return parts.every(({ kind }) => !isAddress(kind)) || parts.some(({ kind, unit, handed }) => !parametersAt(evaluator, unit, handed, isAddress(kind)).isAll);
}

function mayHide(evaluator: Evaluator, unit: Unit, id: number): boolean {
  const node = unit.node(unit.unwrapped(id));
  switch (node?.op) {
    case 'object':
      return node.properties.some(({ spread, key, value }) => (spread ? mayHide(evaluator, unit, value) : key === null));
    case 'constant':
    case 'concat':
    case 'function':
    case 'array':
      return false;
    default: {
      const value = evaluator.valueOf(unit, id);
      return value.inputs.length > 0 || (value.opaque && value.constants.length === 0) || value.fields?.has('*') === true;
    }
  }
}
