/**
 * What does a value hold that comes with the function that sets it: `const [event, setEvent] = useState(null)`? What inner functions
 * call that function with, or hand it to. Must not know libraries: models say which calls give back such a pair.
 */
import type { NodeId, NodeOf } from '../flow';
import { calleeOf } from './calls';
import { sameValue } from './compare';
import type { Evaluator } from './evaluate';
import { handedValue } from './parameters';
import type { Unit, ValueSite } from './program';
import { flatten, merge, mergeAll, nothing, valueWith } from './value';
import type { Value } from './value';

const pair = 'state.pair';
/** Calls of one such function that are looked at; more lower recall only. */
const maxSites = 20;

/** What the first of a pair was set to; nothing for what is no pair's. */
export function setValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'iterate'>): Value {
  if (node.index !== 0) return nothing;
  const object = unit.unwrapped(node.object);
  const call = unit.node(object);
  if (call?.op !== 'call' || !calleeOf(evaluator, unit, call).places.some((place) => place.returned()?.facts.some(({ is }) => is === pair) === true)) return nothing;
  const [begins] = call.args;
  const set = setterOf(unit, object);
  const given = set === null ? nothing : evaluator.keptOf(unit, `given ${set}`, nothing, () => unit.source.outerChangesTo(unit, set).slice(0, maxSites).map((site) => givenAt(evaluator, site)).reduce(merge, nothing), sameValue);
  const first = begins === undefined ? nothing : evaluator.valueOf(unit, begins.value);
  return merge(given, mergeAll([first, ...first.functions.map((fn) => evaluator.returnsOf(fn))]));
}

/** What the function is called that is the second of what a call gave back. */
function setterOf(unit: Unit, call: NodeId): string | null {
  for (const node of unit.graph.nodes) {
    if (node.op !== 'bind') continue;
    const second = unit.node(unit.unwrapped(node.value));
    if (second?.op === 'iterate' && second.index === 1 && unit.unwrapped(second.object) === call) return node.name;
  }
  return null;
}

/** What it is given at a site: an argument, what a function that is handed in makes of what was there, or what a callback gets. */
function givenAt(evaluator: Evaluator, { unit, node }: ValueSite): Value {
  const call = unit.node(node);
  if (call?.op !== 'call') return nothing;
  if (unit.node(call.callee)?.op === 'outer') {
    const [arg] = call.args;
    if (arg === undefined) return nothing;
    const value = evaluator.valueOf(unit, arg.value);
    return data(mergeAll([value, ...value.functions.map((fn) => evaluator.returnsOf(fn))]));
  }
  return call.args.map((arg, argument) => (unit.node(arg.value)?.op === 'outer' ? data(handedValue(evaluator, 0, { unit, call: node, argument, within: [], through: [] }).passed) : nothing)).reduce(merge, nothing);
}

/** The data of a value, without what only its own function knows. */
function data(value: Value): Value {
  const fields = value.fields === null ? null : new Map([...value.fields].map(([name, field]) => [name, valueWith({ taints: flatten(field).taints, opaque: field.opaque })]));
  return valueWith({ taints: value.taints.map((taint) => ({ ...taint, guess: null })), fields, type: value.type, opaque: value.opaque });
}
