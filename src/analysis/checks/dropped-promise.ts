/**
 * Is the promise of a call to Caley let go, so that its failure reaches nobody? Code, since it follows what is done with
 * what a call gives. Must not tell of calls that are not known to give a promise.
 */
import type { NodeOf } from '../../flow';
import { calleeOf } from '../calls';
import { pathOf } from '../names';
import { outcomeOf, usersOf } from '../outcomes';
import type { Unit } from '../program';
import { asksCaley } from '../requests';
import type { Check, Offence, Pass } from './check';

export function droppedPromise(pass: Pass): ReturnType<Check> {
  const { evaluator, policy, unit } = pass;
  const asking = unit.graph.nodes.filter((node): node is NodeOf<'call'> => node.op === 'call' && givesPromise(pass, node) && asksCaley(evaluator, policy, unit, node) !== null);
  if (asking.length === 0) return [];
  const users = usersOf(unit);
  return asking.flatMap((call): readonly Offence[] => {
    const { handlers, unused, awaited } = outcomeOf(unit, users, call.id);
    if (!unused || awaited || handlers.length > 0) return [];
    const name = pathOf(unit, call.callee) ?? 'the call';
    return [{ wrong: { unit, node: call.callee }, around: call.id, sink: name, sinkPath: name, name: null, details: {}, guessed: false }];
  });
}

/** Calls of functions of the project that are followed to where a failure comes from. */
const maxDepth = 4;

/** Whether models say so, or it is a function of the project that waits for things and handles no failure itself. */
function givesPromise(pass: Pass, call: NodeOf<'call'>): boolean {
  const { places, functions } = calleeOf(pass.evaluator, pass.unit, call);
  if (places.some((place) => place.returned()?.facts.some(({ is }) => is === 'promise') === true)) return true;
  return functions.length > 0 && functions.every((fn) => fn.graph.async && letsFail(pass, fn, maxDepth));
}

/** Whether the failure of what asks Caley leaves a function: neither it nor what it calls for that handles it, and its promise is not let go there. */
function letsFail(pass: Pass, fn: Unit, depth: number): boolean {
  const { async, generator, guards, nodes, returns } = fn.graph;
  if (generator || guards.some(({ kind }) => kind === 'handler') || nodes.some((node) => node.op === 'field' && node.name === 'catch')) return false;
  return nodes.some((node) => {
    if (node.op !== 'call' || (!async && !returns.includes(node.id)) || asksCaley(pass.evaluator, pass.policy, fn, node) === null) return false;
    const { functions } = calleeOf(pass.evaluator, fn, node);
    return functions.length === 0 || (depth > 0 && functions.some((other) => letsFail(pass, other, depth - 1)));
  });
}
