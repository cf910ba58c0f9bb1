/**
 * How much room does a list take that stays? Lists grow with room to spare, some 150 bytes each: of what is kept
 * by the million, that is half the memory.
 */

const none: readonly never[] = [];

/** The list without room to spare; none of its own where it is empty. */
export function exact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}
