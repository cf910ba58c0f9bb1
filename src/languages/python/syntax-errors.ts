/**
 * What can still be said about text that does not parse? Inside an ERROR node
 * the statements and expressions that the parser recognised are lowered, and an
 * unfinished call is taken for one.
 */
import type { Argument, NodeId } from '../../flow';
import { lowerArgument } from './arguments';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Kind } from './kinds';

/** What did not parse among the parts of the statement that `body` is the body of. */
export function brokenSiblings(tree: FlatTree, body: FlatNode): FlatNode[] {
  if (tree.syntaxErrors.length === 0) return [];
  return tree.children(tree.parent(body)).filter((child) => tree.kind(child) === Kind.ERROR);
}

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
      if (opensCall(f, child, children[i + 1] ?? NONE, node)) return unfinishedCall(f, node, value, children, i + 1);
    } else {
      f.nested(undefined, () => {
        lowerInside(f, child);
      });
    }
  }
  return value ?? f.unsupported(node, 'ERROR', []);
}

/** What is neither, such as a loose block or clause, is looked into. */
function lowerInside(f: FunctionLowering, node: FlatNode): void {
  for (const child of f.tree.children(node)) {
    if (f.isStatement(child)) f.statement(child);
    else if (f.isExpression(child)) f.expression(child);
  }
}

/** `callee(` with no end. */
function opensCall(f: FunctionLowering, callee: FlatNode, next: FlatNode, node: FlatNode): boolean {
  const kind = f.tree.kind(callee);
  if (kind !== Kind.attribute && kind !== Kind.identifier) return false;
  const stop = next === NONE ? f.tree.end(node) : f.tree.start(next);
  return f.tree.gap(f.tree.end(callee), stop) === '(';
}

function unfinishedCall(f: FunctionLowering, node: FlatNode, callee: NodeId, children: readonly FlatNode[], from: number): NodeId {
  const args: Argument[] = [];
  for (let i = from; i < children.length; i++) {
    const child = children[i] ?? NONE;
    if (f.isStatement(child)) {
      f.statement(child);
      continue;
    }
    const argument = lowerArgument(f, child);
    if (argument === null) continue;
    if (opensCall(f, child, children[i + 1] ?? NONE, node)) {
      const value = f.nested(argument.value, () => unfinishedCall(f, node, argument.value, children, i + 1));
      args.push({ ...argument, value });
      break;
    }
    args.push(argument);
  }
  return f.call(node, callee, args);
}

function lowerBrokenStatement(f: FunctionLowering, node: FlatNode): void {
  if (f.tree.firstChild(node) !== NONE) lowerBrokenExpression(f, node);
}

export const brokenExpressionHandlers: Handlers<ExpressionHandler> = {
  ERROR: lowerBrokenExpression,
};

export const brokenStatementHandlers: Handlers<StatementHandler> = {
  ERROR: lowerBrokenStatement,
};
