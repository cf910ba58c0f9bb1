/**
 * What can still be said about text that does not parse? Inside an ERROR node
 * the statements and expressions that the parser recognised are lowered, and an
 * unfinished call is taken for one.
 */
import type { Argument, NodeId } from '../../flow';
import { declareIn } from './blocks';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, StatementHandler } from './function-lowering';
import { Kind } from './kinds';

/** The last value inside; `unsupported` when there is none. */
function lowerBrokenExpression(f: FunctionLowering, node: FlatNode): NodeId {
  let value: NodeId | null = null;
  const children = f.tree.children(node);
  for (let i = 0; i < children.length; i++) {
    const child = children[i] ?? NONE;
    if (f.isStatement(child)) {
      f.statement(child);
    } else if (f.isExpression(child)) {
      value = f.expression(child);
      if (opensCall(f, child, children[i + 1] ?? NONE, node)) return unfinishedCall(f, node, value, children.slice(i + 1));
    }
  }
  return value ?? f.unsupported(node, 'ERROR', []);
}

/** `callee(` with no end. */
function opensCall(f: FunctionLowering, callee: FlatNode, next: FlatNode, node: FlatNode): boolean {
  const kind = f.tree.kind(callee);
  if (kind !== Kind.member_expression && kind !== Kind.identifier) return false;
  const stop = next === NONE ? f.tree.end(node) : f.tree.start(next);
  return f.tree.gap(f.tree.end(callee), stop) === '(';
}

function unfinishedCall(f: FunctionLowering, node: FlatNode, callee: NodeId, rest: readonly FlatNode[]): NodeId {
  const args: Argument[] = [];
  for (const child of rest) {
    if (f.isStatement(child)) f.statement(child);
    else if (f.isExpression(child)) args.push({ value: f.expression(child), spread: f.tree.kind(child) === Kind.spread_element, name: null });
  }
  return f.call(node, callee, args);
}

/** What the broken part declares is declared, then its pieces are lowered. */
function lowerBrokenStatement(f: FunctionLowering, node: FlatNode): void {
  const range = f.rangeOf(f.tree.parent(node) === NONE ? node : f.tree.parent(node));
  declareIn(f, f.tree.children(node), range);
  if (f.tree.firstChild(node) !== NONE) lowerBrokenExpression(f, node);
}

export const brokenExpressionHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  ERROR: lowerBrokenExpression,
};

export const brokenStatementHandlers: Readonly<Partial<Record<keyof typeof Kind, StatementHandler>>> = {
  ERROR: lowerBrokenStatement,
};
