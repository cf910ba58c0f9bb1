/**
 * How do plain statements lower: expressions, jumps, `with`, `del`, `assert`?
 */
import type { Argument, NodeId } from '../../flow';
import { lowerBody } from './branches';
import { guardWhen, logicalOperator, lowerCondition } from './conditions';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { assignTo, bindTarget, place, readPlace } from './places';
import { typeAlias } from './types';

/** Statements one after the other. */
export function lowerStatements(f: FunctionLowering, statements: readonly FlatNode[]): void {
  for (const statement of statements) f.statement(statement);
}

function lowerExpressionStatement(f: FunctionLowering, node: FlatNode): void {
  for (const child of f.tree.children(node)) {
    // A docstring does nothing.
    if (f.tree.kind(child) === Kind.string && f.tree.firstChild(child) === NONE) continue;
    if (f.tree.kind(child) === Kind.ellipsis) continue;
    if (logicalOperator(f, child) !== null) lowerCondition(f, child);
    else if (f.isStatement(child)) f.statement(child);
    else if (f.isExpression(child)) f.expression(child);
    else f.unsupported(child, f.tree.kindName(child), []);
  }
}

function lowerReturn(f: FunctionLowering, node: FlatNode): void {
  if (f.tree.firstChild(node) !== NONE) f.returns.push(f.operand(node));
  f.alive = false;
}

function lowerRaise(f: FunctionLowering, node: FlatNode): void {
  f.operator(node, 'throw', f.tree.children(node).filter((child) => f.isExpression(child)).map((child) => f.expression(child)));
  const target = f.throws.at(-1);
  if (f.alive && target !== undefined) target.throws.push(f.scope.changesSince(target.mark));
  f.alive = false;
}

function lowerJump(f: FunctionLowering, node: FlatNode): void {
  const target = f.jumps.at(-1);
  const leaves = f.tree.kind(node) === Kind.break_statement;
  if (target !== undefined && f.alive) (leaves ? target.breaks : target.continues).push(f.scope.changesSince(target.mark));
  f.alive = false;
}

/** `with a as b, c:`; whatever the manager enters with is taken for the manager itself. */
function lowerWith(f: FunctionLowering, node: FlatNode): void {
  for (const item of f.tree.children(f.tree.childOfKind(node, Kind.with_clause))) {
    const written = f.tree.kind(item) === Kind.with_item ? f.tree.child(item, Field.value) : item;
    if (f.tree.kind(written) !== Kind.as_pattern) {
      if (f.isExpression(written)) f.expression(written);
      continue;
    }
    const first = f.tree.firstChild(written);
    const value = first === NONE ? f.unsupported(written, 'missing', []) : f.expression(first);
    bindTarget(f, f.tree.child(written, Field.alias), value);
  }
  lowerBody(f, f.tree.child(node, Field.body));
}

/** `del a.b` leaves an object whose `b` is undefined. */
function lowerDelete(f: FunctionLowering, node: FlatNode): void {
  let targets = f.tree.children(node);
  const [only] = targets;
  if (only !== undefined && f.tree.kind(only) === Kind.expression_list) targets = f.tree.children(only);
  for (const target of targets) {
    if (!f.isExpression(target)) continue;
    const deleted = place(f, target);
    if (deleted.kind !== 'member') {
      if (deleted.kind !== 'name') f.operator(node, 'delete', [f.expression(target)]);
      continue;
    }
    const read = readPlace(f, deleted);
    assignTo(f, deleted, f.constant(target, undefined), node);
    f.operator(node, 'delete', [read]);
  }
}

/** What follows an assertion stands under its condition. */
function lowerAssert(f: FunctionLowering, node: FlatNode): void {
  const [test, message] = f.tree.children(node).filter((child) => f.isExpression(child));
  if (test === undefined) return;
  const condition = lowerCondition(f, test);
  if (message !== undefined) f.maybe(node, guardWhen(f, condition, false), () => f.expression(message));
  f.guard = guardWhen(f, condition, true);
}

/** Python 2: `print a, b` and `print >>file, a` are calls of `print`. */
function lowerPrint(f: FunctionLowering, node: FlatNode): void {
  const args: Argument[] = [];
  for (const child of f.tree.children(node)) {
    if (f.tree.kind(child) === Kind.chevron) args.push({ value: f.operand(child), spread: false, name: 'file' });
    else if (f.isExpression(child)) args.push({ value: f.expression(child), spread: false, name: null });
  }
  f.call(node, f.outer(node, 'print'), args);
}

/** Python 2: `exec code in names`. */
function lowerExec(f: FunctionLowering, node: FlatNode): void {
  const args = f.tree.children(node).filter((child) => f.isExpression(child)).map((child): NodeId => f.expression(child));
  f.call(node, f.outer(node, 'exec'), args.map((value) => ({ value, spread: false, name: null })));
}

function lowerTypeAlias(f: FunctionLowering, node: FlatNode): void {
  const type = typeAlias(f.tree, node);
  if (type !== null) f.file.declareType(type);
}

function nothing(): void {
  // Has no effect on values.
}

export const statementHandlers: Handlers<StatementHandler> = {
  module: (f, node) => {
    lowerStatements(f, f.tree.children(node));
  },
  block: (f, node) => {
    lowerStatements(f, f.tree.children(node));
  },
  expression_statement: lowerExpressionStatement,
  return_statement: lowerReturn,
  raise_statement: lowerRaise,
  break_statement: lowerJump,
  continue_statement: lowerJump,
  with_statement: lowerWith,
  delete_statement: lowerDelete,
  assert_statement: lowerAssert,
  print_statement: lowerPrint,
  exec_statement: lowerExec,
  type_alias_statement: lowerTypeAlias,
  pass_statement: nothing,
  // Names are declared before the function's code is lowered.
  global_statement: nothing,
  nonlocal_statement: nothing,
};
