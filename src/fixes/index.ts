export type { Fix, FixContext } from './fix';
export { fixes, offeredBy } from './registry';
export { reasonPlaceholder } from './suppress';
