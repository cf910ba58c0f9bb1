/**
 * A made-up policy and findings for the tests of reports, so that outputs do
 * not move with the packs. Names are hostile on purpose.
 */
import type { Finding, FlowStep } from '../../src/analysis';
import type { Clause, Kind, Policy, Rule } from '../../src/policy';
import { collectReport } from '../../src/report';
import type { Report, ReportedFinding, ReportSource, SkippedFile } from '../../src/report';
import { LineIndex } from '../../src/text';
import type { Range } from '../../src/text';
import { barePolicy } from '../support/bare-policy';

const clauses: readonly Clause[] = [
  {
    id: 'DP-DATA-2', document: 'developer-policy', heading: ['Data', 'Prohibitions'], text: 'Using data beyond what your users agreed to.',
    leadIn: 'Developers are prohibited from:', sentence: null, modality: 'must-not', checks: ['code'], summary: 'Data is used only as agreed.', attestation: null, onlyAPerson: null,
  },
  {
    id: 'AUP-5', document: 'acceptable-use-policy', heading: ['Security'], text: 'keep credentials secret',
    leadIn: null, sentence: 'You keep credentials secret.', modality: 'must', checks: ['code'], summary: 'Credentials stay secret.', attestation: null, onlyAPerson: null,
  },
];

function rule(id: string, rest: Partial<Rule>): Rule {
  return {
    id, title: id, clause: 'DP-DATA-2', also: [], category: 'other', state: 'stable', severity: 'warning', confidence: 'high',
    check: { type: 'declaration', forms: [] }, message: '{value} reaches {sink}.', remedy: 'Do not.', weakerIn: [], fixes: [], tags: [], page: `# ${id}\n`, ...rest,
  };
}

const rules: readonly Rule[] = [
  rule('log/personal-data', {
    title: 'Personal data in a log', category: 'log-user-data', also: ['AUP-5'], message: '{value} ({kind}) reaches the log through {sink}.',
    remedy: 'Log an identifier instead, or mask it.', tags: ['privacy'],
  }),
  rule('data/to-analytics', { title: 'Data sent to analytics', category: 'third-party-share', severity: 'error', message: '{kind} goes to {party}.', remedy: 'Send an identifier only, after consent.' }),
  rule('secret/hardcoded', { title: 'Credential in the source', clause: 'AUP-5', category: 'hardcoded-secret', severity: 'error', message: '{value} holds a credential.', remedy: 'Read it from the environment.' }),
];

const kinds = new Map<string, Kind>(
  [['data.contact.email', 'email address'], ['data.contact.phone', 'phone number']].map(([id = '', title = '']) => [id, { id, title, is: [], weight: 3, names: null, owners: null, neverOwners: null }]),
);

export const samplePolicy: Policy = {
  ...barePolicy,
  documents: new Map([
    ['developer-policy', { id: 'developer-policy', title: 'Developer Policy', date: '2024-05-21', text: '', headings: [], remarks: [] }],
    ['acceptable-use-policy', { id: 'acceptable-use-policy', title: 'Acceptable Use Policy', date: '2022-04-20', text: '', headings: [], remarks: [] }],
  ]),
  clauses: new Map(clauses.map((clause) => [clause.id, clause])),
  kinds: { ...barePolicy.kinds, all: kinds },
  rules: new Map(rules.map((each) => [each.id, each])),
  parties: new Map([['segment', { id: 'segment', vendor: 'Segment', category: 'analytics', purposes: ['analytics'], role: 'sub-processor', hosts: [], scriptHosts: [], selfHosted: false, flags: [], env: [], note: null }]]),
  hash: 'sample',
};

export const hostilePath = 'src/a "b" <script>alert(1)</script> 🗓 \u202egnp.ts';

const texts: Readonly<Record<string, string>> = {
  [hostilePath]: [
    "import { log } from './log';",
    'export function onBooking(attendee) {',
    '\tlog.info(`日本 🗓 ${attendee.email}`); // \u202e looks harmless',
    "  analytics.track('a very long event name that makes this line much wider than a terminal', { email: attendee.email, phone: attendee.phone, name: attendee.name });",
    '}',
    '',
  ].join('\n'),
  'src/config.ts': "export const settings = { api: 'x', apiSecret: 'not-a-real-credential-0123456789' }; log.info(settings.user.email);\r\n// caley-ignore log/personal-data -- support asked for it until 2027-01-31\r\nlog.info(user.email);\r\n",
  'src/clean.ts': 'export {};\n',
};

