/**
 * What does the class around a function take over from, as it is named there?
 * Must not make an instance of it: that is for who asks.
 */
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import type { Value } from './value';

/** The value after `extends`; null where there is none. */
export function superclassOf(evaluator: Evaluator, unit: Unit): Value | null {
  const cls = unit.source.classAround(unit)?.graph;
  const parent = unit.source.units[cls?.parent ?? -1];
  const superclass = cls?.superclass ?? null;
  return superclass === null || parent === undefined ? null : evaluator.valueOf(parent, superclass);
}
