/**
 * How does a proof read as a page? One file that holds all it needs, without scripts: for a lawyer to read, an engineer to act on, and a printer.
 * Must not write text that is not escaped.
 */
import type { Policy } from '../../policy';
import { escapeHtml } from '../html-text';
import { acceptedTable, examinedPart, factList, findingList, renderPage, tableOf } from '../page';
import type { Html } from '../page';
import { counted } from '../wording';
import type { ClauseReport } from './clause-states';
import type { Target } from './data-map';
import type { Ending } from './endings';
import type { ExaminedLanguage } from './facts';
import { joined } from './markdown';
import { pictureOf } from './picture';
import type { Application, Proof } from './proof';
import { renderSvg } from './svg';
import { attestationWords, clauseSummary, countByState, endingWords, placesIn, roleWords, sourceWords, stateWords, targetRemarks } from './words';

/** The file beside the page that holds what the page only counts. */
const allName = 'report.json';

export function renderProofHtml(proof: Proof, policy: Policy): string {
  const titleOf = (kind: string): string => policy.kinds.all.get(kind)?.title ?? kind;
  const { examined } = proof;
  return renderPage({
    title: `Proof of compliance: ${proof.title}`, generator: proof.tool.name, note: proof.date, head: `${factList(factsOf(proof))}\n${states(proof)}`,
    sections: [
      { id: 'clauses', title: 'Clauses', content: proof.policies.map(({ id, title }) => clauseTable(id, title, proof.clauses)).join('\n') },
      { id: 'findings', title: `Findings (${String(proof.findings.length)})`, content: findingList(proof.findings, policy, allName) },
      { id: 'accepted', title: `Accepted findings (${String(proof.accepted.length)})`, content: acceptedTable(proof.accepted, allName) },
      { id: 'ends-soon', title: `Ends soon (${String(proof.endsSoon.length)})`, content: endings(proof.endsSoon) },
      { id: 'data', title: 'Where data goes', content: proof.applications.map((one, i) => application(one, proof, titleOf, `map-${String(i)}`)).join('\n') },
      { id: 'attestations', title: 'Attestations', content: attestations(proof.clauses) },
      { id: 'examined', title: 'What was examined', content: examinedPart(examined, [languageTable(examined.languages)], allName) },
    ],
    footer: `<p>Made by ${escapeHtml(`${proof.tool.name} ${proof.tool.version}`)} from the files alone: nothing was executed and nothing was sent. <code>caley verify</code> checks that this page and the files beside it are as they were written.</p>`,
  });
}

function factsOf({ date, revision, policies, tool, examined: { files, skipped } }: Proof): readonly (readonly [string, string | null])[] {
  return [
    ['Date', date], ['Commit', revision === null ? 'not known' : `${revision.commit}${revision.branch === null ? '' : ` (${revision.branch})`}`],
    ['Held against', policies.map(({ title, date: edition }) => `${title} of ${edition}`).join('; ')], ['Examined', `${counted(files, 'file')}${skipped.length === 0 ? '' : `, ${String(skipped.length)} left out`}, by ${tool.name} ${tool.version}`],
  ];
}

