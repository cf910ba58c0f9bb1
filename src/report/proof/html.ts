/**
 * How does a proof read as a page? One file that holds all it needs, without scripts: for a lawyer to read, an engineer to act on, and a printer.
 * Must not write text that is not escaped.
 */
import type { Policy } from '../../policy';
import type { JsonFinding } from '../json';
import { counted } from '../wording';
import type { ClauseReport } from './clause-states';
import type { Target } from './data-map';
import { escapeHtml } from './html-text';
import { byRule, joined } from './markdown';
import { pictureOf } from './picture';
import type { Application, Proof } from './proof';
import { style } from './style';
import { renderSvg } from './svg';
import { attestationWords, clauseSummary, countByState, excuseWords, placesIn, roleWords, sourceWords, stateWords, targetRemarks } from './words';

/** More are counted, so that a million lines make a page that opens at once: report.json has them all. */
const shownOfRule = 100;
const shownSkips = 200;
const shownAccepted = 500;

/** Text that is HTML already. */
type Html = string;

export function renderProofHtml(proof: Proof, policy: Policy): string {
  const titleOf = (kind: string): string => policy.kinds.all.get(kind)?.title ?? kind;
  const sections: readonly (readonly [id: string, title: string, content: Html])[] = [
    ['clauses', 'Clauses', proof.policies.map(({ id, title }) => clauseTable(id, title, proof.clauses)).join('\n')],
    ['findings', `Findings (${String(proof.findings.length)})`, findings(proof.findings, policy)],
    ['accepted', `Accepted findings (${String(proof.accepted.length)})`, accepted(proof.accepted)],
    ['data', 'Where data goes', proof.applications.map((one, i) => application(one, proof, titleOf, `map-${String(i)}`)).join('\n')],
    ['attestations', 'Attestations', attestations(proof.clauses)],
    ['examined', 'What was examined', examined(proof)],
  ];
  return [
    '<!doctype html>', '<html lang="en">', '<head>', '<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">', '<meta name="referrer" content="no-referrer">', `<meta name="generator" content="${escapeHtml(proof.tool.name)}">`,
    `<title>Proof of compliance: ${escapeHtml(proof.title)}</title>`, `<style>${style}</style>`, '</head>', '<body>',
    '<a class="skip" href="#clauses">Skip to the clauses</a>', '<header>', `<h1>Proof of compliance: ${escapeHtml(proof.title)}</h1>`, facts(factsOf(proof)), states(proof), '</header>',
    `<nav aria-label="Contents"><ul>${sections.map(([id, title]) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join('')}</ul></nav>`, '<main>',
    ...sections.map(([id, title, content]) => `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>\n${content}\n</section>`),
    '</main>', `<footer><p>Made by ${escapeHtml(`${proof.tool.name} ${proof.tool.version}`)} from the files alone: nothing was executed and nothing was sent. <code>caley verify</code> checks that this page and the files beside it are as they were written.</p></footer>`,
    '</body>', '</html>', '',
  ].join('\n');
}

function factsOf({ date, revision, policies, tool, examined: { files, skipped } }: Proof): readonly (readonly [string, string | null])[] {
  return [
    ['Date', date], ['Commit', revision === null ? 'in no repository' : `${revision.commit}${revision.branch === null ? '' : ` (${revision.branch})`}`],
    ['Held against', policies.map(({ title, date: edition }) => `${title} of ${edition}`).join('; ')], ['Examined', `${counted(files, 'file')}${skipped.length === 0 ? '' : `, ${String(skipped.length)} left out`}, by ${tool.name} ${tool.version}`],
  ];
}

function states(proof: Proof): Html {
  const items = countByState(proof).map(([state, count]) => `<li class="state-${state}"><strong>${String(count)}</strong> <span aria-hidden="true">${stateWords[state].sign}</span> ${stateWords[state].word}</li>`);
  return `<p class="quiet">${escapeHtml(clauseSummary(proof))}</p><ul class="states">${items.join('')}</ul>`;
}

