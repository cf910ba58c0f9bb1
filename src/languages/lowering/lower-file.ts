/**
 * How does a whole file become a graph? Works through its functions, outermost
 * first, so that nesting costs no stack; and the tables of handlers by kind.
 * Must not look at syntax.
 */
import type { ClassGraph, FileGraph, FunctionGraph, TypeDeclaration } from '../../flow';
import type { FlatTree } from './flat-tree';
import type { FileLowering, FunctionRequest } from './function-lowering';
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

/**
 * Lowers the module and every function requested from it. `open` is called once,
 * and answers how a single function lowers. Total if that is.
 */
export function lowerFile<K extends number, F extends number>(
  tree: FlatTree<K, F>, open: (file: FileLowering<K, F>) => (request: FunctionRequest) => FunctionGraph,
): FileGraph {
  const functions: FunctionGraph[] = [];
  const classes: (ClassGraph | undefined)[] = [];
  const types: TypeDeclaration[] = [];
  const waiting: FunctionRequest[] = [];
  const file: FileLowering<K, F> = {
    tree,
    requestFunction: ({ node, name, kind, parent, class: owner }) => waiting.push({ id: waiting.length, node, name, kind, parent, class: owner }) - 1,
    nextClass: () => classes.push(undefined) - 1,
    defineClass: (graph) => {
      classes[graph.id] = graph;
    },
    declareType: (type) => types.push(type),
  };
  const lower = open(file);
  file.requestFunction({ node: tree.root, name: '<module>', kind: 'module', parent: null, class: null });
  // Lowering a function appends those inside it.
  for (const request of waiting) functions.push(lower(request));
  return {
    language: tree.language,
    functions,
    classes: classes.filter((graph) => graph !== undefined),
    types,
    comments: tree.comments.map((range) => ({ range, text: tree.text.slice(range.start, range.end) })),
    syntaxErrors: tree.syntaxErrors,
  };
}
