/**
 * `npm run rules`: writes docs/rules.md, the table of all rules: those that are on by themselves, drafts with what
 * keeps them from it, and what is known to break a clause and has no rule yet. A test fails where it is out of date. Must not judge code.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixes } from '../src/fixes';
import { findAssets, readPacks } from '../src/host';
import { readPolicy, readYaml } from '../src/policy';
import type { Policy, Rule } from '../src/policy';
import { languagesOf } from './coverage';

/** What is known to break a clause and has no rule, with what it takes. */
export interface Undone {
  readonly id: string;
  readonly clause: string;
  readonly reason: string;
}

const docs = join(__dirname, '../docs');
const undoneFile = join(docs, 'undone.yaml');

/** Why a rule is a draft, as its page says under "Limits"; null where it does not. */
export function draftReason({ page }: Rule): string | null {
  return /^Draft: (.+)$/m.exec(page)?.[1]?.trim() ?? null;
}

/** The list of what is undone. Throws where it cannot be read. */
export function readUndone(): readonly Undone[] {
  const { root, mistakes } = readYaml({ path: undoneFile, text: readFileSync(undoneFile, 'utf8') });
  const undone = root?.list('undone').flatMap((entry) => {
    const [id, clause, reason] = [entry.text('id'), entry.text('clause'), entry.text('reason')];
    return id === null || clause === null || reason === null ? [] : [{ id, clause, reason }];
  }) ?? [];
  const [mistake] = mistakes;
  if (mistake !== undefined) throw new Error(`${undoneFile}: ${mistake.message}`);
  return undone;
}

export function printRules(policy: Policy, undone: readonly Undone[]): string {
  const rules = [...policy.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [stable, drafts] = [rules.filter(({ state }) => state === 'stable'), rules.filter(({ state }) => state === 'draft')];
  const page = ({ id }: Rule): string => `[${id}](../src/packs/rules/${id}.md)`;
  const shown = (rule: Rule): string => languagesOf(rule).filter((language, i, all) => all.indexOf(language) === i).sort().join(', ');
  const offered = (rule: Rule): string => rule.fixes.filter((id) => fixes.has(id) && id !== 'suppress').map((id) => `\`${id}\``).join(', ');
  return [
    '# Rules', '',
    `${String(rules.length)} rules: ${String(stable.length)} are stable and on by themselves, ${String(drafts.length)} are drafts and on where \`caley check --drafts\` or a setting asks for them. A rule`,
    'becomes stable when it has found something true in published or public code, and at least nine of ten of its findings there are right. Rules on what a `caley.yaml`',
    'says or leaves out need no such hit: no published project has one, and they read nothing but what somebody wrote there.', '',
    'This page is written by `npm run rules`.', '',
    '## Stable', '', ...table(['Rule', 'Finds', 'Clause', 'Languages', 'Fixes'], stable.map((rule) => [page(rule), rule.title, rule.clause, shown(rule), offered(rule)])), '',
    '## Drafts', '', ...table(['Rule', 'Finds', 'Clause', 'What keeps it a draft'], drafts.map((rule) => [page(rule), rule.title, rule.clause, draftReason(rule) ?? ''])), '',
    '## Not yet', '', 'What is known to break a clause, and has no rule.', '', ...table(['Name', 'Clause', 'Why'], undone.map(({ id, clause, reason }) => [id, clause, reason])), '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

if (require.main === module) writeFileSync(join(docs, 'rules.md'), printRules(readPolicy(readPacks(findAssets(__dirname).packs)).policy, readUndone()));
