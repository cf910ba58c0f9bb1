/**
 * Notebooks over stdio, by the server that is shipped: cells are one program, flags stand in their cells as one types, moves and deletes them, hovers and
 * fixes work there, and what is flagged is what a check of the saved file finds.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, Hover, NotebookDocumentChangeEvent, TextDocumentEdit } from 'vscode-languageserver/node';
import type { FindingsResult } from '../../src/protocol';
import { Editor, VSCODE_CAPABILITIES } from '../support/editor';
import { notebook } from '../support/notebooks';

const SERVER = join(__dirname, '../../dist/server.js');
const LOGGER = 'import logging\nlog = logging.getLogger("users")\n';
const capabilities = { ...VSCODE_CAPABILITIES, notebookDocument: { synchronization: { dynamicRegistration: true } } };

interface Cell {
  readonly uri: string;
  readonly text: string;
  readonly kind?: 1 | 2;
  readonly languageId?: string;
}

/** A notebook in the editor. */
class Notebook {
  private version = 1;

  constructor(private readonly editor: Editor, readonly uri: string) {}

  cell(name: string, text: string, languageId = 'python'): Cell {
    return { uri: `${this.uri.replace(/^file:/, 'vscode-notebook-cell:')}#${name}`, text, languageId, kind: languageId === 'markdown' ? 1 : 2 };
  }

  async open(...cells: readonly Cell[]): Promise<void> {
    await this.editor.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: { uri: this.uri, notebookType: 'jupyter-notebook', version: this.version, cells: cells.map(({ uri, kind = 2 }) => ({ kind, document: uri })) },
      cellTextDocuments: cells.map(({ uri, text, languageId = 'python' }) => ({ uri, languageId, version: 1, text })),
    });
  }

  async change(cells: NotebookDocumentChangeEvent['cells']): Promise<void> {
    await this.editor.connection.sendNotification('notebookDocument/didChange', { notebookDocument: { uri: this.uri, version: ++this.version }, change: { cells } });
  }

  async type(cell: Cell, line: number, from: number, to: number, text: string): Promise<void> {
    await this.change({ textContent: [{ document: { uri: cell.uri, version: ++this.version }, changes: [{ range: { start: { line, character: from }, end: { line, character: to } }, text }] }] });
  }

  async splice(start: number, deleteCount: number, cells: readonly Cell[], opened: readonly Cell[] = cells, closed: readonly Cell[] = []): Promise<void> {
    await this.change({ structure: {
      array: { start, deleteCount, cells: cells.map(({ uri, kind = 2 }) => ({ kind, document: uri })) },
      didOpen: opened.map(({ uri, text, languageId = 'python' }) => ({ uri, languageId, version: 1, text })), didClose: closed.map(({ uri }) => ({ uri })),
    } });
  }

  async close(...cells: readonly Cell[]): Promise<void> {
    await this.editor.connection.sendNotification('notebookDocument/didClose', { notebookDocument: { uri: this.uri }, cellTextDocuments: cells.map(({ uri }) => ({ uri })) });
  }

  flags(cell: Cell, count: number): Promise<readonly Diagnostic[]> {
    return this.editor.published(cell.uri, (all) => all.length === count);
  }
}

