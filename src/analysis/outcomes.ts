/**
 * What becomes of what a call gives: is it used, and who hears of it when it fails? Follows promises through
 * `then` and `finally`, and looks for the handlers around. Must not know what the call asks for.
 */
import { operandsOf } from '../flow';
import type { GuardId, Node, NodeId, NodeOf } from '../flow';
import type { Unit } from './program';

/** Who uses the nodes of a function. */
export type Users = ReadonlyMap<NodeId, readonly Node[]>;

/** What happens to a promise in the end. */
export interface Outcome {
  /** The last promise of the chain: of `load().then(show)` what `then` gives. */
  readonly last: NodeId;
  /** What is handed a failure: the arguments of `catch`, and the second ones of `then`. */
  readonly handlers: readonly NodeId[];
  /** Nothing reads the last promise but what waits for it. */
  readonly unused: boolean;
  readonly awaited: boolean;
}

/** Members of promises in a row that are followed. */
const maxMembers = 12;

export function usersOf({ graph }: Unit): Users {
  const users = new Map<NodeId, Node[]>();
  for (const node of graph.nodes) {
    if (node.op === 'after') continue;
    for (const operand of operandsOf(node)) {
      const known = users.get(operand);
      if (known === undefined) users.set(operand, [node]);
      else known.push(node);
    }
  }
  return users;
}

export function outcomeOf(unit: Unit, users: Users, call: NodeId): Outcome {
  const handlers: NodeId[] = [];
  let last = call;
  for (let steps = 0; steps < maxMembers; steps++) {
    const next = memberCall(users, last);
    if (next === null) break;
    const { member, called } = next;
    const [first, second] = called.args;
    const handler = member === 'catch' ? first : member === 'then' ? second : undefined;
    if (handler !== undefined) handlers.push(handler.value);
    last = called.id;
  }
  const readers = users.get(last) ?? [];
  const awaited = readers.length > 0 && readers.every((node) => node.op === 'await' && isUnread(unit, users, node.id));
  return { last, handlers, awaited, unused: awaited || isUnread(unit, users, last) };
}

/** `promise.then(…)`, where that is all that is done with the promise. */
function memberCall(users: Users, id: NodeId): { readonly member: string; readonly called: NodeOf<'call'> } | null {
  const [field, ...others] = users.get(id) ?? [];
  if (field?.op !== 'field' || others.length > 0 || !['then', 'catch', 'finally'].includes(field.name)) return null;
  const [called, ...further] = users.get(field.id) ?? [];
  return called?.op === 'call' && called.callee === field.id && further.length === 0 ? { member: field.name, called } : null;
}

/** Whether nothing reads a node, in the function or outside. */
export function isUnread({ graph }: Unit, users: Users, id: NodeId): boolean {
  return !users.has(id) && !graph.returns.includes(id) && !graph.outerWrites.some(({ value }) => value === id) && !graph.exports.some(({ value }) => value === id);
}

/** Whether a function does nothing and gives nothing that says more than "nothing". */
export function isIdle({ graph }: Unit): boolean {
  return graph.nodes.every(({ op }) => op === 'parameter' || op === 'constant' || op === 'array' || op === 'object');
}

/** Handlers of failures that do nothing, of what runs in the body that they belong to. */
export function idleHandlers({ graph }: Unit): readonly Handler[] {
  return graph.guards.flatMap((guard, id) => (guard.kind === 'handler' && graph.nodes.every((node) => !isUnder(graph.guards, node.guard, id) || isCatching(graph.nodes, node)) ? [guard] : []));
}

type Handler = Extract<Unit['graph']['guards'][number], { readonly kind: 'handler' }>;

/** Whether a node is of how a failure is caught: its name, the classes of failures that are. */
function isCatching(nodes: readonly Node[], node: Node): boolean {
  return node.op === 'caught' || node.op === 'outer' || node.op === 'field' || node.op === 'array' || (node.op === 'bind' && nodes[node.value]?.op === 'caught');
}

export function isUnder(guards: Unit['graph']['guards'], guard: GuardId, sought: GuardId): boolean {
  for (let at = guard; at !== 0;) {
    if (at === sought) return true;
    const one = guards[at];
    if (one === undefined || one.kind === 'always') return false;
    at = one.parent;
  }
  return false;
}
