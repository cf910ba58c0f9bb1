/**
 * How is a policy document read in the editor? Markdown of the whole text with an
 * anchor at every clause. Must not add or change a word.
 */
import type { Clause, PolicyDocument } from './types';

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Markdown of a document: its headings as headings, its bullets as lists, and
 * `<a id="DP-DATA-2"></a>` before the words of each clause. Words keep their order; the characters that
 * Markdown would read as markup are escaped. Clauses of other documents are passed over.
 */
export function renderPolicyDocument(document: PolicyDocument, clauses: Iterable<Clause>): string {
  const anchors: Insertion[] = [];
  for (const clause of clauses) {
    const at = clause.document === document.id ? document.text.indexOf(clause.text) : -1;
    if (at >= 0) anchors.push({ at, text: `<a id="${clause.id}"></a>` });
  }
  anchors.sort((a, b) => a.at - b.at);
  let markdown = '';
  let inList = false;
  for (const line of linesOf(document.text)) {
    const content = renderLine(line, anchors);
    const words = line.text.trim();
    if (words === '') continue;
    const bullet = words.startsWith('•');
    const heading = document.headings.indexOf(words);
    const block = heading >= 0 ? `${heading === 0 ? '#' : '##'} ${content}` : bullet ? `- ${content}` : content;
    // Bullets stand together, everything else in a paragraph of its own.
    markdown += markdown === '' || (bullet && inList) ? `${block}\n` : `\n${block}\n`;
    inList = bullet;
  }
  return markdown;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, text: line });
    start += line.length + 1;
  }
  return lines;
}

/** A line's words, escaped, without its bullet, with the anchors that stand in it. */
function renderLine(line: Line, anchors: readonly Insertion[]): string {
  const lead = /^[\s•]*/.exec(line.text)?.[0].length ?? 0;
  let result = '';
  let at = line.start + lead;
  const end = line.start + line.text.trimEnd().length;
  for (const anchor of anchors) {
    if (anchor.at < at || anchor.at > end || anchor.at < line.start) continue;
    result += escape(line.text.slice(at - line.start, anchor.at - line.start)) + anchor.text;
    at = anchor.at;
  }
  return result + escape(line.text.slice(at - line.start, end - line.start));
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/^(\d+)([.)])/, '$1\\$2').replace(/^([-+=])/, '\\$1');
}
