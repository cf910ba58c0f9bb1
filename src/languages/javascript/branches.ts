/**
 * How do branches lower: `if`, `switch`, `try`? Each branch from the state before
 * it, and a join where they meet.
 */
import type { GuardId, NodeId } from '../../flow';
import { declareIn, lowerBlock } from './blocks';
import { guardWhen, lowerCondition } from './conditions';
import { endOf, lowerTryParts, meet, type Changes, type End } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import { patternNames } from './declared-names';
import type { FunctionLowering, JumpTarget, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { bindPattern } from './places';

/** An `if` with all its `else if`s, which nest in the tree but not here. */
function lowerIf(f: FunctionLowering, node: FlatNode): void {
  const before = f.guard;
  const { alive } = f;
  const mark = f.scope.mark();
  const ends: End[] = [];
  let at = node;
  for (;;) {
    const condition = lowerCondition(f, f.tree.child(at, Field.condition));
    const branch = f.scope.mark();
    f.guard = guardWhen(f, condition, true);
    lowerBody(f, f.tree.child(at, Field.consequence));
    ends.push(endOf(f, mark));
    f.scope.rollBack(branch);
    f.alive = alive;
    const clause = f.tree.child(at, Field.alternative);
    if (clause === NONE) {
      ends.push({ state: f.stateSince(mark), guard: () => guardWhen(f, condition, false) });
      break;
    }
    f.guard = guardWhen(f, condition, false);
    const other = f.tree.firstChild(clause);
    if (f.tree.kind(other) !== Kind.if_statement) {
      for (const child of f.tree.children(clause)) lowerBody(f, child);
      ends.push(endOf(f, mark));
      break;
    }
    at = other;
  }
  meet(f, node, mark, ends, before);
}

/** A branch's or loop's body: a block, or one statement that may declare a function. */
export function lowerBody(f: FunctionLowering, body: FlatNode): void {
  if (body !== NONE) f.statement(body);
}

function lowerSwitch(f: FunctionLowering, node: FlatNode): void {
  const before = f.guard;
  const { alive } = f;
  const subject = f.expression(f.tree.child(node, Field.value));
  const body = f.tree.child(node, Field.body);
  const cases = f.tree.children(body);
  const scope = f.scope.enter();
  for (const entry of cases) declareIn(f, caseStatements(f, entry), f.rangeOf(body));
  const mark = f.scope.mark();
  const jump: JumpTarget = { labels: f.labels.splice(0), breakable: true, loop: false, mark, breaks: [], continues: [] };
  f.jumps.push(jump);
  let exhaustive = false;
  let tests: NodeId[] | null = [];
  let through: Changes | null = null;
  for (const entry of cases) {
    // A case is entered by its test, or from the case before when that does not leave.
    f.scope.rollBack(mark);
    f.alive = alive;
    f.guard = before;
    if (f.tree.kind(entry) === Kind.switch_default) {
      exhaustive = true;
      tests = null;
    } else {
      const value = f.tree.child(entry, Field.value);
      if (value !== NONE) tests?.push(f.operator(value, '===', [subject, f.expression(value)]));
    }
    const statements = caseStatements(f, entry);
    if (statements.length === 0 && through === null) continue;
    if (through !== null) f.join(entry, mark, [f.stateSince(mark), through]);
    else if (tests !== null) f.guard = caseGuard(f, entry, tests);
    for (const statement of statements) f.statement(statement);
    through = f.stateSince(mark);
    tests = [];
  }
  f.jumps.pop();
  f.scope.leave(scope);
  f.guard = before;
  f.join(node, mark, [...jump.breaks, through, exhaustive || !alive ? null : new Map<number, NodeId>()]);
}

function caseStatements(f: FunctionLowering, entry: FlatNode): FlatNode[] {
  const value = f.tree.child(entry, Field.value);
  return f.tree.children(entry).filter((child) => child !== value);
}

/** One of the tests came out true. */
function caseGuard(f: FunctionLowering, entry: FlatNode, tests: readonly NodeId[]): GuardId {
  const [only] = tests;
  if (only === undefined) return f.guard;
  return f.when(f.guard, tests.length === 1 ? only : f.operator(entry, '||', tests), true);
}

function lowerTry(f: FunctionLowering, node: FlatNode): void {
  const handler = f.tree.child(node, Field.handler);
  const clause = f.tree.child(node, Field.finalizer);
  lowerTryParts(f, node, {
    body: () => lowerBody(f, f.tree.child(node, Field.body)),
    handlers: handler === NONE ? [] : [() => lowerHandler(f, handler)],
    otherwise: null,
    finalizer: clause === NONE ? null : () => lowerBody(f, f.tree.child(clause, Field.body)),
  });
}

function lowerHandler(f: FunctionLowering, handler: FlatNode): void {
  const scope = f.scope.enter();
  const parameter = f.tree.child(handler, Field.parameter);
  if (parameter !== NONE) {
    for (const name of patternNames(f.tree, parameter)) f.scope.declare(f.tree.textOf(name), 'catch', f.rangeOf(handler));
    bindPattern(f, parameter, f.caught(parameter));
  }
  const body = f.tree.child(handler, Field.body);
  if (body !== NONE) lowerBlock(f, body);
  f.scope.leave(scope);
}

export const branchHandlers: Readonly<Partial<Record<keyof typeof Kind, StatementHandler>>> = {
  if_statement: lowerIf,
  switch_statement: lowerSwitch,
  try_statement: lowerTry,
};
