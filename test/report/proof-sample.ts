/**
 * A made-up application for the tests of the proof: one that declares some of what it does, and files that nobody declares. Names are hostile on purpose.
 */
import { readDeclaration } from '../../src/policy';
import { collectProof } from '../../src/report';
import type { ApplicationFacts, Proof, ProofFacts, Sighting } from '../../src/report';
import { range } from '../../src/text';
import { hostilePath, samplePolicy, sampleReport } from './sample';

export const hostileName = '</title><script>alert("x")</script> & `a` | [b](javascript:c) \u202egnp 🗓';

const declaration = `version: 1
app: { name: ${JSON.stringify(hostileName)}, owner: Acme GmbH, website: https://acme.io, contact: team@acme.io }
policies: { developer: 2024-05-21, aup: 2022-04-20 }
privacyPolicy: { url: https://acme.io/privacy, file: docs/privacy.md }
support: { email: help@acme.io, connectDocs: docs/connect.md }
breach: { contact: security@acme.io, procedure: docs/breach.md }
ownHosts: [acme.io]
storage:
  - { name: bookings, kinds: [data.contact.email], encryption: at-rest, evidence: docs/encryption.md }
  - { name: archive, kinds: [data.contact.phone], encryption: at-rest, evidence: docs/archive.md }
subProcessors:
  - { id: segment, purposes: [analytics], kinds: [data.contact.email], region: EU, consent: { by: Caley, date: 2026-01-31, document: legal/segment.md } }
attestations:
  AUP-5: { by: J. Doe, date: 2026-02-01, statement: "Credentials are kept in a vault | nowhere else." }
`;

const at = (line: number): Sighting['place'] => ({ file: hostilePath, line });
const none = range(0, 0);

const sightings: readonly Sighting[] = [
  { observed: { type: 'host', host: 'api.caley.app', range: none }, place: at(1) },
  { observed: { type: 'webhook', path: '/hooks/<b>', isVerified: true, range: none }, place: at(2) },
  { observed: { type: 'recipient', party: 'segment', host: null, kinds: ['data.contact.email', 'data.contact.phone'], range: none }, place: at(4) },
  { observed: { type: 'recipient', party: null, host: 'data.acme.io', kinds: ['data.contact.email'], range: none }, place: at(4) },
  { observed: { type: 'recipient', party: null, host: 'leads.example.net', kinds: ['data.contact.phone'], range: none }, place: at(5) },
  { observed: { type: 'store', sink: 'sink.store.sql', package: 'pg', kinds: ['data.contact.email'], collected: ['data.contact.email'], isEncrypted: false, range: none }, place: at(5) },
];

/** What a text of a caley.yaml declares. */
export function declared(text: string): ApplicationFacts['declared'] {
  return readDeclaration({ path: 'caley.yaml', text }, samplePolicy).declaration.said?.value ?? null;
}

export function sampleFacts(rest: Partial<ProofFacts> = {}): ProofFacts {
  return {
    date: '2026-11-28', title: 'sample', revision: { commit: '0123456789abcdef0123456789abcdef01234567', branch: 'main' }, languages: [{ language: 'typescript', files: 2, lines: 1_234 }],
    applications: [{ declaration: null, declared: null, sightings: sightings.slice(2, 3) }, { declaration: 'caley.yaml', declared: declared(declaration), sightings }],
    digest: 'd'.repeat(64), isApplied: () => true, ...rest,
  };
}

export function sampleProof(rest: Partial<ProofFacts> = {}): Proof {
  return collectProof(sampleReport(), sampleFacts(rest));
}
