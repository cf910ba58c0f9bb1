/**
 * What happens when VS Code starts the extension? The language server is started and the commands,
 * the status bar item, the policy viewer and the views are put in place.
 * Must not analyse anything: all answers come from the server.
 */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { commands, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { StatusMethod, StatusParams } from '../protocol';
import { checkFile, checkWorkspace } from './check';
import { startClient } from './client';
import { createDeclaration } from './create-declaration';
import { registerTools, toolsOf } from './language-model-tools';
import { PolicyDocuments, SCHEME } from './policy-documents';
import { showKind, showPolicy, showRule } from './show-policy';
import { StatusBar } from './status-bar';
import { createUriHandler } from './uri-handler';
import { createViews } from './views/views';
import type { Views } from './views/views';
import { writeReason } from './write-reason';

const STATUS: StatusMethod = 'caley/status';

let client: BaseLanguageClient | null = null;

/** What is handed to our own tests. */
export interface Exports {
  readonly views: Views;
}

/** `createClient` makes the client, not started; its second argument is to be called when the server died too often. */
export function start(context: ExtensionContext, createClient: (log: LogOutputChannel, onGivenUp: () => void) => BaseLanguageClient): Exports {
  const log = window.createOutputChannel('Caley Compliance', { log: true });
  const statusBar = new StatusBar();
  const running = createClient(log, () => {
    statusBar.show({ state: 'failed', findings: 0, detail: '' });
  });
  client = running;
  const documents = new PolicyDocuments(running);
  const views = createViews(context, running, documents, log);

  context.subscriptions.push(
    log,
    statusBar,
    workspace.registerTextDocumentContentProvider(SCHEME, documents),
    window.registerUriHandler(createUriHandler(documents)),
    running.onNotification(STATUS, (status: StatusParams) => {
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
      await running.stop();
      await running.start();
    }),
    commands.registerCommand('caley.showLog', () => {
      log.show();
    }),
  );
  // Not awaited: commands wait for the server by themselves, and VS Code need not.
  void startClient(running, log, statusBar);
  return { views };
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
