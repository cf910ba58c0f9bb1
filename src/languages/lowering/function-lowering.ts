/**
 * What is known while one function is lowered? Its graph so far, its variables,
 * where jumps lead; and the two dispatchers, `expression` and `statement`.
 * Must not know single kinds of syntax: the handlers do.
 */
import type { ClassGraph, ClassId, Export, FunctionGraph, FunctionId, Guard, GuardId, NodeId, OuterWrite, TypeDeclaration } from '../../flow';
import type { Range } from '../../text';
import { Environment, NOTHING, type Changes, type Mark, type Slot } from './environment';
import { exact } from './exact';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { GraphBuilder } from './graph-builder';

/**
 * Nesting beyond this is not followed: it keeps the stack (984 KB by default in
 * Node and in VS Code) from overflowing. Written code stays far below.
 */
const DEPTH_LIMIT = 750;

/** The guards of a function without any. */
const unguarded: readonly Guard[] = [{ kind: 'always' }];

/** A function that waits to be lowered. */
export interface FunctionRequest {
  readonly id: FunctionId;
  /** The function's node; for a field's initializer the expression. */
  readonly node: FlatNode;
  readonly name: string;
  readonly kind: FunctionGraph['kind'];
  readonly parent: FunctionId | null;
  readonly class: ClassId | null;
}

/** What functions share: the file they are in. */
export interface FileLowering<K extends number, F extends number> {
  readonly tree: FlatTree<K, F>;
  /** Numbers the function and has it lowered later. */
  requestFunction(request: Omit<FunctionRequest, 'id'>): FunctionId;
  /** Numbers a class; `defineClass` must follow. */
  nextClass(): ClassId;
  defineClass(graph: ClassGraph): void;
  declareType(type: TypeDeclaration): void;
}

/** Handlers by kind; `L` is the language's own `FunctionLowering`. */
export interface Dispatch<L> {
  readonly expressions: readonly (((f: L, node: FlatNode) => NodeId) | undefined)[];
  readonly statements: readonly (((f: L, node: FlatNode) => void) | undefined)[];
}

/** Where `break` and `continue` lead: the states that arrive there are collected. */
export interface JumpTarget {
  readonly labels: readonly string[];
  /** Whether an unlabelled `break` means it. */
  readonly breakable: boolean;
  readonly loop: boolean;
  readonly mark: Mark;
  readonly breaks: Changes[];
  readonly continues: Changes[];
}

/** A `try` whose handler sees what was thrown. */
export interface ThrowTarget {
  readonly mark: Mark;
  readonly throws: Changes[];
}

/** A lowering of whatever language, as far as it does not look at kinds and roles. */
export interface AnyLowering extends Omit<FunctionLowering<number, number>, 'tree'> {
  readonly tree: Pick<FlatTree<number, number>, 'firstChild' | 'lastChild'>;
}

export abstract class FunctionLowering<K extends number, F extends number> extends GraphBuilder<K, F> {
  readonly scope = new Environment();
  readonly returns: NodeId[] = [];
  readonly outerWrites: OuterWrite[] = [];
  readonly exports: Export[] = [];
  readonly jumps: JumpTarget[] = [];
  readonly throws: ThrowTarget[] = [];
  /** False after a return, throw or jump: the branch contributes nothing to joins. */
  alive = true;
  /** Whether two variables may hold the same object. */
  aliased = false;
  protected abstract readonly dispatch: Dispatch<this>;
  private depth = 0;

  constructor(
    file: FileLowering<K, F>,
    readonly request: FunctionRequest,
    readonly range: Range,
  ) {
    super(file.tree, range.start);
  }

  /** What was made of it, when nothing more will be. */
  parts(): Pick<FunctionGraph, 'nodes' | 'guards' | 'variables' | 'returns' | 'outerWrites' | 'exports'> {
    return {
      // A list of its own, even an empty one: that functions have one and the same says that they are one.
      nodes: this.nodes.slice(), guards: this.guards.length === 1 ? unguarded : exact(this.guards), variables: this.scope.variables(), returns: exact(this.returns),
      outerWrites: exact(this.outerWrites), exports: exact(this.exports),
    };
  }

  /** The whole function, as a scope. */
  get wholeScope(): Range {
    return { start: 0, end: this.range.end - this.range.start };
  }

  expression(node: FlatNode): NodeId {
    if (this.depth >= DEPTH_LIMIT) return this.unsupported(node, 'too deep', []);
    this.depth++;
    const handler = this.dispatch.expressions[this.tree.kinds[node] ?? -1];
    const value = handler === undefined ? this.unknownSyntax(node) : handler(this, node);
    this.depth--;
    return value;
  }

  statement(node: FlatNode): void {
    if (this.depth >= DEPTH_LIMIT) {
      this.unsupported(node, 'too deep', []);
      return;
    }
    this.depth++;
    const handler = this.dispatch.statements[this.tree.kinds[node] ?? -1];
    if (handler === undefined) this.expression(node);
    else handler(this, node);
    this.depth--;
  }

  /** Whether nesting is too deep to go on; for recursion that does not pass through the dispatchers. */
  nested<T>(otherwise: T, go: () => T): T {
    if (this.depth >= DEPTH_LIMIT) return otherwise;
    this.depth++;
    const value = go();
    this.depth--;
    return value;
  }

