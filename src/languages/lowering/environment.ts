/**
 * Which value does each variable of a function hold here? Scopes by name, the
 * current value of every variable, and what changed since a mark, so that
 * branches cost what they change.
 * Must not look at syntax or make nodes.
 */
import type { NodeId, TypeExpression, Variable } from '../../flow';
import type { Range } from '../../text';
import { exact } from './exact';

/** Index of a variable. */
export type Slot = number;
/** What `lookup` answers for a name that the function does not declare, and `read` for a variable without a value. */
export const NOTHING = -1;

/** A place in the log of changes. */
export type Mark = number;
/** Values of the variables that changed since a mark. */
export type Changes = ReadonlyMap<Slot, NodeId>;

interface OpenVariable {
  readonly name: string;
  readonly kind: Variable['kind'];
  readonly scope: Range;
  type: TypeExpression | null;
  readonly values: NodeId[];
}

export class Environment {
  private readonly declared: OpenVariable[] = [];
  private readonly current: NodeId[] = [];
  private readonly slots = new Map<string, Slot>();
  /** Names that inner scopes shadow: name and slot before, to be restored. */
  private readonly shadowed: [string, Slot][] = [];
  private readonly logSlots: Slot[] = [];
  private readonly logValues: NodeId[] = [];

  /** All that were declared, when no more are. */
  variables(): readonly Variable[] {
    return exact(this.declared.map(({ name, kind, scope, type, values }) => ({ name, kind, scope, type, values: exact(values) })));
  }

  /** Opens a scope; hand the answer to `leave`. */
  enter(): number {
    return this.shadowed.length;
  }

  leave(scope: number): void {
    for (let i = this.shadowed.length - 1; i >= scope; i--) {
      const entry = this.shadowed.pop();
      if (entry === undefined) return;
      if (entry[1] === NOTHING) this.slots.delete(entry[0]);
      else this.slots.set(entry[0], entry[1]);
    }
  }

  /** Declares `name` in the scope opened last; a second declaration over the same range is the same variable. */
  declare(name: string, kind: Variable['kind'], scope: Range): Slot {
    const before = this.lookup(name);
    const known = this.declared[before];
    if (known?.scope.start === scope.start && known.scope.end === scope.end) return before;
    const slot = this.declared.push({ name, kind, scope, type: null, values: [] }) - 1;
    this.current.push(NOTHING);
    this.shadowed.push([name, before]);
    this.slots.set(name, slot);
    return slot;
  }

  lookup(name: string): Slot {
    return this.slots.get(name) ?? NOTHING;
  }

  nameOf(slot: Slot): string {
    return this.declared[slot]?.name ?? '';
  }

  kindOf(slot: Slot): Variable['kind'] | null {
    return this.declared[slot]?.kind ?? null;
  }

  typeOf(slot: Slot): TypeExpression | null {
    return this.declared[slot]?.type ?? null;
  }

  setType(slot: Slot, type: TypeExpression | null): void {
    const variable = this.declared[slot];
    if (variable !== undefined && type !== null) variable.type = type;
  }

  read(slot: Slot): NodeId {
    return this.current[slot] ?? NOTHING;
  }

  /** The variable is given a value by the program. */
  assign(slot: Slot, value: NodeId): void {
    this.giveValue(slot, value);
    this.set(slot, value);
  }

  /** `value` is among those the program gives the variable. */
  giveValue(slot: Slot, value: NodeId): void {
    this.declared[slot]?.values.push(value);
  }

  /** The variable's value is now known as another node: a join, an update, an effect of a call. */
  set(slot: Slot, value: NodeId): void {
    this.logSlots.push(slot);
    this.logValues.push(this.read(slot));
    this.current[slot] = value;
  }

  /** Variables whose value satisfies `test`. */
  slotsWhere(test: (value: NodeId) => boolean): Slot[] {
    const result: Slot[] = [];
    for (let slot = 0; slot < this.current.length; slot++) {
      const value = this.read(slot);
      if (value !== NOTHING && test(value)) result.push(slot);
    }
    return result;
  }

  mark(): Mark {
    return this.logSlots.length;
  }

  changesSince(mark: Mark): Changes {
    const changes = new Map<Slot, NodeId>();
    for (let i = mark; i < this.logSlots.length; i++) {
      const slot = this.logSlots[i] ?? NOTHING;
      changes.set(slot, this.read(slot));
    }
    return changes;
  }

  /** Every value that each variable held at some moment since the mark, the first included. */
  historySince(mark: Mark): ReadonlyMap<Slot, ReadonlySet<NodeId>> {
    const history = new Map<Slot, Set<NodeId>>();
    for (let i = mark; i < this.logSlots.length; i++) {
      const slot = this.logSlots[i] ?? NOTHING;
      let values = history.get(slot);
      if (values === undefined) history.set(slot, (values = new Set([this.read(slot)])));
      values.add(this.logValues[i] ?? NOTHING);
    }
    return history;
  }

  /** Back to the values at the mark. */
  rollBack(mark: Mark): void {
    while (this.logSlots.length > mark) {
      const slot = this.logSlots.pop() ?? NOTHING;
      this.current[slot] = this.logValues.pop() ?? NOTHING;
    }
  }
}
