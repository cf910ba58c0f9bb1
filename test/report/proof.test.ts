/** The proof of compliance: its forms byte for byte, what they may never hold, and the states and maps in them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import MarkdownIt from 'markdown-it';
import { collectProof, driftOf, endingsSoon, renderProofHtml, renderProofJson, renderProofMarkdown } from '../../src/report';
import type { ClauseReport, Proof, ProofFacts, Target } from '../../src/report';
import { assertGolden } from '../golden';
import { activeParts, brokenLinks, elementsIn, headingGaps } from '../support/page-elements';
import { declared, hostileName, sampleFacts, sampleProof } from './proof-sample';
import { manyFindings, samplePolicy, sampleReport } from './sample';

const golden = (name: string): string => join(import.meta.dirname, 'golden', name);
const credential = 'not-a-real-credential';
const html = (proof: Proof): string => renderProofHtml(proof, samplePolicy);
const markdown = (proof: Proof): string => renderProofMarkdown(proof, samplePolicy);

describe('the proof', () => {
  it('as a page', () => assertGolden(golden('proof.html'), html(sampleProof())));
  it('as Markdown', () => assertGolden(golden('proof.md'), markdown(sampleProof())));
  it('as JSON', () => assertGolden(golden('proof.json'), renderProofJson(sampleProof())));

  it('is as its published schema says', () => {
    // The schema is data; Ajv says of it what is wrong with it.
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/proof.schema.json'), 'utf8')) as object);
    for (const date of ['2026-11-28', '2027-01-02']) assert.deepEqual([validate(JSON.parse(renderProofJson(sampleProof({ date })))), validate.errors], [true, null]);
    assert.equal(validate({ ...sampleProof(), clauses: [{ id: 'DP-DATA-2' }] }), false);
  });

  it('stays under ten megabytes where each of all rules has found hundreds, each by a long way', () => {
    const proof = sampleProof();
    const [one] = proof.findings.filter(({ flow }) => flow.length > 1);
    assert.ok(one !== undefined);
    const long = { ...one, flow: Array.from({ length: 12 }, (_, i) => one.flow[i % one.flow.length] ?? one.flow[0]).filter((step) => step !== undefined) };
    const findings = Array.from({ length: 250 * 300 }, (_, i) => ({ ...long, rule: `group/rule-${String(i % 250)}` }));
    const page = html({ ...proof, findings });
    assert.ok(page.length < 10_000_000, String(page.length));
    assert.equal(page.split('<article').length - 1, 250 * 16);
    assert.ok(page.includes('and 284 more in report.json'));
  });

  it('is the same each time', () => {
    for (const form of [html, markdown, renderProofJson]) assert.equal(form(sampleProof()), form(sampleProof()));
  });

  it('repeats no credential', () => {
    for (const form of [html, markdown, renderProofJson]) assert.ok(!form(sampleProof()).includes(credential));
  });

  it('the page is sound HTML without scripts, and loads nothing', () => {
    const { elements, errors } = elementsIn(html(sampleProof()));
    assert.deepEqual([errors, activeParts(elements)], [[], []]);
  });

  it('each link of the page leads somewhere, each id stands once', () => assert.deepEqual(brokenLinks(elementsIn(html(sampleProof())).elements), []));

  it('its top leads to what is broken or open, and a table to each rule, the gravest first', () => {
    const proof = sampleProof();
    const [one] = proof.findings;
    assert.ok(one !== undefined);
    const found = (['hint', 'error', 'warning', 'error'] as const).flatMap((severity, i) => Array.from({ length: i + 1 }, () => ({ ...one, severity, rule: `group/rule-${String(i)}` })));
    const page = html({ ...proof, findings: found });
    assert.deepEqual([...page.matchAll(/<td><a href="#rule-([^"]+)">/g)].map(([, rule]) => rule), ['group/rule-3', 'group/rule-1', 'group/rule-2', 'group/rule-0']);
    assert.deepEqual(brokenLinks(elementsIn(page).elements), []);
    const top = page.slice(page.indexOf('<header>'), page.indexOf('</header>'));
    for (const { id, state } of proof.clauses) assert.equal(top.includes(`href="#${id}"`), state === 'findings' || state === 'open', id);
  });

  it('headings follow one another without a gap', () => assert.deepEqual(headingGaps(elementsIn(html(sampleProof())).elements), []));

  it('no name becomes markup in Markdown', () => {
    const tokens = new MarkdownIt({ html: true, linkify: false }).parse(markdown(sampleProof()), {});
    const inline = tokens.flatMap(({ children }) => children ?? []);
    assert.deepEqual([...tokens, ...inline].filter(({ type }) => type.startsWith('html') || type === 'link_open' || type === 'image').map(({ content }) => content), []);
    assert.deepEqual(inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content), []);
  });

  it('no form shows characters that turn text around', () => {
    for (const form of [html, markdown]) assert.doesNotMatch(form(sampleProof()), /[\u202a-\u202e\u2066-\u2069]/);
    assert.ok(html(sampleProof()).includes('\\u{202e}gnp'));
  });

  it('says each of its parts in each form', () => {
    const proof = sampleProof();
    for (const form of [html(proof), markdown(proof).replaceAll('\\', '')]) {
      for (const said of ['Segment', 'bookings', 'J. Doe', '2026-02-01', 'docs/breach.md', 'security@acme.io', 'support asked for it', 'public/app.min.js', 'DP-DATA-2', 'AUP-5', 'gets more than is disclosed', 'not seen in the code', '0123456789abcdef']) {
        assert.ok(form.includes(said), said);
      }
    }
    assert.ok(proof.applications.some(({ maker }) => maker.name === hostileName));
  });

  it('stays small where there is much', () => {
    const proof = collectProof(manyFindings(25_001), sampleFacts());
    assert.ok(html(proof).length < 500_000);
    assert.ok(html(proof).includes('and 24901 more in report.json'));
    assert.equal(proof.findings.length, 25_001);
  });
});

describe('the state of a clause', () => {
  const stateOf = (id: string, facts: Partial<ProofFacts>, report = sampleReport()): ClauseReport | undefined => collectProof(report, sampleFacts(facts)).clauses.find((clause) => clause.id === id);
  const empty = { ...sampleReport(), files: [] };
  const attested = (date: string): Partial<ProofFacts> => ({ applications: [{ declaration: 'caley.yaml', declared: declared(`version: 1\nattestations: { AUP-5: { by: J. Doe, date: ${date}, statement: So it is. } }\n`), sightings: [] }] });
  const nobody: Partial<ProofFacts> = { applications: [{ declaration: null, declared: null, sightings: [] }] };

  it('findings, under each clause that their rules name', () => {
    const [first, second] = [stateOf('DP-DATA-2', {}), stateOf('AUP-5', {})];
    assert.deepEqual([first?.state, first?.findings, first?.accepted], ['findings', 3, 1]);
    assert.deepEqual([second?.state, second?.findings], ['findings', 3]);
  });

  it('attested, also where the statement is to be renewed; not by one without a day, or of a day to come', () => {
    assert.deepEqual([stateOf('AUP-5', attested('2026-02-01'), empty)?.state, stateOf('AUP-5', attested('2026-02-01'), empty)?.attestations[0]?.fault], ['attested', null]);
    assert.deepEqual([stateOf('AUP-5', attested('2023-02-01'), empty)?.state, stateOf('AUP-5', attested('2023-02-01'), empty)?.attestations[0]?.fault], ['attested', 'old']);
    assert.deepEqual([stateOf('AUP-5', attested('2021-02-01'), empty)?.attestations[0]?.fault, stateOf('AUP-5', attested('2027-02-01'), empty)?.attestations[0]?.fault], ['old', 'future']);
    assert.notEqual(stateOf('AUP-5', attested('2027-02-01'), empty)?.state, 'attested');
  });

  it('declared, where rules look at what is declared alone; open where nothing is', () => {
    assert.equal(stateOf('DP-DATA-2', attested('2026-02-01'), empty)?.state, 'declared');
    assert.equal(stateOf('DP-DATA-2', nobody, empty)?.state, 'open');
  });

  it('open where no rule looked', () => {
    assert.deepEqual([stateOf('DP-DATA-2', { isApplied: () => false }, empty)?.state, stateOf('DP-DATA-2', { isApplied: () => false }, empty)?.rules], ['open', []]);
  });
});

describe('what ends soon', () => {
  const soon = (date: string): readonly string[] => sampleProof({ date }).endsSoon.map(({ type, on, rule, clause, file, findings }) => [type, on, rule ?? clause, file, findings].join(' '));
  const suppression = 'suppression 2027-01-31 log/personal-data src/config.ts 1';
  const attestation = 'attestation 2027-02-01 AUP-5 caley.yaml 0';

  it('within thirty days, on the last day too, by their days', () => {
    assert.deepEqual(soon('2026-12-31'), []);
    assert.deepEqual(soon('2027-01-01'), [suppression]);
    assert.deepEqual(soon('2027-01-02'), [suppression, attestation]);
    assert.deepEqual(soon('2027-02-01'), [attestation]);
  });

  it('not what has ended: an attestation is to be renewed the day after', () => {
    assert.deepEqual(soon('2027-02-02'), []);
    const faultOn = (date: string): unknown => sampleProof({ date }).clauses.find(({ id }) => id === 'AUP-5')?.attestations[0]?.fault;
    assert.deepEqual([faultOn('2027-02-01'), faultOn('2027-02-02')], [null, 'old']);
  });

  it('one acceptance stands once, however many findings it excuses', () => {
    const [one] = sampleProof().accepted;
    assert.ok(one !== undefined);
    const accepted = ['a.ts', 'b.ts', 'c.ts'].map((file) => ({ ...one, file, suppression: { reason: 'agreed', until: '2026-12-24', acceptedIn: 'caley.yaml', by: 'J. Doe' } }));
    assert.deepEqual(endingsSoon([...accepted, { ...one, suppression: { reason: 'for good', until: null } }], [], '2026-11-28'), [
      { type: 'acceptance', on: '2026-12-24', rule: one.rule, clause: one.clause, file: 'caley.yaml', by: 'J. Doe', statement: 'agreed', findings: 3 },
    ]);
  });

  it('stands in each form', () => {
    const proof = sampleProof({ date: '2027-01-02' });
    for (const form of [html(proof), markdown(proof).replaceAll('\\', '')]) {
      for (const said of ['Ends soon', '2027-02-01', 'Suppression of log/personal-data, 1 finding', 'Credentials are kept in a vault | nowhere else.']) assert.ok(form.includes(said), said);
    }
    assert.ok(html(proof).includes('href="#ends-soon">Ends soon (2)'));
    assert.ok(html(sampleProof()).includes('No acceptance, suppression or attestation ends within thirty days.'));
    assert.deepEqual(brokenLinks(elementsIn(html(proof)).elements), []);
  });
});

describe('the data map', () => {
  const [without, ruled] = sampleProof().applications;
  const target = (title: string, of = ruled): Target => {
    const found = of?.dataMap.targets.find((one) => one.title === title);
    assert.ok(found !== undefined, title);
    return found;
  };

  it('shows where data enters', () => assert.deepEqual(ruled?.dataMap.sources.map(({ type, name }) => `${type} ${name}`), ['api api.caley.app', 'webhook /hooks/<b>']));

  it('tells of each kind whether it is disclosed', () => {
    const segment = target('Segment');
    assert.deepEqual(segment.kinds.map(({ kind, isDeclared }) => [kind, isDeclared]), [['data.contact.email', true], ['data.contact.phone', false]]);
    assert.deepEqual([driftOf(segment), segment.region, segment.consent?.date, segment.role], ['more-than-disclosed', 'EU', '2026-01-31', 'sub-processor']);
  });

  it('a host of one’s own is disclosed, another is not', () => {
    assert.deepEqual([target('data.acme.io').role, driftOf(target('data.acme.io'))], ['own-host', null]);
    assert.deepEqual([target('leads.example.net').role, driftOf(target('leads.example.net'))], ['unknown-host', 'undisclosed']);
  });

  it('a store is encrypted as is declared for what it keeps; one that no code shows is drift', () => {
    const seen = target('sink.store.sql (pg)');
    assert.deepEqual([seen.encryption, seen.evidence, driftOf(seen)], ['at-rest', 'docs/encryption.md', null]);
    assert.deepEqual([target('archive').isSeen, driftOf(target('archive'))], [false, 'not-seen']);
  });

  it('nothing is drift where nobody declares', () => {
    assert.deepEqual([target('Segment', without).isDeclared, driftOf(target('Segment', without))], [null, null]);
  });
});
