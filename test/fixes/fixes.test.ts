/** Do the fixes write what a careful author would? Through the engine as shipped, one finding at a time. */
import assert from 'node:assert/strict';
import { createDecipheriv, createHmac, scryptSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { fixes, reasonPlaceholder } from '../../src/fixes';
import { javascriptLanguages, languageOf } from '../../src/languages';
import type { Grammars, ProtectionKind } from '../../src/languages';
import { noSettingModels } from '../../src/models';
import { applyEdits } from '../../src/text';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { loadGrammars } from '../support/grammars';
import { proveFixes } from './harness';

let engine: TestEngine;
let grammars: Grammars;

before(async () => {
  engine = await loadTestEngine();
  grammars = await loadGrammars();
});

/** What the fix makes of the text, for the first finding it is offered for; null where it is not. Every fix offered is proved on the way. */
function fixed(id: string, text: string, path = 'example.ts'): string | null {
  const proofs = proveFixes({ path, text, rule: null, check: (each) => engine.check(each, path), policy: engine.policy, grammars });
  assert.notDeepEqual(engine.check(text, path), [], 'something is found');
  return proofs.find(({ fix }) => fix === id)?.after ?? null;
}

describe('fixes', () => {
  it('know themselves by their ids', () => {
    for (const [id, fix] of fixes) assert.equal(fix.id, id);
  });

  describe('mask-value', () => {
    it('calls the masking function that the file has for this', () => {
      const text = "import { maskEmail, maskPhone } from './privacy';\n\nexport function f(user: { phone: string; email: string }) {\n  console.log(user.phone);\n}\n";
      assert.equal(fixed('mask-value', text), text.replace('console.log(user.phone)', 'console.log(maskPhone(user.phone))'));
    });
    it('adds one where there is none, in the file’s style', () => {
      const text = '"use strict"\r\n\r\nconst pino = require("pino")\r\nconst log = pino()\r\n\r\nexports.f = function (user) {\r\n\tlog.info(`to ${user.email}`)\r\n}\r\n';
      assert.equal(fixed('mask-value', text, 'example.js'), [
        '"use strict"', '', 'const pino = require("pino")', '',
        '/** Shows that there is a value and how it begins, nothing more. */', 'function maskValue(value) {', '\tconst text = value ? String(value) : ""',
        '\treturn text && `${text.slice(0, 1)}***`', '}', '',
        'const log = pino()', '', 'exports.f = function (user) {', '\tlog.info(`to ${maskValue(user.email)}`)', '}', '',
      ].join('\r\n'));
    });
    it('masks each datum inside a text made of several', () => {
      const after = fixed('mask-value', 'export const f = (user: { email: string }, guest: { email: string }) => console.log(JSON.stringify({ a: user.email, b: guest.email }));\n');
      assert.match(after ?? '', /JSON\.stringify\(\{ a: maskValue\(user\.email\), b: maskValue\(guest\.email\) \}\)/);
    });
    it('is not offered for whole objects', () => {
      assert.equal(fixed('mask-value', "import * as Sentry from '@sentry/node';\nexport const f = (req: Request) => Sentry.setExtra('h', req.headers);\n"), null);
    });
  });

  it('hash-value joins the crypto import that is there', () => {
    const text = "import { randomUUID } from 'crypto';\nimport * as Sentry from '@sentry/node';\n\nexport function f(user: { email: string }) {\n  Sentry.setUser({ id: randomUUID(), email: user.email });\n}\n";
    const after = fixed('hash-value', text) ?? '';
    assert.match(after, /^import \{ randomUUID, createHmac \} from 'crypto';\n/);
    assert.match(after, /email: hashValue\(user\.email\)/);
  });

  describe('log-id-instead', () => {
    it('reads the id, under its own name', () => {
      assert.equal(fixed('log-id-instead', 'export const f = (user: { email: string }) => console.log({ email: user.email, n: 1 });\n'),
        'export const f = (user: { email: string }) => console.log({ id: user.id, n: 1 });\n');
    });
    it('leaves the entry out where the id is logged already', () => {
      assert.equal(fixed('log-id-instead', 'export const f = (user: { id: string; email: string }) => console.log({ id: user.id, email: user.email });\n'),
        'export const f = (user: { id: string; email: string }) => console.log({ id: user.id });\n');
    });
    it('sees through a fallback', () => {
      assert.equal(fixed('log-id-instead', "export const f = (user: { email?: string }) => console.log({ mail: user.email ?? '' });\n"),
        "export const f = (user: { email?: string }) => console.log({ id: user.id ?? '' });\n");
    });
    it('is not offered for a request’s body', () => {
      assert.equal(fixed('log-id-instead', "import express from 'express';\nexpress().post('/', (req) => console.log(req.body.email));\n"), null);
    });
  });

  it('drop-argument drops the entry inside what is logged as text', () => {
    assert.equal(fixed('drop-argument', 'export const f = (user: { email: string }) => console.log(JSON.stringify({ email: user.email, n: 1 }));\n'),
      'export const f = (user: { email: string }) => console.log(JSON.stringify({ n: 1 }));\n');
  });

  describe('send-id-only', () => {
    it('keeps what is not personal', () => {
      const text = "import mixpanel from 'mixpanel-browser';\nexport function f(user: { email: string; name: string }, plan: string) {\n  mixpanel.track('in', {\n    email: user.email,\n    name: user.name,\n    plan,\n    subject: 'Hello',\n  });\n}\n";
      assert.equal(fixed('send-id-only', text), text.replace("    email: user.email,\n    name: user.name,\n", '    id: user.id,\n'));
    });
    it('sends the id of a whole record', () => {
      const text = "import posthog from 'posthog-js';\nexport const f = (user: { id: string; email: string }) => posthog.capture('in', { user });\n";
      assert.equal(fixed('send-id-only', text), text.replace('{ user }', '{ user: { id: user.id } }'));
    });
  });

  describe('secret-to-environment', () => {
    const cases: readonly (readonly [string, string])[] = [
      ["export const caleyClientSecret = 'q7Rw2Lk9Xs4Vb8Nd3Hf6Tz1P';\n", 'export const caleyClientSecret = process.env.CALEY_CLIENT_SECRET;\n'],
      ["const caleyKey = process.env.CALEY_KEY || 'q7Rw2Lk9Xs4Vb8Nd3Hf6Tz1P';\n", 'const caleyKey = process.env.CALEY_KEY;\n'],
      ["export const db = 'postgres://booking:W7pQ2xLd9v@db.acme.example:5432/bookings';\n", 'export const db = process.env.DB_URL;\n'],
    ];
    for (const [before, after] of cases) it(before.trim(), () => assert.equal(fixed('secret-to-environment', before), after));
  });

  it('use-https keeps off where a port is written', () => {
    assert.equal(fixed('use-https', "export const f = () => fetch('http://status.brightdesk-crm.com:8080/ping');\n"), null);
    assert.equal(fixed('use-https', 'export const f = (port: number) => fetch(`http://status.brightdesk-crm.com:${port}/`);\n'), null);
    assert.equal(fixed('use-https', 'export const f = (id: string) => fetch(`http://status.brightdesk-crm.com/${id}`);\n'), 'export const f = (id: string) => fetch(`https://status.brightdesk-crm.com/${id}`);\n');
  });

  it('remove-tls-switch removes the assignment and nothing else', () => {
    assert.equal(fixed('remove-tls-switch', "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // dev\nstart();\n"), 'start();\n');
    assert.equal(fixed('remove-tls-switch', "if (x) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n"), 'if (x) {}\n');
  });

  it('guard-by-consent asks the function that the file has', () => {
    const text = "import posthog from 'posthog-js';\nimport { hasConsent } from './consent';\n\nexport function f(user: { email: string }) {\n  posthog.capture('in', { email: user.email });\n}\n";
    assert.equal(fixed('guard-by-consent', text), text.replace("  posthog.capture('in', { email: user.email });", "  if (hasConsent(user)) {\n    posthog.capture('in', { email: user.email });\n  }"));
  });

  describe('suppress', () => {
    const text = 'export const f = (user: { email: string }) => console.log(user.email);\n';
    const suppressed = (source: string, reason?: string): string => {
      const language = languageOf(javascriptLanguages, 'example.ts');
      const finding = engine.check(source).find(({ rule }) => rule === 'log/personal-data');
      assert.ok(language && finding);
      const context = { finding, tree: language.parse(source, 'example.ts', grammars), language, policy: engine.policy, settings: noSettingModels };
      return applyEdits(source, fixes.get('suppress')?.apply(reason === undefined ? context : { ...context, reason }) ?? []);
    };

    it('hides the finding once there is a reason', () => {
      const after = suppressed(text, 'audit trail, approved');
      assert.equal(after, `// caley-ignore log/personal-data -- audit trail, approved\n${text}`);
      assert.deepEqual(engine.check(after), []);
    });
    it('without one it hides nothing and says so', () => {
      const after = suppressed(text);
      assert.equal(after, `// caley-ignore log/personal-data -- ${reasonPlaceholder}\n${text}`);
      assert.deepEqual(engine.check(after).map(({ rule }) => rule).sort(), ['log/personal-data', 'manifest/suppression-without-reason']);
    });
    it('says it once', () => assert.equal(suppressed(suppressed(text)), suppressed(text)));
    it('covers the finding wherever the comment had to go', () => {
      const awkward = [
        'export const f = (user: { email: string }) => console.log(`\n  ${user.email}`);\n',
        'export const f = (user: { email: string }) =>\n  console.log(\n    1,\n    `a\n${user.email}`,\n  );\n',
        'export const f = (user: { email: string }) => Promise.all([1].map(() =>\n  console.log(\n    "x", user.email)));\n',
        'export function f(user: { email: string }) {\n  // eslint-disable-next-line no-console\n  console.log(user.email);\n}\n',
      ];
      for (const source of awkward) {
        const after = suppressed(source, 'approved');
        assert.notEqual(after, source);
        assert.deepEqual(engine.check(after), [], after);
      }
    });
  });
});

describe('protecting functions', () => {
  /** The function, run as a CommonJS file would. */
  function load(kind: ProtectionKind, env: Readonly<Record<string, string>>): (value: unknown) => unknown {
    const language = languageOf(javascriptLanguages, 'a.js');
    assert.ok(language);
    const tree = language.parse("const x = require('x');\n", 'a.js', grammars);
    const protection = language.edits.protection(tree, kind);
    assert.ok(protection);
    const imports = protection.imports.map(({ module, names }) => `const { ${names.join(', ')} } = require('${module}');`);
    const made: unknown = runInNewContext(`${imports.join('\n')}\n${protection.code}\n${protection.name}`, { require: createRequire(import.meta.url), process: { env }, Buffer, URL });
    assert.ok(typeof made === 'function');
    return (value): unknown => Reflect.apply(made, undefined, [value]);
  }

  it('encrypts so that the key opens it, and never the same way twice', () => {
    const key = Buffer.alloc(32, 7);
    const encrypt = load('encrypt', { CALEY_DATA_KEY: key.toString('base64') });
    const open = (sealed: unknown): string => {
      const bytes = Buffer.from(String(sealed), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    };
    assert.equal(open(encrypt('Zoë <zoe@example.com>')), 'Zoë <zoe@example.com>');
    assert.equal(open(encrypt({ a: [1, null] })), '{"a":[1,null]}');
    assert.equal(open(encrypt(undefined)), 'null');
    assert.notEqual(encrypt('a'), encrypt('a'));
    assert.throws(() => load('encrypt', {})('a'), /CALEY_DATA_KEY/);
  });

  it('hashes with the key, and not without', () => {
    const hash = load('hash', { CALEY_PSEUDONYM_KEY: 'k' });
    assert.equal(hash('a@b.c'), createHmac('sha256', 'k').update('a@b.c').digest('hex'));
    assert.throws(() => load('hash', {})('a'), /CALEY_PSEUDONYM_KEY/);
  });

  it('masks all but the first letter', () => {
    const mask = load('mask', {});
    assert.deepEqual(['zoe@example.com', 42, '', null, undefined].map(mask), ['z***', '4***', '', '', '']);
  });

  it('takes no answer for a no', () => {
    const consent = load('consent', {});
    assert.deepEqual([undefined, null, {}, { consent: false }, { consent: true }].map(consent), [false, false, false, false, true]);
  });

  it('hashes passwords so that they can be checked with their salt, never the same way twice', () => {
    const hash = load('password', {});
    const kept = String(hash('pässword'));
    const [salt = '', key = ''] = kept.split(':');
    assert.equal(key, scryptSync('pässword', salt, 64).toString('hex'));
    assert.notEqual(hash('pässword'), kept);
  });

  it('escapes what HTML takes for marks', () => {
    const escape = load('html', {});
    assert.deepEqual(['<b title="x">it\'s & more</b>', null, 42].map(escape), ['&#60;b title=&#34;x&#34;&#62;it&#39;s &#38; more&#60;/b&#62;', '', '42']);
  });

  it('allows encrypted addresses of the hosts that are named, and no other', () => {
    const urls = ['https://a.example/x', 'http://a.example/', 'https://c.example/', 'https://a.example@c.example/', 'https://b.example:8443/'];
    const allows = load('address', { ALLOWED_HOSTS: 'a.example,b.example' });
    assert.deepEqual(urls.map(allows), [true, false, false, false, false]);
    assert.deepEqual(urls.map(load('address', {})), [false, false, false, false, false]);
  });

  it('has nothing with a key for a browser', () => {
    const language = languageOf(javascriptLanguages, 'a.tsx');
    assert.ok(language);
    for (const text of ["'use client';\nf();\n", "window.localStorage.setItem('a', b);\n"]) {
      const tree = language.parse(text, 'a.tsx', grammars);
      assert.deepEqual((['hash', 'encrypt'] as const).map((kind): unknown => language.edits.protection(tree, kind)), [null, null]);
      assert.notEqual(language.edits.protection(tree, 'mask'), null);
    }
  });
});
