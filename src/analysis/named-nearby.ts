/**
 * Is something named around a call or in what it runs: a limiter, a pause, a way to unsubscribe? Such things are used in many
 * ways (entered, waited for, handed the call, written into a text), so their names are looked for: where the call stands, and in the functions of the project that it runs;
 * of some kinds only in the functions that it is handed (a timer that stops itself), of others only what is handed over is asked what it is called.
 * Must not know which names say so: policy does.
 */
import type { Node, NodeId } from '../flow';
import type { KindId, Policy } from '../policy';
import { calleeOf } from './calls';
import type { Evaluator } from './evaluate';
import { nameOf } from './names';
import type { Unit } from './program';

/** What kinds of guard are that a name nearby tells, those that a text nearby tells too, those that are told in what a call is handed alone, and those that it is called. */
const nearby = 'guard.nearby';
const written = 'guard.nearby.written';
const handed = 'guard.nearby.handed';
const called = 'guard.nearby.called';
/** How many functions around a call, and how many calls further, a name may be. */
const maxAway = 3;
/** Calls that make one thing of another. */
const maxMade = 3;
/** Texts are looked through up to here. */
const maxText = 20_000;

/** A call, and the one in which what it is handed gets where it is told of: the same, or one of a function that it runs. */
export interface Nearby {
  readonly unit: Unit;
  readonly at: NodeId;
  readonly sink?: { readonly unit: Unit; readonly node: NodeId };
}

/** Whether one of some kinds of guard is named around a call or in what it runs; kinds that are not told so are none. */
export function isNamedNearby(evaluator: Evaluator, policy: Policy, asked: readonly KindId[], { unit, at, sink }: Nearby): boolean {
  return asked.some((kind) => policy.kinds.isA(kind, nearby) &&
    (policy.kinds.isA(kind, called) ? isHandedSo(policy, kind, unit, at) || (sink !== undefined && isHandedSo(policy, kind, sink.unit, sink.node)) : isNear(evaluator, policy, kind, unit, at)));
}

/** Whether something that a call is handed is called so: `write(file, JSON.stringify(settings))`. */
function isHandedSo(policy: Policy, kind: KindId, unit: Unit, id: NodeId): boolean {
  const call = unit.node(id);
  return call?.op === 'call' && call.args.some(({ value }) => isOne(policy, kind, calledWhat(unit, value)));
}

/** What a value is called, or what a text was made of. */
function calledWhat(unit: Unit, id: NodeId, depth = maxMade): string | null {
  const node = unit.node(id);
  const parts = node?.op === 'call' ? node.args.map(({ value }) => value) : node?.op === 'concat' ? node.parts.filter((part) => unit.node(part)?.op !== 'constant') : [];
  const made = depth > 0 ? (parts[0] ?? null) : null;
  return made === null ? nameOf(unit, id) : calledWhat(unit, made, depth - 1);
}

function isOne(policy: Policy, kind: KindId, name: string | null): boolean {
  return name !== null && policy.kinds.matchName(name, null, null).some((match) => match.kind === kind);
}

function isNear(evaluator: Evaluator, policy: Policy, kind: KindId, unit: Unit, id: NodeId): boolean {
  const call = unit.node(id);
  if (policy.kinds.isA(kind, handed)) return call?.op === 'call' && call.args.some(({ value }) => evaluator.valueOf(unit, value).functions.some((fn) => runsToOne(evaluator, policy, kind, fn, maxAway)));
  for (let [at, away]: [Unit | undefined, number] = [unit, 0]; at !== undefined && away <= maxAway; away++) {
    // What a file declares is used where its functions name it.
    if ((at === unit || at.graph.parent !== null) && namesOne(evaluator, policy, kind, at)) return true;
    at = at.graph.parent === null ? undefined : at.source.units[at.graph.parent];
  }
  return call?.op === 'call' && calleeOf(evaluator, unit, call).functions.some((fn) => runsToOne(evaluator, policy, kind, fn, maxAway));
}

function runsToOne(evaluator: Evaluator, policy: Policy, kind: KindId, unit: Unit, calls: number): boolean {
  if (calls < 0) return false;
  return evaluator.keptOf(unit, `names ${kind} ${String(calls)}`, false, () => namesOne(evaluator, policy, kind, unit) || unit.graph.nodes.some((node) =>
    node.op === 'call' && calleeOf(evaluator, unit, node).functions.some((fn) => runsToOne(evaluator, policy, kind, fn, calls - 1))), Object.is);
}

function namesOne(evaluator: Evaluator, policy: Policy, kind: KindId, unit: Unit): boolean {
  return evaluator.keptOf(unit, `names ${kind}`, false, () => {
    const inTexts = policy.kinds.isA(kind, written) ? (policy.kinds.all.get(kind)?.names?.strong ?? []) : [];
    return unit.graph.nodes.some((node) => namesOf(node).some((name) => isOne(policy, kind, name)) || (inTexts.length > 0 && holdsOne(node, inTexts)));
  }, Object.is);
}

function namesOf(node: Node): readonly (string | null)[] {
  if (node.op === 'object') return node.properties.map(({ key }) => key);
  return 'name' in node ? [node.name] : [];
}

/** Whether a text has one of some phrases, its words joined by blanks or hyphens. */
function holdsOne(node: Node, phrases: readonly string[]): boolean {
  if (node.op !== 'constant' || (typeof node.value !== 'string' && typeof node.value !== 'number')) return false;
  const text = String(node.value).slice(0, maxText).toLowerCase().replaceAll('-', ' ');
  return phrases.some((phrase) => text.includes(phrase));
}
