/** Credential formats and what only looks like them. All values are made up and put together at run time. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSecrets, readPolicy } from '../../src/policy';
import { packFiles } from './packs';

const { secrets } = readPolicy(packFiles()).policy;

/** Made-up random characters, the same at each run: no credential of anyone, and no literal that a scanner would take for one. */
function made(alphabet: string, length: number): string {
  let state = 12345;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    text += alphabet.charAt((state >>> 16) % alphabet.length);
  }
  return text;
}
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const base62 = `${letters}0123456789`;
const hex = '0123456789abcdef';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const examples: Readonly<Record<string, string>> = {
  'aws-access-key-id': 'AKIA' + made(upper, 16),
  'github-token': 'ghp' + '_' + made(base62, 36),
  'github-fine-grained': 'github' + '_pat_' + made(base62, 22) + '_' + made(base62, 59),
  'gitlab-pat': 'glpat' + '-' + made(base62, 20),
  'slack-token': 'xoxb' + '-' + made(base62, 24),
  'slack-webhook': 'https://hooks.slack' + '.com/services/' + made(base62, 30),
  'discord-webhook': 'https://discord' + '.com/api/webhooks/123/' + made(base62, 60),
  'teams-webhook': 'https://team' + '.webhook.office.com/webhookb2/' + made(base62, 40),
  'stripe-secret': 'sk' + '_live_' + made(base62, 24),
  'stripe-webhook-secret': 'whsec' + '_' + made(base62, 32),
  'google-api-key': 'AIza' + made(base62, 35),
  'google-oauth-secret': 'GOCSPX' + '-' + made(base62, 28),
  'google-access-token': 'ya29' + '.' + made(base62, 40),
  openai: 'sk' + '-proj-' + made(base62, 30) + 'T3Blbk' + 'FJ' + made(base62, 30),
  anthropic: 'sk' + '-ant-api03-' + made(base62, 90),
  huggingface: 'hf' + '_' + made(letters, 34),
  sendgrid: 'SG' + '.' + made(base62, 22) + '.' + made(base62, 43),
  mailgun: 'key' + '-' + made(hex, 32),
  mailchimp: made(hex, 32) + '-us' + '12',
  'twilio-key': 'SK' + made(hex, 32),
  'twilio-account': 'AC' + made(hex, 32),
  resend: 're' + '_' + made(base62, 8) + '_' + made(base62, 24),
  'npm-token': 'npm' + '_' + made(base62, 36),
  'pypi-token': 'pypi-AgEIcHlwaS5' + 'vcmc' + made(base62, 60),
  digitalocean: 'dop' + '_v1_' + made(hex, 64),
  shopify: 'shpat' + '_' + made(hex, 32),
  square: 'sq0atp' + '-' + made(base62, 22),
  'square-access-token': 'EAAA' + made(base62, 60),
  postman: 'PMAK' + '-' + made(hex, 24) + '-' + made(hex, 34),
  linear: 'lin' + '_api_' + made(base62, 40),
  notion: 'ntn' + '_' + made(base62, 44),
  'notion-secret': 'secret' + '_' + made(base62, 43),
  'airtable-pat': 'pat' + made(base62, 14) + '.' + made(hex, 64),
  'telegram-bot': '123456789' + ':AA' + made(base62, 33),
  'sentry-auth': 'sntrys' + '_' + made(base62, 60),
  datadog: 'DD_API' + '_KEY=' + made(hex, 32),
  newrelic: 'NRAK' + '-' + made(upper, 27),
  'private-key': '-----BEGIN ' + 'PRIVATE KEY-----\n' + made(base62, 64),
  jwt: ['eyJ' + made(base62, 20), 'eyJ' + made(base62, 40), made(base62, 40)].join('.'),
  'basic-auth-url': 'postgres://app' + ':' + made(base62, 12) + '@db.company.com/x',
  'azure-storage': 'Account' + 'Key=' + made(base62, 86) + '==',
  'azure-sas': 'https://x.blob.core.windows.net/c?sv=1&' + 'sig=' + made(base62, 44),
  vault: 'hvs' + '.' + made(base62, 30),
};

