/**
 * From a flag to the words it rests on: link, hover, policy viewer, rule page.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, codeOf, flagsOnce, open, until } from './editing';

describe('the policy behind a flag', () => {
  afterEach(closeAll);

  async function lineInPolicy(): Promise<string> {
    const editor = await until('the policy document', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.scheme === 'caley-policy' && active.document.lineCount > 1 && active.selection.active.line > 0 ? active : null;
    });
    assert.equal(editor.document.languageId, 'markdown');
    return editor.document.lineAt(editor.selection.active.line).text;
  }

  it('the flag’s link opens the bundled document at the clause', async () => {
    const { document } = await open('flags.ts');
    const [flag] = await flagsOnce(document.uri, 1);
    assert.ok(flag);
    // What a click on the link does; the clicks themselves are tried in clicks.mjs.
    await vscode.commands.executeCommand('vscode.open', codeOf(flag).target);
    assert.match(await lineInPolicy(), /^\*\*DP-DATA-2\*\* You must limit your use of the data to the practices you disclose\./);
  });

  it('the hover quotes the clause, shows a safe example and links both pages', async () => {
    const { document } = await open('flags.ts');
    const [flag] = await flagsOnce(document.uri, 1);
    assert.ok(flag);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, flag.range.start);
    const contents = hovers.flatMap((hover) => hover.contents).map((content) => (content instanceof vscode.MarkdownString ? content : new vscode.MarkdownString()));
    const own = contents.find((content) => content.value.includes('DP-DATA-2'));
    assert.ok(own);
    assert.match(own.value, /> .*You must limit your use of the data to the practices you disclose\./);
    assert.match(own.value, /```ts\n/);
    assert.deepEqual(own.isTrusted, { enabledCommands: ['caley.showPolicy', 'caley.showRule', 'caley.showKind'] });
    assert.match(own.value, /\(command:caley\.showPolicy\?/);
    assert.match(own.value, /\(command:caley\.showRule\?/);
  });

  it('Show Policy opens the document at the clause it is given', async () => {
    await vscode.commands.executeCommand('caley.showPolicy', 'AUP-7');
    assert.match(await lineInPolicy(), /^- \*\*AUP-7\*\* to access unpublished APIs\./);
  });

  it('a rule’s page opens, rendered', async () => {
    await vscode.commands.executeCommand('caley.showRule', 'log/personal-data');
    await until('the preview', () => (vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('personal-data.md') === true ? true : null));
  });

  it('each clause says how it stands, and where there are findings, leads to them', async () => {
    await vscode.commands.executeCommand('caley.checkWorkspace');
    await vscode.commands.executeCommand('caley.showPolicy', 'DP-DATA-2');
    await lineInPolicy();
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const lenses = await until('the state of clauses', async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', editor.document.uri, 100);
      return all.length > 10 ? all : null;
    });
    const here = lenses.find(({ range }) => range.start.line === editor.selection.active.line);
    assert.equal(here?.command?.command, 'caley.showClauseFindings');
    assert.match(here.command.title, /finding/i);
    assert.ok(lenses.some(({ command }) => command?.command === ''));
    await vscode.commands.executeCommand(here.command.command, ...((here.command.arguments ?? []) as unknown[]));
    await vscode.commands.executeCommand('caley.clearFilter');
  });
});
