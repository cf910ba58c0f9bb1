/**
 * Which texts does the client hold open? Its copy rules over the disk. A notebook is one document, whose text is what its file would hold; the
 * client speaks of its cells as of texts.
 * Must not know what is found in them.
 */
import type { NotebookDocumentChangeEvent, TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { NotebookCellKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Typing } from './calm';
import { typedLines } from './calm';

/** A text as the client has it. */
export interface OpenText {
  readonly uri: string;
  readonly content: TextDocument;
  /** Null while nothing was typed since it was opened. */
  readonly typing: Typing | null;
}

export interface OpenDocument extends OpenText {
  readonly languageId: string;
  /** Of a notebook all of its cells, in order. */
  readonly cells: readonly OpenText[] | null;
}

/** A cell as the protocol has it. */
interface SaidCell {
  readonly kind: NotebookCellKind;
  readonly document: string;
}

interface Notebook {
  readonly uri: string;
  readonly version: number;
  readonly cells: readonly SaidCell[];
  /** Of the cells, by their URIs. */
  readonly texts: ReadonlyMap<string, OpenText>;
}

/** As a project's paths end for such a document. */
export const NOTEBOOK = 'notebook';
/** Of a program that is examined. */
const LANGUAGE = 'python';

export class OpenDocuments {
  private readonly documents = new Map<string, OpenDocument>();
  private readonly notebooks = new Map<string, Notebook>();
  /** The notebook of each cell. */
  private readonly owners = new Map<string, string>();

  get(uri: string): OpenDocument | null {
    return this.documents.get(uri) ?? null;
  }

  /** The document itself, or the notebook that has it as a cell. */
  holding(uri: string): OpenDocument | null {
    return this.get(this.owners.get(uri) ?? uri);
  }

  /** A document, or a cell of one. */
  textOf(uri: string): OpenText | null {
    return this.holding(uri)?.cells?.find((cell) => cell.uri === uri) ?? this.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.documents.values()];
  }

  open(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const document = { ...opened({ uri, languageId, version, text }), languageId, cells: null };
    this.documents.set(uri, document);
    return document;
  }

  /** Takes in an incremental or full change made at `at` milliseconds. Null for a document that was never opened. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[], at: number): OpenDocument | null {
    const before = this.documents.get(uri);
    if (before === undefined) return null;
    const document = { ...before, ...changed(before, version, changes, at) };
    this.documents.set(uri, document);
    return document;
  }

  close(uri: string): void {
    this.documents.delete(uri);
    for (const { document } of this.notebooks.get(uri)?.cells ?? []) this.owners.delete(document);
    this.notebooks.delete(uri);
  }

  openNotebook(uri: string, version: number, cells: readonly SaidCell[], texts: readonly TextDocumentItem[]): OpenDocument {
    return this.keep({ uri, version, cells, texts: new Map(texts.map((text) => [text.uri, opened(text)])) });
  }

  /** Null for a notebook that was never opened. `gone`: cells that it has no more. */
  changeNotebook(uri: string, version: number, { cells }: NotebookDocumentChangeEvent, at: number): { readonly document: OpenDocument; readonly gone: readonly string[] } | null {
    const before = this.notebooks.get(uri);
    if (before === undefined) return null;
    const texts = new Map(before.texts);
    const said = [...before.cells];
    const { structure, data, textContent } = cells ?? {};
    if (structure !== undefined) {
      said.splice(structure.array.start, structure.array.deleteCount, ...(structure.array.cells ?? []));
      // A cell in another language is closed, and opened again by the same name.
      for (const { uri: closed } of structure.didClose ?? []) texts.delete(closed);
      for (const text of structure.didOpen ?? []) texts.set(text.uri, opened(text));
    }
    for (const { document, changes } of textContent ?? []) {
      const text = texts.get(document.uri);
      if (text !== undefined) texts.set(document.uri, changed(text, document.version, changes, at));
    }
    const other = new Map(data?.map((cell) => [cell.document, cell]));
    const now = said.map((cell) => other.get(cell.document) ?? cell);
    const there = new Set(now.map(({ document }) => document));
    const gone = before.cells.map(({ document }) => document).filter((each) => !there.has(each));
    for (const each of gone) this.owners.delete(each);
    return { document: this.keep({ uri, version, cells: now, texts }), gone };
  }

  private keep(notebook: Notebook): OpenDocument {
    const { uri, version, cells, texts } = notebook;
    this.notebooks.set(uri, notebook);
    for (const { document } of cells) this.owners.set(document, uri);
    const known = cells.map(({ document }) => texts.get(document) ?? opened({ uri: document, languageId: '', version: 0, text: '' }));
    const written = JSON.stringify({ cells: known.map(({ content }, i) => ({ cell_type: cells[i]?.kind === NotebookCellKind.Code && content.languageId === LANGUAGE ? 'code' : 'raw', source: content.getText() })) });
    const document: OpenDocument = { uri, languageId: NOTEBOOK, content: TextDocument.create(uri, NOTEBOOK, version, written), typing: null, cells: known };
    this.documents.set(uri, document);
    return document;
  }
}

function opened({ uri, languageId, version, text }: TextDocumentItem): OpenText {
  return { uri, content: TextDocument.create(uri, languageId, version, text), typing: null };
}

function changed({ uri, content }: OpenText, version: number, changes: TextDocumentContentChangeEvent[], at: number): OpenText {
  const lines = typedLines(changes.flatMap((change) => ('range' in change ? [{ start: change.range.start.line, end: change.range.end.line, text: change.text }] : [])));
  return { uri, content: TextDocument.update(content, changes, version), typing: { lines, at } };
}
