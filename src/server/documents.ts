/**
 * Which texts does the client hold open? Its copy rules over the disk.
 * Must not know what is found in them.
 */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Typing } from './calm';
import { typedLines } from './calm';

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly content: TextDocument;
  /** Null while nothing was typed since it was opened. */
  readonly typing: Typing | null;
}

export class OpenDocuments {
  private readonly documents = new Map<string, OpenDocument>();

  get(uri: string): OpenDocument | null {
    return this.documents.get(uri) ?? null;
  }

  all(): readonly OpenDocument[] {
    return [...this.documents.values()];
  }

  open(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const document = { uri, languageId, content: TextDocument.create(uri, languageId, version, text), typing: null };
    this.documents.set(uri, document);
    return document;
  }

  /** Takes in an incremental or full change made at `at` milliseconds. Null for a document that was never opened. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[], at: number): OpenDocument | null {
    const before = this.documents.get(uri);
    if (before === undefined) return null;
    const lines = typedLines(
      changes.flatMap((change) => ('range' in change ? [{ start: change.range.start.line, end: change.range.end.line, text: change.text }] : [])),
    );
    const document = { ...before, content: TextDocument.update(before.content, changes, version), typing: { lines, at } };
    this.documents.set(uri, document);
    return document;
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }
}
