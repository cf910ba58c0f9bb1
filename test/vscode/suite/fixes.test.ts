/**
 * Quick fixes: each file of fixtures/fixes names the fix it is for in its first line; the fix is offered on the flag, and
 * applied, clears it and adds none.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, fixture, flags, open, quickFixes, until } from './editing';

/** `// fix: Mask the value` */
const HEADER = /^\/\/ fix: (.+)$/m;

describe('quick fixes', () => {
  afterEach(closeAll);

  it('every fixture’s fix is offered and clears the flag', async () => {
    const files = (await vscode.workspace.findFiles('fixes/*')).map((uri) => vscode.workspace.asRelativePath(uri)).sort();
    assert.ok(files.length > 0);
    for (const path of files) {
      const { document } = await open(path);
      const title = HEADER.exec(document.getText())?.[1];
      assert.ok(title, `${path} names its fix`);
      const [flag, ...others] = await until(`a flag in ${path}`, () => (flags(document.uri).length > 0 ? flags(document.uri) : null));
      assert.ok(flag);
      const actions = await quickFixes(document.uri, flag.range);
      const fix = actions.find((action) => action.title === title);
      assert.ok(fix?.edit, `${path}: offered were ${actions.map((action) => action.title).join(' | ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      await until(`the flag to go in ${path}`, () => (flags(document.uri).length === others.length ? true : null));
      await closeAll();
    }
  });

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
    await until('the comment', () => (document.getText().includes('caley-ignore log/personal-data -- ') ? true : null));
  });

  it('what is safe is fixed on save', async () => {
    const { document } = await open('flags.ts');
    await until('the flag', () => (flags(document.uri).length > 0 ? true : null));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', fixture('flags.ts'), whole, 'source.fixAll.caley', 5);
    for (const action of actions) assert.equal(action.kind?.value, 'source.fixAll.caley');
  });
});
