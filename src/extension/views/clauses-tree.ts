/**
 * The view of clauses: both documents, each clause with its state in the folders that were checked.
 */
import type { Event, TreeDataProvider } from 'vscode';
import { EventEmitter, l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { ClauseStand, ComplianceResult, FolderCompliance } from '../../protocol';
import type { Answers } from './answers';

export type ClauseNode =
  | { readonly type: 'folder'; readonly folder: FolderCompliance }
  | { readonly type: 'document'; readonly folder: FolderCompliance; readonly document: string }
  | { readonly type: 'clause'; readonly folder: FolderCompliance; readonly clause: ClauseStand };

/** Of different shapes, so that no state is told by its colour. */
const ICONS: Readonly<Record<ClauseStand['state'], ThemeIcon>> = {
  findings: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  open: new ThemeIcon('question'),
  accepted: new ThemeIcon('comment'),
  attested: new ThemeIcon('verified'),
  declared: new ThemeIcon('note'),
  'no-finding': new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
};

export class ClausesTree implements TreeDataProvider<ClauseNode> {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData: Event<void> = this.changed.event;

  constructor(private readonly answers: Answers<ComplianceResult>) {
    answers.onDidChange(() => {
      this.changed.fire();
    });
  }

  getChildren(node?: ClauseNode): ClauseNode[] {
    const folders = this.answers.current?.folders ?? [];
    if (node === undefined) return folders.length === 1 ? folders.flatMap(documentsOf) : folders.map((folder) => ({ type: 'folder', folder }));
    switch (node.type) {
      case 'folder':
        return documentsOf(node.folder);
      case 'document':
        return node.folder.clauses.filter(({ document }) => document === node.document).map((clause) => ({ type: 'clause', folder: node.folder, clause }));
      case 'clause':
        return [];
    }
  }

  getTreeItem(node: ClauseNode): TreeItem {
    switch (node.type) {
      case 'folder':
        return item(node.folder.title, `folder ${node.folder.uri}`, new ThemeIcon('folder'), countWords(node.folder.clauses));
      case 'document':
        return item(node.document, `document ${node.folder.uri} ${node.document}`, new ThemeIcon('book'), countWords(node.folder.clauses.filter(({ document }) => document === node.document)));
      case 'clause':
        return clauseItem(node.clause, node.folder);
    }
  }
}

function documentsOf(folder: FolderCompliance): ClauseNode[] {
  return [...new Set(folder.clauses.map(({ document }) => document))].map((document) => ({ type: 'document', folder, document }));
}

function countWords(clauses: readonly ClauseStand[]): string {
  const broken = clauses.filter(({ state }) => state === 'findings').length;
  const open = clauses.filter(({ state }) => state === 'open').length;
  return l10n.t('{0} clauses, {1} with findings, {2} open', clauses.length, broken, open);
}

function item(label: string, id: string, icon: ThemeIcon, description: string): TreeItem {
  const made = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  made.id = id;
  made.iconPath = icon;
  made.description = description;
  made.accessibilityInformation = { label: `${label}, ${description}` };
  return made;
}

function clauseItem({ id, summary, state, word, reason }: ClauseStand, folder: FolderCompliance): TreeItem {
  const made = new TreeItem(id, TreeItemCollapsibleState.None);
  made.id = `clause ${folder.uri} ${id}`;
  made.iconPath = ICONS[state];
  made.description = `${word} · ${summary}`;
  made.tooltip = new MarkdownString().appendText(`${id}: ${summary}\n\n${word}. ${reason}`);
  made.contextValue = state === 'findings' ? 'clause-findings' : 'clause';
  made.command = { command: 'caley.showPolicy', title: l10n.t('Show Policy'), arguments: [id] };
  made.accessibilityInformation = { label: `${id}, ${word}. ${summary} ${reason}` };
  return made;
}
