/**
 * Caley: Fix All Findings of a rule, or of all rules, in the whole workspace. What would change is looked at first, in VS Code's own preview.
 */
import type { LogOutputChannel, WorkspaceEdit } from 'vscode';
import { l10n, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FixAllMethod, FixAllParams, FixAllResult } from '../../protocol';

const FIX_ALL: FixAllMethod = 'caley/fixAll';

/** Whether something was changed. */
export async function fixAll(client: BaseLanguageClient, log: LogOutputChannel, rule: string | null): Promise<boolean> {
  const edit = await fixAllEdit(client, log, rule);
  if (edit === null) return false;
  return workspace.applyEdit(edit, { isRefactoring: true });
}

/** What would change; null for nothing, which is said. */
export async function fixAllEdit(client: BaseLanguageClient, log: LogOutputChannel, rule: string | null): Promise<WorkspaceEdit | null> {
  const params: FixAllParams = { rule };
  try {
    const { edit } = await client.sendRequest<FixAllResult>(FIX_ALL, params);
    // The server answers LSP's own form.
    const converted = edit === null ? undefined : await client.protocol2CodeConverter.asWorkspaceEdit(edit as Parameters<typeof client.protocol2CodeConverter.asWorkspaceEdit>[0]);
    if (converted !== undefined) return converted;
    window.setStatusBarMessage(l10n.t('Caley: nothing here has a fix that is safe without a look.'), 8000);
  } catch (error) {
    log.error(`Nothing was fixed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return null;
}
