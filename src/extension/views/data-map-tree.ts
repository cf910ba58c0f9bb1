/**
 * The view of the data map: where data enters, what it is, where it is kept and who gets it, each part with the places of the code that show it.
 */
import type { Event, TreeDataProvider } from 'vscode';
import { EventEmitter, l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, workspace } from 'vscode';
import type { ApplicationMap, ComplianceResult, MapPart, WirePlace } from '../../protocol';
import type { Answers } from './answers';

export type MapNode =
  | { readonly type: 'application'; readonly map: ApplicationMap; readonly id: string }
  | { readonly type: 'group'; readonly map: ApplicationMap; readonly id: string; readonly group: MapPart['group'] }
  | { readonly type: 'part'; readonly part: MapPart; readonly id: string }
  | { readonly type: 'place'; readonly place: WirePlace; readonly id: string };

const GROUPS: readonly MapPart['group'][] = ['source', 'kind', 'target'];

export class DataMapTree implements TreeDataProvider<MapNode> {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData: Event<void> = this.changed.event;

  constructor(private readonly answers: Answers<ComplianceResult>) {
    answers.onDidChange(() => {
      this.changed.fire();
    });
  }

  getChildren(node?: MapNode): MapNode[] {
    if (node === undefined) {
      const all = (this.answers.current?.folders ?? []).flatMap(({ uri, applications }) => applications.map((map, i): MapNode => ({ type: 'application', map, id: `${uri} ${String(i)}` })));
      const [only, ...others] = all;
      return only === undefined || others.length > 0 ? all : this.getChildren(only);
    }
    switch (node.type) {
      case 'application':
        return GROUPS.filter((group) => node.map.parts.some((part) => part.group === group)).map((group) => ({ type: 'group', map: node.map, id: `${node.id} ${group}`, group }));
      case 'group':
        return node.map.parts.filter(({ group }) => group === node.group).map((part) => ({ type: 'part', part, id: `${node.id} ${part.id}` }));
      case 'part':
        return node.part.places.map((place, i) => ({ type: 'place', place, id: `${node.id} ${String(i)}` }));
      case 'place':
        return [];
    }
  }

  getTreeItem(node: MapNode): TreeItem {
    const made = itemOf(node);
    made.id = node.id;
    return made;
  }
}

function itemOf(node: MapNode): TreeItem {
  switch (node.type) {
    case 'application': {
      const made = new TreeItem(node.map.title, TreeItemCollapsibleState.Expanded);
      made.iconPath = new ThemeIcon('package');
      return made;
    }
    case 'group':
      return new TreeItem(groupWord(node.group), TreeItemCollapsibleState.Expanded);
    case 'part':
      return partItem(node.part);
    case 'place': {
      const made = new TreeItem(`${workspace.asRelativePath(Uri.parse(node.place.uri))}:${String(node.place.range.start.line + 1)}`, TreeItemCollapsibleState.None);
      made.iconPath = new ThemeIcon('go-to-file');
      made.command = { command: 'caley.openPlaces', title: l10n.t('Open'), arguments: [[node.place]] };
      return made;
    }
  }
}

function partItem({ title, remark, isDrift, places, group }: MapPart): TreeItem {
  const made = new TreeItem(title, places.length === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed);
  made.description = remark;
  made.tooltip = remark === '' ? title : `${title}: ${remark}`;
  made.iconPath = isDrift ? new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')) : new ThemeIcon(group === 'kind' ? 'tag' : group === 'source' ? 'arrow-right' : 'database');
  made.accessibilityInformation = { label: isDrift ? l10n.t('{0}, differs from what is declared: {1}', title, remark) : `${title}, ${remark}` };
  return made;
}

function groupWord(group: MapPart['group']): string {
  switch (group) {
    case 'source':
      return l10n.t('Where data enters');
    case 'kind':
      return l10n.t('What it is');
    case 'target':
      return l10n.t('Where it is kept, and who gets it');
  }
}
