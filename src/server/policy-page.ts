/**
 * How does a policy document read in the editor? Its words as Markdown, each clause on a line of
 * its own that opens with the clause's id. Must not change a word of the document.
 */
import type { Clause, ClauseId, PolicyDocument } from '../policy';

export interface PolicyPage {
  readonly markdown: string;
  /** Zero-based line of each clause. Clauses whose words the text does not hold are absent. */
  readonly lines: ReadonlyMap<ClauseId, number>;
}

/** Lines that a web page left in the text and that are no part of the policy. */
const LEFTOVERS: ReadonlySet<string> = new Set(['Skip links', 'Chatbot', 'This website uses cookies to improve your web experience.']);

/** The page of `document`; `clauses` may hold other documents' clauses too. */
export function renderPolicyPage(document: PolicyDocument, clauses: Iterable<Clause>): PolicyPage {
  const own = [...clauses].filter((clause) => clause.document === document.id);
  const [title = document.title, ...rest] = document.headings;
  const headings = new Set(rest);
  const marked = markClauses(document.text, own);
  const output: string[] = [];
  const lines = new Map<ClauseId, number>();
  for (const raw of marked.split(/\r\n|\r|\n/)) {
    const line = raw.replace(/[\s\u00A0]+/g, ' ').trim();
    if (LEFTOVERS.has(line)) continue;
    if (line === '') {
      if (output.at(-1) !== '') output.push('');
      continue;
    }
    const id = /^(?:• )?\u0001([^\u0002]+)\u0002/.exec(line)?.[1];
    if (id !== undefined) lines.set(id, output.length);
    output.push(renderLine(line, title, headings));
  }
  while (output[0] === '') {
    output.shift();
    for (const [id, line] of lines) lines.set(id, line - 1);
  }
  return { markdown: `${output.join('\n').trimEnd()}\n`, lines };
}

/** Puts `\u0001ID\u0002` before each clause, on a new line where it begins inside one. */
function markClauses(text: string, clauses: readonly Clause[]): string {
  const marks: { readonly at: number; readonly id: ClauseId }[] = [];
  let from = 0;
  for (const clause of clauses) {
    // In the order of the document, so that a sentence that occurs twice is found twice.
    const at = find(text, clause.text, from) ?? find(text, clause.text, 0);
    if (at === null) continue;
    from = at;
    marks.push({ at, id: clause.id });
  }
  let result = text;
  for (const { at, id } of marks.sort((a, b) => b.at - a.at)) {
    const opensLine = /(^|[\r\n])[\s\u00A0•]*$/.test(result.slice(0, at));
    result = `${result.slice(0, at)}${opensLine ? '' : '\n'}\u0001${id}\u0002${result.slice(at)}`;
  }
  return result;
}

/** Where `words` stand in `text` from `from` on; any run of spaces and line ends equals any other. */
function find(text: string, words: string, from: number): number | null {
  const pattern = words.trim().split(/[\s\u00A0]+/).map(escapePattern).join('[\\s\\u00A0]+');
  const expression = new RegExp(pattern, 'g');
  expression.lastIndex = from;
  return expression.exec(text)?.index ?? null;
}

function renderLine(line: string, title: string, headings: ReadonlySet<string>): string {
  if (line === title) return `# ${line}`;
  if (headings.has(line)) return `## ${line}`;
  return line
    .replace(/[\\`*_<>[\]]/g, '\\$&')
    .replace(/^• /, '- ')
    .replace(/\u0001([^\u0002]+)\u0002/g, '**$1** ');
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
