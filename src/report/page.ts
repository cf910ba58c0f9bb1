/**
 * What do our pages share? The frame of one file that holds all it needs, without scripts, and the parts that tell findings.
 * Must not write text that is not escaped.
 */
import type { Policy } from '../policy';
import { byRule } from './grouped';
import { escapeHtml } from './html-text';
import type { JsonFinding, JsonMistake } from './json';
import { styleOf } from './page-style';
import { severities } from './report';
import type { SkippedFile } from './report';
import { counted, excuseWords, ruleTitle } from './wording';

/** More are counted, so that a million lines make a page that opens at once: the JSON form has them all. A finding takes up to two kilobytes. */
const shownOfRule = 100;
const shownInAll = 4000;
const leastOfRule = 10;
/** Fewer rules need no table that leads to them. */
const leastOverview = 4;
const shownSkips = 200;
const shownAccepted = 500;

/** Text that is HTML already. */
export type Html = string;

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

export interface Page {
  readonly title: string;
  readonly generator: string;
  /** Stands above each page on paper, beside the title. */
  readonly note: string;
  /** What stands above the contents, below the title. */
  readonly head: Html;
  readonly sections: readonly Section[];
  readonly footer: Html;
}

export function renderPage({ title, generator, note, head, sections, footer }: Page): string {
  const [first] = sections;
  return [
    '<!doctype html>', '<html lang="en">', '<head>', '<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">', '<meta name="referrer" content="no-referrer">', `<meta name="generator" content="${escapeHtml(generator)}">`,
    `<title>${escapeHtml(title)}</title>`, `<style>${styleOf(title, note)}</style>`, '</head>', '<body>',
    ...(first === undefined ? [] : [`<a class="skip" href="#${first.id}">Skip to the ${escapeHtml(first.title.toLowerCase())}</a>`]), '<header>', `<h1>${escapeHtml(title)}</h1>`, head, '</header>',
    `<nav aria-label="Contents"><ul>${sections.map(({ id, title: of }) => `<li><a href="#${id}">${escapeHtml(of)}</a></li>`).join('')}</ul></nav>`, '<main>',
    ...sections.map(({ id, title: of, content }) => `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(of)}</h2>\n${content}\n</section>`),
    '</main>', `<footer>${footer}</footer>`, '</body>', '</html>', '',
  ].join('\n');
}

