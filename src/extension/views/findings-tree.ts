/**
 * The view of findings: by clause, by file or by kind of data; each with the way of its data below it.
 */
import type { Event, TreeDataProvider } from 'vscode';
import { EventEmitter, l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, workspace } from 'vscode';
import type { FindingsResult, ShownFinding, WirePlace } from '../../protocol';
import type { Answers } from './answers';
import type { Group, Grouping } from './grouping';
import { filterFindings, groupFindings } from './grouping';

export type FindingNode =
  | { readonly type: 'group'; readonly group: Group }
  | { readonly type: 'finding'; readonly finding: ShownFinding; readonly group: Group }
  | { readonly type: 'step'; readonly finding: ShownFinding; readonly index: number; readonly group: Group };

const ICONS: Readonly<Record<ShownFinding['severity'], ThemeIcon>> = {
  error: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  warning: new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')),
  info: new ThemeIcon('info', new ThemeColor('problemsInfoIcon.foreground')),
  hint: new ThemeIcon('lightbulb'),
};

export class FindingsTree implements TreeDataProvider<FindingNode> {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData: Event<void> = this.changed.event;
  private groups: readonly Group[] = [];

  constructor(
    private readonly answers: Answers<FindingsResult>,
    private grouping: Grouping,
    private filter = '',
  ) {
    answers.onDidChange(() => {
      this.refresh();
    });
  }

  /** How many are shown. */
  get count(): number {
    return filterFindings(this.answers.current?.findings ?? [], this.filter).length;
  }

  groupBy(grouping: Grouping): void {
    this.grouping = grouping;
    this.refresh();
  }

  filterBy(filter: string): void {
    this.filter = filter;
    this.refresh();
  }

  private refresh(): void {
    const none = { id: '', title: l10n.t('No kind of data') };
    this.groups = groupFindings(filterFindings(this.answers.current?.findings ?? [], this.filter), this.grouping, none);
    this.changed.fire();
  }

  getChildren(node?: FindingNode): readonly FindingNode[] & FindingNode[] {
    if (node === undefined) return this.groups.map((group) => ({ type: 'group', group }));
    switch (node.type) {
      case 'group':
        return node.group.findings.map((finding) => ({ type: 'finding', finding, group: node.group }));
      case 'finding':
        return node.finding.flow.length < 2 ? [] : node.finding.flow.map((_, index) => ({ type: 'step', finding: node.finding, index, group: node.group }));
      case 'step':
        return [];
    }
  }

  getParent(node: FindingNode): FindingNode | undefined {
    switch (node.type) {
      case 'group':
        return undefined;
      case 'finding':
        return { type: 'group', group: node.group };
      case 'step':
        return { type: 'finding', finding: node.finding, group: node.group };
    }
  }

  getTreeItem(node: FindingNode): TreeItem {
    switch (node.type) {
      case 'group':
        return this.groupItem(node.group);
      case 'finding':
        return this.findingItem(node.finding, node.group);
      case 'step':
        return stepItem(node.finding, node.index, node.group);
    }
  }

  private groupItem({ id, title, findings }: Group): TreeItem {
    const count = findings.length === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', findings.length);
    const item = this.grouping === 'file' ? new TreeItem(Uri.parse(id), TreeItemCollapsibleState.Expanded) : new TreeItem(this.grouping === 'clause' ? id : title, TreeItemCollapsibleState.Expanded);
    item.id = `${this.grouping} ${id}`;
    item.description = this.grouping === 'clause' ? `${title} · ${count}` : this.grouping === 'file' ? `${folderOf(id)} ${count}`.trim() : count;
    item.tooltip = this.grouping === 'file' ? workspace.asRelativePath(Uri.parse(id)) : `${id} ${title}`.trim();
    item.contextValue = `${this.grouping}-group`;
    if (this.grouping === 'clause') item.iconPath = new ThemeIcon('law');
    if (this.grouping === 'kind') item.iconPath = new ThemeIcon('tag');
    item.accessibilityInformation = { label: `${this.grouping === 'file' ? workspace.asRelativePath(Uri.parse(id)) : `${id} ${title}`}, ${count}` };
    return item;
  }

  private findingItem(finding: ShownFinding, group: Group): TreeItem {
    const item = new TreeItem(finding.message, finding.flow.length < 2 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed);
    item.id = `${this.grouping} ${group.id} ${String(group.findings.indexOf(finding))} ${finding.identity}`;
    item.iconPath = ICONS[finding.severity];
    item.description = this.grouping === 'file' ? `${String(finding.range.start.line + 1)}:${String(finding.range.start.character + 1)} ${finding.rule.id}` : placeWords(finding);
    item.tooltip = new MarkdownString().appendText(`${finding.message}\n\n${finding.clause.id}: ${finding.clause.title}\n\n${finding.rule.title} (${finding.rule.id})`);
    item.contextValue = finding.flow.length < 2 ? 'finding' : 'finding-flow';
    item.command = { command: 'caley.openFinding', title: l10n.t('Open'), arguments: [finding] };
    item.accessibilityInformation = { label: `${severityWord(finding.severity)}: ${finding.message} ${placeWords(finding)}. ${finding.clause.id}` };
    return item;
  }
}

function stepItem(finding: ShownFinding, index: number, group: Group): TreeItem {
  const step = finding.flow[index];
  const item = new TreeItem(step?.sentence ?? '', TreeItemCollapsibleState.None);
  item.id = `${group.id} ${String(group.findings.indexOf(finding))} ${finding.identity} ${String(index)}`;
  item.description = step === undefined ? '' : placeWords(step);
  item.iconPath = new ThemeIcon(index === 0 ? 'debug-start' : index === finding.flow.length - 1 ? 'target' : 'arrow-down');
  item.contextValue = 'step';
  item.command = { command: 'caley.openStep', title: l10n.t('Open'), arguments: [finding, index] };
  item.accessibilityInformation = { label: l10n.t('Step {0} of {1}: {2}', index + 1, finding.flow.length, `${step?.sentence ?? ''} ${item.description}`) };
  return item;
}

function placeWords({ uri, range }: WirePlace): string {
  return `${workspace.asRelativePath(Uri.parse(uri))}:${String(range.start.line + 1)}`;
}

function folderOf(uri: string): string {
  const path = workspace.asRelativePath(Uri.parse(uri));
  return path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))} ·` : '';
}

function severityWord(severity: ShownFinding['severity']): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error');
    case 'warning':
      return l10n.t('Warning');
    case 'info':
      return l10n.t('Information');
    case 'hint':
      return l10n.t('Hint');
  }
}
