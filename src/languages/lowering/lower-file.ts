/**
 * How does a whole file become a graph? Works through its functions, outermost
 * first, so that nesting costs no stack; and the tables of handlers by kind.
 * Must not look at syntax.
 */
import type { ClassGraph, ClassId, FileGraph, FunctionGraph, FunctionId, TypeDeclaration } from '../../flow';
import type { FlatTree } from './flat-tree';
import type { FileLowering, FunctionRequest } from './function-lowering';
import { remember, renumbered, Reuse } from './reuse';
import type { Before } from './reuse';
import type { EnumObject } from './syntax';

/** Handlers by the names of kinds as a table by number. Of two handlers for a kind the later counts. */
export function handlerTable<H>(kinds: EnumObject, size: number, ...groups: readonly Readonly<Partial<Record<string, H>>>[]): (H | undefined)[] {
  const table = new Array<H | undefined>(size).fill(undefined);
  for (const group of groups) {
    for (const [name, handler] of Object.entries(group)) {
      const kind = kinds[name];
      if (typeof kind === 'number') table[kind] = handler;
    }
  }
  return table;
}

/** How a language lowers single functions of one file. */
export interface FunctionLowerer {
  lower(request: FunctionRequest): FunctionGraph;
  /** Whatever `lower` looks at outside of the function's own text, as text: a comment before it, the class around it. */
  contextOf(request: Omit<FunctionRequest, 'id'>): string;
}

/** A request, with what is known of the function from before. */
interface Waiting extends FunctionRequest {
  readonly before: Before | null;
}

/**
 * Lowers the module and every function requested from it. `open` is called once,
 * and answers how a single function lowers. Total if that is. Functions that are as they were in
 * `before`, a tree that was lowered, keep their graphs; the result is the same without it.
 */
export function lowerFile<K extends number, F extends number>(
  tree: FlatTree<K, F>, before: FlatTree<K, F> | null, open: (file: FileLowering<K, F>) => FunctionLowerer,
): FileGraph {
  const lowering = new FileLowerer(tree, before);
  return lowering.run(open(lowering));
}

class FileLowerer<K extends number, F extends number> implements FileLowering<K, F> {
  private readonly functions: FunctionGraph[] = [];
  private readonly classes: (ClassGraph | undefined)[] = [];
  private readonly types: TypeDeclaration[] = [];
  private readonly typeOwners: FunctionId[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly reuse: Reuse<K, F> | null;
  private readonly contexts: string[] = [];
  private lowerer: FunctionLowerer | null = null;

  constructor(readonly tree: FlatTree<K, F>, before: FlatTree<K, F> | null) {
    this.reuse = before === null ? null : Reuse.between(before, tree);
  }

  run(lowerer: FunctionLowerer): FileGraph {
    const { tree } = this;
    this.lowerer = lowerer;
    this.requestFunction({ node: tree.root, name: '<module>', kind: 'module', parent: null, class: null });
    // Lowering a function appends those inside it.
    for (const { before, ...request } of this.waiting) this.functions.push(before === null || this.reuse === null ? lowerer.lower(request) : this.adopt(request, before, this.reuse));
    const graph: FileGraph = {
      language: tree.language,
      functions: this.functions,
      classes: this.classes.filter((cls) => cls !== undefined),
      types: this.types,
      comments: tree.comments.map((range) => ({ range, text: tree.text.slice(range.start, range.end) })),
      syntaxErrors: tree.syntaxErrors,
    };
    remember(tree, { graph, nodes: this.waiting.map(({ node }) => node), contexts: this.contexts, typeOwners: this.typeOwners });
    return graph;
  }

  requestFunction({ node, name, kind, parent, class: owner }: Omit<FunctionRequest, 'id'>): FunctionId {
    const request = { node, name, kind, parent, class: owner };
    const context = this.lowerer?.contextOf(request) ?? '';
    return this.enter({ ...request, before: this.reuse?.find(request, context) ?? null }, context);
  }

  nextClass(): ClassId {
    return this.classes.push(undefined) - 1;
  }

  defineClass(graph: ClassGraph): void {
    this.classes[graph.id] = graph;
  }

  declareType(type: TypeDeclaration): void {
    this.types.push(type);
    this.typeOwners.push(this.functions.length);
  }

  private enter(waiting: Omit<Waiting, 'id'>, context: string): FunctionId {
    this.contexts.push(context);
    return this.waiting.push({ id: this.waiting.length, ...waiting }) - 1;
  }

  /** The graph from before, with the function's place and numbers of now; what is inside it comes along. */
  private adopt(request: FunctionRequest, { graph, node }: Before, reuse: Reuse<K, F>): FunctionGraph {
    const range = this.tree.range(request.node);
    const moved = range.start - graph.range.start;
    const { id, parent, class: owner } = request;
    if (reuse.isPlain(graph)) return { ...graph, id, parent, class: owner, range };
    const classes = new Map(reuse.classes(graph).map((cls) => [cls.id, this.nextClass()]));
    const functions = new Map<FunctionId, FunctionId>();
    for (const child of reuse.children(graph)) {
      const { name, kind, class: owner } = child.graph;
      const at = { node: request.node + child.node - node, name, kind, parent: request.id, class: owner === null ? null : (classes.get(owner) ?? request.class) };
      functions.set(child.graph.id, this.enter({ ...at, before: child }, reuse.contextOf(child.graph)));
    }
    for (const cls of reuse.classes(graph)) {
      const members = cls.members.map((member) => (member.function === null ? member : { ...member, function: functions.get(member.function) ?? null }));
      this.defineClass({ ...cls, id: classes.get(cls.id) ?? cls.id, parent: request.id, members });
    }
    for (const type of reuse.types(graph)) this.declareType({ ...type, range: { start: type.range.start + moved, end: type.range.end + moved } });
    return { ...graph, id, parent, class: owner, range, nodes: renumbered(graph.nodes, functions, classes) };
  }
}
