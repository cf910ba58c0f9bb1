/**
 * What does VS Code in a browser run when it is told to test the extension? The suites of the desktop that need no process, and those beside this file, in mocha;
 * the last line counts the tests for the runner outside.
 */
import 'mocha/mocha';
import type Mocha from 'mocha';

/** As mocha's build for browsers leaves it behind. */
declare const mocha: { setup(options: Mocha.MochaOptions & { readonly ui: 'bdd' }): void; run(ended: (failures: number) => void): Mocha.Runner };

/** Says each test in a line. Mocha's own reporters draw on a page, which a worker has none of. */
function sayLines(runner: Mocha.Runner): void {
  runner.on('pass', (test) => {
    console.log(`  ✔ ${test.fullTitle()}`);
  });
  runner.on('fail', (test, error: Error) => {
    console.log(`  ✘ ${test.fullTitle()}\n${error.stack ?? error.message}`);
  });
}

/** Called by VS Code; a rejection becomes exit code 1. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: sayLines as unknown as Mocha.ReporterConstructor });
  await import('./suites');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      console.log(`CALEY-TESTS ${String(passes)} passed, ${String(failures)} failed, ${String(pending)} skipped`);
      if (failures > 0) reject(new Error(`${String(failures)} failed`));
      else resolve();
    });
  });
}
