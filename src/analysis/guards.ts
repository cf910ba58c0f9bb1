/**
 * Under which known conditions does a node run? Finds consent checks and
 * development switches that dominate it, from the words of the condition.
 */
import type { GuardId, NodeId } from '../flow';
import type { KindId, Kinds } from '../policy';
import type { Unit } from './program';

/** Guard kinds that hold wherever the node of that guard runs, those around the enclosing functions' births included. */
export function guardsAt(kinds: Kinds, unit: Unit, guard: GuardId, result = new Set<KindId>()): ReadonlySet<KindId> {
  let at: GuardId = guard;
  for (let steps = 0; at !== 0 && steps < 200; steps++) {
    const found = unit.graph.guards[at];
    if (found === undefined || found.kind === 'always') break;
    if (found.kind === 'when') collect(kinds, unit, found.condition, found.holds, result, 12);
    at = found.parent;
  }
  const birth = unit.source.births.get(unit);
  const node = birth?.unit.node(birth.node);
  if (birth !== undefined && node !== undefined) guardsAt(kinds, birth.unit, node.guard, result);
  return result;
}

function collect(kinds: Kinds, unit: Unit, id: NodeId, holds: boolean, result: Set<KindId>, depth: number): void {
  const node = unit.node(id);
  if (node === undefined || depth === 0) return;
  switch (node.op) {
    case 'operator': {
      if (node.operator === '!') {
        for (const operand of node.operands) collect(kinds, unit, operand, !holds, result, depth - 1);
        return;
      }
      const polarity = comparison(unit, node.operator, node.operands);
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
