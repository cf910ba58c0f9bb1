/**
 * What can be assigned to, and what does an assignment change? Names, member
 * paths with the objects along them, and destructuring patterns.
 * Must not decide what is assigned.
 */
import type { NodeId } from '../../flow';
import { bindName, NOTHING, updateMember, type Slot } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantKey, propertyKey } from './literal-values';

/** One step of a member path: `object.name` or `object[key]`. */
interface Step {
  readonly node: FlatNode;
  readonly object: NodeId;
  /** Null for a computed key. */
  readonly name: string | null;
  readonly key: NodeId | null;
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
  /** Whether the root is a variable or `this`, so that the path means an object that others see. */
  readonly rooted: boolean;
}

interface OtherPlace {
  readonly kind: 'pattern' | 'other';
  readonly node: FlatNode;
}

export type Place = NamePlace | MemberPlace | OtherPlace;

const WRAPPERS: ReadonlySet<Kind> = new Set([
  Kind.parenthesized_expression, Kind.non_null_expression, Kind.as_expression, Kind.satisfies_expression, Kind.type_assertion,
]);

/** The expression inside parentheses, `!` and casts. */
export function unwrapped(f: FunctionLowering, node: FlatNode): FlatNode {
  let at = node;
  while (WRAPPERS.has(f.tree.kinds[at] ?? -1)) {
    let inner = f.tree.firstChild(at);
    if (f.tree.kind(inner) === Kind.type_arguments) inner = f.tree.nextSibling(inner);
    if (inner === NONE) break;
    at = inner;
  }
  return at;
}

/** Works out what `node` denotes as the target of an assignment, and lowers the objects along it. */
export function place(f: FunctionLowering, node: FlatNode): Place {
  const target = unwrapped(f, node);
  switch (f.tree.kind(target)) {
    case Kind.identifier:
    case Kind.shorthand_property_identifier_pattern:
    case Kind.undefined:
      return { kind: 'name', node: target, name: f.tree.textOf(target) };
    case Kind.member_expression:
    case Kind.subscript_expression:
      return memberPlace(f, target);
    case Kind.object_pattern:
    case Kind.array_pattern:
    case Kind.object:
    case Kind.array:
    case Kind.assignment_pattern:
    case Kind.object_assignment_pattern:
    case Kind.rest_pattern:
      return { kind: 'pattern', node: target };
    default:
      return { kind: 'other', node: target };
  }
}

function memberPlace(f: FunctionLowering, node: FlatNode): Place {
  const path: FlatNode[] = [];
  let root = node;
  for (;;) {
    const kind = f.tree.kind(root);
    if (kind !== Kind.member_expression && kind !== Kind.subscript_expression) break;
    path.push(root);
    root = unwrapped(f, f.tree.firstChild(root));
  }
  const rootKind = f.tree.kind(root);
  const slot = rootKind === Kind.identifier ? f.scope.lookup(f.tree.textOf(root)) : NOTHING;
  let object = f.expression(root);
  const steps: Step[] = [];
  path.reverse().forEach((member, i) => {
    const step = lowerStep(f, member, object);
    steps.push(step);
    if (i < path.length - 1) object = readStep(f, step);
  });
  const [first, ...others] = steps;
  if (first === undefined) return { kind: 'other', node };
  const rooted = rootKind === Kind.identifier || rootKind === Kind.this;
  return { kind: 'member', node, steps: [first, ...others], slot, rooted };
}

function lowerStep(f: FunctionLowering, member: FlatNode, object: NodeId): Step {
  const own = f.tree.lastChild(member);
  if (f.tree.kind(member) === Kind.member_expression) return { node: member, object, name: propertyKey(f.tree, own) ?? '', key: null };
  const index = f.tree.child(member, Field.index);
  const name = constantKey(f.tree, index);
  return { node: member, object, name, key: name === null ? f.expression(index) : null };
}

function readStep(f: FunctionLowering, step: Step): NodeId {
  if (step.name !== null) return f.field(step.node, step.object, step.name);
  return f.element(step.node, step.object, step.key ?? step.object);
}

