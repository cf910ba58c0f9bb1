/**
 * Programs whose lines say themselves what is to be found in them. Must not know any rule.
 */
import assert from 'node:assert/strict';
import { LineIndex } from '../../src/text';
import type { TestEngine } from './engine';

/** The findings of one rule in `program` (an example.tsx beside `files`) stand on exactly the lines that end in `// flagged`. */
export function checkMarked(engine: TestEngine, rule: string, program: string, files: Readonly<Record<string, string>> = {}): void {
  const lines = program.split('\n');
  const index = new LineIndex(program);
  const found = engine.open({ 'example.tsx': program, ...files }, { minimumConfidence: 'low' }).findings('example.tsx');
  const flagged = new Set(found.filter(({ finding }) => finding.rule === rule).map(({ finding }) => index.positionAt(finding.range.start).line));
  const shown = (isMarked: (line: string, at: number) => boolean): string => lines.map((line, i) => `${isMarked(line, i) ? '! ' : '  '}${line}`).join('\n');
  assert.equal(shown((_, i) => flagged.has(i)), shown((line) => line.endsWith('// flagged')));
}
