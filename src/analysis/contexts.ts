/**
 * In what circumstances does a call run: many times, for each element of a list, by a timer, side by
 * side with others? Looks at the loops around it, and at what the functions around it are handed to.
 * Must not know which library runs a function how: models say it.
 */
import type { GuardId, Node, NodeId } from '../flow';
import type { Place } from '../models';
import { calleeOf } from './calls';
import { noKinds, sameKindSet, union } from './conditions';
import type { KindSet } from './conditions';
import type { Evaluator } from './evaluate';
import type { CallSite, Unit } from './program';

const loop: KindSet = new Set(['context.loop']);
const [each, parallel] = ['context.each', 'context.parallel'];
/** For as many elements as there are, all side by side. */
const unbounded: KindSet = new Set([`${parallel}.each`]);
const render: KindSet = new Set(['context.render']);
const family = 'context.';
/** Choices between results that are looked into for markup. */
const maxChoices = 4;

/** An argument that says how what stands in it runs: `Promise.all([…])`. */
interface Contextual {
  readonly call: NodeId;
  readonly argument: NodeId;
  readonly kinds: KindSet;
  /** Whether it stands for as many arguments as it has elements. */
  readonly spread: boolean;
}

/** The kinds of `context.*` that hold at a node. */
export function contextsOf(evaluator: Evaluator, unit: Unit, id: NodeId): KindSet {
  const node = unit.node(id);
  if (node === undefined) return noKinds;
  const inLoop = isLooped(unit, node.guard);
  const own = [inLoop ? loop : noKinds, isComponent(unit) ? render : noKinds, handedTo(evaluator, unit)].reduce(union);
  const around = contextualIn(evaluator, unit).filter((one) => isInside(unit, node, one));
  const all = around.reduce((kinds, one) => union(kinds, one.kinds), own);
  return inLoop && around.some(({ kinds, spread }) => spread && kinds.has(parallel)) ? union(all, unbounded) : all;
}

function isLooped(unit: Unit, guard: GuardId): boolean {
  for (let at = guard; ; ) {
    const one = unit.graph.guards[at];
    if (one === undefined || one.kind === 'always') return false;
    if (one.kind === 'loop') return true;
    at = one.parent;
  }
}

/** Whether a function gives markup: what it calls runs whenever that is shown anew. */
function isComponent(unit: Unit): boolean {
  const isMarkup = (id: NodeId, depth: number): boolean => {
    const node = unit.node(unit.unwrapped(id));
    return node?.op === 'markup' || (node?.op === 'phi' && depth > 0 && node.inputs.some((input) => input < node.id && isMarkup(input, depth - 1)));
  };
  return unit.graph.returns.some((id) => isMarkup(id, maxChoices));
}

/** What the function runs in by what it is handed to, and by where that stands. */
function handedTo(evaluator: Evaluator, unit: Unit): KindSet {
  const { source } = unit;
  const sites = source.handInsOf(unit);
  if (sites.length === 0) return noKinds;
  // Kept with the file: its sites are other ones after each edit.
  return evaluator.keptOf(source, `contexts ${String(unit.serial)}`, noKinds, () => sites.map((site) => contextsAt(evaluator, site)).reduce(union, noKinds), sameKindSet);
}

/** What runs in no known way, like the handler of a route that is made in a loop, may run at any time: the place of the call says nothing of it then. */
function contextsAt(evaluator: Evaluator, { unit, call: id, argument, within, through }: CallSite): KindSet {
  const call = unit.node(id);
  if (call?.op !== 'call' || within.length > 0 || through.length > 0) return noKinds;
  const own = kindsAt(calleeOf(evaluator, unit, call).places, argument, call.args[argument]?.name ?? null);
  if (own.size === 0) return noKinds;
  const around = contextsOf(evaluator, unit, id);
  return [own, around, own.has(each) && around.has(parallel) ? unbounded : noKinds].reduce(union);
}

function kindsAt(places: readonly Place[], argument: number, keyword: string | null): KindSet {
  const facts = places.flatMap((place) => (place.hasArgumentFacts ? (place.argument(argument, keyword)?.facts ?? []) : []));
  const kinds = facts.flatMap(({ is }) => (is?.startsWith(family) === true ? [is] : []));
  return kinds.length === 0 ? noKinds : new Set(kinds);
}

/** Arguments of a function's calls that say how what stands in them runs; functions among them are seen to by where they are handed. */
function contextualIn(evaluator: Evaluator, unit: Unit): readonly Contextual[] {
  return evaluator.keptOf(unit, 'contextual', none, () => {
    const found: Contextual[] = [];
    for (const node of unit.graph.nodes) {
      if (node.op !== 'call' || node.args.length === 0) continue;
      const { places } = calleeOf(evaluator, unit, node);
      if (!places.some((place) => place.hasArgumentFacts)) continue;
      node.args.forEach((arg, i) => {
        const kinds = unit.node(unit.unwrapped(arg.value))?.op === 'function' ? noKinds : kindsAt(places, i, arg.name);
        if (kinds.size > 0) found.push({ call: node.id, argument: arg.value, kinds, spread: arg.spread });
      });
    }
    return found.length === 0 ? none : found;
  }, (a, b) => a.length === b.length && a.every((one, i) => one.call === b[i]?.call && one.argument === b[i].argument && one.spread === b[i].spread && sameKindSet(one.kinds, b[i].kinds)));
}

const none: readonly Contextual[] = [];

/** Whether a node stands in such an argument, or was made before and is handed in. */
function isInside(unit: Unit, { id, start, end }: Pick<Node, 'id' | 'start' | 'end'>, { call, argument }: Contextual): boolean {
  const around = unit.node(argument);
  if (id === call || around === undefined) return false;
  return (around.start <= start && end <= around.end) || unit.unwrapped(argument) === id;
}
