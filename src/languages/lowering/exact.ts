/**
 * How much room does a list take that stays? Lists grow with room to spare, some 150 bytes each: of graphs, which are
 * kept by the million nodes, a sixth of the memory. Must not know what is listed.
 */

const none: readonly never[] = [];

/** The list without room to spare; none of its own where it is empty. */
export function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}
