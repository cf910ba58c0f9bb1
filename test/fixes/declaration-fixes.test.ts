/**
 * Does every fix that writes into a caley.yaml keep its promise? Where what only people know is answered, the finding is gone and none appears, in the code and in
 * the caley.yaml; where it is left open, only what lacks is told, there. The file's comments stay, it has no mistake, and a second time there is nothing to do.
 */
import assert from 'node:assert/strict';
import type { Finding } from '../../src/analysis';
import { applyEdits } from '../../src/text';
import type { OfferedFix } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

type Files = Readonly<Record<string, string>>;

const answers: Readonly<Record<string, string>> = {
  'app.name': 'Sync', 'app.owner': 'Acme', 'app.website': 'https://acme.io', 'privacyPolicy.url': 'https://acme.io/privacy', 'support.email': 'help@acme.io', 'support.connectDocs': 'https://acme.io/connect',
  'breach.contact': 'sec@acme.io', 'breach.procedure': 'https://acme.io/breach', 'data.collected.*.purposes': 'scheduling', 'data.collected.*.basis': 'contract', 'data.collected.*.retention': '90 days',
  'accept.*.reason': 'The board knows.', 'storage.*.encryption': 'at-rest', 'storage.*.evidence': 'contract 12', 'subProcessors.*.region': 'EU', 'subProcessors.*.consent.by': 'Caley', 'subProcessors.*.consent.date': '2026-01-31', 'subProcessors.*.consent.document': 'contract 11',
  'sharing.*.reason': 'legal', 'sharing.*.userAgreement.how': 'A box.', 'sharing.*.userAgreement.evidence': 'contract 13', 'sharing.*.justification': 'Guests are seen.', 'webhooks.evidence': 'contract 14',
  'attestations.*.by': 'J. Doe', 'attestations.*.date': '2026-01-31', 'attestations.*.statement': 'So it is.',
};
const answer = (path: string): string | null => answers[path] ?? null;

const collect = "import Redis from 'ioredis';\nimport { PostHog } from 'posthog-node';\nimport bizSdk from 'facebook-nodejs-business-sdk';\nconst redis = new Redis();\nconst posthog = new PostHog('key');\n";
const code = `${collect}export async function book(user: { id: string; email: string; phoneNumber: string }) {
  posthog.identify({ distinctId: user.id, properties: { email: user.email } });
  await redis.set(user.id, user.phoneNumber);
  await fetch('https://api.partner-leads.io/users', { method: 'POST', body: JSON.stringify({ email: user.email }) });
  await fetch('https://graph.facebook.com/v1/events', { method: 'POST', body: JSON.stringify({ email: user.email }) });
}
`;
const complete = `version: 1 # ours
# Who we are.
app: { name: Sync, owner: Acme, website: "https://acme.io" } # read by Caley
policies: { developer: 2024-05-21, aup: 2022-04-20 }
privacyPolicy: { url: "https://acme.io/privacy" }
support: { email: help@acme.io, connectDocs: "https://acme.io/connect" }
breach: { contact: sec@acme.io, procedure: "https://acme.io/breach" }
attestations:
${['DP-SEC-8', 'DP-SEC-11', 'DP-CONTENT-3', 'AUP-3', 'AUP-5', 'AUP-9'].map((id) => `  ${id}: { by: J, date: 2026-01-31, statement: So. }`).join('\n')}
`;

