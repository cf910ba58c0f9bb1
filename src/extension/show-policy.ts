/**
 * Caley: Show Policy. Opens a policy document at a clause, asked for where none is given.
 */
import type { QuickPickItem } from 'vscode';
import { commands, l10n, QuickPickItemKind, Selection, TextEditorRevealType, window, workspace } from 'vscode';
import type { DocumentPage } from '../protocol';
import type { PolicyDocuments } from './policy-documents';
import { documentUri, kindUri, ruleUri } from './policy-documents';

interface Destination {
  readonly document: string;
  /** Zero-based. */
  readonly line: number;
}

type Choice = QuickPickItem & { readonly destination?: Destination };

/** `clause` is a clause's id, from a link; anything else asks the user. */
export async function showPolicy(documents: PolicyDocuments, clause: unknown): Promise<void> {
  const pages = await documents.all();
  const destination = typeof clause === 'string' ? find(pages, clause) : await ask(pages);
  if (destination === null) return;
  const document = await workspace.openTextDocument(documentUri(destination.document));
  const line = document.lineAt(Math.min(destination.line, document.lineCount - 1));
  const editor = await window.showTextDocument(document, { preview: true });
  // The cursor stands where reading begins.
  editor.selection = new Selection(line.range.end, line.range.start);
  editor.revealRange(line.range, TextEditorRevealType.InCenter);
}

/** Opens a rule's page, rendered. `rule` comes from a link in a hover. */
export async function showRule(rule: unknown): Promise<void> {
  if (typeof rule === 'string') await commands.executeCommand('markdown.showPreview', ruleUri(rule));
}

/** Opens what there is to read of a kind of data, rendered. `kind` comes from a link in a hover. */
export async function showKind(kind: unknown): Promise<void> {
  if (typeof kind === 'string') await commands.executeCommand('markdown.showPreview', kindUri(kind));
}

function find(pages: readonly DocumentPage[], id: string): Destination | null {
  for (const page of pages) {
    const clause = page.clauses.find((candidate) => candidate.id === id);
    if (clause !== undefined) return { document: page.id, line: clause.line };
  }
  return null;
}

async function ask(pages: readonly DocumentPage[]): Promise<Destination | null> {
  const choices = pages.flatMap((page): Choice[] => [
    { label: page.title, kind: QuickPickItemKind.Separator },
    { label: page.title, description: page.date, destination: { document: page.id, line: 0 } },
    ...page.clauses.map((clause) => ({ label: clause.id, description: clause.summary, destination: { document: page.id, line: clause.line } })),
  ]);
  const choice = await window.showQuickPick(choices, { title: l10n.t('Caley: Show Policy'), placeHolder: l10n.t('A document or a clause'), matchOnDescription: true });
  return choice?.destination ?? null;
}
