/**
 * Do two graphs of a function say the same but for where they stand? Must not look at
 * ranges, nor at the numbers of functions and classes, which an edit elsewhere changes.
 */
import type { ClassGraph, ClassMember, FunctionGraph, Node } from '../flow';

/** Which functions and classes of the two files are one. */
export interface Correspondence {
  /** Whether every function and class has the number that it had. */
  readonly hasSameNumbers: boolean;
  isSameFunction(before: number, after: number): boolean;
  isSameClass(before: number, after: number): boolean;
}

export function isSameFunction(before: FunctionGraph, after: FunctionGraph, one: Correspondence): boolean {
  if (before.nodes.length !== after.nodes.length || before.kind !== after.kind || before.name !== after.name || before.async !== after.async || before.generator !== after.generator) return false;
  if (before.parameterCount !== after.parameterCount || !isSameOrNone(before.class, after.class, one.isSameClass.bind(one)) || !isSameOrNone(before.parent, after.parent, one.isSameFunction.bind(one))) return false;
  const isShared = before.nodes === after.nodes && before.variables === after.variables;
  if (isShared && one.hasSameNumbers) return true;
  if (!hasSameNodes(before.nodes, after.nodes, one)) return false;
  if (isShared) return true;
  return isAlike(before.guards, after.guards) && isAlike(before.variables, after.variables) && isAlike(before.returns, after.returns) && isAlike(before.outerWrites, after.outerWrites) &&
    isAlike(before.exports, after.exports) && isAlike(before.returnType, after.returnType);
}

function hasSameNodes(before: readonly Node[], after: readonly Node[], one: Correspondence): boolean {
  for (let i = 0; i < before.length; i++) {
    const [a, b] = [before[i], after[i]];
    if (a === undefined || b === undefined) return false;
    if (a.op === 'function') {
      if (b.op !== 'function' || !one.isSameFunction(a.function, b.function)) return false;
    } else if (a.op === 'class') {
      if (b.op !== 'class' || !one.isSameClass(a.class, b.class)) return false;
    } else if (a !== b && !isAlike(a, b)) return false;
  }
  return true;
}

/** Whether two classes have the same members, made by the same functions. */
export function isSameClass(before: ClassGraph, after: ClassGraph, one: Correspondence): boolean {
  if (before.name !== after.name || before.superclass !== after.superclass || !isAlike(before.decorators, after.decorators) || before.members.length !== after.members.length) return false;
  return before.members.every((member, i) => isSameMember(member, after.members[i], one));
}

function isSameMember(before: ClassMember, after: ClassMember | undefined, one: Correspondence): boolean {
  return after !== undefined && isSameOrNone(before.function, after.function, one.isSameFunction.bind(one)) && isAlike({ ...before, function: null }, { ...after, function: null });
}

/** Whether two classes have the same functions as members, behind the same decorators; beside these are at most fields of other names, which are none. */
export function hasSameMembers(before: ClassGraph, after: ClassGraph, one: Correspondence): boolean {
  const [old, now] = [functionsOf(before), functionsOf(after)];
  return old !== null && now !== null && old.length === now.length && isAlike(before.decorators, after.decorators) && old.every((member, i) => isSameMember(member, now[i], one));
}

/** The members that are functions; null where a name stands for another member as well. */
function functionsOf({ members }: ClassGraph): readonly ClassMember[] | null {
  const functions = members.filter((member) => member.function !== null);
  const names = new Set(functions.map(({ name }) => name));
  return members.some((member) => member.function === null && (member.name === null || names.has(member.name))) ? null : functions;
}

function isSameOrNone(a: number | null, b: number | null, isSame: (a: number, b: number) => boolean): boolean {
  return a === null || b === null ? a === b : isSame(a, b);
}

/** Keys under which things stand in the text. */
const places: ReadonlySet<string> = new Set(['start', 'end', 'range', 'scope']);

/** Whether two pieces of a graph are alike but for where they stand. */
export function isAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Number.isNaN(a) && Number.isNaN(b);
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => isAlike(item, b[i]));
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  for (const key in left) if (!places.has(key) && !isAlike(left[key], right[key])) return false;
  for (const key in right) if (!(key in left)) return false;
  return true;
}
