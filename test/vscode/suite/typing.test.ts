/**
 * Fast typing in a file of 5,000 lines: its flags are right in the end. How long the extension host stood still meanwhile is printed, how much of that was our code, and the same
 * without our checks, in turn. Nothing is asserted of time.
 */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, fixture, flagsOnce } from './editing';
import { record } from './recording';
import type { Recording } from './recording';

const LINES = 5_000;
/** Typed letter by letter at the end of the file. */
const TYPED = 'export function greet(user: { id: string; email: string }): void { console.log(user.email); }';
/** Milliseconds from letter to letter: as a key repeats that is held down, which no typist outruns. */
const PACE = 33;
/** How often it is typed with our checks, and without. */
const ROUNDS = 3;

interface Typing extends Recording {
  /** Milliseconds from a letter until the editor has it, of every letter. */
  readonly letters: readonly number[];
}

describe('fast typing', () => {
  const uri = fixture('long.ts');
  const check = (enable: boolean): Thenable<void> => vscode.workspace.getConfiguration('caley').update('enable', enable ? undefined : false, vscode.ConfigurationTarget.Workspace);

  before(async () => {
    const functions = Array.from({ length: LINES / 5 }, (_, i) => `export function step${String(i)}(booking: { id: string; email: string }): string {\n  const id = booking.id;\n  return id.trim();\n}\n\n`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(functions.join('')));
  });
  after(async () => {
    await check(true);
    await closeAll();
    await vscode.workspace.fs.delete(uri);
  });

  /** Types the line, waits for the flags that the file has in the end, and takes the line back. */
  async function type(isChecked: boolean): Promise<Typing> {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const { document } = editor;
    assert.ok(document.lineCount > LINES - 5);
    await flagsOnce(uri, 0);
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    const extension = vscode.extensions.getExtension('caley.caley-compliance');
    assert.ok(extension);
    const letters: number[] = [];
    const recording = await record((url) => /\/(client|extension)\.js$/.test(url) && url.includes(`${extension.extensionPath}/dist/`), async () => {
      for (const letter of TYPED) {
        const started = performance.now();
        await vscode.commands.executeCommand('type', { text: letter });
        const took = performance.now() - started;
        letters.push(took);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, PACE - took)));
      }
      await flagsOnce(uri, isChecked ? 1 : 0);
    });
    await editor.edit((edit) => {
      edit.delete(new vscode.Range(end, document.lineAt(document.lineCount - 1).range.end));
    });
    await flagsOnce(uri, 0);
    return { ...recording, letters };
  }

  it('the extension host is free, and the flag is there in the end', async function () {
    this.timeout(120_000);
    const [on, off]: [Typing[], Typing[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      for (const isChecked of [true, false]) {
        await check(isChecked);
        (isChecked ? on : off).push(await type(isChecked));
      }
    }
    const both = (of: (typing: Typing) => number): string => [on, off].map((typings) => typings.map((typing) => of(typing).toFixed(1)).join(', ')).join('; without our checks ');
    const at = (share: number) => ({ letters }: Typing): number => letters.toSorted((a, b) => a - b)[Math.floor(letters.length * share)] ?? 0;
    console.log(`      ${String(TYPED.length)} letters, one each ${String(PACE)} ms, ${String(ROUNDS)} times in turn; in milliseconds:`);
    console.log(`        until the editor has a letter, p50 ${both(at(0.5))}`);
    console.log(`        until the editor has a letter, p95 ${both(at(0.95))}`);
    console.log(`        the extension host stood still at most for ${both(({ stoodStill }) => stoodStill)}`);
    console.log(`        our code in one turn at most ${both(({ longestOfOurs }) => longestOfOurs)}`);
    console.log(`        our code in all ${both(({ ours }) => ours)}`);
    assert.ok(on.every(({ ours }) => ours > 0), 'a profile in which our code is not to be seen says nothing of it');
  });
});
