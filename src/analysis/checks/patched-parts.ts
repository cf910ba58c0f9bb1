/**
 * Is an SDK of Caley's changed from outside: is something else put in the place of what it exports, or of what its classes do?
 * Code, since such packages are told by their name alone. Must not tell of objects that the SDK made: those are the project's to set up.
 */
import type { NodeId } from '../../flow';
import type { Unit } from '../program';
import type { Check, Offence, Pass } from './check';
import { importBehind, isOwn, isSdk } from './sdk-imports';

export function patchedParts({ evaluator, policy, unit }: Pass): ReturnType<Check> {
  return unit.graph.nodes.flatMap((node): readonly Offence[] => {
    if (node.op !== 'update' || node.name === null) return [];
    const imported = isMade(unit, node.object) ? null : importBehind(evaluator, unit, node.object);
    const origin = imported?.unit.node(imported.node);
    if (imported === null || origin?.op !== 'import' || !isSdk(policy, origin.module) || isOwn(evaluator.valueOf(imported.unit, imported.node))) return [];
    return [{ wrong: { unit, node: node.id }, around: node.id, sink: origin.module, sinkPath: origin.module, name: node.name, details: {}, guessed: false }];
  });
}

/** Steps from what is assigned to back to where it comes from. */
const maxSteps = 24;

/** Whether a call made it, as far as that is to be seen in the function: an object, rather than the package, a class or its prototype. */
function isMade(unit: Unit, id: NodeId): boolean {
  let at = id;
  for (let steps = 0; steps < maxSteps; steps++) {
    const node = unit.node(unit.unwrapped(at));
    if (node?.op === 'call' || node?.op === 'parameter' || node?.op === 'this') return true;
    // Of a variable outside, or a member, it is not to be seen here.
    if (node?.op === 'outer') return madeOutside(unit, node.name);
    if (node?.op !== 'field' && node?.op !== 'update' && node?.op !== 'element') return node?.op !== 'import';
    at = node.object;
  }
  return true;
}

/** Whether a variable of an enclosing function holds anything but an import. */
function madeOutside(unit: Unit, name: string): boolean {
  const outer = unit.graph.parent === null ? undefined : unit.source.units[unit.graph.parent];
  if (outer === undefined) return true;
  const values = outer.graph.variables.filter((variable) => variable.name === name).flatMap((variable) => variable.values);
  return values.length === 0 ? madeOutside(outer, name) : values.some((value) => isMade(outer, value));
}
