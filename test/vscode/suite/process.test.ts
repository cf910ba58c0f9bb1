/**
 * What there is only beside a process of the server's own: it may die, and it has the tools of language models. Not part of what runs in a browser.
 */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, flagsOnce, open, until } from './editing';

describe("the server's process", () => {
  afterEach(closeAll);

  it('language models have the tools, over what the editor holds', async () => {
    const editor = await open('clean.ts');
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'console.log(user.email);\n');
    });
    const { content } = await vscode.lm.invokeTool('caley_check_files', { input: { paths: ['clean.ts'] }, toolInvocationToken: undefined });
    const text = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    assert.match(text, /clean\.ts:1:\d+ warning log\/personal-data \(DP-DATA-2\)/);
    const wrong = await vscode.lm.invokeTool('caley_check_files', { input: { paths: ['../../etc'] }, toolInvocationToken: undefined });
    assert.match(wrong.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join(''), /outside/);
  });

  // Only there can a process find its children without a tool.
  if (process.platform === 'linux') {
    it('a server that dies is started again by itself', async () => {
      const { document } = await open('flags.ts');
      await flagsOnce(document.uri, 1);
      const before = serverProcess();
      assert.ok(before);
      process.kill(before, 'SIGKILL');
      await until('another server', () => {
        const now = serverProcess();
        return now !== null && now !== before ? now : null;
      });
      await vscode.commands.executeCommand('caley.checkFile');
      await flagsOnce(document.uri, 1);
    });
  }
});

/** The process id of the language server below this extension host, or null. */
function serverProcess(): number | null {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) \S+ (\d+).*$/s, '$1'));
      if (parent === process.pid && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('dist/server.js')) return Number(name);
    } catch {
      // Ended meanwhile.
    }
  }
  return null;
}