function clauseTable(id: string, title: string, clauses: readonly ClauseReport[]): Html {
  const rows = clauses.filter(({ document }) => document === id).map((clause) => {
    const { sign, word } = stateWords[clause.state];
    const made = clause.attestations.map((one) => `<br>Attested by ${escapeHtml(attestationWords(one))}.`).join('');
    const rules = clause.rules.length === 0 ? '' : `<p class="quiet">Rules: ${clause.rules.map((rule) => `<code>${escapeHtml(rule)}</code>`).join(', ')}</p>`;
    return [
      `<th scope="row" id="${escapeHtml(clause.id)}">${escapeHtml(clause.id)}</th>`,
      `<td class="state state-${clause.state}"><span aria-hidden="true">${sign}</span> ${word}</td>`,
      `<td>${escapeHtml(clause.summary)}<details><summary class="quiet">The clause’s words</summary><p class="quiet">${escapeHtml(clause.place)}</p><blockquote>${escapeHtml(clause.text)}</blockquote>${rules}</details></td>`,
      `<td>${escapeHtml(clause.reason)}${made}</td>`,
    ].join('');
  });
  return `<h3>${escapeHtml(title)}</h3>${tableOf(title, ['Clause', 'State', 'What it asks', 'Why'], rows)}`;
}

