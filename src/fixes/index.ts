export type { Fix, FixContext } from './fix';
export { fixes, offeredBy } from './registry';
export { settingFixes } from './settings';
export { reasonPlaceholder } from './suppress';
