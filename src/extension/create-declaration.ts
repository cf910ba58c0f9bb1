/**
 * Caley: Create caley.yaml. Asks the server what the code of a folder shows and opens it as a new file; one that is there is only opened.
 */
import type { LogOutputChannel } from 'vscode';
import { l10n, ProgressLocation, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { ProposeMethod, ProposeParams, ProposeResult } from '../protocol';
import type { Server } from './server';
import { askForFolder } from './ask-for-folder';

const PROPOSE: ProposeMethod = 'caley/propose';
const NAME = 'caley.yaml';
/** How long a message stands in the status bar, in milliseconds. */
const MESSAGE_STANDS = 15_000;

/** `folder` comes from the explorer; else it is the workspace's, asked for where there are several. Answers the file's URI, or null where none was made. */
export async function createDeclaration(server: Server, log: LogOutputChannel, folder: unknown): Promise<Uri | null> {
  const within = folder instanceof Uri ? folder : await askForFolder(l10n.t('Which folder is the caley.yaml for?'));
  if (within === null) return null;
  const file = Uri.joinPath(within, NAME);
  if (await isThere(file)) {
    await window.showTextDocument(file);
    window.setStatusBarMessage(l10n.t('Caley: {0} is there already and is left as it is.', workspace.asRelativePath(file)), MESSAGE_STANDS);
    return null;
  }
  const text = await propose(server, log, file);
  if (text === null) return null;
  const edit = new WorkspaceEdit();
  edit.createFile(file, { contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(edit))) return null;
  await window.showTextDocument(file);
  return file;
}

/** Null where it was cancelled, failed, or lies outside of what the server holds. */
async function propose(server: Server, log: LogOutputChannel, file: Uri): Promise<string | null> {
  return window.withProgress({ location: ProgressLocation.Notification, title: l10n.t('Looking at the code for caley.yaml'), cancellable: true }, async (_, token) => {
    const params: ProposeParams = { uri: file.toString() };
    try {
      return (await server.request<ProposeResult | null>(PROPOSE, params, token))?.text ?? null;
    } catch (error) {
      if (token.isCancellationRequested) return null;
      log.error(`No caley.yaml was proposed: ${error instanceof Error ? error.message : String(error)}`);
      const showLog = l10n.t('Show Log');
      void window.showErrorMessage(l10n.t('No caley.yaml could be proposed.'), showLog).then((choice) => {
        if (choice === showLog) log.show();
      });
      return null;
    }
  });
}

async function isThere(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
