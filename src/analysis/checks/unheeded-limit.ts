/**
 * Does a file ask Caley in many places, and nothing around a request or in what it runs looks for the answer that it is asked too
 * often? Code, since it counts, and since it is what is not there that is wrong. Must not know what looking for it is called.
 */
import type { NodeOf } from '../../flow';
import { isNamedNearby } from '../named-nearby';
import { pathOf } from '../names';
import type { Unit } from '../program';
import { asksCaley } from '../requests';
import type { Check, Pass } from './check';

/** So many places are a client, not a script that asks once. */
const many = 3;
/** How many calls away from a call the request may be: through a wrapper in another file. */
const maxCalls = 2;

export function unheededLimit({ evaluator, policy, unit, words }: Pass): ReturnType<Check> {
  const { source } = unit;
  const [heeds, retries] = [words['heeds'] ?? [], words['retries'] ?? []];
  // Said once for a file, by its own code.
  if (unit !== source.units[0]) return [];
  const asking = source.units.flatMap((one) => one.graph.nodes.flatMap((node) => (node.op === 'call' && asksCaley(evaluator, policy, one, node, maxCalls) !== null ? [{ one, node }] : [])));
  const [first] = asking;
  if (first === undefined || asking.length < many) return [];
  const isRetried = ({ one, node }: { readonly one: Unit; readonly node: NodeOf<'call'> }): boolean => evaluator.emissionsOf(one).some(({ at, kind }) => at === node.id && retries.some((retry) => policy.kinds.isA(kind, retry)));
  if (asking.some((each) => isRetried(each) || isNamedNearby(evaluator, policy, heeds, each.one, each.node.id)) || source.units.some((one) => isNamedNearby(evaluator, policy, heeds, one, 0))) return [];
  const name = pathOf(first.one, first.node.callee) ?? 'the call';
  return [{ wrong: { unit: first.one, node: first.node.callee }, around: 0, sink: name, sinkPath: name, name: null, details: {}, guessed: false }];
}
