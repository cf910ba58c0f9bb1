/** What may stand at a place of a pack's file, and what words in it mean: `|` marks the place. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { assert as check, constantFrom, nat, property, string } from 'fast-check';
import { fixes } from '../../src/fixes';
import { modelSchema } from '../../src/models';
import { meaningAt, packFormOf, packSchema, suggestionsAt } from '../../src/policy';
import type { JsonSchema, PackForm, Policy } from '../../src/policy';
import { loadTestEngine } from '../support/engine';
import { samplePack } from '../support/sample-pack';

describe('help in packs', () => {
  let policy: Policy;
  const schemas = new Map<PackForm, JsonSchema>();
  before(async () => {
    ({ policy } = await loadTestEngine());
    schemas.set('model', modelSchema(policy));
    for (const form of ['kinds', 'packages', 'parties', 'rule'] as const) schemas.set(form, packSchema(form, policy, [...fixes.keys()]));
  });
  const schemaOf = (form: PackForm): JsonSchema => schemas.get(form) ?? {};

  function labels(form: PackForm, marked: string): readonly string[] {
    return (suggestionsAt(marked.replace('|', ''), marked.indexOf('|'), schemaOf(form), policy)?.items ?? []).map(({ label }) => label);
  }
  function taking(form: PackForm, marked: string, label: string): string {
    const text = marked.replace('|', '');
    const found = suggestionsAt(text, marked.indexOf('|'), schemaOf(form), policy);
    const item = found?.items.find((each) => each.label === label);
    ok(found && item, `${label} is among ${labels(form, marked).join(', ')}`);
    return text.slice(0, found.range.start) + item.newText + text.slice(found.range.end);
  }

  const cases: readonly (readonly [PackForm, string, readonly string[], absent?: readonly string[]])[] = [
    ['kinds', '|', ['kinds']], ['kinds', 'kinds:\n  - |', ['id', 'title', 'is', 'weight', 'names']], ['kinds', 'kinds:\n  - id: data.acme\n    |\n', ['title', 'owners'], ['id']],
    ['kinds', 'kinds:\n  - is: [sink.|', ['data.personal', 'sink.log']], ['kinds', 'kinds:\n  - { owners: [per| }', ['person', 'mail']], ['kinds', 'kinds: [{ weight: |', ['1', '5']], ['kinds', 'kinds:\n  - names: { | }', ['strong', 'context', 'exclude']],
    ['parties', 'ca|', ['category', 'parties']], ['parties', 'category: |', ['crm', 'analytics']], ['parties', 'parties:\n  - role: |', ['sub-processor', 'library'], ['caley']], ['parties', 'parties:\n  - id: a\n    flags: [|', ['self-hosted']], ['parties', 'parties:\n  - |', ['vendor', 'script-hosts']],
    ['model', 'package: x\n|', ['entries', 'types'], ['package', 'for']], ['model', 'entries:\n  - at: f()\n    |', ['is', 'passes', 'example', 'instance-of'], ['at']], ['model', 'entries:\n  - at: f.argument[0]\n    is: sink.|', ['sink.log', 'sink.share.crm', 'data.contact.email']],
    ['model', 'entries:\n  - sanitizes: |', ['sanitizer.redact'], ['sink.log']], ['model', 'entries:\n  - party: |', ['posthog', 'sentry']], ['model', 'entries:\n  - gates: |', ['later', 'receiver', 'decorated']], ['model', 'entries: [{ when: { "0": { given: |', ['yes', 'no']], ['model', 'subpaths: |', ['package', 'members', 'none']],
    ['model', 'ecosystem: |', ['npm', 'pypi'], ['global']],
    ['rule', 'cl|', ['clause', 'category', 'flow', 'shape'], ['setting', 'code']], ['rule', 'clause: |', ['DP-DATA-2', 'AUP-1']], ['rule', 'category: |', ['log-user-data', 'other']], ['rule', 'state: |', ['draft', 'stable']], ['rule', 'severity: |', ['error', 'hint']],
    ['rule', 'confidence: |', ['high', 'low']], ['rule', 'fixes: [|', ['mask-value']], ['rule', 'flow:\n  |', ['from', 'to', 'unless', 'and-in']], ['rule', 'flow: { from: data.|', ['data.contact.email'], ['sink.log']], ['rule', 'flow:\n  to:\n    - |', ['sink.log'], ['data.contact.email']],
    ['rule', 'flow:\n  unless: [|', ['sanitizer.hash', 'guard.consent'], ['sink.log']], ['rule', 'shape:\n  |', ['at', 'value', 'any', 'lacks']], ['rule', 'shape:\n  any:\n    - |', ['at', 'value'], ['any', 'unless']], ['rule', 'shape:\n  at: |', ['option.tls.verify', 'constant']],
    ['rule', 'shape:\n  value:\n    |', ['equals', 'below', 'host', 'secret']], ['rule', 'shape: { value: { host: | } }', ['public', 'local', 'caley']], ['rule', 'flow: { declared: { recipient: |', ['true', 'false']], ['rule', 'as-sure-in: |', ['tests', 'development'], ['tools']], ['rule', 'weaker-in: |', ['tools'], ['tests']],
    ['packages', '|', ['incidents']], ['packages', 'incidents:\n  - |', ['source', 'date', 'npm', 'pypi'], ['versions']], ['packages', 'incidents:\n  - npm:\n      left-pad:\n        |', ['versions', 'from', 'instead'], ['source']], ['packages', 'incidents:\n  - pypi: {ctx: { | }}', ['instead']],
    ['rule', 'title: |', [], ['DP-DATA-2']], ['rule', 'nothing:\n  |', [], ['from', 'clause']], ['rule', '# cl|', [], ['clause']],
  ];
  for (const [form, marked, expected, absent = []] of cases) {
    it(`${form} ${JSON.stringify(marked)}`, () => {
      const found = labels(form, marked);
      deepEqual([expected.filter((label) => !found.includes(label)), absent.filter((label) => found.includes(label))], [[], []], found.slice(0, 20).join(', '));
    });
  }

  it('what YAML would take for a list is quoted, unless it stands in quotes', () => {
    equal(taking('model', 'entries:\n  - passes: [|]', 'argument[0]'), 'entries:\n  - passes: ["argument[0]"]');
    equal(taking('model', 'entries:\n  - passes: ["arg|"]', 'argument[0]'), 'entries:\n  - passes: ["argument[0]"]');
    equal(taking('model', 'entries:\n  - at: f()\n    is: si|\n', 'sink.log'), 'entries:\n  - at: f()\n    is: sink.log\n');
  });

  it('of very many those that begin as the word does are told, and that there are more', () => {
    const found = suggestionsAt('entries: [{ is: sink.log }]', 'entries: [{ is: sink'.length, schemaOf('model'), policy);
    deepEqual([found?.isCut, found?.items[0]?.label, found?.items.length], [true, 'sink', 500]);
    equal(suggestionsAt('entries: [{ party: a }]', 'entries: [{ party: a'.length, schemaOf('model'), policy)?.isCut, false);
  });

  describe('meanings', () => {
    const meanings: readonly (readonly [PackForm, string, string | null])[] = [
      ['rule', 'clause: DP-DA|TA-2', 'clause DP-DATA-2'], ['rule', 'flow: { to: sink.l|og }', 'kind sink.log'], ['rule', 'sta|te: draft', 'key A draft is applied with caley check --drafts only.'], ['model', 'entries: [{ party: post|hog }]', 'party posthog'],
      ['model', 'pack|age: posthog', 'key The name that code imports.'], ['model', 'package: post|hog', null], ['kinds', 'kinds: [{ is: data.per|sonal }]', 'kind data.personal'], ['parties', 'parties: [{ ven|dor: x }]', 'key What people call it.'], ['parties', 'title: sen|try', null],
    ];
    for (const [form, marked, expected] of meanings) {
      it(`${form} ${JSON.stringify(marked)}`, () => {
        const meaning = meaningAt(marked.replace('|', ''), marked.indexOf('|'), schemaOf(form), policy);
        equal(meaning === null ? null : `${meaning.type} ${meaning.type === 'key' ? meaning.description : meaning.id}`, expected);
      });
    }
  });

  it('every file of a pack has a form but its pages, wherever it is cut off', () => {
    const forms = Object.entries(samplePack).map(([path, text]) => [packFormOf(path), text] as const);
    deepEqual(forms.map(([form]) => form), ['kinds', 'model', 'model', 'parties', 'rule', null]);
    deepEqual(['kinds/names.yaml', 'kinds/a/b.yaml', 'models/global/x.yaml', 'clauses/x.yaml', 'malicious-packages.yaml', 'x.yaml'].map(packFormOf), [null, null, null, null, 'packages', null]);
    const piece = constantFrom('\n', '  ', '- ', '{', '}', '[', ']', ': ', '"', 'argument[0]', '# ');
    check(property(constantFrom(...forms), nat(), string({ unit: piece, maxLength: 5 }), ([form, text], place, typed) => {
      if (form === null) return;
      const offset = place % (text.length + 1);
      const cut = text.slice(0, offset) + typed;
      const found = suggestionsAt(cut, cut.length, schemaOf(form), policy);
      if (found !== null) ok(found.range.start >= 0 && found.range.start <= cut.length && found.range.end <= cut.length);
      meaningAt(cut, offset, schemaOf(form), policy);
    }), { numRuns: 500 });
  });
});