/** A project for each thing that may be declared, and for each form that it may stand in. */
const projects: Readonly<Record<string, Files>> = {
  'flows in code, lists in blocks': { 'caley.yaml': `${complete}data:\n  collected:\n    # Names.\n    - kind: data.identity # all of them\n      purposes: [scheduling]\n      retention: 1 year\nsubProcessors:\n  - id: sentry # known\n    kinds: [data.contact]\n    consent: { by: Caley, date: 2026-01-31, document: contract 1 }\n`, 'a.ts': code },
  'flows in code, lists in brackets': { 'caley.yaml': `${complete}data: { collected: [] } # nothing yet\nsubProcessors: []\nsharing: []\nownHosts: [acme.io]\n`, 'a.ts': code },
  'recipients that are declared for other data, and other purposes': {
    'caley.yaml': `${complete}data:\n  collected: [{ kind: [data.contact], purposes: [scheduling], retention: 1 year }]\nsubProcessors: [{ id: posthog, kinds: data.location, consent: { by: Caley, date: 2026-01-31, document: x 1 } }]\n`, 'a.ts': code,
  },
  'a purpose': { 'caley.yaml': `${complete}data:\n  collected:\n    - kind: data.contact\n      purposes:\n        - scheduling # of course\n      retention: 1 year\nsubProcessors: [{ id: posthog, consent: { by: Caley, date: 2026-01-31, document: x 1 } }]\n`, 'a.ts': code },
  'a caley.yaml of a folder': { 'caley.yaml': complete, 'packages/x/caley.yaml': 'version: 1\ntrust: {}\n', 'packages/x/a.ts': code },
  'all that lacks': { 'caley.yaml': 'version: 1\n', 'package.json': '{ "name": "sync", "author": "Acme" }' },
  'much that lacks, begun': { 'caley.yaml': 'version: 1\napp: {}\npolicies: # read?\nprivacyPolicy:\nsupport: { url: }\nbreach:\n  contact: # TODO: who\nattestations:\n  DP-SEC-8: { by: J. }\n' },
  'entries that lack': {
    'caley.yaml': `${complete}data:\n  collected:\n    - kind: data.contact # addresses\n      purposes: [scheduling]\n    # Names too.\n    - { kind: data.identity }\nstorage:\n  - name: db\n  - { name: cache, encryption: at-rest }\nsubProcessors:\n  - id: posthog\n    consent: { by: Caley }\n  - id: sentry # errors\nsharing: [{ recipient: HubSpot, reason: experience, external: true }]\nwebhooks: { paths: [/x], verifiedBy: gateway }\n`,
  },
  'scopes that are not named': {
    'caley.yaml': `${complete}api:\n  scopes:\n    - openid # who it is\n    - events.read\n`,
    'a.ts': "export const connect = (state: string) => { location.href = `https://auth.caley.app/oauth/authorize?client_id=acme&scope=openid%20contacts.read%20admin&code_challenge=${state}`; };\n",
    'b.py': 'import requests\n\n\ndef token(code: str) -> dict:\n    return requests.post("https://auth.caley.app/oauth/token", data={"client_id": "acme", "code": code, "scope": "events.read users:read"}, timeout=10).json()\n',
  },
  'hosts of the API': {
    'caley.yaml': `${complete}api:\n  hosts: [api.caley.app] # as the portal says\n`,
    'a.ts': "export const events = () => fetch('https://eu.caley.app/v1/events', { signal: AbortSignal.timeout(5000) });\n",
  },
  'scopes in settings': { 'caley.yaml': `${complete}api: { scopes: [openid] }\n`, '.env': 'CALEY_SCOPES="openid events.read users:read"\n' },
  'a scope beside one that stands alone': {
    'caley.yaml': `${complete}api: { scopes: openid } # that is all\n`,
    'a.ts': "export const connect = (state: string) => { location.href = `https://auth.caley.app/oauth/authorize?client_id=acme&scope=openid+email&code_challenge=${state}`; };\n",
  },
  'an old edition': { 'caley.yaml': complete.replace('2024-05-21', '2023-01-01 # read by J.\n  ').replace('policies: { developer: 2023-01-01 # read by J.\n  , aup', 'policies: { developer: 2023-01-01, # read by J.\n  aup') },
};

