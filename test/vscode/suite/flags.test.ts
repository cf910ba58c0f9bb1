/**
 * Flags in the editor: where they stand, what they say, when they come and go.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, codeOf, flags, flagsOnce, open, until } from './editing';

describe(`flags, in ${vscode.env.appName} ${vscode.version}`, () => {
  afterEach(closeAll);

  it('a file that is opened shows its flag on the smallest wrong piece of code', async () => {
    const { document } = await open('flags.ts');
    const [flag] = await flagsOnce(document.uri, 1);
    assert.ok(flag);
    assert.equal(document.getText(flag.range), 'attendee.email');
    assert.equal(codeOf(flag).rule, 'log/personal-data');
    assert.equal(flag.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(flag.message, /"attendee\.email" reaches the log through "log\.info"\. DP-DATA-2: /);
  });

  it('a flag comes and goes as the user types', async () => {
    const editor = await open('flags.ts');
    const { document } = editor;
    await flagsOnce(document.uri, 1);
    const end = document.lineAt(11).range.start;
    await editor.edit((edit) => {
      edit.insert(end, '  log.debug(attendee.email);\n');
    });
    await flagsOnce(document.uri, 2);
    await editor.edit((edit) => {
      edit.delete(new vscode.Range(end, end.translate(1)));
    });
    await flagsOnce(document.uri, 1);
  });

  it('a flag moves with the text and goes with its cause', async () => {
    const editor = await open('flags.ts');
    const { document } = editor;
    const [flag] = await flagsOnce(document.uri, 1);
    assert.ok(flag);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '\n\n');
    });
    await until('the flag to move', () => (flags(document.uri)[0]?.range.start.line === flag.range.start.line + 2 ? true : null));
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(flag.range.start.translate(2), flag.range.end.translate(2)), 'attendee.id');
    });
    await flagsOnce(document.uri, 0);
  });

  it('the way of the data is told, from where it comes in to where it must not be', async () => {
    const { document } = await open('flow/reminder.ts');
    const [flag] = await flagsOnce(document.uri, 1);
    const related = flag?.relatedInformation ?? [];
    assert.ok(related.length >= 2);
    assert.ok(related.every(({ message, location }) => message !== '' && location.uri.toString() === document.uri.toString()));
    assert.ok(flag && related.at(-1)?.location.range.contains(flag.range), 'it ends where the flag stands');
  });

  it('a file of configuration has its flag on the value, and goes without once it is mended', async () => {
    const editor = await open('compose.yaml');
    const { document } = editor;
    const [flag] = await flagsOnce(document.uri, 1);
    assert.ok(flag);
    assert.equal(codeOf(flag).rule, 'config/privileged-container');
    assert.equal(document.getText(flag.range), 'true');
    await editor.edit((edit) => {
      edit.replace(flag.range, 'false');
    });
    await flagsOnce(document.uri, 0);
  });

  it('a file that does not parse is still examined', async () => {
    const { document } = await open('broken.ts');
    const [flag] = await flagsOnce(document.uri, 1);
    assert.ok(flag);
    assert.equal(document.getText(flag.range), 'attendee.email');
  });

  it('a file in order has none, nor has one whose finding is accepted with a reason', async () => {
    for (const path of ['clean.ts', 'suppressed.ts']) {
      const { document } = await open(path);
      // The flag of a file opened later shows that this one has been examined.
      await flagsOnce((await open('flags.ts')).document.uri, 1);
      assert.deepEqual(flags(document.uri), []);
      await closeAll();
    }
  });

  it('a file that was never saved is examined', async () => {
    const content = "import pino from 'pino';\nexport const greet = (user: { email: string }) => pino().info(user.email);\n";
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
    await vscode.window.showTextDocument(document);
    await flagsOnce(document.uri, 1);
  });
});
