/**
 * Caley: Fix All Findings of a rule, or of all rules, in the whole workspace. What would change is looked at first, in VS Code's own preview.
 */
import type { LogOutputChannel, WorkspaceEdit } from 'vscode';
import { l10n, window, workspace } from 'vscode';
import type { FixAllMethod, FixAllParams, FixAllResult } from '../../protocol';
import type { Server } from '../server';

const FIX_ALL: FixAllMethod = 'caley/fixAll';

/** Whether something was changed. */
export async function fixAll(server: Server, log: LogOutputChannel, rule: string | null): Promise<boolean> {
  const edit = await fixAllEdit(server, log, rule);
  if (edit === null) return false;
  return workspace.applyEdit(edit, { isRefactoring: true });
}

/** What would change; null for nothing, which is said. */
export async function fixAllEdit(server: Server, log: LogOutputChannel, rule: string | null): Promise<WorkspaceEdit | null> {
  const params: FixAllParams = { rule };
  try {
    const { edit } = await server.request<FixAllResult>(FIX_ALL, params);
    if (edit !== null) return await server.toEdit(edit);
    window.setStatusBarMessage(l10n.t('Caley: nothing here has a fix that is safe without a look.'), 8000);
  } catch (error) {
    log.error(`Nothing was fixed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return null;
}
