/**
 * textDocument/completion, hover and definition in a caley.yaml and in the files of packs that one names: what may stand here, what does it mean, and where is more about it?
 */
import type { CompletionItem, CompletionList, CompletionParams, DefinitionParams, Hover, HoverParams, Location, MarkupContent, Range } from 'vscode-languageserver';
import { CompletionItemKind, MarkupKind } from 'vscode-languageserver';
import { meaningAt, suggestionsAt } from '../../policy';
import type { Definable, JsonSchema, Meaning, Policy } from '../../policy';
import { clausePlace, clauseQuote, kindPage, partyPage } from '../../report';
import { LineIndex } from '../../text';
import { schemaOfFile } from '../../workspace';
import { toProtocolRange } from '../places';
import type { Session } from '../session';

interface Text {
  readonly text: string;
  readonly lines: LineIndex;
  /** The form that it has. */
  readonly schema: JsonSchema;
  /** With a project's own packs. */
  readonly policy: Policy;
}

/** A hover of one text in one form. */
export interface TextHover extends Hover {
  contents: MarkupContent;
  range: Range;
}

/** Null for other files, and those that are not open. */
export function formCompletion(session: Session, { textDocument, position }: CompletionParams): CompletionList | null {
  const file = textOf(session, textDocument.uri);
  const found = file === null ? null : suggestionsAt(file.text, file.lines.offsetAt(position), file.schema, file.policy);
  if (file === null || found === null) return null;
  const range = toProtocolRange(found.range, file.lines);
  return {
    isIncomplete: found.isCut,
    items: found.items.map(({ type, label, detail, newText }, i): CompletionItem => ({
      label, kind: type === 'key' ? CompletionItemKind.Property : CompletionItemKind.EnumMember, textEdit: { range, newText }, filterText: label,
      // Keys in the order of the form, values as they come.
      sortText: String(i).padStart(4, '0'), ...(detail === null ? {} : type === 'key' ? { documentation: detail } : { detail }),
    })),
  };
}

/** Null for other files, and for words that mean nothing. */
export function formHover(session: Session, { textDocument, position }: HoverParams): TextHover | null {
  const file = textOf(session, textDocument.uri);
  const meaning = file === null ? null : meaningAt(file.text, file.lines.offsetAt(position), file.schema, file.policy);
  if (file === null || meaning === null) return null;
  const text = wordsFor(meaning, file.policy);
  return { contents: session.features.markdownHover ? { kind: MarkupKind.Markdown, value: text } : { kind: MarkupKind.PlainText, value: text }, range: toProtocolRange(meaning.range, file.lines) };
}

/** Where a pack of one's own defines it; else, where the client shows such pages, the clause in the policy, or the page of a rule, a kind or a party. */
export function formDefinition(session: Session, { textDocument, position }: DefinitionParams): Location | null {
  const file = textOf(session, textDocument.uri);
  const meaning = file === null ? null : meaningAt(file.text, file.lines.offsetAt(position), file.schema, file.policy);
  if (meaning === null || meaning.type === 'key') return null;
  return (meaning.type === 'clause' ? null : ownDefinition(session, textDocument.uri, meaning.type, meaning.id)) ?? session.pageOf(meaning.type, meaning.id);
}

/** Of what is bundled a pack defines nothing, whatever it says. */
function ownDefinition(session: Session, uri: string, type: Definable, id: string): Location | null {
  const { kinds, parties, rules } = session.policy;
  if ({ kind: kinds.all, party: parties, rule: rules }[type].has(id)) return null;
  const { project } = session.placeOf(uri);
  const found = project.snapshot().definition(type, id);
  if (found === null) return null;
  return { uri: project.uriOf(found.file), range: toProtocolRange(found.range, found.lines) };
}

function textOf(session: Session, uri: string): Text | null {
  const { project, path } = session.placeOf(uri);
  // Of code too it is asked what a word means.
  if (!path.endsWith('.yaml')) return null;
  const snapshot = project.snapshot();
  const schema = schemaOfFile(path, snapshot);
  const text = schema === null ? undefined : session.documents.get(uri)?.content.getText();
  return schema === null || text === undefined ? null : { text, lines: new LineIndex(text), schema, policy: snapshot.policy };
}

function wordsFor(meaning: Meaning, policy: Policy): string {
  switch (meaning.type) {
    case 'key':
      return meaning.description;
    case 'clause': {
      const clause = policy.clauses.get(meaning.id);
      return clause === undefined ? meaning.id : `> ${clauseQuote(clause)}\n>\n> — ${clausePlace(clause, policy)} (${clause.id})${clause.attestation === null ? '' : `\n\nWhat no tool can see: ${clause.attestation}`}`;
    }
    case 'rule': {
      const rule = policy.rules.get(meaning.id);
      return rule === undefined ? meaning.id : `**${rule.title}**\n\n\`${rule.id}\`, ${rule.clause}, ${rule.severity} unless set.\n\n${rule.remedy}`;
    }
    case 'kind':
      return kindPage(meaning.id, policy)?.markdown.replace(/^# (.*)$/m, '**$1**') ?? meaning.id;
    case 'party':
      return partyPage(meaning.id, policy)?.markdown.replace(/^# (.*)$/m, '**$1**') ?? meaning.id;
  }
}
