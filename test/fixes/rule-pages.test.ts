/** Does every fix that is offered for an example of a rule's page keep its promise? */
import assert from 'node:assert/strict';
import { findAssets, readPacks } from '../../src/host';
import { fixes, settingFixes } from '../../src/fixes';
import { languageOf, languages } from '../../src/languages';
import type { Grammars } from '../../src/languages';
import { readPolicy } from '../../src/policy';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { loadGrammars } from '../support/grammars';
import type { Proof } from './harness';
import { examplesOf, proveExample } from './page-proofs';

/** Where a fix has no place, and why. */
const inOneLanguage: Readonly<Record<string, string>> = {
  'cipher-of-the-same-library python': 'the names beside are functions of other signatures',
  'literal-only javascript': 'nothing reads literals of the language alone',
  'log-error-message python': 'errors of Python’s clients do not print the request they are about',
  'mask-recording python': 'recordings are made in browsers',
  'pin-clean-version javascript': 'versions stand in manifests',
  'pin-clean-version python': 'versions stand in manifests',
  'quote-for-shell javascript': 'the language has no function for it',
  'safe-loader javascript': 'loaders of YAML are safe by default',
  'slow-hash-scheme javascript': 'no library has fast schemes beside slow ones',
  'target-from-environment python': 'no model of a load test names its target in a call',
  'text-content python': 'there is no page whose elements have members',
  'verify-token-by-key javascript': 'functions that check take a key always',
};

const { policy } = readPolicy(readPacks(findAssets(import.meta.dirname).packs));

describe('fixes of the rule pages', () => {
  let engine: TestEngine;
  let grammars: Grammars;
  const proofs: Proof[] = [];
  /** What was offered, as `fix language` and `rule fix`. */
  const offered = new Set<string>();

  before(async () => {
    engine = await loadTestEngine();
    grammars = await loadGrammars();
  });

  it('are fixes that exist', () => {
    const unknown = [...policy.rules.values()].flatMap((rule) => rule.fixes.filter((id) => !fixes.has(id)).map((id) => `${rule.id}: ${id}`));
    assert.deepEqual(unknown, []);
  });

  for (const rule of policy.rules.values()) {
    for (const one of examplesOf(rule)) {
      it(`${rule.id}, line ${String(one.example.pageLine + 1)}`, () => {
        const found = proveExample(engine, grammars, policy, one);
        const family = languageOf(languages, one.path)?.settings !== undefined ? 'settings' : one.language === 'python' ? 'python' : 'javascript';
        for (const { fix } of found) offered.add(`${fix} ${family}`).add(`${rule.id} ${fix}`);
        proofs.push(...found);
      });
    }
  }

  it('every fix is offered in each language, where it has a meaning there', () => {
    const all = [...fixes.keys()].filter((id) => !settingFixes.some((fix) => fix.id === id)).flatMap((fix) => [`${fix} javascript`, `${fix} python`]);
    assert.deepEqual(all.filter((each) => !offered.has(each)).sort(), Object.keys(inOneLanguage).sort());
  });

  it('every rule’s page shows each fix that the rule names', () => {
    const named = [...policy.rules.values()].flatMap((rule) => rule.fixes.map((fix) => `${rule.id} ${fix}`));
    assert.deepEqual(named.filter((each) => !offered.has(each)), []);
  });

  it('every fix is proved somewhere, and every rule that names fixes has one that applies', () => {
    const proved = new Set(proofs.map(({ fix }) => fix));
    assert.deepEqual([...fixes.keys()].filter((id) => !proved.has(id)), []);
    const helped = new Set(proofs.filter(({ fix }) => fix !== 'suppress').map((proof) => proof.rule));
    assert.deepEqual([...policy.rules.values()].filter((rule) => rule.fixes.length > 0 && !helped.has(rule.id)).map(({ id }) => id), []);
  });
});
