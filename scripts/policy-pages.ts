/**
 * The policy documents as HTML pages, for links from editors that cannot show them by themselves:
 * each clause has its id as anchor. Run by the build.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPacks } from '../src/host';
import type { PolicyDocument } from '../src/policy';
import type { PolicyPage } from '../src/server';
import { renderPolicyPage } from '../src/server';

const STYLE = [
  'body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }',
  'strong { font: 600 0.8em ui-monospace, monospace; color: #57606a }',
  'strong:target { background: #fff3c4; outline: 0.3em solid #fff3c4 }',
  '@media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117 } strong:target { background: #5c4813; outline-color: #5c4813 } }',
].join('\n');

/** Reads the packs and writes `<document>.html` for each document into `folder`. */
export function writePolicyPages(packs: string, folder: string): void {
  const { policy } = loadPacks(packs);
  mkdirSync(folder, { recursive: true });
  for (const document of policy.documents.values()) {
    writeFileSync(join(folder, `${document.id}.html`), renderHtml(document, renderPolicyPage(document, policy.clauses.values())));
  }
}

function renderHtml(document: PolicyDocument, page: PolicyPage): string {
  const body = page.markdown.split('\n\n').map(renderBlock).join('\n');
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${document.title}</title>\n<style>\n${STYLE}\n</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}

/** The pages know three blocks only: headings, lists and paragraphs, the last two on lines that may open with a clause's id. */
function renderBlock(block: string): string {
  const lines = block.trimEnd().split('\n');
  const [, marks, heading] = /^(#+) (.*)$/.exec(lines[0] ?? '') ?? [];
  if (marks !== undefined && heading !== undefined) return [`<h${String(marks.length)}>${renderLine(heading)}</h${String(marks.length)}>`, ...lines.slice(1).map(renderBlock)].join('\n');
  const firstItem = lines.findIndex((line) => line.startsWith('- '));
  if (firstItem === -1) return `<p>${lines.map(renderLine).join('\n')}</p>`;
  const items = lines.slice(firstItem).map((line) => (line.startsWith('- ') ? `<li>${renderLine(line.slice(2))}</li>` : renderBlock(line)));
  return [...(firstItem === 0 ? [] : [renderBlock(lines.slice(0, firstItem).join('\n'))]), `<ul>`, ...items, '</ul>'].join('\n');
}

function renderLine(line: string): string {
  const text = line.replace(/\\(.)/g, '$1').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return text.replace(/^\*\*([\w.-]+)\*\* /, '<strong id="$1">$1</strong> ');
}
