/**
 * Which import does a value come from, and is it of a package of Caley's? Such packages are told by their name alone.
 * Must not know what of them may be used.
 */
import type { NodeId, NodeOf } from '../../flow';
import type { Policy } from '../../policy';
import type { Evaluator } from '../evaluate';
import { isThis } from '../program';
import type { Unit } from '../program';
import type { Value } from '../value';

/** Whether an import is of a file of the project's own. */
export function isOwn({ functions, classes, modules, instances }: Value): boolean {
  return functions.length + classes.length + modules.length + instances.length > 0;
}

/** The package of a module: `@caley/sdk` of `@caley/sdk/dist/http`, `caley_sdk` of `caley_sdk._http`. */
export function packageOf(module: string): string {
  return /^(?:@[^/]+\/[^/]+|[^/.]+)/.exec(module)?.[0] ?? module;
}

/** Whether a package is one of Caley's own: by its scope, or the first word of its name. Those of others who integrate with Caley carry theirs. */
export function isSdk(policy: Pick<Policy, 'isCaleyName'>, module: string): boolean {
  const [first = '', second = ''] = module.split('/');
  const name = first.startsWith('@') ? first.slice(1) : (first.split(/[-_.]/)[0] ?? '');
  return policy.isCaleyName(name) && name.toLowerCase() === name && (!first.startsWith('@') || second !== '');
}

/** Steps from a value back to the import that it comes from. */
const maxSteps = 24;

/** The import that a value is, or is made by, through calls, fields and variables of the file. */
export function importBehind(evaluator: Evaluator, unit: Unit, id: NodeId, steps = maxSteps): Imported | null {
  const node = unit.node(id);
  if (node === undefined || steps === 0) return null;
  const behind = (at: NodeId): Imported | null => importBehind(evaluator, unit, at, steps - 1);
  switch (node.op) {
    case 'import':
      return node.typeOnly ? null : { unit, node: id };
    case 'read':
    case 'bind':
    case 'await':
    case 'cast':
    case 'after':
      return behind(node.value);
    case 'call':
      return behind(node.callee);
    case 'update':
    case 'element':
      return behind(node.object);
    case 'field':
      return isThisAt(unit, node.object) ? memberBehind(evaluator, unit, node.name, steps) : behind(node.object);
    case 'outer':
      return variableBehind(evaluator, unit, node, steps);
    default:
      return null;
  }
}

interface Imported {
  readonly unit: Unit;
  readonly node: NodeId;
}

function isSameImport(a: Imported | null, b: Imported | null): boolean {
  return a === b || (a !== null && b !== null && a.unit === b.unit && a.node === b.node);
}

/** A variable of an enclosing function, where it is given one value only. */
function variableBehind(evaluator: Evaluator, unit: Unit, { name, start }: NodeOf<'outer'>, steps: number): Imported | null {
  const found = unit.source.resolve(unit, name, unit.graph.range.start + start);
  const holder = found === null ? undefined : unit.source.units[found.function];
  if (found === null || holder === undefined) return null;
  const index = holder.variables.get(name)?.indexOf(found.variable) ?? 0;
  // Begins like the key of the variable's value: what takes that back takes this back.
  return evaluator.keptOf(holder, `variable ${name} ${String(index)} import`, null, () => {
    const [only, ...others] = holder.variables.get(name)?.[index]?.values ?? [];
    return only === undefined || others.length > 0 ? null : importBehind(evaluator, holder, only, steps - 1);
  }, isSameImport);
}

function isThisAt(unit: Unit, id: NodeId): boolean {
  const node = unit.node(unit.unwrapped(id));
  return node !== undefined && isThis(node);
}

/** What a member of the class around is given, where that is one value. */
function memberBehind(evaluator: Evaluator, unit: Unit, name: string, steps: number): Imported | null {
  const cls = unit.source.classAround(unit);
  if (cls === null) return null;
  // Begins like what members keep for each other: what takes that back takes this back.
  return evaluator.keptOf(cls, `siblings import ${name}`, null, () => {
    const initial = cls.source.membersOf(cls.graph, name).flatMap(({ function: id }) => (id === null ? [] : (cls.source.units[id] ?? [])));
    const given: readonly Imported[] = [...initial.flatMap((one) => one.graph.returns.map((node) => ({ unit: one, node }))), ...cls.source.writesTo(cls, name)];
    const [only, ...others] = given;
    return only === undefined || others.length > 0 ? null : importBehind(evaluator, only.unit, only.node, steps - 1);
  }, isSameImport);
}
