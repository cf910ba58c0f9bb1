import type { Fix } from './fix';
export type { Fix, FixContext } from './fix';

/** All fixes, by id. */
export const fixes: ReadonlyMap<string, Fix> = new Map();
