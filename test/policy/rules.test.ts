/** The rule reader: every key, every mistake at its place, and the pages beside the rules. */
import assert from 'node:assert/strict';
import { readPolicy, readRule, readRulePage } from '../../src/policy';
import type { PackFile, RuleReading } from '../../src/policy';
import { packFiles } from './packs';

const vocabulary = readPolicy(packFiles().filter((file) => !file.path.startsWith('rules/'))).policy;

const page = '# Personal data in logs\n\n## What\n\n## Why\n\n## Examples\n\n## Not reported\n\n## Limits\n';
const base = `clause: DP-DATA-2
category: log-user-data
state: stable
flow: { from: data.personal, to: sink.log, unless: [sanitizer.hash, guard.development] }
message: "{value} reaches the log through {sink}."
remedy: "Log an identifier instead."
`;

function read(text: string, pageText: string | null = page): RuleReading {
  const file: PackFile = { path: 'rules/log/personal-data.yaml', text };
  return readRule(file, pageText === null ? null : { path: 'rules/log/personal-data.md', text: pageText }, vocabulary);
}

/** Mistakes with the text that they underline. */
function mistakes(text: string, pageText: string | null = page): readonly string[] {
  return read(text, pageText).mistakes.map((mistake) => {
    const source = mistake.file.endsWith('.md') ? (pageText ?? '') : text;
    return `${source.slice(mistake.range.start, mistake.range.end)}: ${mistake.message}`;
  });
}

const noCircumstances = { with: [], lacks: [], in: [], andIn: [], unsaid: [] };

