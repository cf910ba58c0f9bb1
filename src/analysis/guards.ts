/**
 * Under which known conditions does a node run? Finds consent checks and
 * development switches that dominate it, from the words of the condition.
 */
import type { GuardId, NodeId } from '../flow';
import type { KindId, Kinds } from '../policy';
import type { Unit } from './program';

/** Answers which guard kinds hold, each guard looked at once. */
export class Guards {
  private readonly known = new WeakMap<Unit, (ReadonlySet<KindId> | undefined)[]>();

  constructor(private readonly kinds: Kinds) {}

  /** Guard kinds that hold wherever the nodes of that guard run, those around the enclosing functions' births included. */
  at(unit: Unit, guard: GuardId): ReadonlySet<KindId> {
    const known = this.knownOf(unit);
    const inner: GuardId[] = [];
    let outer = guard;
    while (known[outer] === undefined) {
      const found = unit.graph.guards[outer];
      inner.push(outer);
      if (outer === 0 || found === undefined || found.kind === 'always') break;
      outer = found.parent;
    }
    let holding = known[outer] ?? this.aroundBirth(unit);
    for (const id of inner.reverse()) known[id] = holding = this.within(unit, id, holding);
    return holding;
  }

  /** What holds in a function may be something else now. */
  forget(unit: Unit): void {
    this.known.delete(unit);
  }

  private knownOf(unit: Unit): (ReadonlySet<KindId> | undefined)[] {
    let known = this.known.get(unit);
    if (known === undefined) this.known.set(unit, (known = []));
    return known;
  }

  /** What holds where the function was made: asked from the outside in, however deep functions nest. */
  private aroundBirth(unit: Unit): ReadonlySet<KindId> {
    const births: { readonly unit: Unit; readonly guard: GuardId }[] = [];
    for (let birth = unit.source.birthOf(unit); birth !== undefined; birth = birth.unit.source.birthOf(birth.unit)) {
      const guard = birth.unit.node(birth.node)?.guard ?? 0;
      births.push({ unit: birth.unit, guard });
      if (this.knownOf(birth.unit)[guard] !== undefined) break;
    }
    let holding: ReadonlySet<KindId> = none;
    for (const birth of births.reverse()) holding = this.at(birth.unit, birth.guard);
    return holding;
  }

  private within(unit: Unit, id: GuardId, holding: ReadonlySet<KindId>): ReadonlySet<KindId> {
    const guard = unit.graph.guards[id];
    if (guard?.kind !== 'when') return holding;
    const found = new Set<KindId>();
    collect(this.kinds, unit, guard.condition, guard.holds, found, 12);
    return [...found].every((kind) => holding.has(kind)) ? holding : new Set([...holding, ...found]);
  }
}

const none: ReadonlySet<KindId> = new Set();

function collect(kinds: Kinds, unit: Unit, id: NodeId, holds: boolean, result: Set<KindId>, depth: number): void {
  const node = unit.node(id);
  if (node === undefined || depth === 0) return;
  switch (node.op) {
    case 'operator': {
      if (node.operator === '!') {
        for (const operand of node.operands) collect(kinds, unit, operand, !holds, result, depth - 1);
        return;
      }
      // What is left of a conjunction where it does not hold.
      const polarity = node.operator === '&&' ? (holds ? true : null) : comparison(unit, node.operator, node.operands);
      if (polarity === null) return;
      for (const operand of node.operands) collect(kinds, unit, operand, holds === polarity, result, depth - 1);
      return;
    }
    case 'phi':
      for (const input of node.inputs) if (input < id) collect(kinds, unit, input, holds, result, depth - 1);
      return;
    case 'bind':
    case 'read':
      named(kinds, node.name, holds, result);
      collect(kinds, unit, node.value, holds, result, depth - 1);
      return;
    case 'field':
    case 'outer':
    case 'parameter':
      if (node.name !== null) named(kinds, node.name, holds, result);
      if (node.op === 'field') ownerNamed(kinds, unit, node.object, holds, result);
      return;
    case 'call':
      collect(kinds, unit, node.callee, holds, result, depth - 1);
      for (const arg of node.args) constantNamed(kinds, unit, arg.value, holds, result);
      return;
    case 'await':
    case 'cast':
    case 'after':
      collect(kinds, unit, node.value, holds, result, depth - 1);
      return;
    default:
      return;
  }
}

/** `consent.analytics`: the owner's name speaks too. */
function ownerNamed(kinds: Kinds, unit: Unit, object: NodeId, holds: boolean, result: Set<KindId>): void {
  const node = unit.node(object);
  if (node === undefined) return;
  if ((node.op === 'field' || node.op === 'outer' || node.op === 'bind' || node.op === 'read' || node.op === 'parameter') && node.name !== null) named(kinds, node.name, holds, result);
}

/** `hasConsent('analytics')`, `permissions.includes('marketing-consent')`. */
function constantNamed(kinds: Kinds, unit: Unit, id: NodeId, holds: boolean, result: Set<KindId>): void {
  const node = unit.node(id);
  if (node?.op === 'constant' && typeof node.value === 'string' && node.value.length < 60) named(kinds, node.value, holds, result);
}

/** Conditions whose failing is another one's holding: `if (!optedOut)`. */
const opposites: ReadonlyMap<KindId, KindId> = new Map([['guard.consent-refused', 'guard.consent'], ['guard.production', 'guard.development']]);

function named(kinds: Kinds, name: string, holds: boolean, result: Set<KindId>): void {
  for (const match of kinds.matchName(name, null, false)) {
    if (!match.kind.startsWith('guard.')) continue;
    const opposite = opposites.get(match.kind);
    if (holds) result.add(match.kind);
    else if (opposite !== undefined) result.add(opposite);
  }
}

/**
 * Whether a comparison holding means that its named side is set: `x === true` yes,
 * `x !== true` no, `NODE_ENV !== 'production'` yes (it is the development switch). Null where it says nothing.
 */
function comparison(unit: Unit, operator: string, operands: readonly NodeId[]): boolean | null {
  const equal = operator === '===' || operator === '==' || operator === 'is';
  const different = operator === '!==' || operator === '!=';
  if (!equal && !different) return operator === 'typeof' || operator === 'void' ? null : operator.startsWith('>') || operator === 'in' ? true : null;
  for (const operand of operands) {
    const node = unit.node(operand);
    if (node?.op !== 'constant') continue;
    const negative = node.value === false || node.value === null || node.value === undefined || node.value === 'production' || node.value === 'denied' || node.value === 'no';
    return negative ? different : equal;
  }
  return null;
}
