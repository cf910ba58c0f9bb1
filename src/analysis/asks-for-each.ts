/**
 * Does a function ask Caley for each element of a list when it runs: each customer, each booking? Itself, or through functions of the project.
 * Must not know what is in the list.
 */
import type { Policy } from '../policy';
import { contextsOf, runBy } from './contexts';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { asksCaley } from './requests';

/** How many calls away the list may be gone through. */
const maxCalls = 3;
/** Functions that a call may run: see requests.ts. */
const maxCandidates = 4;

export function asksForEach(evaluator: Evaluator, policy: Policy, fn: Unit, calls = maxCalls): boolean {
  return evaluator.keptOf(fn, `asks Caley for each ${String(calls)}`, false, () => fn.graph.nodes.some((node) => {
    if (node.op !== 'call') return false;
    if (contextsOf(evaluator, fn, node.id).has('context.each') && asksCaley(evaluator, policy, fn, node) !== null) return true;
    const functions = calls === 0 ? [] : runBy(evaluator, fn, node);
    return functions.length <= maxCandidates && functions.some((next) => asksForEach(evaluator, policy, next, calls - 1));
  }), Object.is);
}
