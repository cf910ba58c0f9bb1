/**
 * In what circumstances does a call run: many times, for each element of a list, by a timer, side by
 * side with others? Looks at the loops around it, and at what the functions around it are handed to.
 * Must not know which library runs a function how: models say it.
 */
import type { GuardId, Node, NodeId, NodeOf } from '../flow';
import type { Fact, Place } from '../models';
import { calleeOf, factsAt } from './calls';
import { noKinds, sameKindSet, union } from './conditions';
import type { KindSet } from './conditions';
import type { Evaluator } from './evaluate';
import { openLoops } from './loops';
import type { CallSite, Unit } from './program';

const loop: KindSet = new Set(['context.loop']);
const [each, once, parallel, started] = ['context.each', 'context.once', 'context.parallel', 'context.started'];
const forEach: KindSet = new Set([each]);
const endless: KindSet = new Set(['context.loop.open']);
const again: KindSet = new Set(['context.again']);
/** For as many elements as there are, all side by side. */
const unbounded: KindSet = new Set([`${parallel}.each`]);
const render: KindSet = new Set(['context.render']);
const regardless: KindSet = new Set(['context.regardless']);
const loaded: KindSet = new Set(['context.regardless', 'context.loaded']);
/** What a page runs as it is loaded, it runs once, however often what says so is shown anew. */
const load = 'context.load';
const family = 'context.';
/** A list that is written out is no crowd up to so many. */
const few = 10;
/** What hooks and what handlers of events are called. */
const [hook, reaction] = [/^use[A-Z]/, /^on[A-Z]/];
/** Members of a list that give one which is no longer. */
const shortening: ReadonlySet<string> = new Set(['filter', 'slice', 'map', 'sort', 'reverse', 'toSorted', 'toReversed']);
/** Members in a row that are followed back. */
const maxMembers = 4;
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
  const loops = loopsAround(unit, node.guard);
  const inLoop = loops.length > 0;
  const own = [inLoop ? loop : noKinds, loops.some((guard) => isForEach(unit, guard)) ? forEach : noKinds, inLoop && loops.some((guard) => openLoops(evaluator, unit).has(guard)) ? endless : noKinds, isComponent(evaluator, unit) ? render : noKinds, isConditional(unit, node.guard) ? noKinds : unit.graph.parent === null ? loaded : regardless, isAgain(evaluator, unit, node) ? again : noKinds, handedTo(evaluator, unit)].reduce(union);
  const around = contextualIn(evaluator, unit).filter((one) => isInside(unit, node, one) && !(one.kinds.has(started) && isAwaited(unit, node, one)));
  const all = around.reduce((kinds, one) => union(kinds, one.kinds), own);
  return inLoop && around.some(({ kinds, spread }) => (spread && kinds.has(parallel)) || kinds.has(started)) ? union(all, unbounded) : all;
}

/** Whether a call makes its own function run anew because something in it failed, with nothing asked and nothing waited for before. */
function isAgain(evaluator: Evaluator, unit: Unit, node: Node): boolean {
  if (node.op !== 'call' || unit.graph.guards[node.guard]?.kind !== 'handler') return false;
  const waits = unit.graph.nodes.some((one) => one.op === 'await' && one.guard === node.guard && one.end <= node.start);
  return !waits && calleeOf(evaluator, unit, node).functions.includes(unit);
}

/** Whether something is asked before what stands under a guard runs. */
function isConditional(unit: Unit, guard: GuardId): boolean {
  for (let at = guard; ; ) {
    const one = unit.graph.guards[at];
    if (one === undefined || one.kind === 'always') return false;
    if (one.kind === 'when') return true;
    at = one.parent;
  }
}

/** The guards of the loops around a guard, the innermost first. */
function loopsAround(unit: Unit, guard: GuardId): readonly GuardId[] {
  const loops: GuardId[] = [];
  for (let at = guard; ; ) {
    const one = unit.graph.guards[at];
    if (one === undefined || one.kind === 'always') return loops;
    if (one.kind === 'loop') loops.push(at);
    at = one.parent;
  }
}

/** Whether a loop runs for each element of something that is no short list written out there. */
function isForEach(unit: Unit, guard: GuardId): boolean {
  return unit.graph.nodes.some((node) => node.op === 'iterate' && node.index === null && node.guard === guard && !isFew(unit, node.object));
}

/**
 * Whether a function gives markup at once: what it calls runs whenever that is shown anew. What gives it later runs on a server, once for each visit,
 * and so may do what stands in a file where nothing has a state of its own.
 */
function isComponent(evaluator: Evaluator, unit: Unit): boolean {
  if (unit.graph.async || !hasState(evaluator, unit)) return false;
  const isMarkup = (id: NodeId, depth: number): boolean => {
    const node = unit.node(unit.unwrapped(id));
    return node?.op === 'markup' || (node?.op === 'phi' && depth > 0 && node.inputs.some((input) => input < node.id && isMarkup(input, depth - 1)));
  };
  return unit.graph.returns.some((id) => isMarkup(id, maxChoices));
}

/** Whether components of a file have a state or react to somebody: they call hooks, or hand over what is done `onClick`. */
function hasState(evaluator: Evaluator, { source }: Unit): boolean {
  return evaluator.keptOf(source, 'components with a state', false, () => source.units.some(({ graph }) => graph.nodes.some((node) =>
    node.op === 'markup' ? node.properties.some(({ key }) => key !== null && reaction.test(key)) : node.op === 'call' && hook.test(nameOf(graph, node.callee) ?? ''))), Object.is);
}

