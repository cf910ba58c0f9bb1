/**
 * Which functions of a file need not be lowered again after an edit? Those whose text and
 * syntax are as they were keep their graphs, moved to where they stand now.
 * Must not look at syntax.
 */
import type { ClassGraph, FileGraph, FunctionGraph, FunctionId, Node, TypeDeclaration } from '../../flow';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import type { FunctionRequest } from './function-lowering';

/** What is remembered of a lowered tree. The lists are by function. */
export interface Lowered {
  readonly graph: FileGraph;
  readonly nodes: readonly FlatNode[];
  /** What lowering looked at outside of the function's own text. */
  readonly contexts: readonly string[];
  /** For each of the graph's types the function that it was declared in. */
  readonly typeOwners: readonly FunctionId[];
}

/** A function as it was before. */
export interface Before {
  readonly graph: FunctionGraph;
  readonly node: FlatNode;
}

const lowered = new WeakMap<object, Lowered>();

export function remember(tree: object, what: Lowered): void {
  lowered.set(tree, what);
}

export class Reuse<K extends number, F extends number> {
  private readonly candidates = new Map<string, FunctionId[]>();
  private readonly childrenOf = new Map<FunctionId, FunctionGraph[]>();
  private readonly classesIn = new Map<FunctionId, ClassGraph[]>();
  private readonly typesIn = new Map<FunctionId, TypeDeclaration[]>();
  private readonly taken = new Set<FunctionId>();

  /** Null where nothing is known of `before`. */
  static between<K extends number, F extends number>(before: FlatTree<K, F>, after: FlatTree<K, F>): Reuse<K, F> | null {
    const known = lowered.get(before);
    return known === undefined || before.language !== after.language ? null : new Reuse(before, after, known);
  }

  private constructor(private readonly before: FlatTree<K, F>, private readonly after: FlatTree<K, F>, private readonly known: Lowered) {
    for (const graph of known.graph.functions) {
      if (graph.parent === null) continue;
      add(this.candidates, keyOf(graph.kind, graph.name, graph.range.end - graph.range.start), graph.id);
      add(this.childrenOf, graph.parent, graph);
    }
    for (const cls of known.graph.classes) add(this.classesIn, cls.parent, cls);
    known.graph.types.forEach((type, i) => {
      add(this.typesIn, known.typeOwners[i] ?? 0, type);
    });
  }

  /** The function that a request means again; each is found once. */
  find(request: Omit<FunctionRequest, 'id'>, context: string): Before | null {
    if (request.parent === null) return null;
    const { start, end } = this.after.range(request.node);
    for (const id of this.candidates.get(keyOf(request.kind, request.name, end - start)) ?? none) {
      const graph = this.known.graph.functions[id];
      const node = this.known.nodes[id] ?? NONE;
      if (graph === undefined || this.taken.has(id) || this.known.contexts[id] !== context || (graph.class === null) !== (request.class === null)) continue;
      if (!this.isSameText(graph.range.start, start, end - start) || !this.isSameSyntax(node, request.node)) continue;
      this.take(id);
      return { graph, node };
    }
    return null;
  }

  children(of: FunctionGraph): readonly Before[] {
    return (this.childrenOf.get(of.id) ?? none).map((graph) => ({ graph, node: this.known.nodes[graph.id] ?? NONE }));
  }

  /** Whether nothing in it has a number of its own: most functions. */
  isPlain({ id }: FunctionGraph): boolean {
    return !this.childrenOf.has(id) && !this.classesIn.has(id) && !this.typesIn.has(id);
  }

  contextOf(of: FunctionGraph): string {
    return this.known.contexts[of.id] ?? '';
  }

  classes(of: FunctionGraph): readonly ClassGraph[] {
    return this.classesIn.get(of.id) ?? none;
  }

  types(of: FunctionGraph): readonly TypeDeclaration[] {
    return this.typesIn.get(of.id) ?? none;
  }

  /** The function and all inside it are spoken for. */
  private take(id: FunctionId): void {
    const waiting = [id];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      this.taken.add(at);
      for (const child of this.childrenOf.get(at) ?? none) waiting.push(child.id);
    }
  }

  private isSameText(from: number, to: number, length: number): boolean {
    return this.before.text.slice(from, from + length) === this.after.text.slice(to, to + length);
  }

  /** Whether two subtrees are alike. A parser that mends broken text may see the same text in two ways. */
  private isSameSyntax(old: FlatNode, now: FlatNode): boolean {
    const { before, after } = this;
    const count = after.after(now) - now;
    if (old === NONE || before.after(old) - old !== count) return false;
    const moved = after.start(now) - before.start(old);
    for (let i = 0; i < count; i++) {
      if (before.kinds[old + i] !== after.kinds[now + i] || (before.starts[old + i] ?? 0) + moved !== after.starts[now + i] || (before.ends[old + i] ?? 0) + moved !== after.ends[now + i]) return false;
      if (i > 0 && (before.fields[old + i] !== after.fields[now + i] || (before.afters[old + i] ?? 0) - old !== (after.afters[now + i] ?? 0) - now)) return false;
    }
    return true;
  }
}

const none: readonly never[] = [];

function keyOf(kind: string, name: string, length: number): string {
  return `${kind} ${String(length)} ${name}`;
}

/** The nodes of a function whose inner functions and classes have other numbers now; the same list where none has. */
export function renumbered(nodes: readonly Node[], functions: ReadonlyMap<number, number>, classes: ReadonlyMap<number, number>): readonly Node[] {
  if ([functions, classes].every((numbers) => [...numbers].every(([old, now]) => old === now))) return nodes;
  return nodes.map((node) => {
    if (node.op === 'function') return { ...node, function: functions.get(node.function) ?? node.function };
    return node.op === 'class' ? { ...node, class: classes.get(node.class) ?? node.class } : node;
  });
}

function add<T, V>(map: Map<T, V[]>, key: T, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
