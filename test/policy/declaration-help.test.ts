/** What may stand at a place of a caley.yaml, and what words in it mean: `|` marks the place. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { assert as check, property, string, constantFrom, nat } from 'fast-check';
import { declarationSchema, meaningAt, suggestionsAt } from '../../src/policy';
import type { JsonSchema, Policy, Suggestions } from '../../src/policy';
import { loadTestEngine } from '../support/engine';

describe('help in a caley.yaml', () => {
  let policy: Policy;
  let schema: JsonSchema;
  before(async () => {
    ({ policy } = await loadTestEngine());
    schema = declarationSchema(policy);
  });

  function at(marked: string): Suggestions | null {
    const offset = marked.indexOf('|');
    return suggestionsAt(marked.replace('|', ''), offset, schema, policy);
  }
  const labels = (marked: string): readonly string[] => (at(marked)?.items ?? []).map(({ label }) => label);
  /** The text with one suggestion taken. */
  function taking(marked: string, label: string): string {
    const found = at(marked);
    const item = found?.items.find((each) => each.label === label);
    ok(found && item, `${label} is among ${labels(marked).join(', ')}`);
    const text = marked.replace('|', '');
    return text.slice(0, found.range.start) + item.newText + text.slice(found.range.end);
  }

  describe('keys', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['version: 1\nap|', ['app', 'policies', 'subProcessors']], ['|', ['version', 'app', 'attestations']], ['app:\n  |', ['name', 'owner', 'clientIds']],
      ['subProcessors:\n  - |', ['id', 'purposes', 'consent']], ['subProcessors:\n  - id: posthog\n    |\n    region: EU\n', ['purposes', 'kinds', 'consent']], ['app: { na| }', ['name', 'owner']],
      ['rules:\n  log/|', ['log/personal-data']], ['attestations:\n  DP-SEC-8|', ['DP-SEC-8']], ['subProcessors:\n  - id: a\n    consent:\n      |', ['by', 'date', 'document']],
      ['app:\r\n  |\r\n', ['name']], ['trust:\n  sanitizers:\n    - |', ['path', 'kind']],
    ];
    for (const [marked, expected] of cases) {
      it(JSON.stringify(marked), () => {
        const found = labels(marked);
        deepEqual(expected.filter((label) => !found.includes(label)), [], found.slice(0, 20).join(', '));
      });
    }

    it('keys that are there are not offered again', () => {
      const found = labels('subProcessors:\n  - id: posthog\n    |\n    region: EU\n');
      deepEqual([found.includes('id'), found.includes('region')], [false, false]);
    });

    it('a key is written with its colon, in the place of the word', () => {
      equal(taking('version: 1\nap|\nsdk: {}\n', 'app'), 'version: 1\napp: \nsdk: {}\n');
      equal(taking('subProcessors:\n  - pur|', 'purposes'), 'subProcessors:\n  - purposes: ');
    });
  });

  describe('values', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['data:\n  collected:\n    - kind: data.cont|', ['data.contact.email']], ['subProcessors:\n  - id: |', ['posthog', 'sentry']], ['subProcessors:\n  - kinds: [data.contact.email, |]', ['data.contact.phone']],
      ['subProcessors:\n  - kinds:\n      - |', ['data.contact.email']], ['webhooks:\n  verifiedBy: |', ['code', 'gateway']], ['rules:\n  log/personal-data: |', ['off', 'hint', 'error']], ['version: |', ['1']],
      ['subProcessors:\n  - external: |', ['true', 'false']], ['sharing: [{ reason: | }]', ['legal', 'merger', 'experience']], ['data: { collected: [{ purposes: [|', ['scheduling', 'billing']],
      ['trust:\n  sanitizers:\n    - { path: a.ts#b, kind: sanitizer.| }', ['sanitizer.redact']],
    ];
    for (const [marked, expected] of cases) {
      it(JSON.stringify(marked), () => {
        const found = labels(marked);
        deepEqual(expected.filter((label) => !found.includes(label)), [], found.slice(0, 20).join(', '));
      });
    }

    it('the whole word is replaced, and told', () => {
      equal(taking('subProcessors: [{ kinds: [data.contact.em|ail] }]', 'data.contact.phone'), 'subProcessors: [{ kinds: [data.contact.phone] }]');
      equal(at('data: { collected: [{ kind: | }] }')?.items.find(({ label }) => label === 'data.contact.email')?.detail, 'E-mail address');
    });
  });

  for (const marked of ['# version|', 'app: # na|', 'app: { name: My na| }', 'nothing:\n  of: |']) {
    it(`nothing is offered at ${JSON.stringify(marked)}`, () => {
      deepEqual(labels(marked), []);
    });
  }

  describe('meanings', () => {
    const cases: readonly (readonly [string, string | null])[] = [
      ['version: 1\nattestations: { DP-SEC-|8: {} }', 'clause DP-SEC-8'], ['rules: { log/personal-|data: off }', 'rule log/personal-data'], ['data: { collected: [{ kind: data.contact.ema|il }] }', 'kind data.contact.email'],
      ['subProcessors:\n  - id: Post|Hog\n', 'party posthog'], ['su|pport: {}', 'key Where customers find help.'], ['subProcessors:\n  - ex|ternal: true', 'key Happens outside of the code that is examined here.'],
      ['app: { na|me: x }', 'key As users know it.'], ['nothing|: x', null], ['# sup|port', null],
    ];
    for (const [marked, expected] of cases) {
      it(JSON.stringify(marked), () => {
        const meaning = meaningAt(marked.replace('|', ''), marked.indexOf('|'), schema, policy);
        equal(meaning === null ? null : `${meaning.type} ${meaning.type === 'key' ? meaning.description : meaning.id}`, expected);
      });
    }
  });

  it('no text, however broken, makes it fail, and what it replaces lies in the text', () => {
    const piece = constantFrom('app:', '\n', '  ', '- ', '{', '}', '[', ']', 'data.', '*a', '&a ', '!!', '|', '>', '"', "'", '# ', ': ', '\t', 'rules', '? ', '---\n', '\r\n', '<<: *a', '\u{1f600}');
    check(property(string({ unit: piece, maxLength: 40 }), nat(), (text, place) => {
      const offset = place % (text.length + 1);
      const found = suggestionsAt(text, offset, schema, policy);
      if (found !== null) ok(found.range.start >= 0 && found.range.start <= offset && offset <= found.range.end && found.range.end <= text.length);
      meaningAt(text, offset, schema, policy);
    }), { numRuns: 2000 });
  });
});
