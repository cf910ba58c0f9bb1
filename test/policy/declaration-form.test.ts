/** The form of caley.yaml: what is read of every key, every mistake at its place, and that the JSON schema says the same. */
import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { declarationSchema, disclosureOf, namesDeclaredIn, readDeclaration, readPolicy } from '../../src/policy';
import { packFiles } from './packs';

const { policy } = readPolicy(packFiles());
const validate = new Ajv({ strict: false, allErrors: true }).compile(declarationSchema(policy));

/** Everything that PRODUCT names. */
const whole = `version: 1
app: { name: Booking sync, owner: Acme GmbH, website: https://acme.example, contact: hello@acme.example, clientIds: { production: abc, staging: def } }
policies: { developer: 2024-05-21, aup: 2022-04-20 }
privacyPolicy: { url: https://acme.example/privacy, file: ./docs/privacy.md }
support: { email: help@acme.example, url: https://acme.example/help, connectDocs: docs/connect.md }
breach: { contact: security@acme.example, procedure: SECURITY.md }
api: { hosts: [api.caley.app], openapi: api/caley.yaml, extraEndpoints: [{ path: /v2/exports, approval: mail of 2026-01-07 }], scopes: [events.read] }
sdk: { packages: ["@caley/sdk"] }
webhooks: { paths: [/hooks/caley], verifiedBy: gateway, evidence: docs/gateway.md }
ownHosts: [acme.example, "*.acme.example"]
data:
  collected:
    - { kind: data.contact.email, purposes: [scheduling, notifications], basis: contract, retention: 90 days }
    - { kind: [data.contact.phone, data.identity.full-name], purposes: support, basis: consent, explicitConsent: form 12, training: false, external: true }
storage: [{ name: bookings, kinds: [data.contact.email], encryption: field, evidence: src/crypto.ts }]
subProcessors:
  - id: posthog
    purposes: [analytics]
    kinds: [data.contact.email]
    region: EU
    hosts: [eu.i.posthog.com]
    consent: { by: Acme customers, date: 2026-01-31, document: legal/posthog.pdf }
    reviewed: 2026-06-01
sharing: [{ recipient: Partner Ltd, kinds: [data.contact.email], reason: experience, justification: joint events, userAgreement: { how: check box, evidence: docs/agreement.png } }]
authorisedComponents: [{ id: langchain, approval: ticket 12 }]
legal: { licenceExceptions: [{ package: "@acme/maps", reason: A licence was bought. }] }
trust: { sanitizers: [src/privacy.ts#mask], sinks: [{ path: "kit:write", kind: sink.log }] }
rules: { log/personal-data: error, perf/polling: off }
exclude: [dist/**]
packs: [company]
accept: [{ rule: log/personal-data, path: src/old.ts, reason: goes with the next release, by: J. Doe, until: 2027-01-31 }]
attestations: { DP-SEC-8: { by: J. Doe, date: 2026-02-01, statement: Reviewed. } }
repositories: [https://git.example/acme/site]
`;

/** The lines with mistakes and what is underlined, with the messages. */
function mistakes(text: string): readonly string[] {
  return readDeclaration({ path: 'caley.yaml', text }, policy).mistakes.map(({ range, message }) => `${String(text.slice(0, range.start).split('\n').length)} ${text.slice(range.start, range.end)}: ${message}`);
}

function isValid(text: string): boolean {
  return validate(parse(text, { schema: 'core' }));
}

