/**
 * How do assignments lower? The value first, then what it changes.
 */
import type { NodeId } from '../../flow';
import { guardWhen, plainCondition } from './conditions';
import { commonJsExport } from './commonjs';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering } from './function-lowering';
import { lowerNamed } from './functions';
import { Field, Kind } from './kinds';
import { unaryOperator } from './operator-text';
import { assignTo, place, placeName, readPlace } from './places';

function lowerAssignment(f: FunctionLowering, node: FlatNode): NodeId {
  const left = f.tree.child(node, Field.left);
  const right = f.tree.child(node, Field.right);
  const exported = commonJsExport(f, left);
  if (exported !== null) {
    const value = lowerNamed(f, right, exported.name === 'default' ? null : exported.name);
    exported.record(value);
    return value;
  }
  const target = place(f, left);
  const value = f.sharedValue(() => lowerNamed(f, right, placeName(target)));
  if (f.tree.kind(right) === Kind.assignment_expression) f.aliased = true;
  assignTo(f, target, value, node);
  return value;
}

/** `a += b`, `a ||= b`, `a -= b`. */
function lowerAugmented(f: FunctionLowering, node: FlatNode): NodeId {
  const left = f.tree.child(node, Field.left);
  const right = f.tree.child(node, Field.right);
  const operator = f.tree.gap(f.tree.end(left), f.tree.start(right));
  const target = place(f, left);
  const before = readPlace(f, target);
  const value = augmented(f, node, operator, before, right, placeName(target));
  assignTo(f, target, value, node);
  return value;
}

function augmented(f: FunctionLowering, node: FlatNode, operator: string, before: NodeId, right: FlatNode, name: string | null): NodeId {
  switch (operator) {
    case '+=':
      return f.concat(node, [before, f.expression(right)]);
    case '||=':
    case '??=':
    case '&&=': {
      const through = guardWhen(f, plainCondition(f, before), operator === '&&=');
      const added = f.maybe(node, through, () => lowerNamed(f, right, name));
      return f.phi(node, [before, added]);
    }
    default:
      return f.operator(node, operator.slice(0, -1), [before, f.expression(right)]);
  }
}

/** `i++`: the result, before or after, is a number. */
function lowerUpdate(f: FunctionLowering, node: FlatNode): NodeId {
  const operand = f.tree.firstChild(node);
  if (operand === NONE) return f.unsupported(node, 'missing', []);
  const target = place(f, operand);
  const value = f.operator(node, unaryOperator(f.tree, node), [readPlace(f, target)]);
  assignTo(f, target, value, node);
  return value;
}

export const assignmentHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  assignment_expression: lowerAssignment,
  augmented_assignment_expression: lowerAugmented,
  update_expression: lowerUpdate,
};
