/**
 * textDocument/hover: what is wrong here, in which clause's words, and how would it be right?
 */
import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import type { Finding } from '../../analysis';
import { clausePlace, clauseQuote, findingFact, findingRemedy, safeExample } from '../../report';
import { touches } from '../../text';
import type { Rendering } from '../diagnostic';
import { offsetOf } from '../places';
import { shownFindings } from '../examine';
import type { Session } from '../session';
import { formHover } from './form-help';
import type { TextHover } from './form-help';

/** What is flagged, and what a word of a caley.yaml or a pack means; null for neither. */
export function hover(session: Session, params: HoverParams, token: CancellationToken): Hover | null {
  const flagged = flagHover(session, params, token);
  const meaning = formHover(session, params);
  if (flagged === null || meaning === null) return flagged ?? meaning;
  return { contents: { kind: flagged.contents.kind, value: `${flagged.contents.value}\n\n---\n\n${meaning.contents.value}` }, range: meaning.range };
}

function flagHover(session: Session, { textDocument, position }: HoverParams, token: CancellationToken): TextHover | null {
  const { project, path } = session.placeOf(textDocument.uri);
  const rendering = session.rendering(project);
  const file = rendering.snapshot.file(path);
  if (file === null || token.isCancellationRequested) return null;
  const offset = offsetOf(file, position, textDocument.uri, session.sightOf(project, path));
  if (offset === null) return null;
  const here = shownFindings(project, path).filter((finding) => touches(finding.range, { start: offset, end: offset }));
  const [first] = here;
  if (first === undefined) return null;
  const text = here.map((finding) => renderHover(finding, rendering, file.language)).join('\n\n---\n\n');
  return {
    contents: session.features.markdownHover ? { kind: MarkupKind.Markdown, value: text } : { kind: MarkupKind.PlainText, value: text },
    range: rendering.locate(file, first.range).range,
  };
}

function renderHover(finding: Finding, rendering: Rendering, language: string): string {
  const { policy } = rendering.snapshot;
  const clause = policy.clauses.get(finding.clause);
  const rule = policy.rules.get(finding.rule);
  const parts = [];
  // Our own extension's hovers stand under the flag's message, which says all this.
  if (!rendering.features.commandLinks) parts.push(escapeMarkdown(findingFact(finding, policy)), escapeMarkdown(findingRemedy(finding, policy) ?? ''));
  if (clause !== undefined) parts.push(`> ${escapeMarkdown(clauseQuote(clause))}\n>\n> — ${escapeMarkdown(clausePlace(clause, policy))} (${clause.id})`);
  // Before the example, which may be long: what stands below it is out of sight.
  parts.push(links(finding, rendering).join(' · '));
  const example = rule === undefined ? null : safeExample(rule.page, language);
  if (example !== null) parts.push(`**Right:**${example.startsWith('```') ? '\n\n' : ' '}${example}`);
  return parts.filter((part) => part !== '').join('\n\n');
}

function links(finding: Finding, { features, clauseLink, snapshot }: Rendering): string[] {
  if (features.commandLinks) {
    return [
      commandLink(`Show ${finding.clause} in the policy`, 'caley.showPolicy', finding.clause), commandLink(`About the rule ${finding.rule}`, 'caley.showRule', finding.rule),
      // More are rare, and a line holds no more.
      ...finding.kinds.slice(0, 2).flatMap((id) => {
        const title = snapshot.policy.kinds.all.get(id)?.title;
        return title === undefined || !id.startsWith('data.') ? [] : [commandLink(`Why is this “${title}”?`, 'caley.showKind', id)];
      }),
    ];
  }
  const href = clauseLink(finding.clause);
  return href === null ? [] : [`[${finding.clause} in the policy](${href})`];
}

function commandLink(title: string, command: string, argument: string): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
