/**
 * Is what was said about the corpus in order? Its files agree with each other, and
 * comparing keeps verdicts with the code that they are about. What the engine finds
 * in the packages is compared by `npm run corpus`, which needs them.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { differenceOf, findingsFile, printFindings, readCommitted, withVerdicts } from '../../scripts/corpus-findings';
import type { MarkedFinding, PackageFindings } from '../../scripts/corpus-findings';
import { readPinned } from '../../scripts/corpus-packages';

const pinned = readPinned();

describe('the corpus', () => {
  it('is pinned by content, and large enough', () => {
    assert.deepEqual(pinned.filter(({ version, integrity }) => !/^\d+\.\d+\.\d+/.test(version) && (version !== 'own' || integrity !== '')).map(({ name }) => name), []);
    assert.deepEqual(pinned.filter(({ version, integrity }) => version !== 'own' && !integrity.startsWith('sha512-')).map(({ name }) => name), []);
    assert.ok(pinned.filter(({ version }) => version !== 'own').length >= 15);
    assert.ok(pinned.filter(({ version }) => version === 'own').length >= 3);
  });

  it('has one file of findings a package, as it is printed', () => {
    assert.deepEqual(readdirSync(join(import.meta.dirname, 'findings')).sort(), pinned.map((each) => basename(findingsFile(each))).sort());
    for (const each of pinned) {
      const committed = readCommitted(each);
      assert.equal(committed.package, `${each.name} ${each.version}`);
      assert.equal(printFindings(committed), readFileSync(findingsFile(each), 'utf8'), each.name);
    }
  });

  it('says of each finding whether it is right, and why where it is not', () => {
    for (const each of pinned) {
      const { findings } = readCommitted(each);
      assert.equal(new Set(findings.map(({ identity }) => identity)).size, findings.length, each.name);
      for (const { rule, file, line, verdict, why } of findings) {
        const place = `${each.name} ${rule} ${file}:${String(line)}`;
        assert.ok(['right', 'wrong', 'unread'].includes(verdict), place);
        assert.ok(verdict !== 'wrong' || (why ?? '') !== '', `${place} is wrong, and nobody says why`);
      }
    }
  });
});

describe('comparing findings', () => {
  const finding: MarkedFinding = { rule: 'log/personal-data', file: 'a.js', line: 3, function: 'f', value: 'user.email', sink: 'console.log', kinds: ['data.contact.email'], confidence: 'high', identity: 'one', verdict: 'unread' };
  const found = (...findings: readonly MarkedFinding[]): PackageFindings => ({ package: 'p 1.0.0', files: 1, lines: 9, skipped: {}, low: {}, findings });
  const read = { ...finding, verdict: 'wrong', why: 'a reason' } as const;

  it('tells what came, what went and what is told otherwise', () => {
    const other = { ...finding, identity: 'two', line: 7 };
    const { added, gone, changed, head } = differenceOf({ ...found({ ...finding, confidence: 'medium' }, other), lines: 10 }, found(read, { ...read, identity: 'three' }));
    assert.deepEqual(added, [other]);
    assert.deepEqual(gone.map(({ identity }) => identity), ['three']);
    assert.deepEqual(changed.map(([was, is]) => [was.confidence, is.confidence]), [['high', 'medium']]);
    assert.deepEqual(head, ['lines: 9 -> 10']);
  });

  it('a verdict alone is no difference', () => {
    assert.deepEqual(differenceOf(found(finding), found(read)), { added: [], gone: [], changed: [], head: [] });
  });

  it('keeps a verdict with its code: by identity, or where that moved by place', () => {
    const verdicts = (now: MarkedFinding): readonly string[] => withVerdicts(found(now), found(read)).findings.map(({ verdict, why }) => `${verdict} ${why ?? ''}`);
    assert.deepEqual(verdicts(finding), ['wrong a reason']);
    assert.deepEqual(verdicts({ ...finding, identity: 'moved', kinds: ['data.contact'] }), ['wrong a reason']);
    assert.deepEqual(verdicts({ ...finding, line: 4 }), ['unread ']);
    assert.deepEqual(verdicts({ ...finding, value: 'user.phone' }), ['unread ']);
  });
});
