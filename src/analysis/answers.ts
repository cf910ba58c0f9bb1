/**
 * Is an answer of a service about persons, or about their access? What was asked and who asked
 * tell it, for the answer itself is not in the code. Must not know words: they come from policy.
 */
import type { Node, NodeId } from '../flow';
import type { Place } from '../models';
import type { Policy } from '../policy';
import type { Evaluator } from './evaluate';
import { pathOf } from './names';
import type { Unit } from './program';
import type { Made, Step, Taint } from './value';

/** One that grants tokens. */
export const grant = 'data.object.grant';
/** Words at the end of an address that are looked at for that. */
const maxGrantWords = 3;
/** The answer of a service as a whole. */
export const answer = 'data.object.response';

/**
 * Taints of a place read at `at`, surer where they are an answer and the request that `made` it says by its address
 * what it is about. `made`: the call that the answer comes from; null where no model knows it, then the calls that are written there speak.
 */
export function withRequest(evaluator: Evaluator, taints: readonly Taint[], unit: Unit, at: Pick<Node, 'id'>, made: () => Made | null, { package: known }: Pick<Place, 'package'>): readonly Taint[] {
  if (!taints.some((taint) => taint.kind === answer)) return taints;
  const call = made() ?? callBefore(unit, at.id);
  const surest: Taint['confidence'] = known === 'guess' ? 'medium' : 'high';
  if (call === null) return taints;
  const grants = grantsTokens(evaluator, call);
  if (!grants && !addressesOf(evaluator, call).some((text) => isTelling(evaluator.policy, text))) return taints;
  return taints.map((taint) => (taint.kind === answer ? { ...taint, kind: grants ? grant : answer, confidence: surest } : taint));
}

/** Whether a request asks where tokens are given: `https://auth.example.com/oauth/token`. */
function grantsTokens(evaluator: Evaluator, { unit, call }: Made): boolean {
  return evaluator.keptOf(unit, `grants ${String(call)}`, false, () => {
    const node = unit.node(call);
    const texts = node?.op === 'call' ? addressed(unit, node).flatMap((id) => textsOf(evaluator, unit, id)) : [];
    return texts.some((text) => {
      const words = [/^[a-z]+:\/\/([\w-]+)\./i.exec(text)?.[1] ?? '', ...segmentsOf(text)].slice(-maxGrantWords);
      return evaluator.policy.kinds.matchName(`${words.join('_')}_asked`, null, null).some(({ kind }) => kind === 'grants-tokens');
    });
  }, Object.is);
}

/** The call whose result is read at a node, through awaits and variables of the function. */
function callBefore(unit: Unit, id: NodeId): Made | null {
  let at = id;
  for (let steps = 0; steps < 20; steps++) {
    const node = unit.node(at);
    if (node?.op === 'field' || node?.op === 'element') at = node.object;
    else if (node?.op === 'await' || node?.op === 'read' || node?.op === 'bind' || node?.op === 'cast' || node?.op === 'after') at = node.value;
    else if (node?.op === 'call') {
      if (addressed(unit, node).length > 0) return { unit, call: at };
      at = node.callee;
    } else return null;
  }
  return null;
}

/** Arguments that are looked at for an address. */
const maxArguments = 3;

/** The last words of the addresses that a call is given, and what is Caley's by name among what it is written with. */
function addressesOf(evaluator: Evaluator, { unit, call }: Made): readonly string[] {
  return evaluator.keptOf(unit, `asks for ${String(call)}`, nowhere, () => {
    const node = unit.node(call);
    if (node?.op !== 'call') return nowhere;
    const given = addressed(unit, node);
    const written = [node.callee, ...given].flatMap((id) => pathsOf(unit, id)).filter((path) => evaluator.policy.isCaleyName(path.replaceAll('.', '/')));
    return [...written, ...given.flatMap((id) => textsOf(evaluator, unit, id)).flatMap(resourceOf)];
  }, (a, b) => a.length === b.length && a.every((text, i) => text === b[i]));
}