describe('the form of caley.yaml', () => {
  it('takes everything that may be declared, and so does its schema', () => {
    assert.deepEqual([mistakes(whole), isValid(whole)], [[], true]);
    const said = readDeclaration({ path: 'caley.yaml', text: whole }, policy).declaration.said?.value;
    const underlined = (said_: { readonly range: { readonly start: number; readonly end: number } } | undefined): string => whole.slice(said_?.range.start, said_?.range.end);
    assert.deepEqual(Object.keys(said ?? {}).sort(), ['accept', 'api', 'app', 'attestations', 'authorisedComponents', 'breach', 'data', 'exclude', 'legal', 'ownHosts', 'policies', 'privacyPolicy', 'repositories', 'rules', 'sdk', 'sharing', 'storage', 'subProcessors', 'support', 'trust', 'version', 'webhooks']);
    assert.equal(underlined(said?.subProcessors?.value[0]?.value.consent?.value.date), '2026-01-31');
    assert.equal(underlined(said?.data?.value.collected?.value[1]?.value.kind?.value[1]), 'data.identity.full-name');
    assert.equal(underlined(said?.attestations?.value.get('DP-SEC-8')?.value.by), 'J. Doe');
  });

  it('is the same without what is left out, and with keys that say nothing yet', () => {
    for (const text of ['version: 1\n', ...Object.keys(parse(whole) as object).map((key) => (key === 'version' ? 'version: 1\n' : `version: 1\n${key}:\n`))]) assert.deepEqual([text, mistakes(text), isValid(text)], [text, [], true]);
  });

  it('discloses recipients and data, one standing for a list of one', () => {
    assert.deepEqual(disclosureOf(readDeclaration({ path: 'caley.yaml', text: whole }, policy).declaration), {
      recipients: [
        { name: 'posthog', hosts: ['eu.i.posthog.com'], kinds: ['data.contact.email'], purposes: ['analytics'] },
        { name: 'Partner Ltd', hosts: [], kinds: ['data.contact.email'], purposes: null },
      ],
      ownHosts: ['acme.example', '*.acme.example'],
      collected: [
        { kinds: ['data.contact.email'], purposes: ['scheduling', 'notifications'], basis: 'contract' },
        { kinds: ['data.contact.phone', 'data.identity.full-name'], purposes: ['support'], basis: 'consent' },
      ],
      storage: [{ kinds: ['data.contact.email'], encryption: 'field', hasEvidence: true }],
      components: ['langchain'],
      licensed: ['@acme/maps'],
      clientIds: ['abc', 'def'],
      scopes: ['events.read'],
      apiHosts: ['api.caley.app'],
    });
  });

  it('names the files for people, and nothing that is kept elsewhere', () => {
    const texts = (text: string): readonly string[] => namesDeclaredIn({ path: 'caley.yaml', text }).texts.map(({ path }) => path);
    assert.deepEqual(texts(whole), ['docs/privacy.md', 'docs/connect.md', 'SECURITY.md', 'legal/posthog.pdf', 'src/crypto.ts', 'docs/agreement.png', 'docs/gateway.md']);
    assert.deepEqual(texts('support: { connectDocs: https://acme.example/connect.html }\nbreach: { procedure: contract 4711 }\nstorage: { evidence: a/b.md }\nprivacyPolicy: [x.md]\n'), ['a/b.md']);
    assert.deepEqual(texts(`subProcessors: [${'{ consent: { document: a.md } }, '.repeat(500)}]`).length, 200);
  });

  const wrong: readonly (readonly [text: string, mistake: string])[] = [
    ['app: Acme', '2 Acme: This must be a map with the keys name, owner, website, contact, clientId, clientIds.'],
    ['app: { nam: Acme }', '2 nam: Unknown key "nam". Did you mean "name"?'],
    ['app: { website: acme.example }', '2 acme.example: This must be an address that begins with https://.'],
    ['app: { contact: acme }', '2 acme: This must be a mail address.'],
    ['policies: { aup: 2022-02-30x }', '2 2022-02-30x: Write the day as 2027-01-31.'],
    ['policies: { aup: 20220430 }', '2 20220430: This must be a text.'],
    ['privacyPolicy: { file: docs\\privacy.md }', '2 docs\\privacy.md: Name a file relative to the folder of this caley.yaml, with forward slashes.'],
    ['support: [help@acme.example]', '2 [help@acme.example]: This must be a map with the keys email, url, connectDocs.'],
    ['support: { email: 12 }', '2 12: This must be a text.'],
    ['ownHosts: [https://acme.example]', '2 https://acme.example: A host is written in small letters, without scheme and path; "*" stands for any run of its characters.'],
    ['webhooks: { verifiedBy: us }', '2 us: This must be one of code, gateway.'],
    ['data: { collected: [{ purposes: [x] }] }', '2 { purposes: [x] }: The key "kind" is missing.'],
    ['data: { collected: [{ kind: data.contact.mail }] }', '2 data.contact.mail: Unknown kind "data.contact.mail". Did you mean "data.contact.email"?'],
    ['data: { collected: [{ kind: sink.log }] }', '2 sink.log: Unknown kind "sink.log".'],
    ['data: { collected: [{ kind: data.contact.email, training: maybe }] }', '2 maybe: This must be true or false.'],
    ['storage: [{ name: x, encryption: none }]', '2 none: This must be one of field, at-rest.'],
    ['subProcessors: [posthog]', '2 posthog: This must be a map with the keys id, purposes, kinds, region, hosts, consent, reviewed, external.'],
    ['subProcessors: [{ id: posthog, consent: { date: soon } }]', '2 soon: Write the day as 2027-01-31.'],
    ['sharing: [{ recipient: x, reason: money }]', '2 money: This must be one of legal, merger, experience.'],
    ['rules: { log/personal: off }', '2 log/personal: Unknown rule "log/personal". Did you mean "log/personal-data"?'],
    ['rules: { log/personal-data: maybe }', '2 maybe: This must be one of off, hint, info, warning, error.'],
    ['accept: [{ finding: 5d0c1f2a9b3e4c77, rule: log/personal-data, path: a.ts, reason: known, knownBy: line 12 }]', '2 line 12: This is not what the fix that accepts a finding writes: leave it out, or accept the finding anew.'],
    ['accept: [{ rule: log/personal-data }]', '2 { rule: log/personal-data }: The key "reason" is missing.'],
    ['attestations: { DP-SEC-99: { by: x } }', '2 DP-SEC-99: Unknown clause "DP-SEC-99". Did you mean "DP-SEC-9"?'],
    ['attestations: [x]', '2 [x]: This must be a map.'],
    ['repositories: [git]', '2 git: This must be an address that begins with https://.'],
  ];
  for (const [text, mistake] of wrong) {
    it(`says what is wrong with ${text}, and so does its schema`, () => {
      const file = `version: 1\n${text}\n`;
      assert.deepEqual([mistakes(file), isValid(file)], [[mistake], false]);
    });
  }

  it('tells what stands twice', () => {
    assert.deepEqual(mistakes('version: 1\nsubProcessors: [{ id: posthog }, { id: PostHog }]\n'), ['2 { id: PostHog }: "posthog" stands here twice.']);
  });

  it('reads the rest of what is wrong', () => {
    const text = 'version: 1\nsubProcessors:\n  - id: sentry\n    consent: { by: us, date: soon }\n  - { purposes: [x] }\n  - { id: posthog }\nsupport: { email: x, url: https://acme.example }\n';
    const said = readDeclaration({ path: 'caley.yaml', text }, policy).declaration.said?.value;
    assert.deepEqual(said?.subProcessors?.value.map(({ value }) => value.id?.value), ['sentry', 'posthog']);
    assert.deepEqual([said.subProcessors.value[0]?.value.consent?.value.by?.value, said.support?.value.url?.value, said.support?.value.email], ['us', 'https://acme.example', undefined]);
  });
});
