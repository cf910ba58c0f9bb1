/**
 * How do findings read as a page? One file to open, keep and print: the findings with their flows, the clauses' own words, what is accepted, what was not examined.
 * Must not write text that is not escaped.
 */
import type { ClauseId, Policy } from '../policy';
import { escapeHtml } from './html-text';
import { toJson } from './json';
import type { JsonFinding } from './json';
import { acceptedTable, examinedPart, factList, findingList, renderPage, tableOf } from './page';
import type { Html } from './page';
import type { Report } from './report';
import { summary } from './text';
import { clausePlace, clauseQuote } from './wording';

const allName = 'the JSON form';

export function renderHtml(report: Report): string {
  const { policy, tool } = report;
  const { findings, mistakes, skipped, policies, summary: counts } = toJson(report);
  const open = findings.filter(({ suppression }) => suppression === null);
  const accepted = findings.filter(({ suppression }) => suppression !== null);
  return renderPage({
    title: `${tool.name}: what was found`, generator: tool.name, note: `${tool.name} ${tool.version}`,
    head: factList([['Result', summary(report)], ['Held against', policies.map(({ title, date }) => `${title} of ${date}`).join('; ')], ['By', `${tool.name} ${tool.version}`]]),
    sections: [
      { id: 'findings', title: `Findings (${String(open.length)})`, content: findingList(open, policy, allName) },
      { id: 'clauses', title: 'Clauses', content: clauseTable(findings, policy) },
      { id: 'accepted', title: `Accepted findings (${String(accepted.length)})`, content: acceptedTable(accepted, allName) },
      { id: 'examined', title: 'What was examined', content: examinedPart({ ...counts, mistakes, skipped }, [], allName) },
    ],
    footer: `<p>Made by ${escapeHtml(`${tool.name} ${tool.version}`)} from the files alone: nothing was executed and nothing was sent.</p>`,
  });
}

/** Those that the findings name, in the order of the documents. */
function clauseTable(findings: readonly JsonFinding[], policy: Policy): Html {
  const named = new Set<ClauseId>(findings.flatMap(({ clause, alsoClauses }) => [clause, ...alsoClauses]));
  if (named.size === 0) return '<p>None is concerned.</p>';
  const known = [...policy.clauses.values()].filter(({ id }) => named.has(id));
  const rows = [
    ...known.map((clause) => `<th scope="row" id="${escapeHtml(clause.id)}">${escapeHtml(clause.id)}</th><td>${escapeHtml(clause.summary)}</td><td><p class="quiet">${escapeHtml(clausePlace(clause, policy))}</p><blockquote>${escapeHtml(clauseQuote(clause))}</blockquote></td>`),
    ...[...named].filter((id) => !policy.clauses.has(id)).map((id) => `<th scope="row" id="${escapeHtml(id)}">${escapeHtml(id)}</th><td></td><td></td>`),
  ];
  return tableOf('named-clauses', 'Clauses that the findings name', ['Clause', 'What it asks', 'Its words'], rows);
}
