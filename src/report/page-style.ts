/**
 * How do our pages look? Light and dark, on paper, by keyboard; contrasts of at least 4.5 to 1 (WCAG 2.2, AA).
 * Must not load anything.
 */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --panel: #f6f8fa; --line: #8c959f; --link: #0550ae; --bad: #a40e26; --open: #7a4a00; --good: #0f5323; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #a3adb8; --paper: #0d1117; --panel: #161b22; --line: #6e7681; --link: #79c0ff; --bad: #ff9492; --open: #f0b72f; --good: #6fdd8b; } }
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
  :root { --ink: #000; --quiet: #333; --paper: #fff; --panel: #fff; --line: #777; --link: #000; --bad: #8a0018; --open: #5c3800; --good: #0b3d1a; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  h2 { break-after: avoid; }
  tr, .finding, svg { break-inside: avoid; }
  details > summary { list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  svg.data-map { min-width: 0; }
  @page { margin: 16mm; }
}
`;
