/** `caley init`: what it proposes is read back without a mistake, declares what the code shows, leaves the rest to be told, and is never written over anything. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonReport } from '../../src/report';
import { assertGolden } from '../golden';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';
import { run } from './run';
import type { Ran } from './run';

const examples = join(import.meta.dirname, '..', '..', 'examples');

function caley(folder: string, ...argv: readonly string[]): Promise<Ran> {
  return run(folder, argv, { loadEngine: loadTestEngine });
}

async function report(folder: string, ...argv: readonly string[]): Promise<JsonReport> {
  return JSON.parse((await caley(folder, 'check', '--no-cache', '--workers', '1', '--format', 'json', ...argv)).out) as JsonReport;
}

/** Of one person's address to a service, a store, a host that nobody knows and one of the maker's own; scopes, a package of Caley's, a broker, a webhook. */
const program: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'sync', author: 'Acme GmbH <dev@acme.io>', homepage: 'https://acme.io', bugs: { email: 'help@acme.io' } }),
  'docs/privacy-policy.md': '# Privacy\n', 'docs/incident-response.md': '# Incidents\n', 'docs/connect.md': '# Connect\n', 'node_modules/x/PRIVACY.md': '# Theirs\n',
  'src/app.ts': [
    "import { PostHog } from 'posthog-node';", "import Redis from 'ioredis';", "import { Client } from '@caley/sdk';", "import express from 'express';", '',
    "const posthog = new PostHog('key');", 'const redis = new Redis();', 'export const client = new Client();', '',
    'export async function book(user: { id: string; email: string; phoneNumber: string }) {',
    '  posthog.identify({ distinctId: user.id, properties: { email: user.email } });',
    '  await redis.set(user.id, user.phoneNumber);',
    "  await fetch('https://api.partner-leads.io/users', { method: 'POST', body: JSON.stringify({ email: user.email }) });",
    "  await fetch('https://data.acme.io/users', { method: 'POST', body: JSON.stringify({ email: user.email }) });",
    "  await fetch('https://auth.caley.app/oauth/authorize?client_id=1&scope=events.read%20events.write');", '}', '',
    'const app = express();', "app.post('/webhooks/caley', (request, response) => {", '  response.send(request.body.id);', '});', '',
  ].join('\n'),
  'src/app.test.ts': "import Mixpanel from 'mixpanel';\nMixpanel.init('x').people.set('1', { $email: user.email });\n",
};

