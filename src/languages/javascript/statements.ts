/**
 * How do plain statements lower: declarations, expressions, jumps?
 */
import { lowerBlock, lowerStatements } from './blocks';
import { logicalOperator, lowerCondition } from './conditions';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, JumpTarget, StatementHandler } from './function-lowering';
import { lowerClosure, lowerNamed } from './functions';
import { Field, Kind } from './kinds';
import { bindPattern } from './places';
import { typeDeclaration } from './type-declarations';
import { annotatedType } from './types';

function lowerExpressionStatement(f: FunctionLowering, node: FlatNode): void {
  for (const child of f.tree.children(node)) {
    // A directive or a lone string does nothing.
    if (f.tree.kind(child) === Kind.string) continue;
    if (logicalOperator(f, child) !== null) lowerCondition(f, child);
    else if (f.isStatement(child)) f.statement(child);
    else if (f.isExpression(child)) f.expression(child);
  }
}

function lowerDeclaration(f: FunctionLowering, node: FlatNode): void {
  for (const child of f.tree.children(node)) {
    if (f.tree.kind(child) === Kind.variable_declarator) lowerDeclarator(f, child);
    else if (f.isExpression(child)) f.expression(child);
  }
}

function lowerDeclarator(f: FunctionLowering, node: FlatNode): void {
  const pattern = f.tree.child(node, Field.name);
  const written = f.tree.child(node, Field.value);
  const annotation = f.tree.child(node, Field.type);
  const type = annotatedType(f.tree, annotation) ?? f.file.docs?.before(node)?.type ?? null;
  const single = f.tree.kind(pattern) === Kind.identifier;
  const name = single ? f.tree.textOf(pattern) : null;
  if (name !== null) f.scope.setType(f.scope.lookup(name), type);
  if (written === NONE) return;
  let value = f.sharedValue(() => lowerNamed(f, written, name));
  if (f.tree.kind(written) === Kind.assignment_expression) f.aliased = true;
  if (!single && type !== null) value = f.cast(annotation === NONE ? pattern : annotation, value, type);
  bindPattern(f, pattern, value);
}

function lowerReturn(f: FunctionLowering, node: FlatNode): void {
  if (f.tree.firstChild(node) !== NONE) f.returns.push(f.operand(node));
  f.alive = false;
}

function lowerThrow(f: FunctionLowering, node: FlatNode): void {
  f.operator(node, 'throw', [f.operand(node)]);
  const target = f.throws.at(-1);
  if (f.alive && target !== undefined) target.throws.push(f.scope.changesSince(target.mark));
  f.alive = false;
}

function lowerJump(f: FunctionLowering, node: FlatNode): void {
  const label = f.tree.child(node, Field.label);
  const name = label === NONE ? null : f.tree.textOf(label);
  const leaves = f.tree.kind(node) === Kind.break_statement;
  const target = f.jumps.findLast((jump) => isTarget(jump, name, leaves));
  if (target !== undefined && f.alive) (leaves ? target.breaks : target.continues).push(f.scope.changesSince(target.mark));
  f.alive = false;
}

function isTarget(jump: JumpTarget, label: string | null, leaves: boolean): boolean {
  if (label !== null) return jump.labels.includes(label);
  return leaves ? jump.breakable : jump.loop;
}

const LOOPS: ReadonlySet<Kind> = new Set([Kind.for_statement, Kind.for_in_statement, Kind.while_statement, Kind.do_statement, Kind.labeled_statement]);

function lowerLabeled(f: FunctionLowering, node: FlatNode): void {
  const body = f.tree.child(node, Field.body);
  const label = f.tree.textOf(f.tree.child(node, Field.label));
  f.labels.push(label);
  if (LOOPS.has(f.tree.kinds[body] ?? -1)) {
    f.statement(body);
    return;
  }
  const labels = f.labels.splice(0);
  const before = f.guard;
  const jump: JumpTarget = { labels, breakable: false, loop: false, mark: f.scope.mark(), breaks: [], continues: [] };
  f.jumps.push(jump);
  f.statement(body);
  f.jumps.pop();
  if (jump.breaks.length === 0) return;
  f.guard = before;
  f.join(node, jump.mark, [f.stateSince(jump.mark), ...jump.breaks]);
}

/** Function declarations got their value at the start of their block, unless they stand alone under an `if`. */
function lowerFunctionDeclaration(f: FunctionLowering, node: FlatNode): void {
  if (f.hoisted.has(node)) return;
  const value = lowerClosure(f, node, null);
  const name = f.tree.child(node, Field.name);
  if (name === NONE) return;
  const slot = f.scope.lookup(f.tree.textOf(name));
  f.scope.assign(slot === NOTHING ? f.scope.declare(f.tree.textOf(name), 'function', f.wholeScope) : slot, value);
}

function lowerTypeDeclaration(f: FunctionLowering, node: FlatNode): void {
  const type = typeDeclaration(f.tree, node);
  if (type !== null) f.file.declareType(type);
}

/** `with (o) { … }`: which names are o's cannot be known. */
function lowerWith(f: FunctionLowering, node: FlatNode): void {
  f.unsupported(node, 'with_statement', [f.expression(f.tree.child(node, Field.object))]);
  f.statement(f.tree.child(node, Field.body));
}

function nothing(): void {
  // Has no effect on values.
}

export const statementHandlers: Readonly<Partial<Record<keyof typeof Kind, StatementHandler>>> = {
  program: (f, node) => {
    lowerStatements(f, f.tree.children(node), f.wholeScope);
  },
  expression_statement: lowerExpressionStatement,
  statement_block: lowerBlock,
  lexical_declaration: lowerDeclaration,
  variable_declaration: lowerDeclaration,
  using_declaration: lowerDeclaration,
  return_statement: lowerReturn,
  throw_statement: lowerThrow,
  break_statement: lowerJump,
  continue_statement: lowerJump,
  labeled_statement: lowerLabeled,
  with_statement: lowerWith,
  function_declaration: lowerFunctionDeclaration,
  generator_function_declaration: lowerFunctionDeclaration,
  interface_declaration: lowerTypeDeclaration,
  type_alias_declaration: lowerTypeDeclaration,
  function_signature: nothing,
  empty_statement: nothing,
  debugger_statement: nothing,
};
