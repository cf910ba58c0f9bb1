/**
 * What does writing to a place change? A variable of this function or of one around, or
 * the objects along a path of members.
 * Must not look at syntax: languages find the places.
 */
import type { NodeId } from '../../flow';
import { NOTHING, type Slot } from './environment';
import type { FlatNode } from './flat-tree';
import type { AnyLowering } from './function-lowering';

/** One step of a path of members: a field of `object`, or with a null name some element of it. */
export interface MemberStep {
  readonly object: NodeId;
  readonly name: string | null;
}

/** The path of members that is written to, outermost object first. */
export interface MemberPath {
  readonly steps: readonly MemberStep[];
  /** The local variable at the root; NOTHING where there is none. */
  readonly slot: Slot;
  /** Whether the root is a name, so that the path means an object that others see. */
  readonly rooted: boolean;
}

/** The name is given `value` at `node`, wherever it is declared. */
export function bindName(f: AnyLowering, node: FlatNode, name: string, value: NodeId): void {
  const slot = f.scope.lookup(name);
  if (slot !== NOTHING) f.assign(slot, node, value);
  else f.outerWrites.push({ name, value: f.bind(node, name, value, null) });
}

/** Every object along the path has changed; the variable at its root, and its aliases, hold the changed one. `whole` is the assignment. */
export function updateMember(f: AnyLowering, { steps, slot, rooted }: MemberPath, value: NodeId, whole: FlatNode): void {
  let changed = value;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step === undefined) return;
    changed = f.update(whole, step.object, step.name, changed);
    if (!rooted) return;
  }
  if (slot !== NOTHING) f.updateObject(slot, changed);
}
