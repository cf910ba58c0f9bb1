/**
 * What does a condition say where it holds, and where it does not? Reads consent checks and
 * development switches off the words of a condition and the way it is put together.
 * Must not leave the function: what names from outside and calls say is asked of a `Reach`.
 */
import type { GuardId, NodeId, NodeOf } from '../flow';
import type { KindId, Kinds } from '../policy';
import type { Unit } from './program';

export type KindSet = ReadonlySet<KindId>;

/** What is known where a value is truthy, and where it is falsy; null where it never is. */
export interface Says {
  readonly whenTrue: KindSet | null;
  readonly whenFalse: KindSet | null;
}

/** What lies outside of one function's text. */
export interface Reach {
  /** What a name that the function does not declare says. */
  outer(unit: Unit, node: NodeOf<'outer'>): Says;
  /** What an imported name says. */
  imported(unit: Unit, node: NodeOf<'import'>): Says;
  /** What a field of something says, by where that was made. */
  field(unit: Unit, node: NodeOf<'field'>): Says;
  /** What the result of a call says, by what is called. */
  call(unit: Unit, call: NodeOf<'call'>): Says;
}

export const noKinds: KindSet = new Set();
export const saysNothing: Says = { whenTrue: noKinds, whenFalse: noKinds };

/** Asks nobody: the words of the function alone. */
export const noReach: Reach = { outer: () => saysNothing, imported: () => saysNothing, field: () => saysNothing, call: () => saysNothing };

/** How deep the parts of a condition are looked into. */
const maxDepth = 12;
/** Nodes looked at for one condition: choices of choices would double with each level. */
const maxNodes = 200;

/** What a node says as a condition. `kindsAt` tells what holds under a guard of the same function, for values that branches give. */
export class Conditions {
  private left = maxNodes;

  constructor(private readonly kinds: Kinds, private readonly unit: Unit, private readonly reach: Reach, private readonly kindsAt: (guard: number) => KindSet) {}

  of(id: NodeId, depth = maxDepth): Says {
    if (depth === maxDepth) this.left = maxNodes;
    const node = this.unit.node(id);
    if (node === undefined || depth === 0 || --this.left < 0) return saysNothing;
    switch (node.op) {
      case 'constant':
        return node.value === false || node.value === null || node.value === undefined || node.value === 0 || node.value === '' ? { whenTrue: null, whenFalse: noKinds } : { whenTrue: noKinds, whenFalse: null };
      case 'operator':
        return this.operator(node, depth);
      case 'phi':
        return this.choice(node, depth);
      case 'bind':
      case 'read':
        return together(this.named(node.name), this.of(node.value, depth - 1));
      case 'outer':
        return together(this.named(node.name), this.reach.outer(this.unit, node));
      case 'import':
        return together(this.named(node.name), this.reach.imported(this.unit, node));
      case 'parameter':
        return node.name === null ? saysNothing : this.named(node.name);
      case 'field':
        return [this.named(node.name), this.owner(node.object), this.reach.field(this.unit, node)].reduce(together);
      case 'call': {
        const said = together(this.of(node.callee, depth - 1), this.reach.call(this.unit, node));
        return node.args.map((arg) => this.text(arg.value)).reduce(together, said);
      }
      case 'await':
      case 'cast':
      case 'after':
        return this.of(node.value, depth - 1);
      default:
        return saysNothing;
    }
  }

  private operator(node: NodeOf<'operator'>, depth: number): Says {
    const operands = node.operands.map((operand) => this.of(operand, depth - 1));
    switch (node.operator) {
      case '!':
      case 'not':
        return operands.map(opposite).reduce(together, saysNothing);
      case '&&':
        // Of one operand alone: what is left of it where it turned out falsy.
        return operands.length === 1 ? { whenTrue: null, whenFalse: operands[0]?.whenFalse ?? noKinds } : operands.reduce(both);
      case '||':
        return opposite(operands.map(opposite).reduce(both, saysNothing));
      case '??':
        return operands.reduce(either, operands[0] ?? saysNothing);
      default: {
        const polarity = comparison(this.unit, node.operator, node.operands);
        if (polarity === null) return saysNothing;
        const said = node.operands.filter((operand) => this.unit.node(operand)?.op !== 'constant').map((operand) => known(this.of(operand, depth - 1))).reduce(together, saysNothing);
        const worded = node.operator === 'in' || node.operator === 'not in' ? together(said, this.text(node.operands[0] ?? node.id)) : said;
        return polarity ? worded : opposite(worded);
      }
    }
  }

