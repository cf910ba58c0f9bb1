/**
 * What does the user's word change? Functions that are said to be sanitizers, sources, sinks or
 * consent checks, of the project's files and of packages without a model.
 */
import assert from 'node:assert/strict';
import { Evaluator, judgeSource, RuleBook, Source } from '../../src/analysis';
import type { Trusted } from '../../src/analysis';
import { languageOf } from '../../src/languages';
import { parseTrustPath } from '../../src/policy';
import { LineIndex } from '../../src/text';
import { theEngine } from './check';

/** What is said of functions, by their paths. */
type Word = Readonly<Record<string, string>>;

function trusted(word: Word): readonly Trusted[] {
  return Object.entries(word).map(([text, kind]) => {
    const path = parseTrustPath(text);
    assert.ok(path.type !== 'mistake', text);
    return { path, kind, folder: '' };
  });
}

/** The lines marked `// flagged` are those with a finding. */
function check(word: Word, program: string): void {
  const { languages, grammars, models, policy } = theEngine();
  const language = languageOf(languages, 'src/main.ts');
  assert.ok(language !== null);
  const tree = language.parse(program, 'src/main.ts', grammars);
  const source = new Source('src/main.ts', program, language.lower(tree), language.ecosystem);
  const { findings: found } = judgeSource(new Evaluator(models, policy, { entries: trusted(word), folders: [''] }), new RuleBook(policy, policy.rules.values()), source);
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
    check({ 'src/main.ts#veil': 'sanitizer.mask', 'cloak-kit:cloak': 'sanitizer.mask' }, `${plain}console.log(veil(user.email));\nconsole.log(cloak(user.email));\nconsole.log(store(user.email)); // flagged`);
  });

  it('makes checks of consent', () => {
    check({ 'src/main.ts#Gate.passes': 'guard.consent' }, `${plain}if (new Gate().passes(user)) mixpanel.track('x', { email: user.email });\nif (!new Gate().passes(user)) mixpanel.track('x', { email: user.email }); // flagged`);
  });

  it('makes sources and sinks', () => {
    check({ './src/main.ts#load': 'data.contact.email', 'src/main.ts#store': 'sink.log' }, `${plain}console.log(load()); // flagged\nstore(user.email); // flagged\nstore(user.id);\nfunction keep(value) { store(value); }\nkeep(user.email); // flagged\nkeep(user.id);`);
  });

  it('of what is not there changes nothing', () => {
    check({ 'src/other.ts#veil': 'sanitizer.mask', 'src/main.ts#veiled': 'sanitizer.mask', 'cloak:cloak': 'sanitizer.mask' }, `${plain}console.log(veil(user.email)); // flagged`);
  });
});
