/**
 * `npm run coverage`: what looks after each clause? Prints clauses by rules, by the languages that the rules'
 * pages show and by fixes, from the packs alone; then each fix by the languages in which it is proved. Fails where nothing looks after a clause: neither a rule nor a reason why only a
 * person can judge it. Must not judge code.
 */
import { findAssets, readPacks } from '../src/host';
import { readPolicy, readRulePage } from '../src/policy';
import type { Clause, Policy, Rule } from '../src/policy';

/** What becomes of a clause: a stable rule, one that is not on by itself, a person, or nothing yet. */
export type ClauseState = 'rules' | 'drafts' | 'person' | 'nothing yet';

export interface ClauseCoverage {
  readonly clause: Clause;
  readonly state: ClauseState;
  readonly stable: readonly Rule[];
  readonly drafts: readonly Rule[];
  /** Languages of the examples on the pages of its rules, `javascript` for all its dialects. */
  readonly languages: ReadonlySet<string>;
  /** Ids of fixes that its rules offer. */
  readonly fixes: ReadonlySet<string>;
}

const languageOfFence = new Map([...['ts', 'tsx', 'typescript', 'js', 'jsx', 'javascript'].map((fence) => [fence, 'javascript'] as const), ['py', 'python'], ['python', 'python']]);

export function coverageOf(policy: Policy): readonly ClauseCoverage[] {
  return [...policy.clauses.values()].map((clause) => {
    const rules = [...policy.rules.values()].filter((rule) => rule.clause === clause.id || rule.also.includes(clause.id));
    const stable = rules.filter(({ state }) => state === 'stable');
    return {
      clause, stable, drafts: rules.filter(({ state }) => state === 'draft'),
      state: stable.length > 0 ? 'rules' : clause.onlyAPerson !== null ? 'person' : rules.length > 0 ? 'drafts' : 'nothing yet',
      languages: new Set(rules.flatMap(languagesOf)), fixes: new Set(rules.flatMap((rule) => rule.fixes)),
    };
  });
}

export function languagesOf({ page }: Rule): readonly string[] {
  return readRulePage(page).examples.filter(({ marks }) => marks.some(({ type }) => type === 'finding')).flatMap(({ language }) => languageOfFence.get(language) ?? []);
}

/** A table of at most eighty columns, and totals below it. */
export function printCoverage(policy: Policy): string {
  const covered = coverageOf(policy);
  const row = (...[id, state, stable, drafts, languages, offered]: readonly string[]): string =>
    `${(id ?? '').padEnd(14)}${(state ?? '').padEnd(13)}${(stable ?? '').padStart(6)}${(drafts ?? '').padStart(8)}   ${(languages ?? '').padEnd(22)}${(offered ?? '').padStart(5)}`;
  const rows = covered.map(({ clause, state, stable, drafts, languages, fixes: offered }) =>
    row(clause.id, state, String(stable.length), String(drafts.length), [...languages].sort().join(', '), String(offered.size)).trimEnd());
  const rules = [...policy.rules.values()];
  const count = (state: ClauseState): string => `${String(covered.filter((one) => one.state === state).length)} ${state}`;
  const shown = (language: string): number => rules.filter((rule) => languagesOf(rule).includes(language)).length;
  const stable = rules.filter(({ state }) => state === 'stable').length;
  return [
    row('clause', 'state', 'stable', 'drafts', 'languages', 'fixes'), ...rows, '',
    `${String(covered.length)} clauses: ${(['rules', 'drafts', 'person', 'nothing yet'] as const).map(count).join(', ')}`,
    `${String(rules.length)} rules: ${String(stable)} stable, ${String(rules.length - stable)} drafts`,
    `shown in JavaScript: ${String(shown('javascript'))}, in Python: ${String(shown('python'))}; with a fix: ${String(rules.filter((rule) => rule.fixes.length > 0).length)}`,
  ].join('\n');
}

/** The clauses that have neither a rule nor a reason. */
export function uncoveredClauses(policy: Policy): readonly string[] {
  return coverageOf(policy).flatMap(({ clause, state }) => (state === 'nothing yet' ? [clause.id] : []));
}

async function main(): Promise<void> {
  const { policy } = readPolicy(readPacks(findAssets(__dirname).packs));
  console.log(printCoverage(policy));
  const uncovered = uncoveredClauses(policy);
  if (uncovered.length > 0) {
    console.error(`\nNeither a rule nor a written reason (only-a-person): ${uncovered.join(', ')}`);
    process.exitCode = 1;
  }
  // It takes a minute: each fix is applied to each example.
  const { fixCoverage } = await import('./fix-coverage');
  console.log(`\n${await fixCoverage(policy)}`);
}

if (require.main === module) void main();
