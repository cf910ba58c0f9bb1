/**
 * Does nobody hear of it when a call to Caley fails? Code, since it is what is not there that is wrong: handlers that do
 * nothing, of calls whose outcome nothing else depends on. Must not tell where whoever waits can see that nothing came.
 */
import type { NodeOf } from '../../flow';
import { pathOf } from '../names';
import { idleHandlers, isIdle, outcomeOf, usersOf } from '../outcomes';
import type { Unit } from '../program';
import { asksCaley } from '../requests';
import type { Check, Offence, Pass } from './check';

export function swallowedFailure(pass: Pass): ReturnType<Check> {
  const { evaluator, policy, unit } = pass;
  const asking = unit.graph.nodes.filter((node): node is NodeOf<'call'> => node.op === 'call' && asksCaley(evaluator, policy, unit, node) !== null);
  if (asking.length === 0) return [];
  const users = usersOf(unit);
  const handlers = idleHandlers(unit).filter(({ from, to }) => !showsOutside(unit, from, to));
  return asking.flatMap((call): readonly Offence[] => {
    const outcome = outcomeOf(unit, users, call.id);
    const [caught] = outcome.handlers;
    // What comes back is missed by whoever waits for it.
    if (!outcome.unused) return [];
    if (caught !== undefined) return outcome.handlers.every((handler) => isIdleAt(pass, handler)) ? [offence(unit, call)] : [];
    return handlers.some(({ from, to }) => from <= call.id && call.id < to) ? [offence(unit, call)] : [];
  });
}

function isIdleAt({ evaluator, unit }: Pass, handler: number): boolean {
  const { functions } = evaluator.valueOf(unit, handler);
  return functions.length > 0 && functions.every(isIdle);
}

/** Whether what follows a body that is tried can tell how it ended: by a variable, or by what the function gives. */
function showsOutside({ graph }: Unit, from: number, to: number): boolean {
  const isInside = (id: number): boolean => from <= id && id < to;
  return graph.returns.some(isInside) || graph.nodes.some((node) => node.op === 'phi' && node.id >= to && node.inputs.some(isInside));
}

function offence(unit: Unit, call: NodeOf<'call'>): Offence {
  const name = pathOf(unit, call.callee) ?? 'the call';
  return { wrong: { unit, node: call.callee }, around: call.id, sink: name, sinkPath: name, name: null, details: {}, guessed: false };
}