describe('secret formats', () => {
  for (const [id, text] of Object.entries(examples)) {
    it(`sees ${id} alone and inside other text, and where it stands`, () => {
      assert.equal(secrets.format(text)?.id, id);
      const around = `prefix "${text}" suffix`;
      const found = secrets.format(around);
      assert.equal(found?.id, id);
      assert.ok(text.includes(around.slice(found.range.start, found.range.end)), around.slice(found.range.start, found.range.end));
    });
  }

  it('has an example for each', () => {
    const file = packFiles().find(({ path }) => path === 'secrets.yaml');
    const ids = [...(file?.text ?? '').matchAll(/^ {2}- \{id: ([a-z0-9-]+)/gm)].map(([, id]) => id);
    assert.deepEqual(Object.keys(examples).sort(), ids.sort());
  });

  it('is silent about placeholders, public keys and look-alikes', () => {
    const silent = [
      'AKIA' + 'IOSFODNN7EXAMPLE', 'ghp' + '_' + 'x'.repeat(36), 'xoxb' + '-your-token-here', 'sk' + '_test_' + made(base62, 24), 'pk' + '_live_' + made(base62, 24),
      'postgres://user' + ':password@db.company.com', 'postgres://app' + ':' + made(base62, 12) + '@localhost:5432/x', 'https://' + '${user}:${password}@host.com', 'https://host:8080/a@b',
      '-----BEGIN ' + 'PRIVATE KEY-----', 'cache-key-' + made(hex, 32), made(hex, 40), 'data:image/png;base64,' + 'EAAA' + made(base62, 200), '', 'key', 'https://x@y.com',
    ];
    assert.deepEqual(silent.filter((text) => secrets.format(text) !== null), []);
  });

  it('passes over a made-up match to a real one behind it', () => {
    const text = ['ghp' + '_' + 'x'.repeat(36), examples['github-token']].join(' ');
    assert.equal(secrets.format(text)?.range.start, 41);
  });

  it('takes the first of several', () => {
    assert.equal(secrets.format(`${examples['stripe-secret'] ?? ''} ${examples['aws-access-key-id'] ?? ''}`)?.id, 'stripe-secret');
  });

  it('answers for any text, however hostile', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => secrets.format(text) === null || text.length > 0));
    // Each of these makes a careless expression retry from every position.
    for (const piece of ['sk-', 'eyJ-', 'a-', '://a:', 'AKIA', 'https://', 'EAAA', 'DD_API_KEY ']) assert.equal(secrets.format(piece.repeat(40_000)), null, piece);
  });
});

describe('looksRandom', () => {
  it('sees random characters', () => {
    assert.deepEqual([made(base62, 32), made(base62, 20), made(hex, 32), made(hex, 40), made('abcdefghijklmnopqrstuvwxyz0123456789', 30), 'u!*bq418!%3rr!k(0562(7hjh9qa^3-nk=4ot!8dy5#wpe1_c+'].filter((text) => !secrets.looksRandom(text)), []);
  });

  it('does not take names, words, placeholders and public keys for random', () => {
    const silent = [
      'someVeryLongIdentifierName2', 'com.company.product.v2', 'SERVICE_ACCOUNT_NAME_1', 'my-app-production-eu-west-1', 'https://api.company.com/v1/x9', 'a'.repeat(32), '0123456789'.repeat(3),
      'your-api-key-goes-here-123', 'pk' + '_live_' + made(base62, 24), 'phc' + '_' + made(base62, 40), 'short1X', 'a sentence with 1 blank', made(base62, 600), 'changeme' + made(base62, 20), '0x' + made(hex, 40), `decrypt(${made(base62, 20)})`, '',
    ];
    assert.deepEqual(silent.filter((text) => secrets.looksRandom(text)), []);
  });
});

describe('looksChosen', () => {
  it('sees passwords that somebody chose', () => {
    assert.deepEqual(['S3cr3t!Pw', 'hunter2x', 'Winter2024!', made(base62, 12)].filter((text) => !secrets.looksChosen(text)), []);
  });

  it('is silent about words, placeholders, settings and public keys', () => {
    const silent = ['password', 'errors.password_too_short', 'changeme1', 'test1234', 'example9', 'your_password1', 'YourUserPassword1!', '${PASSWORD1}', 'PASSWORD_FIELD_1', 'LP-B100DISCOVERY', 'a1', 'two words1', 'https://x1.com', '<secret1>', '11111a', '',
      '#node-input-password', '.password-field', 'input[name=password]', '$2a$05$2KOSBnbb0r.0TmMrvefbluTOB735rF'];
    assert.deepEqual(silent.filter((text) => secrets.looksChosen(text)), []);
  });
});

describe('isPublicName', () => {
  it('knows the prefixes that bundlers build into pages', () => {
    assert.equal(secrets.isPublicName('NEXT_PUBLIC_API_KEY'), true);
    assert.equal(secrets.isPublicName('API_KEY'), false);
  });
});

describe('mistakes in secrets', () => {
  const read = (text: string): readonly string[] =>
    createSecrets({ path: 'secrets.yaml', text }).mistakes.map((mistake) => `${text.slice(mistake.range.start, mistake.range.end)}: ${mistake.message}`);
  const format = (re: string): string => `formats: [{id: x, title: X, literals: [x], re: '${re}'}]`;

  it('are reported at their place', () => {
    assert.deepEqual(read(format('x(a+)+')), ["'x(a+)+': A repeated group must not repeat without bound inside."]);
    assert.deepEqual(read(format('x((a|b)*c){2,}')), ["'x((a|b)*c){2,}': A repeated group must not repeat without bound inside."]);
    assert.deepEqual(read(format('x(a)\\1')), ["'x(a)\\1': References back to a group are not allowed."]);
    assert.match(read(format('x(')).join(), /^'x\(': Invalid regular expression/);
    assert.deepEqual(read(format('x[(+]+(?:a{2,4})?(b+)?')), []);
    assert.deepEqual(read("formats: [{id: x, title: X, re: x}]").length, 1);
  });
});
