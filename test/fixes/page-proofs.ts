/**
 * Which fixes do the examples of rules' pages prove, and in which languages? Each example with the file that it is, and every fix that is offered for it tried by the harness.
 */
import type { Grammars } from '../../src/languages';
import { languageOf, languages } from '../../src/languages';
import type { Example, Policy, Rule, RulePage } from '../../src/policy';
import { readRulePage } from '../../src/policy';
import type { TestEngine } from '../support/engine';
import { pagePath } from '../support/page-path';
import { proveFixes } from './harness';
import type { Proof } from './harness';

export interface PageExample {
  readonly rule: Rule;
  readonly example: Example;
  readonly path: string;
  /** In whose words it is changed. */
  readonly language: string;
  /** Beside it. */
  readonly files: RulePage['files'];
}

/** What is changed in the words of another: dialects, and cells of notebooks. */
const words: Readonly<Record<string, string>> = { typescript: 'javascript', tsx: 'javascript', notebook: 'python' };

/** Null where no language speaks it. */
export function languageAt(path: string): string | null {
  const id = languageOf(languages, path)?.id ?? null;
  return id === null ? null : (words[id] ?? id);
}

/** Those in which something is found, of files that a language speaks. */
export function examplesOf(rule: Rule): readonly PageExample[] {
  const { examples, files } = readRulePage(rule.page);
  return examples.flatMap((example) => {
    const path = pagePath(example);
    const language = languageAt(path);
    return language === null || !example.marks.some(({ type }) => type === 'finding') ? [] : [{ rule, example, path, language, files }];
  });
}

/** Fails where a fix that is offered breaks its promise. */
export function proveExample(engine: TestEngine, grammars: Grammars, policy: Policy, { rule, example, path, files }: PageExample): readonly Proof[] {
  const check = (text: string): ReturnType<TestEngine['check']> => engine.check(text, path, { drafts: rule.state === 'draft' }, files);
  return proveFixes({ path, text: example.code, rule: rule.id, check, policy, settings: engine.models.settings, grammars });
}