  /** One of several values: what all say, each where it is taken. Of `a && b` that is true both hold. */
  private choice(node: NodeOf<'phi'>, depth: number): Says {
    const inputs = node.inputs.map((input) => (input < node.id ? this.under(input, this.of(input, depth - 1)) : saysNothing));
    const all = inputs.reduce(either, inputs[0] ?? saysNothing);
    const [passed, right] = node.inputs;
    if (passed === undefined || right === undefined || node.inputs.length !== 2 || !this.isPassedFalsy(passed, right)) return all;
    return { whenTrue: inputs[1]?.whenTrue ?? null, whenFalse: all.whenFalse };
  }

  private under(id: NodeId, said: Says): Says {
    const holding = this.kindsAt(this.unit.node(id)?.guard ?? 0);
    return holding.size === 0 ? said : together(said, { whenTrue: holding, whenFalse: holding });
  }

  /** Whether the left side of a conjunction passes only where it is falsy, and the right one is looked at where it holds. */
  private isPassedFalsy(passed: NodeId, right: NodeId): boolean {
    const guard = this.unit.graph.guards[this.unit.node(right)?.guard ?? 0];
    const left = this.unit.node(passed);
    if (guard?.kind !== 'when' || !guard.holds || left === undefined) return false;
    return guard.condition === passed || (left.op === 'operator' && left.operator === '&&');
  }

  private named(name: string): Says {
    return saidByName(this.kinds, name);
  }

  /** `consent.analytics`: the owner's name speaks too. */
  private owner(object: NodeId): Says {
    const node = this.unit.node(object);
    if (node === undefined) return saysNothing;
    return (node.op === 'field' || node.op === 'outer' || node.op === 'bind' || node.op === 'read' || node.op === 'parameter') && node.name !== null ? this.named(node.name) : saysNothing;
  }

  /** `hasConsent('analytics')`, `permissions.includes('marketing-consent')`. */
  private text(id: NodeId): Says {
    const node = this.unit.node(id);
    return node?.op === 'constant' && typeof node.value === 'string' && node.value.length < 60 ? this.named(node.value) : saysNothing;
  }
}

/** Conditions whose failing is another one's holding: `if (!optedOut)`. */
const opposites: ReadonlyMap<KindId, KindId> = new Map([
  ['guard.consent-refused', 'guard.consent'], ['guard.production', 'guard.development'], ['guard.rehearsal', 'guard.confirmed'], ['guard.oversize', 'guard.moderated'],
]);

function saidByName(kinds: Kinds, name: string): Says {
  return saidByKinds(kinds.matchName(name, null, null).flatMap(({ kind }) => (kind.startsWith('guard.') && !kinds.isA(kind, called) ? [kind] : [])));
}

/** What is known where something says yes that is a check of these kinds, and where it says no. */
export function saidByKinds(guards: readonly KindId[]): Says {
  let [whenTrue, whenFalse] = [noKinds, noKinds];
  for (const kind of guards) {
    if (isGateKind(kind)) continue;
    whenTrue = union(whenTrue, new Set([kind]));
    const other = opposites.get(kind);
    if (other !== undefined) whenFalse = union(whenFalse, new Set([other]));
  }
  return whenTrue.size === 0 ? saysNothing : { whenTrue, whenFalse };
}

/** Kinds of what lets nothing pass unless something holds: `guard.consent-gate` of `guard.consent`. */
const gateSuffix = '-gate';
export const consentGate = `guard.consent${gateSuffix}`;

function isGateKind(kind: KindId): boolean {
  return kind.endsWith(gateSuffix);
}

/** What something is called that is handed over: no condition. */
const called: KindId = 'guard.nearby.called';
/** What no function sees to by being called: where the program runs, and what was refused. */
const neverGates: ReadonlySet<KindId> = new Set(['guard.development', 'guard.production', 'guard.consent-refused']);

