/**
 * Does every text give a sound graph? Whole, cut short, damaged, and foreign
 * programs, and what real packages are written in.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { opsIn, unsupportedIn, violations } from '../javascript/invariants';
import { lowerText, programs } from './programs';

const root = join(__dirname, '../../..');

/** Real sources that npm packages carry: the build tool of native modules, and grammars' bindings. */
const sources = 'node_modules/**/*.{py,pyi}';

/** Ops that no Python has: patterns of regular expressions and markup. */
const foreignOps = 2;

describe('Python graphs', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  function assertSound(text: string): void {
    assert.deepEqual(violations(lowerText(text, grammars)), [], JSON.stringify(text.slice(0, 2000)));
  }

  it('are sound for every program in fixtures/', () => {
    for (const { text } of programs()) assertSound(text);
  });

  it('leave nothing out of programs that parse', () => {
    for (const { name, text } of programs()) {
      const graph = lowerText(text, grammars);
      if (graph.syntaxErrors.length === 0) assert.deepEqual([...unsupportedIn(graph)], [], name);
    }
  });

  it('between them show every op that Python has', () => {
    const seen = new Set(programs().flatMap(({ text }) => [...opsIn(lowerText(text, grammars)).keys()]));
    seen.delete('unsupported');
    assert.equal(seen.size, 28 - foreignOps, [...seen].sort().join(' '));
  });

  it('are sound for programs cut short anywhere', () => {
    for (const { text } of programs()) for (let end = 0; end < text.length; end += 5) assertSound(text.slice(0, end));
  });

  it('are sound for programs with a piece missing, doubled or foreign', () => {
    for (const { text } of programs()) {
      for (let at = 3; at < text.length; at += 19) {
        assertSound(text.slice(0, at) + text.slice(at + 5));
        assertSound(text.slice(0, at) + text.slice(at - 3));
        assertSound(`${text.slice(0, at)}}](:\n   ${text.slice(at)}`);
      }
    }
  });

  it('are sound for lines moved in or out', () => {
    for (const { text } of programs()) {
      const lines = text.split('\n');
      for (let at = 0; at < lines.length; at++) {
        const line = lines[at] ?? '';
        assertSound([...lines.slice(0, at), `    ${line}`, ...lines.slice(at + 1)].join('\n'));
        assertSound([...lines.slice(0, at), line.trimStart(), ...lines.slice(at + 1)].join('\n'));
        assertSound([...lines.slice(0, at), ...lines.slice(at + 1)].join('\n'));
      }
    }
  });

  it('are sound for real sources, and leave nothing out', () => {
    const files = globSync([sources], { cwd: root }).sort();
    for (const file of files) {
      const graph = lowerText(readFileSync(join(root, file), 'utf8'), grammars);
      assert.deepEqual(violations(graph), [], file);
      if (graph.syntaxErrors.length === 0) assert.deepEqual([...unsupportedIn(graph)], [], file);
    }
  }).timeout(60_000);

  it('do not depend on how the tree was walked', () => {
    const slow: Grammars = { get: (name) => grammars.get(name) };
    for (const { text } of programs()) assert.deepEqual(lowerText(text, slow), lowerText(text, grammars));
  });

  it('are the same for the same text', () => {
    for (const { text } of programs()) assert.deepEqual(lowerText(text, grammars), lowerText(text, grammars));
  });
});