describe('readRule', () => {
  it('reads where findings are weaker', () => {
    assert.deepEqual(read(`${base}weaker-in: [tools]\n`).rule?.weakerIn, ['tests', 'examples', 'development', 'tools']);
    assert.deepEqual(read(`${base}as-sure-in: [tests]\n`).rule?.weakerIn, ['examples', 'development']);
    assert.equal(read(`${base}as-sure-in: [tools]\n`).mistakes.length, 1);
    assert.deepEqual(read(`${base}weaker-in: [nights]\n`).mistakes.map(({ message }) => message), ['"nights" is no setting in which only some rules are weaker, as tools.']);
  });

  it('reads a flow', () => {
    const { rule, mistakes: found } = read(base);
    assert.deepEqual(found, []);
    assert.deepEqual(rule, {
      id: 'log/personal-data', title: 'Personal data in logs', clause: 'DP-DATA-2', also: [], category: 'log-user-data', state: 'stable', severity: 'warning', confidence: 'high',
      check: { type: 'flow', from: ['data.personal'], notFrom: [], to: ['sink.log'], notTo: [], of: null, ...noCircumstances, unless: ['sanitizer.hash', 'guard.development'] },
      message: '{value} reaches the log through {sink}.', remedy: 'Log an identifier instead.', fixes: [], weakerIn: ['tests', 'examples', 'development'], tags: [], page,
    });
  });

  it('reads every key', () => {
    const { rule, mistakes: found } = read(
      `${base.replace(/^flow.*$/m, 'flow: { from: [data.personal, data.special], not-from: data.contact, to: [sink.share], not-to: [sink.share.caley] }')}title: Own title\nalso: [DP-SEC-3]\nseverity: error\nconfidence: low\nfixes: [mask-value]\ntags: [a, b]\n`,
    );
    assert.deepEqual(found, []);
    assert.equal(rule?.title, 'Own title');
    assert.deepEqual([rule.also, rule.severity, rule.confidence, rule.fixes, rule.tags], [['DP-SEC-3'], 'error', 'low', ['mask-value'], ['a', 'b']]);
    assert.deepEqual(rule.check, { type: 'flow', from: ['data.personal', 'data.special'], notFrom: ['data.contact'], to: ['sink.share'], notTo: ['sink.share.caley'], of: null, ...noCircumstances, unless: [] });
  });

  it('reads shapes, declarations and code', () => {
    const withCheck = (check: string): unknown => read(base.replace(/^flow.*$/m, check)).rule?.check;
    assert.deepEqual(withCheck('shape: { at: option.tls.verify, value: { equals: [false, "0", 0, null] } }'), {
      type: 'shape', at: ['option.tls.verify'], value: { equals: [false, '0', 0, null] }, ...noCircumstances, or: [], unless: [],
    });
    assert.deepEqual(withCheck('shape: { at: [constant], value: { scheme: [http, ws], host: public }, unless: guard.development }'), {
      type: 'shape', at: ['constant'], value: { scheme: ['http', 'ws'], host: 'public' }, ...noCircumstances, or: [], unless: ['guard.development'],
    });
    assert.deepEqual(withCheck('shape: { at: tool.miner }'), { type: 'shape', at: ['tool.miner'], value: {}, ...noCircumstances, or: [], unless: [] });
    assert.deepEqual(withCheck('shape: { at: option.address, value: { like: ["*-ECB", des], host: public } }'), {
      type: 'shape', at: ['option.address'], value: { like: ['*-ecb', 'des'], host: 'public' }, ...noCircumstances, or: [], unless: [],
    });
    assert.deepEqual(withCheck('shape: { at: option.credential, value: { secret: named } }'), { type: 'shape', at: ['option.credential'], value: { secret: 'named' }, ...noCircumstances, or: [], unless: [] });
    assert.deepEqual(withCheck('shape: { any: [{ at: option.tls.verify, value: { equals: false } }, { at: option.tls.accept-invalid, value: { equals: true } }] }'), {
      type: 'shape', at: ['option.tls.verify'], value: { equals: [false] }, ...noCircumstances, or: [{ at: ['option.tls.accept-invalid'], value: { equals: [true] }, ...noCircumstances }], unless: [],
    });
    assert.deepEqual(withCheck('flow: { from: data.personal, to: sink.log, declared: { recipient: false, basis: consent } }'), {
      type: 'flow', from: ['data.personal'], notFrom: [], to: ['sink.log'], notTo: [], ...noCircumstances, unless: [], of: null, declared: { recipient: false, basis: ['consent'] },
    });
    const form = { at: [], where: [], lacks: [], value: null, before: null, after: null, text: null, beside: { shared: [], said: [], set: [], unset: [] }, unused: false, unasked: false, called: null };
    assert.deepEqual(withCheck('declaration: { at: support, lacks: [email, url] }'), { type: 'declaration', forms: [{ ...form, at: ['support'], lacks: [['email'], ['url']] }] });
    assert.deepEqual(withCheck('declaration: { any: [{ at: sharing.*, where: { reason: experience }, lacks: userAgreement.how, called: x }, { at: a.b, text: { says: Never, unless: [or] }, beside: { shared: sink.share, said: storage } }] }'), {
      type: 'declaration', forms: [
        { ...form, at: ['sharing', '*'], where: [{ key: ['reason'], equals: ['experience'] }], lacks: [['userAgreement', 'how']], called: 'x' },
        { ...form, at: ['a', 'b'], text: { type: 'says', words: ['never'], unless: ['or'] }, beside: { shared: ['sink.share'], said: [['storage']], set: [], unset: [] } },
      ],
    });
    assert.deepEqual(withCheck('declaration: { at: [app.name, attestations.*.by], value: { like: todo } }'), { type: 'declaration', forms: [['app', 'name'], ['attestations', '*', 'by']].map((at) => ({ ...form, at, value: { like: ['todo'] } })) });
    assert.deepEqual(withCheck('declaration: { beside: { set: setting, unset: [setting] } }'), { type: 'declaration', forms: [{ ...form, beside: { shared: [], said: [], set: ['setting'], unset: ['setting'] } }] });
    assert.deepEqual(withCheck('absence: { of: declaration, variables: CALEY_*, at: [package.json] }'), { type: 'absence', of: 'declaration', variables: ['caley_*'], at: ['package.json'] });
    assert.deepEqual(withCheck('suppression: [missing-reason, expired]'), { type: 'suppression', of: ['missing-reason', 'expired'] });
    assert.deepEqual(withCheck('code: webhook-signature'), { type: 'code', check: 'webhook-signature', words: {} });
    assert.deepEqual(withCheck('code: { check: private-parts, folders: [dist, lib] }'), { type: 'code', check: 'private-parts', words: { folders: ['dist', 'lib'] } });
  });

  it('reads what must hold besides', () => {
    const withCheck = (check: string): unknown => read(base.replace(/^flow.*$/m, check)).rule?.check;
    assert.deepEqual(withCheck('shape: { at: request.caley, in: [context.loop, context.each], lacks: option.http.timeout }'), {
      type: 'shape', at: ['request.caley'], value: {}, with: [], lacks: ['option.http.timeout'], in: ['context.loop', 'context.each'], andIn: [], unsaid: [], or: [], unless: [],
    });
    assert.deepEqual(withCheck('shape: { at: option.schedule.callback, value: { asks: caley }, with: { at: option.schedule.interval, value: { below: 60000, above: 0 } } }'), {
      type: 'shape', at: ['option.schedule.callback'], value: { asks: 'caley' }, with: [{ at: ['option.schedule.interval'], value: { below: 60000, above: 0 } }], lacks: [], in: [], andIn: [], unsaid: [], or: [], unless: [],
    });
    assert.deepEqual(withCheck('flow: { from: data.input, to: sink.http.url, with: [{ at: sink.http.url, value: { host: caley, unlike: "*/public/*" } }], in: context.loop }'), {
      type: 'flow', from: ['data.input'], notFrom: [], to: ['sink.http.url'], notTo: [], with: [{ at: ['sink.http.url'], value: { unlike: ['*/public/*'], host: 'caley' } }], lacks: [], in: ['context.loop'], andIn: [], unsaid: [], unless: [], of: null,
    });
    assert.deepEqual(withCheck('shape: { at: option.address, value: { given: true } }'), { type: 'shape', at: ['option.address'], value: { given: true }, ...noCircumstances, or: [], unless: [] });
    const wrong = (check: string): string => mistakes(base.replace(/^flow.*$/m, check)).join('\n');
    assert.match(wrong('shape: { at: request.caley, in: option.address }'), /cannot stand here: this takes kinds of context/);
    assert.match(wrong('shape: { at: request.caley, lacks: context.loop }'), /cannot stand here: this takes kinds of option and parameter/);
    assert.match(wrong('shape: { at: request.caley, with: { at: option.address } }'), /The key "value" is missing/);
    assert.match(wrong('shape: { at: option.address, value: { below: many } }'), /^many: This must be a number/);
    assert.match(wrong('shape: { at: option.address, value: { given: false } }'), /^false: This can only be true/);
    assert.match(wrong('shape: { at: option.address, value: { given: true }, declared: { recipient: no } }'), /^no: This must be true or false/);
    assert.match(wrong('declaration: { at: support }'), /A form needs at least one test/);
    assert.match(wrong('declaration: { at: support..x, lacks: email }'), /^support\.\.x: Write keys with dots/);
    assert.match(wrong('declaration: { at: a, text: { words: x } }'), /Unknown key "words"/);
    assert.match(wrong('declaration: { at: a, value: { party: weather } }'), /^weather: Unknown category/);
  });

  it('reads a setting beside a flow or a shape, with words of its own', () => {
    const withSetting = (setting: string): unknown => read(`${base}setting: ${setting}\n`).rule?.setting;
    assert.deepEqual(withSetting('{ is: setting.cors.open }'), { type: 'setting', is: ['setting.cors.open'], not: [], in: [] });
    assert.deepEqual(withSetting('{ is: setting.cors.open, message: "{value} is open." }'), { type: 'setting', is: ['setting.cors.open'], not: [], in: [], message: '{value} is open.' });
    assert.match(mistakes(`${base}setting: { is: setting.cors.open, message: "{what} is open." }\n`).join(), /Unknown placeholder "\{what\}"/);
    assert.match(mistakes(`${base}setting: { is: option.cors }\n`).join(), /cannot stand here: this takes kinds of setting/);
    assert.equal(read(base).rule?.setting, undefined);
  });

  it('takes the severity from the clause', () => {
    const severity = (clause: string): string | undefined => read(base.replace('DP-DATA-2', clause)).rule?.severity;
    assert.deepEqual(['DP-SEC-3', 'DP-DATA-1', 'DP-UX-2', 'DP-DATA-4.a', 'AUP-GEN-4'].map(severity), ['warning', 'warning', 'info', 'hint', 'hint']);
  });

  it('reports mistakes at their place', () => {
    const changed = (from: string | RegExp, to: string): readonly string[] => mistakes(base.replace(from, to));
    assert.deepEqual(changed('DP-DATA-2', 'DP-DATA-99'), ['DP-DATA-99: Unknown clause "DP-DATA-99". Did you mean "DP-DATA-1"?']);
    assert.deepEqual(changed('data.personal', 'data.personnel'), ['data.personnel: Unknown kind "data.personnel". Did you mean "data.personal"?']);
    assert.deepEqual(changed('sink.log,', 'data.contact,'), ['data.contact: "data.contact" cannot stand here: this takes kinds of sink, parameter and option.']);
    assert.deepEqual(changed('guard.development', 'sink.log'), ['sink.log: "sink.log" cannot stand here: this takes kinds of sanitizer and guard.']);
    assert.match(changed('log-user-data', 'logging').join(), /^logging: This must be one of log-user-data, /);
    assert.deepEqual(changed('stable', 'done'), ['done: This must be one of stable, draft.']);
    assert.deepEqual(changed('{sink}', '{sinks}'), ['"{value} reaches the log through {sinks}.": Unknown placeholder "{sinks}"; known are {value}, {sink}, {kind}, {party}, {asked}, {scope}, {nearest}, {parameter}, {successor}, {missing}, {said}, {place}, {edition}, {day}.']);
    assert.match(changed('remedy:', 'remedies:').join('\n'), /^remedies: Unknown key "remedies"/);
    assert.match(changed('remedy:', 'remedies:').join('\n'), /The key "remedy" is missing\./);
    assert.match(mistakes(`${base}code: x\n`).join(), /exactly one of flow, shape, setting, declaration, suppression, code/);
    assert.match(changed(/^flow.*\n/m, '').join(), /exactly one of flow, shape, setting, declaration, suppression, code/);
    assert.match(changed(/^flow.*$/m, 'shape: { at: constant, value: {} }').join(), /^\{\}: A value needs at least one test/);
    assert.match(changed(/^flow.*$/m, 'shape: { at: constant, value: { host: mars } }').join(), /^mars: This must be one of public/);
    assert.match(changed(/^flow.*$/m, 'shape: { at: tool.miner, value: { equals: 1 } }').join(), /^\{ equals: 1 \}: The import of a package and a call as a whole have no value/);
    assert.match(changed(/^flow.*$/m, 'shape: { at: option.tls.verify }').join(), /The key "value" is missing/);
    assert.match(changed(/^flow.*$/m, 'shape: { at: [tool.miner, option.tls.verify] }').join(), /The key "value" is missing/);
    assert.match(changed(/^flow.*$/m, 'shape: { any: [] }').join(), /A shape needs at least one form/);
    assert.equal(read(base.replace('data.personal', 'data.personnel')).rule, null);
    assert.notEqual(read(`${base}tags: [1]\n`).rule, null);
  });

  it('reports what a page lacks', () => {
    assert.match(mistakes(base, null).join(), /The rule has no page: rules\/log\/personal-data\.md is missing\./);
    assert.deepEqual(mistakes(base, page.replace('## Why\n', '')), ['# Personal data in logs: The page has no heading "Why"; its headings are What, Why, Examples, Not reported, Limits.']);
    assert.match(mistakes(base, page.replace('## Limits\n', '').replace('## What', '## Limits\n\n## What')).join(), /The heading "Limits" stands too early/);
    assert.match(mistakes(base, page.replace('# Personal', 'Personal')).join(), /The rule has no title/);
  });

  it('survives YAML that is none', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`;
    for (const text of ['', '[', 'a: b: c', 'clause:\n\t- x', '&a *a', '- x', '42', 'clause: DP-DATA-2\nclause: DP-DATA-1\n', bomb, `x: ${'['.repeat(200_000)}`, '- '.repeat(50_000), '? '.repeat(50_000), Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), `{"a":`.repeat(9_000), '\0', '{"clause": 1', '__proto__: {clause: x}', '? [a, b]\n: c', '!!js/function x: 1']) {
      const { rule, mistakes: found } = read(text);
      assert.equal(rule, null, text.slice(0, 40));
      assert.notEqual(found.length, 0, text.slice(0, 40));
      for (const { range } of found) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length + page.length, text.slice(0, 40));
    }
  });

  it('places YAML mistakes', () => {
    const at = (text: string): string | undefined => {
      const [first] = read(text).mistakes;
      return first && `${String(text.slice(0, first.range.start).split('\n').length)}: ${first.message}`;
    };
    assert.match(at('clause: DP-DATA-2\ncategory:\n\t- x\n') ?? '', /^3: /);
    assert.match(at(`${base}clause: DP-DATA-1\n`) ?? '', /^7: The key "clause" stands twice in its map\./);
  });

  it('reads the same from JSON text, mistakes included', () => {
    const json = JSON.stringify({ clause: 'DP-DATA-99', category: 'log-user-data', state: 'stable', code: 'x', message: 'm', remedy: 'r' });
    assert.deepEqual(mistakes(json), ['"DP-DATA-99": Unknown clause "DP-DATA-99". Did you mean "DP-DATA-1"?']);
  });
});

describe('readRulePage', () => {
  const examples = (markdown: string): unknown => readRulePage(markdown).examples;

  it('finds examples under their headings, with their marks', () => {
    const markdown = [
      '# T', '', '## Examples', '', '### Flagged', '', '```ts @sentry/node@11.2.0  pino@9', 'const a = user.email; // from: log/personal-data', 'log(a); // finding: log/personal-data', 'log(1);', '```', '',
      '## Limits', '', '~~~python', 'log(b)  # known-miss: aliases of lists are not followed', '~~~',
    ].join('\n');
    assert.deepEqual(examples(markdown), [
      {
        language: 'ts', packages: ['@sentry/node@11.2.0', 'pino@9'], path: null, code: 'const a = user.email; // from: log/personal-data\nlog(a); // finding: log/personal-data\nlog(1);\n', section: 'Flagged', pageLine: 7,
        marks: [
          { line: 0, type: 'from', rule: 'log/personal-data', reason: null },
          { line: 1, type: 'finding', rule: 'log/personal-data', reason: null },
        ],
      },
      { language: 'python', packages: [], path: null, code: 'log(b)  # known-miss: aliases of lists are not followed\n', section: 'Limits', pageLine: 15, marks: [{ line: 0, type: 'known-miss', rule: null, reason: 'aliases of lists are not followed' }] },
    ]);
    assert.deepEqual(readRulePage(markdown).headings.map(({ level, text, line }) => `${String(level)} ${text} ${String(line)}`), ['1 T 0', '2 Examples 2', '3 Flagged 4', '2 Limits 12']);
  });

  it('reads marks in all forms of comments, several on a line', () => {
    const code = [
      'a(); /* finding: x/y */', '<p>{a}</p> {/* finding: x/y */}', '<!-- finding: x/y -->', 'select 1 -- finding: x/y', 'a(b); // from: x/y, finding: x/z', 'a(); // known-false: the type is not seen',
      "say('finding: x/y')", 'a(); // see finding x/y',
    ];
    const [example] = readRulePage(['```ts', ...code, '```'].join('\n')).examples;
    assert.deepEqual(example?.marks.map(({ line, type, rule, reason }) => `${String(line)} ${type} ${rule ?? reason ?? ''}`), [
      '0 finding x/y', '1 finding x/y', '2 finding x/y', '3 finding x/y', '4 from x/y', '4 finding x/z', '5 known-false the type is not seen',
    ]);
  });

  it('keeps files that examples stand beside apart', () => {
    const { examples: found, files } = readRulePage('```yaml api/openapi.yaml\nopenapi: 3.1.0\n```\n\n```ts {1}\na();\n```\n');
    assert.deepEqual([found.map(({ code }) => code), files], [['a();\n'], { 'api/openapi.yaml': 'openapi: 3.1.0\n' }]);
  });

  it('takes broken pages as they are', () => {
    assert.deepEqual(examples(''), []);
    assert.deepEqual(examples('```\na\n~~~\nb'), [{ language: '', packages: [], path: null, code: 'a\n~~~\nb\n', marks: [], section: '', pageLine: 1 }]);
    assert.deepEqual(examples('````ts\n```\n````\n'), [{ language: 'ts', packages: [], path: null, code: '```\n', marks: [], section: '', pageLine: 1 }]);
    assert.deepEqual(readRulePage('a\r\n## B ##\r\n```ts\r\nx\r\n```\r\n'), { headings: [{ level: 2, text: 'B', line: 1 }], examples: [{ language: 'ts', packages: [], path: null, code: 'x\n', marks: [], section: 'B', pageLine: 3 }], files: {} });
  });
});