/** By rule; each clause is a link to where the page says its words. `all` names the form that holds what is left out. */
export function findingList(found: readonly JsonFinding[], policy: Policy, all: string): Html {
  if (found.length === 0) return '<p>Nothing was found that is not accepted.</p>';
  const rules = byRule(found);
  const most = Math.max(leastOfRule, Math.min(shownOfRule, Math.floor(shownInAll / rules.length)));
  return overview(rules, policy) + rules.map(([rule, of]) => {
    const shown = of.slice(0, most).map((finding) => [
      `<article class="finding"><p><strong class="severity-${finding.severity}">${finding.severity}</strong> <code>${escapeHtml(placeOf(finding))}</code></p>`, `<p>${escapeHtml(finding.message)}</p>`,
      finding.flow.length < 2 ? '' : `<details><summary class="quiet">How it gets there</summary><ol class="flow">${finding.flow.map((step) => `<li><code>${escapeHtml(`${step.file}:${String(step.start.line)}`)}</code> ${escapeHtml(step.sentence)}</li>`).join('')}</ol></details>`,
      '</article>',
    ].join(''));
    const [first] = of;
    const clauses = first === undefined ? [] : [first.clause, ...first.alsoClauses];
    return [
      `<h3 id="${anchorOf(rule)}">${escapeHtml(ruleTitle(rule, policy))}</h3>`,
      `<p><code>${escapeHtml(rule)}</code>, ${clauses.map((id) => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`).join(', ')}, ${counted(of.length, 'finding')}. ${escapeHtml(first?.remedy ?? '')}</p>`,
      ...shown, ...(of.length > most ? [`<p>and ${String(of.length - most)} more in ${escapeHtml(all)}</p>`] : []),
    ].join('\n');
  }).join('\n');
}

/** Which rules found how much, the gravest first; nothing where the findings themselves are seen at a glance. */
function overview(rules: readonly (readonly [string, readonly JsonFinding[]])[], policy: Policy): Html {
  if (rules.length < leastOverview) return '';
  const graveness = ([, of]: readonly [string, readonly JsonFinding[]]): number => Math.min(...of.map(({ severity }) => severities.indexOf(severity)));
  const rows = [...rules].sort((a, b) => graveness(a) - graveness(b) || b[1].length - a[1].length).map(([rule, of]) => {
    const severity = severities[graveness([rule, of])] ?? 'hint';
    const clauses = [...new Set(of.flatMap(({ clause, alsoClauses }) => [clause, ...alsoClauses]))];
    return `<td><a href="#${anchorOf(rule)}">${escapeHtml(ruleTitle(rule, policy))}</a></td><td class="severity-${severity}">${severity}</td><td>${clauses.map((id) => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`).join(', ')}</td><td>${String(of.length)}</td>`;
  });
  return `${tableOf('overview', 'Rules that found something', ['What was found', 'Severity', 'Clauses', 'Findings'], rows)}\n`;
}

function anchorOf(rule: string): string {
  return `rule-${escapeHtml(rule)}`;
}

export function acceptedTable(found: readonly JsonFinding[], all: string): Html {
  if (found.length === 0) return '<p>None: no finding is suppressed or accepted.</p>';
  const rows = found.slice(0, shownAccepted).map((finding) => `<td>${escapeHtml(finding.message)}<br><span class="quiet"><code>${escapeHtml(finding.rule)}</code>, <a href="#${escapeHtml(finding.clause)}">${escapeHtml(finding.clause)}</a></span></td><td><code>${escapeHtml(placeOf(finding))}</code></td><td>${escapeHtml(excuseWords(finding))}</td>`);
  return `${tableOf('excuses', 'Accepted findings', ['Finding', 'Where', 'Why it stays'], rows)}${found.length > shownAccepted ? `<p>and ${String(found.length - shownAccepted)} more in ${escapeHtml(all)}</p>` : ''}`;
}

/** What was looked at, how much was not told, mistakes, and what was left out; `languages` is a table where they are known. */
export function examinedPart({ files, weakened, openRequests, mistakes, skipped }: { readonly files: number; readonly weakened: number; readonly openRequests: number; readonly mistakes: readonly JsonMistake[]; readonly skipped: readonly SkippedFile[] }, languages: readonly Html[], all: string): Html {
  const list = (items: readonly Html[]): Html => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  return [
    `<p>${counted(files, 'file')}.${weakened === 0 ? '' : ` ${counted(weakened, 'weak finding')} in tests, examples or tools are not shown.`}${openRequests === 0 ? '' : ` ${counted(openRequests, 'request')} could not be held against the API document: the address is made at run time.`}</p>`,
    ...languages,
    ...(mistakes.length === 0 ? [] : ['<h3>Mistakes</h3>', list(mistakes.map(({ file, start, message }) => `<code>${escapeHtml(`${file}:${String(start.line)}`)}</code> ${escapeHtml(message)}`))]),
    '<h3>Not examined</h3>', skipped.length === 0 ? '<p>Nothing was left out.</p>' : list([...skipped.slice(0, shownSkips).map(({ file, detail }) => `<code>${escapeHtml(file)}</code> ${escapeHtml(detail)}`), ...(skipped.length > shownSkips ? [`and ${String(skipped.length - shownSkips)} more in ${escapeHtml(all)}`] : [])]),
  ].join('\n');
}

export function factList(rows: readonly (readonly [string, string | null])[]): Html {
  return `<dl class="facts">${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${value === null ? '<span class="quiet">not declared</span>' : escapeHtml(value)}</dd>`).join('')}</dl>`;
}

/** `rows` are cells that are HTML already; how wide they are stands in the style, by `name`. */
export function tableOf(name: string, caption: string, head: readonly string[], rows: readonly Html[]): Html {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table class="${name}"><thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead><tbody>\n${rows.map((row) => `<tr>${row}</tr>`).join('\n')}\n</tbody></table></div>`;
}

function placeOf({ file, start }: JsonFinding): string {
  return `${file}:${String(start.line)}`;
}
