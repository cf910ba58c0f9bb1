/**
 * How do our pages look? Light and dark, on paper, by keyboard; contrasts of at least 4.5 to 1 (WCAG 2.2, AA).
 * Must not load anything.
 */
import { visibleText } from './visible';

/** `title` and `note` stand above each page on paper, beside numbers below. */
export function styleOf(title: string, note: string): string {
  return `${style}@page { @top-left { content: "${cssText(title)}"; } @top-right { content: "${cssText(note)}"; } }
`;
}

/** In quotes; nothing in it can end the text, or the element that it stands in. */
function cssText(text: string): string {
  return visibleText(text).replace(/[^\p{L}\p{N} .:-]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `);
}

const light = '--ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --panel: #f6f8fa; --line: #8c959f; --link: #0550ae; --bad: #a40e26; --open: #7a4a00; --good: #0f5323;';
const dark = '--ink: #e6edf3; --quiet: #a3adb8; --paper: #0d1117; --panel: #161b22; --line: #6e7681; --link: #79c0ff; --bad: #ff9492; --open: #f0b72f; --good: #6fdd8b;';

/** By what the reader's system says, and in a panel of VS Code by its theme, whose name the body bears there (of a light high contrast the other's too). */
const style = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
body.vscode-dark, body.vscode-high-contrast { color-scheme: dark; ${dark} }
body.vscode-light, body.vscode-high-contrast-light { color-scheme: light; ${light} }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0; }
h2 { font-size: 1.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25rem; margin-top: 2.5rem; }
h3 { font-size: 1.1rem; margin-bottom: 0.4rem; }
nav ul, .states { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; list-style: none; padding: 0; }
.states li { border: 1px solid var(--line); border-radius: 6px; padding: 0.4rem 0.8rem; background: var(--panel); }
.states strong { font-size: 1.3rem; margin-right: 0.3rem; }
dl.facts { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.2rem 1.2rem; }
dl.facts dt { color: var(--quiet); }
dl.facts dd { margin: 0; }
dl.facts a { white-space: nowrap; }
.scroll { overflow-x: auto; margin: 0.6rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { border: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: normal; word-break: normal; }
td { overflow-wrap: anywhere; }
thead th { background: var(--panel); }
.state { white-space: nowrap; font-weight: 600; }
.state-findings, .severity-error { color: var(--bad); }
.state-open, .severity-warning { color: var(--open); }
.state-no-finding, .state-attested, .state-declared { color: var(--good); }
.quiet { color: var(--quiet); }
code { font: 0.9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
blockquote { margin: 0.4rem 0; padding: 0.2rem 0.9rem; border-left: 3px solid var(--line); }
@media print, (min-width: 60rem) {
  table { table-layout: fixed; }
  .clauses th:nth-child(1), .attestations th:nth-child(1) { width: 18%; } .clauses th:nth-child(2) { width: 15%; } .clauses th:nth-child(4) { width: 21%; }
  .attestations th:nth-child(3) { width: 35%; }
  .excuses th:nth-child(2) { width: 26%; } .excuses th:nth-child(3) { width: 30%; }
  .sources th:nth-child(2) { width: 18%; } .sources th:nth-child(3) { width: 50%; }
  .targets th:nth-child(3) { width: 15%; } .targets th:nth-child(4) { width: 12%; } .targets th:nth-child(5) { width: 22%; } .targets th:nth-child(6) { width: 20%; }
  .overview th:nth-child(2), .overview th:nth-child(4) { width: 12%; } .overview th:nth-child(3) { width: 38%; }
  .endings th:nth-child(1), .endings th:nth-child(3) { width: 14%; } .endings th:nth-child(4) { width: 34%; }
  .clauses .state { white-space: normal; }
}
details { margin: 0.3rem 0; }
summary { cursor: pointer; }
ol.flow { margin: 0.2rem 0 0.6rem; font-size: 0.9rem; }
.finding { border: 1px solid var(--line); border-radius: 6px; padding: 0.5rem 0.9rem; margin: 0.5rem 0; }
.finding p { margin: 0.2rem 0; }
svg.data-map { width: 100%; min-width: 46rem; height: auto; }
svg.data-map text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg.data-map .head { font-weight: 600; }
svg.data-map .name { font-weight: 600; }
svg.data-map .remark { fill: var(--quiet); font-size: 10px; }
svg.data-map rect { fill: var(--panel); stroke: var(--line); }
svg.data-map .store rect { rx: 14; }
svg.data-map .drift rect { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 6 4; }
svg.data-map path { fill: none; stroke: var(--line); stroke-width: 1.3; }
svg.data-map path.declared { stroke-dasharray: 4 4; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 0.6rem; font-size: 0.9rem; }
@media print {
  :root, body[class] { --ink: #000; --quiet: #333; --paper: #fff; --panel: #fff; --line: #777; --link: #000; --bad: #8a0018; --open: #5c3800; --good: #0b3d1a; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.4; }
  .skip, .rules, .on-screen { display: none; }
  nav ul { display: block; columns: 2; }
  h2, h3 { break-after: avoid; }
  h3 + p, thead { break-after: avoid; }
  h3 + p { break-inside: avoid; }
  p, li, dd { orphans: 2; widows: 2; }
  tr, .finding, svg, .states li { break-inside: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 9pt; }
  th, td { padding: 0.25rem 0.4rem; }
  td code, dd, li { overflow-wrap: anywhere; }
  td { overflow-wrap: break-word; }
  td p, td blockquote, td details { margin: 0.15rem 0; }
  details > summary { list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  svg.data-map { min-width: 0; max-height: 235mm; }
  @page {
    margin: 20mm 16mm 18mm;
    @top-left { font: 8pt sans-serif; color: #333; width: 75%; text-align: left; white-space: nowrap; overflow: hidden; }
    @top-right { font: 8pt sans-serif; color: #333; width: 25%; text-align: right; }
    @bottom-right { font: 8pt sans-serif; color: #333; content: counter(page) " / " counter(pages); }
  }
}
`;