/** What must hold for something to get past a function of that name: `requireConsent`, `withConsent`, `authenticate`. */
export function gateByName(kinds: Kinds, name: string | null): KindSet {
  if (name === null) return noKinds;
  const found = kinds.matchName(name, null, null).flatMap(({ kind }) => (kind.startsWith('guard.') && !neverGates.has(kind) && !kinds.isA(kind, called) ? [isGateKind(kind) ? kind.slice(0, -gateSuffix.length) : kind] : []));
  return found.length === 0 ? noKinds : new Set(found);
}

/** Whether a function of that name ends with an error where something does not hold: `assertConsent`. */
export function isAsserting(kinds: Kinds, name: string): boolean {
  return kinds.matchName(name, null, null).some(({ kind }) => isGateKind(kind));
}

function opposite({ whenTrue, whenFalse }: Says): Says {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}

/** A value of which no branch is ruled out. */
function known({ whenTrue, whenFalse }: Says): Says {
  return { whenTrue: whenTrue ?? noKinds, whenFalse: whenFalse ?? noKinds };
}

/** Two things that are said of one value. */
export function together(a: Says, b: Says): Says {
  if (a === saysNothing || b === saysNothing) return a === saysNothing ? b : a;
  return { whenTrue: unionOrNever(a.whenTrue, b.whenTrue), whenFalse: unionOrNever(a.whenFalse, b.whenFalse) };
}

/** A value that may be either. */
export function either(a: Says, b: Says): Says {
  return { whenTrue: common(a.whenTrue, b.whenTrue), whenFalse: common(a.whenFalse, b.whenFalse) };
}

/** Two values of which both must be true. */
function both(a: Says, b: Says): Says {
  return { whenTrue: unionOrNever(a.whenTrue, b.whenTrue), whenFalse: common(a.whenFalse, b.whenFalse) };
}

function unionOrNever(a: KindSet | null, b: KindSet | null): KindSet | null {
  return a === null || b === null ? null : union(a, b);
}

export function union(a: KindSet, b: KindSet): KindSet {
  if (b.size === 0 || a === b) return a;
  return a.size === 0 ? b : new Set([...a, ...b]);
}

/** What both say; what never happens says nothing against it. */
export function common(a: KindSet | null, b: KindSet | null): KindSet | null {
  if (a === null || b === null || a === b) return a ?? b;
  const shared = [...a].filter((kind) => b.has(kind));
  return shared.length === 0 ? noKinds : new Set(shared);
}

/** Constants that say no. */
const negatives: ReadonlySet<unknown> = new Set([false, null, undefined, 0, -1, 'production', 'denied', 'no']);

/**
 * Whether a comparison holding means that its named side is set: `x === true` yes,
 * `x !== true` no, `NODE_ENV !== 'production'` yes (it is the development switch). Null where it says nothing.
 */
function comparison(unit: Unit, operator: string, operands: readonly NodeId[]): boolean | null {
  const equal = operator === '===' || operator === '==' || operator === 'is';
  const different = operator === '!==' || operator === '!=' || operator === 'is not';
  if (operator === 'not in') return false;
  if (!equal && !different) return operator.startsWith('>') || operator === 'in' ? true : null;
  for (const operand of operands) {
    const node = unit.node(operand);
    if (node?.op !== 'constant') continue;
    return negatives.has(node.value) ? different : equal;
  }
  return null;
}

/** Keys under which answers about functions are kept that depend on what holds around them. */
export const aboutResult = 'says result';
export const aboutGate = 'says gate';

export function sameKindSet(a: KindSet, b: KindSet): boolean {
  return a === b || (a.size === b.size && [...a].every((kind) => b.has(kind)));
}

/** Whether what runs under `inner` runs under `outer` too. */
export function isAround(unit: Unit, outer: GuardId, inner: GuardId): boolean {
  for (let at = inner; at !== outer; ) {
    const guard = unit.graph.guards[at];
    if (guard === undefined || guard.kind === 'always') return false;
    at = guard.parent;
  }
  return true;
}
