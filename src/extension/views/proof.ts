/**
 * Caley: Open Compliance Report, and Export Proof of Compliance. The page is the one that the command line writes: about the files as they are saved.
 */
import type { LogOutputChannel } from 'vscode';
import { l10n, ProgressLocation, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ProofMethod, ProofParams, ProofResult } from '../../protocol';
import type { Server } from '../server';
import { askForFolder } from '../ask-for-folder';

const PROOF: ProofMethod = 'caley/proof';
/** As the command line names it; a check passes by it. */
const FOLDER = 'caley-report';
/** How long a message stands in the status bar, in milliseconds. */
const MESSAGE_STANDS = 15_000;

/** Shows the page of the report; answers it, or null where there is none. */
export async function openReport(server: Server, log: LogOutputChannel): Promise<ProofResult | null> {
  const folder = await askForFolder(l10n.t('Which folder is the report about?'));
  return folder === null ? null : makeAndShow(server, log, folder, null);
}

/** Writes all forms of the proof to a folder that the user names, and shows the page. `output` is for callers who know it. */
export async function exportProof(server: Server, log: LogOutputChannel, output: unknown): Promise<ProofResult | null> {
  const folder = await askForFolder(l10n.t('Which folder is the proof about?'));
  if (folder === null) return null;
  const chosen = output instanceof Uri ? output : await window.showSaveDialog({ title: l10n.t('Caley: Export Proof of Compliance'), saveLabel: l10n.t('Export'), defaultUri: Uri.joinPath(folder, FOLDER) });
  return chosen === undefined ? null : makeAndShow(server, log, folder, chosen);
}

async function makeAndShow(server: Server, log: LogOutputChannel, folder: Uri, output: Uri | null): Promise<ProofResult | null> {
  const made = await make(server, log, { uri: folder.toString(), output: output?.toString() ?? null });
  if (made === null) return null;
  if (made.fault !== null) void window.showErrorMessage(l10n.t('The proof could not be written to {0}: {1}.', output?.path.split('/').at(-1) ?? '', made.fault));
  else window.setStatusBarMessage(`$(check) ${made.written === null ? made.summary : l10n.t('Caley: written to {0}', workspace.asRelativePath(Uri.parse(made.written)))}`, MESSAGE_STANDS);
  const panel = window.createWebviewPanel('caley.report', l10n.t('Compliance Report: {0}', made.title), ViewColumn.Active, { enableScripts: false, localResourceRoots: [], enableFindWidget: true });
  panel.webview.html = made.page;
  return made;
}

/** What is not saved would not be in it. */
async function make(server: Server, log: LogOutputChannel, params: ProofParams): Promise<ProofResult | null> {
  await workspace.saveAll();
  return window.withProgress({ location: ProgressLocation.Notification, title: l10n.t('Caley: proof of compliance'), cancellable: true }, async (_, token) => {
    try {
      return await server.request<ProofResult | null>(PROOF, params, token);
    } catch (error) {
      if (token.isCancellationRequested) return null;
      log.error(`No proof was made: ${error instanceof Error ? error.message : String(error)}`);
      const showLog = l10n.t('Show Log');
      void window.showErrorMessage(l10n.t('The proof of compliance could not be made.'), showLog).then((choice) => {
        if (choice === showLog) log.show();
      });
      return null;
    }
  });
}
