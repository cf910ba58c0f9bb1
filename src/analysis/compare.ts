/**
 * When do two values say the same, and which of two ways to the same datum is told?
 * One total order on everything that values list, so that merging gives the same result
 * in whatever order the parts come. Must not evaluate.
 */
import type { Confidence } from '../policy';
import type { Place } from '../models';
import type { ClassRef, Unit } from './program';
import type { Source } from './source';
import type { ResolvedType } from './types';
import type { Folded, Input, Made, Step, Taint, Value } from './value';

/** Negative where `a` comes first, 0 where they are the same. */
export type Order<T> = (a: T, b: T) => number;

/** Fields deeper than this are not compared: values that nest without end count as the same from there on. */
const maxFieldDepth = 8;

const confidences: readonly Confidence[] = ['high', 'medium', 'low'];

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareLists<T>(a: readonly T[], b: readonly T[], compare: Order<T>): number {
  if (a === b) return 0;
  if (a.length !== b.length) return a.length - b.length;
  for (const [i, item] of a.entries()) {
    const other = b[i];
    const order = other === undefined ? 1 : compare(item, other);
    if (order !== 0) return order;
  }
  return 0;
}

/** A function that an edit ended is not the one that has its place now. */
export function compareUnits(a: Unit, b: Unit): number {
  return a === b ? 0 : compareText(a.source.path, b.source.path) || a.number - b.number || a.serial - b.serial;
}

export function compareClasses(a: ClassRef, b: ClassRef): number {
  return a === b ? 0 : compareText(a.source.path, b.source.path) || a.number - b.number;
}

export function compareSources(a: Source, b: Source): number {
  return a === b ? 0 : compareText(a.path, b.path);
}

export function comparePlaces(a: Place, b: Place): number {
  return a === b ? 0 : compareText(a.package, b.package) || compareText(a.path, b.path) || compareText(a.variant, b.variant);
}

/** Which input: fewer fields first. */
export function compareInputs(a: Input, b: Input): number {
  if (a === b) return 0;
  return compareUnits(a.unit, b.unit) || a.index - b.index || compareLists(a.fields, b.fields, compareText) || compareLists(a.marks, b.marks, compareText);
}

/** Which datum; not how sure it is, nor how it came. */
export function compareTaints(a: Taint, b: Taint): number {
  if (a === b) return 0;
  return compareText(a.kind, b.kind) || Number(a.caley) - Number(b.caley) || compareLists(a.marks, b.marks, compareText) || compareGuesses(a.guess, b.guess);
}

function compareGuesses(a: Input | null, b: Input | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareInputs(a, b);
}

/** Which constant; not where it stands. */
export function compareConstants(a: Folded, b: Folded): number {
  if (a === b || (a.value === b.value && a.open === b.open)) return 0;
  return compareText(typeof a.value, typeof b.value) || compareText(String(a.value), String(b.value)) || Number(a.open) - Number(b.open);
}

/** In order of the text. */
export function compareStands(a: Folded, b: Folded): number {
  return compareUnits(a.unit, b.unit) || a.node - b.node || compareConstants(a, b);
}

/** The shorter way first, then the one that stands earlier in the text, looked at from its end. */
export function compareTraces(a: Step, b: Step): number {
  if (a === b) return 0;
  if (a.length !== b.length) return a.length - b.length;
  let [left, right]: [Step | null, Step | null] = [a, b];
  while (left !== null && right !== null && left !== right) {
    const order = compareUnits(left.unit, right.unit) || left.node - right.node || compareText(left.role, right.role) || compareText(left.name, right.name);
    if (order !== 0) return order;
    [left, right] = [left.previous, right.previous];
  }
  return 0;
}

/** Of the same datum: the surer, then by way. */
export function compareEvidence(a: Taint, b: Taint): number {
  return confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) || compareTraces(a.trace, b.trace);
}

/** Any order will do, as long as it is one. */
export function compareTypes(a: ResolvedType, b: ResolvedType): number {
  if (a === b) return 0;
  return compareText(a.name ?? '', b.name ?? '') || compareText(a.place?.path ?? '', b.place?.path ?? '') || (a.fields?.size ?? 0) - (b.fields?.size ?? 0);
}

export function compareMade(a: Made, b: Made): number {
  return compareUnits(a.unit, b.unit) || a.call - b.call;
}

/** Whether two values say the same, the ways of their data included. */
export function sameValue(a: Value, b: Value, depth = maxFieldDepth): boolean {
  if (a === b) return true;
  return (
    a.opaque === b.opaque &&
    sameOrNone(a.made, b.made, compareMade) &&
    sameOrNone(a.type, b.type, compareTypes) &&
    compareLists(a.taints, b.taints, (x, y) => compareTaints(x, y) || compareEvidence(x, y)) === 0 &&
    compareLists(a.inputs, b.inputs, (x, y) => compareInputs(x, y) || compareTraces(x.trace, y.trace)) === 0 &&
    compareLists(a.places, b.places, comparePlaces) === 0 &&
    compareLists(a.functions, b.functions, sameOnly) === 0 &&
    compareLists(a.classes, b.classes, sameOnly) === 0 &&
    compareLists(a.instances, b.instances, sameOnly) === 0 &&
    compareLists(a.modules, b.modules, sameOnly) === 0 &&
    compareLists(a.constants, b.constants, compareStands) === 0 &&
    sameFields(a.fields, b.fields, depth)
  );
}

/** For what has a place that another may take after an edit. */
function sameOnly(a: unknown, b: unknown): number {
  return a === b ? 0 : 1;
}

function sameOrNone<T>(a: T | null, b: T | null, compare: Order<T>): boolean {
  return a === b || (a !== null && b !== null && compare(a, b) === 0);
}

function sameFields(a: Value['fields'], b: Value['fields'], depth: number): boolean {
  if (a === b) return true;
  if (a?.size !== b?.size || a === null || b === null) return false;
  if (depth === 0) return true;
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other === undefined || !sameValue(value, other, depth - 1)) return false;
  }
  return true;
}
