/**
 * In a browser all of it runs in workers, over a folder that no disk holds: and finds what the command line finds in the same files.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Exports } from '../../../src/extension';
import { closeAll, fixture, flagsOnce } from '../suite/editing';

interface Found {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly rule: string;
  readonly message: string;
  readonly severity: string;
  readonly identity: string;
  readonly suppression: unknown;
}

describe('in a browser', () => {
  const extension = vscode.extensions.getExtension<Exports>('caley.caley-compliance');

  afterEach(closeAll);

  it('the extension runs without Node, and its folder has no disk', () => {
    assert.ok(extension);
    assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
    assert.notEqual(fixture('.').scheme, 'file');
    assert.equal(extension.extensionKind, vscode.ExtensionKind.UI);
  });

  it('the findings are those of the command line, with the same identities', async () => {
    assert.ok(extension);
    const { views } = await extension.activate();
    // The runner puts them there, from the command line, before the workbench opens.
    const told = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, 'dist/web/test/expected.json'));
    const expected = (JSON.parse(new TextDecoder().decode(told)) as { readonly findings: readonly Found[] }).findings.filter(({ suppression }) => suppression === null);
    assert.ok(expected.length > 10);
    await vscode.commands.executeCommand('caley.checkWorkspace');
    await views.refresh();
    views.findings.filterBy('');
    const nodes = views.findings.getChildren().flatMap((group) => views.findings.getChildren(group));
    const found = nodes.flatMap((node) => (node.type === 'finding' ? [node.finding] : []));
    const base = `${fixture('').toString().replace(/\/$/, '')}/`;
    const sorted = (lines: readonly string[]): readonly string[] => [...lines].sort();
    assert.deepEqual(
      sorted(found.map(({ uri, range: { start, end }, rule, message, severity, identity }) => JSON.stringify([decodeURIComponent(uri.slice(base.length)), start.line + 1, start.character + 1, end.line + 1, end.character + 1, rule.id, severity, message, identity]))),
      sorted(expected.map(({ file, start, end, rule, message, severity, identity }) => JSON.stringify([file, start.line, start.column, end.line, end.column, rule, severity, message, identity]))),
    );
  });

  it('a file that comes, changes and goes is followed', async () => {
    const uri = fixture('come.ts');
    const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.commands.executeCommand('caley.checkWorkspace');
    try {
      await write('console.log(user.email);\n');
      await flagsOnce(uri, 1);
      await write('console.log(user.email);\nconsole.log(user.phone);\n');
      await flagsOnce(uri, 2);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
    await flagsOnce(uri, 0);
  });
});