describe('notebooks over stdio', function () {
  this.timeout(30_000);
  let folder: string;
  let editor: Editor;
  let count = 0;
  const fresh = (): Notebook => new Notebook(editor, editor.uri(`notebook-${String(++count)}.ipynb`));

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'caley-'));
    writeFileSync(join(folder, 'closed.ipynb'), notebook([LOGGER, 'log.info(user.email)']));
    editor = await Editor.start({ server: [SERVER], folder, capabilities, settings: { delay: 0 }, initializationOptions: { diagnostics: 'push' } });
  });
  after(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  it('are asked for by clients that have them, and by no others', async () => {
    ok(editor.initializeResult?.capabilities.notebookDocumentSync);
    const other = await Editor.start({ server: [SERVER], folder: null });
    equal(other.initializeResult?.capabilities.notebookDocumentSync, undefined);
    await other.stop();
  });

  it('flag a cell by what another defines, and follow it as it is typed', async () => {
    const book = fresh();
    const [head, first, second] = [book.cell('h', '# Users', 'markdown'), book.cell('a', LOGGER), book.cell('b', '%pip install x\n\nlog.info(user.email)')];
    await book.open(head, first, second);
    const [flag] = await book.flags(second, 1);
    deepEqual([flag?.code, flag?.range], ['log/personal-data', { start: { line: 2, character: 9 }, end: { line: 2, character: 19 } }]);
    await book.type(second, 2, 14, 19, 'id');
    await book.flags(second, 0);
    await book.type(second, 2, 14, 16, 'email');
    await book.flags(second, 1);
    // It is no logger now.
    await book.type(first, 1, 6, 32, 'print');
    await book.flags(second, 0);
    await book.close(head, first, second);
  });

  it('follow cells that are inserted, moved, deleted and written in another language', async () => {
    const book = fresh();
    const [first, second] = [book.cell('a', LOGGER), book.cell('b', 'log.info(user.email)')];
    await book.open(first, second);
    await book.flags(second, 1);
    const third = book.cell('c', '\nlog.info(user.phone)');
    await book.splice(1, 0, [third]);
    equal((await book.flags(third, 1))[0]?.range.start.line, 1);
    await book.flags(second, 1);
    const other = book.cell('d', 'log = print');
    await book.splice(3, 0, [other]);
    // Nothing runs behind it: what it says makes no difference, until it is moved up.
    await book.type(third, 1, 14, 19, 'email');
    await book.flags(third, 1);
    await book.splice(1, 3, [other, third, second], []);
    await book.flags(third, 0);
    await book.flags(second, 0);
    await book.splice(1, 1, [], [], [other]);
    await book.flags(third, 1);
    await book.flags(second, 1);
    await book.splice(2, 1, [], [], [second]);
    await book.flags(second, 0);
    await book.splice(1, 1, [{ ...third, languageId: 'r' }], [{ ...third, languageId: 'r' }], [third]);
    await book.flags(third, 0);
    await book.close(first, third);
  });

  it('have hovers and fixes in the cell, whose edits name its version', async () => {
    const book = fresh();
    const [first, second] = [book.cell('a', LOGGER), book.cell('b', 'x = 1\nlog.info(user.email)')];
    await book.open(first, second);
    const [flag] = await book.flags(second, 1);
    ok(flag);
    const textDocument = { uri: second.uri };
    const hover = await editor.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument, position: { line: 1, character: 12 } });
    ok(hover !== null && typeof hover.contents === 'object' && 'value' in hover.contents);
    match(hover.contents.value, /DP-DATA-2/);
    deepEqual(hover.range, flag.range);
    equal(await editor.connection.sendRequest('textDocument/hover', { textDocument: { uri: first.uri }, position: { line: 1, character: 0 } }), null);
    const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument, range: flag.range, context: { diagnostics: [flag] } });
    const edits = await Promise.all(actions.map(async (action) => (await editor.resolve(action))?.documentChanges?.[0] as TextDocumentEdit));
    ok(edits.length > 1);
    const own = edits.filter(({ textDocument: { uri } }) => uri === second.uri);
    ok(own.length > 0 && own.every(({ textDocument: { version } }) => version === 1));
    ok(own.some(({ edits: [edit] }) => edit !== undefined && 'newText' in edit && edit.range.start.line === 1));
    // What is added at the top is added to the cell at the top.
    for (const { textDocument: { uri } } of edits) ok(uri === second.uri || uri === first.uri || uri.endsWith('caley.yaml'), uri);
    await book.close(first, second);
  });

  it('that are closed are flagged in their file once all files are checked, and nowhere else', async () => {
    await editor.connection.sendRequest('caley/check', null);
    const uri = editor.uri('closed.ipynb');
    const [flag] = await editor.published(uri, (all) => all.length === 1);
    const book = new Notebook(editor, uri);
    const cells = [book.cell('a', LOGGER), book.cell('b', 'log.info(user.email)')] as const;
    await book.open(...cells);
    await book.flags(cells[1], 1);
    await editor.published(uri, (all) => all.length === 0);
    const { findings } = await editor.connection.sendRequest<FindingsResult>('caley/findings', null);
    const [found] = findings.filter((each) => each.uri === cells[1].uri);
    equal(found?.identity, (flag?.data as { identity: string }).identity);
    await book.close(...cells);
    await book.flags(cells[1], 0);
    deepEqual((await editor.published(uri, (all) => all.length === 1))[0]?.range, flag?.range);
  });

  it('answer clients that pull for each cell', async () => {
    const pulling = await Editor.start({ server: [SERVER], folder, capabilities });
    const book = new Notebook(pulling, pulling.uri('pulled.ipynb'));
    const [first, second] = [book.cell('a', LOGGER), book.cell('b', 'log.info(user.email)')];
    await book.open(first, second);
    const pull = async ({ uri }: Cell): Promise<number | null> => {
      const report = await pulling.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
      return report.kind === 'full' ? report.items.length : null;
    };
    deepEqual([await pull(first), await pull(second)], [0, 1]);
    equal(await pulling.stop(), 0);
  });
});