const nowhere: readonly string[] = [];

/** Where a call may be given an address: an argument, or the option of one. */
function addressed(unit: Unit, call: Extract<Node, { readonly op: 'call' }>): readonly NodeId[] {
  return call.args.slice(0, maxArguments).flatMap(({ value }) => {
    const node = unit.node(value);
    if (node?.op === 'function') return [];
    if (node?.op !== 'object') return [value];
    return node.properties.filter(({ key }) => key === 'url' || key === 'uri' || key === 'path').map((property) => property.value);
  });
}

/** What a text may be, or its last part that is known. */
function textsOf(evaluator: Evaluator, unit: Unit, id: NodeId): readonly string[] {
  const node = unit.node(id);
  if (node?.op === 'concat') {
    const known = beforeQuery(node.parts.map((part) => {
      const constant = unit.node(part);
      return constant?.op === 'constant' && typeof constant.value === 'string' ? constant.value : '';
    }));
    const last = known.slice(-4).reverse().find((text) => /[a-z]/i.test(text));
    if (last !== undefined) return [last];
  }
  const value = evaluator.valueOf(unit, id);
  const options = value.fields === null ? [] : [value.fields.get('url'), value.fields.get('uri'), value.fields.get('path')];
  return [value, ...options].flatMap((each) => each?.constants.slice(0, 4) ?? []).flatMap((constant) => (typeof constant.value === 'string' ? [constant.value] : []));
}

/** The parts of an address up to its query: what is asked for is told by the path, not by the keys and conditions it is asked with. */
function beforeQuery(parts: readonly string[]): readonly string[] {
  const at = parts.findIndex((text) => text.includes('?'));
  return at < 0 ? parts : [...parts.slice(0, at), (parts[at] ?? '').replace(/[?].*$/s, '')];
}

/** Whether a request asks what the service is or can do, as far as its address tells: `/openapi.json`, `/vehicles/7/capabilities/commands`. */
export function asksOfService(evaluator: Evaluator, { unit, call }: Made): boolean {
  return evaluator.keptOf(unit, `asks of service ${String(call)}`, false, () => {
    const node = unit.node(call);
    const texts = node?.op === 'call' ? addressed(unit, node).flatMap((id) => textsOf(evaluator, unit, id)) : [];
    return texts.some((text) => segmentsOf(text).slice(-maxSegments).some((segment) => evaluator.policy.kinds.matchName(segment.replace(extension, ''), null, null).some(({ kind }) => kind === description)));
  }, Object.is);
}

const description = 'self-description';
/** Segments at the end of an address that are looked at for that. */
const maxSegments = 2;
/** How a segment may say in what form it is answered: `openapi.json`. */
const extension = /\.(?:json|xml|ya?ml|html?|txt|csv)$/i;

/** The last word of an address, which names what is asked for: `contacts` of `https://api.x.io/v1/contacts?page=2`. */
function resourceOf(text: string): readonly string[] {
  const words = segmentsOf(text).flatMap((segment) => segment.split(/[^A-Za-z0-9_-]/)).filter((word) => /[a-z]{2}/i.test(word));
  const [last] = words.slice(-1);
  return last === undefined ? [] : [last];
}

function segmentsOf(text: string): readonly string[] {
  if (text.length > 2_000 || /\s/.test(text)) return [];
  return text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '').split('/').filter((segment) => segment !== '');
}

/** Verbs of what gives back no more than that it was done. */
const silent = /^_*(?:send|delete|remove|count|validate|check|is|has|on|handle|verify|test|ping)(?![a-z])/;

