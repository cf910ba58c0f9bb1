/** Does the harness catch fixes that break their promise? A small checker flags every `bad`. */
import assert from 'node:assert/strict';
import type { Finding } from '../../src/analysis';
import type { Fix, FixContext } from '../../src/fixes';
import type { Grammars } from '../../src/languages';
import type { TextEdit } from '../../src/text';
import { fakePolicy } from '../support/fake-workspace';
import { loadGrammars } from '../support/grammars';
import { proveFixes } from './harness';
import type { Proof } from './harness';

const RULE = 'fake/hellp';

function check(text: string): readonly Finding[] {
  return [...text.matchAll(/\bbad\b/g)].map((match) => {
    const range = { start: match.index, end: match.index + 3 };
    return {
      rule: RULE, clause: 'DP-DATA-2', severity: 'warning', confidence: 'high', file: 'a.ts', range, kinds: [], value: 'bad', sink: 'f', sinkPath: 'f', party: null,
      details: {}, flow: [], function: '<module>', identity: String(match.index), places: { value: range, sink: range },
    };
  });
}

describe('fix harness', () => {
  let grammars: Grammars;

  before(async () => {
    grammars = await loadGrammars();
  });

  const prove = (text: string, apply: (context: FixContext) => readonly TextEdit[] | null, title = 'Fix it'): readonly Proof[] => {
    const fix: Fix = { id: 'spell', safety: 'review', title: () => title, apply };
    return proveFixes({ path: 'a.ts', text, rule: RULE, check, policy: fakePolicy, grammars, fixes: new Map([['spell', fix]]) });
  };
  const by = (newText: string) => ({ finding }: FixContext): readonly TextEdit[] => [{ range: finding.range, newText }];

  it('lets a good fix through, for each finding', () => {
    assert.deepEqual(prove('f(bad, bad);', by('good')).map(({ after }) => after), ['f(good, bad);', 'f(bad, good);']);
  });

  it('asks nothing of a fix that is not offered', () => {
    assert.deepEqual(prove('f(bad);', () => null), []);
  });

  const broken: Readonly<Record<string, readonly [(context: FixContext) => readonly TextEdit[] | null, RegExp]>> = {
    'changes nothing': [() => [], /changes nothing/],
    'breaks the syntax': [by('('), /breaks the syntax/],
    'leaves the finding': [by('(bad)'), /leaves the finding/],
    'brings another finding': [by('good, bad, bad'), /leaves the finding/],
    'fixes one place and breaks another': [({ finding, tree }) => [{ range: finding.range, newText: 'good' }, { range: { start: tree.text.length, end: tree.text.length }, newText: ' bad;' }], /leaves the finding/],
  };
  for (const [name, [apply, message]] of Object.entries(broken)) {
    it(`catches a fix that ${name}`, () => assert.throws(() => prove('f(bad);', apply), message));
  }

  it('catches a fix that works once only', () => {
    // The second time it puts back what the first took away.
    const flip = ({ finding, tree }: FixContext): readonly TextEdit[] =>
      tree.text.includes('good') ? [{ range: { start: 0, end: tree.text.length }, newText: 'f(bad, bad, good);' }] : [{ range: finding.range, newText: 'good' }];
    assert.throws(() => prove('f(bad, bad);', flip), /goes on without end/);
  });

  it('catches a title that no menu could show', () => assert.throws(() => prove('f(bad);', by('good'), 'a\nb'), /title/));
});
