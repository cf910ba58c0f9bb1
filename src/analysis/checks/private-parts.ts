/**
 * Are parts of an SDK of Caley's used that it keeps to itself? Code, since such packages are told by their name and
 * their folders alone, without a model of each. Must not tell of the project's own files.
 */
import type { NodeId, NodeOf } from '../../flow';
import type { Policy } from '../../policy';
import type { Unit } from '../program';
import type { Check, Offence, Pass } from './check';
import { importBehind, isOwn, isSdk, packageOf } from './sdk-imports';

export function privateParts({ evaluator, policy, unit, words }: Pass): ReturnType<Check> {
  const inside = new Set(words['folders']);
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

function offence(unit: Unit, node: NodeId, name: string, module: string): Offence {
  return { wrong: { unit, node }, around: node, sink: packageOf(module), sinkPath: module, name, details: {}, guessed: false };
}

/** `@caley/sdk/dist/internal/http`, `caley_sdk._http`. `inside`: folders that a package keeps to itself, whatever it exports beside them. */
function isPrivatePath(policy: Policy, { module, name }: NodeOf<'import'>, inside: ReadonlySet<string>): boolean {
  if (!isSdk(policy, module)) return false;
  const parts = module.split('/').slice(module.startsWith('@') ? 2 : 1);
  const dotted = module.includes('/') ? [] : module.split('.').slice(1);
  return [...parts, ...dotted].some((part) => inside.has(part)) || [...parts, ...dotted, name].some((part) => /^_[A-Za-z]/.test(part));
}
