/**
 * How is one function's graph put together? Appends nodes and guards, with
 * ranges relative to the function's start.
 * Must not look at syntax.
 */
import type { Argument, ClassId, Constant, FunctionId, Guard, GuardId, Node, NodeId, Property, TypeExpression } from '../../flow';
import type { Range } from '../../text';
import { exact } from './exact';
import type { FlatNode, FlatTree } from './flat-tree';

/** Shared, as most calls write no types. */
const NO_TYPES: readonly TypeExpression[] = [];

export class GraphBuilder<K extends number, F extends number> {
  readonly nodes: Node[] = [];
  /** The identity of each node: names are handed on in chains as long as a file. */
  private readonly identities: NodeId[] = [];
  readonly guards: Guard[] = [{ kind: 'always' }];
  /** The guard that new nodes stand under. */
  guard: GuardId = 0;

  /** @param base where the function starts, absolute */
  constructor(
    readonly tree: FlatTree<K, F>,
    readonly base: number,
  ) {}

  /** Relative. What stands nowhere (NONE) is at the function's start. */
  start(at: FlatNode): number {
    return (this.tree.starts[at] ?? this.base) - this.base;
  }

  end(at: FlatNode): number {
    return (this.tree.ends[at] ?? this.base) - this.base;
  }

  rangeOf(at: FlatNode): Range {
    return { start: this.start(at), end: this.end(at) };
  }

  private push(node: Node): NodeId {
    this.identities.push(node.op === 'read' || node.op === 'bind' || node.op === 'cast' ? this.identity(node.value) : node.id);
    return this.nodes.push(node) - 1;
  }

