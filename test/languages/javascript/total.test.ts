/**
 * Does every text give a sound graph? Whole, cut short, damaged, and hostile
 * programs, and what real packages are written in.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { opsIn, unsupportedIn, violations } from './invariants';
import { lowerText, programs } from './programs';

const root = join(__dirname, '../../..');

/** Real sources, of packages the project has anyway. */
const packages = 'node_modules/{yaml,commander,ignore,markdown-it,mocha,tinyglobby,vscode-jsonrpc}/**/*.{js,mjs,cjs,ts}';

/** Syntax that no graph shows, by reason. The list may only shrink. */
const knownUnsupported: ReadonlySet<string> = new Set(['with_statement']);

describe('JavaScript graphs', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  function assertSound(text: string, name: string): void {
    const wrong = violations(lowerText(text, name, grammars));
    assert.deepEqual(wrong, [], `${name}: ${JSON.stringify(text.slice(0, 2000))}`);
  }

  it('are sound for every program in fixtures/', () => {
    for (const { name, text } of programs()) assertSound(text, name);
  });

  it('between them show every op', () => {
    const seen = new Set(programs().flatMap(({ name, text }) => [...opsIn(lowerText(text, name, grammars)).keys()]));
    assert.equal(seen.size, 29);
  });

  it('are sound for programs cut short anywhere', () => {
    for (const { name, text } of programs()) {
      for (let end = 0; end < text.length; end += 7) assertSound(text.slice(0, end), name);
    }
  });

  it('are sound for programs with a piece missing, doubled or foreign', () => {
    for (const { name, text } of programs()) {
      for (let at = 3; at < text.length; at += 23) {
        assertSound(text.slice(0, at) + text.slice(at + 5), name);
        assertSound(text.slice(0, at) + text.slice(at - 3), name);
        assertSound(`${text.slice(0, at)}}](<${text.slice(at)}`, name);
      }
    }
  });

  it('are sound in the other grammars too', () => {
    for (const { text } of programs()) for (const name of ['a.ts', 'a.tsx', 'a.js']) assertSound(text, name);
  });

  it('are sound for real sources, and leave out only what is known', () => {
    const files = globSync([packages, 'src/**/*.ts'], { cwd: root }).sort();
    assert.ok(files.length > 500);
    const reasons = new Set<string>();
    for (const file of files) {
      const graph = lowerText(readFileSync(join(root, file), 'utf8'), file, grammars);
      assert.deepEqual(violations(graph), [], file);
      if (graph.syntaxErrors.length > 0) continue;
      for (const reason of unsupportedIn(graph).keys()) reasons.add(reason);
    }
    assert.deepEqual([...reasons].filter((reason) => !knownUnsupported.has(reason)), []);
  }).timeout(120_000);

  it('do not depend on how the tree was walked', () => {
    const slow: Grammars = { get: (name) => grammars.get(name) };
    assert.ok(grammars.module !== undefined);
    for (const { name, text } of programs()) assert.deepEqual(lowerText(text, name, slow), lowerText(text, name, grammars));
  });

  it('are the same for the same text', () => {
    for (const { name, text } of programs()) assert.deepEqual(lowerText(text, name, grammars), lowerText(text, name, grammars));
  });
});
