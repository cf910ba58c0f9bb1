/**
 * Which operator stands in an expression? Operators are not nodes of the flat
 * tree; their text is what stands beside or between the operands.
 */
import { NONE, type FlatNode, type FlatTree } from './flat-tree';

/** The operator between the two operands; empty when one is missing. */
export function binaryOperator(tree: FlatTree, node: FlatNode): string {
  const left = tree.firstChild(node);
  const right = left === NONE ? NONE : tree.nextSibling(left);
  return right === NONE ? '' : tree.gap(tree.end(left), tree.start(right));
}

/** The operator before or after the one operand: `!`, `typeof`, `++`. */
export function unaryOperator(tree: FlatTree, node: FlatNode): string {
  const operand = tree.firstChild(node);
  if (operand === NONE) return '';
  const before = tree.gap(tree.start(node), tree.start(operand));
  return before === '' ? tree.gap(tree.end(operand), tree.end(node)) : before;
}
