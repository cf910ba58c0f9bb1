/**
 * How far does data go within a file? Small programs with a log at the end: what
 * arrives there, by which way, and how surely.
 */
import assert from 'node:assert/strict';
import type { Finding } from '../../src/analysis';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

function check(code: string): readonly Finding[] {
  return engine.check(code, 'example.ts', { minimumConfidence: 'low' });
}

/** The flagged texts, each with its rule. */
function flagged(code: string): readonly string[] {
  return check(code).map((finding) => `${finding.rule} ${code.slice(finding.range.start, finding.range.end)}`);
}

const log = (text: string): string => `log/personal-data ${text}`;

/** Programs in which the last argument of each console.log is flagged. */
const reaches: Readonly<Record<string, readonly [code: string, flagged: string]>> = {
  'a local variable': ['const mail = user.email; console.log(mail);', 'mail'],
  'one branch of two': ['let mail = user.email; if (short) mail = maskEmail(mail); console.log(mail);', 'mail'],
  'a loop': ['let all = ""; for (const user of users) { all = all + user.email; } console.log(all);', 'all'],
  'nested destructuring': ['const { contact: { email: [first] } } = customer; console.log(first);', 'first'],
  'a default': ['const { email = "none" } = user; console.log(email);', 'email'],
  'a rest': ['const { id, ...others } = { id: 1, mail: user.email }; console.log(others.mail);', 'others.mail'],
  'a spread': ['const copy = { ...{ mail: user.email } }; console.log(copy.mail);', 'copy.mail'],
  'a template': ['console.log(`to ${user.email}`);', 'user.email'],
  'a field set later': ['const line = {}; line.mail = user.email; console.log(line.mail);', 'line.mail'],
  'an alias': ['const a = {}; const b = a; b.mail = user.email; console.log(a.mail);', 'a.mail'],
  'an array': ['const list = []; list.push(user.email); console.log(list[0]);', 'list[0]'],
  'a closure': ['const mail = user.email; const tell = () => console.log(mail);', 'mail'],
  'a callback': ['[user].map((one) => one.email).forEach((mail) => console.log(mail));', 'mail'],
  'a callback that writes outside': ['let mail; users.forEach((user) => { mail = user.email; }); console.log(mail);', 'mail'],
  'a promise': ['Promise.resolve(user.email).then((mail) => console.log(mail));', 'mail'],
  'await': ['async function f() { const mail = await Promise.resolve(user.email); console.log(mail); }', 'mail'],
  'a field of a class': ['class A { constructor() { this.mail = user.email; } tell() { console.log(this.mail); } }', 'this.mail'],
  'a base class': ['class A { mail = user.email; } class B extends A { tell() { console.log(this.mail); } }', 'this.mail'],
  'a result': ['function mailOf(u) { return u.email; } console.log(mailOf(user));', 'mailOf(user)'],
  'a function that logs': ['function tell(text) { console.log(text); } tell(user.email);', 'user.email'],
  'two functions deep': ['function a(x) { console.log(x); } function b(y) { a(y); } b(user.email);', 'user.email'],
  'a rest parameter': ['function tell(...parts) { console.log(parts); } tell("mail", user.email);', 'user.email'],
  'spread arguments': ['const parts = ["mail", user.email]; console.log(...parts);', 'parts'],
  'JSON': ['console.log(JSON.stringify({ mail: user.email }));', 'JSON.stringify({ mail: user.email })'],
  'an error': ['const error = new Error(user.email); console.log(error);', 'error'],
};

const silent: Readonly<Record<string, string>> = {
  'both branches masked': 'let mail = user.email; if (short) mail = maskEmail(mail); else mail = hashOf(mail); console.log(mail);',
  'the other field': 'const line = { mail: user.email, id: user.id }; console.log(line.id);',
  'a replaced value': 'let mail = user.email; mail = "none"; console.log(mail);',
  'a count': 'console.log(users.length, user.email.length, !!user.email, user.email === other);',
  'an object in a string': 'const line = { mail: user.email }; console.log(`${line}`);',
  'a hash': "import { createHash } from 'crypto'; console.log(createHash('sha256').update(user.email).digest('hex'));",
  'a mask of one’s own': "function short(mail) { return mail.replace(/.(?=.*@)/g, '*'); } console.log(short(user.email));",
  'development only': "if (process.env.NODE_ENV !== 'production') console.log(user.email);",
  'development, by early return': "function f() { if (process.env.NODE_ENV === 'production') return; console.log(user.email); }",
};

describe('flow within a file', () => {
  for (const [what, [code, text]] of Object.entries(reaches)) {
    it(`follows ${what}`, () => {
      assert.deepEqual(flagged(code), [log(text)]);
    });
  }

  for (const [what, code] of Object.entries(silent)) {
    it(`is silent on ${what}`, () => {
      assert.deepEqual(flagged(code), []);
    });
  }

  it('tells once what callee and caller both know', () => {
    assert.deepEqual(flagged('function tell(email) { console.log(email); } tell(user.email); tell(guest.email);'), [log('email')]);
  });

  it('does not sanitize what a function only claims to', () => {
    assert.deepEqual(flagged('function maskMail(mail) { return mail; } console.log(maskMail(user.email));'), [log('maskMail(user.email)')]);
  });

  it('survives recursion of one and of two functions', () => {
    assert.deepEqual(flagged('function a(x, n) { if (n) a(x, n - 1); console.log(x); } a(user.email, 3);'), [log('user.email')]);
    assert.deepEqual(flagged('function a(x) { b(x); } function b(x) { a(x); console.log(x); } a(user.email);'), [log('user.email')]);
  });

  it('tells every step of the way, in order', () => {
    const code = 'function tell(text) {\n  console.log(text);\n}\nconst mail = user.email;\ntell(mail);';
    const [finding] = check(code);
    assert.deepEqual(finding?.flow.map(({ role, name }) => `${role} ${name}`), ['source user.email', 'assign mail', 'call tell', 'sink console.log']);
    assert.deepEqual(finding.flow.map(({ range }) => code.slice(0, range.start).split('\n').length), [4, 4, 5, 2]);
  });
});

describe('how sure a finding is', () => {
  const confidenceOf = (code: string): string | undefined => check(code)[0]?.confidence;

  it('follows from what is known of data and sink', () => {
    assert.equal(confidenceOf("import pino from 'pino'; pino().info(user.email);"), 'high');
    assert.equal(confidenceOf("import { logger } from './logger'; logger.info(user.email);"), 'medium');
    assert.equal(confidenceOf('function f(email) { console.log(email); }'), 'medium');
  });

  it('makes data of Caley one step more severe', () => {
    const fetched = (host: string): string => `async function f() { const r = await fetch('https://${host}/v1/me'); const me = await r.json(); console.log(me.email); }`;
    const logged = check(fetched('api.caley.app')).find(({ rule }) => rule === 'log/personal-data');
    assert.equal(logged?.severity, 'error');
    assert.equal(check(fetched('api.partner.io'))[0]?.severity, 'warning');
  });
});

describe('identities', () => {
  const code = 'function a() { console.log(user.email); console.log(user.email); }\nfunction b() { console.log(user.email); }\n';
  const identities = (text: string): readonly string[] => check(text).map(({ identity }) => identity);

  it('are all different', () => {
    assert.equal(new Set(identities(code)).size, 3);
  });

  it('stay when lines are added above and other functions change', () => {
    const edited = `// new\n\nconst x = 1;\n${code}function c() { console.log(user.phone); }\n`;
    assert.deepEqual(identities(edited).slice(0, 3), identities(code));
  });
});
