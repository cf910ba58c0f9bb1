/**
 * How do assignments lower? The value first, then what it changes.
 */
import type { NodeId } from '../../flow';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { combined } from './operators';
import { assignTo, bindTarget, place, readPlace } from './places';
import { annotatedType } from './types';

/** `a = b = value` has one value; `a: T` alone only says a type. */
function lowerAssignment(f: FunctionLowering, node: FlatNode): void {
  const targets: FlatNode[] = [];
  let at = node;
  for (;;) {
    targets.push(at);
    const right = f.tree.child(at, Field.right);
    if (f.tree.kind(right) !== Kind.assignment) {
      assignAll(f, targets, right);
      return;
    }
    at = right;
  }
}

function assignAll(f: FunctionLowering, assignments: readonly FlatNode[], right: FlatNode): void {
  for (const assignment of assignments) setType(f, assignment);
  if (right === NONE) return;
  const value = f.sharedValue(() => f.expression(right));
  if (assignments.length > 1) f.aliased = true;
  for (const assignment of assignments) {
    const left = f.tree.child(assignment, Field.left);
    if (left !== NONE) assignTo(f, place(f, left), value, assignment);
  }
}

/** The written type of a variable. */
function setType(f: FunctionLowering, assignment: FlatNode): void {
  const left = f.tree.child(assignment, Field.left);
  const type = annotatedType(f.tree, f.tree.child(assignment, Field.type));
  if (type === null || f.tree.kind(left) !== Kind.identifier) return;
  const slot = f.scope.lookup(f.tree.textOf(left));
  if (slot !== NOTHING) f.scope.setType(slot, type);
}

/** `a += b`, `a |= b`. */
function lowerAugmented(f: FunctionLowering, node: FlatNode): void {
  const left = f.tree.child(node, Field.left);
  const right = f.tree.child(node, Field.right);
  if (left === NONE || right === NONE) return;
  const operator = f.tree.gap(f.tree.end(left), f.tree.start(right)).replace(/=$/, '');
  const target = place(f, left);
  const before = readPlace(f, target);
  assignTo(f, target, combined(f, node, operator, before, f.expression(right)), node);
}

/** `(name := value)`. */
function lowerNamed(f: FunctionLowering, node: FlatNode): NodeId {
  const written = f.tree.child(node, Field.value);
  if (written === NONE) return f.operand(node);
  const value = f.sharedValue(() => f.expression(written));
  bindTarget(f, f.tree.child(node, Field.name), value);
  return value;
}

/** Where broken text makes an assignment part of an expression. */
function lowerMisplaced(f: FunctionLowering, node: FlatNode): NodeId {
  f.statement(node);
  const left = f.tree.child(node, Field.left);
  return left === NONE || !f.isExpression(left) ? f.unsupported(node, 'missing', []) : f.expression(left);
}

export const assignmentHandlers: Handlers<ExpressionHandler> = {
  named_expression: lowerNamed,
  assignment: lowerMisplaced,
  augmented_assignment: lowerMisplaced,
};

export const assignmentStatementHandlers: Handlers<StatementHandler> = {
  assignment: lowerAssignment,
  augmented_assignment: lowerAugmented,
};
