/**
 * What does VS Code run when it is told to test the extension? Every suite beside this file, in mocha;
 * the last line counts the tests for the runner outside.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { workspace } from 'vscode';

/** Called by VS Code; a rejection becomes exit code 1. */
export function run(): Promise<void> {
  console.log(workspace.isTrusted ? 'the folder is trusted' : 'the folder is in Restricted Mode');
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false, reporter: 'spec', forbidOnly: true });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.js')).sort()) mocha.addFile(join(__dirname, file));
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      console.log(`CALEY-TESTS ${String(passes)} passed, ${String(failures)} failed, ${String(pending)} skipped`);
      if (failures > 0) reject(new Error(`${String(failures)} failed`));
      else resolve();
    });
  });
}
