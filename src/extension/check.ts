/**
 * Caley: Run Caley compliance check, and Check This File. Asks the server, shows progress and the
 * sum in the status bar; the findings themselves stand in the view of findings and the Problems view.
 */
import type { LogOutputChannel, Progress } from 'vscode';
import { CancellationTokenSource, commands, l10n, ProgressLocation, window } from 'vscode';
import type { CheckMethod, CheckParams, CheckSummary } from '../protocol';
import type { Server } from './server';

const CHECK: CheckMethod = 'caley/check';
/** How long the sum stands in the status bar, in milliseconds. */
const SUM_STANDS = 15_000;

/** Answers the summary, or null where it was cancelled or failed. */
export async function checkWorkspace(server: Server, log: LogOutputChannel): Promise<CheckSummary | null> {
  const summary = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Caley compliance check'), cancellable: true },
    async (progress, token) => {
      const params: CheckParams = { workDoneToken: `caley-check-${String(Date.now())}` };
      const listening = server.onProgress(params.workDoneToken ?? '', relay(progress));
      try {
        return await server.request<CheckSummary>(CHECK, params, token);
      } catch (error) {
        if (!token.isCancellationRequested) fail(error, log);
        return null;
      } finally {
        listening.dispose();
      }
    },
  );
  if (summary === null) return null;
  for (const { file, reason, detail } of summary.skipped) log.info(`skipped ${file}: ${reason}, ${detail}`);
  await present(summary, 'caley.findings.focus');
  return summary;
}

/** The same for the active editor's file. */
export async function checkFile(server: Server): Promise<CheckSummary | null> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    window.setStatusBarMessage(l10n.t('Caley: open a file to check it.'), SUM_STANDS);
    return null;
  }
  const source = new CancellationTokenSource();
  const params: CheckParams = { uri: document.uri.toString() };
  const summary = await server.request<CheckSummary>(CHECK, params, source.token);
  await present(summary, 'workbench.actions.view.problems');
  return summary;
}

/** `3 findings in 12 files, 1 skipped`. */
function sentence(summary: CheckSummary): string {
  const { error, warning, info, hint } = summary.findings;
  const count = error + warning + info + hint;
  const files = summary.files === 1 ? l10n.t('1 file') : l10n.t('{0} files', summary.files);
  const findings = count === 1 ? l10n.t('1 finding in {0}', files) : l10n.t('{0} findings in {1}', count, files);
  return summary.skipped.length === 0 ? findings : l10n.t('{0}, {1} skipped', findings, summary.skipped.length);
}

/** `view` is the command that shows where the findings stand. */
async function present(summary: CheckSummary, view: string): Promise<void> {
  window.setStatusBarMessage(`$(check) ${l10n.t('Caley check: {0}', sentence(summary))}`, SUM_STANDS);
  await commands.executeCommand(view);
}

function relay(progress: Progress<{ message?: string; increment?: number }>): (value: { kind: string; message?: string; percentage?: number }) => void {
  let shown = 0;
  return ({ kind, message, percentage }) => {
    if (kind === 'end') return;
    const increment = Math.max(0, (percentage ?? shown) - shown);
    shown += increment;
    progress.report({ increment, ...(message === undefined ? {} : { message }) });
  };
}

function fail(error: unknown, log: LogOutputChannel): void {
  log.error(`The check failed: ${error instanceof Error ? error.message : String(error)}`);
  const showLog = l10n.t('Show Log');
  void window.showErrorMessage(l10n.t('The Caley compliance check failed.'), showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}
