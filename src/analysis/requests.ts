/**
 * Which functions ask Caley when they run? Those that make a request to one of its hosts or call its
 * packages, and those that call such a function. Must not know hosts or packages: policy does.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Policy } from '../policy';
import { calleeOf } from './calls';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';

/** The kind of a call that asks Caley, as rules name it. */
export const caleyRequest = 'request.caley';
/** How many calls away a request may be. */
const maxCalls = 6;
const levels = Array.from({ length: maxCalls + 1 }, (_, calls) => `asks Caley ${String(calls)}`);

/** Whether a call asks Caley: itself (`direct`), or through functions of the project. */
export function asksCaley(evaluator: Evaluator, policy: Policy, unit: Unit, call: NodeOf<'call'>, calls = maxCalls): 'direct' | 'further' | null {
  const { functions, places } = calleeOf(evaluator, unit, call);
  if (directRequests(evaluator, policy, unit).includes(call.id) || places.some((place) => policy.isCaleyName(place.package))) return 'direct';
  return functions.some((fn) => fn !== unit && runsToCaley(evaluator, policy, fn, calls - 1)) ? 'further' : null;
}

/** Whether a function asks Caley when it runs. */
export function runsToCaley(evaluator: Evaluator, policy: Policy, fn: Unit, calls = maxCalls): boolean {
  const key = levels[calls];
  if (key === undefined) return false;
  return evaluator.keptOf(fn, key, false, () => {
    if (directRequests(evaluator, policy, fn).length > 0) return true;
    return fn.graph.nodes.some((node) => node.op === 'call' && asksCaley(evaluator, policy, fn, node, calls) !== null);
  }, Object.is);
}

/** The calls of a function that are requests to Caley, by their addresses. */
function directRequests(evaluator: Evaluator, policy: Policy, unit: Unit): readonly NodeId[] {
  return evaluator.keptOf(unit, 'requests to Caley', none, () => {
    const found = new Set<NodeId>();
    for (const emission of evaluator.emissionsOf(unit)) if (isToCaley(policy, emission)) found.add(emission.at);
    return found.size === 0 ? none : [...found];
  }, (a, b) => a.length === b.length && a.every((one, i) => one === b[i]));
}

const none: readonly NodeId[] = [];

/** Whether what is handed over is the address of a request to Caley. */
export function isToCaley(policy: Policy, { kind, url, value }: Pick<Emission, 'kind' | 'url' | 'value'>): boolean {
  if (kind !== 'sink.http.url') return false;
  return [url, ...value.constants.map((constant) => constant.value)].some((text) => typeof text === 'string' && policy.partyOf(text)?.role === 'caley');
}
