/**
 * What can be assigned to, and what does an assignment change? Names, member
 * paths with the objects along them, and targets that take values apart.
 * Must not decide what is assigned.
 */
import type { NodeId } from '../../flow';
import { bindName, NOTHING, updateMember, type Slot } from '../lowering';
import { attributeName, subscriptKey, type SubscriptKey } from './chains';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Kind } from './kinds';

/** One step of a member path: `object.name`, `object['name']`, `object[key]` or `object[a:b]`. */
interface Step extends SubscriptKey {
  readonly node: FlatNode;
  readonly object: NodeId;
}

interface NamePlace {
  readonly kind: 'name';
  readonly node: FlatNode;
  readonly name: string;
}

interface MemberPlace {
  readonly kind: 'member';
  readonly node: FlatNode;
  /** From the root outwards; at least one. */
  readonly steps: readonly [Step, ...Step[]];
  /** The local variable at the root, or NOTHING. */
  readonly slot: Slot;
  /** Whether the root is a name, so that the path means an object that others see. */
  readonly rooted: boolean;
}

interface OtherPlace {
  readonly kind: 'targets' | 'other';
  readonly node: FlatNode;
}

export type Place = NamePlace | MemberPlace | OtherPlace;

/** Works out what `node` denotes as the target of an assignment, and lowers the objects along it. */
export function place(f: FunctionLowering, node: FlatNode): Place {
  const target = unwrapped(f, node);
  switch (f.tree.kind(target)) {
    case Kind.identifier:
      return { kind: 'name', node: target, name: f.tree.textOf(target) };
    case Kind.attribute:
    case Kind.subscript:
      return memberPlace(f, target);
    case Kind.pattern_list:
    case Kind.tuple_pattern:
    case Kind.list_pattern:
    case Kind.list_splat_pattern:
    case Kind.expression_list:
    case Kind.tuple:
    case Kind.list:
    case Kind.list_splat:
    case Kind.as_pattern_target:
      return { kind: 'targets', node: target };
    default:
      return { kind: 'other', node: target };
  }
}

/** The target inside parentheses. */
function unwrapped(f: FunctionLowering, node: FlatNode): FlatNode {
  let at = node;
  while (f.tree.kind(at) === Kind.parenthesized_expression && f.tree.firstChild(at) !== NONE) at = f.tree.firstChild(at);
  return at;
}

function memberPlace(f: FunctionLowering, node: FlatNode): Place {
  const path: FlatNode[] = [];
  let root = node;
  while (f.tree.kind(root) === Kind.attribute || f.tree.kind(root) === Kind.subscript) {
    const object = f.tree.firstChild(root);
    if (object === NONE || !f.isExpression(object)) return { kind: 'other', node };
    path.push(root);
    root = unwrapped(f, object);
  }
  const isName = f.tree.kind(root) === Kind.identifier;
  const slot = isName ? f.scope.lookup(f.tree.textOf(root)) : NOTHING;
  let object = f.expression(root);
  const steps: Step[] = [];
  path.reverse().forEach((member, i) => {
    const step = lowerStep(f, member, object);
    steps.push(step);
    if (i < path.length - 1) object = readStep(f, step);
  });
  const [first, ...others] = steps;
  if (first === undefined) return { kind: 'other', node };
  return { kind: 'member', node, steps: [first, ...others], slot: f.isReceiver(slot) ? NOTHING : slot, rooted: isName };
}

function lowerStep(f: FunctionLowering, member: FlatNode, object: NodeId): Step {
  if (f.tree.kind(member) === Kind.attribute) return { node: member, object, name: attributeName(f, member), slice: null, key: null };
  return { node: member, object, ...subscriptKey(f, member) };
}

function readStep(f: FunctionLowering, { node, object, name, slice, key }: Step): NodeId {
  if (name !== null) return f.field(node, object, name);
  if (slice !== null) return f.call(node, f.field(node, object, 'slice'), slice);
  return f.element(node, object, key ?? object);
}

/** The value at the place before an assignment: for `+=` and the like. */
export function readPlace(f: FunctionLowering, target: Place): NodeId {
  if (target.kind === 'member') return readStep(f, target.steps[target.steps.length - 1] ?? target.steps[0]);
  return f.expression(target.node);
}

/** `value` is assigned to the place; `whole` is the assignment. */
export function assignTo(f: FunctionLowering, target: Place, value: NodeId, whole: FlatNode): void {
  switch (target.kind) {
    case 'name':
      bindName(f, target.node, target.name, value);
      return;
    case 'member':
      updateMember(f, target, value, whole);
      return;
    case 'targets':
      bindTargets(f, target.node, value);
      return;
    case 'other':
      if (f.tree.kind(target.node) !== Kind.ERROR) f.unsupported(target.node, `assignment to ${f.tree.kindName(target.node)}`, [value]);
  }
}

/** Gives the target, or the targets in it, their parts of `value`. */
export function bindTarget(f: FunctionLowering, target: FlatNode, value: NodeId): void {
  if (target === NONE) return;
  f.nested(undefined, () => {
    assignTo(f, place(f, target), value, target);
  });
}

/** `a, (b, *c)`. */
function bindTargets(f: FunctionLowering, targets: FlatNode, value: NodeId): void {
  const kind = f.tree.kind(targets);
  if (kind === Kind.as_pattern_target) {
    bindTarget(f, f.tree.firstChild(targets), value);
    return;
  }
  if (kind === Kind.list_splat_pattern || kind === Kind.list_splat) {
    bindTarget(f, f.tree.firstChild(targets), f.rest(targets, value, []));
    return;
  }
  let afterRest = false;
  f.tree.children(targets).forEach((target, index) => {
    const isRest = f.tree.kind(target) === Kind.list_splat_pattern || f.tree.kind(target) === Kind.list_splat;
    if (isRest) {
      afterRest = true;
      bindTarget(f, target, value);
    } else if (f.isExpression(target)) {
      // Behind a rest the position is not known.
      bindTarget(f, target, f.iterate(target, value, afterRest ? null : index));
    }
  });
}
