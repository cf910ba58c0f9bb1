/**
 * What does somebody read who asks for a rule, a clause, a kind of data or a third party? A rule's page with its clause, or a clause in its own words with the rules
 * that look after it. Must not know where it is shown.
 */
import type { Clause, Policy, Rule } from '../policy';
import { kindPage, partyPage } from './id-page';
import { wrap } from './visible';
import { clausePlace, clauseQuote } from './wording';

const width = 80;

/** Where it is looked for whether a clause is kept. */
const ways: Readonly<Record<Clause['checks'][number], string>> = { code: 'in code', config: 'in configuration files', manifest: 'by what caley.yaml declares', manual: 'by a person' };

/** A rule, a clause or a party by its id, in any case, or a kind; without one, a list of all rules and clauses. Null for an unknown id. */
export function explain(policy: Policy, id: string | null): string | null {
  if (id === null) return list(policy);
  const { rule, clause } = lookUpId(policy, id);
  if (rule !== null) return explainRule(rule, policy);
  if (clause !== null) return explainClause(clause, policy);
  const page = kindPage(id, policy) ?? partyPage(id.toLowerCase(), policy);
  return page === null ? null : lines(page.markdown.trimEnd().split('\n').flatMap((line) => (line === '' ? [''] : wrap(line, width))));
}

/** What has this id, in any case. */
export function lookUpId({ rules, clauses }: Policy, id: string): { readonly rule: Rule | null; readonly clause: Clause | null } {
  const wanted = id.toLowerCase();
  const among = <T extends { readonly id: string }>(all: ReadonlyMap<string, T>): T | null => [...all.values()].find((each) => each.id.toLowerCase() === wanted) ?? null;
  return { rule: among(rules), clause: among(clauses) };
}

function explainRule(rule: Rule, policy: Policy): string {
  const clauses = [rule.clause, ...rule.also].flatMap((id) => policy.clauses.get(id) ?? []);
  return lines([
    `${rule.id}: ${rule.title}`,
    `${rule.severity}, ${rule.confidence} confidence, category ${rule.category}${rule.state === 'draft' ? ', draft' : ''}`,
    '',
    ...clauses.flatMap((clause) => [...quote(clause, policy), '']),
    rule.page.trim(),
    '',
    ...wrap(`Mend it: ${rule.remedy}`, width),
    `Or say why it stands: caley-ignore ${rule.id} -- <reason>`,
  ]);
}

function explainClause(clause: Clause, policy: Policy): string {
  const rules = [...policy.rules.values()].filter((rule) => rule.clause === clause.id || rule.also.includes(clause.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return lines([
    ...quote(clause, policy),
    ...(clause.sentence === null ? [] : ['', ...wrap(`The whole sentence: ${clause.sentence}`, width)]),
    '',
    ...wrap(`In short: ${clause.summary}`, width),
    '',
    ...wrap(`How it is checked: ${clause.checks.map((check) => ways[check]).join(', ')}.`, width),
    ...(clause.onlyAPerson === null ? [] : wrap(`Only a person can judge it: ${clause.onlyAPerson}`, width)),
    ...(rules.length > 0 ? ['Rules:', ...rules.map((rule) => `  ${rule.id}  ${rule.title}`)] : clause.onlyAPerson === null ? ['No rule looks after this clause yet.'] : []),
    ...(clause.attestation === null ? [] : ['', ...wrap(`What no tool can see: ${clause.attestation}`, width)]),
  ]);
}

function quote(clause: Clause, policy: Policy): readonly string[] {
  return [`${clause.id}  ${clausePlace(clause, policy)}`, ...clauseQuote(clause).split('\n').flatMap((line) => wrap(line, width - 2)).map((line) => `> ${line}`)];
}

function list(policy: Policy): string {
  const column = Math.max(...[...policy.clauses.keys(), ...policy.rules.keys()].map((id) => id.length)) + 2;
  const row = (id: string, text: string): readonly string[] =>
    wrap(text, Math.max(width - column, 30)).map((line, index) => (index === 0 ? id : '').padEnd(column) + line);
  return lines([
    'Clauses',
    ...[...policy.clauses.values()].flatMap((clause) => row(clause.id, clause.summary)),
    '',
    'Rules',
    ...[...policy.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap((rule) => row(rule.id, rule.title)),
  ]);
}

/** A few ids that share a part with one that nothing has. */
export function suggestIds({ rules, clauses }: Policy, id: string): readonly string[] {
  const parts = id.toLowerCase().split(/[/-]/).filter((part) => part.length > 2);
  return [...rules.keys(), ...clauses.keys()].filter((each) => parts.some((part) => each.toLowerCase().includes(part))).slice(0, 5);
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
