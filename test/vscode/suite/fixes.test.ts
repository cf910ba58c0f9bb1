/**
 * Quick fixes: the first line of each file of fixtures/fixes is a pattern of the mended text; a fix that leads there is
 * offered on the flag, and applied, clears it and adds none.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, fixture, flags, open, quickFixes, until } from './editing';

/** In fixtures/fixes; the build says it, for a browser has no disk to ask. */
declare const FIX_FIXTURES: readonly string[];

/** `// after: log\.info\(attendee\.id\)` */
const HEADER = /^\/\/ after: (.+)$/m;

describe('quick fixes', () => {
  afterEach(closeAll);

  for (const name of FIX_FIXTURES) {
    it(`${name}: the fix is offered and clears the flag`, async () => {
      const path = `fixes/${name}`;
      const { document } = await open(path);
      const wanted = new RegExp(HEADER.exec(document.getText())?.[1] ?? '(?!)');
      const [flag, ...others] = await until(`a flag in ${path}`, () => (flags(document.uri).length > 0 ? flags(document.uri) : null));
      assert.ok(flag);
      const actions = await quickFixes(document.uri, flag.range);
      const fix = actions.find((action) => wanted.test(mended(document, action)));
      assert.ok(fix?.edit, `offered were ${actions.map((action) => action.title).join(' | ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      await until('the flag to go', () => (flags(document.uri).length === others.length ? true : null));
    });
  }

  it('the preferred fix stands first, and suppressing is never preferred', async () => {
    const { document } = await open('flags.ts');
    const [flag] = await until('the flag', () => (flags(document.uri).length > 0 ? flags(document.uri) : null));
    assert.ok(flag);
    const actions = await quickFixes(document.uri, flag.range);
    assert.equal(actions[0]?.isPreferred, true);
    assert.equal(actions.filter((action) => action.isPreferred === true).length, 1);
    const suppress = actions.at(-1);
    assert.ok(suppress?.edit);
    assert.ok(await vscode.workspace.applyEdit(suppress.edit));
    assert.ok(suppress.command, 'the cursor goes to the reason');
    await vscode.commands.executeCommand(suppress.command.command, ...((suppress.command.arguments ?? []) as unknown[]));
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.match(document.lineAt(editor.selection.active.line).text, /\/\/ caley-ignore log\/personal-data -- /);
    assert.ok(!editor.selection.isEmpty);
    await editor.edit((edit) => {
      edit.replace(editor.selection, 'the log is the mail queue itself');
    });
    await until('the flag to go', () => (flags(document.uri).length === 0 ? true : null));
  });

  it('what is safe is offered to be fixed on save, and nothing else', async () => {
    const fixAll = async (path: string): Promise<vscode.CodeAction[]> => {
      const { document } = await open(path);
      await until('a flag', () => (flags(document.uri).length > 0 ? true : null));
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, whole, 'source.fixAll.caley', 5);
    };
    assert.deepEqual(await fixAll('flags.ts'), []);
    const [action] = await fixAll('fixes/use-https.ts');
    assert.equal(action?.kind?.value, 'source.fixAll.caley');
    assert.ok(action.edit && (await vscode.workspace.applyEdit(action.edit)));
    await until('the flag to go', () => (flags(fixture('fixes/use-https.ts')).length === 0 ? true : null));
  });
});

/** The text that the action would leave, without the line that says what it should be. */
function mended(document: vscode.TextDocument, action: vscode.CodeAction): string {
  const edits = [...(action.edit?.get(document.uri) ?? [])].sort((a, b) => b.range.start.compareTo(a.range.start));
  const text = edits.reduce((result, edit) => result.slice(0, document.offsetAt(edit.range.start)) + edit.newText + result.slice(document.offsetAt(edit.range.end)), document.getText());
  return text.replace(HEADER, '');
}
