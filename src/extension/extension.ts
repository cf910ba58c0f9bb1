/**
 * What happens when VS Code starts the extension? The language server is started and the commands,
 * the status bar item, the policy viewer and the views are put in place.
 * Must not analyse anything: all answers come from the server.
 */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { commands, window, workspace } from 'vscode';
import type { StatusMethod, StatusParams } from '../protocol';
import { checkFile, checkWorkspace } from './check';
import { createDeclaration } from './create-declaration';
import { registerTools, toolsOf } from './language-model-tools';
import { PolicyDocuments, SCHEME } from './policy-documents';
import { showKind, showPolicy, showRule } from './show-policy';
import { Server } from './server';
import type { Connected } from './server';
import { StatusBar } from './status-bar';
import { createUriHandler } from './uri-handler';
import { createViews } from './views/views';
import type { Views } from './views/views';
import { writeReason } from './write-reason';

const STATUS: StatusMethod = 'caley/status';

let server: Server | null = null;

/** What is handed to our own tests. */
export interface Exports {
  readonly views: Views;
}

/** `connect` loads the client and starts it; its second argument is to be called when there is no server, and will be none. */
export function start(context: ExtensionContext, connect: (log: LogOutputChannel, onFailed: () => void) => Promise<Connected>): Exports {
  const log = window.createOutputChannel('Caley Compliance', { log: true });
  const statusBar = new StatusBar();
  const failed = (): void => {
    statusBar.show({ state: 'failed', findings: 0, detail: '' });
  };
  const running = new Server(async () => {
    try {
      return await connect(log, failed);
    } catch (error) {
      log.error(`The client of the language server could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
      failed();
      throw error;
    }
  });
  server = running;
  const documents = new PolicyDocuments(running);
  const views = createViews(context, running, documents, log);

  context.subscriptions.push(
    log,
    statusBar,
    workspace.registerTextDocumentContentProvider(SCHEME, documents),
    window.registerUriHandler(createUriHandler(documents)),
    running.on(STATUS, (status: StatusParams) => {
      statusBar.show(status);
      views.status(status);
    }),
    commands.registerCommand('caley.checkWorkspace', () => checkWorkspace(running, log)),
    commands.registerCommand('caley.checkFile', () => checkFile(running)),
    commands.registerCommand('caley.createDeclaration', (folder?: unknown) => createDeclaration(running, log, folder)),
    commands.registerCommand('caley.showPolicy', (clause?: unknown) => showPolicy(documents, clause)),
    commands.registerCommand('caley.showRule', (rule: unknown) => showRule(rule)),
    commands.registerCommand('caley.showKind', (kind: unknown) => showKind(kind)),
    commands.registerCommand('caley.writeReason', writeReason),
    ...registerTools(running, toolsOf(context.extension.packageJSON)),
    commands.registerCommand('caley.restartServer', async () => {
      statusBar.show({ state: 'checking', findings: 0, detail: '' });
      await running.restart();
    }),
    commands.registerCommand('caley.showLog', () => {
      log.show();
    }),
  );
  return { views };
}

export async function deactivate(): Promise<void> {
  await server?.dispose();
}
