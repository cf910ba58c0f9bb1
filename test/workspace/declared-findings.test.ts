/**
 * What is found in a caley.yaml as it, the code that it rules and the files that it names are edited? After each step the same as from
 * scratch, and nothing where nobody has begun to declare.
 */
import assert from 'node:assert/strict';
import { createWorkspace, defaultConfiguration, isDeclaration, namedBy } from '../../src/workspace';
import type { Configuration, Workspace } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

type Files = Readonly<Record<string, string>>;

class Session {
  readonly workspace: Workspace;
  private files: Files = {};

  constructor(private readonly configuration: Partial<Configuration> = {}) {
    this.workspace = createWorkspace({ languages: engine.languages, grammars: engine.grammars, policy: engine.policy, models: engine.models, today: '2026-06-01' });
    this.workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, ...configuration } });
    this.workspace.apply({ type: 'complete', paths: [''] });
  }

  /** What is null goes. */
  edit(changed: Readonly<Record<string, string | null>>): this {
    this.files = Object.fromEntries(Object.entries({ ...this.files, ...changed }).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])));
    for (const [path, text] of Object.entries(changed)) this.workspace.apply(text === null ? { type: 'remove', path } : { type: 'write', path, text, version: 1 });
    for (const [declaration, text] of Object.entries(this.files)) {
      if (!isDeclaration(declaration)) continue;
      for (const { path } of namedBy(declaration, text)) this.workspace.apply({ type: 'document', path, content: path in this.files ? { text: this.files[path] ?? '' } : { why: 'no such file or folder' } });
    }
    return this;
  }

  /** `caley.yaml:2 support/contact-missing`, asked for before all work is done as well. */
  told(pattern: RegExp): readonly string[] {
    const found = this.toldBy(this.workspace, pattern);
    const anew = new Session(this.configuration);
    anew.edit(this.files);
    assert.deepEqual(this.toldBy(anew.workspace, pattern), found);
    return found;
  }

  private toldBy(workspace: Workspace, pattern: RegExp): readonly string[] {
    for (const path of workspace.snapshot().declarations) workspace.snapshot().findings(path);
    while (workspace.step());
    const snapshot = workspace.snapshot();
    return [...snapshot.files, ...snapshot.declarations].sort().flatMap((path) => snapshot.findings(path).flatMap(({ finding, suppression }) => {
      const line = (snapshot.file(path)?.lines.positionAt(finding.range.start).line ?? 0) + 1;
      return pattern.test(finding.rule) && suppression === null ? [`${path}:${String(line)} ${finding.rule}`] : [];
    }));
  }
}

const absences = /^(?:support|breach|privacy|manifest|identity\/app)/;
const sharing = "import { PostHog } from 'posthog-node';\nconst posthog = new PostHog('key');\nexport const identify = (user: { id: string; email: string }) => posthog.identify({ distinctId: user.id, properties: { email: user.email } });\n";

