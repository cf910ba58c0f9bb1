/** Does every fix that is offered for an example of a rule's page keep its promise? */
import assert from 'node:assert/strict';
import { findAssets, readPacks } from '../../src/host';
import { fixes } from '../../src/fixes';
import { javascriptLanguages, languageOf, pythonLanguages } from '../../src/languages';
import type { Grammars } from '../../src/languages';
import { readPolicy, readRulePage } from '../../src/policy';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { loadGrammars } from '../support/grammars';
import { proveFixes } from './harness';
import type { Proof } from './harness';

/** Names of languages on pages that are not their files' endings. */
const endings: Readonly<Record<string, string>> = { '': 'ts', python: 'py' };
const languages = [...javascriptLanguages, ...pythonLanguages];

const { policy } = readPolicy(readPacks(findAssets(import.meta.dirname).packs));

describe('fixes of the rule pages', () => {
  let engine: TestEngine;
  let grammars: Grammars;
  const proofs: Proof[] = [];

  before(async () => {
    engine = await loadTestEngine();
    grammars = await loadGrammars();
  });

  it('are fixes that exist', () => {
    const unknown = [...policy.rules.values()].flatMap((rule) => rule.fixes.filter((id) => !fixes.has(id)).map((id) => `${rule.id}: ${id}`));
    assert.deepEqual(unknown, []);
  });

  for (const rule of policy.rules.values()) {
    for (const example of readRulePage(rule.page).examples) {
      const path = `example.${endings[example.language] ?? example.language}`;
      if (!example.marks.some(({ type }) => type === 'finding') || languageOf(languages, path) === null) continue;
      it(`${rule.id}, line ${String(example.pageLine + 1)}`, () => {
        const check = (text: string): ReturnType<TestEngine['check']> => engine.check(text, path, { drafts: rule.state === 'draft' });
        proofs.push(...proveFixes({ path, text: example.code, rule: rule.id, check, policy, grammars }));
      });
    }
  }

  it('every fix is proved somewhere, and every rule that names fixes has one that applies', () => {
    const proved = new Set(proofs.map(({ fix }) => fix));
    assert.deepEqual([...fixes.keys()].filter((id) => !proved.has(id)), []);
    const helped = new Set(proofs.filter(({ fix }) => fix !== 'suppress').map((proof) => proof.rule));
    assert.deepEqual([...policy.rules.values()].filter((rule) => rule.fixes.length > 0 && !helped.has(rule.id)).map(({ id }) => id), []);
  });
});
