/**
 * How does `match` lower? As a chain of `if`s: each case tests the value's shape
 * and names its parts.
 */
import type { NodeId } from '../../flow';
import { endOf, meet, type End } from '../lowering';
import { isCapture } from './bound-names';
import { lowerBody } from './branches';
import { guardWhen, lowerCondition } from './conditions';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantOf, stringKey } from './literal-values';
import { bindTarget } from './places';

function lowerMatch(f: FunctionLowering, node: FlatNode): void {
  const before = f.guard;
  const { alive } = f;
  const subjects = f.tree.children(node).filter((child) => f.tree.field(child) === Field.subject && f.isExpression(child));
  const values = subjects.map((subject) => f.expression(subject));
  const [only] = values;
  const subject = only !== undefined && values.length === 1 ? only : f.array(node, values.map((value) => ({ value, spread: false, name: null })));
  const mark = f.scope.mark();
  const ends: End[] = [];
  let exhaustive = false;
  for (const clause of f.tree.children(f.tree.child(node, Field.body))) {
    if (f.tree.kind(clause) !== Kind.case_clause) continue;
    const branch = f.scope.mark();
    const outside = f.guard;
    const failed = lowerCase(f, clause, subject);
    ends.push(endOf(f, mark));
    f.scope.rollBack(branch);
    f.alive = alive;
    f.guard = failed === null ? outside : failed();
    exhaustive = failed === null;
    if (exhaustive) break;
  }
  if (!exhaustive) ends.push(endOf(f, mark));
  meet(f, node, mark, ends, before);
}

/** Lowers one case; answers the guard under which the next is tried, or null when this one takes whatever comes. */
function lowerCase(f: FunctionLowering, clause: FlatNode, subject: NodeId): (() => number) | null {
  const parent = f.guard;
  const patterns = f.tree.children(clause).filter((child) => f.tree.kind(child) === Kind.case_pattern);
  const matching: Matching = { tests: [], bindings: [] };
  const [single] = patterns;
  if (single !== undefined && patterns.length === 1) matchPattern(f, single, subject, matching);
  else matchSequence(f, patterns, subject, matching);
  const [only] = matching.tests;
  const test = matching.tests.length > 1 ? f.operator(clause, '&&', matching.tests) : (only ?? null);
  if (test !== null) f.guard = f.when(parent, test, true);
  for (const bind of matching.bindings) bind();
  const condition = f.tree.child(clause, Field.guard);
  const guarded = condition !== NONE;
  if (guarded) {
    const lowered = lowerCondition(f, f.tree.firstChild(condition));
    f.guard = guardWhen(f, lowered, true);
  }
  lowerBody(f, f.tree.child(clause, Field.consequence));
  // What fails may be the pattern or its condition.
  if (guarded) return () => parent;
  return test === null ? null : () => f.when(parent, test, false);
}

/** What a pattern asks, and the names it gives once it has matched. */
interface Matching {
  readonly tests: NodeId[];
  readonly bindings: (() => void)[];
}

function matchPattern(f: FunctionLowering, pattern: FlatNode, value: NodeId, matching: Matching): void {
  f.nested(undefined, () => {
    matchNested(f, pattern, value, matching);
  });
}

function matchNested(f: FunctionLowering, pattern: FlatNode, value: NodeId, matching: Matching): void {
  const { tree } = f;
  switch (tree.kind(pattern)) {
    case Kind.case_pattern: {
      const inner = tree.firstChild(pattern);
      // `_` is no node.
      if (inner !== NONE) matchPattern(f, inner, value, matching);
      return;
    }
    case Kind.identifier:
      matching.bindings.push(() => {
        bindTarget(f, pattern, value);
      });
      return;
    case Kind.dotted_name:
      if (isCapture(tree, pattern)) {
        matching.bindings.push(() => {
          bindTarget(f, tree.firstChild(pattern), value);
        });
      } else if (tree.textOf(pattern) !== '_') {
        matching.tests.push(f.operator(pattern, '==', [value, lowerDotted(f, pattern)]));
      }
      return;
    case Kind.as_pattern: {
      const [inner, name] = tree.children(pattern);
      if (inner !== undefined) matchPattern(f, inner, value, matching);
      if (name !== undefined) matchPattern(f, name, value, matching);
      return;
    }
    case Kind.union_pattern:
      matchUnion(f, pattern, value, matching);
      return;
    case Kind.list_pattern:
    case Kind.tuple_pattern:
      matchSequence(f, tree.children(pattern), value, matching);
      return;
    case Kind.dict_pattern:
      matchMapping(f, pattern, value, matching);
      return;
    case Kind.class_pattern:
      matchClass(f, pattern, value, matching);
      return;
    case Kind.splat_pattern:
      matchRest(f, pattern, f.rest(pattern, value, []), matching);
      return;
    default: {
      const constant = constantOf(tree, pattern);
      const tested = constant !== null ? f.constant(pattern, constant.value) : f.isExpression(pattern) ? f.expression(pattern) : null;
      if (tested !== null) matching.tests.push(f.operator(pattern, '==', [value, tested]));
    }
  }
}

