/**
 * What is known while a loop is lowered? Variables that it may change get a phi at
 * its head, completed when the end of the body is known.
 * Must not look at syntax.
 */
import type { GuardId, NodeId } from '../../flow';
import { NOTHING, type Changes, type Slot } from './environment';
import type { FlatNode } from './flat-tree';
import type { AnyLowering, JumpTarget } from './function-lowering';

interface Head {
  readonly slot: Slot;
  readonly phi: NodeId;
  /** The phi's inputs, still open. */
  readonly inputs: NodeId[];
}

/** A loop in the making. */
export interface Loop {
  readonly node: FlatNode;
  readonly jump: JumpTarget;
  readonly heads: readonly Head[];
  readonly before: GuardId;
}

/** Moves into the loop. `changed` are the variables that it may give another value. */
export function enterLoop(f: AnyLowering, node: FlatNode, changed: readonly Slot[], labels: readonly string[]): Loop {
  const jump: JumpTarget = { labels, breakable: true, loop: true, mark: f.scope.mark(), breaks: [], continues: [] };
  const before = f.guard;
  f.guard = f.loop(before);
  const heads = changed.map((slot): Head => {
    const first = f.scope.read(slot);
    const inputs = first === NOTHING ? [] : [first];
    const phi = f.openPhi(node, inputs);
    f.scope.set(slot, phi);
    return { slot, phi, inputs };
  });
  f.jumps.push(jump);
  return { node, jump, heads, before };
}

/** The end of the body: `continue`s arrive here. */
export function nextRound(f: AnyLowering, loop: Loop, body: GuardId): void {
  f.guard = body;
  f.join(loop.node, loop.jump.mark, [f.stateSince(loop.jump.mark), ...loop.jump.continues]);
}

/** Back to the head: completes its phis. */
export function closeLoop(f: AnyLowering, { heads }: Loop): void {
  for (const head of heads) {
    const value = f.scope.read(head.slot);
    if (f.alive && value !== NOTHING && value !== head.phi && !head.inputs.includes(value)) head.inputs.push(value);
  }
}

/** After the loop; `exit` is the state when its condition fails, null when it never does. */
export function leaveLoop(f: AnyLowering, loop: Loop, exit: Changes | null): void {
  f.jumps.pop();
  f.guard = loop.before;
  f.join(loop.node, loop.jump.mark, [exit, ...loop.jump.breaks]);
}
