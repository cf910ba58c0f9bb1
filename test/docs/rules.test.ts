/** The table of all rules: it is what the packs say, and nothing is left without a reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftReason, printRules, readUndone } from '../../scripts/rules-table';
import { readPolicy } from '../../src/policy';
import { packFiles } from '../policy/packs';

describe('docs/rules.md', () => {
  const { policy } = readPolicy(packFiles());
  const undone = readUndone();

  it('is up to date: npm run rules', () => {
    assert.equal(readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8').replaceAll('\r\n', '\n'), printRules(policy, undone));
  });

  it('says of each draft what keeps it from being on', () => {
    const silent = [...policy.rules.values()].filter((rule) => rule.state === 'draft' && draftReason(rule) === null);
    assert.deepEqual(silent.map(({ id }) => id), []);
    const wrong = [...policy.rules.values()].filter((rule) => rule.state === 'stable' && draftReason(rule) !== null);
    assert.deepEqual(wrong.map(({ id }) => id), []);
  });

  it('lists as undone what has no rule, once, with a clause that is there', () => {
    assert.ok(undone.length > 0);
    assert.equal(new Set(undone.map(({ id }) => id)).size, undone.length);
    assert.deepEqual(undone.filter(({ id, clause }) => policy.rules.has(id) || !policy.clauses.has(clause)), []);
  });
});
