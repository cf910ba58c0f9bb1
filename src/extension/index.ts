// What can be used without VS Code; the extension itself is started through extension.ts.
export { Backoff } from './backoff';
export { launch } from './launch';
export type { Launch } from './launch';
export type { Exports } from './extension';
export type { FindingNode } from './views/findings-tree';
export { filterFindings, groupFindings } from './views/grouping';
