/**
 * What stands in the container of the activity bar, and which commands belong to it? Puts the views in place.
 */
import type { Disposable, ExtensionContext, LogOutputChannel, TreeView, WorkspaceEdit } from 'vscode';
import { commands, l10n, languages, window } from 'vscode';
import type { ChangedMethod, ComplianceMethod, ComplianceResult, FindingsMethod, FindingsResult, ShownFinding, StatusParams } from '../../protocol';
import type { Server } from '../server';
import { Answers } from './answers';
import type { ClauseNode } from './clauses-tree';
import { ClausesTree } from './clauses-tree';
import { DataMapPanel } from './data-map-panel';
import { DataMapTree } from './data-map-tree';
import type { FindingNode } from './findings-tree';
import { FindingsTree } from './findings-tree';
import { FlowWalk } from './flow-walk';
import type { Grouping } from './grouping';
import { groupings } from './grouping';
import { fixAll, fixAllEdit } from './fix-all';
import { openPlace, openPlaces, toRange } from './places';
import type { PolicyDocuments } from '../policy-documents';
import { SCHEME } from '../policy-documents';
import { PolicyLenses } from './policy-lenses';
import { exportProof, openReport } from './proof';

const CHANGED: ChangedMethod = 'caley/changed';
const FINDINGS: FindingsMethod = 'caley/findings';
const COMPLIANCE: ComplianceMethod = 'caley/compliance';
/** Milliseconds. All files are looked through for how things stand: that waits until somebody pauses. */
const FINDINGS_PAUSE = 300;
const COMPLIANCE_PAUSE = 2_000;
/** Where the workspace remembers how findings are grouped. */
const GROUPING = 'caley.grouping';
/** Context keys. */
const FILTERED = 'caley.filtered';
const CHECKED = 'caley.checked';
const GROUPED = 'caley.grouping';

/** What tests ask of the views. */
export interface Views {
  readonly findings: FindingsTree;
  readonly clauses: ClausesTree;
  readonly dataMap: DataMapTree;
  readonly panel: DataMapPanel;
  refresh(): Promise<void>;
  /** What Fix All would change. */
  fixAllEdit(rule: string | null): Promise<WorkspaceEdit | null>;
  status(status: StatusParams): void;
}

export function createViews(context: ExtensionContext, server: Server, documents: PolicyDocuments, log: LogOutputChannel): Views {
  const watchers: (() => boolean)[] = [];
  const failed = (error: unknown): void => {
    log.warn(`A view could not be filled: ${error instanceof Error ? error.message : String(error)}`);
  };
  let findingsView: TreeView<FindingNode> | null = null;
  const findings = new Answers<FindingsResult>(server, FINDINGS, FINDINGS_PAUSE, () => findingsView?.visible === true, failed);
  const compliance = new Answers<ComplianceResult>(server, COMPLIANCE, COMPLIANCE_PAUSE, () => watchers.some((isVisible) => isVisible()), failed);

  const findingsTree = new FindingsTree(findings, groupingOf(context.workspaceState.get(GROUPING)));
  const clausesTree = new ClausesTree(compliance);
  const dataMapTree = new DataMapTree(compliance);
  const panel = new DataMapPanel(compliance);
  const walk = new FlowWalk();
  findingsView = window.createTreeView('caley.findings', { treeDataProvider: findingsTree, showCollapseAll: true });
  const clausesView = window.createTreeView('caley.clauses', { treeDataProvider: clausesTree, showCollapseAll: true });
  const dataMapView = window.createTreeView('caley.dataMap', { treeDataProvider: dataMapTree, showCollapseAll: true });
  watchers.push(() => clausesView.visible, () => dataMapView.visible, () => panel.isVisible, () => window.visibleTextEditors.some(({ document }) => document.uri.scheme === SCHEME));
  const shown = findingsView;

  let filter = '';
  const setFilter = async (text: string): Promise<void> => {
    filter = text.trim();
    findingsTree.filterBy(filter);
    describe();
    await commands.executeCommand('setContext', FILTERED, filter !== '');
  };
  const describe = (): void => {
    const { current } = findings;
    if (current === null) return;
    const only = current.isWhole ? '' : l10n.t('Of open files only. Run the check for all files.');
    const filtered = filter === '' ? '' : l10n.t('{0} of {1} with “{2}”.', findingsTree.count, current.findings.length, filter);
    // An empty message takes no room.
    shown.message = [filtered, only].filter((part) => part !== '').join(' ');
    void commands.executeCommand('setContext', CHECKED, current.isWhole);
  };
  const group = async (grouping: Grouping): Promise<void> => {
    findingsTree.groupBy(grouping);
    await context.workspaceState.update(GROUPING, grouping);
    await commands.executeCommand('setContext', GROUPED, grouping);
  };
  void commands.executeCommand('setContext', GROUPED, groupingOf(context.workspaceState.get(GROUPING)));

  const refresh = async (): Promise<void> => {
    await Promise.all([findings.ask(), compliance.ask()]);
  };
  const looking = (): void => {
    findings.touch(false);
    compliance.touch(false);
  };

  context.subscriptions.push(
    findings, compliance, panel, walk, findingsView, clausesView, dataMapView,
    findings.onDidChange(describe),
    languages.registerCodeLensProvider({ scheme: SCHEME }, new PolicyLenses(documents, compliance)),
    window.onDidChangeVisibleTextEditors(looking),
    server.on(CHANGED, () => {
      findings.touch(true);
      compliance.touch(true);
    }),
    findingsView.onDidChangeVisibility(looking), clausesView.onDidChangeVisibility(looking), dataMapView.onDidChangeVisibility(looking),
    ...groupings.map((grouping) => commands.registerCommand(`caley.groupBy.${grouping}`, () => group(grouping))),
    commands.registerCommand('caley.filterFindings', async () => {
      const text = await window.showInputBox({ title: l10n.t('Filter Findings'), value: filter, prompt: l10n.t('Words of the finding, a clause, a rule, a kind of data, a severity or a path') });
      if (text !== undefined) await setFilter(text);
    }),
    commands.registerCommand('caley.clearFilter', () => setFilter('')),
    commands.registerCommand('caley.showClauseFindings', async (node?: ClauseNode) => {
      if (node?.type !== 'clause') return;
      await group('clause');
      await setFilter(node.clause.id);
      await commands.executeCommand('caley.findings.focus');
    }),
    commands.registerCommand('caley.openPlaces', openPlaces),
    commands.registerCommand('caley.showDataMap', () => {
      panel.show();
    }),
    commands.registerCommand('caley.openReport', () => openReport(server, log)),
    commands.registerCommand('caley.exportProof', (output?: unknown) => exportProof(server, log, output)),
    commands.registerCommand('caley.fixAll', () => fixAll(server, log, null)),
    commands.registerCommand('caley.fixAllOfRule', (node?: FindingNode) => (node === undefined || node.type === 'group' ? false : fixAll(server, log, node.finding.rule.id))),
    ...findingCommands(findings, walk),
  );
  return {
    findings: findingsTree, clauses: clausesTree, dataMap: dataMapTree, panel, refresh,
    fixAllEdit: (rule) => fixAllEdit(server, log, rule),
    status: ({ state, findings: count }) => {
      if (state === 'idle') shown.badge = { value: count, tooltip: count === 1 ? l10n.t('Caley: 1 finding') : l10n.t('Caley: {0} findings', count) };
      if (state === 'off') shown.badge = undefined;
    },
  };
}

