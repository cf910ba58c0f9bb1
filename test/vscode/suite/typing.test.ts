/**
 * Fast typing in a file of 5,000 lines: its flags are right in the end, and how long the extension host stood still meanwhile is printed. Nothing is asserted of time.
 */
import { strict as assert } from 'node:assert';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { closeAll, fixture, flagsOnce } from './editing';

const LINES = 5_000;
/** Typed letter by letter at the end of the file. */
const TYPED = 'export function greet(user: { id: string; email: string }): void { console.log(user.email); }';

describe('fast typing', () => {
  const uri = fixture('long.ts');

  before(async () => {
    const functions = Array.from({ length: LINES / 5 }, (_, i) => `export function step${String(i)}(booking: { id: string; email: string }): string {\n  const id = booking.id;\n  return id.trim();\n}\n\n`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(functions.join('')));
  });
  after(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(uri);
  });

  it('the extension host is free, and the flag is there in the end', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    assert.ok(document.lineCount > LINES - 5);
    await flagsOnce(uri, 0);
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    for (const letter of TYPED) await vscode.commands.executeCommand('type', { text: letter });
    const took = performance.now() - started;
    await flagsOnce(uri, 1);
    delay.disable();
    const inMilliseconds = (nanoseconds: number): string => (nanoseconds / 1_000_000).toFixed(0);
    console.log(`      ${String(TYPED.length)} letters in ${took.toFixed(0)} ms; the extension host stood still for ${inMilliseconds(delay.max)} ms at most, ${inMilliseconds(delay.percentile(99))} ms at p99`);
  });
});
