/**
 * Which functions ask Caley when they run? Those that make a request to one of its hosts or call its
 * packages, and those that call such a function. Must not know hosts or packages: policy does.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Policy } from '../policy';
import { calleeOf } from './calls';
import { runBy } from './contexts';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';

/** The kind of a call that asks Caley, as rules name it. */
export const caleyRequest = 'request.caley';
/** How many calls away a request may be. */
const maxCalls = 6;
/** How many calls away from where an address is told the request may be. */
const maxTold = 3;
/** Functions that a call may run. What may be any of many, such as a member by a computed name, says nothing of one of them. */
const maxCandidates = 4;
const levels = Array.from({ length: maxCalls + 1 }, (_, calls) => `asks Caley ${String(calls)}`);

/** Whether a call asks Caley: itself (`direct`), or through functions of the project, some of which are told the address. */
export function asksCaley(evaluator: Evaluator, policy: Policy, unit: Unit, call: NodeOf<'call'>, calls = maxCalls): 'direct' | 'further' | null {
  const { places } = calleeOf(evaluator, unit, call);
  if (places.some((place) => policy.isCaleyName(place.package))) return 'direct';
  const addressed = addressedCalls(evaluator, policy, unit);
  if (addressed.requests.includes(call.id)) return 'direct';
  const functions = runBy(evaluator, unit, call);
  if (addressed.tellers.some((teller) => teller.call === call.id && functions.some((fn) => runsTo(evaluator, fn, teller.asker)))) return 'further';
  return functions.length <= maxCandidates && functions.some((fn) => runsToCaley(evaluator, policy, fn, calls - 1)) ? 'further' : null;
}

/** Whether a function asks Caley when it runs. */
export function runsToCaley(evaluator: Evaluator, policy: Policy, fn: Unit, calls = maxCalls): boolean {
  const key = levels[calls];
  if (key === undefined) return false;
  return evaluator.keptOf(fn, key, false, () => {
    if (addressedCalls(evaluator, policy, fn).requests.length > 0) return true;
    return fn.graph.nodes.some((node) => node.op === 'call' && asksCaley(evaluator, policy, fn, node, calls) !== null);
  }, Object.is);
}

/** The calls of a function that are requests to Caley by their addresses, and those that tell the address to functions of the project. */
interface Addressed {
  readonly requests: readonly NodeId[];
  readonly tellers: readonly Teller[];
}

/** A call that tells somebody an address of Caley. Who is told it need not ask at once: an object that is made, a function that is handed back. */
interface Teller {
  readonly call: NodeId;
  /** The function that makes the request. */
  readonly asker: Unit;
}

function addressedCalls(evaluator: Evaluator, policy: Policy, unit: Unit): Addressed {
  return evaluator.keptOf(unit, 'requests to Caley', none, () => {
    const requests = new Set<NodeId>();
    const tellers: Teller[] = [];
    for (const emission of evaluator.emissionsOf(unit)) {
      if (!isToCaley(policy, emission)) continue;
      if (emission.hops === 0) requests.add(emission.at);
      else if (unit.node(emission.at)?.op === 'call') tellers.push({ call: emission.at, asker: emission.sink.unit });
    }
    return requests.size + tellers.length === 0 ? none : { requests: [...requests], tellers };
  }, sameAddressed);
}

const none: Addressed = { requests: [], tellers: [] };

function sameAddressed(a: Addressed, b: Addressed): boolean {
  return a.requests.length === b.requests.length && a.requests.every((one, i) => one === b.requests[i]) &&
    a.tellers.length === b.tellers.length && a.tellers.every(({ call, asker }, i) => call === b.tellers[i]?.call && asker === b.tellers[i].asker);
}

/** Whether a function is another or runs it, itself or through others. */
function runsTo(evaluator: Evaluator, fn: Unit, other: Unit, calls = maxTold): boolean {
  if (fn === other) return true;
  return calls > 0 && fn.graph.nodes.some((node) => node.op === 'call' && runBy(evaluator, fn, node).some((next) => runsTo(evaluator, next, other, calls - 1)));
}

/** Whether what is handed over is the address of a request to Caley. */
export function isToCaley(policy: Policy, { kind, url, value }: Pick<Emission, 'kind' | 'url' | 'value'>): boolean {
  if (kind !== 'sink.http.url') return false;
  return [url, ...value.constants.map((constant) => constant.value)].some((text) => typeof text === 'string' && policy.partyOf(text)?.role === 'caley');
}
