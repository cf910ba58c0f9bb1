/**
 * What does evaluation walk over? Functions and classes, each with what was found about
 * it; and the forms of places in them. Must not evaluate.
 */
import type { ClassGraph, FunctionGraph, Node, NodeId, Variable } from '../flow';
import { absoluteRange } from '../flow';
import type { Range } from '../text';
import type { Cell } from './cell';
import { add } from './lists';
import type { Source } from './source';
import type { Value } from './value';

/** Units made so far, in the whole program. */
let made = 0;

/** Something about which answers are kept, each under a key of its own. Of most functions there are none for long. */
export abstract class Owner {
  private answers: Map<string, Cell<unknown>> | null = null;
  abstract readonly home: Source;
  /** Its place among those of the file. */
  abstract readonly number: number;

  get kept(): ReadonlyMap<string, Cell<unknown>> {
    return this.answers ?? nothingKept;
  }

  keep(key: string, cell: Cell<unknown>): void {
    (this.answers ??= new Map<string, Cell<unknown>>()).set(key, cell);
  }

  /** Forgets what nobody else builds on and is found again as it was; answers of a cycle are only right together. */
  forgetKept(): void {
    if (this.answers === null) return;
    for (const [key, cell] of this.answers) if (cell.state === 'final' && cell.foreign === null && cell.cycle === null) this.answers.delete(key);
    if (this.answers.size === 0) this.answers = null;
  }

  /** What was found about it holds no more. */
  protected invalidateKept(): void {
    for (const cell of this.kept.values()) cell.invalidate();
  }

  /** It is there no more. */
  protected leaveKept(): void {
    for (const cell of this.kept.values()) cell.isGone = true;
  }
}

const none: readonly never[] = [];
const nothingKept: ReadonlyMap<string, Cell<unknown>> = new Map();

/** A function with its memo. */
export class Unit extends Owner {
  /** Tells it from all others: for keys that are only compared. */
  readonly serial = ++made;
  /** Values that are final. */
  values: readonly (Value | undefined)[] = none;
  /** Values that are being found out; of attended files all. */
  cells: readonly (Cell<Value> | undefined)[] = none;
  private byName: Map<string, Variable[]> | null = null;
  private gathers: number | null | undefined;
  private instances: boolean | undefined;
  /** Null while the file's graph is given back. */
  private own: FunctionGraph | null;
  private at: number;

  constructor(readonly source: Source, graph: FunctionGraph) {
    super();
    this.own = graph;
    this.at = graph.id;
  }

  get graph(): FunctionGraph {
    return this.own ?? this.source.functionGraph(this.at);
  }

  /** The function with another text around it, or moved: its nodes mean the same. */
  place(graph: FunctionGraph): void {
    this.own = graph;
    this.at = graph.id;
    this.byName = null;
    this.gathers = undefined;
    this.instances = undefined;
  }

  /** Gives the graph back; the file has it made again when it is asked for. */
  drop(): void {
    this.own = null;
  }

  /** Gives back what is found again as it was. */
  rest(): void {
    this.byName = null;
    this.forgetValues();
    this.forgetKept();
  }

  get home(): Source {
    return this.source;
  }

  get number(): number {
    return this.at;
  }

  node(id: NodeId): Node | undefined {
    return this.graph.nodes[id];
  }

  /** Which parameter gathers the rest of the arguments; null where none does. */
  get restIndex(): number | null {
    if (this.gathers === undefined) {
      const node = this.graph.nodes.find((one) => one.op === 'parameter' && one.rest);
      this.gathers = node?.op === 'parameter' ? node.index : null;
    }
    return this.gathers;
  }

  /** Whether anything in it runs only for instances of a class. */
  get testsInstances(): boolean {
    return (this.instances ??= this.graph.guards.some((guard) => {
      const condition = guard.kind === 'when' ? this.node(guard.condition) : undefined;
      return condition?.op === 'operator' && condition.operator === 'instanceof';
    }));
  }