describe('findings in a caley.yaml', () => {
  it('are none without one, and none in one that only says how to look', () => {
    assert.deepEqual(new Session().edit({ 'src/a.ts': sharing }).told(absences), []);
    for (const text of ['version: 1\ntrust: { consent: [kit:agreed] }\n', 'version: 1\npacks: [company]\n', 'version: 1\napi: { hosts: [api.caley.app] }\nrules: { perf/polling: off }\n', 'version: 1\nnothing: known\n', '- x\n']) {
      assert.deepEqual([text, new Session().edit({ 'caley.yaml': text }).told(absences)], [text, []]);
    }
  });

  it('are one for each absence, and go as what is missing comes', () => {
    const session = new Session().edit({ 'caley.yaml': 'version: 1\n' });
    const all = ['breach/contact-missing', 'identity/app-metadata-missing', 'manifest/attestation-missing', 'manifest/policy-version', 'privacy/policy-missing', 'support/connect-instructions-missing', 'support/contact-missing'];
    assert.deepEqual(session.told(absences), all.map((rule) => `caley.yaml:1 ${rule}`));
    session.edit({ 'caley.yaml': 'version: 1\npolicies: { developer: 2024-05-21, aup: 2022-04-20 }\nsupport: { email: help@acme.io, connectDocs: docs/connect.md }\nprivacyPolicy: { url: "https://acme.io/privacy" }\n' });
    const left = ['caley.yaml:1 breach/contact-missing', 'caley.yaml:1 identity/app-metadata-missing', 'caley.yaml:1 manifest/attestation-missing'];
    assert.deepEqual(session.told(absences), [...left, 'caley.yaml:3 support/connect-instructions-missing']);
    assert.deepEqual(session.edit({ 'docs/connect.md': 'Connect Caley in the settings of your account and sign in.\n' }).told(absences), left);
    assert.deepEqual(session.edit({ 'caley.yaml': null }).told(absences), []);
  });

  it('are not told of half a file', () => {
    assert.deepEqual(new Session().edit({ 'caley.yaml': 'version: 1\nsupport: { email: help@acme.io\n' }).told(absences), []);
  });

  it('are not told again of packages whose whole says it', () => {
    const session = new Session().edit({ 'caley.yaml': 'version: 1\nsupport: { email: help@acme.io }\n', 'packages/a/caley.yaml': 'version: 1\nownHosts: [acme.io]\n', 'other/caley.yaml': 'version: 1\nownHosts: [acme.io]\n' });
    assert.deepEqual(session.told(/^support\/contact/), []);
    assert.deepEqual(session.edit({ 'caley.yaml': null }).told(/^support\/contact/), ['other/caley.yaml:1 support/contact-missing', 'packages/a/caley.yaml:1 support/contact-missing']);
  });

  it('may be accepted in a comment', () => {
    assert.deepEqual(new Session().edit({ 'caley.yaml': '# caley-ignore support/contact-missing -- the help desk opens in March\nversion: 1\napp: { name: "a # b" }\n' }).told(/^support\/contact/), []);
    assert.deepEqual(new Session().edit({ 'caley.yaml': 'version: 1\napp: { name: "# caley-ignore support/contact-missing -- no" }\n' }).told(/^support\/contact/), ['caley.yaml:1 support/contact-missing']);
  });

  it('hold documents against what the code does, and the code against what is declared', () => {
    const session = new Session({ drafts: true }).edit({ 'caley.yaml': 'version: 1\nprivacyPolicy: { file: privacy.md }\n', 'privacy.md': 'We never share your data.\n', 'src/a.ts': sharing });
    const pattern = /^(?:privacy\/|data\/undisclosed-recipient)/;
    assert.deepEqual(session.told(pattern), ['caley.yaml:2 privacy/policy-contradicted', 'caley.yaml:2 privacy/policy-inaccurate', 'src/a.ts:3 data/undisclosed-recipient']);
    // Declared: no finding in the code any more, and still no word of it in the policy.
    session.edit({ 'caley.yaml': 'version: 1\nprivacyPolicy: { file: privacy.md }\nsubProcessors: [{ id: posthog, kinds: [data.contact], consent: { by: Caley, date: 2026-01-31, document: contract 12 } }]\n' });
    assert.deepEqual(session.told(pattern), ['caley.yaml:2 privacy/policy-contradicted', 'caley.yaml:2 privacy/policy-inaccurate']);
    session.edit({ 'privacy.md': 'We never share your data, except with PostHog.\n' });
    assert.deepEqual(session.told(pattern), []);
    // Other data than is declared.
    session.edit({ 'src/a.ts': sharing.replaceAll('email', 'birthDate') });
    assert.deepEqual(session.told(pattern), ['src/a.ts:3 data/undisclosed-recipient']);
    // A nearer caley.yaml rules the file, and says nothing.
    session.edit({ 'src/a.ts': sharing, 'src/caley.yaml': 'version: 1\ntrust: {}\n' });
    assert.deepEqual(session.told(pattern), ['src/a.ts:3 data/undisclosed-recipient']);
  });

  it('say what no code shows, once all code is known', () => {
    const session = new Session({ drafts: true }).edit({ 'caley.yaml': 'version: 1\nsubProcessors: [{ id: posthog }, { id: mixpanel }]\n', 'src/a.ts': sharing });
    assert.deepEqual(session.told(/stale/), ['caley.yaml:2 data/stale-disclosure']);
    assert.deepEqual(session.edit({ 'src/b.ts': 'export const key = process.env.MIXPANEL_TOKEN;\n' }).told(/stale/), []);
    assert.deepEqual(session.edit({ 'src/a.ts': null, 'src/b.ts': null }).told(/stale/), ['caley.yaml:2 data/stale-disclosure', 'caley.yaml:2 data/stale-disclosure']);
    const part = new Session({ drafts: true });
    part.workspace.apply({ type: 'complete', paths: ['src'] });
    part.workspace.apply({ type: 'write', path: 'caley.yaml', text: 'version: 1\nsubProcessors: [{ id: mixpanel }]\n', version: 1 });
    while (part.workspace.step());
    assert.deepEqual(part.workspace.snapshot().findings('caley.yaml').filter(({ finding }) => finding.rule === 'data/stale-disclosure'), []);
  });

  it('say which scopes nothing asks for, where all that is asked for is known', () => {
    const asking = (scope: string): string => `export const connect = (state: string, more: string) => { location.href = \`https://auth.caley.app/oauth/authorize?client_id=acme&code_challenge=\${state}&scope=${scope}\`; };\n`;
    const session = new Session({ drafts: true }).edit({ 'caley.yaml': 'version: 1\napi:\n  scopes: [openid, events.read]\n', 'src/a.ts': asking('openid') });
    const told = (): readonly string[] => session.told(/scope/);
    assert.deepEqual(told(), ['caley.yaml:3 access/unused-scope']);
    // Nobody asks, or for what is not known.
    assert.deepEqual(session.edit({ 'src/a.ts': '' }).told(/scope/), []);
    assert.deepEqual(session.edit({ 'src/a.ts': asking('openid'), 'src/b.ts': asking('${more}') }).told(/scope/), []);
    assert.deepEqual(session.edit({ 'src/b.ts': asking('events.read%20admin') }).told(/scope/), ['src/b.ts:1 access/excess-scopes']);
    // A file that names it, whatever for; and one that a nearer caley.yaml rules.
    assert.deepEqual(session.edit({ 'src/b.ts': null, '.env': 'SCOPES="openid events.read"\n' }).told(/scope/), []);
    assert.deepEqual(session.edit({ '.env': null, 'other/b.ts': asking('events.read'), 'other/caley.yaml': 'version: 1\ntrust: {}\n' }).told(/scope/), ['caley.yaml:3 access/unused-scope']);
    // An API document names them all.
    session.edit({ 'other/b.ts': null, 'other/caley.yaml': null, 'openapi.yaml': 'openapi: 3.0.0\npaths: {}\nsecurity: [{ oauth: [openid, events.read] }]\n' });
    assert.deepEqual(told(), []);
    assert.deepEqual(session.edit({ 'caley.yaml': 'version: 1\napi:\n  scopes: [openid, events.read]\n  openapi: openapi.yaml\n' }).told(/scope/), ['caley.yaml:3 access/unused-scope']);
    // Other parts of the product may ask for it.
    assert.deepEqual(session.edit({ 'caley.yaml': 'version: 1\napi:\n  scopes: [openid, events.read]\nrepositories: ["https://git.acme.io/site"]\n' }).told(/scope/), []);
  });

  it('say an undeclared scope at its word', () => {
    const places = (scopes: string): readonly string[] => {
      const { workspace } = new Session({ drafts: true }).edit({ 'caley.yaml': 'version: 1\napi: { scopes: [events.read] }\n', 'a.ts': `export const ask = (state: string) => fetch('https://auth.caley.app/oauth/token', { method: 'POST', body: new URLSearchParams({ state, scope: ${scopes} }) });\n` });
      while (workspace.step());
      const text = workspace.snapshot().file('a.ts')?.text ?? '';
      return workspace.snapshot().findings('a.ts').filter(({ finding }) => finding.rule === 'access/excess-scopes').map(({ finding: { range } }) => text.slice(range.start, range.end));
    };
    assert.deepEqual(places("'events.read events.write admin'"), ['events.write', 'admin']);
    assert.deepEqual(places("'events.read%20events.read.all'"), ['events.read.all']);
    assert.deepEqual(places("['events.read', 'events.write'].join(' ')"), ["events.write"]);
    // One that stands there twice is told of the whole text.
    assert.deepEqual(places("'admin events.read admin'"), ["'admin events.read admin'"]);
    assert.deepEqual(places("'events.read'"), []);
  });

  it('say where in a document something stands', () => {
    const place = (text: string): string | undefined => {
      const { workspace } = new Session().edit({ 'caley.yaml': 'version: 1\nbreach: { contact: us, procedure: a.md }\n', 'a.md': text });
      return workspace.snapshot().findings('caley.yaml').find(({ finding }) => finding.rule === 'breach/delay-clause')?.finding.details['place'];
    };
    assert.equal(place('# Incidents\n\nUsers hear from us within a week.\n'), 'a.md:3');
    assert.equal(place('Find the cause. Then users\nhear from us\r\nwithin 3  days.\n'), 'a.md:1');
    assert.equal(place('1. Find the cause\n2. Tell users **within\n   3 days**\n'), 'a.md:2');
    assert.equal(place('<p>Users hear from us <b>within</b> a week</p>'), 'a.md:1');
    assert.equal(place('The authority is told within 72 hours. Users at once.\n'), undefined);
    assert.equal(place(`${'x '.repeat(300_000)}within a week`), undefined);
  });

  it('take one\'s own hosts, and those of recipients, by their names and patterns', () => {
    const sends = (host: string, declared: string): readonly string[] => new Session().edit({ 'caley.yaml': `version: 1\n${declared}\n`, 'a.ts': `fetch('https://${host}/users', { method: 'POST', body: JSON.stringify({ email: user.email }) });\n` }).told(/^data\//);
    const told = ['a.ts:1 data/to-unknown-host'];
    assert.deepEqual(sends('api.acme-bookings.io', 'ownHosts: [acme-bookings.io]'), []);
    assert.deepEqual(sends('api.acme-bookings.io', 'ownHosts: ["*.acme-bookings.io"]'), []);
    assert.deepEqual(sends('api.acme-bookings.io', 'ownHosts: [bookings.io]'), told);
    assert.deepEqual(sends('acme-bookings.io', 'ownHosts: ["*.acme-bookings.io"]'), told);
    assert.deepEqual(sends('api.acme-bookings.io', 'ownHosts: ["api*.io"]'), []);
    assert.deepEqual(sends('api.acme-bookings.io', 'sharing: [{ recipient: Partner, hosts: [api.acme-bookings.io], kinds: [data.contact] }]').filter((one) => one.startsWith('a.ts')), []);
    assert.deepEqual(sends('api.acme-bookings.io', 'sharing: [{ recipient: Partner, hosts: [api.acme-bookings.io], kinds: [data.location] }]').filter((one) => one.startsWith('a.ts')), told);
    // A service is nobody's own.
    assert.deepEqual(sends('api.mixpanel.com', 'ownHosts: [api.mixpanel.com]'), ['a.ts:1 data/undisclosed-recipient']);
  });

  it('hold days against today', () => {
    const consent = (date: string): readonly string[] => new Session().edit({ 'caley.yaml': `version: 1\nsubProcessors: [{ id: posthog, consent: { by: Caley, date: ${date}, document: contract 12 } }]\n` }).told(/subprocessor/);
    assert.deepEqual([consent('2026-06-01'), consent('2026-06-02')], [[], ['caley.yaml:2 data/subprocessor-without-consent']]);
  });

  it('are as the rules are set', () => {
    const off = new Session({ rules: new Map([['support/contact-missing', 'off']]) }).edit({ 'caley.yaml': 'version: 1\n' });
    assert.deepEqual(off.told(/^support/), ['caley.yaml:1 support/connect-instructions-missing']);
    const hint = new Session({ rules: new Map([['support/contact-missing', 'hint']]) }).edit({ 'caley.yaml': 'version: 1\n' });
    assert.deepEqual(hint.workspace.snapshot().findings('caley.yaml').filter(({ finding }) => finding.rule === 'support/contact-missing').map(({ finding }) => finding.severity), ['hint']);
  });
});

describe('what files of configuration set', () => {
  const ci = (step: string): string => `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - ${step}\n`;
  const begun = 'version: 1\nsupport: { email: help@acme.io }\n';
  const stale = /report-stale/;

  it('counts for each caley.yaml whose files they are, and changes what is told', () => {
    const session = new Session().edit({ 'caley.yaml': begun, '.github/workflows/test.yml': ci('run: npm test') });
    assert.deepEqual(session.told(stale), ['caley.yaml:1 manifest/report-stale']);
    for (const step of ['run: caley check', 'run: ./ci.sh', 'uses: ./.github/actions/check']) assert.deepEqual(session.edit({ '.github/workflows/test.yml': ci(step) }).told(stale), [], step);
    assert.deepEqual(session.edit({ '.github/workflows/test.yml': ci('run: npm run compliance'), 'package.json': '{ "scripts": { "compliance": "caley check" } }' }).told(stale), []);
    assert.deepEqual(session.edit({ 'package.json': '{ "scripts": {} }' }).told(stale), ['caley.yaml:1 manifest/report-stale']);
    assert.deepEqual(session.edit({ Jenkinsfile: '' }).told(stale), []);
    assert.deepEqual(session.edit({ Jenkinsfile: null, 'one/caley.yaml': begun, 'one/package.json': '{ "scripts": { "compliance": "caley check" } }' }).told(stale), ['caley.yaml:1 manifest/report-stale']);
    assert.deepEqual(session.edit({ '.github/workflows/test.yml': null }).told(stale), []);
  });
});
