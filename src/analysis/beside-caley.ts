/**
 * Has a file to do with Caley: does it name it, or show something of it on a page? Asked only where a rule has found all else.
 * Must not tell whether code beside it has to do with that.
 */
import type { Policy } from '../policy';
import { isSdk } from './checks/sdk-imports';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import type { Source } from './source';

type Look = (evaluator: Evaluator, policy: Policy, unit: Unit) => boolean;

/** Kinds of places that take the address of what a page shows or runs. */
const shown = ['sink.navigation.frame', 'sink.navigation.web-view', 'option.script', 'option.source'];
/** Longer texts are programs or data. */
const maxText = 2_000;

const looks: ReadonlyMap<string, Look> = new Map<string, Look>([
  ['context.names-caley', names],
  ['context.shows-caley', shows],
]);

/** Whether a kind of `context.*` holds in all of a file. False for kinds that speak of calls. */
export function isBesideCaley(evaluator: Evaluator, policy: Policy, source: Source, context: string): boolean {
  const look = looks.get(context);
  return look !== undefined && evaluator.keptOf(source, context, false, () => source.units.some((unit) => look(evaluator, policy, unit)), Object.is);
}

function names(_: Evaluator, policy: Policy, { graph }: Unit): boolean {
  return graph.nodes.some((node) => {
    if (node.op === 'import') return policy.isCaleyName(node.module);
    return node.op === 'constant' && typeof node.value === 'string' && node.value.length <= maxText && (node.value.match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => policy.isCaleyName(word));
  });
}

function shows(evaluator: Evaluator, policy: Policy, unit: Unit): boolean {
  if (unit.graph.nodes.some((node) => (node.op === 'import' && isSdk(policy, node.module)) || (node.op === 'markup' && policy.isCaleyName(node.name)))) return true;
  return evaluator.emissionsOf(unit).some(({ kind, value }) => shown.includes(kind) && value.constants.some((constant) => typeof constant.value === 'string' && policy.partyOf(constant.value)?.role === 'caley'));
}
