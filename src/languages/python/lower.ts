/**
 * How does a tree become a graph? Collects the handlers of all syntax.
 */
import type { FileGraph } from '../../flow';
import { handlerTable, lowerFile } from '../lowering';
import { assignmentHandlers, assignmentStatementHandlers } from './assignments';
import { branchHandlers } from './branches';
import { chainHandlers } from './chains';
import { classHandlers } from './classes';
import { comprehensionHandlers } from './comprehensions';
import type { FlatTree } from './flat-tree';
import { lowerFunction } from './function-bodies';
import type { Dispatch, ExpressionHandler, FileLowering, StatementHandler } from './function-lowering';
import { functionExpressionHandlers, functionStatementHandlers } from './functions';
import { Kind } from './kinds';
import { literalHandlers } from './literals';
import { loopHandlers } from './loops';
import { matchHandlers } from './matches';
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
export function lowerPython(tree: FlatTree): FileGraph {
  return lowerFile(tree, (common) => {
    const file: FileLowering = { ...common, dispatch, classScopes: new Map() };
    return (request) => lowerFunction(file, request);
  });
}
