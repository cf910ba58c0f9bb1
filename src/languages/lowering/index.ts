export { conditionsOf, guardWhen, plainCondition, type Condition, type Conditions, type LogicalOperator, type LogicalSyntax } from './conditions';
export { NOTHING, type Changes, type Mark, type Slot } from './environment';
export { FlatTree, NONE, treeOf, type FlatNode } from './flat-tree';
export {
  FunctionLowering, type AnyLowering, type Dispatch, type FileLowering, type FunctionRequest, type JumpTarget, type ThrowTarget,
} from './function-lowering';
export { endOf, lowerTryParts, meet, type End, type TryParts } from './joins';
export { closeLoop, enterLoop, leaveLoop, nextRound, type Loop } from './loop-state';
export { handlerTable, lowerFile } from './lower-file';
export { mayChange } from './mutability';
export { parseFlat } from './parse-flat';
export type { FlatColumns, Repair, Syntax } from './syntax';
export { bindName, updateMember } from './writes';