/** Whether a name, of a function or of what is asked for, is one of personal data or access. Of a step of signing in it is if `signsIn`. */
function isTelling({ kinds, isCaleyName }: Pick<Policy, 'kinds' | 'isCaleyName'>, written: string, signsIn = true): boolean {
  if (isCaleyName(written.replaceAll('.', '/'))) return true;
  const name = written.replace(/_?v?\d+$/i, '');
  // `listContacts`, `create_user`: what is done says nothing of what is given back.
  const object = silent.test(name) ? null : /^_*[a-z]+(?=_?[A-Za-z])(?:_|(?=[A-Z]))(.+)$/.exec(name)?.[1] ?? null;
  return [name, object].some((one) => one !== null && kinds.matchName(one, null, null).some((match) => !match.protected &&
    (match.kind === 'subject' || (signsIn && match.kind === 'subject.sign-in') || told.some((kind) => kinds.isA(match.kind, kind)))));
}

const told: readonly string[] = ['data.personal', 'data.credential', 'data.scheduling', 'data.object.person', 'data.object.session'];

/**
 * Whether the way of an answer says what it is about: functions and names that it went through to the node of `unit` where it is
 * handed over, requests of `unit`, and the fields that `unit` reads from it.
 */
export function isTold(evaluator: Evaluator, unit: Unit, taint: Taint, handed: NodeId, fieldsOf: FieldsRead): boolean {
  const { policy } = evaluator;
  const own = new Set<string>(pathsOf(unit, handed));
  const functions = new Set<string>(namesOf(unit.graph.name));
  const names = new Set<string>();
  for (let step: Step | null = taint.trace; step !== null; step = step.previous) {
    if (policy.isCaleyName(step.unit.source.path)) return true;
    for (const name of namesOf(step.unit.graph.name)) functions.add(name);
    for (const name of namesOf(step.name)) names.add(name);
    if (step.unit !== unit) continue;
    own.add(pathOf(unit, step.node) ?? step.name);
    own.add(step.name);
    if (step.role === 'return') for (const text of addressesOf(evaluator, { unit, call: step.node })) names.add(text);
  }
  for (const path of own) {
    for (const name of namesOf(path)) names.add(name);
    for (const field of fieldsOf.at(path)) names.add(field);
  }
  if (isBlanked(policy, unit, own)) return false;
  return [...names].some((name) => isTelling(policy, name)) || [...functions].some((name) => isTelling(policy, name, false));
}

/** Whether a function puts words of its own where credentials were in what is written so: what it leaves has been looked at. */
function isBlanked({ kinds }: Policy, unit: Unit, own: ReadonlySet<string>): boolean {
  return unit.graph.nodes.some((node) => node.op === 'update' && node.name !== null && unit.node(node.value)?.op === 'constant' && own.has(pathOf(unit, node.object) ?? '') &&
    kinds.matchName(node.name, null, null).some(({ kind }) => kinds.isA(kind, 'data.credential')));
}

/** How a value is written, also inside of a text, and of a call that makes a text of it. */
function pathsOf(unit: Unit, id: NodeId, depth = 3): readonly string[] {
  const node = unit.node(id);
  const inner = node?.op === 'call' ? node.args.slice(0, 1).map(({ value }) => value) : node?.op === 'concat' ? node.parts.slice(0, maxParts) : null;
  return inner === null || depth === 0 ? [pathOf(unit, id) ?? []].flat() : inner.flatMap((each) => pathsOf(unit, each, depth - 1));
}

/** Parts of a text that are looked at. */
const maxParts = 12;

function namesOf(path: string): readonly string[] {
  return path.split('.').filter((name) => /^[\w$#]+$/.test(name));
}

/** Which fields does a function read of what is called how? */
export class FieldsRead {
  private fields: Map<string, Set<string>> | null = null;

  constructor(private readonly unit: Unit) {}

  /** Fields read of what is written so: `token`, `response.data`. */
  at(path: string): ReadonlySet<string> {
    this.fields ??= this.gather();
    return this.fields.get(path) ?? none;
  }

  private gather(): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    this.unit.graph.nodes.forEach((node) => {
      if (node.op !== 'field') return;
      const path = pathOf(this.unit, node.object, 4);
      if (path === null) return;
      const names = found.get(path) ?? new Set<string>();
      found.set(path, names.add(node.name));
    });
    return found;
  }
}

const none: ReadonlySet<string> = new Set();
