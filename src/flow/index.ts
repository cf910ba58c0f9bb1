export { absoluteRange, resolveName } from './graph';
export type {
  Argument, ClassGraph, ClassId, ClassMember, Comment, Constant, DecoratedParameter, Export, FileGraph, FunctionGraph, FunctionId, Guard, GuardId,
  Node, NodeId, NodeOf, Op, OuterWrite, Property, ResolvedName, TypeDeclaration, TypeExpression, TypeField, Variable,
} from './graph';
export { moduleSettings } from './module-settings';
export { operandsOf } from './operands';
export { pack, unpack } from './packed';
export type { Packed } from './packed';
export { printFile, printFunction, printNode, printType } from './print';
export type { Setting, SettingDocument, SettingList, SettingMap, SettingScalar, SettingValue } from './settings';
export { withPairs } from './setting-pairs';
export { parseSettingPath } from './setting-path';
export { findSettings, leadsSomewhere, SettingSearch } from './setting-search';
export type { SettingAnswer, SettingQuestion } from './setting-search';
export { isLikeText } from './setting-values';
export type { SettingFound, SettingPath, SettingStep, SettingTest } from './setting-path';
