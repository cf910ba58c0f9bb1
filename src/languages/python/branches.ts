/**
 * How do branches lower: `if`, conditional expressions, `try`? Each branch from
 * the state before it, and a join where they meet.
 */
import type { NodeId } from '../../flow';
import { endOf, lowerTryParts, meet, NOTHING, type Condition, type End } from '../lowering';
import { guardWhen, lowerCondition } from './conditions';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { bindTarget } from './places';
import { brokenSiblings } from './syntax-errors';
import { typeExpression } from './types';

/** A branch's, loop's or function's body. What does not parse at its start stands before it, and the body is empty. */
export function lowerBody(f: FunctionLowering, body: FlatNode): void {
  if (body === NONE) return;
  for (const broken of brokenSiblings(f.tree, body)) f.statement(broken);
  f.statement(body);
}

/** An `if` with all its `elif`s. */
function lowerIf(f: FunctionLowering, node: FlatNode): void {
  const before = f.guard;
  const { alive } = f;
  const mark = f.scope.mark();
  const ends: End[] = [];
  const clauses = f.tree.children(node).filter((child) => f.tree.kind(child) === Kind.elif_clause || f.tree.kind(child) === Kind.else_clause);
  let failed: Condition | null = null;
  for (const clause of [node, ...clauses]) {
    if (failed !== null) f.guard = guardWhen(f, failed, false);
    if (f.tree.kind(clause) === Kind.else_clause) {
      failed = null;
      lowerBody(f, f.tree.child(clause, Field.body));
      ends.push(endOf(f, mark));
      break;
    }
    const test = f.tree.child(clause, Field.condition);
    const condition = lowerCondition(f, test);
    const branch = f.scope.mark();
    f.guard = guardWhen(f, condition, true);
    const outside = f.typeChecking;
    f.typeChecking ||= isTypeChecking(f, test);
    lowerBody(f, f.tree.child(clause, Field.consequence));
    f.typeChecking = outside;
    ends.push(endOf(f, mark));
    f.scope.rollBack(branch);
    f.alive = alive;
    failed = condition;
  }
  const untaken = failed;
  if (untaken !== null) ends.push({ state: f.stateSince(mark), guard: () => guardWhen(f, untaken, false) });
  meet(f, node, mark, ends, before);
}

/** Code that only type checkers look at. */
function isTypeChecking(f: FunctionLowering, test: FlatNode): boolean {
  return f.tree.end(test) - f.tree.start(test) < 40 && /^(?:\w+\s*\.\s*)?TYPE_CHECKING$/.test(f.tree.textOf(test));
}

/** `a if c else b`. A chain in the last branch is followed without recursion. */
export function conditionalBranches(f: FunctionLowering, node: FlatNode): NodeId {
  const before = f.guard;
  const mark = f.scope.mark();
  const inputs: NodeId[] = [];
  const states = [];
  let at = node;
  for (;;) {
    const [value, test, other] = f.tree.children(at).filter((child) => f.isExpression(child));
    if (value === undefined || test === undefined || other === undefined) {
      inputs.push(f.operand(at));
      states.push(f.scope.changesSince(mark));
      break;
    }
    const condition = lowerCondition(f, test);
    const branch = f.scope.mark();
    f.guard = guardWhen(f, condition, true);
    inputs.push(f.expression(value));
    states.push(f.scope.changesSince(mark));
    f.scope.rollBack(branch);
    f.guard = guardWhen(f, condition, false);
    if (f.tree.kind(other) !== Kind.conditional_expression) {
      inputs.push(f.expression(other));
      states.push(f.scope.changesSince(mark));
      break;
    }
    at = other;
  }
  f.guard = before;
  f.join(node, mark, states);
  return f.phi(node, inputs);
}

function lowerTry(f: FunctionLowering, node: FlatNode): void {
  const children = f.tree.children(node);
  const otherwise = f.tree.childOfKind(node, Kind.else_clause);
  const clause = f.tree.childOfKind(node, Kind.finally_clause);
  lowerTryParts(f, node, {
    body: () => lowerBody(f, f.tree.child(node, Field.body)),
    handlers: children.filter((child) => f.tree.kind(child) === Kind.except_clause).map((child) => () => lowerHandler(f, child)),
    otherwise: otherwise === NONE ? null : () => lowerBody(f, f.tree.child(otherwise, Field.body)),
    finalizer: clause === NONE ? null : () => lowerBody(f, f.tree.childOfKind(clause, Kind.block)),
  });
}

/** `except E as e:`; of Python 2 `except E, e:`. */
function lowerHandler(f: FunctionLowering, handler: FlatNode): void {
  const [tested, second] = f.tree.children(handler).filter((child) => f.tree.kind(child) !== Kind.block);
  let type = tested ?? NONE;
  let target = second ?? NONE;
  if (f.tree.kind(type) === Kind.as_pattern) {
    target = f.tree.child(type, Field.alias);
    type = f.tree.firstChild(type);
  }
  if (f.isExpression(type)) f.expression(type);
  if (target !== NONE) {
    const caught = f.caught(target);
    bindTarget(f, target, type === NONE ? caught : f.cast(target, caught, typeExpression(f.tree, type)));
  }
  lowerBody(f, f.tree.childOfKind(handler, Kind.block));
  for (const name of f.tree.kind(target) === Kind.as_pattern_target ? f.tree.children(target) : []) {
    // The name is gone after the handler.
    const slot = f.tree.kind(name) === Kind.identifier ? f.scope.lookup(f.tree.textOf(name)) : NOTHING;
    if (slot !== NOTHING && f.alive) f.scope.set(slot, NOTHING);
  }
}

export const branchHandlers: Handlers<StatementHandler> = {
  if_statement: lowerIf,
  try_statement: lowerTry,
};
