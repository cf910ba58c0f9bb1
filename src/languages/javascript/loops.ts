/**
 * How do loops lower: `while`, `do`, `for` in its three forms?
 */
import type { NodeId } from '../../flow';
import { declareDeclarators } from './blocks';
import { lowerBody } from './branches';
import { guardWhen, lowerCondition } from './conditions';
import { changedSlots, loopKeyword, patternNames } from './declared-names';
import { closeLoop, enterLoop, leaveLoop, mayChange, nextRound, type Changes, type Loop } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantOf } from './literal-values';
import { bindPattern } from './places';

function enter(f: FunctionLowering, node: FlatNode): Loop {
  return enterLoop(f, node, changedSlots(f, node, (slot) => mayChange(f, slot)), f.labels.splice(0));
}

/** Lowers the condition of a loop's body and moves under it; answers the state in which the loop is left. */
function test(f: FunctionLowering, loop: Loop, condition: FlatNode): Changes | null {
  if (isAlways(f, condition)) return null;
  const lowered = lowerCondition(f, condition);
  const exit = f.stateSince(loop.jump.mark);
  f.guard = guardWhen(f, lowered, true);
  return exit;
}

/** A missing condition, or a constant one that is true. */
function isAlways(f: FunctionLowering, condition: FlatNode): boolean {
  if (condition === NONE || f.tree.kind(condition) === Kind.empty_statement) return true;
  const constant = constantOf(f.tree, condition);
  return constant !== null && Boolean(constant.value);
}

function lowerWhile(f: FunctionLowering, node: FlatNode): void {
  const loop = enter(f, node);
  const exit = test(f, loop, f.tree.child(node, Field.condition));
  const { guard } = f;
  lowerBody(f, f.tree.child(node, Field.body));
  nextRound(f, loop, guard);
  closeLoop(f, loop);
  leaveLoop(f, loop, exit);
}

function lowerDo(f: FunctionLowering, node: FlatNode): void {
  const loop = enter(f, node);
  const { guard } = f;
  lowerBody(f, f.tree.child(node, Field.body));
  nextRound(f, loop, guard);
  const condition = f.tree.child(node, Field.condition);
  let exit: Changes | null = null;
  if (!isAlways(f, condition)) {
    lowerCondition(f, condition);
    exit = f.stateSince(loop.jump.mark);
  }
  closeLoop(f, loop);
  leaveLoop(f, loop, exit);
}

function lowerFor(f: FunctionLowering, node: FlatNode): void {
  const scope = f.scope.enter();
  const initializer = f.tree.child(node, Field.initializer);
  if (f.tree.kind(initializer) === Kind.lexical_declaration) declareDeclarators(f, initializer, f.rangeOf(node));
  if (initializer !== NONE) f.statement(initializer);
  const loop = enter(f, node);
  const exit = test(f, loop, f.tree.child(node, Field.condition));
  const { guard } = f;
  lowerBody(f, f.tree.child(node, Field.body));
  nextRound(f, loop, guard);
  const increment = f.tree.child(node, Field.increment);
  if (increment !== NONE) f.expression(increment);
  closeLoop(f, loop);
  leaveLoop(f, loop, exit);
  f.scope.leave(scope);
}

/** `for (x of xs)`, `for (k in o)`, `for await`. */
function lowerForIn(f: FunctionLowering, node: FlatNode): void {
  const left = f.tree.child(node, Field.left);
  const right = f.tree.child(node, Field.right);
  const scope = f.scope.enter();
  const object = f.expression(right);
  const keyword = loopKeyword(f.tree, node);
  if (keyword === 'const' || keyword === 'let') {
    for (const name of patternNames(f.tree, left)) f.scope.declare(f.tree.textOf(name), keyword, f.rangeOf(node));
  }
  const loop = enter(f, node);
  const exit = f.stateSince(loop.jump.mark);
  bindPattern(f, left, element(f, node, left, right, object));
  const { guard } = f;
  lowerBody(f, f.tree.child(node, Field.body));
  nextRound(f, loop, guard);
  closeLoop(f, loop);
  leaveLoop(f, loop, exit);
  f.scope.leave(scope);
}

/** One round's value: an element, awaited in `for await`; of `for (k in o)` a key, which holds no data of `o`. */
function element(f: FunctionLowering, node: FlatNode, left: FlatNode, right: FlatNode, object: NodeId): NodeId {
  if (f.tree.gap(f.tree.end(left), f.tree.start(right)).startsWith('in')) return f.operator(left, 'in', [object]);
  const item = f.iterate(left, object, null);
  return f.tree.gap(f.tree.start(node), f.tree.start(left)).includes('await') ? f.await(left, item) : item;
}

export const loopHandlers: Readonly<Partial<Record<keyof typeof Kind, StatementHandler>>> = {
  while_statement: lowerWhile,
  do_statement: lowerDo,
  for_statement: lowerFor,
  for_in_statement: lowerForIn,
};
