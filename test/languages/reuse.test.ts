/** Lowering with an earlier tree at hand gives the same graph as without, after any edits. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printFile } from '../../src/flow';
import type { FileGraph } from '../../src/flow';
import { languageOf } from '../../src/languages';
import type { Language, Tree } from '../../src/languages';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

/** Numbers between 0 and 1, always the same. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    yield state / 4294967296;
  }
}

const pieces = ['x', '(', ')', '{', '}', '\n', ' ', '=> ', 'async ', 'await ', '/** @param {string} a */', '"', '`', ';', '\ndef f(a):\n    return a\n', '\nfunction g(a) { return a.email; }\n', 'class A { m() { return 1; } }\n', '.email', ', '];

function edited(text: string, random: Generator<number, never>): string {
  const at = Math.floor(random.next().value * (text.length + 1));
  const length = random.next().value < 0.5 ? 0 : Math.floor(random.next().value * 12);
  return text.slice(0, at) + (pieces[Math.floor(random.next().value * pieces.length)] ?? '') + text.slice(at + length);
}

const folders = ['javascript', 'python'].map((name) => join(import.meta.dirname, name, 'fixtures'));
const programs = folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder).filter((name) => /\.(?:[cm]?[jt]sx?|py)$/.test(name)).map((name) => join(folder, name)));

interface Lowered {
  readonly tree: Tree;
  readonly graph: FileGraph;
}

function lower(language: Language, path: string, text: string, earlier?: Tree): Lowered {
  const tree = language.parse(text, path, engine.grammars, earlier);
  return { tree, graph: language.lower(tree, earlier) };
}

describe('lowering again', () => {
  for (const path of programs) {
    it(`after edits of ${path.slice(path.lastIndexOf('/') + 1)}`, () => {
      const language = languageOf(engine.languages, path);
      assert.ok(language !== null);
      const random = numbers(path.length);
      const whole = readFileSync(path, 'utf8');
      let last = lower(language, path, whole);
      let text = whole;
      for (let i = 0; i < 40; i++) {
        // Every few edits all is mended again: most edits break the text.
        text = i % 4 === 3 ? whole : edited(text, random);
        const again = lower(language, path, text, last.tree);
        const fresh = language.parse(text, path, engine.grammars);
        const expected: FileGraph = language.lower(fresh);
        if (!again.tree.isTentative) assert.deepEqual(again.graph, expected, printFile(again.graph));
        // What is looked at again from scratch shares functions with the quick look, and is right all the same.
        assert.deepEqual(language.lower(language.parse(text, path, engine.grammars), again.tree), expected);
        fresh.dispose();
        last = again;
      }
      assert.ok(!last.tree.isTentative || last.graph.syntaxErrors.length > 0);
    });
  }

  it('shares the nodes of functions that an edit left alone', () => {
    const language = languageOf(engine.languages, 'a.ts');
    assert.ok(language !== null);
    const body = (name: string): string => `function ${name}(user) {\n  return [user].map((one) => one.email);\n}\n`;
    const earlier = lower(language, 'a.ts', body('a') + body('b') + body('c'));
    const now = lower(language, 'a.ts', body('a') + body('b').replace('email', 'phone') + body('c'), earlier.tree);
    const shared = now.graph.functions.filter(({ nodes }) => earlier.graph.functions.some((other) => other.nodes === nodes)).map(({ name }) => name);
    assert.deepEqual(shared, ['a', 'c', 'a.<arrow>', 'c.<arrow>']);
  });
});
