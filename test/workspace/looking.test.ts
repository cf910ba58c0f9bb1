/** What a caley.yaml says of how to look: the severity of rules, files that are left out, findings that are accepted; the nearest one rules a file. */
import assert from 'node:assert/strict';
import { applyEdits } from '../../src/text';
import type { Snapshot } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

const logs = 'console.log(user.email);\n';
let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

function told(snapshot: Snapshot, pattern = /^log\//): readonly string[] {
  return snapshot.files.flatMap((path) => snapshot.findings(path).filter(({ finding }) => pattern.test(finding.rule)).map(({ finding, suppression }) => `${path} ${finding.severity}${suppression === null ? '' : ` (${suppression.reason})`}`));
}

function mistakes(snapshot: Snapshot, path = 'caley.yaml'): readonly string[] {
  return snapshot.mistakes(path).map(({ range, message }) => `${String((snapshot.file(path)?.lines.positionAt(range.start).line ?? 0) + 1)} ${message}`);
}

describe('how a caley.yaml has files looked at', () => {
  it('sets the severity of rules, over the user\'s own, below its folder, until a nearer one rules', () => {
    const files = { 'caley.yaml': 'version: 1\nrules: { log/personal-data: hint }\n', 'a.ts': logs, 'b/a.ts': logs, 'c/caley.yaml': 'version: 1\nrules: { log/personal-data: off }\n', 'c/a.ts': logs, 'd/caley.yaml': 'version: 1\n', 'd/a.ts': logs };
    const user = new Map([['log/personal-data', 'error']] as const);
    assert.deepEqual(told(engine.open(files, { rules: user })), ['a.ts hint', 'b/a.ts hint', 'd/a.ts error']);
  });

  it('switches drafts on', () => {
    const kept = "import Redis from 'ioredis';\nconst redis = new Redis();\nredis.set('x', user.phoneNumber);\n";
    const declared = 'version: 1\ndata: { collected: [] }\n';
    assert.deepEqual(told(engine.open({ 'caley.yaml': declared, 'a.ts': kept }), /undisclosed-collection/), []);
    assert.deepEqual(told(engine.open({ 'caley.yaml': `${declared}rules: { data/undisclosed-collection: error }\n`, 'a.ts': kept }), /undisclosed-collection/), ['a.ts error']);
  });

  it('leaves files out, which are named then, and follows what comes through them', () => {
    const files = {
      'caley.yaml': 'version: 1\nexclude: [generated, "*.gen.ts", old/**, "!old/kept.ts"]\n', 'a.ts': "import { mail } from './generated/people';\nconsole.log(mail());\n",
      'generated/people.ts': "export const mail = () => user.email;\nconsole.log(user.email);\n", 'x.gen.ts': logs, 'deep/y.gen.ts': logs, 'old/z.ts': logs, 'old/kept.ts': logs,
    };
    const snapshot = engine.open(files);
    assert.deepEqual(told(snapshot), ['a.ts warning', 'old/kept.ts warning']);
    assert.deepEqual(snapshot.files, ['a.ts', 'old/kept.ts']);
    assert.deepEqual(snapshot.skipped.map(({ file, reason, detail }) => `${file} ${reason}: ${detail}`), ['deep/y.gen.ts', 'generated/people.ts', 'old/z.ts', 'x.gen.ts'].map((file) => `${file} ignored: left out by caley.yaml`));
  });

  it('accepts findings by rule and path, and by identity, with a reason', () => {
    const files = { 'a.ts': `${logs}${logs}`, 'src/b.ts': logs, 'src/c.ts': logs };
    const [first] = engine.open(files).findings('a.ts');
    const accepting = (entries: string): Snapshot => engine.open({ ...files, 'caley.yaml': `version: 1\naccept:\n${entries}` });
    const byIdentity = accepting(`  - { finding: ${first?.finding.identity ?? ''}, reason: support reads it, by: J. Doe }\n`);
    assert.deepEqual(told(byIdentity), ['a.ts warning (support reads it)', 'a.ts warning', 'src/b.ts warning', 'src/c.ts warning']);
    assert.deepEqual(byIdentity.findings('a.ts')[0]?.suppression?.accepted, { file: 'caley.yaml', by: 'J. Doe' });
    const byPath = accepting('  - { rule: log/personal-data, path: src/**, reason: known, until: 2999-01-31 }\n');
    assert.deepEqual(told(byPath), ['a.ts warning', 'a.ts warning', 'src/b.ts warning (known)', 'src/c.ts warning (known)']);
    assert.deepEqual([mistakes(byIdentity), mistakes(byPath)], [[], []]);
  });

  it('knows a finding from elsewhere in the tree: by the name that the folder of the caley.yaml has for its file', () => {
    const entry = (snapshot: Snapshot, path: string): string => snapshot.fixes(snapshot.findings(path)[1]?.finding ?? assert.fail(), () => 'known').find(({ fix }) => fix.id === 'accept-in-declaration')?.edits()?.[0]?.newText ?? '';
    const whole = engine.open({ 'packages/x/caley.yaml': 'version: 1\n', 'packages/x/a.ts': `${logs}${logs}` });
    const part = engine.open({ 'caley.yaml': 'version: 1\n', 'a.ts': `${logs}${logs}` });
    assert.equal(entry(whole, 'packages/x/a.ts'), entry(part, 'a.ts'));
    const accepted = `version: 1${entry(part, 'a.ts')}\n`.replace('version: 1', 'version: 1\n').replace('\n\n', '\n');
    assert.deepEqual(told(engine.open({ 'packages/x/caley.yaml': accepted, 'packages/x/a.ts': `${logs}${logs}` })), ['packages/x/a.ts warning', 'packages/x/a.ts warning (known)']);
    assert.deepEqual(told(engine.open({ 'caley.yaml': accepted, 'a.ts': `${logs}${logs}` })), ['a.ts warning', 'a.ts warning (known)']);
  });

  const seen = "export function seen(user) {\n  const id = user.id;\n  console.log(user.email);\n  return id;\n}\n";
  const other = "export function other(guest) {\n  start();\n  console.log('guest', guest.email);\n  stop();\n}\n";
  const acceptedIn = (files: Readonly<Record<string, string>>, file: string, at = 0): string => {
    const snapshot = engine.open({ 'caley.yaml': 'version: 1\n', ...files });
    const fix = snapshot.fixes(snapshot.findings(file)[at]?.finding ?? assert.fail(), () => 'known').find(({ fix: { id } }) => id === 'accept-in-declaration');
    return applyEdits('version: 1\n', fix?.edits() ?? assert.fail());
  };

  const changes: Readonly<Record<string, readonly [after: string, told: readonly string[]]>> = {
    'renamed variables': [seen.replaceAll('user', 'person') + other, ['(known)', '']],
    'a renamed function': [seen.replace('seen', 'shown') + other, ['(known)', '']],
    'other functions before it': [other + seen, ['', '(known)']],
    'lines before it': [seen.replace('  console', '  mark(id);\n  console') + other, ['(known)', '']],
    'a message': [seen.replace('console.log(', "console.log('seen by', ") + other, ['(known)', '']],
    'another indentation': [seen.replace(/^ {2}/gm, '\t') + other, ['(known)', '']],
    'a like statement before it, which is new': [seen.replace('  const id', '  console.log(user.email);\n  mark(user);\n  const id') + other, ['', '(known)', '']],
    'a like statement after it, which is new': [seen.replace('  return', '  mark(id);\n  console.log(user.email);\n  return') + other, ['(known)', '', '']],
    'the same in another function, which is new': [other.replace("'guest', guest", 'guest') + seen, ['', '(known)']],
    'nothing of it, and another in its function, which is new': [seen.replace('console.log(user.email)', "if (user.on) {\n    console.log('seen', user.phone);\n  }") + other, ['', '']],
  };
  for (const [name, [after, expected]] of Object.entries(changes)) {
    it(`knows what it accepts through ${name}`, () => {
      const snapshot = engine.open({ 'caley.yaml': acceptedIn({ 'a.ts': seen + other }, 'a.ts'), 'a.ts': after });
      assert.deepEqual(told(snapshot), expected.map((said) => `a.ts warning${said === '' ? '' : ` ${said}`}`));
      assert.deepEqual(mistakes(snapshot).length, expected.includes('(known)') ? 0 : 1);
    });
  }

  it('knows the one of two in one statement that it accepts', () => {
    const two = 'export function f(user) {\n  console.log(user.email, user.work.email);\n}\n';
    for (const at of [0, 1]) {
      assert.deepEqual(told(engine.open({ 'caley.yaml': acceptedIn({ 'a.ts': two }, 'a.ts', at), 'a.ts': two })), [0, 1].map((i) => `a.ts warning${i === at ? ' (known)' : ''}`));
    }
  });

  const moved: Readonly<Record<string, readonly [then: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>, title: string | null]>> = {
    'to a renamed file': [{ 'a.ts': seen + other }, { 'lib/b.ts': seen + other }, 'Accept what is at lib/b.ts:3 instead'],
    'to another file': [{ 'a.ts': seen + other, 'b.ts': '' }, { 'a.ts': other, 'b.ts': seen }, 'Accept what is at b.ts:3 instead'],
    'away': [{ 'a.ts': seen + other }, { 'a.ts': other }, null],
  };
  for (const [name, [then, now, title]] of Object.entries(moved)) {
    it(`offers to accept what went ${name}`, () => {
      const declared = acceptedIn(then, 'a.ts');
      const snapshot = engine.open({ 'caley.yaml': declared, ...now });
      const [mistake] = snapshot.mistakes('caley.yaml');
      const offered = snapshot.mistakeFixes(mistake ?? assert.fail());
      assert.deepEqual(offered.map((fix) => fix.title), title === null ? [] : [title]);
      if (title === null) return;
      const after = engine.open({ 'caley.yaml': applyEdits(declared, offered[0]?.edits() ?? []), ...now });
      assert.deepEqual(mistakes(after), []);
      assert.equal(told(after).filter((one) => one.endsWith('(known)')).length, 1);
    });
  }

  it('offers the one open finding of its rule and file to an entry that has but an identity', () => {
    const declared = 'version: 1\naccept:\n  - { finding: 0123456789abcdef, rule: log/personal-data, path: a.ts, reason: known } # as told\n';
    const offered = (text: string): readonly string[] => {
      const snapshot = engine.open({ 'caley.yaml': declared, 'a.ts': text });
      const [mistake] = snapshot.mistakes('caley.yaml');
      return snapshot.mistakeFixes(mistake ?? assert.fail()).map((fix) => applyEdits(declared, fix.edits() ?? []));
    };
    const [after = '', ...more] = offered(seen);
    assert.deepEqual(more, []);
    assert.match(after, /^version: 1\naccept:\n {2}- \{ finding: (?!0123)[0-9a-f]{16}, rule: log\/personal-data, path: a\.ts, reason: known, knownBy: [0-9a-f-]+ \} # as told\n$/);
    assert.deepEqual(told(engine.open({ 'caley.yaml': after, 'a.ts': seen })), ['a.ts warning (known)']);
    assert.deepEqual(offered(seen + other), []);
  });

  it('tells entries that accept nothing: without a reason, past their day, too vague, needed by nobody', () => {
    const snapshot = engine.open({
      'a.ts': logs, 'b.ts': '',
      'caley.yaml': `version: 1\naccept:\n${['rule: log/personal-data, path: a.ts, reason: <reason>', 'rule: log/personal-data, path: a.ts, reason: known, until: 2020-01-31', 'rule: log/personal-data, reason: known', 'rule: log/personal-data, path: b.ts, reason: known', 'rule: log/personal-data, path: a.ts'].map((entry) => `  - { ${entry} }\n`).join('')}`,
    });
    assert.deepEqual(told(snapshot), ['a.ts warning']);
    assert.deepEqual(mistakes(snapshot), [
      '3 This accepts nothing yet: say why, in the place of the reason.', '4 This expired on 2020-01-31 and accepts nothing any more.', '5 This accepts nothing: name a finding by its identity, or a rule and a path.',
      '6 Nothing is found that this accepts: remove it.', '7 The key "reason" is missing.',
    ]);
    // A rule that is off finds nothing anyway.
    assert.deepEqual(mistakes(engine.open({ 'a.ts': logs, 'b.ts': '', 'caley.yaml': 'version: 1\nrules: { log/personal-data: off }\naccept: [{ rule: log/personal-data, path: b.ts, reason: known }]\n' })), []);
  });

  it('accepts what is found in itself', () => {
    const snapshot = engine.open({ 'a.ts': '', 'caley.yaml': 'version: 1\nsupport: {}\naccept: [{ rule: support/contact-missing, path: caley.yaml, reason: none yet }]\n' });
    assert.deepEqual(snapshot.findings('caley.yaml').filter(({ finding }) => finding.rule === 'support/contact-missing').map(({ suppression }) => suppression?.reason), ['none yet']);
    assert.deepEqual(mistakes(snapshot), []);
  });

  it('takes hostile patterns in its stride', () => {
    const started = process.hrtime.bigint();
    const snapshot = engine.open({ 'a.ts': logs, [`${'a'.repeat(200)}/${'a'.repeat(200)}.ts`]: logs, 'caley.yaml': `version: 1\nexclude: ["${'*a'.repeat(100)}b", "${'**/'.repeat(80)}b", "{${'a,'.repeat(90)}}"]\n` });
    assert.equal(told(snapshot).length, 2);
    assert.ok(process.hrtime.bigint() - started < 5_000_000_000n);
  });
});