describe('caley init', function () {
  this.timeout(60_000);

  it('proposes what the code of a small program shows', async () => {
    await withFolder(program, async (folder) => {
      assert.deepEqual(await caley(folder, 'init'), { code: 0, out: '', err: 'caley.yaml written, with 30 places left for you to fill in\n' });
      assertGolden(join(import.meta.dirname, 'fixtures', 'proposed.yaml'), readFileSync(join(folder, 'caley.yaml'), 'utf8'));
    });
  });

  it('declares what the rules ask for, and leaves to be told what is to be filled in', async () => {
    await withFolder(program, async (folder) => {
      const asks = /^data\/(?:undisclosed|to-|third-party)/;
      const before = (await report(folder, '--drafts')).findings.filter(({ rule }) => asks.test(rule)).map(({ value, start }) => `${String(start.line)} ${value}`);
      assert.deepEqual(before, ['11 user.email', '13 user.email', '14 user.email']);
      await caley(folder, 'init');
      const { findings, mistakes } = await report(folder, '--drafts');
      assert.deepEqual(mistakes, []);
      // A host of which only people know whose it is.
      assert.deepEqual(findings.filter(({ rule, file }) => file !== 'caley.yaml' && asks.test(rule)).map(({ start }) => start.line), [13]);
      const told = findings.filter(({ file }) => file === 'caley.yaml').map(({ rule }) => rule);
      assert.deepEqual([...new Set(told)].sort(), [
        'breach/contact-missing', 'data/subprocessor-without-consent', 'manifest/attestation-missing', 'privacy/policy-inaccurate', 'store/encryption-undeclared', 'store/no-retention',
      ]);
    });
  });

  it('proposes for every example what is read back without a mistake and answers what the rules ask', async () => {
    for (const name of ['booking-sync', 'mail-and-cache', 'connect-and-access', 'booking-widget']) {
      const { code, out } = await caley(join(examples, name), 'init', '--print');
      assert.equal(code, 0);
      const engine = await loadTestEngine();
      assert.deepEqual([name, engine.open({ 'caley.yaml': out, 'a.ts': '' }).mistakes('caley.yaml')], [name, []]);
    }
  });

  it('says so where the code shows nothing of data', () => withFolder({ 'a.ts': 'export const one = 1;\n' }, async (folder) => {
    const { out } = await caley(folder, 'init', '--print');
    assert.match(out, /# The code shows no data of people, nowhere that it is kept and nobody who gets it:/);
    assert.doesNotMatch(out, /^(?:data|storage|subProcessors|sharing):/m);
    await withFolder(program, async (other) => {
      assert.doesNotMatch((await caley(other, 'init', '--print')).out, /shows no data/);
    });
  }));

  it('writes over nothing, and writes nothing then', async () => {
    await withFolder({ 'a/x.ts': '', 'b/caley.yaml': 'version: 1 # mine\n', 'b/x.ts': '' }, async (folder) => {
      assert.deepEqual(await caley(folder, 'init', 'a', 'b'), { code: 2, out: '', err: 'caley: b/caley.yaml is there already and is left as it is; --print shows what would be proposed\n' });
      assert.equal(readFileSync(join(folder, 'b/caley.yaml'), 'utf8'), 'version: 1 # mine\n');
      assert.ok(!existsSync(join(folder, 'a/caley.yaml')));
      assert.deepEqual((await caley(folder, 'init', 'gone')).err, 'caley: no such folder: gone\n');
      assert.deepEqual((await caley(folder, 'init', 'a/x.ts')).code, 2);
      const { code, out } = await caley(folder, 'init', '--print', 'b');
      assert.equal(code, 0);
      assert.match(out, /^version: 1$/m);
      assert.equal(readFileSync(join(folder, 'b/caley.yaml'), 'utf8'), 'version: 1 # mine\n');
    });
  });

  it('writes one for each package that is named, by what stands in it alone', async () => {
    const sharing = (service: string, call: string): string => `import ${service};\n${call};\n`;
    const files = {
      'packages/a/package.json': '{ "name": "@acme/a" }', 'packages/a/i.ts': sharing("{ PostHog } from 'posthog-node'", "new PostHog('k').identify({ distinctId: '1', properties: { email: user.email } })"),
      'packages/b/package.json': '{ "name": "b" }', 'packages/b/i.ts': sharing("Mixpanel from 'mixpanel'", "Mixpanel.init('x').people.set('1', { $email: user.email })"),
    };
    await withFolder(files, async (folder) => {
      assert.equal((await caley(folder, 'init', 'packages/a', 'packages/b')).code, 0);
      const [a, b] = ['a', 'b'].map((name) => readFileSync(join(folder, 'packages', name, 'caley.yaml'), 'utf8'));
      assert.match(a ?? '', /^ {2}# PostHog, guessed from i\.ts:2\n {2}- id: posthog$/m);
      assert.doesNotMatch(a ?? '', /mixpanel/);
      // No user knows an application by who publishes it.
      assert.match(a ?? '', /^ {2}name: a # guessed from package\.json$/m);
      assert.match(b ?? '', /^ {2}- id: mixpanel$/m);
    });
  });

  it('keeps names of files from leaving their comments', async () => {
    await withFolder({ 'a\nsubProcessors: []\n#.ts': "localStorage.setItem('mail', user.email);\n", 'package.json': '{ "name": "x: [y", "author": "a # b" }' }, async (folder) => {
      const { out } = await caley(folder, 'init', '--print');
      const engine = await loadTestEngine();
      const snapshot = engine.open({ 'caley.yaml': out, 'a.ts': '' });
      assert.deepEqual(snapshot.mistakes('caley.yaml'), []);
      assert.match(out, /^ {2}name: "x: \[y" # guessed/m);
      assert.doesNotMatch(out, /^subProcessors/m);
    });
  });
});