/** The value at the place before an assignment: for `+=` and the like. */
export function readPlace(f: FunctionLowering, target: Place): NodeId {
  if (target.kind === 'member') return readStep(f, lastStep(target));
  return f.expression(target.node);
}

function lastStep(target: MemberPlace): Step {
  return target.steps[target.steps.length - 1] ?? target.steps[0];
}

/** A name for a function that is assigned here. */
export function placeName(target: Place): string | null {
  if (target.kind === 'name') return target.name;
  return target.kind === 'member' ? lastStep(target).name : null;
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
    case 'pattern':
      bindPattern(f, target.node, value);
      return;
    case 'other':
      f.unsupported(target.node, `assignment to ${f.tree.kindName(target.node)}`, [value]);
  }
}

/** Gives the variables of a pattern their parts of `value`. */
export function bindPattern(f: FunctionLowering, pattern: FlatNode, value: NodeId): void {
  f.nested(undefined, () => {
    bindNested(f, pattern, value);
  });
}

function bindNested(f: FunctionLowering, pattern: FlatNode, value: NodeId): void {
  switch (f.tree.kind(pattern)) {
    case Kind.object_pattern:
    case Kind.object:
      bindObject(f, pattern, value);
      return;
    case Kind.array_pattern:
    case Kind.array:
      bindArray(f, pattern, value);
      return;
    case Kind.assignment_pattern:
    case Kind.object_assignment_pattern:
    case Kind.assignment_expression: {
      const left = f.tree.child(pattern, Field.left);
      const fallback = f.tree.child(pattern, Field.right);
      bindPattern(f, left, fallback === NONE ? value : f.phi(pattern, [value, f.expression(fallback)]));
      return;
    }
    case Kind.rest_pattern:
    case Kind.spread_element:
      bindPattern(f, f.tree.firstChild(pattern), value);
      return;
    case Kind.undefined:
    case -1:
      return;
    case Kind.shorthand_property_identifier:
      bindName(f, pattern, f.tree.textOf(pattern), value);
      return;
    default:
      assignTo(f, place(f, pattern), value, pattern);
  }
}

function bindObject(f: FunctionLowering, pattern: FlatNode, object: NodeId): void {
  const named: string[] = [];
  for (const entry of f.tree.children(pattern)) {
    switch (f.tree.kind(entry)) {
      case Kind.shorthand_property_identifier_pattern:
      case Kind.shorthand_property_identifier: {
        const name = f.tree.textOf(entry);
        named.push(name);
        bindName(f, entry, name, f.field(entry, object, name));
        break;
      }
      case Kind.object_assignment_pattern: {
        const left = f.tree.child(entry, Field.left);
        const name = f.tree.textOf(left);
        named.push(name);
        bindPattern(f, entry, f.field(left, object, name));
        break;
      }
      case Kind.pair_pattern:
      case Kind.pair: {
        const key = f.tree.child(entry, Field.key);
        const name = propertyKey(f.tree, key);
        if (name !== null) named.push(name);
        const part = name === null ? f.element(key, object, f.expression(key)) : f.field(key, object, name);
        bindPattern(f, f.tree.child(entry, Field.value), part);
        break;
      }
      case Kind.rest_pattern:
      case Kind.spread_element:
        bindPattern(f, entry, f.rest(entry, object, named));
        break;
      default:
        if (f.isExpression(entry)) f.expression(entry);
    }
  }
}

function bindArray(f: FunctionLowering, pattern: FlatNode, array: NodeId): void {
  let index = 0;
  let from = f.tree.start(pattern);
  for (const entry of f.tree.children(pattern)) {
    // Holes (`[, b]`) are no nodes: the commas count.
    index += f.tree.gap(from, f.tree.start(entry)).split(',').length - 1;
    from = f.tree.end(entry);
    const kind = f.tree.kind(entry);
    const part = kind === Kind.rest_pattern || kind === Kind.spread_element ? f.rest(entry, array, []) : f.iterate(entry, array, index);
    bindPattern(f, entry, part);
  }
}
