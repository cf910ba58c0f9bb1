/**
 * Does something bound how many calls run at once? A limiter is used in many ways: entered, waited for, handed the
 * call. So its name is looked for: where the call stands, and in the functions of the project that it runs.
 * Must not know which names say so: policy does.
 */
import type { NodeId } from '../flow';
import type { Policy } from '../policy';
import { calleeOf } from './calls';
import { noKinds, sameKindSet } from './conditions';
import type { KindSet } from './conditions';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';

/** The kind of guard that bounds how many run at once, as rules name it. */
export const limiter = 'guard.limiter';
const limited: KindSet = new Set([limiter]);
/** How many functions around a call, and how many calls further, a limiter may be. */
const maxAway = 3;
const levels = Array.from({ length: maxAway + 1 }, (_, calls) => `names a limiter ${String(calls)}`);

/** `guard.limiter` where a limiter is named around a call or in what it runs. */
export function limitersAt(evaluator: Evaluator, policy: Policy, unit: Unit, id: NodeId): KindSet {
  for (let [at, away]: [Unit | undefined, number] = [unit, 0]; at !== undefined && away <= maxAway; away++) {
    // What a file declares is used where its functions name it.
    if ((at === unit || at.graph.parent !== null) && namesOne(evaluator, policy, at)) return limited;
    at = at.graph.parent === null ? undefined : at.source.units[at.graph.parent];
  }
  const call = unit.node(id);
  return call?.op === 'call' && calleeOf(evaluator, unit, call).functions.some((fn) => runsToLimiter(evaluator, policy, fn, maxAway)) ? limited : noKinds;
}

function runsToLimiter(evaluator: Evaluator, policy: Policy, unit: Unit, calls: number): boolean {
  const key = levels[calls];
  if (key === undefined) return false;
  return evaluator.keptOf(unit, key, false, () => namesOne(evaluator, policy, unit) || unit.graph.nodes.some((node) =>
    node.op === 'call' && calleeOf(evaluator, unit, node).functions.some((fn) => runsToLimiter(evaluator, policy, fn, calls - 1))), Object.is);
}

function namesOne(evaluator: Evaluator, policy: Policy, unit: Unit): boolean {
  return evaluator.keptOf(unit, 'limiters', noKinds, () => {
    const isLimiter = (name: string | null): boolean => name !== null && policy.kinds.matchName(name, null, null).some(({ kind }) => kind === limiter);
    return unit.graph.nodes.some((node) => 'name' in node && isLimiter(node.name)) ? limited : noKinds;
  }, sameKindSet).size > 0;
}
