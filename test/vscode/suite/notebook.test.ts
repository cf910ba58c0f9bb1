/**
 * Notebooks: cells are flagged by what other cells define, as they are typed; hovers and fixes work in them, and the findings view leads there.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, codeOf, fixture, flagsOnce, quickFixes, until } from './editing';

const CELLS = ['import logging\nlog = logging.getLogger("guests")', '%pip install requests', 'for guest in guests:\n    log.info(guest.email)'];

describe('a notebook', () => {
  const uris: vscode.Uri[] = [];

  // What is not saved would keep the window from being left.
  afterEach(async () => {
    for (const notebook of vscode.workspace.notebookDocuments) await notebook.save();
    await closeAll();
    await until('the notebook to be closed', () => (vscode.workspace.notebookDocuments.length === 0 ? true : null));
  });
  after(async () => {
    for (const uri of uris) await vscode.workspace.fs.delete(uri);
  });

  /** A new one: what a test did to another is of no matter. */
  async function open(): Promise<vscode.NotebookDocument> {
    const uri = fixture(`guests-${String(uris.length)}.ipynb`);
    const cells = CELLS.map((text) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: text.split(/(?<=\n)/) }));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify({ cells, metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 2 })));
    uris.push(uri);
    // One that the API opens is kept for minutes.
    await vscode.commands.executeCommand('vscode.openWith', uri, 'jupyter-notebook');
    return until('the notebook', () => vscode.workspace.notebookDocuments.find((one) => one.uri.toString() === uri.toString()) ?? null);
  }

  it('has its flags in the cell, with hover and fixes, and is mended there', async () => {
    const { document } = (await open()).cellAt(2);
    const [flag] = await flagsOnce(document.uri, 1);
    assert.ok(flag);
    assert.equal(codeOf(flag).rule, 'log/personal-data');
    assert.equal(document.getText(flag.range), 'guest.email');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, flag.range.start);
    const shown = hovers.flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))).join('\n');
    assert.match(shown, /DP-DATA-2/);
    const fix = (await quickFixes(document.uri, flag.range)).find(({ isPreferred }) => isPreferred === true);
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await flagsOnce(document.uri, 0);
    assert.match(document.getText(), /log\.info\(guest\.id\)/);
  });

  it('is followed as a cell is typed, inserted and deleted', async () => {
    const notebook = await open();
    const last = notebook.cellAt(2);
    await flagsOnce(last.document.uri, 1);
    const inserted = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'log = print', 'python');
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(2, [inserted])]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await flagsOnce(last.document.uri, 0);
    const undo = new vscode.WorkspaceEdit();
    undo.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(2, 3))]);
    assert.ok(await vscode.workspace.applyEdit(undo));
    await flagsOnce(last.document.uri, 1);
    const typed = new vscode.WorkspaceEdit();
    typed.replace(last.document.uri, new vscode.Range(1, 19, 1, 24), 'id');
    assert.ok(await vscode.workspace.applyEdit(typed));
    await flagsOnce(last.document.uri, 0);
  });

  it('is opened at the cell from a place that a view names', async () => {
    const last = (await open()).cellAt(2);
    const [flag] = await flagsOnce(last.document.uri, 1);
    assert.ok(flag);
    await vscode.window.showTextDocument(last.document.uri, { preview: true, selection: flag.range });
    await until('the cell to be the active editor', () => (vscode.window.activeTextEditor?.document.uri.toString() === last.document.uri.toString() ? true : null));
    assert.ok(vscode.window.activeNotebookEditor);
  });
});
