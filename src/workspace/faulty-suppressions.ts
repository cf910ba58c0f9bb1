/**
 * Which comments that are to hide findings are findings themselves? Those that lack what a rule asks of them; the others stay
 * mistakes. Must not read comments: see suppressions.ts.
 */
import { withIdentities } from '../analysis';
import type { Ruled } from '../analysis';
import type { SuppressionCheck } from '../policy';
import type { SuppressionMistake } from './suppressions';
import type { Reported } from './types';

/** `text`: of the file, for the day on which one expired. */
export function faultySuppressions(mistakes: readonly SuppressionMistake[], rules: readonly Ruled<SuppressionCheck>[], text: string): { readonly faults: readonly Reported[]; readonly mistakes: readonly SuppressionMistake[] } {
  const ruleOf = ({ kind }: SuppressionMistake): Ruled<SuppressionCheck> | undefined => rules.find(({ check }) => check.of.some((fault) => fault === kind));
  const findings = mistakes.flatMap((mistake) => {
    const rule = ruleOf(mistake)?.rule;
    if (rule === undefined) return [];
    const { range, file } = mistake;
    const day = mistake.kind === 'expired' ? { day: text.slice(range.start, range.end) } : {};
    return [{
      rule: rule.id, clause: rule.clause, severity: rule.severity, confidence: rule.confidence, file, range, kinds: [], value: 'caley-ignore', sink: '', sinkPath: 'caley-ignore',
      party: null, details: day, flow: [], function: '', places: { value: range, sink: range },
    }];
  });
  return { faults: withIdentities(findings).map((finding) => ({ finding, suppression: null })), mistakes: mistakes.filter((mistake) => ruleOf(mistake) === undefined) };
}
