/**
 * What does a condition tell about the code it leads to? Guards for both
 * outcomes, through negations and logical operators, and the values of those.
 * Must not lower statements, nor know how a language writes them.
 */
import type { GuardId, NodeId } from '../../flow';
import type { FlatNode } from './flat-tree';
import type { AnyLowering } from './function-lowering';

/** A lowered condition: true exactly where the truth of `value` is `holds`. */
export interface Condition {
  readonly value: NodeId;
  readonly holds: boolean;
  /** The guard it was evaluated under. */
  readonly parent: GuardId;
  /** An outcome of another condition, evaluated last, that says as much and more. */
  readonly whenTrue: Outcome | null;
  readonly whenFalse: Outcome | null;
}

interface Outcome {
  readonly condition: Condition;
  readonly is: boolean;
}

export type LogicalOperator = '&&' | '||' | '??';

/** How a language writes conditions. */
export interface LogicalSyntax<L extends AnyLowering> {
  /** Of an expression with a left first and a right last child; null for any other. `??` lets pass what is null. */
  operator(f: L, node: FlatNode): LogicalOperator | null;
  /** What is inside parentheses, or negated; null for any other expression. */
  inside(f: L, node: FlatNode): { readonly node: FlatNode; readonly negated: boolean } | null;
}

/** How a language's conditions lower. */
export interface Conditions<L extends AnyLowering> {
  /** Lowers an expression of which only the truth matters. */
  readonly lowerCondition: (f: L, node: FlatNode) => Condition;
  /** A logical expression for its value: a phi over what it may be. */
  readonly lowerLogical: (f: L, node: FlatNode) => NodeId;
}

/** The guard where `condition` came out true (`outcome`) or false. */
export function guardWhen(f: AnyLowering, condition: Condition, outcome: boolean): GuardId {
  const better = outcome ? condition.whenTrue : condition.whenFalse;
  if (better !== null) return guardWhen(f, better.condition, better.is);
  return f.when(condition.parent, condition.value, condition.holds === outcome);
}

/** A condition that is the truth of a value. */
export function plainCondition(f: AnyLowering, value: NodeId): Condition {
  return { value, holds: true, parent: f.guard, whenTrue: null, whenFalse: null };
}

/** The condition's value as one node, negation included. */
function conditionValue(f: AnyLowering, node: FlatNode, condition: Condition): NodeId {
  return condition.holds ? condition.value : f.operator(node, '!', [condition.value]);
}

export function conditionsOf<L extends AnyLowering>(syntax: LogicalSyntax<L>): Conditions<L> {
  return {
    lowerCondition: (f, node) => lowerCondition(syntax, f, node),
    lowerLogical: (f, node) => foldLogical(syntax, f, node, 'value').value,
  };
}

function lowerCondition<L extends AnyLowering>(syntax: LogicalSyntax<L>, f: L, node: FlatNode): Condition {
  let at = node;
  let negated = false;
  for (let inner = syntax.inside(f, at); inner !== null; inner = syntax.inside(f, at)) {
    at = inner.node;
    if (inner.negated) negated = !negated;
  }
  const condition = syntax.operator(f, at) === null ? plainCondition(f, f.expression(at)) : foldLogical(syntax, f, at, 'truth');
  if (!negated) return condition;
  const { holds, whenTrue, whenFalse } = condition;
  return { ...condition, holds: !holds, whenTrue: whenFalse, whenFalse: whenTrue };
}

/**
 * Lowers a chain of logical operators, which grammars nest to the left,
 * without recursion. Wanted is its value, or only its truth: then one operator
 * node stands for it instead of a phi.
 */
function foldLogical<L extends AnyLowering>(syntax: LogicalSyntax<L>, f: L, node: FlatNode, wanted: 'value' | 'truth'): Condition {
  const chain: { node: FlatNode; operator: LogicalOperator }[] = [];
  let at = node;
  for (let operator = syntax.operator(f, at); operator !== null; operator = syntax.operator(f, at)) {
    chain.push({ node: at, operator });
    at = f.tree.firstChild(at);
  }
  chain.reverse();
  // Of the left side of `&&` only the truth matters: when it passes through it is falsy and holds no data.
  const first = chain[0];
  let result = first?.operator === '&&' || wanted === 'truth' ? lowerCondition(syntax, f, at) : plainCondition(f, f.expression(at));
  chain.forEach((link, i) => {
    const above = chain[i + 1];
    const own = above === undefined ? wanted : above.operator === '&&' || wanted === 'truth' ? 'truth' : 'value';
    result = own === 'truth' ? truthOf(syntax, f, link.node, link.operator, result) : valueOf(f, link.node, link.operator, result);
  });
  return result;
}

function rightSide(f: AnyLowering, node: FlatNode): FlatNode {
  return f.tree.lastChild(node);
}

function truthOf<L extends AnyLowering>(syntax: LogicalSyntax<L>, f: L, node: FlatNode, operator: LogicalOperator, left: Condition): Condition {
  const parent = f.guard;
  const through = guardWhen(f, left, operator === '&&');
  let right = left;
  f.maybe(node, through, () => {
    right = lowerCondition(syntax, f, rightSide(f, node));
    return right.value;
  });
  const value = f.operator(node, operator, [conditionValue(f, node, left), conditionValue(f, node, right)]);
  // Both sides of a true `a && b` hold, both sides of a false `a || b` fail: the right side was evaluated under the left one's guard.
  if (operator === '&&') return { value, holds: true, parent, whenTrue: { condition: right, is: true }, whenFalse: null };
  if (operator === '||') return { value, holds: true, parent, whenTrue: null, whenFalse: { condition: right, is: false } };
  return { value, holds: true, parent, whenTrue: null, whenFalse: null };
}

function valueOf(f: AnyLowering, node: FlatNode, operator: LogicalOperator, left: Condition): Condition {
  const through = guardWhen(f, left, operator === '&&');
  const right = f.maybe(node, through, () => f.expression(rightSide(f, node)));
  const passed = operator === '&&' ? falsy(f, node, left) : conditionValue(f, node, left);
  return plainCondition(f, f.phi(node, [passed, right]));
}

/** What is left of a value that turned out falsy: nothing of its text. */
function falsy(f: AnyLowering, node: FlatNode, left: Condition): NodeId {
  const held = f.nodes[left.value];
  return held?.op === 'operator' && left.holds ? left.value : f.operator(node, '&&', [left.value]);
}
