/**
 * Is the promise of a call to Caley let go, so that its failure reaches nobody? Code, since it follows what is done with
 * what a call gives. Must not tell of calls that are not known to give a promise.
 */
import type { NodeOf } from '../../flow';
import { calleeOf } from '../calls';
import { pathOf } from '../names';
import { outcomeOf, usersOf } from '../outcomes';
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

/** Whether models say so, or it is a function of the project that waits for things and handles no failure itself. */
function givesPromise({ evaluator, unit }: Pass, call: NodeOf<'call'>): boolean {
  const { places, functions } = calleeOf(evaluator, unit, call);
  if (places.some((place) => place.returned()?.facts.some(({ is }) => is === 'promise') === true)) return true;
  return functions.length > 0 && functions.every(({ graph }) => graph.async && !graph.generator && graph.guards.every(({ kind }) => kind !== 'handler') &&
    !graph.nodes.some((node) => node.op === 'field' && node.name === 'catch'));
}
