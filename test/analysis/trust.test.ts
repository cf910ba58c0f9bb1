/**
 * What does the user's word change? Functions that are said to be sanitizers, sources, sinks or
 * consent checks, of the project's files and of packages without a model.
 */
import assert from 'node:assert/strict';
import { Evaluator, judgeSource, RuleBook, Source } from '../../src/analysis';
import type { Trust } from '../../src/analysis';
import { languageOf } from '../../src/languages';
import { LineIndex } from '../../src/text';
import { theEngine } from './check';

const nothing: Trust = { sanitizers: [], sources: [], sinks: [], consent: [] };

/** The lines marked `// flagged` are those with a finding. */
function check(trust: Partial<Trust>, program: string): void {
  const { languages, grammars, models, policy } = theEngine();
  const language = languageOf(languages, 'src/main.ts');
  assert.ok(language !== null);
  const tree = language.parse(program, 'src/main.ts', grammars);
  const source = new Source('src/main.ts', program, language.lower(tree), language.ecosystem);
  const found = judgeSource(new Evaluator(models, policy, { ...nothing, ...trust }), new RuleBook(policy, policy.rules.values()), source);
  tree.dispose();
  const index = new LineIndex(program);
  const lines = new Set(found.map(({ range }) => index.positionAt(range.start).line));
  const marked = program.split('\n').flatMap((line, i) => (line.endsWith('// flagged') ? [i] : []));
  assert.deepEqual([...lines].sort((a, b) => a - b), marked);
}

describe('trust', () => {
  const plain = "import { cloak } from 'cloak-kit';\nfunction veil(text) { return text; }\nclass Gate { passes(user) { return user.plan; } }\nfunction store(value) { return value; }\nfunction load() { return 1; }\nimport mixpanel from 'mixpanel-browser';\n";

  it('of nobody changes nothing', () => {
    check({}, `${plain}console.log(cloak(user.email), 1);\nconsole.log(veil(user.email)); // flagged\nif (new Gate().passes(user)) mixpanel.track('x', { email: user.email }); // flagged\nstore(user.email);\nconsole.log(load());`);
  });

  it('makes sanitizers of functions of the project and of packages', () => {
    check({ sanitizers: [{ path: 'src/main.ts#veil', kind: 'sanitizer.mask' }, { path: 'cloak-kit:cloak', kind: 'sanitizer.mask' }] }, `${plain}console.log(veil(user.email));\nconsole.log(cloak(user.email));\nconsole.log(store(user.email)); // flagged`);
  });

  it('makes checks of consent', () => {
    check({ consent: [{ path: 'src/main.ts#Gate.passes', kind: 'guard.consent' }] }, `${plain}if (new Gate().passes(user)) mixpanel.track('x', { email: user.email });\nif (!new Gate().passes(user)) mixpanel.track('x', { email: user.email }); // flagged`);
  });

  it('makes sources and sinks', () => {
    check({ sources: [{ path: './src/main.ts#load', kind: 'data.contact.email' }], sinks: [{ path: 'src/main.ts#store', kind: 'sink.log' }] }, `${plain}console.log(load()); // flagged\nstore(user.email); // flagged\nstore(user.id);\nfunction keep(value) { store(value); }\nkeep(user.email); // flagged\nkeep(user.id);`);
  });

  it('of what is not there changes nothing', () => {
    check({ sanitizers: [{ path: 'src/other.ts#veil', kind: 'sanitizer.mask' }, { path: 'nonsense', kind: 'sanitizer.mask' }, { path: '', kind: 'sanitizer.mask' }] }, `${plain}console.log(veil(user.email)); // flagged`);
  });
});
