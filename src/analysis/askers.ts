/**
 * Which calls hand something to a place of some family, themselves or through functions of the project? A call that sends a message
 * is one that hands it over, whatever is in it. Must not know the families: rules name them, models fill them.
 */
import type { NodeOf } from '../flow';
import type { KindId, Policy } from '../policy';
import { runBy } from './contexts';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { asksCaley, caleyRequest } from './requests';

/** How many calls away from a call the place may be. */
const maxCalls = 4;
/** Functions that a call may run. What may be any of many says nothing of one of them. */
const maxCandidates = 4;
const requests = 'request.';

/** Whether a call does what a rule on calls looks at: asks Caley, or, for `request.x`, hands something to `sink.x`. `calls` 0: itself alone. */
export function asks(evaluator: Evaluator, policy: Policy, at: readonly KindId[], unit: Unit, call: NodeOf<'call'>, calls?: number): 'direct' | 'further' | null {
  for (const kind of at) {
    const found = kind === caleyRequest ? asksCaley(evaluator, policy, unit, call, calls) : handsTo(evaluator, policy, `sink.${kind.slice(requests.length)}`, unit, call, calls ?? maxCalls);
    if (found !== null) return found;
  }
  return null;
}

function handsTo(evaluator: Evaluator, policy: Policy, sink: KindId, unit: Unit, call: NodeOf<'call'>, calls: number): 'direct' | 'further' | null {
  if (calls < 0) return null;
  if (evaluator.emissionsOf(unit).some(({ kind, at, hops }) => at === call.id && hops === 0 && policy.kinds.isA(kind, sink))) return 'direct';
  const functions = runBy(evaluator, unit, call);
  return functions.length <= maxCandidates && functions.some((fn) => runsTo(evaluator, policy, sink, fn, calls - 1)) ? 'further' : null;
}

function runsTo(evaluator: Evaluator, policy: Policy, sink: KindId, fn: Unit, calls: number): boolean {
  if (calls < 0) return false;
  return evaluator.keptOf(fn, `hands to ${sink} ${String(calls)}`, false, () =>
    evaluator.emissionsOf(fn).some(({ kind, hops }) => hops === 0 && policy.kinds.isA(kind, sink)) ||
    fn.graph.nodes.some((node) => {
      if (node.op !== 'call') return false;
      const functions = runBy(evaluator, fn, node);
      return functions.length <= maxCandidates && functions.some((next) => runsTo(evaluator, policy, sink, next, calls - 1));
    }), Object.is);
}

