/** What is known of packages: which releases were malicious, which licences bind, read without a guess. */
import assert from 'node:assert/strict';
import { cleanVersion, extendPolicy, maliciousIn, packageKey, readPolicy } from '../../src/policy';
import type { MaliciousPackage } from '../../src/policy';
import { packFiles } from './packs';

const { policy } = readPolicy(packFiles());

function listOf(ecosystem: string, name: string): readonly MaliciousPackage[] {
  return policy.malicious.get(packageKey(ecosystem, name)) ?? [];
}

describe('malicious packages', () => {
  it('are told by their versions, all from one on, or as a whole', () => {
    const isBad = (ecosystem: string, name: string, version: string | null): boolean => maliciousIn(listOf(ecosystem, name), version) !== null;
    assert.deepEqual(['3.3.5', '3.3.6', '3.3.60', null].map((version) => isBad('npm', 'event-stream', version)), [false, true, false, false]);
    assert.deepEqual(['1.0.15', '1.0.16', '1.0.17', '1.1.0', '2.0.0', '0.9.99', '1.0', 'latest', null].map((version) => isBad('npm', 'postmark-mcp', version)), [false, true, true, true, true, false, false, false, false]);
    assert.deepEqual(['1.0.0', null, '0.0.1-security'].map((version) => isBad('npm', 'crossenv', version)), [true, true, false]);
    assert.equal(isBad('pypi', 'event-stream', '3.3.6'), false);
  });

  it('say when and what, and a clean version of the same major number where they name one', () => {
    for (const [key, list] of policy.malicious) for (const one of list) assert.ok(one.source.length > 10 && /^(?:\d{4}-\d{2}|unknown)$/.test(one.date) && one.instead.every((version) => maliciousIn(list, version) === null), key);
    const [prettier] = listOf('npm', 'eslint-config-prettier');
    assert.ok(prettier !== undefined);
    assert.deepEqual(['8.10.1', '9.1.1', '10.1.6', '11.0.0'].map((version) => cleanVersion(prettier, version)), ['8.10.2', '9.1.2', '10.1.8', '8.10.2']);
  });

  it('may be more by a pack of one’s own', () => {
    const text = "incidents:\n  - source: Taken over\n    date: 2026-08\n    npm: {'@acme/audit': {versions: [3.1.4]}, event-stream: {versions: [9.9.9]}}\n";
    const extended = extendPolicy(policy, [{ folder: 'packs', files: [{ path: 'malicious-packages.yaml', text }], unread: [] }], new Set());
    assert.deepEqual(extended.mistakes, []);
    const versions = (name: string): unknown => extended.policy.malicious.get(packageKey('npm', name))?.map((one) => one.versions);
    assert.deepEqual([versions('@acme/audit'), versions('event-stream')], [[['3.1.4']], [['3.3.6'], ['9.9.9']]]);
    assert.equal(policy.malicious.has(packageKey('npm', '@acme/audit')), false);
  });

  it('are left out where they are wrong, and it is said', () => {
    const text = 'incidents:\n  - {source: a, date: yesterday, npm: {a: {versions: [latest]}}}\n  - {date: 2026-01, npm: {b: {}}}\n  - {source: c, date: 2026-01, cargo: {c: {}}}\n  - {source: d, date: 2026-01, npm: {d: {version: 1.2.3}}}\n';
    const { mistakes } = readPolicy([{ path: 'malicious-packages.yaml', text }]);
    assert.deepEqual(mistakes.filter(({ file }) => file === 'malicious-packages.yaml').map(({ message }) => message), [
      'A date is written 2025-09, or 2025-09-08, or "unknown".', 'A version is written as it was published: 1.2.3.', 'The key "source" is missing.',
      'Unknown key "cargo"; known are source, date, npm, pypi.', 'Unknown key "version"; known are versions, from, instead.',
    ]);
  });
});

describe('licences', () => {
  it('bind where none of several to choose from does not', () => {
    for (const licence of ['AGPL-3.0-only', 'AGPL-3.0', 'agpl-3.0-or-later', 'SSPL-1.0', 'BUSL-1.1', 'Elastic-2.0', 'CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0', 'GNU AGPLv3', 'Apache-2.0 WITH Commons-Clause', '(MIT AND AGPL-3.0-only)', 'AGPL-3.0-only OR SSPL-1.0']) {
      assert.equal(policy.isRestrictive(licence), true, licence);
    }
    for (const licence of ['MIT', 'Apache-2.0', 'GPL-3.0-only', 'LGPL-3.0', 'CC-BY-4.0', 'MIT OR AGPL-3.0-only', '(MIT OR AGPL-3.0-only)', 'BSD-3-Clause', 'UNLICENSED', 'SEE LICENSE IN LICENSE', '', 'x'.repeat(5_000)]) assert.equal(policy.isRestrictive(licence), false, licence.slice(0, 40));
  });
});
