/**
 * The commands that check: the whole workspace, and one file.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, fixture, flags, flagsOnce, open, until } from './editing';

interface Summary {
  readonly files: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
  readonly suppressed: number;
}

describe('checks', () => {
  afterEach(closeAll);

  it('the command has its title and category', () => {
    const extension = vscode.extensions.getExtension('caley.caley-compliance');
    assert.ok(extension);
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string; title: string; category: string }[] } };
    const command = contributes.commands.find((candidate) => candidate.command === 'caley.checkWorkspace');
    assert.deepEqual([command?.title, command?.category], ['Run Caley compliance check', 'Caley']);
  });

  it('the check of the workspace flags files that are not open, and says how many', async () => {
    const summary = await vscode.commands.executeCommand<Summary>('caley.checkWorkspace');
    const sources = await vscode.workspace.findFiles('**/*.{ts,yaml}');
    assert.equal(summary.files, sources.length);
    assert.equal(summary.suppressed, 1);
    await flagsOnce(fixture('closed.ts'), 1);
    await flagsOnce(fixture('flow/reminder.ts'), 1);
    const { error, warning, info, hint } = summary.findings;
    const told = error + warning + info + hint;
    assert.ok(told > 2);
    // The editor takes flags file by file.
    await until(`${String(told)} flags in all files`, () => (sources.reduce((sum, uri) => sum + flags(uri).length, 0) === told ? told : null));
  });

  it('flags of closed files are kept up after the check', async () => {
    await vscode.commands.executeCommand('caley.checkWorkspace');
    const uri = fixture('closed.ts');
    const original = await vscode.workspace.fs.readFile(uri);
    const mended = new TextDecoder().decode(original).replace('${user.email}', '${user.id}');
    try {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(mended));
      await flagsOnce(uri, 0);
    } finally {
      await vscode.workspace.fs.writeFile(uri, original);
    }
    await flagsOnce(uri, 1);
  });

  it('the check of this file takes the active one', async () => {
    await open('flags.ts');
    const summary = await vscode.commands.executeCommand<Summary>('caley.checkFile');
    assert.equal(summary.files, 1);
    assert.equal(summary.findings.warning, 1);
  });
});
