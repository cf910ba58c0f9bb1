/**
 * Is what packs/settings says of formats true? Each entry is found in its example and not in what is beside it, and each stands for a rule.
 */
import assert from 'node:assert/strict';
import { Disclosures, judgeSettings, nothingDisclosed } from '../../src/analysis';
import type { Finding } from '../../src/analysis';
import { languageOf } from '../../src/languages';
import type { SettingEntry } from '../../src/models';
import { findAssets, loadPacks } from '../../src/host';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

const { models: { settings }, policy } = loadPacks(findAssets(import.meta.dirname).packs);
const settingRules = [...policy.rules.values()].flatMap((rule) => (rule.check.type === 'setting' ? [{ rule, check: rule.check }] : rule.setting === undefined ? [] : [{ rule, check: rule.setting }]));

/** Kinds that rules on a caley.yaml ask for. */
const asked = new Set([...policy.rules.values()].flatMap(({ check }) => (check.type === 'declaration' ? check.forms.flatMap(({ beside }) => [...beside.set, ...beside.unset]) : [])));

/** What a file of the format may be called, where its name does not matter. */
const names: Readonly<Record<string, string>> = { hcl: 'main.tf', yaml: 'settings.yaml', json: 'settings.json', dockerfile: 'Dockerfile', dotenv: '.env', nginx: 'nginx.conf', apache: '.htaccess', properties: 'settings.properties', html: 'index.html', 'firebase-rules': 'firestore.rules' };

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

describe('settings', () => {
  for (const format of settings.formats) {
    const entries = settings.entriesOf(format.id);
    if (entries.length === 0) continue;
    describe(format.id, () => {
      it('tells each repair by its path', () => {
        const repaired = entries.filter(({ repair }) => repair !== null);
        const doubtful = repaired.filter((entry) => entries.some((other) => other !== entry && other.written === entry.written && other.is.some((kind) => entry.is.includes(kind))));
        assert.deepEqual(doubtful.map(({ written }) => written), [], 'a finding knows its entry by path alone');
      });
      for (const entry of entries) {
        it(`${entry.written} is ${entry.is.join(', ')}`, () => {
          assert.ok(entry.is.every((kind) => asked.has(kind) || settingRules.some(({ check }) => check.is.some((one) => policy.kinds.isA(kind, one)))), 'a rule asks for each of its kinds');
          assert.ok(found(entry, entry.examples.found).length > 0, entry.examples.found);
          if (entry.examples.silent !== null) assert.deepEqual(found(entry, entry.examples.silent).map(({ value }) => value), []);
        });
      }
    });
  }
});

/** For all manifests. */
const installed = { isBeside: true, packages: [{ name: '@brightdesk/maps', version: '1.0.0', isOwn: true, range: null, licence: 'AGPL-3.0-only', isForDevelopment: false }] };

/** What the entry alone finds in a text. */
function found(entry: SettingEntry, text: string): readonly Finding[] {
  const format = settings.formats.find(({ id }) => id === entry.format);
  const path = entry.examples.file ?? nameFor(format?.names[0] ?? '', format?.notations[0] ?? '');
  const language = languageOf(engine.languages, path);
  assert.ok(language, `a language for ${path}`);
  const graph = language.lower(language.parse(text, path, engine.grammars));
  // What is declared is another matter.
  const [any] = settingRules;
  const rules = [...settingRules.map(({ rule, check }) => ({ rule, check: { ...check, declared: {} } })), ...(any === undefined ? [] : [...asked].map((kind) => ({ rule: any.rule, check: { ...any.check, is: [kind], not: [], in: [], declared: {} } })))];
  return judgeSettings({ file: { path, text, graph }, isEdited: false, beside: [], installed: () => installed, today: '2026-11-29', isNear: (id) => entry.near.find((one) => one.id === id)?.isThere ?? null, policy, rules, disclosures: new Disclosures(nothingDisclosed, policy), models: { ...settings, formats: settings.formats, entriesOf: (id) => (id === entry.format ? [entry] : []) } });
}

function nameFor(pattern: string, notation: string): string {
  return pattern === '' ? (names[notation] ?? notation) : pattern.replace(/^\*?\//, '').replace(/\/\*$/, '/example.yml').replaceAll('*', '').replace(/^\.\.?github/, '.github');
}
