/**
 * How does a tree become a graph? Collects the handlers of all syntax and works
 * through the file's functions, outermost first; nesting costs no stack.
 */
import type { ClassGraph, FileGraph, FunctionGraph, TypeDeclaration } from '../../flow';
import { assignmentHandlers } from './assignments';
import { branchHandlers } from './branches';
import { chainHandlers } from './chains';
import { classExpressionHandlers, classStatementHandlers } from './classes';
import { varPoints } from './declared-names';
import type { FlatTree } from './flat-tree';
import { lowerFunction } from './function-bodies';
import type { Dispatch, FileLowering, FunctionRequest } from './function-lowering';
import { functionHandlers } from './functions';
import { jsxHandlers } from './jsx';
import { Kind } from './kinds';
import { literalHandlers } from './literals';
import { loopHandlers } from './loops';
import { moduleHandlers } from './modules';
import { operatorHandlers } from './operators';
import { statementHandlers } from './statements';
import { brokenExpressionHandlers, brokenStatementHandlers } from './syntax-errors';
import { typescriptHandlers } from './typescript-statements';

type Handlers<H> = Readonly<Partial<Record<keyof typeof Kind, H>>>;

/** Handlers by name as a table by number. */
function table<H>(...groups: readonly Handlers<H>[]): (H | undefined)[] {
  const result = new Array<H | undefined>(Kind.other).fill(undefined);
  for (const group of groups) {
    for (const [name, handler] of Object.entries(group)) result[Kind[name as keyof typeof Kind]] = handler;
  }
  return result;
}

const dispatch: Dispatch = {
  expressions: table(
    literalHandlers, chainHandlers, operatorHandlers, assignmentHandlers, functionHandlers, classExpressionHandlers, jsxHandlers, brokenExpressionHandlers,
  ),
  statements: table(
    statementHandlers, branchHandlers, loopHandlers, classStatementHandlers, moduleHandlers, typescriptHandlers, brokenStatementHandlers,
  ),
};

/** Total: broken and unknown syntax is in the graph as `unsupported`. */
export function lowerJavaScript(tree: FlatTree): FileGraph {
  const functions: FunctionGraph[] = [];
  const classes: (ClassGraph | undefined)[] = [];
  const types: TypeDeclaration[] = [];
  const waiting: FunctionRequest[] = [];
  const file: FileLowering = {
    tree,
    dispatch,
    varPoints: varPoints(tree),
    requestFunction: ({ node, name, kind, parent, class: owner }) => waiting.push({ id: waiting.length, node, name, kind, parent, class: owner }) - 1,
    nextClass: () => classes.push(undefined) - 1,
    defineClass: (graph) => {
      classes[graph.id] = graph;
    },
    declareType: (type) => types.push(type),
  };
  file.requestFunction({ node: tree.root, name: '<module>', kind: 'module', parent: null, class: null });
  // Lowering a function appends those inside it.
  for (const request of waiting) functions.push(lowerFunction(file, request));
  return {
    language: tree.language,
    functions,
    classes: classes.filter((graph) => graph !== undefined),
    types,
    comments: tree.comments.map((range) => ({ range, text: tree.text.slice(range.start, range.end) })),
    syntaxErrors: tree.syntaxErrors,
  };
}
