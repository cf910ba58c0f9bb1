/**
 * What does a condition tell about the code it leads to? Guards for both
 * outcomes, through `!`, `&&` and `||`, and the values of logical operators.
 * Must not lower statements.
 */
import type { GuardId, NodeId } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Kind } from './kinds';
import { binaryOperator } from './operator-text';

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

type LogicalOperator = '&&' | '||' | '??';

/** The guard where `condition` came out true (`outcome`) or false. */
export function guardWhen(f: FunctionLowering, condition: Condition, outcome: boolean): GuardId {
  const better = outcome ? condition.whenTrue : condition.whenFalse;
  if (better !== null) return guardWhen(f, better.condition, better.is);
  return f.when(condition.parent, condition.value, condition.holds === outcome);
}

/** A condition that is the truth of a value. */
export function plainCondition(f: FunctionLowering, value: NodeId): Condition {
  return { value, holds: true, parent: f.guard, whenTrue: null, whenFalse: null };
}

/** The condition's value as one node, negation included. */
function conditionValue(f: FunctionLowering, node: FlatNode, condition: Condition): NodeId {
  return condition.holds ? condition.value : f.operator(node, '!', [condition.value]);
}

/** Lowers an expression of which only the truth matters. */
export function lowerCondition(f: FunctionLowering, node: FlatNode): Condition {
  let at = node;
  let negated = false;
  for (;;) {
    const kind = f.tree.kind(at);
    const inner = f.tree.firstChild(at);
    if (kind === Kind.parenthesized_expression && inner !== NONE && f.tree.nextSibling(inner) === NONE) {
      at = inner;
    } else if (kind === Kind.unary_expression && inner !== NONE && f.tree.text[f.tree.start(at)] === '!') {
      negated = !negated;
      at = inner;
    } else {
      break;
    }
  }
  const condition = logicalOperator(f, at) === null ? plainCondition(f, f.expression(at)) : foldLogical(f, at, 'truth');
  if (!negated) return condition;
  const { holds, whenTrue, whenFalse } = condition;
  return { ...condition, holds: !holds, whenTrue: whenFalse, whenFalse: whenTrue };
}

/** `&&`, `||` or `??`; null when the node is no such expression. */
export function logicalOperator(f: FunctionLowering, node: FlatNode): LogicalOperator | null {
  if (f.tree.kind(node) !== Kind.binary_expression) return null;
  const operator = binaryOperator(f.tree, node);
  return operator === '&&' || operator === '||' || operator === '??' ? operator : null;
}

/** `a && b`, `a || b`, `a ?? b` for its value: a phi over what it may be. */
export function lowerLogical(f: FunctionLowering, node: FlatNode): NodeId {
  return foldLogical(f, node, 'value').value;
}

/**
 * Lowers a chain of logical operators, which the grammar nests to the left,
 * without recursion. Wanted is its value, or only its truth: then one operator
 * node stands for it instead of a phi.
 */
function foldLogical(f: FunctionLowering, node: FlatNode, wanted: 'value' | 'truth'): Condition {
  const chain: { node: FlatNode; operator: LogicalOperator }[] = [];
  let at = node;
  for (let operator = logicalOperator(f, at); operator !== null; operator = logicalOperator(f, at)) {
    chain.push({ node: at, operator });
    at = f.tree.firstChild(at);
  }
  chain.reverse();
  // Of the left side of `&&` only the truth matters: when it passes through it is falsy and holds no data.
  const first = chain[0];
  let result = first?.operator === '&&' || wanted === 'truth' ? lowerCondition(f, at) : plainCondition(f, f.expression(at));
  chain.forEach((link, i) => {
    const above = chain[i + 1];
    const own = above === undefined ? wanted : above.operator === '&&' || wanted === 'truth' ? 'truth' : 'value';
    result = own === 'truth' ? truthOf(f, link.node, link.operator, result) : valueOf(f, link.node, link.operator, result);
  });
  return result;
}

function rightSide(f: FunctionLowering, node: FlatNode): FlatNode {
  return f.tree.lastChild(node);
}

function truthOf(f: FunctionLowering, node: FlatNode, operator: LogicalOperator, left: Condition): Condition {
  const parent = f.guard;
  const through = guardWhen(f, left, operator === '&&');
  let right = left;
  f.maybe(node, through, () => {
    right = lowerCondition(f, rightSide(f, node));
    return right.value;
  });
  const value = f.operator(node, operator, [conditionValue(f, node, left), conditionValue(f, node, right)]);
  // Both sides of a true `a && b` hold, both sides of a false `a || b` fail: the right side was evaluated under the left one's guard.
  if (operator === '&&') return { value, holds: true, parent, whenTrue: { condition: right, is: true }, whenFalse: null };
  if (operator === '||') return { value, holds: true, parent, whenTrue: null, whenFalse: { condition: right, is: false } };
  return { value, holds: true, parent, whenTrue: null, whenFalse: null };
}

function valueOf(f: FunctionLowering, node: FlatNode, operator: LogicalOperator, left: Condition): Condition {
  const through = guardWhen(f, left, operator === '&&');
  const right = f.maybe(node, through, () => f.expression(rightSide(f, node)));
  const passed = operator === '&&' ? falsy(f, node, left) : conditionValue(f, node, left);
  return plainCondition(f, f.phi(node, [passed, right]));
}

/** What is left of a value that turned out falsy: nothing of its text. */
function falsy(f: FunctionLowering, node: FlatNode, left: Condition): NodeId {
  const held = f.nodes[left.value];
  return held?.op === 'operator' && left.holds ? left.value : f.operator(node, '&&', [left.value]);
}
