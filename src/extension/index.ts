// What can be used without VS Code; the extension itself is started through extension.ts.
export { Backoff } from './backoff';
export { launch } from './launch';
export type { Launch } from './launch';
