/**
 * What outlives what: settings take effect at once, a restarted server flags again.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, fixture, flags, flagsOnce, open } from './editing';

describe('settings and server', () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('caley', fixture('flags.ts'));

  afterEach(async () => {
    for (const key of ['rules', 'enable', 'minimumConfidence']) await settings().update(key, undefined, vscode.ConfigurationTarget.Workspace);
    await closeAll();
  });

  it('a rule that is switched off clears its flags, and brings them back', async () => {
    const { document } = await open('flags.ts');
    await flagsOnce(document.uri, 1);
    await settings().update('rules', { 'log/personal-data': 'off' }, vscode.ConfigurationTarget.Workspace);
    await flagsOnce(document.uri, 0);
    await settings().update('rules', { 'log/personal-data': 'error' }, vscode.ConfigurationTarget.Workspace);
    const [flag] = await flagsOnce(document.uri, 1);
    assert.equal(flag?.severity, vscode.DiagnosticSeverity.Error);
  });

  it('Caley can be switched off', async () => {
    const { document } = await open('flags.ts');
    await flagsOnce(document.uri, 1);
    await settings().update('enable', false, vscode.ConfigurationTarget.Workspace);
    await flagsOnce(document.uri, 0);
  });

  it('a server that is started again flags again', async () => {
    const { document } = await open('flags.ts');
    await flagsOnce(document.uri, 1);
    await vscode.commands.executeCommand('caley.restartServer');
    await flagsOnce(document.uri, 1);
    assert.equal(flags(document.uri).length, 1);
  });
});
