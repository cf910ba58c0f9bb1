/**
 * Under which known conditions does a node run? Finds the consent checks and development
 * switches that dominate it: around it in its function, around the places where that function is
 * made, called and handed on, and in what is set before it (middleware, decorators).
 * Must not read the conditions themselves: see conditions.ts.
 */
import type { Guard, GuardId, NodeId } from '../flow';
import type { Kinds } from '../policy';
import { aboutGate, aboutResult, Conditions, gateByName, isAround, isAsserting, noKinds, noReach, sameKindSet, union } from './conditions';
import type { KindSet, Reach, Says } from './conditions';
import type { Evaluator } from './evaluate';
import { Gates } from './gates';
import { nameOf } from './names';
import type { Unit } from './program';
import { ProgramReach } from './reach';

/** Answers which guard kinds hold. */
export class Guards {
  private readonly local = new WeakMap<Unit, KindSet[]>();
  private readonly reach: ProgramReach;
  private readonly gates: Gates;

  constructor(private readonly evaluator: Evaluator, private readonly kinds: Kinds) {
    this.reach = new ProgramReach(evaluator, this);
    this.gates = new Gates(evaluator, this);
  }

  /**
   * Guard kinds that hold wherever the nodes of that guard run; for a node, those too that the calls before it see to
   * (`assertConsent(user)`).
   */
  at(unit: Unit, guard: GuardId, node: NodeId | null = null): KindSet {
    const holding = this.of(unit).at[guard] ?? noKinds;
    if (node === null) return holding;
    return this.of(unit).asserted.filter((one) => one.call < node && isAround(unit, one.guard, guard)).reduce((all, { kinds }) => union(all, kinds), holding);
  }

  /** The same by the words of the function alone: what a branch of it says of the values that it gives. */
  localAt(unit: Unit, guard: GuardId): KindSet {
    if (guard === 0) return noKinds;
    let known = this.local.get(unit);
    if (known === undefined) this.local.set(unit, (known = []));
    if (known.length <= guard) this.extend(known, unit, guard, noKinds, noReach);
    return known[guard] ?? noKinds;
  }

  /** What holds in a function may be something else now. */
  forget(unit: Unit): void {
    this.local.delete(unit);
    for (const key of [aboutGuards, aboutResult, aboutGate]) unit.kept.get(key)?.invalidate();
  }

  /** What a node of a function says as a condition, wherever what it is made of stands. */
  conditionsOf(unit: Unit): Conditions {
    return new Conditions(this.kinds, unit, this.reach, (guard) => this.localAt(unit, guard));
  }

  /** What a function's result says as a condition. */
  saidBy(fn: Unit): Says {
    return this.reach.result(fn);
  }

  /** What must hold for something to get past the value of a node: by its name, or by the user's word. */
  gateAt(unit: Unit, id: NodeId): KindSet {
    const named = gateByName(this.kinds, nameOf(unit, id));
    return named.size === 0 && this.evaluator.trusted.isGate(unit, id, true) ? consented : named;
  }

  private of(unit: Unit): Holding {
    return this.evaluator.keptOf(unit, aboutGuards, nowhere, () => {
      const around = union(this.gates.aroundOf(unit), this.gates.beforeOf(unit));
      const at: KindSet[] = [];
      this.extend(at, unit, unit.graph.guards.length - 1, around, this.reach);
      return { at: at.length === 0 ? [around] : at, asserted: this.assertedIn(unit) };
    }, sameHolding);
  }

  /** Goes on with a table of what holds under each guard of a function, up to `last`, given what holds in all of it. */
  private extend(table: KindSet[], unit: Unit, last: GuardId, around: KindSet, reach: Reach): void {
    const conditions = new Conditions(this.kinds, unit, reach, (guard) => (reach === noReach ? (table[guard] ?? noKinds) : this.localAt(unit, guard)));
    const { guards } = unit.graph;
    for (let id = table.length; id <= last; id++) {
      const guard = guards[id];
      if (guard === undefined) return;
      table.push(guard.kind === 'always' ? around : this.under(unit, guard, table[guard.parent] ?? around, conditions));
    }
  }

  /** The same for one guard, given what holds around it. */
  private under(unit: Unit, guard: Exclude<Guard, { readonly kind: 'always' }>, holding: KindSet, conditions: Conditions): KindSet {
    if (guard.kind !== 'when' || unit.node(guard.condition)?.op === 'constant') return holding;
    const said = conditions.of(guard.condition);
    const found = (guard.holds ? said.whenTrue : said.whenFalse) ?? noKinds;
    return found.size === 0 || [...found].every((kind) => holding.has(kind)) ? holding : union(holding, found);
  }

  /** Calls of functions that let nothing pass without consent, by their names or by the user's word. */
  private assertedIn(unit: Unit): readonly Asserted[] {
    const found: Asserted[] = [];
    unit.graph.nodes.forEach((node, call) => {
      // What is handed a function lets that run, and stops nothing else.
      if (node.op !== 'call' || found.length >= maxAsserted || node.args.some((arg) => unit.node(unit.unwrapped(arg.value))?.op === 'function')) return;
      const name = nameOf(unit, node.callee);
      if (name !== null && isAsserting(this.kinds, name)) found.push({ call, guard: node.guard, kinds: gateByName(this.kinds, name) });
      else if (this.evaluator.trusted.isGate(unit, node.callee, false)) found.push({ call, guard: node.guard, kinds: consented });
    });
    return found;
  }
}

const consented: KindSet = new Set(['guard.consent']);
const aboutGuards = 'guards';
const maxAsserted = 20;

/** A call after which something holds. */
interface Asserted {
  readonly call: NodeId;
  readonly guard: GuardId;
  readonly kinds: KindSet;
}

interface Holding {
  /** By guard. */
  readonly at: readonly KindSet[];
  readonly asserted: readonly Asserted[];
}

const nowhere: Holding = { at: [], asserted: [] };

function sameHolding(a: Holding, b: Holding): boolean {
  return a.at.length === b.at.length && a.at.every((kinds, i) => sameKindSet(kinds, b.at[i] ?? noKinds)) &&
    a.asserted.length === b.asserted.length && a.asserted.every(({ call, guard, kinds }, i) => call === b.asserted[i]?.call && guard === b.asserted[i].guard && sameKindSet(kinds, b.asserted[i].kinds));
}