/** The name by which a function calls something: `useState`, `React.useState`. */
function nameOf(graph: Unit['graph'], id: NodeId): string | null {
  const node = graph.nodes[id];
  return node !== undefined && 'name' in node ? node.name : null;
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
  const own = kindsAt(calleeOf(evaluator, unit, call).places, argument, call.args[argument]?.name ?? null, (place) => factsAt(evaluator, unit, call, place));
  if (own.size === 0) return noKinds;
  const around = own.has(load) ? without(contextsOf(evaluator, unit, id), render) : contextsOf(evaluator, unit, id);
  const member = unit.node(call.callee);
  if (own.has(each) && member?.op === 'field' && isFew(unit, member.object)) return around;
  return [own, around, own.has(each) && (around.has(parallel) || own.has(started)) ? unbounded : noKinds].reduce(union);
}

function without(kinds: KindSet, others: KindSet): KindSet {
  return [...others].some((kind) => kinds.has(kind)) ? new Set([...kinds].filter((kind) => !others.has(kind))) : kinds;
}

/** Whether a list is short and written out, here or where a constant is declared: `['a', 'b']`, `parts.filter(isOn)`. */
function isFew(unit: Unit, id: NodeId, steps = maxMembers): boolean {
  const list = unit.node(unit.unwrapped(id));
  switch (list?.op) {
    case 'array':
      return list.elements.length <= few && list.elements.every(({ spread }) => !spread);
    case 'call': {
      const member = unit.node(list.callee);
      return steps > 0 && member?.op === 'field' && shortening.has(member.name) && isFew(unit, member.object, steps - 1);
    }
    case 'outer': {
      const outside = declaredOutside(unit, list.name);
      return outside !== null && steps > 0 && isFew(outside.unit, outside.value, steps - 1);
    }
    default:
      return false;
  }
}

/** The value of a constant of an enclosing function or the module; null where it may have several. */
function declaredOutside(unit: Unit, name: string): { readonly unit: Unit; readonly value: NodeId } | null {
  const outer = unit.graph.parent === null ? undefined : unit.source.units[unit.graph.parent];
  if (outer === undefined) return null;
  const variables = outer.graph.variables.filter((variable) => variable.name === name);
  if (variables.length === 0) return declaredOutside(outer, name);
  const [value, ...others] = variables.flatMap(({ values }) => values);
  const isWritten = unit.source.units.some(({ graph }) => graph.outerWrites.some((write) => write.name === name));
  return value === undefined || others.length > 0 || isWritten ? null : { unit: outer, value };
}

/** The functions that a call runs: the one that is called, and those it is handed that run as long as it lasts, by what models say. What a timer runs is run later. */
export function runBy(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): readonly Unit[] {
  const { functions, places } = calleeOf(evaluator, unit, call);
  if (!places.some((place) => place.hasArgumentFacts)) return functions;
  const handed = call.args.flatMap(({ value, name }, i) => {
    const kinds = kindsAt(places, i, name);
    return kinds.has(each) || kinds.has(once) ? evaluator.valueOf(unit, value).functions : [];
  });
  return handed.length === 0 ? functions : [...functions, ...handed];
}

/** `holding` tells which facts hold at the call: what a listener runs in depends on the event it listens to. */
function kindsAt(places: readonly Place[], argument: number, keyword: string | null, holding: (place: Place) => readonly Fact[] = unconditional): KindSet {
  const at = places.flatMap((place) => (place.hasArgumentFacts ? (place.argument(argument, keyword) ?? []) : []));
  const kinds = at.filter(({ facts }) => facts.some(isContext)).flatMap((place) => holding(place).filter(isContext).flatMap(({ is }) => is ?? []));
  return kinds.length === 0 ? noKinds : new Set(kinds);
}

function isContext({ is }: Fact): boolean {
  return is?.startsWith(family) === true;
}

function unconditional({ facts }: Place): readonly Fact[] {
  return facts.filter(({ when }) => when === null);
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
        const kinds = unit.node(unit.unwrapped(arg.value))?.op === 'function' ? noKinds : kindsAt(places, i, arg.name, (place) => factsAt(evaluator, unit, node, place));
        if (kinds.size > 0) found.push({ call: node.id, argument: arg.value, kinds, spread: arg.spread });
      });
    }
    return found.length === 0 ? none : found;
  }, (a, b) => a.length === b.length && a.every((one, i) => one.call === b[i]?.call && one.argument === b[i].argument && one.spread === b[i].spread && sameKindSet(one.kinds, b[i].kinds)));
}

const none: readonly Contextual[] = [];

/** Whether a node stands in such an argument, or in a list that is handed in; or was made before and is handed in itself. */
function isInside(unit: Unit, { id, start, end }: Pick<Node, 'id' | 'start' | 'end'>, { call, argument }: Contextual): boolean {
  const around = unit.node(argument);
  if (id === call || around === undefined) return false;
  const isAround = (one: Pick<Node, 'start' | 'end'>): boolean => one.start <= start && end <= one.end;
  const made = unit.node(unit.unwrapped(argument));
  return isAround(around) || made?.id === id || (made?.op === 'array' && isAround(made));
}

/** Whether the result of a call is waited for before it is handed in: `list.push(await load())`. */
function isAwaited(unit: Unit, { start, end }: Pick<Node, 'start' | 'end'>, { argument }: Contextual): boolean {
  const around = unit.node(argument);
  return around !== undefined && unit.graph.nodes.some((one) => one.op === 'await' && around.start <= one.start && one.end <= around.end && one.start <= start && end <= one.end);
}
