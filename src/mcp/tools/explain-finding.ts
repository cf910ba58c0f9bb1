/**
 * explain_finding: what does a rule, a clause or what is found at a line mean, and how would it be right?
 */
import { z } from 'zod';
import type { Clause, Policy, Rule } from '../../policy';
import { clausePlace, clauseQuote, collectReport, explain, lookUpId, safeExample, suggestIds, toJson } from '../../report';
import { displayName, version } from '../../../package.json';
import { findingForm, severity, tellFinding, toForm } from '../forms';
import type { FindingForm } from '../forms';
import { Mistake } from '../mistake';
import { shown } from '../roots';
import type { Sight } from '../session';
import { tool } from './tool';

/** Languages of pages, in the order in which an example is looked for where none is asked for. */
const exampleLanguages = ['typescript', 'javascript', 'python', 'html', 'hcl', 'yaml', 'json', 'dockerfile', 'toml', 'dotenv', 'properties', 'conf', 'prisma'];
/** More rules than these have something against one line at most in code that nobody wrote. */
const mostRules = 5;

const input = z.strictObject({
  subject: z.string().min(1).max(4096).describe('A rule (log/personal-data), a clause (DP-DATA-2), or a file and line where something is found (src/log.ts:12).'),
  language: z.string().max(40).optional().describe('Of the safe example: typescript, python, hcl, yaml … Without it, that of the file.'),
});

const output = z.object({
  rules: z.array(z.object({
    id: z.string(), title: z.string(), clause: z.string(), alsoClauses: z.array(z.string()), severity, category: z.string(), state: z.enum(['draft', 'stable']), remedy: z.string(),
    page: z.string().describe('Markdown: what it finds, why, examples, what it does not report, limits.'),
    safeExample: z.string().nullable().describe('Markdown: code that is in order.'),
  })),
  clauses: z.array(z.object({ id: z.string(), place: z.string(), words: z.string().describe('The exact words of the document.'), summary: z.string(), rules: z.array(z.string()).describe('That look after it.') })),
  findings: z.array(findingForm).describe('At the line that was asked for.'),
});

export const explainFinding = tool({
  name: 'explain_finding',
  title: 'Explain a rule, a clause or a finding',
  description:
    'Explains a rule of Caley Compliance, a clause of Caley’s policies in its exact words, or what is found at file:line: why it matters, an example that is in order, limits of the rule. Use it before mending a finding that is not plain, ' +
    'or to answer what a policy says. Do NOT use it to look for findings (check_files) or to get edits (propose_fix), and not for rules of other tools.',
  input,
  output,
  run: (session, { subject, language }, call) => {
    const place = /^(.+?):(\d{1,9})(?::\d{1,9})?$/s.exec(subject);
    const [, path, line] = place ?? [];
    if (path !== undefined && line !== undefined) return session.use(call, { unsaved: [], depth: 'found' }, (sight) => explainPlace(sight, path, Number(line), language ?? null));
    return session.use(call, { unsaved: [], depth: 'read' }, (sight) => explainId(sight, subject, language ?? null));
  },
});

interface Explained {
  readonly text: string;
  readonly content: z.input<typeof output>;
}

function explainId({ served }: Sight, id: string, language: string | null): Explained {
  for (const { snapshot: { policy } } of served) {
    const { rule, clause } = lookUpId(policy, id);
    const text = explain(policy, id);
    if (text === null) continue;
    const rules = rule === null ? [] : [ruleForm(rule, language, null)];
    return { text: [text, ...rules.flatMap(toldExample)].join('\n'), content: { rules, clauses: clausesOf(rule === null ? [] : [rule], clause, policy), findings: [] } };
  }
  const near = served.flatMap(({ snapshot: { policy } }) => suggestIds(policy, id));
  throw new Mistake(`There is no rule or clause ${shown(id)}${near.length === 0 ? '; list_clauses names the clauses and their rules' : `; there is ${[...new Set(near)].join(', ')}`}. A place is written as file:line.`);
}

function explainPlace(sight: Sight, path: string, line: number, language: string | null): Explained {
  const { served: { root, snapshot }, path: file } = sight.locate(path);
  const view = snapshot.file(file);
  if (view === null) throw new Mistake(`${shown(path)} is not examined: ${snapshot.skipped.find((each) => each.file === file)?.detail ?? 'it is no file that is'}.`);
  const { policy } = snapshot;
  const report = collectReport({ policy, files: [file], declarations: [], skipped: [], file: (each) => snapshot.file(each), findings: (each) => snapshot.findings(each), weakened: () => 0, mistakes: () => [], openRequests: () => 0 }, { name: displayName, version });
  const all = toJson(report).findings.map((finding) => toForm(finding, (each) => sight.nameOf(root, each)));
  const findings = all.filter(({ start, end }) => start.line <= line && line <= end.line);
  if (findings.length === 0) throw new Mistake(`Nothing is found at line ${String(line)} of ${shown(path)}${all.length === 0 ? ', nor anywhere in it' : `, but at ${linesOf(all)}`}.`);
  const rules = [...new Set(findings.map(({ rule }) => rule))].slice(0, mostRules).flatMap((id) => policy.rules.get(id) ?? []);
  const forms = rules.map((rule) => ruleForm(rule, language, view.language));
  const text = [...findings.flatMap(tellFinding), ...forms.flatMap((form) => ['', explain(policy, form.id) ?? '', ...toldExample(form)])].join('\n');
  return { text, content: { rules: forms, clauses: clausesOf(rules, null, policy), findings } };
}

function linesOf(findings: readonly FindingForm[]): string {
  return [...new Set(findings.map(({ start }) => `line ${String(start.line)}`))].slice(0, 20).join(', ');
}

function ruleForm({ id, title, clause, also, severity: how, category, state, remedy, page }: Rule, asked: string | null, language: string | null): z.input<typeof output>['rules'][number] {
  const wanted = asked === null ? [...(language === null ? [] : [language]), ...exampleLanguages] : [asked.toLowerCase()];
  const example = wanted.map((each) => safeExample(page, each)).find((each) => each !== null) ?? null;
  return { id, title, clause, alsoClauses: [...also], severity: how, category, state, remedy, page: page.trim(), safeExample: example };
}

function toldExample({ safeExample: example }: { readonly safeExample: string | null }): readonly string[] {
  return example === null ? [] : ['', 'In order:', '', example];
}

/** The clause that was asked for, or those of the rules. */
function clausesOf(rules: readonly Rule[], asked: Clause | null, policy: Policy): z.input<typeof output>['clauses'] {
  const ids = new Set([...(asked === null ? [] : [asked.id]), ...rules.flatMap(({ clause, also }) => [clause, ...also])]);
  return [...ids].flatMap((id) => policy.clauses.get(id) ?? []).map((clause) => ({
    id: clause.id, place: clausePlace(clause, policy), words: clauseQuote(clause), summary: clause.summary,
    rules: [...policy.rules.values()].filter((rule) => rule.clause === clause.id || rule.also.includes(clause.id)).map(({ id }) => id).sort(),
  }));
}
