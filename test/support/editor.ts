/**
 * An editor for tests of the server: spawns it, speaks LSP over stdio, and remembers what it was told.
 * Waits for events, never for time.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities, CodeAction, CodeActionParams, Diagnostic, Hover, InitializeResult, ProtocolConnection, PublishDiagnosticsParams, Range, RegistrationParams, WorkspaceEdit,
} from 'vscode-languageserver/node';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { ListParams, ListResult, ReadParams, ReadResult, StatusParams, WriteParams } from '../../src/protocol';

export interface EditorOptions {
  /** Arguments to node that start the server. */
  readonly server: readonly string[];
  /** Absolute path of the workspace folder; null for none. */
  readonly folder: string | null;
  /** More workspace folders beside it. */
  readonly others?: readonly string[];
  /** The folder's URI where it lies on no disk: its files are read from `folder` for the server. */
  readonly at?: string;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** What the client answers to workspace/configuration; null when it cannot be asked. */
  readonly settings?: unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** What VS Code says of itself, as far as the server looks at it. */
export const VSCODE_CAPABILITIES: ClientCapabilities = {
  workspace: {
    configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] }, dataSupport: true },
    diagnostic: { relatedDocumentSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { isPreferredSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
  },
};

export class Editor {
  readonly log: string[] = [];
  readonly statuses: StatusParams[] = [];
  /** Methods of requests the server sent, in order. */
  readonly asked: string[] = [];
  /** What it registered for, by method. */
  readonly registered = new Map<string, unknown>();
  settings: unknown;
  /** Settings of single folders, by URI; they take the place of `settings` there. */
  readonly folderSettings = new Map<string, unknown>();
  initializeResult: InitializeResult | null = null;
  private readonly publications: PublishDiagnosticsParams[] = [];
  private readonly wakers = new Set<() => void>();

  private constructor(
    readonly connection: ProtocolConnection,
    private readonly process: ChildProcess,
    private readonly at: string | null,
  ) {}

