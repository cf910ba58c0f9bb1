/**
 * Are parts of an SDK of Caley's used that it keeps to itself? Code, since such packages are told by their name and
 * their folders alone, without a model of each. Must not tell of the project's own files.
 */
import type { NodeId, NodeOf } from '../../flow';
import type { Policy } from '../../policy';
import type { Evaluator } from '../evaluate';
import { isThis } from '../program';
import type { Unit } from '../program';
import type { Value } from '../value';
import type { Check, Offence, Pass } from './check';

export function privateParts({ evaluator, policy, unit, words }: Pass): ReturnType<Check> {
  const inside = new Set(words.get('folders') ?? []);
  const told = new Set<string>();
  return unit.graph.nodes.flatMap((node): readonly Offence[] => {
    if (node.op === 'import') {
      if (node.typeOnly || told.has(node.module) || !isPrivatePath(policy, node, inside) || isOwn(evaluator.valueOf(unit, node.id))) return [];
      told.add(node.module);
      return [offence(unit, node.id, node.module, node.module)];
    }
    if (node.op !== 'field' || !/^_[A-Za-z]/.test(node.name)) return [];
    const imported = importBehind(evaluator, unit, node.object);
    const origin = imported?.unit.node(imported.node);
    if (imported === null || origin?.op !== 'import' || !isSdk(policy, origin.module) || isOwn(evaluator.valueOf(imported.unit, imported.node))) return [];
    return [offence(unit, node.id, node.name, origin.module)];
  });
}

/** Whether an import is of a file of the project's own. */
function isOwn({ functions, classes, modules, instances }: Value): boolean {
  return functions.length + classes.length + modules.length + instances.length > 0;
}

function offence(unit: Unit, node: NodeId, name: string, module: string): Offence {
  return { wrong: { unit, node }, around: node, sink: packageOf(module), sinkPath: module, name, details: {}, guessed: false };
}

/** The package of a module: `@caley/sdk` of `@caley/sdk/dist/http`, `caley_sdk` of `caley_sdk._http`. */
function packageOf(module: string): string {
  return /^(?:@[^/]+\/[^/]+|[^/.]+)/.exec(module)?.[0] ?? module;
}

/** Whether a package is one of Caley's own: by its scope, or the first word of its name. Those of others who integrate with Caley carry theirs. */
function isSdk(policy: Policy, module: string): boolean {
  const [first = '', second = ''] = module.split('/');
  const name = first.startsWith('@') ? first.slice(1) : (first.split(/[-_.]/)[0] ?? '');
  return policy.isCaleyName(name) && name.toLowerCase() === name && (!first.startsWith('@') || second !== '');
}

/** `@caley/sdk/dist/internal/http`, `caley_sdk._http`. `inside`: folders that a package keeps to itself, whatever it exports beside them. */
function isPrivatePath(policy: Policy, { module, name }: NodeOf<'import'>, inside: ReadonlySet<string>): boolean {
  if (!isSdk(policy, module)) return false;
  const parts = module.split('/').slice(module.startsWith('@') ? 2 : 1);
  const dotted = module.includes('/') ? [] : module.split('.').slice(1);
  return [...parts, ...dotted].some((part) => inside.has(part)) || [...parts, ...dotted, name].some((part) => /^_[A-Za-z]/.test(part));
}

/** Steps from a value back to the import that it comes from. */
const maxSteps = 24;

/** The import that a value is, or is made by, through calls, fields and variables of the file. */
function importBehind(evaluator: Evaluator, unit: Unit, id: NodeId, steps = maxSteps): Imported | null {
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
