export { NOTHING, type Changes, type Mark, type Slot } from './environment';
export { FlatTree, NONE, treeOf, type FlatNode } from './flat-tree';
export { FunctionLowering, type Dispatch, type FileLowering, type FunctionRequest, type JumpTarget, type ThrowTarget } from './function-lowering';
export { handlerTable, lowerFile } from './lower-file';
export { parseFlat } from './parse-flat';
export type { OpenColumns, Syntax } from './syntax';
