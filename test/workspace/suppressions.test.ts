/** Do `caley-ignore` comments hide what they say, and only in good order? */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../src/analysis';
import type { Comment } from '../../src/flow';
import { LineIndex } from '../../src/text';
import { parseSuppressions, suppressionOf, unusedSuppressions } from '../../src/workspace';
import type { ParsedSuppressions } from '../../src/workspace';

const RULES = new Set(['log/personal-data', 'log/secret', 'transport/plain-http', 'share/analytics']);
const TODAY = '2026-11-24';

/** Comments as the parser of a C-like language would find them; the texts here hold none inside strings. */
function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/\/\*[^]*?\*\/|\/\/[^\r\n]*/g)].map((match) => (
    { text: match[0], range: { start: match.index, end: match.index + match[0].length } }));
}

function parse(text: string, today = TODAY): ParsedSuppressions {
  return parseSuppressions({ file: 'a.ts', text, lines: new LineIndex(text), comments: commentsOf(text), rules: RULES, today });
}

/** A finding of `rule` whose token is the n-th `user.email` of the text, in the call that starts with `sink`. */
function findingAt(text: string, rule = 'log/personal-data', sink = 'log(', token = 'user.email'): Finding {
  const start = text.indexOf(token);
  const from = text.lastIndexOf(sink, start);
  const close = text.indexOf(')', start);
  assert.ok(start >= 0 && from >= 0 && close >= 0, 'the program holds the token and the call');
  const range = { start, end: start + token.length };
  return {
    rule, clause: 'DP-DATA-2', severity: 'error', confidence: 'high', file: 'a.ts', range, kinds: [], value: token, sink: 'log', sinkPath: 'log',
    party: null, details: {}, flow: [], function: '<module>', identity: `${rule}:${String(start)}`, places: { value: range, sink: { start: from, end: close + 1 } },
  };
}

function hides(text: string, rule = 'log/personal-data'): boolean {
  return suppressionOf(findingAt(text, rule), parse(text).suppressions, new LineIndex(text)) !== null;
}

const kinds = (text: string, today = TODAY): string[] => parse(text, today).mistakes.map((mistake) => mistake.kind);

