/**
 * Is what was read in public files in order? Each entry is whole, speaks of a rule that there is and stands once, and no stable
 * rule is wrong in more than one of ten. Whether a finding is right was decided by reading, which no test repeats.
 */
import assert from 'node:assert/strict';
import { readSeen, tallySeen } from '../../scripts/seen';
import { readPolicy } from '../../src/policy';
import { packFiles } from '../policy/packs';
import { withFolder } from '../temporary-folder';

const seen = readSeen();
const { policy } = readPolicy(packFiles());

describe('what was read in public files', () => {
  it('speaks of rules that there are, each place once', () => {
    assert.deepEqual(seen.filter(({ rule }) => !policy.rules.has(rule)).map(({ rule }) => rule), []);
    const places = seen.filter(({ line }) => line !== null).map(({ rule, repository, path, line }) => `${rule} ${String(repository)} ${path}:${String(line)}`);
    assert.deepEqual(places.filter((place, i) => places.indexOf(place) !== i), []);
  });

  it('is right in nine of ten for a stable rule', () => {
    const poor = [...tallySeen(seen)].filter(([rule, { right, wrong }]) => policy.rules.get(rule)?.state === 'stable' && right < 0.9 * (right + wrong));
    assert.deepEqual(poor, []);
  });

  it('an entry that is not whole is a mistake with its place', async () => {
    const text = '- { rule: log/personal-data, path: a.js, verdict: right, why: a reason }\n- { rule: log/personal-data, path: a.js, verdict: perhaps, why: a reason }\n';
    await withFolder({ 'a.yaml': text }, (folder) => {
      assert.throws(() => readSeen(folder), /a\.yaml: entry 2 wants/);
    });
  });
});
