/**
 * How does a tree become a graph? Collects the handlers of all syntax.
 */
import type { FileGraph } from '../../flow';
import { handlerTable, lowerFile } from '../lowering';
import { assignmentHandlers } from './assignments';
import { branchHandlers } from './branches';
import { chainHandlers } from './chains';
import { classExpressionHandlers, classStatementHandlers } from './classes';
import { varPoints } from './declared-names';
import type { FlatTree } from './flat-tree';
import { lowerFunction } from './function-bodies';
import type { Dispatch, ExpressionHandler, FileLowering, StatementHandler } from './function-lowering';
import { functionHandlers } from './functions';
import { Docs } from './jsdoc';
import { jsxHandlers } from './jsx';
import { Kind } from './kinds';
import { literalHandlers } from './literals';
import { loopHandlers } from './loops';
import { moduleHandlers } from './modules';
import { operatorHandlers } from './operators';
import { statementHandlers } from './statements';
import { brokenExpressionHandlers, brokenStatementHandlers } from './syntax-errors';
import { typescriptHandlers } from './typescript-statements';

const dispatch: Dispatch = {
  expressions: handlerTable<ExpressionHandler>(
    Kind, Kind.other, literalHandlers, chainHandlers, operatorHandlers, assignmentHandlers, functionHandlers, classExpressionHandlers, jsxHandlers, brokenExpressionHandlers,
  ),
  statements: handlerTable<StatementHandler>(
    Kind, Kind.other, statementHandlers, branchHandlers, loopHandlers, classStatementHandlers, moduleHandlers, typescriptHandlers, brokenStatementHandlers,
  ),
};

/** Total: broken and unknown syntax is in the graph as `unsupported`. */
export function lowerJavaScript(tree: FlatTree, before: FlatTree | null): FileGraph {
  return lowerFile(tree, before, (common) => {
    const file: FileLowering = Object.assign(common, { dispatch, varPoints: varPoints(tree), docs: Docs.of(tree) });
    return { lower: (request) => lowerFunction(file, request), contextOf: ({ node }) => file.docs?.textBefore(node) ?? '' };
  });
}
