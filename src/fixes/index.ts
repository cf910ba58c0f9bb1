export type { Fix, FixContext } from './fix';
export { fixes } from './registry';
export { reasonPlaceholder } from './suppress';
