/**
 * The views of the activity bar: what they hold after a check, what their commands do, and the data map and the report as pages.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Exports, FindingNode } from '../../../src/extension';
import type { ProofResult, ShownFinding } from '../../../src/protocol';
import { closeAll, fixture, open, until } from './editing';

interface Summary {
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
}

async function viewsOf(): Promise<Exports['views']> {
  const extension = vscode.extensions.getExtension<Exports>('caley.caley-compliance');
  assert.ok(extension);
  return (await extension.activate()).views;
}

const run = <R = unknown>(command: string, ...args: readonly unknown[]): Thenable<R> => vscode.commands.executeCommand<R>(command, ...args);

function findingsIn(views: Exports['views']): readonly ShownFinding[] {
  const nodes = views.findings.getChildren().flatMap((group) => views.findings.getChildren(group));
  return nodes.flatMap((node) => (node.type === 'finding' ? [node.finding] : []));
}

function labels(views: Exports['views'], nodes: readonly FindingNode[]): readonly string[] {
  return nodes.map((node) => {
    const { label, resourceUri } = views.findings.getTreeItem(node);
    return typeof label === 'string' ? label : (resourceUri?.path.split('/').pop() ?? '');
  });
}

describe('the views', () => {
  let views: Exports['views'];
  let summary: Summary;

  before(async () => {
    views = await viewsOf();
    summary = await run<Summary>('caley.checkWorkspace');
    await views.refresh();
  });
  afterEach(async () => {
    await run('caley.clearFilter');
    await run('caley.groupBy.clause');
    await closeAll();
  });

  it('findings stand by clause, as many as the check told', () => {
    const { error, warning, info, hint } = summary.findings;
    assert.equal(findingsIn(views).length, error + warning + info + hint);
    const clauses = labels(views, views.findings.getChildren());
    assert.ok(clauses.includes('DP-DATA-2'), clauses.join());
    for (const node of views.findings.getChildren().flatMap((group) => views.findings.getChildren(group))) {
      const { id, accessibilityInformation, command } = views.findings.getTreeItem(node);
      assert.ok(id !== undefined && command !== undefined);
      assert.match(accessibilityInformation?.label ?? '', /^(?:Error|Warning|Information|Hint): .*DP-|^(?:Error|Warning|Information|Hint): .*AUP-/);
    }
  });

  it('each node has an id of its own', () => {
    const ids: (string | undefined)[] = [];
    const walk = (nodes: readonly FindingNode[]): void => {
      for (const node of nodes) {
        ids.push(views.findings.getTreeItem(node).id);
        walk(views.findings.getChildren(node));
      }
    };
    walk(views.findings.getChildren());
    assert.equal(new Set(ids).size, ids.length);
  });

  it('they can be grouped by file and by kind of data, and filtered', async () => {
    await run('caley.groupBy.file');
    const files = labels(views, views.findings.getChildren());
    assert.ok(files.includes('closed.ts'), files.join());
    await run('caley.groupBy.kind');
    assert.ok(labels(views, views.findings.getChildren()).some((label) => /e-mail/i.test(label)));
    views.findings.filterBy('closed.ts');
    assert.deepEqual([...new Set(findingsIn(views).map(({ uri }) => uri.split('/').pop()))], ['closed.ts']);
    views.findings.filterBy('nothing has these words');
    assert.deepEqual(views.findings.getChildren(), []);
  });

  it('a finding opens at its place', async () => {
    const finding = findingsIn(views).find(({ uri }) => uri.endsWith('closed.ts'));
    assert.ok(finding);
    await run('caley.openFinding', finding);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), finding.uri);
    assert.deepEqual([editor.selection.start.line, editor.selection.start.character], [finding.range.start.line, finding.range.start.character]);
  });

  it('one walks along its flow, and round', async () => {
    const finding = findingsIn(views).find(({ uri }) => uri.endsWith('flow/reminder.ts'));
    assert.ok(finding && finding.flow.length > 3);
    const here = (): string => `${vscode.window.activeTextEditor?.document.uri.toString() ?? ''}:${String(vscode.window.activeTextEditor?.selection.start.line)}`;
    const visited: string[] = [];
    await run('caley.walkFlow', finding);
    for (let i = 0; i <= finding.flow.length; i++) {
      visited.push(here());
      await run('caley.nextStep');
    }
    const steps = finding.flow.map(({ uri, range }) => `${uri}:${String(range.start.line)}`);
    assert.deepEqual(visited, [...steps, steps[0]]);
    await run('caley.previousStep');
    assert.equal(here(), steps[0]);
  });

  it('commands about a finding take the one at the cursor', async () => {
    const { document, selection } = await open('flags.ts');
    assert.ok(selection.isEmpty);
    const flag = findingsIn(views).find(({ uri }) => uri === document.uri.toString());
    assert.ok(flag);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(flag.range.start.line, flag.range.start.character, flag.range.start.line, flag.range.start.character);
    await run('caley.showFindingClause');
    await until('the policy', () => (vscode.window.activeTextEditor?.document.uri.scheme === 'caley-policy' ? true : null));
  });

  it('follow the code', async () => {
    const editor = await open('clean.ts');
    const before = findingsIn(views).length;
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'console.log(user.email);\n');
    });
    await until('one finding more', async () => {
      await views.refresh();
      return findingsIn(views).length === before + 1 ? true : null;
    });
  });

  it('all that is safe to fix is fixed in every file, after a look', async () => {
    const edit = await views.fixAllEdit(null);
    assert.ok(edit);
    const changed = edit.entries().map(([uri]) => uri.path.split('/').pop() ?? '').sort();
    assert.ok(changed.includes('use-https.ts'), changed.join());
    const one = await views.fixAllEdit('transport/plain-http');
    assert.deepEqual(one?.entries().map(([uri, edits]) => [uri.path.split('/').pop(), edits.map(({ newText }) => newText)]), [['use-https.ts', ['https:']]]);
    assert.equal(await views.fixAllEdit('no/such-rule'), null);
  });

  it('all clauses of both documents have a state', () => {
    const documents = views.clauses.getChildren();
    assert.deepEqual(documents.map((node) => views.clauses.getTreeItem(node).label), ['Acceptable Use Policy', 'Caley Developer Policy']);
    const clauses = documents.flatMap((node) => views.clauses.getChildren(node)).map((node) => views.clauses.getTreeItem(node));
    assert.equal(clauses.length, 46);
    assert.match(String(clauses.find(({ label }) => label === 'DP-DATA-2')?.description), /^findings · /);
  });

  it('the data map leads into the code, from tree and picture', async () => {
    await run('caley.showDataMap');
    await until('the picture', () => (views.panel.html.includes('data-part=') ? true : null));
    assert.match(views.panel.html, /default-src 'none'/);
    const parts = views.dataMap.getChildren().flatMap((node) => views.dataMap.getChildren(node));
    const part = parts.find((node) => node.type === 'part' && node.part.places.length === 1);
    assert.ok(part?.type === 'part');
    await views.panel.choose({ map: 0, part: part.part.id });
    await until('the code', () => (vscode.window.activeTextEditor?.document.uri.toString() === part.part.places[0]?.uri ? true : null));
    await views.panel.choose({ map: 7, part: '<b>' });
  });

  it('the proof is exported, and shown as a page', async () => {
    const output = vscode.Uri.joinPath(fixture('.'), 'caley-report');
    try {
      const made = await run<ProofResult>('caley.exportProof', output);
      assert.equal(made.fault, null);
      const names = (await vscode.workspace.fs.readDirectory(output)).map(([name]) => name).sort();
      assert.deepEqual(names, ['digests.json', 'report.html', 'report.json', 'report.md', 'report.sarif', 'statement.intoto.json']);
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(output, 'report.html'))), made.page);
      const tab = await until('its page', () => vscode.window.tabGroups.activeTabGroup.activeTab ?? null);
      assert.match(tab.label, /^Compliance Report: /);
    } finally {
      await vscode.workspace.fs.delete(output, { recursive: true });
    }
  });
});
