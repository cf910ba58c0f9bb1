/**
 * Does a fix keep its promise? For every fix offered for every finding of a
 * text: the text changes, parses as well as before, the finding is gone, none
 * appears, and applying the fix again and again comes to rest.
 */
import assert from 'node:assert/strict';
import type { Finding } from '../../src/analysis';
import { fixes as allFixes, offeredBy } from '../../src/fixes';
import type { Fix, FixContext } from '../../src/fixes';
import { languageOf, languages } from '../../src/languages';
import type { Grammars, Language } from '../../src/languages';
import { noSettingModels } from '../../src/models';
import type { SettingModels } from '../../src/models';
import type { Policy, RuleId } from '../../src/policy';
import { applyEdits } from '../../src/text';
import type { TextEdit } from '../../src/text';

export interface Trial {
  readonly path: string;
  readonly text: string;
  /** Findings of other rules count when they appear, but are not fixed. Null: all are. */
  readonly rule: RuleId | null;
  /** What is wrong with a text of that path: suppressed findings are left out. */
  readonly check: (text: string) => readonly Finding[];
  readonly policy: Policy;
  readonly settings?: SettingModels;
  readonly grammars: Grammars;
  /** In place of the real ones, to try the harness itself. */
  readonly fixes?: ReadonlyMap<string, Fix>;
}

/** One fix that was proved. */
export interface Proof {
  readonly fix: string;
  readonly rule: RuleId;
  readonly title: string;
  readonly after: string;
}

const reason = 'reviewed by the data protection officer';

/** Fails with the texts before and after when a fix breaks its promise. Answers what was offered and proved. */
export function proveFixes(trial: Trial): readonly Proof[] {
  const findings = trial.check(trial.text);
  return findings
    .filter((finding) => trial.rule === null || finding.rule === trial.rule)
    .flatMap((finding) => offered(trial, finding).flatMap((fix) => prove(trial, findings, finding, fix)));
}

function offered({ policy, fixes = allFixes }: Trial, finding: Finding): readonly Fix[] {
  const rule = policy.rules.get(finding.rule);
  return rule === undefined ? [] : offeredBy(rule, fixes);
}

function prove(trial: Trial, before: readonly Finding[], finding: Finding, fix: Fix): readonly Proof[] {
  const first = run(trial, trial.text, finding, fix);
  if (first === null) return [];
  const { title, text: after } = first;
  const say = (what: string): string => `${fix.id} of ${finding.rule} (${title}) ${what}:\n${trial.text}\n--->\n${after}`;
  assert.notEqual(after, trial.text, say('changes nothing'));
  assert.ok(title.length > 0 && title.length <= 120 && !title.includes('\n'), say('has a title for one line'));
  assert.ok(errorsIn(trial, after) <= errorsIn(trial, trial.text), say('breaks the syntax'));
  const rest = trial.check(after);
  assert.ok(count(rest, finding) < count(before, finding), say('leaves the finding'));
  for (const found of rest) assert.ok(count(rest, found) <= count(before, found), say(`brings a finding: ${found.rule} at ${found.value}`));
  comesToRest(trial, after, finding, fix, say);
  return [{ fix: fix.id, rule: finding.rule, title, after }];
}

/** Applied to what is left of its rule, the fix takes one finding at a time and then has nothing to do. */
function comesToRest(trial: Trial, after: string, finding: Finding, fix: Fix, say: (what: string) => string): void {
  let text = after;
  for (let left = trial.check(text).filter(({ rule }) => rule === finding.rule); ; ) {
    const next = left.flatMap((each) => run(trial, text, each, fix) ?? [])[0];
    if (next === undefined) return;
    const fewer = trial.check(next.text).filter(({ rule }) => rule === finding.rule);
    assert.ok(fewer.length < left.length, say(`goes on without end:\n${text}\n--->\n${next.text}`));
    assert.ok(errorsIn(trial, next.text) <= errorsIn(trial, trial.text), say(`breaks the syntax the second time:\n${text}\n--->\n${next.text}`));
    text = next.text;
    left = fewer;
  }
}

/** The text after one application, or null where the fix is not offered. */
function run(trial: Trial, text: string, finding: Finding, fix: Fix): { readonly title: string; readonly text: string } | null {
  const language = languageFor(trial);
  const context: FixContext = { finding, tree: language.parse(text, trial.path, trial.grammars), language, policy: trial.policy, settings: trial.settings ?? noSettingModels, reason };
  const edits: readonly TextEdit[] | null = fix.apply(context);
  return edits === null ? null : { title: fix.title(context), text: applyEdits(text, edits) };
}

/** Findings that are the same but for the place: what their identity counts through. */
function count(findings: readonly Finding[], like: Finding): number {
  return findings.filter((each) => each.rule === like.rule && each.function === like.function && each.sinkPath === like.sinkPath).length;
}

function errorsIn(trial: Trial, text: string): number {
  const language = languageFor(trial);
  return language.lower(language.parse(text, trial.path, trial.grammars)).syntaxErrors.length;
}

function languageFor({ path }: Trial): Language {
  const language = languageOf(languages, path);
  assert.ok(language, `a language for ${path}`);
  return language;
}
