/**
 * Does a file integrate with Caley: by a package of Caley's, a host of Caley's, or a variable of the environment that is called so? Must not follow values: what is
 * written in the file is enough. And what is told where nobody declares that.
 */
import type { AbsenceCheck, Policy } from '../policy';
import type { Range } from '../text';
import { isSdk } from './checks/sdk-imports';
import type { Finding } from './finding';
import { withIdentities } from './identity';
import type { Unit } from './program';
import type { Ruled } from './rule-book';
import { isTextLike } from './shapes';
import type { Source } from './source';

/** No file that says nothing of the kind is looked through. */
const mention = /caley/i;
/** Longer texts are programs or data. */
const longest = 2_000;

/** The first place that shows it; null where none does. */
export function integrationIn(policy: Pick<Policy, 'hostClass' | 'isCaleyName'>, { variables }: AbsenceCheck, text: string, source: Source): Range | null {
  if (!mention.test(text)) return null;
  for (const unit of source.units) {
    const node = unit.graph.nodes.find((one) => isIntegration(policy, variables, one));
    if (node !== undefined) return unit.rangeOf(node);
  }
  // A file of variables is settings alone.
  const entries = source.graph.language === 'dotenv' ? (source.graph.settings ?? []).flatMap(({ root }) => (root.kind === 'map' ? root.entries : [])) : [];
  return entries.find(({ key }) => isVariable(variables, key))?.keyRange ?? null;
}

function isIntegration(policy: Pick<Policy, 'hostClass' | 'isCaleyName'>, variables: readonly string[], node: Unit['graph']['nodes'][number]): boolean {
  switch (node.op) {
    case 'import':
      return !node.typeOnly && isSdk(policy, node.module);
    case 'field':
      return isVariable(variables, node.name);
    case 'constant':
      return typeof node.value === 'string' && node.value.length <= longest && mention.test(node.value) && (isVariable(variables, node.value) || (/^[a-z]+:\/\//i.test(node.value) && policy.hostClass(node.value) === 'caley'));
    default:
      return false;
  }
}

/** `CALEY_API_KEY`. */
function isVariable(patterns: readonly string[], name: string): boolean {
  return name.toUpperCase() === name && isTextLike(name, patterns);
}

/** What a rule tells in a file at a place, where the project lacks what it asks for. */
export function absenceFinding({ rule, check }: Ruled<AbsenceCheck>, file: string, range: Range): Finding | null {
  const [finding] = withIdentities([{
    rule: rule.id, clause: rule.clause, severity: rule.severity, confidence: rule.confidence, file, range, kinds: [], value: '', sink: '', sinkPath: check.of, party: null, details: {}, flow: [], function: '',
    places: { value: range, sink: range },
  }]);
  return finding ?? null;
}
