/**
 * Which handler answers which message? Wires a connection to a session; all handlers pass the fence.
 * Must not answer anything itself.
 */
import type { CompletionOptions, Connection, DocumentSelector, InitializeParams, InitializeResult, NotebookDocumentSyncOptions, WorkDoneProgressReporter } from 'vscode-languageserver';
import {
  CodeActionKind, CompletionRequest, DefinitionRequest, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, LSPErrorCodes, ResponseError, TextDocumentSyncKind,
} from 'vscode-languageserver';
import { declarationName } from '../policy';
import type {
  ChangedMethod, CheckMethod, CheckParams, ClauseMethod, ClauseParams, ComplianceMethod, DocumentsMethod, FindingsMethod, FixAllMethod, FixAllParams, InitializationOptions, PageMethod, PageParams, ProofMethod, ProofParams, ProposeMethod, ProposeParams, RuleMethod, RuleParams,
  Settings, StatusMethod, StatusParams, ToolMethod, ToolParams,
} from '../protocol';
import { inNextTurn } from '../host';
import type { Project } from '../host';
import type { Flags } from './board';
import type { ClientFeatures } from './client-features';
import { readClientFeatures } from './client-features';
import { OpenDocuments } from './documents';
import { Fence } from './fence';
import { clauseLink } from './links';
import { check, checkFile } from './requests/check';
import { codeActions, FIX_ALL, resolveCodeAction } from './requests/code-action';
import { remoteOf } from './remote';
import type { WritableRemote } from './remote';
import { documentDiagnostic } from './requests/diagnostic';
import { compliance } from './requests/compliance';
import { findings } from './requests/findings';
import { fixAllFiles } from './requests/fix-all-files';
import { formCompletion, formDefinition } from './requests/form-help';
import { hover } from './requests/hover';
import { clause, documents as policyDocuments, page, rule } from './requests/policy';
import { proof } from './requests/proof';
import { propose } from './requests/propose';
import { tool } from './requests/tool';
import { workspaceDiagnostic } from './requests/workspace-diagnostic';
import type { Engine } from './session';
import { Session } from './session';
import { readInitializationOptions, readSettings } from './settings';
import { Status } from './status';

/** What an engine may need of the client. */
export interface ClientSide {
  /** As the client said. */
  readonly assets?: string;
  /** Null where the client reaches no files for the server. */
  readonly remote: WritableRemote | null;
  /** To be told of files, by their folder's URI, that came after they had been read. */
  readonly arrived: (folder: string, paths: readonly string[]) => void;
}

export interface ServerHost {
  /** Loads parsers and packs; called once. */
  load(client: ClientSide): Promise<Engine>;
  /** Folder of the bundled policy pages, for links in editors that cannot show them by themselves. */
  readonly policyPages: string;
  readonly version: string;
  /** Name of a handler that must crash, for tests; else null. */
  readonly fault: string | null;
}

const CHANGED: ChangedMethod = 'caley/changed';
const CHECK: CheckMethod = 'caley/check';
const CLAUSE: ClauseMethod = 'caley/clause';
const COMPLIANCE: ComplianceMethod = 'caley/compliance';
const DOCUMENTS: DocumentsMethod = 'caley/documents';
const FIX_ALL_FILES: FixAllMethod = 'caley/fixAll';
const FINDINGS: FindingsMethod = 'caley/findings';
const PAGE: PageMethod = 'caley/page';
const PROOF: ProofMethod = 'caley/proof';
const PROPOSE: ProposeMethod = 'caley/propose';
const RULE: RuleMethod = 'caley/rule';
const STATUS: StatusMethod = 'caley/status';
const TOOL: ToolMethod = 'caley/tool';

/** Files with help as they are written; which of the latter lie in a pack, the projects know. */
const HELPED: DocumentSelector = [{ pattern: `**/${declarationName}` }, { pattern: '**/{kinds,models,parties,rules}/**/*.yaml' }, { pattern: '**/malicious-packages.yaml' }];
/** With all of their cells: those of text count where cells are numbered. */
const NOTEBOOKS: NotebookDocumentSyncOptions['notebookSelector'] = ['jupyter-notebook', 'interactive'].map((notebook) => ({ notebook }));
const COMPLETION: CompletionOptions = { triggerCharacters: [' ', '.', '-', '/'] };

