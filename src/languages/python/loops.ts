/**
 * How do loops lower: `for` and `while`, with what runs when nothing broke out?
 */
import type { NodeId } from '../../flow';
import { closeLoop, enterLoop, mayChange, nextRound, type Changes, type Loop } from '../lowering';
import { changedSlots } from './bound-names';
import { lowerBody } from './branches';
import { guardWhen, lowerCondition } from './conditions';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Field } from './kinds';
import { constantOf } from './literal-values';
import { bindTarget } from './places';

/** Into a loop, whose variables are those it may change. */
export function enter(f: FunctionLowering, node: FlatNode): Loop {
  return enterLoop(f, node, changedSlots(f, node, (slot) => mayChange(f, slot)), []);
}

/** After the loop: its `else` runs when the condition failed or the elements ran out (`exit`), not after a `break`. */
function leave(f: FunctionLowering, loop: Loop, exit: Changes | null): void {
  f.jumps.pop();
  f.guard = loop.before;
  const { node, jump } = loop;
  const otherwise = f.tree.child(node, Field.alternative);
  if (otherwise === NONE) {
    f.join(node, jump.mark, [exit, ...jump.breaks]);
    return;
  }
  f.join(node, jump.mark, [exit]);
  lowerBody(f, f.tree.child(otherwise, Field.body));
  f.guard = loop.before;
  f.join(node, jump.mark, [f.stateSince(jump.mark), ...jump.breaks]);
}

function lowerWhile(f: FunctionLowering, node: FlatNode): void {
  const loop = enter(f, node);
  const condition = f.tree.child(node, Field.condition);
  let exit: Changes | null = null;
  if (!isAlways(f, condition)) {
    const lowered = lowerCondition(f, condition);
    exit = f.stateSince(loop.jump.mark);
    f.guard = guardWhen(f, lowered, true);
  }
  const { guard } = f;
  lowerBody(f, f.tree.child(node, Field.body));
  nextRound(f, loop, guard);
  closeLoop(f, loop);
  leave(f, loop, exit);
}

/** A constant condition that is true. */
function isAlways(f: FunctionLowering, condition: FlatNode): boolean {
  const constant = condition === NONE ? null : constantOf(f.tree, condition);
  return constant !== null && Boolean(constant.value);
}

function lowerFor(f: FunctionLowering, node: FlatNode): void {
  const left = f.tree.child(node, Field.left);
  const right = f.tree.child(node, Field.right);
  const object = right === NONE ? f.unsupported(node, 'missing', []) : f.expression(right);
  const loop = enter(f, node);
  const exit = f.stateSince(loop.jump.mark);
  bindTarget(f, left, element(f, node, left, object));
  const { guard } = f;
  lowerBody(f, f.tree.child(node, Field.body));
  nextRound(f, loop, guard);
  closeLoop(f, loop);
  leave(f, loop, exit);
}

/** One round's value: an element, awaited in `async for`. */
export function element(f: FunctionLowering, loop: FlatNode, target: FlatNode, object: NodeId): NodeId {
  const at = target === NONE ? loop : target;
  const item = f.iterate(at, object, null);
  return f.tree.text.startsWith('async', f.tree.start(loop)) ? f.await(at, item) : item;
}

export const loopHandlers: Handlers<StatementHandler> = {
  while_statement: lowerWhile,
  for_statement: lowerFor,
};
