/**
 * How do the suites use the editor? Opening fixtures, reading flags, waiting for what VS Code
 * does in its own time.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

/** Milliseconds that anything may take on a slow machine. */
const PATIENCE = 20_000;

/** The answer of `ask` as soon as it is other than null. */
export async function until<T>(what: string, ask: () => T | null | Promise<T | null>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function fixture(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the fixtures are open');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fixture(path)));
}

/** Throws away what a test did to files, and closes everything. */
export async function closeAll(): Promise<void> {
  // A file elsewhere is not a test's: the editor itself writes its settings.
  const isOurs = ({ uri }: vscode.TextDocument): boolean => uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  for (const document of vscode.workspace.textDocuments.filter((candidate) => candidate.isDirty && isOurs(candidate))) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Our flags of a file, in order of place. */
export function flags(uri: vscode.Uri): vscode.Diagnostic[] {
  const own = vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'Caley');
  return own.sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The flags of a file once there are `count`. */
export function flagsOnce(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  return until(`${String(count)} flags in ${uri.path}`, () => (flags(uri).length === count ? flags(uri) : null));
}

/** Rule and link of a flag. */
export function codeOf(flag: vscode.Diagnostic): { readonly rule: string; readonly target: vscode.Uri } {
  const { code } = flag;
  assert.ok(typeof code === 'object', 'the flag has a link');
  return { rule: String(code.value), target: code.target };
}

/** The quick fixes offered for a range, edits resolved, in the menu's order. */
export async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, vscode.CodeActionKind.QuickFix.value, 20);
}