/** Serves one client until it says exit. Does not call `listen`. */
export function serve(connection: Connection, host: ServerHost): void {
  const fence = new Fence((message) => {
    connection.console.error(message);
  }, host.fault);
  const documents = new OpenDocuments();
  const status = new Status((state: StatusParams) => void connection.sendNotification(STATUS, state));
  let starting: { readonly params: InitializeParams; readonly options: InitializationOptions; readonly features: ClientFeatures } | null = null;
  let session: Promise<Session> | null = null;
  /** Set when folders and settings are known: nothing may be examined before. */
  let running: Session | null = null;
  let prepared: () => void = () => undefined;
  /** Folders that came are asked for their settings before they are taken in: what is asked meanwhile is asked of them too. */
  let foldersTaken: Promise<unknown> = Promise.resolve();
  const whenPrepared = new Promise<void>((resolve) => {
    prepared = resolve;
  });

  const ready = async (): Promise<Session> => {
    if (session === null) throw new ResponseError(LSPErrorCodes.RequestFailed, 'the server has not been initialized');
    await whenPrepared;
    await foldersTaken;
    return session;
  };

  connection.onInitialize((params): InitializeResult => {
    const options = readInitializationOptions(params.initializationOptions);
    const features = readClientFeatures(params, options);
    starting = { params, options, features };
    session = start(features, options);
    session.catch(() => undefined);
    return { serverInfo: { name: 'Caley Compliance', version: host.version }, capabilities: capabilities(features) };
  });

  async function start(features: ClientFeatures, options: InitializationOptions): Promise<Session> {
    try {
      const engine = await host.load({
        ...(options.assets === undefined ? {} : { assets: options.assets }),
        remote: options.remote === true ? remoteOf(connection) : null,
        arrived: (folder, paths) => void fence.run('reading files', () => running?.arrived(folder, paths)),
      });
      return new Session({
        engine, features, documents, fence, status,
        clauseLink: (pages, id) => clauseLink(engine.policy, pages, options.policyScheme ?? null, host.policyPages)(id),
        deliver: deliverer(connection, features),
        policyScheme: options.policyScheme ?? null,
        changed: () => void connection.sendNotification(CHANGED),
      });
    } catch (error) {
      connection.console.error(`starting failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      status.failed('The engine could not be loaded.');
      throw error;
    }
  }

  connection.onInitialized(() => {
    void fence.run('initialized', prepare).then(prepared);
  });

  async function prepare(): Promise<void> {
    if (starting === null || session === null) return;
    const { params, features } = starting;
    const current = await session;
    await fence.run('client/registerCapability', () => register(connection, features, watchedFiles(current)));
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- clients without workspace folders send nothing else
    const { rootUri, workspaceFolders } = params;
    const uris = workspaceFolders?.map((folder) => folder.uri) ?? (rootUri === null ? [] : [rootUri]);
    const folders = await Promise.all(uris.map(async (uri) => ({ uri, settings: await settingsFor(uri) })));
    current.configure(current.projects.loose, await settingsFor(null));
    for (const { uri, settings } of folders) tellBaseline(current.addFolder(uri, settings));
    current.placeDocuments();
    running = current;
    if (!features.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const before = foldersTaken;
      foldersTaken = fence.run('workspace/didChangeWorkspaceFolders', async () => {
        await before;
        for (const { uri } of removed) current.removeFolder(uri);
        for (const { uri } of added) tellBaseline(current.addFolder(uri, await settingsFor(uri)));
      });
    });
  }

  let pushedSettings: unknown;
  async function settingsFor(uri: string | null): Promise<Settings> {
    let asked: unknown = pushedSettings ?? starting?.options.settings;
    if (starting?.features.configuration === true) {
      await fence.run('workspace/configuration', async () => {
        asked = await connection.workspace.getConfiguration({ section: 'caley', ...(uri === null ? {} : { scopeUri: uri }) });
      });
    }
    const { settings, mistakes } = readSettings(asked);
    for (const mistake of mistakes) connection.console.warn(mistake);
    return settings;
  }

  function tellBaseline({ known, settings }: Project): void {
    if (known.mistake !== null) connection.console.warn(`"caley.baseline": ${settings.baseline} ${known.mistake}`);
  }

  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    void fence.run('workspace/didChangeConfiguration', async () => {
      if (typeof settings === 'object' && settings !== null && 'caley' in settings) pushedSettings = settings.caley;
      const current = await ready();
      for (const project of current.projects.all()) {
        current.configure(project, await settingsFor(project.uri));
        tellBaseline(project);
      }
    });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void fence.run('workspace/didChangeWatchedFiles', async () => {
      await (await ready()).touched(changes.map((change) => change.uri));
    });
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    void fence.run('textDocument/didOpen', () => {
      const document = documents.open(uri, languageId, version, text);
      running?.opened(document);
    });
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    void fence.run('textDocument/didChange', () => {
      const document = documents.change(uri, version, contentChanges, performance.now());
      if (document !== null) running?.edited(document);
    });
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    void fence.run('textDocument/didClose', () => {
      const document = documents.get(uri);
      documents.close(uri);
      if (document !== null) running?.closed(document);
    });
  });

  connection.notebooks.synchronization.onDidOpenNotebookDocument(({ notebookDocument: { uri, version, cells }, cellTextDocuments }) => {
    void fence.run('notebookDocument/didOpen', () => {
      const document = documents.openNotebook(uri, version, cells, cellTextDocuments);
      running?.opened(document);
    });
  });
  connection.notebooks.synchronization.onDidChangeNotebookDocument(({ notebookDocument: { uri, version }, change }) => {
    void fence.run('notebookDocument/didChange', () => {
      const changed = documents.changeNotebook(uri, version, change, performance.now());
      if (changed !== null) running?.edited(changed.document, changed.gone);
    });
  });
  connection.notebooks.synchronization.onDidCloseNotebookDocument(({ notebookDocument: { uri } }) => {
    void fence.run('notebookDocument/didClose', () => {
      const document = documents.get(uri);
      documents.close(uri);
      if (document !== null) running?.closed(document);
    });
  });

  connection.onHover(fence.request('textDocument/hover', async (params, token) => hover(await ready(), params, token)));
  connection.onCompletion(fence.request('textDocument/completion', async (params) => formCompletion(await ready(), params)));
  connection.onDefinition(fence.request('textDocument/definition', async (params) => formDefinition(await ready(), params)));
  connection.onCodeAction(fence.request('textDocument/codeAction', async (params, token) => codeActions(await ready(), params, token)));
  connection.onCodeActionResolve(fence.request('codeAction/resolve', async (action) => resolveCodeAction(await ready(), action)));
  connection.languages.diagnostics.on(fence.request('textDocument/diagnostic', async (params, token) => documentDiagnostic(await ready(), params, token)));
  connection.languages.diagnostics.onWorkspace(fence.request('workspace/diagnostic', async (params, token) => workspaceDiagnostic(await ready(), params, token)));
  connection.onRequest(CHECK, fence.request(CHECK, async (params: CheckParams | null, token) =>
    params?.uri === undefined ? check(await ready(), token, progressOf(connection, params)) : checkFile(await ready(), params.uri)));
  connection.onRequest(CLAUSE, fence.request(CLAUSE, async (params: ClauseParams) => clause(await ready(), params)));
  connection.onRequest(DOCUMENTS, fence.request(DOCUMENTS, async () => policyDocuments(await ready())));
  connection.onRequest(FINDINGS, fence.request(FINDINGS, async (_: unknown, token) => findings(await ready(), token)));
  connection.onRequest(FIX_ALL_FILES, fence.request(FIX_ALL_FILES, async (params: FixAllParams, token) => fixAllFiles(await ready(), params, token)));
  connection.onRequest(COMPLIANCE, fence.request(COMPLIANCE, async (_: unknown, token) => compliance(await ready(), token)));
  connection.onRequest(PAGE, fence.request(PAGE, async (params: PageParams) => page(await ready(), params)));
  connection.onRequest(PROOF, fence.request(PROOF, async (params: ProofParams, token) => proof(await ready(), params, token, progressOf(connection, params))));
  connection.onRequest(PROPOSE, fence.request(PROPOSE, async (params: ProposeParams, token) => propose(await ready(), params, token, progressOf(connection, params))));
  connection.onRequest(TOOL, fence.request(TOOL, async (params: ToolParams, token) => tool(await ready(), params, token)));
  connection.onRequest(RULE, fence.request(RULE, async (params: RuleParams) => rule(await ready(), params)));

  connection.onShutdown(() => {
    running?.stop();
    status.stop();
  });
}

function capabilities(features: ClientFeatures): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(features.notebooks ? { notebookDocumentSync: { notebookSelector: NOTEBOOKS } } : {}),
    hoverProvider: true,
    ...(features.registerCompletion ? {} : { completionProvider: COMPLETION }),
    ...(features.registerDefinition ? {} : { definitionProvider: true }),
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: features.resolveEdits },
    ...(features.diagnostics === 'pull' ? { diagnosticProvider: { identifier: 'caley', interFileDependencies: true, workspaceDiagnostics: true } } : {}),
    ...(features.workspaceFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
  };
}

function deliverer(connection: Connection, features: ClientFeatures): (flags: Flags) => void {
  if (features.diagnostics === 'push') {
    return ({ uri, version, diagnostics }) => {
      void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics], ...(version === null ? {} : { version }) });
    };
  }
  let asked = false;
  return () => {
    if (asked || !features.refreshDiagnostics) return;
    asked = true;
    // One request for all that changed in this turn.
    inNextTurn(() => {
      asked = false;
      connection.languages.diagnostics.refresh().catch(() => undefined);
    });
  };
}

async function register(connection: Connection, features: ClientFeatures, watched: readonly string[]): Promise<void> {
  if (features.registerConfiguration) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'caley' });
  // Only there: an editor would ask at each blank of every file.
  if (features.registerCompletion) await connection.client.register(CompletionRequest.type, { documentSelector: HELPED, ...COMPLETION });
  if (features.registerDefinition) await connection.client.register(DefinitionRequest.type, { documentSelector: HELPED });
  if (features.registerWatchers) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: watched.map((globPattern) => ({ globPattern })) });
  }
}

/** The files that are examined, those that say what their imports mean or declare something, those that rule which are examined, and what a caley.yaml may name. */
function watchedFiles({ fileNames, manifests }: Pick<Session, 'fileNames' | 'manifests'>): readonly string[] {
  return [...[...fileNames, ...manifests].map((name) => `**/${name}`), '**/{.gitignore,.caleyignore}', '**/*.{yaml,yml,json,md,mdx,txt,html}'];
}

function progressOf(connection: Connection, params: Pick<CheckParams, 'workDoneToken'> | null): WorkDoneProgressReporter | null {
  return params?.workDoneToken === undefined ? null : connection.window.attachWorkDoneProgress(params.workDoneToken);
}
