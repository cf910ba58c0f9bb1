/**
 * What looks after each clause, as `npm run coverage` prints it.
 */
import assert from 'node:assert/strict';
import { coverageOf, printCoverage, uncoveredClauses } from '../../scripts/coverage';
import { readPolicy } from '../../src/policy';
import { packFiles } from './packs';

describe('coverage', () => {
  const { policy } = readPolicy(packFiles());
  const covered = coverageOf(policy);

  it('has every clause once, with the rules that name it', () => {
    assert.deepEqual(covered.map(({ clause }) => clause.id), [...policy.clauses.keys()]);
    const named = covered.flatMap(({ clause, stable, drafts }) => [...stable, ...drafts].map((rule) => `${clause.id} ${rule.id}`)).sort();
    assert.deepEqual(named, [...policy.rules.values()].flatMap((rule) => [rule.clause, ...rule.also].map((clause) => `${clause} ${rule.id}`)).sort());
  });

  it('leaves no clause without a rule or a reason why only a person can judge it', () => {
    assert.deepEqual(uncoveredClauses(policy), []);
    const without = Object.assign(Object.create(policy) as typeof policy, { rules: new Map([...policy.rules].filter(([, rule]) => rule.clause !== 'DP-BREACH-1' && !rule.also.includes('DP-BREACH-1'))) });
    assert.deepEqual(uncoveredClauses(without), ['DP-BREACH-1']);
  });

  it('leaves to a person only what no rule looks after', () => {
    for (const { clause, stable } of covered) {
      if (clause.onlyAPerson !== null) assert.deepEqual(stable.map(({ id }) => id), [], clause.id);
    }
  });

  it('says of a clause in which languages its rules are shown, and how many fixes they offer', () => {
    const one = covered.find(({ clause }) => clause.id === 'DP-SEC-9');
    assert.deepEqual([one?.state, [...(one?.languages ?? [])].sort()], ['rules', ['javascript', 'python']]);
    assert.equal(covered.find(({ clause }) => clause.id === 'DP-CONTENT-4')?.state, 'person');
  });

  it('fits a terminal of 80 columns', () => {
    for (const line of printCoverage(policy).split('\n')) assert.ok(line.length <= 80, line);
  });
});