  static async start(options: EditorOptions): Promise<Editor> {
    const child = spawn(process.execPath, [...options.server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...options.env } });
    const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const uri = options.at ?? (options.folder === null ? null : pathToFileURL(options.folder).href);
    const editor = new Editor(connection, child, uri);
    if (options.at !== undefined) editor.answerFiles(options.folder ?? '');
    editor.settings = options.settings;
    editor.listen();
    editor.initializeResult = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid, rootUri: uri, workspaceFolders: uri === null ? null : [{ uri, name: 'workspace' }, ...(options.others ?? []).map((other) => ({ uri: pathToFileURL(other).href, name: 'other' }))],
      capabilities: options.capabilities ?? VSCODE_CAPABILITIES, initializationOptions: options.initializationOptions,
    });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  uri(path: string): string {
    return `${this.at ?? 'file://'}/${path}`;
  }

  async open(path: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: this.uri(path), languageId: 'typescript', version: 1, text } });
  }

  async change(path: string, version: number, range: Range, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri(path), version }, contentChanges: [{ range, text }] });
  }

  async close(path: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  async configure(settings: unknown): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  /** The hover's text, or null where there is none. */
  async hover(path: string, line: number, character: number): Promise<string | null> {
    const hover = await this.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri: this.uri(path) }, position: { line, character } });
    if (hover === null || typeof hover.contents === 'string' || !('kind' in hover.contents)) return null;
    return hover.contents.value;
  }

  async actions(path: string, diagnostic: Diagnostic, only?: string[]): Promise<CodeAction[]> {
    const params: CodeActionParams = { textDocument: { uri: this.uri(path) }, range: diagnostic.range, context: { diagnostics: [diagnostic], ...(only === undefined ? {} : { only }) } };
    return (await this.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
  }

  async resolve(action: CodeAction): Promise<WorkspaceEdit | undefined> {
    return (await this.connection.sendRequest<CodeAction>('codeAction/resolve', action)).edit;
  }

  /** The last diagnostics published for the file, once they are as wanted. */
  diagnostics(path: string, wanted: (diagnostics: readonly Diagnostic[], version: number | undefined) => boolean): Promise<readonly Diagnostic[]> {
    return this.published(this.uri(path), wanted);
  }

  /** The same by URI, for documents outside the folder. */
  async published(uri: string, wanted: (diagnostics: readonly Diagnostic[], version: number | undefined) => boolean): Promise<readonly Diagnostic[]> {
    const found = await this.until(() => {
      const last = this.publications.findLast((one) => one.uri === uri);
      return last !== undefined && wanted(last.diagnostics, last.version) ? last : null;
    });
    return found.diagnostics;
  }

  /** Waits for a line of the log that holds `text`. */
  logged(text: string): Promise<string> {
    return this.until(() => this.log.find((message) => message.includes(text)) ?? null);
  }

  /** Everything that was published for the file so far. */
  history(path: string): readonly PublishDiagnosticsParams[] {
    return this.publications.filter((one) => one.uri === this.uri(path));
  }

  /** Waits until something the server sends makes `ask` answer other than null. mocha's timeout ends it. */
  async until<T>(ask: () => T | null): Promise<T> {
    for (;;) {
      const answer = ask();
      if (answer !== null) return answer;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.wakers.delete(wake);
          resolve();
        };
        this.wakers.add(wake);
      });
    }
  }

  /** Asks the server to end and answers its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    const exited = once(this.process, 'exit');
    await this.connection.sendNotification('exit');
    const [code] = (await exited) as [number | null];
    this.connection.dispose();
    return code;
  }

  /** As an editor does for a folder that only it reaches. */
  private answerFiles(folder: string): void {
    const pathOf = (uri: string): string => join(folder, ...decodeURIComponent(uri.slice(this.at?.length)).split('/'));
    this.connection.onRequest('caley/list', ({ uri }: ListParams): ListResult => {
      const path = pathOf(uri);
      if (!existsSync(path) || !statSync(path).isDirectory()) return null;
      return readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, type: entry.isDirectory() ? 'folder' : 'file' }));
    });
    this.connection.onRequest('caley/read', ({ uri, most }: ReadParams): ReadResult | null => {
      if (!existsSync(pathOf(uri))) return null;
      const bytes = readFileSync(pathOf(uri));
      return { content: bytes.length > most ? '' : bytes.toString('base64'), size: bytes.length };
    });
    this.connection.onRequest('caley/write', ({ uri, files }: WriteParams): string | null => {
      mkdirSync(pathOf(uri), { recursive: true });
      for (const { name, text } of files) writeFileSync(join(pathOf(uri), name), text);
      return null;
    });
  }

  private listen(): void {
    const { connection } = this;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.publications.push(params);
      this.wake();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.wake();
    });
    connection.onNotification('caley/status', (status: StatusParams) => {
      this.statuses.push(status);
      this.wake();
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => (scopeUri === undefined ? undefined : this.folderSettings.get(scopeUri)) ?? this.settings ?? null),
    );
    for (const method of ['client/registerCapability', 'workspace/diagnostic/refresh']) {
      connection.onRequest(method, (params: RegistrationParams | null) => {
        for (const registration of params?.registrations ?? []) this.registered.set(registration.method, registration.registerOptions);
        this.asked.push(method);
        this.wake();
        return null;
      });
    }
    connection.listen();
  }

  private wake(): void {
    for (const wake of [...this.wakers]) wake();
  }
}

/** The text after an edit of one file. */
export function applyWorkspaceEdit(text: string, edit: WorkspaceEdit | undefined): string {
  const [change] = edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : Object.values(edit?.changes ?? {}).flat();
  const lines = text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }): number => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return edits
    .flatMap((one) => ('newText' in one ? [{ from: offset(one.range.start), to: offset(one.range.end), newText: one.newText }] : []))
    .sort((a, b) => b.from - a.from)
    .reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}
