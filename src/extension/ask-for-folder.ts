/**
 * Which folder of the workspace does a command mean?
 */
import type { Uri } from 'vscode';
import { window, workspace } from 'vscode';

/** The only one, or that which the user picks; null where there is none, or none is picked. */
export async function askForFolder(question: string): Promise<Uri | null> {
  const [only, ...others] = workspace.workspaceFolders ?? [];
  if (only === undefined || others.length === 0) return only?.uri ?? null;
  return (await window.showWorkspaceFolderPick({ placeHolder: question }))?.uri ?? null;
}