describe('fixes that write into a caley.yaml', function () {
  this.timeout(120_000);
  let engine: TestEngine;
  const proved = new Set<string>();

  before(async () => {
    engine = await loadTestEngine();
  });

  function findingsIn(files: Files): readonly Finding[] {
    const snapshot = engine.open({ 'none.ts': '', ...files }, { drafts: true });
    return [...snapshot.files, ...snapshot.declarations].flatMap((path) => snapshot.findings(path).filter(({ suppression }) => suppression === null).map(({ finding }) => finding));
  }

  function offered(files: Files, finding: Finding, isAnswered: boolean): readonly OfferedFix[] {
    return engine.open({ 'none.ts': '', ...files }, { drafts: true }).fixes(finding, isAnswered ? answer : undefined).filter(({ file }) => file.endsWith('caley.yaml'));
  }

  const count = (findings: readonly Finding[], like: Finding): number => findings.filter((one) => one.rule === like.rule && one.file === like.file && one.value === like.value && one.sinkPath === like.sinkPath).length;

  function prove(files: Files, before: readonly Finding[], finding: Finding, offer: OfferedFix, isAnswered: boolean): void {
    const { fix, file, title, preferred } = offer;
    const text = files[file] ?? '';
    const after = applyEdits(text, offer.edits() ?? []);
    const say = (what: string): string => `${fix.id} of ${finding.rule} (${title}) ${what}:\n${text}\n--->\n${after}`;
    assert.notEqual(after, text, say('changes nothing'));
    assert.ok(title.length > 0 && title.length <= 160 && !title.includes('\n'), say('has a title for one line'));
    assert.ok(!preferred, say('is not preferred'));
    for (const [remark] of text.matchAll(/# (?!TODO).*/g)) assert.ok(after.includes(remark), say(`loses "${remark}"`));
    const changed = { ...files, [file]: after };
    // An entry that gives no reason yet is told to accept nothing.
    assert.deepEqual(engine.open({ 'none.ts': '', ...changed }).mistakes(file).filter(({ message }) => isAnswered || !message.includes('accepts nothing yet')), [], say('makes a mistake'));
    const rest = findingsIn(changed);
    const appeared = rest.filter((one) => count(rest, one) > count(before, one));
    if (isAnswered) assert.deepEqual(appeared.map(({ rule, value }) => `${rule} ${value}`), [], say('brings findings'));
    // What was left open is told, and nothing else.
    else assert.deepEqual(appeared.filter((one) => one.file !== file || one.details['missing'] === undefined).map(({ rule, value }) => `${rule} ${value}`), [], say('brings findings'));
    if (isAnswered) assert.ok(count(rest, finding) < count(before, finding), say('leaves the finding'));
    const again = rest.find((one) => one.identity === finding.identity);
    const second = again === undefined ? undefined : offered(changed, again, isAnswered).find((one) => one.fix.id === fix.id);
    assert.ok(second === undefined, say('goes on'));
    proved.add(fix.id);
  }

  for (const [name, files] of Object.entries(projects)) {
    it(name, () => {
      const findings = findingsIn(files);
      let tried = 0;
      for (const finding of findings) {
        for (const isAnswered of [true, false]) {
          // Accepting is the same for all: a few of each project are enough.
          for (const fix of offered(files, finding, isAnswered).filter(({ fix: { id } }) => id !== 'accept-in-declaration' || findings.indexOf(finding) < 3)) {
            prove(files, findings, finding, fix, isAnswered);
            tried++;
          }
        }
      }
      assert.ok(tried > 0, `something is offered of ${findings.map(({ rule }) => rule).join(', ')}`);
    });
  }

  it('are each proved somewhere', () => {
    assert.deepEqual([...proved].sort(), ['accept-in-declaration', 'declare-collection', 'declare-encryption', 'declare-host', 'declare-own-host', 'declare-recipient', 'declare-scope', 'declare-use', 'fill-in']);
  });

  it('are none where its text does not parse', () => {
    const files = { 'a.ts': code, 'caley.yaml': 'version: 1\nsupport: {' };
    for (const finding of findingsIn(files)) assert.deepEqual(offered(files, finding, true), []);
  });

  it('make a caley.yaml at the root where none rules the file', () => {
    const made = new Set<string>();
    for (const files of [{ 'packages/x/a.ts': code }, { 'packages/x/a.ts': code, 'packages/y/caley.yaml': complete }]) {
      const before = findingsIn(files);
      for (const finding of before) {
        for (const isAnswered of [true, false]) {
          for (const offer of offered(files, finding, isAnswered)) {
            const { fix, file, title, creates, preferred } = offer;
            assert.ok(creates && !preferred && file === 'caley.yaml' && title.includes('a new caley.yaml'), title);
            const after = applyEdits('', offer.edits() ?? []);
            assert.match(after, /^version: 1\n/);
            const changed = { ...files, [file]: after };
            assert.deepEqual(engine.open({ 'none.ts': '', ...changed }).mistakes(file), []);
            const rest = findingsIn(changed);
            if (isAnswered) assert.ok(count(rest, finding) < count(before, finding), `${title} leaves the finding`);
            // Who has begun to declare is told what else is to be said, there, and of data that is not.
            const appeared = rest.filter((one) => one.file !== file && count(rest, one) > count(before, one)).map(({ rule }) => rule);
            assert.deepEqual(appeared, [], `${title} brings findings`);
            // What rules the file now is no longer to be made.
            for (const one of rest) assert.deepEqual(offered(changed, one, isAnswered).filter((offer) => offer.creates), []);
            made.add(fix.id);
          }
        }
      }
    }
    assert.deepEqual([...made].sort(), ['declare-encryption', 'declare-own-host', 'declare-recipient']);
  });

  it('make none where not all of the project is known', () => {
    const workspace = engine.createWorkspace();
    workspace.apply({ type: 'write', path: 'src/a.ts', text: code, version: 1 });
    const creating = (): number => workspace.snapshot().findings('src/a.ts').flatMap(({ finding }) => workspace.snapshot().fixes(finding).filter(({ creates }) => creates)).length;
    workspace.apply({ type: 'complete', paths: ['src'] });
    assert.equal(creating(), 0);
    workspace.apply({ type: 'complete', paths: [''] });
    assert.notEqual(creating(), 0);
  });

  it('fill every finding on what lacks, one after the other, until nothing is left', () => {
    let files = projects['all that lacks'] ?? {};
    for (let steps = 0; steps < 20; steps++) {
      const [next] = findingsIn(files).flatMap((finding) => offered(files, finding, true).map((fix) => fix));
      if (next === undefined) break;
      files = { ...files, 'caley.yaml': applyEdits(files['caley.yaml'] ?? '', next.edits() ?? []) };
    }
    assert.deepEqual(findingsIn(files).map(({ rule }) => rule), []);
    assert.match(files['caley.yaml'] ?? '', /^ {2}owner: Acme$/m);
  });
});
