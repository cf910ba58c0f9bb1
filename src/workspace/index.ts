export { createPart, createWorkspace, cutShort, defaultConfiguration } from './workspace';
export type { WorkspaceOptions } from './workspace';
export type { Change, Configuration, FileView, OfferedFix, Reported, Skipped, Snapshot, Suppression, Workspace } from './types';
export { parseSuppressions, suppressionOf, unusedSuppressions } from './suppressions';
export { isDeclaration } from './declarations';
export type { Declared, Judgement, Part, Survey, Trace } from './part';
export { outdated } from './reuse';
export type { Known, Present } from './reuse';
export type { ParsedSuppressions, PlacedSuppression, SuppressionMistake, SuppressionSource } from './suppressions';