  /** How callers name a parameter; null where it has no name. */
  parameterName(index: number): string | null {
    const node = this.graph.nodes.find((one) => one.op === 'parameter' && one.index === index);
    return node?.op === 'parameter' ? node.name : null;
  }

  /** The function's variables by name. */
  get variables(): ReadonlyMap<string, readonly Variable[]> {
    let byName = this.byName;
    if (byName === null) {
      byName = new Map<string, Variable[]>();
      // What is asked for the graph may place it anew.
      for (const variable of this.graph.variables) add(byName, variable.name, variable);
      this.byName = byName;
    }
    return byName;
  }

  keepValue(id: NodeId, value: Value | undefined): void {
    if (this.values === none) this.values = [];
    (this.values as (Value | undefined)[])[id] = value;
  }

  keepCell(id: NodeId, cell: Cell<Value> | undefined): void {
    if (this.cells === none) this.cells = [];
    (this.cells as (Cell<Value> | undefined)[])[id] = cell;
  }

  /** The node that gives the value, without names, reads and casts around it. */
  unwrapped(id: NodeId): NodeId {
    let at = id;
    for (let steps = 0; steps < 20; steps++) {
      const node = this.node(at);
      if (node?.op !== 'bind' && node?.op !== 'read' && node?.op !== 'cast') break;
      at = node.value;
    }
    return at;
  }

  rangeOf(at: Pick<Node, 'start' | 'end'>): Range {
    return absoluteRange(this.graph, at);
  }

  /** Forgets the values of nodes: the same are found again. */
  forgetValues(): void {
    this.values = none;
    this.cells = none;
  }

  /** The values of its nodes hold no more. */
  invalidateNodes(): void {
    for (const cell of this.cells) if (cell !== undefined) cell.isGone = true;
    this.forgetValues();
  }

  /** What was found about it holds no more. */
  invalidate(): void {
    this.invalidateNodes();
    this.invalidateKept();
  }

  /** It is no part of the file any more. */
  leave(): void {
    this.invalidate();
    this.leaveKept();
  }

  get parent(): Unit | null {
    return this.graph.parent === null ? null : (this.source.units[this.graph.parent] ?? null);
  }

  /** Whether this function stands inside `other`, or is it. */
  isWithin(other: Unit): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }
}

/** A class of the user's. */
export class ClassRef extends Owner {
  private own: ClassGraph | null;
  private at: number;

  constructor(readonly source: Source, graph: ClassGraph) {
    super();
    this.own = graph;
    this.at = graph.id;
  }

  get graph(): ClassGraph {
    this.source.noteShape();
    return this.own ?? this.source.classGraph(this.at);
  }

  /** See `Unit`. */
  place(graph: ClassGraph): void {
    this.own = graph;
    this.at = graph.id;
  }

  drop(): void {
    this.own = null;
  }

  get home(): Source {
    return this.source;
  }

  get number(): number {
    return this.at;
  }

  invalidate(): void {
    this.invalidateKept();
  }

  leave(): void {
    this.invalidate();
    this.leaveKept();
  }
}

/** A call in a function: where a function is called, or handed in as an argument. */
export interface CallSite {
  readonly unit: Unit;
  readonly call: NodeId;
  /** For hand-ins: which argument the function is. */
  readonly argument: number;
  /** For hand-ins: where in that argument, by fields; `[]` is an element. Empty where the argument is the function. */
  readonly within: readonly string[];
  /** For hand-ins: the calls through which the function goes before, the outermost first: `wrap(handler)`. */
  readonly through: readonly Wrapping[];
}

/** A call that is handed a function and gives back another that stands for it; of what was its receiver (`bind`) the argument is -1. */
export interface Wrapping {
  readonly call: NodeId;
  readonly argument: number;
}

/** A value and the function that it is in. */
export interface ValueSite {
  readonly unit: Unit;
  readonly node: NodeId;
}

/** Where a `function` node stands. */
export interface Birth {
  readonly unit: Unit;
  readonly node: NodeId;
}

export function isThis(node: Node): boolean {
  return node.op === 'this' || (node.op === 'outer' && node.name === 'this');
}