function states(proof: Proof): Html {
  const items = countByState(proof).map(([state, count]) => `<li class="state-${state}"><strong>${String(count)}</strong> <span aria-hidden="true">${stateWords[state].sign}</span> ${stateWords[state].word}</li>`);
  // What asks for somebody's work, by name.
  const named = (['findings', 'open'] as const).flatMap((state) => {
    const links = proof.clauses.filter((clause) => clause.state === state).map(({ id }) => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`);
    return links.length === 0 ? [] : [`<dt><span aria-hidden="true">${stateWords[state].sign}</span> ${state === 'findings' ? 'With findings' : 'Open'}</dt><dd>${links.join(', ')}</dd>`];
  });
  return `<p class="quiet">${escapeHtml(clauseSummary(proof))}</p><ul class="states">${items.join('')}</ul>${named.length === 0 ? '' : `<dl class="facts">${named.join('')}</dl>`}`;
}

function clauseTable(id: string, title: string, clauses: readonly ClauseReport[]): Html {
  const rows = clauses.filter(({ document }) => document === id).map((clause) => {
    const { sign, word } = stateWords[clause.state];
    const made = clause.attestations.map((one) => `<br>Attested by ${escapeHtml(attestationWords(one))}.`).join('');
    const rules = clause.rules.length === 0 ? '' : `<p class="quiet rules">Rules: ${clause.rules.map((rule) => `<code>${escapeHtml(rule)}</code>`).join(', ')}</p>`;
    return [
      `<th scope="row" id="${escapeHtml(clause.id)}">${escapeHtml(clause.id)}</th>`,
      `<td class="state state-${clause.state}"><span aria-hidden="true">${sign}</span> ${word}</td>`,
      `<td>${escapeHtml(clause.summary)}<details><summary class="quiet"><span class="on-screen">The clause’s words</span></summary><p class="quiet">${escapeHtml(clause.place)}</p><blockquote>${escapeHtml(clause.text)}</blockquote>${rules}</details></td>`,
      `<td>${escapeHtml(clause.reason)}${made}</td>`,
    ].join('');
  });
  return `<h3>${escapeHtml(title)}</h3>${tableOf('clauses', title, ['Clause', 'State', 'What it asks', 'Why'], rows)}`;
}

function application({ declaration, maker, dataMap }: Application, proof: Proof, titleOf: (kind: string) => string, id: string): Html {
  const name = maker.name ?? proof.title;
  const { privacyPolicy, support, breach } = maker;
  const head = declaration === null
    ? `<h3>${escapeHtml(proof.applications.length > 1 ? 'Files that no caley.yaml rules' : name)}</h3><p>No caley.yaml rules these files: nothing says what they collect, whom it goes to and who answers for it. <code>caley init</code> proposes one.</p>`
    : `<h3>${escapeHtml(name)}</h3>${factList([
        ['Declared in', declaration], ['Made by', maker.owner], ['Website', maker.website], ['Contact', maker.contact], ['Privacy policy', joined(privacyPolicy.url, privacyPolicy.file)],
        ['Support', joined(support.email, support.url)], ['How to connect', support.connectDocs], ['Breach contact', breach.contact], ['Breach procedure', breach.procedure],
      ])}`;
  const picture = pictureOf(dataMap, titleOf);
  const sources = dataMap.sources.map((source) => `<td>${escapeHtml(source.name)}</td><td>${sourceWords[source.type]}</td><td><code>${escapeHtml(placesIn(source.places))}</code></td>`);
  return [
    head,
    ...(dataMap.sources.length + dataMap.targets.length === 0 ? [] : [`<div class="scroll" tabindex="0" role="group" aria-label="Picture of the data map of ${escapeHtml(name)}">${renderSvg(picture, name, id)}</div>`]),
    ...(sources.length === 0 ? [] : [tableOf('sources', `Where data enters ${name}`, ['Where data enters', 'By', 'Where in the code'], sources)]),
    dataMap.targets.length === 0 ? '<p>No data was seen to be kept or to be sent to anybody.</p>' : tableOf('targets', `Where the data of ${name} goes`, ['Where it goes', 'What', 'Purposes', 'Region, retention', 'Remarks', 'Where in the code'], dataMap.targets.map(targetRow)),
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
  return rows.length === 0 ? '<p>None is asked for.</p>' : tableOf('attestations', 'Attestations', ['Clause', 'What is to be attested', 'By whom and when'], rows);
}

function endings(soon: readonly Ending[]): Html {
  if (soon.length === 0) return '<p>No acceptance, suppression or attestation ends within thirty days.</p>';
  const rows = soon.map((one) => [
    `<th scope="row">${one.on}</th><td>${escapeHtml(endingWords(one))}<br><span class="quiet"><code>${escapeHtml(one.file)}</code></span></td>`,
    `<td><a href="#${escapeHtml(one.clause)}">${escapeHtml(one.clause)}</a></td><td>${escapeHtml(joined(one.by, one.statement) ?? '')}</td>`,
  ].join(''));
  return tableOf('endings', 'What ends soon', ['Last day', 'What ends', 'Clause', 'By whom and why'], rows);
}

function languageTable(languages: readonly ExaminedLanguage[]): Html {
  return tableOf('languages', 'Languages', ['Language', 'Files', 'Lines'], languages.map(({ language, files, lines }) => `<th scope="row">${escapeHtml(language)}</th><td>${String(files)}</td><td>${lines.toLocaleString('en-US')}</td>`));
}