  constant(at: FlatNode, value: Constant): NodeId {
    return this.push({ id: this.nodes.length, op: 'constant', value, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  /** A constant whose text is no node of its own: a template's part. Absolute offsets. */
  constantBetween(start: number, end: number, value: Constant): NodeId {
    return this.push({ id: this.nodes.length, op: 'constant', value, start: start - this.base, end: end - this.base, guard: this.guard });
  }

  pattern(at: FlatNode, source: string, flags: string): NodeId {
    return this.push({ id: this.nodes.length, op: 'pattern', source, flags, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  parameter(at: FlatNode, index: number, name: string | null, rest: boolean, type: TypeExpression | null): NodeId {
    return this.push({ id: this.nodes.length, op: 'parameter', index, name, rest, type, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  self(at: FlatNode): NodeId {
    return this.push({ id: this.nodes.length, op: 'this', start: this.start(at), end: this.end(at), guard: this.guard });
  }

  parent(at: FlatNode): NodeId {
    return this.push({ id: this.nodes.length, op: 'super', start: this.start(at), end: this.end(at), guard: this.guard });
  }

  outer(at: FlatNode, name: string): NodeId {
    return this.push({ id: this.nodes.length, op: 'outer', name, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  import(at: FlatNode, module: string, name: string, typeOnly: boolean): NodeId {
    return this.push({ id: this.nodes.length, op: 'import', module, name, typeOnly, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  read(at: FlatNode, name: string, value: NodeId): NodeId {
    return this.push({ id: this.nodes.length, op: 'read', name, value, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  field(at: FlatNode, object: NodeId, name: string): NodeId {
    return this.push({ id: this.nodes.length, op: 'field', object, name, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  element(at: FlatNode, object: NodeId, key: NodeId): NodeId {
    return this.push({ id: this.nodes.length, op: 'element', object, key, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  update(at: FlatNode, object: NodeId, name: string | null, value: NodeId): NodeId {
    return this.push({ id: this.nodes.length, op: 'update', object, name, value, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  call(at: FlatNode, callee: NodeId, args: readonly Argument[], typeArgs: readonly TypeExpression[] = NO_TYPES): NodeId {
    return this.push({ id: this.nodes.length, op: 'call', callee, args: exact(args), typeArgs, construct: false, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  construct(at: FlatNode, callee: NodeId, args: readonly Argument[], typeArgs: readonly TypeExpression[] = NO_TYPES): NodeId {
    return this.push({ id: this.nodes.length, op: 'call', callee, args: exact(args), typeArgs, construct: true, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  afterCall(at: FlatNode, call: NodeId, value: NodeId, role: 'receiver' | number): NodeId {
    return this.push({ id: this.nodes.length, op: 'after', call, value, role, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  concat(at: FlatNode, parts: readonly NodeId[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'concat', parts: exact(parts), start: this.start(at), end: this.end(at), guard: this.guard });
  }

  /** A text in which records are written out. */
  written(at: FlatNode, parts: readonly NodeId[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'concat', parts: exact(parts), whole: true, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  object(at: FlatNode, properties: readonly Property[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'object', properties: exact(properties), start: this.start(at), end: this.end(at), guard: this.guard });
  }

  array(at: FlatNode, elements: readonly Argument[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'array', elements: exact(elements), start: this.start(at), end: this.end(at), guard: this.guard });
  }

  rest(at: FlatNode, object: NodeId, without: readonly string[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'rest', object, without, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  iterate(at: FlatNode, object: NodeId, index: number | null): NodeId {
    return this.push({ id: this.nodes.length, op: 'iterate', object, index, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  closure(at: FlatNode, id: FunctionId): NodeId {
    return this.push({ id: this.nodes.length, op: 'function', function: id, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  class(at: FlatNode, id: ClassId): NodeId {
    return this.push({ id: this.nodes.length, op: 'class', class: id, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  await(at: FlatNode, value: NodeId): NodeId {
    return this.push({ id: this.nodes.length, op: 'await', value, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  yield(at: FlatNode, value: NodeId | null): NodeId {
    return this.push({ id: this.nodes.length, op: 'yield', value, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  bind(at: FlatNode, name: string, value: NodeId, type: TypeExpression | null): NodeId {
    return this.push({ id: this.nodes.length, op: 'bind', name, value, type, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  cast(at: FlatNode, value: NodeId, type: TypeExpression): NodeId {
    return this.push({ id: this.nodes.length, op: 'cast', value, type, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  operator(at: FlatNode, operator: string, operands: readonly NodeId[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'operator', operator, operands: exact(operands), start: this.start(at), end: this.end(at), guard: this.guard });
  }

  markup(at: FlatNode, name: string, tag: NodeId | null, properties: readonly Property[], children: readonly NodeId[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'markup', name, tag, properties: exact(properties), children: exact(children), start: this.start(at), end: this.end(at), guard: this.guard });
  }

  caught(at: FlatNode): NodeId {
    return this.push({ id: this.nodes.length, op: 'caught', start: this.start(at), end: this.end(at), guard: this.guard });
  }

  unsupported(at: FlatNode, reason: string, operands: readonly NodeId[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'unsupported', reason, operands: exact(operands), start: this.start(at), end: this.end(at), guard: this.guard });
  }

  /** One of `inputs`; no node when they are all the same. */
  phi(at: FlatNode, inputs: readonly NodeId[]): NodeId {
    const different = [...new Set(inputs)];
    const [only] = different;
    if (only !== undefined && different.length === 1) return only;
    return this.push({ id: this.nodes.length, op: 'phi', inputs: exact(different), start: this.start(at), end: this.end(at), guard: this.guard });
  }

  /** A loop's variable: `inputs` is completed when the loop's end is known. */
  openPhi(at: FlatNode, inputs: NodeId[]): NodeId {
    return this.push({ id: this.nodes.length, op: 'phi', inputs, start: this.start(at), end: this.end(at), guard: this.guard });
  }

  /** A guard under `parent` that holds where `condition` is truthy (`holds`) or falsy. */
  when(parent: GuardId, condition: NodeId, holds: boolean): GuardId {
    return this.guards.push({ kind: 'when', parent, condition, holds }) - 1;
  }

  loop(parent: GuardId): GuardId {
    return this.guards.push({ kind: 'loop', parent }) - 1;
  }

  /** A guard of what runs when a node from `from` up to `to` throws. */
  handler(parent: GuardId, from: NodeId, to: NodeId): GuardId {
    return this.guards.push({ kind: 'handler', parent, from, to }) - 1;
  }

  /** The node without the reads, names and casts around it: equal for two variables that hold the same object. */
  identity(id: NodeId): NodeId {
    return this.identities[id] ?? id;
  }
}