function at(file: string, part: string, from = 0): Range {
  const start = (texts[file] ?? '').indexOf(part, from);
  if (start < 0) throw new Error(`${part} is not in ${file}`);
  return { start, end: start + part.length };
}

function finding(file: string, id: string, part: string, rest: Partial<Finding>, from = 0): Finding {
  const place = at(file, part, from);
  const { clause = 'DP-DATA-2', severity = 'warning' } = samplePolicy.rules.get(id) ?? {};
  return {
    rule: id, clause, severity, confidence: 'high', file, range: place, kinds: [], value: part, sink: '', sinkPath: '', party: null, details: {}, flow: [],
    function: '<module>', identity: `sample-${id}-${String(place.start)}`, places: { value: place, sink: place }, ...rest,
  };
}

function step(file: string, role: FlowStep['role'], part: string): FlowStep {
  return { file, role, name: part, range: at(file, part) };
}

const findings: Readonly<Record<string, readonly ReportedFinding[]>> = {
  [hostilePath]: [
    {
      finding: finding(hostilePath, 'data/to-analytics', 'attendee.phone', {
        kinds: ['data.contact.email', 'data.contact.phone'], party: 'segment', sink: 'analytics.track', function: 'onBooking',
        flow: [step('src/config.ts', 'source', 'settings'), step(hostilePath, 'call', 'onBooking'), step(hostilePath, 'sink', 'analytics.track')],
      }),
      suppression: null,
    },
    {
      finding: finding(hostilePath, 'log/personal-data', 'attendee.email', {
        kinds: ['data.contact.email'], sink: 'log.info', function: 'onBooking', confidence: 'medium',
        flow: [step(hostilePath, 'source', 'attendee'), step(hostilePath, 'sink', 'log.info')],
      }),
      suppression: null,
    },
  ],
  'src/config.ts': [
    { finding: finding('src/config.ts', 'secret/hardcoded', "'not-a-real-credential-0123456789'", { value: 'settings.apiSecret' }), suppression: null },
    { finding: finding('src/config.ts', 'log/personal-data', 'settings.user.email', { kinds: ['data.contact.email'], sink: 'log.info', severity: 'hint' }), suppression: null },
    {
      finding: finding('src/config.ts', 'log/personal-data', 'user.email', { kinds: ['data.contact.email'], sink: 'log.info' }, (texts['src/config.ts'] ?? '').lastIndexOf('log')),
      suppression: { reason: 'support asked for it', until: '2027-01-31', range: at('src/config.ts', '// caley-ignore log/personal-data -- support asked for it until 2027-01-31') },
    },
  ],
};

const skipped: readonly SkippedFile[] = [
  { file: 'public/app.min.js', reason: 'minified', detail: 'a line of 8,213 characters' },
  { file: 'data/dump 100%.ts', reason: 'too-large', detail: '3,000,000 bytes, the limit is 2,097,152' },
  { file: 'legacy.js', reason: 'not-utf8', detail: 'not valid UTF-8' },
];

export const sampleSource: ReportSource = {
  policy: samplePolicy,
  files: ['src/config.ts', hostilePath, 'src/clean.ts'],
  declarations: [],
  file: (path) => {
    const text = texts[path];
    return text === undefined ? null : { text, lines: new LineIndex(text) };
  },
  findings: (path) => findings[path] ?? [],
  weakened: (path) => (path === hostilePath ? 2 : 0),
  mistakes: (path) =>
    path === 'src/config.ts' ? [{ file: path, range: at(path, 'until 2027-01-31'), message: 'The date could be a \u001b[31mcolour\u001b[0m.', severity: 'warning' }] : [],
  openRequests: () => 0,
  skipped,
};

export const tool = { name: 'Caley Compliance', version: '1.2.3' };

export function sampleReport(): Report {
  return collectReport(sampleSource, tool);
}

/** A report of one file with `count` equal findings. */
export function manyFindings(count: number): Report {
  const one = findings['src/config.ts']?.[1];
  if (one === undefined) throw new Error('the sample has lost its finding');
  const last = { ...one, finding: { ...one.finding, severity: 'error' as const, identity: 'last' } };
  const all = [...Array.from({ length: count - 1 }, () => one), last];
  return collectReport({ ...sampleSource, files: ['src/config.ts'], findings: () => all, skipped: [] }, tool);
}