function findings(found: readonly JsonFinding[], policy: Policy): Html {
  if (found.length === 0) return '<p>Nothing was found that is not accepted.</p>';
  return byRule(found).map(([rule, of]) => {
    const shown = of.slice(0, shownOfRule).map((finding) => [
      `<article class="finding"><p><strong class="severity-${finding.severity}">${finding.severity}</strong> <code>${escapeHtml(placeOf(finding))}</code></p>`, `<p>${escapeHtml(finding.message)}</p>`,
      finding.flow.length < 2 ? '' : `<details><summary class="quiet">How it gets there</summary><ol class="flow">${finding.flow.map((step) => `<li><code>${escapeHtml(`${step.file}:${String(step.start.line)}`)}</code> ${escapeHtml(step.sentence)}</li>`).join('')}</ol></details>`,
      '</article>',
    ].join(''));
    const [first] = of;
    const clauses = first === undefined ? [] : [first.clause, ...first.alsoClauses];
    return [
      `<h3>${escapeHtml(policy.rules.get(rule)?.title ?? rule)}</h3>`,
      `<p><code>${escapeHtml(rule)}</code>, ${clauses.map((id) => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`).join(', ')}, ${counted(of.length, 'finding')}. ${escapeHtml(first?.remedy ?? '')}</p>`,
      ...shown, ...(of.length > shownOfRule ? [`<p>and ${String(of.length - shownOfRule)} more in report.json</p>`] : []),
    ].join('\n');
  }).join('\n');
}

function accepted(found: readonly JsonFinding[]): Html {
  if (found.length === 0) return '<p>None: no finding is suppressed or accepted.</p>';
  const rows = found.slice(0, shownAccepted).map((finding) => `<td>${escapeHtml(finding.message)}<br><span class="quiet"><code>${escapeHtml(finding.rule)}</code>, <a href="#${escapeHtml(finding.clause)}">${escapeHtml(finding.clause)}</a></span></td><td><code>${escapeHtml(placeOf(finding))}</code></td><td>${escapeHtml(excuseWords(finding))}</td>`);
  return `${tableOf('Accepted findings', ['Finding', 'Where', 'Why it stays'], rows)}${found.length > shownAccepted ? `<p>and ${String(found.length - shownAccepted)} more in report.json</p>` : ''}`;
}

function application({ declaration, maker, dataMap }: Application, proof: Proof, titleOf: (kind: string) => string, id: string): Html {
  const name = maker.name ?? proof.title;
  const { privacyPolicy, support, breach } = maker;
  const head = declaration === null
    ? `<h3>${escapeHtml(proof.applications.length > 1 ? 'Files that no caley.yaml rules' : name)}</h3><p>No caley.yaml rules these files: nothing says what they collect, whom it goes to and who answers for it. <code>caley init</code> proposes one.</p>`
    : `<h3>${escapeHtml(name)}</h3>${facts([
        ['Declared in', declaration], ['Made by', maker.owner], ['Website', maker.website], ['Contact', maker.contact], ['Privacy policy', joined(privacyPolicy.url, privacyPolicy.file)],
        ['Support', joined(support.email, support.url)], ['How to connect', support.connectDocs], ['Breach contact', breach.contact], ['Breach procedure', breach.procedure],
      ])}`;
  const picture = pictureOf(dataMap, titleOf);
  const sources = dataMap.sources.map((source) => `<td>${escapeHtml(source.name)}</td><td>${sourceWords[source.type]}</td><td><code>${escapeHtml(placesIn(source.places))}</code></td>`);
  return [
    head, `<div class="scroll" tabindex="0" role="group" aria-label="Picture of the data map of ${escapeHtml(name)}">${renderSvg(picture, name, id)}</div>`,
    ...(sources.length === 0 ? [] : [tableOf(`Where data enters ${name}`, ['Where data enters', 'By', 'Where in the code'], sources)]),
    dataMap.targets.length === 0 ? '<p>No data was seen to be kept or to be sent to anybody.</p>' : tableOf(`Where the data of ${name} goes`, ['Where it goes', 'What', 'Purposes', 'Region, retention', 'Remarks', 'Where in the code'], dataMap.targets.map(targetRow)),
  ].join('\n');
}

function targetRow(target: Target): Html {
  const kinds = target.kinds.map(({ title, isDeclared }) => escapeHtml(isDeclared === false && target.isDeclared === true ? `${title} (not disclosed)` : title)).join(', ');
  return [
    `<th scope="row">${escapeHtml(target.title)}<br><span class="quiet">${roleWords[target.role]}</span></th>`, `<td>${kinds}</td>`, `<td>${escapeHtml(target.purposes.join(', '))}</td>`,
    `<td>${escapeHtml(joined(target.region, target.retention) ?? '')}</td>`, `<td>${escapeHtml(targetRemarks(target).join('; '))}</td>`, `<td><code>${escapeHtml(placesIn(target.kinds.flatMap(({ places }) => places)))}</code></td>`,
  ].join('');
}

function attestations(clauses: readonly ClauseReport[]): Html {
  const rows = clauses.filter(({ asks, attestations: made }) => asks !== null || made.length > 0).map(({ id, asks, attestations: made }) => {
    const told = made.length === 0 ? '<strong class="state-open">missing</strong>' : made.map((one) => `${escapeHtml(attestationWords(one))}: ${escapeHtml(one.statement ?? '')}`).join('<br>');
    return `<th scope="row"><a href="#${escapeHtml(id)}">${escapeHtml(id)}</a></th><td>${escapeHtml(asks ?? '')}</td><td>${told}</td>`;
  });
  return rows.length === 0 ? '<p>None is asked for.</p>' : tableOf('Attestations', ['Clause', 'What is to be attested', 'By whom and when'], rows);
}

function examined({ examined: { files, languages, weakened, openRequests, skipped, mistakes } }: Proof): Html {
  const list = (items: readonly Html[]): Html => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  return [
    `<p>${counted(files, 'file')}.${weakened === 0 ? '' : ` ${counted(weakened, 'weak finding')} in tests, examples or tools are not shown.`}${openRequests === 0 ? '' : ` ${counted(openRequests, 'request')} could not be held against the API document: the address is made at run time.`}</p>`,
    tableOf('Languages', ['Language', 'Files', 'Lines'], languages.map(({ language, files: count, lines }) => `<th scope="row">${escapeHtml(language)}</th><td>${String(count)}</td><td>${lines.toLocaleString('en-US')}</td>`)),
    ...(mistakes.length === 0 ? [] : ['<h3>Mistakes</h3>', list(mistakes.map(({ file, start, message }) => `<code>${escapeHtml(`${file}:${String(start.line)}`)}</code> ${escapeHtml(message)}`))]),
    '<h3>Not examined</h3>', skipped.length === 0 ? '<p>Nothing was left out.</p>' : list([...skipped.slice(0, shownSkips).map(({ file, detail }) => `<code>${escapeHtml(file)}</code> ${escapeHtml(detail)}`), ...(skipped.length > shownSkips ? [`and ${String(skipped.length - shownSkips)} more in report.json`] : [])]),
  ].join('\n');
}

function facts(rows: readonly (readonly [string, string | null])[]): Html {
  return `<dl class="facts">${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${value === null ? '<span class="quiet">not declared</span>' : escapeHtml(value)}</dd>`).join('')}</dl>`;
}

function tableOf(caption: string, head: readonly string[], rows: readonly Html[]): Html {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table><thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead><tbody>\n${rows.map((row) => `<tr>${row}</tr>`).join('\n')}\n</tbody></table></div>`;
}

function placeOf({ file, start }: JsonFinding): string {
  return `${file}:${String(start.line)}`;
}