/** One of several: it is enough that one test holds; names are given by each. */
function matchUnion(f: FunctionLowering, pattern: FlatNode, value: NodeId, matching: Matching): void {
  const tests: NodeId[] = [];
  let open = false;
  for (const child of f.tree.children(pattern)) {
    const one: Matching = { tests: [], bindings: matching.bindings };
    matchPattern(f, child, value, one);
    const [only] = one.tests;
    if (only === undefined) open = true;
    else tests.push(one.tests.length === 1 ? only : f.operator(child, '&&', one.tests));
  }
  const [single] = tests;
  if (single === undefined || open) return;
  matching.tests.push(tests.length === 1 ? single : f.operator(pattern, '||', tests));
}

function matchSequence(f: FunctionLowering, patterns: readonly FlatNode[], value: NodeId, matching: Matching): void {
  const [first] = patterns;
  if (first !== undefined) matching.tests.push(f.operator(f.tree.parent(first), 'match', [value]));
  let afterRest = false;
  patterns.forEach((pattern, index) => {
    const inner = f.tree.kind(pattern) === Kind.case_pattern ? f.tree.firstChild(pattern) : pattern;
    if (f.tree.kind(inner) === Kind.splat_pattern) {
      afterRest = true;
      matchPattern(f, inner, value, matching);
    } else if (inner !== NONE) {
      matchPattern(f, pattern, f.iterate(pattern, value, afterRest ? null : index), matching);
    }
  });
}

function matchMapping(f: FunctionLowering, pattern: FlatNode, value: NodeId, matching: Matching): void {
  const { tree } = f;
  matching.tests.push(f.operator(pattern, 'match', [value]));
  const named: string[] = [];
  let key: FlatNode = NONE;
  for (const child of tree.children(pattern)) {
    if (tree.kind(child) === Kind.splat_pattern) {
      matchRest(f, child, f.rest(child, value, named), matching);
    } else if (tree.field(child) === Field.key) {
      key = child;
    } else if (tree.field(child) === Field.value && key !== NONE) {
      const name = stringKey(tree, key);
      if (name !== null) named.push(name);
      const part = name !== null ? f.field(key, value, name) : f.element(key, value, tree.kind(key) === Kind.dotted_name ? lowerDotted(f, key) : f.expression(key));
      matchPattern(f, child, part, matching);
      key = NONE;
    }
  }
}

function matchClass(f: FunctionLowering, pattern: FlatNode, value: NodeId, matching: Matching): void {
  const { tree } = f;
  let position = 0;
  for (const child of tree.children(pattern)) {
    if (tree.kind(child) === Kind.dotted_name) {
      matching.tests.push(f.operator(pattern, 'instanceof', [value, lowerDotted(f, child)]));
      continue;
    }
    const inner = tree.kind(child) === Kind.case_pattern ? tree.firstChild(child) : child;
    if (tree.kind(inner) === Kind.keyword_pattern) {
      const [name, part] = tree.children(inner);
      if (name !== undefined && part !== undefined) matchPattern(f, part, f.field(name, value, tree.textOf(name)), matching);
    } else {
      if (inner !== NONE) matchPattern(f, inner, f.iterate(child, value, position), matching);
      position++;
    }
  }
}

/** `*rest`, `**rest`, `*_`. */
function matchRest(f: FunctionLowering, pattern: FlatNode, rest: NodeId, matching: Matching): void {
  const name = f.tree.firstChild(pattern);
  if (name !== NONE) matchPattern(f, name, rest, matching);
}

/** `Color.RED` or a class, read like the expression it is. */
function lowerDotted(f: FunctionLowering, node: FlatNode): NodeId {
  const [root, ...fields] = f.tree.children(node);
  if (root === undefined) return f.unsupported(node, 'missing', []);
  let value = f.expression(root);
  for (const field of fields) value = f.field(node, value, f.tree.textOf(field));
  return value;
}

export const matchHandlers: Handlers<StatementHandler> = {
  match_statement: lowerMatch,
};