/** Commands about one finding: that of a tree's node, one that is handed over, or the one at the cursor. */
function findingCommands(findings: Answers<FindingsResult>, walk: FlowWalk): readonly Disposable[] {
  const meant = async (node: unknown): Promise<ShownFinding | null> => {
    if (isNode(node) && node.type !== 'group') return node.finding;
    if (isFinding(node)) return node;
    return atCursor((await findings.ask()) ?? findings.current);
  };
  const on = (command: string, run: (finding: ShownFinding) => Promise<unknown>): Disposable =>
    commands.registerCommand(command, async (node?: unknown) => {
      const finding = await meant(node);
      if (finding === null) window.setStatusBarMessage(l10n.t('Caley: there is no finding at the cursor.'), 5000);
      else await run(finding);
    });
  return [
    on('caley.openFinding', (finding) => openPlace(finding, { preserveFocus: true })),
    on('caley.fixFinding', async (finding) => {
      await openPlace(finding);
      await commands.executeCommand('editor.action.quickFix');
    }),
    on('caley.showFindingRule', ({ rule }) => Promise.resolve(commands.executeCommand('caley.showRule', rule.id))),
    on('caley.showFindingClause', ({ clause }) => Promise.resolve(commands.executeCommand('caley.showPolicy', clause.id))),
    on('caley.walkFlow', (finding) => walk.start(finding, 0)),
    on('caley.peekFlow', (finding) => walk.peek(finding)),
    commands.registerCommand('caley.openStep', async (finding: unknown, index: unknown) => {
      if (isFinding(finding) && typeof index === 'number') await walk.start(finding, index);
    }),
    commands.registerCommand('caley.nextStep', () => walk.move(1)),
    commands.registerCommand('caley.previousStep', () => walk.move(-1)),
  ];
}

function atCursor(result: FindingsResult | null): ShownFinding | null {
  const editor = window.activeTextEditor;
  if (editor === undefined) return null;
  const { document, selection } = editor;
  const here = (result?.findings ?? []).filter((finding) => finding.uri === document.uri.toString());
  return here.find((finding) => toRange(finding).contains(selection.active)) ?? here.find(({ range }) => range.start.line === selection.active.line) ?? null;
}

function groupingOf(raw: unknown): Grouping {
  return groupings.find((grouping) => grouping === raw) ?? 'clause';
}

function isNode(value: unknown): value is FindingNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'group' in value;
}

function isFinding(value: unknown): value is ShownFinding {
  return typeof value === 'object' && value !== null && 'identity' in value && 'flow' in value;
}