  isExpression(node: FlatNode): boolean {
    return this.dispatch.expressions[this.tree.kinds[node] ?? -1] !== undefined;
  }

  isStatement(node: FlatNode): boolean {
    return this.dispatch.statements[this.tree.kinds[node] ?? -1] !== undefined;
  }

  /** The node named after its type, over whatever inside it can be lowered. */
  private unknownSyntax(node: FlatNode): NodeId {
    const operands: NodeId[] = [];
    for (const child of this.tree.children(node)) if (this.isExpression(child)) operands.push(this.expression(child));
    return this.unsupported(node, node === NONE ? 'missing' : this.tree.kindName(node), operands);
  }

  /** The value of the node's one operand. Broken parts beside it are lowered for what they hold. */
  operand(node: FlatNode): NodeId {
    let value = NOTHING;
    for (let child = this.tree.firstChild(node); child !== NONE; child = this.tree.nextSibling(child)) {
      if (!this.isExpression(child)) continue;
      const id = this.expression(child);
      if (value === NOTHING) value = id;
    }
    return value === NOTHING ? this.unsupported(node, 'missing', []) : value;
  }

  // Variables

  /** The variable is given `value` at `at` (its name), which makes a node that bears its name. */
  assign(slot: Slot, at: FlatNode, value: NodeId): NodeId {
    const bound = this.bind(at, this.scope.nameOf(slot), value, this.scope.typeOf(slot));
    this.scope.assign(slot, bound);
    return bound;
  }

  /** The object that the variable holds is `value` from now on, for the variable and its aliases. */
  replaceObject(slot: Slot, value: NodeId): void {
    const before = this.identity(this.scope.read(slot));
    this.scope.set(slot, value);
    if (!this.aliased) return;
    for (const other of this.scope.slotsWhere((held) => this.identity(held) === before)) this.scope.set(other, value);
  }

  /** Lowers what a variable is given; notes when that is an object some variable holds already. */
  sharedValue(lower: () => NodeId): NodeId {
    const before = this.nodes.length;
    const value = lower();
    if (this.identity(value) < before) this.aliased = true;
    return value;
  }

  /**
   * The program changes the object that the variable holds. Counts as a value
   * given to the variable, so that inner functions see it; functions and classes
   * stay what they are.
   */
  updateObject(slot: Slot, value: NodeId): void {
    const held = this.nodes[this.identity(this.scope.read(slot))]?.op;
    this.replaceObject(slot, value);
    if (held !== 'function' && held !== 'class') this.scope.giveValue(slot, value);
  }

  // Branches

  /** The state at the end of a branch, as changes since `mark`; null when the end is not reached. */
  stateSince(mark: Mark): Changes | null {
    return this.alive ? this.scope.changesSince(mark) : null;
  }

  /**
   * Where branches meet: back to `mark`, then every variable that differs gets a
   * phi over the branches' values. Null states are branches that do not arrive.
   */
  join(at: FlatNode, mark: Mark, states: readonly (Changes | null)[]): void {
    this.scope.rollBack(mark);
    const arriving = states.filter((state) => state !== null);
    this.alive = arriving.length > 0;
    const [only] = arriving;
    if (only !== undefined && arriving.length === 1) {
      for (const [slot, value] of only) this.scope.set(slot, value);
      return;
    }
    const merged = new Map<Slot, Set<NodeId>>();
    for (const state of arriving) {
      for (const [slot, value] of state) {
        const values = merged.get(slot);
        if (values === undefined) merged.set(slot, new Set([value]));
        else values.add(value);
      }
    }
    // Variables that hold the same object keep doing so.
    const met = this.aliased ? new Map<string, NodeId>() : null;
    for (const [slot, values] of merged) {
      if (!arriving.every((state) => state.has(slot))) values.add(this.scope.read(slot));
      values.delete(NOTHING);
      const key = met === null ? '' : [...values].sort((a, b) => a - b).join(' ');
      const value = met?.get(key) ?? this.meeting(at, values);
      met?.set(key, value);
      if (value !== this.scope.read(slot) && value !== NOTHING) this.scope.set(slot, value);
    }
  }

  /** One node for several values of one variable. What a call may have changed stands for the value before it too. */
  meeting(at: FlatNode, values: ReadonlySet<NodeId>): NodeId {
    const inputs = new Set(values);
    let first = Infinity;
    for (const value of values) first = Math.min(first, value);
    for (const value of values) {
      for (let node = this.nodes[value]; node?.op === 'after' && node.value >= first; node = this.nodes[node.value]) inputs.delete(node.value);
    }
    return inputs.size === 0 ? NOTHING : this.phi(at, [...inputs].sort((a, b) => a - b));
  }

  /** Lowers code that may or may not run, under `guard`, and joins its state with the one before. */
  maybe(at: FlatNode, guard: GuardId, lower: () => NodeId): NodeId {
    const before = this.guard;
    const mark = this.scope.mark();
    this.guard = guard;
    const value = lower();
    this.guard = before;
    if (this.scope.mark() !== mark) this.join(at, mark, [this.scope.changesSince(mark), new Map()]);
    return value;
  }
}