describe('suppressions', () => {
  describe('what a comment covers', () => {
    const covered: Readonly<Record<string, string>> = {
      'the next line': '// caley-ignore log/personal-data -- audit trail, approved\nlog(user.email);',
      'the next code line behind blank lines and comments': '// caley-ignore log/personal-data -- approved\n\n// other words\n/* and\n more */\nlog(user.email);',
      'its own line, behind the code': 'log(user.email); // caley-ignore log/personal-data -- approved',
      'its own line, before the code': '/* caley-ignore log/personal-data -- approved */ log(user.email);',
      'a block comment of several lines': '/**\n * caley-ignore log/personal-data -- approved\n */\nlog(user.email);',
      'the whole call that begins on the next line': '// caley-ignore log/personal-data -- approved\nlog(\n  "x",\n  user.email,\n);',
      'one argument': 'log(\n  // caley-ignore log/personal-data -- approved\n  user.email,\n);',
      'the end of the line before a wrapped argument': 'log( // caley-ignore log/personal-data -- approved\n  user.email,\n);',
      'the end of a wrapped call': 'log(\n  user.email,\n); // caley-ignore log/personal-data -- approved',
      'the end of an unfinished line': 'const done = // caley-ignore log/personal-data -- approved\n  log(user.email);',
      'a JSX comment': '<p>\n  {/* caley-ignore log/personal-data -- approved */}\n  {log(user.email)}\n</p>',
      'a JSX comment above another': '<p>\n  {/* caley-ignore log/personal-data -- approved */}\n  {/* more */}\n  {log(user.email)}\n</p>',
      'a comment in an expression': '<p>{/* caley-ignore log/personal-data -- approved */ log(user.email)}</p>',
      'one of several rules': '// caley-ignore log/secret, log/personal-data -- approved\nlog(user.email);',
      'CRLF lines': '// caley-ignore log/personal-data -- approved\r\n\r\nlog(user.email);\r\n',
      'a colon behind the word': '// caley-ignore: log/personal-data -- approved\nlog(user.email);',
      'a long dash': '// caley-ignore log/personal-data — approved\nlog(user.email);',
    };
    for (const [name, text] of Object.entries(covered)) it(`covers ${name}`, () => { assert.ok(hides(text)); assert.deepEqual(kinds(text), []); });

    const open: Readonly<Record<string, string>> = {
      'the line after next': '// caley-ignore log/personal-data -- approved\nother();\nlog(user.email);',
      'the line before': 'log(user.email);\n// caley-ignore log/personal-data -- approved\nother();',
      'the next line when it stands behind finished code': 'other(); // caley-ignore log/personal-data -- approved\nlog(user.email);',
      'the next line when it stands behind a property': 'log({\n  a: 1, // caley-ignore log/personal-data -- approved\n  b: user.email })',
      'another rule': '// caley-ignore log/secret -- approved\nlog(user.email);',
      'a sentence that mentions the word': '// see caley-ignore log/personal-data -- approved\nlog(user.email);',
    };
    for (const [name, text] of Object.entries(open)) it(`does not cover ${name}`, () => { assert.ok(!hides(text)); });

    it('gives the reason, the date and the ranges', () => {
      const text = '// caley-ignore log/secret, log/personal-data -- support desk asked [until 2027-01-31]\nlog(user.email);';
      const { suppressions } = parse(text);
      assert.deepEqual(suppressions.map(({ rule, reason, until }) => ({ rule, reason, until })), [
        { rule: 'log/secret', reason: 'support desk asked', until: '2027-01-31' },
        { rule: 'log/personal-data', reason: 'support desk asked', until: '2027-01-31' },
      ]);
      assert.deepEqual(suppressions.map(({ ruleRange }) => text.slice(ruleRange.start, ruleRange.end)), ['log/secret', 'log/personal-data']);
      assert.ok(suppressions.every(({ range }) => text.slice(range.start, range.end) === text.slice(3, text.indexOf('\n'))));
    });

    it('keeps a reason that holds dashes and the word until', () => {
      const { suppressions } = parse('/* caley-ignore log/secret -- opt-in -- until the vendor signs */ f()');
      assert.deepEqual(suppressions.map(({ reason, until }) => [reason, until]), [['opt-in -- until the vendor signs', null]]);
    });
  });

  describe('what is not in order', () => {
    const wrong: readonly (readonly [string, string, string])[] = [
      ['// caley-ignore log/personal-data', 'missing-reason', 'caley-ignore log/personal-data'],
      ['// caley-ignore log/personal-data --', 'missing-reason', 'caley-ignore log/personal-data --'],
      ['// caley-ignore log/personal-data -- <reason>', 'missing-reason', 'caley-ignore log/personal-data -- <reason>'],
      ['// caley-ignore log/personal-data -- TODO: say why', 'missing-reason', 'caley-ignore log/personal-data -- TODO: say why'],
      ['// caley-ignore log/personal-data -- until 2027-01-31', 'missing-reason', 'caley-ignore log/personal-data -- until 2027-01-31'],
      ['/* caley-ignore log/personal-data -- */', 'missing-reason', 'caley-ignore log/personal-data --'],
      ['// caley-ignore log/personal-data -- asked until 2026-11-23', 'expired', '2026-11-23'],
      ['// caley-ignore log/personal-data -- asked until 2027-02-29', 'malformed', '2027-02-29'],
      ['// caley-ignore log/personal-data -- asked (until 31.01.2027)', 'malformed', '31.01.2027'],
      ['// caley-ignore', 'malformed', 'caley-ignore'],
      ['// caley-ignore -- asked', 'malformed', 'caley-ignore -- asked'],
      ['// caley-ignore log/personal-data because we may', 'malformed', 'because we may'],
      ['// caley-ignore-next-line log/personal-data -- asked', 'malformed', 'caley-ignore-next-line'],
      ['// Caley-Ignore log/personal-data -- asked', 'malformed', 'Caley-Ignore'],
      ['// caley-ignore log/personal-date -- asked', 'unknown-rule', 'log/personal-date'],
    ];
    for (const [comment, kind, at] of wrong) {
      it(`flags ${comment}`, () => {
        const text = `const a = 1;\n${comment}\nlog(user.email);`;
        const { mistakes } = parse(text);
        assert.deepEqual(mistakes.map((mistake) => [mistake.kind, text.slice(mistake.range.start, mistake.range.end)]), [[kind, at]]);
        assert.ok(!hides(text), 'and hides nothing');
      });
    }

    it('says which rule was meant', () => {
      const message = (rule: string): string => parse(`// caley-ignore ${rule} -- asked\nf()`).mistakes[0]?.message ?? '';
      assert.match(message('log/personal-date'), /Did you mean "log\/personal-data"\?/);
      assert.match(message('logs/personal-data'), /Did you mean "log\/personal-data"\?/);
      assert.match(message('personal-data'), /Did you mean "log\/personal-data"\?/);
      assert.doesNotMatch(message('no-console'), /Did you mean/);
    });

    it('keeps the known rules of a comment that names an unknown one', () => {
      const text = '// caley-ignore log/nothing-such, log/personal-data -- asked\nlog(user.email);';
      assert.deepEqual(kinds(text), ['unknown-rule']);
      assert.ok(hides(text));
    });

    it('holds through its last day', () => {
      const text = '// caley-ignore log/personal-data -- asked until 2026-11-24\nlog(user.email);';
      assert.deepEqual(kinds(text, '2026-11-24'), []);
      assert.deepEqual(kinds(text, '2026-11-25'), ['expired']);
    });
  });

  describe('unused', () => {
    const unused = (text: string, findings: readonly Finding[], ran = true): string[] => {
      const lines = new LineIndex(text);
      return unusedSuppressions('a.ts', parse(text).suppressions, findings, lines, () => ran).map(({ range }) => text.slice(range.start, range.end));
    };
    const text = '// caley-ignore log/personal-data, log/secret -- asked\nlog(user.email);';
    it('is a suppression that hides nothing', () => { assert.deepEqual(unused(text, [findingAt(text)]), ['log/secret']); });
    it('is not one whose rule did not run', () => { assert.deepEqual(unused(text, [], false), []); });
    it('is one at the end of the file', () => { assert.deepEqual(unused('f();\n// caley-ignore log/secret -- asked', []), ['log/secret']); });
  });

  it('never throws, and every range lies in the text', () => {
    const piece = fc.constantFrom('// ', '/* ', ' */', '*/', 'caley-ignore', ' ', ', ', ' -- ', '\n', '\r\n', 'log/secret', 'log/nothing', 'until 2027-01-31',
      'until 2020-99-99', 'asked', '{', '}', 'log(user.email)', '<reason>', '\t', '*');
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const { suppressions, mistakes } = parse(text);
      for (const { range } of [...suppressions, ...mistakes]) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length);
      for (const suppression of suppressions) assert.ok(suppression.reason !== '' && RULES.has(suppression.rule));
    }), { numRuns: 500 });
  });
});
