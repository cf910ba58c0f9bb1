/** The reader of caley.yaml: what it takes, every mistake at its place, and that nothing stops it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesDeclaredIn, parseTrustPath, readDeclaration, readPolicy } from '../../src/policy';
import type { DeclarationReading } from '../../src/policy';
import { packFiles } from './packs';

const { policy } = readPolicy(packFiles());
const { rules } = policy;

function read(text: string): DeclarationReading {
  return readDeclaration({ path: 'app/caley.yaml', text }, policy);
}

/** `file#name kind`, each with the text that it stands for. */
function trust(text: string): readonly string[] {
  return read(text).declaration.trust.map(({ path, kind, range }) => `${path.type === 'function' ? `${path.file}#${path.name}` : `${path.module}:${path.name}`} ${kind} <- ${text.slice(range.start, range.end)}`);
}

/** With the line and the text that they underline. */
function mistakes(text: string): readonly string[] {
  return read(text).mistakes.map(({ file, range, message, severity }) => {
    assert.equal(file, 'app/caley.yaml');
    return `${String(text.slice(0, range.start).split('\n').length)} ${severity} ${text.slice(range.start, range.end)}: ${message}`;
  });
}

function underTrust(...lines: readonly string[]): string {
  return `version: 1\ntrust:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

describe('readDeclaration', () => {
  const whole = `# Ours
version: 1
app: { name: Booking sync }
trust:
  sanitizers:
    - { path: src/privacy.ts#mask, kind: sanitizer.mask }
    - app/privacy.py#Masker.mask
    - path: "@acme/privacy-kit:hash"
      kind: [sanitizer.hash, sanitizer.mask]
  sources:
    - { path: src/crm.ts#loadContact, kind: data.contact.email }
    - ./src/../src/caley.ts#bookings
  sinks: [{ path: ../shared/audit.ts#write, kind: sink.log }]
  consent: privacy_kit.consent:agreed
`;

  it('reads functions and kinds, in long and short forms', () => {
    assert.deepEqual(mistakes(whole), []);
    assert.deepEqual(trust(whole), [
      'src/privacy.ts#mask sanitizer.mask <- src/privacy.ts#mask', 'app/privacy.py#Masker.mask sanitizer.redact <- app/privacy.py#Masker.mask',
      '@acme/privacy-kit:hash sanitizer.hash <- "@acme/privacy-kit:hash"', '@acme/privacy-kit:hash sanitizer.mask <- "@acme/privacy-kit:hash"',
      'src/crm.ts#loadContact data.contact.email <- src/crm.ts#loadContact', 'src/caley.ts#bookings data.caley <- ./src/../src/caley.ts#bookings',
      '../shared/audit.ts#write sink.log <- ../shared/audit.ts#write', 'privacy_kit.consent:agreed guard.consent <- privacy_kit.consent:agreed',
    ]);
  });

  it('reads the same from Windows line ends and from JSON', () => {
    const crlf = whole.replaceAll('\n', '\r\n');
    assert.deepEqual([mistakes(crlf), trust(crlf)], [[], trust(whole)]);
    const json = '{ "version": 1, "trust": { "consent": ["src/gate.ts#agreed"], "sinks": ["a:b"] } }';
    assert.deepEqual(trust(json), ['src/gate.ts#agreed guard.consent <- "src/gate.ts#agreed"']);
    assert.equal(mistakes(json).length, 1);
  });

  it('takes what is empty, or not read yet', () => {
    for (const text of ['', '\n', '# nothing\n', 'version: 1\n', 'version: 1\ntrust:\n', underTrust('sanitizers:', 'consent: []'), 'version: 1\nrules: { log/personal-data: off }\nattestations: {}\nstorage: [{ name: x }]\n']) {
      assert.deepEqual([text, mistakes(text), trust(text)], [text, [], []]);
    }
  });

  it('reads folders of packs, each once, inside of its own', () => {
    const packs = (text: string): readonly string[] => read(text).declaration.packs.map(({ path, range }) => `${path} <- ${text.slice(range.start, range.end)}`);
    const text = 'version: 1\npacks: [company/packs, ./a/../b/, node_modules/@acme/packs]\n';
    assert.deepEqual([mistakes(text), packs(text)], [[], ['company/packs <- company/packs', 'b <- ./a/../b/', 'node_modules/@acme/packs <- node_modules/@acme/packs']]);
    assert.deepEqual(packs('version: 1\npacks: company\n'), ['company <- company']);
    assert.deepEqual(namesDeclaredIn({ path: 'caley.yaml', text }).packs, read(text).declaration.packs);
    for (const [written, message] of [
      ['../shared', 'Packs lie in a folder inside that of this caley.yaml: nothing outside of it is read.'], ['a/../../shared', 'Packs lie in a folder inside that of this caley.yaml: nothing outside of it is read.'],
      ['.', 'Packs lie in a folder of their own.'], ['/etc', 'Name the folder relative to the folder of this caley.yaml.'], ['~/packs', 'Name the folder relative to the folder of this caley.yaml.'],
      ['C:/packs', 'Name the folder relative to the folder of this caley.yaml.'], ['https://x.example/packs', 'Name the folder relative to the folder of this caley.yaml.'], ['a\\b', 'Write folders with forward slashes.'],
    ] as const) assert.deepEqual([mistakes(`version: 1\npacks: [ok, ${written}]\n`), packs(`version: 1\npacks: [ok, ${written}]\n`)], [[`2 error ${written}: ${message}`], ['ok <- ok']]);
    assert.deepEqual(mistakes('version: 1\npacks: [a, b, ./a]\n'), ['2 error ./a: The folder "a" is named twice.']);
    assert.deepEqual(mistakes('version: 1\npacks: { a: b }\n'), ['2 error { a: b }: This must be a text.']);
    assert.deepEqual(mistakes('version: 1\npacks: [1]\n'), ['2 error 1: This must be a text.']);
    const many = `version: 1\npacks: [${Array.from({ length: 21 }, (_, i) => `p${String(i)}`).join(', ')}]\n`;
    assert.deepEqual([mistakes(many), packs(many).length], [['2 error packs: Only the first 20 are read.'], 20]);
    assert.deepEqual(namesDeclaredIn({ path: 'caley.yaml', text: 'packs: ['.repeat(50_000) }), { documents: [], packs: [], texts: [] });
  });

  it('takes what README shows', () => {
    const page = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    const shown = /\n\n((?: {4}.*\n)+)/.exec(page.slice(page.indexOf('A `caley.yaml` tells')))?.[1]?.replace(/^ {4}/gm, '') ?? '';
    assert.deepEqual([mistakes(shown), trust(shown).length], [[], 6]);
  });

  it('takes for a sanitizer without a kind what every rule on personal data takes', () => {
    const usual = trust(underTrust('sanitizers: a:b'))[0]?.split(' ')[1] ?? '';
    const unless = [...rules.values()].flatMap(({ check }) => (check.type === 'flow' && check.from.includes('data.personal') && check.unless.some((kind) => kind.startsWith('sanitizer.')) ? [check.unless] : []));
    assert.ok(unless.length > 5 && unless.every((taken) => taken.includes(usual)));
  });

  it('says where a version is wrong, and reads on', () => {
    assert.deepEqual(mistakes('trust: {}\n'), ['1 error t: The key "version" is missing. Write "version: 1".']);
    for (const version of ['0', '"1"', '1.5', '[1]', 'true']) assert.match(mistakes(`version: ${version}\n`).join(), /^1 error .*: This must be 1: other versions/);
    assert.deepEqual(mistakes('version: 2\nsoon: { kinds: [x] }\nsupport: { email: us@acme.example, chat: x }\n'), ['1 warning 2: This file is of version 2: it is read as far as version 1 goes. Keys that are not known here are passed over.']);
    assert.deepEqual(trust('version: 7\ntrust: { consent: src/gate.ts#agreed }\n').length, 1);
  });

  it('warns of keys that it does not know', () => {
    assert.deepEqual(mistakes('version: 1\ntrusts: {}\nbanana: 1\n'), ['2 warning trusts: Unknown key "trusts". Did you mean "trust"?', '3 warning banana: Unknown key "banana".']);
    assert.deepEqual(mistakes(underTrust('sanitisers: [a:b]')), ['3 warning sanitisers: Unknown key "sanitisers". Did you mean "sanitizers"?']);
    assert.deepEqual(mistakes(underTrust('consent: [{ path: a:b, why: because }]')), ['3 warning why: Unknown key "why".']);
  });

  it('says which kinds are wrong', () => {
    const kind = (list: string, written: string): readonly string[] => mistakes(underTrust(`${list}: [{ path: a:b, kind: ${written} }]`)).map((one) => one.replace(/^3 error /, ''));
    assert.deepEqual(kind('sanitizers', 'sanitizer.masks'), ['sanitizer.masks: Unknown kind "sanitizer.masks". Did you mean "sanitizer.mask"?']);
    assert.deepEqual(kind('sanitizers', 'sink.log'), ['sink.log: "sink.log" cannot stand here: this takes kinds of sanitizer.']);
    assert.deepEqual(kind('sources', '[data.contact.email, guard.consent]'), ['guard.consent: "guard.consent" cannot stand here: this takes kinds of data.']);
    assert.deepEqual(kind('sinks', 'sink'), ['sink: "sink" says too little: name a kind below it.']);
    assert.deepEqual(kind('consent', 'guard.development'), ['guard.development: "guard.development" cannot stand here: this takes kinds of guard.consent, guard.consent-refused and guard.consent-gate.']);
    assert.deepEqual(kind('consent', 'guard.consent-refused'), []);
    assert.deepEqual(kind('consent', '4'), ['4: This must be a text.']);
    assert.deepEqual(mistakes(underTrust('sinks:', '  - src/a.ts#write')), ['4 error src/a.ts#write: What is it? Write { path: …, kind: … } with a kind of sink.']);
  });

  it('says which paths are wrong', () => {
    const path = (written: string): readonly string[] => mistakes(underTrust('consent:', `  - ${written}`)).map((one) => one.replace(/^4 error /, ''));
    const forms = 'Write src/privacy.ts#mask for a function of the project, privacy-kit:mask for what a package exports.';
    assert.deepEqual(path('src/a.ts'), [`src/a.ts: This names no function. ${forms}`]);
    assert.deepEqual(path('src/a.ts #mask'), [`src/a.ts: This names no function. ${forms}`]);
    assert.deepEqual(path('src/a.ts#'), [`src/a.ts#: What stands behind "#" is no name of a function. ${forms}`]);
    assert.deepEqual(path('src/a.ts#mask(text)'), ['src/a.ts#mask(text): Name the function alone, without brackets.']);
    assert.deepEqual(path('src\\a.ts#mask'), ['src\\a.ts#mask: Write folders with forward slashes.']);
    assert.deepEqual(path('/home/a.ts#mask'), ['/home/a.ts#mask: Name the file relative to the folder of this caley.yaml.']);
    assert.deepEqual(path('src/#mask'), ['src/#mask: This names a folder. Name the file that the function is in.']);
    assert.deepEqual(path('..#mask'), ['..#mask: This names a folder. Name the file that the function is in.']);
    assert.deepEqual(path('./src/a.ts:mask'), ['./src/a.ts:mask: Write "#" between a file of the project and the function in it.']);
    assert.deepEqual(path('{ kind: guard.consent }'), ['{ kind: guard.consent }: The key "path" is missing. A path is written without a space behind its colon: privacy-kit:mask.']);
    assert.deepEqual(path('[a]').length, 1);
    assert.deepEqual(path('12'), ['12: This must be a text.']);
    assert.deepEqual(path(`"${'a'.repeat(600)}#b"`).length, 1);
  });

  it('uses the rest of what is wrong', () => {
    const text = underTrust('sanitizers:', '  - { path: src/a.ts#mask, kind: sanitizer.nothing }', '  - src/b.ts', '  - src/c.ts#mask', 'sinks: 7', 'consent: [src/d.ts#agreed]', 'consent: [src/e.ts#agreed]');
    assert.deepEqual(trust(text).map((one) => one.split(' ')[0]), ['src/c.ts#mask', 'src/e.ts#agreed']);
    assert.deepEqual(mistakes(text).map((one) => one.split(' ')[0]), ['4', '5', '7', '9']);
  });

  it('reads what it can of a text that is being typed, and speaks of its syntax alone', () => {
    const open = underTrust('sanitizers:', '  - { path: src/a.ts#mask, kind: sanitizer.mask', 'consent:', '  - src/b.ts#agreed', '  - path: src/c.ts#agreed', '    kin', 'oops: 1');
    assert.deepEqual(trust(open).map((one) => one.split(' ')[0]), ['src/a.ts#mask', 'src/b.ts#agreed', 'src/c.ts#agreed']);
    assert.deepEqual(mistakes(open).map((one) => one.split(' ').slice(0, 2).join(' ')), ['5 error', '8 error']);
    assert.match(mistakes('version: 1\ntrust:\n\tconsent: [a:b]\n').join('\n'), /^3 error \t: Tabs are not allowed as indentation/);
    assert.match(mistakes('version: 1\nversion: 1\n').join('\n'), /^2 error version: The key "version" stands twice in its map\./);
    assert.match(mistakes('version: 1\ntrust: *none\n').join('\n'), /^2 error \*none: Unresolved alias/);
  });

  const bomb = 'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ntrust: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n';
  const hostile = [
    bomb, '[', 'a: b: c', '&a *a', '- x', '42', 'true', '"text"', `x: ${'['.repeat(100_000)}`, '- '.repeat(50_000), '? '.repeat(50_000), '{"a":'.repeat(9_000), '\0', '{"version": 1',
    '__proto__: {trust: x}', 'constructor: 1\ntrust: { toString: 1, __proto__: [a:b] }\n', '? [a, b]\n: c', '!!js/function x: 1', 'trust: &t { sanitizers: *t }\n', 'trust: &t [*t]\n', 'version: !!binary zzz\n', '---\n...\n---\n', '%YAML 9.9\n---\nversion: 1\n',
    `trust: { consent: [${'a:b, '.repeat(20_000)}] }\n`, `trust: { consent: [${'a, '.repeat(20_000)}] }\n`, Array.from({ length: 20_000 }, (_, i) => `k${String(i)}: 1\n`).join(''), Array.from({ length: 20_000 }, () => 'version: 1\n').join(''),
    `trust: { consent: [{ path: a:b, kind: ${'x'.repeat(90_000)} }, ${'y'.repeat(90_000)}] }\n`, 'x'.repeat(300_000), `trust:\n${'  consent:\n'.repeat(10_000)}`, `${'#'.repeat(100_000)}\n`, '\uFEFFversion: 1\n', '"\\u{110000}": 1\n', '\t\t\t\n',
  ];

  it('survives whatever it is given', () => {
    for (const text of hostile) {
      const { declaration, mistakes: found } = read(text);
      assert.ok(declaration.trust.length <= 1_000 && found.length <= 200, text.slice(0, 40));
      for (const { range } of [...found, ...declaration.trust]) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, text.slice(0, 40));
    }
    assert.match(mistakes(bomb).join('\n'), /^2 error \*a: Excessive alias count/);
    assert.deepEqual(read('x'.repeat(300_000)).mistakes.map(({ message }) => message), ['This cannot be read: more than 200,000 characters.']);
    const many = read(`version: 1\ntrust: { consent: [${'a:b, '.repeat(2_000)}] }\n`);
    assert.deepEqual([many.declaration.trust.length, many.mistakes.map(({ message }) => message)], [1_000, ['Only the first 1000 functions under "trust" are read.']]);
  });
});

describe('parseTrustPath', () => {
  it('tells functions of the project from what packages export', () => {
    const shown = (text: string): string => {
      const path = parseTrustPath(text);
      return path.type === 'mistake' ? 'mistake' : path.type === 'function' ? `${path.file} # ${path.name}` : `${path.module} : ${path.name}`;
    };
    const expected: Readonly<Record<string, string>> = {
      'src/a.ts#f': 'src/a.ts # f', './a.ts#A.b.c': 'a.ts # A.b.c', 'a//b/./c.py#f_1': 'a/b/c.py # f_1', 'a/../b.ts#f': 'b.ts # f', '../../x.ts#f': '../../x.ts # f', 'a/../../x.ts#f': '../x.ts # f', 'src/vault.ts#Vault.#open': 'src/vault.ts # Vault.#open',
      'src/über.ts#größe': 'src/über.ts # größe', 'a b/c d.ts#$f': 'a b/c d.ts # $f', ' src/a.ts#f ': 'src/a.ts # f', 'app/[id]/page.tsx#default': 'app/[id]/page.tsx # default',
      'kit:f': 'kit : f', '@acme/kit/lite:a.b': '@acme/kit/lite : a.b', 'node:crypto:hash': 'node:crypto : hash', 'privacy_kit.masks:mask': 'privacy_kit.masks : mask', 'kit:default': 'kit : default', '#app/privacy:mask': '#app/privacy : mask',
      '': 'mistake', '#': 'mistake', ':': 'mistake', '#f': 'mistake', ':f': 'mistake', 'kit:': 'mistake', 'kit:*': 'mistake', 'kit:f()': 'mistake', 'kit: f': 'mistake', 'a kit:f': 'mistake', 'a.ts#f g': 'mistake', 'a.ts#f..g': 'mistake', '.:f': 'mistake', 'https://x/a.ts#f': 'mistake', 'C:/a.ts#f': 'mistake', 'a.ts#1f': 'mistake',
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((text) => [text, shown(text)])), expected);
  });
});
