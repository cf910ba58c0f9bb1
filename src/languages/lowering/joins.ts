/**
 * How do branches part and meet? Each from the state before it, and a join where
 * they meet; what handlers and finalizers may see of a body that was left anywhere.
 * Must not look at syntax.
 */
import type { GuardId, NodeId } from '../../flow';
import { NOTHING, type Changes, type Mark } from './environment';
import type { FlatNode } from './flat-tree';
import type { AnyLowering, ThrowTarget } from './function-lowering';

/** The end of a branch. */
export interface End {
  readonly state: Changes | null;
  readonly guard: () => GuardId;
}

/** The end of the branch that was lowered last, which began at `mark`. */
export function endOf(f: AnyLowering, mark: Mark): End {
  const { guard } = f;
  return { state: f.stateSince(mark), guard: () => guard };
}

/** Joins the branches. Where only one arrives, what holds at its end holds after it. */
export function meet(f: AnyLowering, at: FlatNode, mark: Mark, ends: readonly End[], before: GuardId): void {
  f.guard = before;
  f.join(at, mark, ends.map((end) => end.state));
  const arriving = ends.filter((end) => end.state !== null);
  const [only] = arriving;
  if (only !== undefined && arriving.length === 1) f.guard = only.guard();
}

/** The parts of a `try`; each lowers itself. */
export interface TryParts {
  readonly body: () => void;
  readonly handlers: readonly (() => void)[];
  /** What runs after the body when nothing was thrown; null for none. */
  readonly otherwise: (() => void) | null;
  readonly finalizer: (() => void) | null;
}

export function lowerTryParts(f: AnyLowering, node: FlatNode, { body, handlers, otherwise, finalizer }: TryParts): void {
  const before = f.guard;
  const { alive } = f;
  const mark = f.scope.mark();
  const target: ThrowTarget = { mark, throws: [] };
  if (handlers.length > 0) f.throws.push(target);
  const from = f.nodes.length;
  body();
  const to = f.nodes.length;
  if (handlers.length > 0) f.throws.pop();
  const afterBody = f.guard;
  f.guard = before;
  // Before what follows the body adds its own changes.
  const anywhere = stateAnywhere(f, node, mark, target.throws);
  f.guard = afterBody;
  otherwise?.();
  const ends = [endOf(f, mark)];
  f.guard = before;
  for (const handler of handlers) {
    enter(f, mark, anywhere);
    f.alive = alive;
    f.guard = f.handler(before, from, to);
    handler();
    ends.push(endOf(f, mark));
    f.guard = before;
  }
  const dying = finalizer === null || f.alive ? anywhere : stateAnywhere(f, node, mark, [anywhere]);
  meet(f, node, mark, ends, before);
  if (finalizer === null) return;
  const survives = f.alive;
  if (!survives) enter(f, mark, dying);
  const { guard } = f;
  f.guard = before;
  f.alive = alive;
  finalizer();
  f.alive &&= survives;
  if (f.guard === before) f.guard = guard;
}

function enter(f: AnyLowering, mark: Mark, state: Changes): void {
  f.scope.rollBack(mark);
  for (const [slot, value] of state) f.scope.set(slot, value);
}

/** What variables may hold when the code since the mark was left at any moment. */
function stateAnywhere(f: AnyLowering, at: FlatNode, mark: Mark, thrown: readonly Changes[]): Changes {
  const values = new Map<number, Set<NodeId>>();
  for (const [slot, held] of f.scope.historySince(mark)) values.set(slot, new Set(held));
  for (const state of thrown) {
    for (const [slot, value] of state) {
      const held = values.get(slot);
      if (held === undefined) values.set(slot, new Set([value]));
      else held.add(value);
    }
  }
  const state = new Map<number, NodeId>();
  for (const [slot, held] of values) {
    held.delete(NOTHING);
    const value = f.meeting(at, held);
    if (value !== NOTHING) state.set(slot, value);
  }
  return state;
}
