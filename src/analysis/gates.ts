/**
 * What must have held for a function to run at all? Looks at where it is made, called and handed
 * on, and at what is set before it: middleware of the same route or router, decorators.
 * Must not look inside the function.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Gate, Place } from '../models';
import { calleeOf } from './calls';
import { aboutGate, common, isAround, noKinds, saidByKinds, sameKindSet, union } from './conditions';
import type { KindSet } from './conditions';
import type { Evaluator } from './evaluate';
import type { Guards } from './guards';
import type { CallSite, Unit } from './program';

/** Calls on one receiver that are looked back at: routes of one router. */
const maxBefore = 200;

export class Gates {
  constructor(private readonly evaluator: Evaluator, private readonly guards: Guards) {}

  /** What holds where the function is made. */
  aroundOf(unit: Unit): KindSet {
    const birth = unit.source.birthOf(unit);
    return birth === undefined ? noKinds : this.guards.at(birth.unit, birth.unit.node(birth.node)?.guard ?? 0, birth.node);
  }

  /** What holds wherever it is called or handed on, and what its decorators see to. */
  beforeOf(unit: Unit): KindSet {
    const { source } = unit;
    if (unit.graph.class !== null) return this.decorated(unit);
    if (unit.graph.kind !== 'function' && unit.graph.kind !== 'arrow') return noKinds;
    // Kept with the file: its sites are other ones after each edit.
    return this.evaluator.keptOf(source, `before ${String(unit.serial)}`, noKinds, () => this.before(unit), sameKindSet);
  }

  private before(unit: Unit): KindSet {
    const { source } = unit;
    const [handed, called] = [source.handInsOf(unit), source.callersOf(unit).filter((site) => !site.unit.isWithin(unit))];
    if (handed.length + called.length === 0 || source.isOffered(unit)) return noKinds;
    let shared: KindSet | null = null;
    for (const site of handed) shared = common(shared, this.handedOnAt(site));
    for (const site of called) shared = common(shared, this.calledAt(site));
    return shared ?? noKinds;
  }

  private calledAt({ unit, call }: CallSite): KindSet {
    return this.guards.at(unit, unit.node(call)?.guard ?? 0, call);
  }

  /** What lets a function run that is handed to a call: the called function by its name, and what stands before it. */
  private handedOnAt(site: CallSite): KindSet {
    const { unit } = site;
    const call = unit.node(site.call);
    if (call?.op !== 'call') return noKinds;
    const own = union(this.calledAt(site), this.guards.gateAt(unit, call.callee));
    return [own, this.gatesIn(unit, call, 'later', site.argument), this.setBefore(unit, call), this.chosenBy(unit, call)].reduce(union);
  }

  /** What a function said yes to that chose the elements of the receiver: `users.filter((user) => user.hasConsented).forEach(…)`. */
  private chosenBy(unit: Unit, call: NodeOf<'call'>): KindSet {
    const callee = unit.node(call.callee);
    const made = callee?.op === 'field' ? unit.node(unit.unwrapped(callee.object)) : undefined;
    if (made?.op !== 'call') return noKinds;
    const positions = new Set(calleeOf(this.evaluator, unit, made).places.flatMap((place) => place.returned()?.facts ?? []).flatMap(({ chosenBy }) => chosenBy ?? []));
    let found = noKinds;
    for (const position of positions) {
      const chooser = made.args[position];
      const { functions } = chooser === undefined ? { functions: [] } : this.evaluator.valueOf(unit, chooser.value);
      let shared: KindSet | null = null;
      for (const fn of functions.slice(0, 8)) shared = common(shared, this.guards.saidBy(fn).whenTrue ?? noKinds);
      const trusted = chooser === undefined ? null : saidByKinds(this.evaluator.trusted.of(unit, chooser.value, functions).consent).whenTrue;
      found = [shared ?? noKinds, trusted ?? noKinds].reduce(union, found);
    }
    return found;
  }

  /** Gates among the arguments of a call, before the one at `end`. */
  private gatesIn(unit: Unit, call: NodeOf<'call'>, gate: Gate, end = Number.POSITIVE_INFINITY): KindSet {
    const { places } = calleeOf(this.evaluator, unit, call);
    if (!places.some((place) => place.hasArgumentFacts)) return noKinds;
    let found = noKinds;
    call.args.forEach((arg, i) => {
      if (i >= end) return;
      const given = places.flatMap((place) => place.argument(i, arg.name) ?? []);
      if (given.some((place) => isGate(place, gate))) found = union(found, this.gate(unit, arg.value));
      const node = unit.node(unit.unwrapped(arg.value));
      if (node?.op !== 'object') return;
      for (const { key, value } of node.properties) {
        if (key !== null && given.some((place) => isGate(place.member(key), gate))) found = union(found, this.gate(unit, value));
      }
    });
    return found;
  }

  /** What earlier calls on the same receiver set before all that follow: `router.use(requireConsent)`. */
  private setBefore(unit: Unit, call: NodeOf<'call'>): KindSet {
    const callee = unit.node(call.callee);
    if (callee?.op !== 'field') return noKinds;
    let found = noKinds;
    let at = unit.unwrapped(callee.object);
    for (let steps = 0; steps < maxBefore; steps++) {
      const node = unit.node(at);
      if (node?.op !== 'after') break;
      const earlier = unit.node(node.call);
      if (node.role === 'receiver' && earlier?.op === 'call' && isAround(unit, earlier.guard, call.guard)) found = union(found, this.gatesIn(unit, earlier, 'receiver'));
      at = unit.unwrapped(node.value);
    }
    return found;
  }

  /** What a value that stands before others lets pass: by its name, and as a function by where it calls what comes next. */
  private gate(unit: Unit, id: NodeId): KindSet {
    const named = this.guards.gateAt(unit, id);
    const { functions } = this.evaluator.valueOf(unit, id);
    let shared: KindSet | null = null;
    for (const fn of functions.slice(0, 8)) shared = common(shared, this.passing(fn));
    return union(named, shared ?? noKinds);
  }

  /** What holds wherever a function calls one of its parameters, with nothing to report: `next()`. */
  private passing(fn: Unit): KindSet {
    return this.evaluator.keptOf(fn, aboutGate, noKinds, () => {
      let shared: KindSet | null = null;
      for (const node of fn.graph.nodes) {
        if (node.op === 'call' && node.args.length === 0 && fn.node(fn.unwrapped(node.callee))?.op === 'parameter') shared = common(shared, this.guards.at(fn, node.guard, node.id));
      }
      return shared ?? noKinds;
    }, sameKindSet);
  }

  /** What the decorators of a member and of its class see to. */
  private decorated(unit: Unit): KindSet {
    const membership = unit.source.membershipOf(unit);
    if (membership === null || membership.decorators.length === 0) return noKinds;
    const { cls, member, parent, decorators } = membership;
    return this.evaluator.keptOf(cls, `gates ${member.name ?? ''} ${member.kind}`, noKinds, () => decorators.map((id) => {
      const node = parent.node(id);
      const named = this.guards.gateAt(parent, id);
      return node?.op === 'call' ? union(named, this.gatesIn(parent, node, 'decorated')) : named;
    }).reduce(union, noKinds), sameKindSet);
  }
}

function isGate(place: Place | null, gate: Gate): boolean {
  return place?.facts.some((fact) => fact.gates === gate) === true;
}
