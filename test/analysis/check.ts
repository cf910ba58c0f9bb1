/**
 * How do tests ask what analysis finds in a program? Programs say it themselves:
 * every line that ends in `// flagged` must hold a finding, and no other line may.
 *
 * `// known miss: why` marks a line that should be flagged and is not, `// known false: why` one that is and
 * should not be: today's wrong answers, asserted like the right ones.
 */
import assert from 'node:assert/strict';
import type { Finding } from '../../src/analysis';
import { LineIndex } from '../../src/text';
import type { Configuration } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine | undefined;

before(async () => {
  engine = await loadTestEngine();
});

/** The engine as shipped; only inside of tests. */
export function theEngine(): TestEngine {
  assert.ok(engine !== undefined, 'asked before the engine was loaded');
  return engine;
}

/** Everything found but hints, of any confidence, by drafts of rules as well. */
export function find(program: string, path = 'example.ts', configuration: Partial<Configuration> = {}): readonly Finding[] {
  // Hints say how a request is made: they stand on most requests, and are no answer to where data goes.
  return theEngine().check(program, path, { minimumConfidence: 'low', drafts: true, ...configuration }).filter(({ severity }) => severity !== 'hint');
}

/** The findings stand on exactly the lines that the program marks. */
export function check(program: string, path = 'example.ts', configuration: Partial<Configuration> = {}): void {
  const lines = program.split('\n');
  const index = new LineIndex(program);
  const found = new Set(find(program, path, configuration).map(({ range }) => index.positionAt(range.start).line));
  const shown = lines.map((line, i) => `${found.has(i) ? '! ' : '  '}${line}`).join('\n');
  const promised = lines.map((line, i) => `${/\/\/ (?:flagged|known false: .+)$/.test(line) ? '! ' : '  '}${lines[i] ?? ''}`).join('\n');
  assert.equal(shown, promised);
}

/** One test for each program, named by what it shows. */
export function checkAll(programs: Readonly<Record<string, string>>, path?: string): void {
  for (const [name, program] of Object.entries(programs)) {
    it(name, () => {
      check(program, path);
    });
  }
}

/** The same for a project of several files: path to program. */
export function checkFiles(files: Readonly<Record<string, string>>, configuration: Partial<Configuration> = {}): void {
  const snapshot = theEngine().open(files, { minimumConfidence: 'low', drafts: true, ...configuration });
  const marked = (mark: (path: string, line: string, number: number) => boolean): string =>
    Object.entries(files).map(([path, program]) => [path, ...program.split('\n').map((line, i) => `${mark(path, line, i) ? '! ' : '  '}${line}`)].join('\n')).join('\n');
  const found = new Set(snapshot.files.flatMap((path) => {
    const index = new LineIndex(files[path] ?? '');
    return snapshot.findings(path).filter(({ finding }) => finding.severity !== 'hint').map(({ finding }) => `${path} ${String(index.positionAt(finding.range.start).line)}`);
  }));
  assert.equal(
    marked((path, _, number) => found.has(`${path} ${String(number)}`)),
    marked((_, line) => /(?:\/\/|#) (?:flagged|known false: .+)$/.test(line)),
  );
}

/** One test for each project, named by what it shows. */
export function checkAllFiles(projects: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  for (const [name, files] of Object.entries(projects)) {
    it(name, () => {
      checkFiles(files);
    });
  }
}
