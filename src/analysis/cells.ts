/**
 * Of what are there answers? Of nodes, and of files, classes and functions as a whole, each with its place among all.
 * Must not evaluate.
 */
import type { Node, NodeId } from '../flow';
import { Cell } from './cell';
import { sameValue } from './compare';
import type { Owner, Unit } from './program';
import { nothing, unknown } from './value';
import type { Value } from './value';

/** What computes the value of a node. */
interface Evaluating {
  compute(unit: Unit, node: Node): Value;
}

/** Ranks within a function: its nodes first, then what is known of it as a whole. No function has as many nodes. */
const perUnit = 2 ** 26;
export const [atVariables, atWrites, atResult] = [perUnit - 3, perUnit - 2, perUnit - 1] as const;
/** The rank of what is known as a whole of files, classes and functions: before the nodes of the file's functions. */
export const beforeFunctions = -1;

/** A place follows its function where an edit moves that among the others. */
function rankIn(unit: number, at: number): number {
  return at === beforeFunctions ? unit : (unit + 1) * perUnit + at;
}

/** The value of a node. */
export class NodeCell extends Cell<Value> {
  readonly name = '';

  constructor(private readonly evaluator: Evaluating, private readonly unit: Unit, private readonly id: NodeId) {
    super(unit.source, nothing);
  }

  get number(): number {
    return rankIn(this.unit.number, this.id);
  }

  compute(): Value {
    const node = this.unit.node(this.id);
    return node === undefined ? unknown : this.evaluator.compute(this.unit, node);
  }

  isSame(a: Value, b: Value): boolean {
    return sameValue(a, b);
  }
}

/** What is known of something as a whole, under a key. */
class KeptCell<T> extends Cell<T> {
  constructor(private readonly owner: Owner, readonly name: string, private readonly at: number, start: T, readonly compute: () => T, readonly isSame: (a: T, b: T) => boolean) {
    super(owner.home, start);
  }

  get number(): number {
    return rankIn(this.owner.number, this.at);
  }
}

/** The cell under a key, made when it is first asked for: a key stands for one sort of answer only. */
export function cellOf<T>(owner: Owner, key: string, at: number, start: T, compute: () => T, isSame: (a: T, b: T) => boolean): Cell<T> {
  let cell = owner.kept.get(key) as Cell<T> | undefined;
  if (cell === undefined) owner.keep(key, (cell = new KeptCell(owner, key, at, start, compute, isSame)));
  return cell;
}
