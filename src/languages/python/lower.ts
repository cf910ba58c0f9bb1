/**
 * How does a tree become a graph? Collects the handlers of all syntax.
 */
import type { ClassId, FileGraph } from '../../flow';
import { handlerTable, lowerFile } from '../lowering';
import { assignmentHandlers, assignmentStatementHandlers } from './assignments';
import { branchHandlers } from './branches';
import { chainHandlers } from './chains';
import { boundAt, classHandlers } from './classes';
import { comprehensionHandlers } from './comprehensions';
import type { FlatTree } from './flat-tree';
import { lowerFunction } from './function-bodies';
import type { ClassScope, Dispatch, ExpressionHandler, FileLowering, FunctionRequest, StatementHandler } from './function-lowering';
import { functionExpressionHandlers, functionStatementHandlers } from './functions';
import { Kind } from './kinds';
import { literalHandlers } from './literals';
import { loopHandlers } from './loops';
import { matchHandlers } from './matches';
import { methodRole } from './method-roles';
import { moduleHandlers } from './modules';
import { operatorHandlers } from './operators';
import { statementHandlers } from './statements';
import { stringHandlers } from './strings';
import { brokenExpressionHandlers, brokenStatementHandlers } from './syntax-errors';

const dispatch: Dispatch = {
  expressions: handlerTable<ExpressionHandler>(
    Kind, Kind.other, literalHandlers, stringHandlers, chainHandlers, operatorHandlers, assignmentHandlers, comprehensionHandlers,
    functionExpressionHandlers, brokenExpressionHandlers,
  ),
  statements: handlerTable<StatementHandler>(
    Kind, Kind.other, statementHandlers, assignmentStatementHandlers, branchHandlers, matchHandlers, loopHandlers, functionStatementHandlers,
    classHandlers, moduleHandlers, brokenStatementHandlers,
  ),
};

/** Total: broken and unknown syntax is in the graph as `unsupported`. */
export function lowerPython(tree: FlatTree, before: FlatTree | null): FileGraph {
  return lowerFile(tree, before, (common) => {
    const file: FileLowering = Object.assign(common, { dispatch, classScopes: new Map<ClassId, ClassScope>() });
    return { lower: (request) => lowerFunction(file, request), contextOf: (request) => contextOf(file, request) };
  });
}

/**
 * What the graph of a class's member depends on beside its own text: how its class is called; of a method what its
 * decorators make of its first parameter, of an initializer the names that are bound in the class so far.
 */
function contextOf({ tree, classScopes }: FileLowering, { node, kind, class: owner }: Omit<FunctionRequest, 'id'>): string {
  const scope = owner === null ? undefined : classScopes.get(owner);
  if (scope === undefined) return '';
  return `${scope.path.join('.')} ${kind === 'initializer' ? boundAt(scope, tree.start(node)) : methodRole(tree, node).receiver}`;
}
