/**
 * Does hostile code stop the engine? Programs cut off and mangled at random, and
 * monsters, through parse, lower, summarise and judge: nothing throws, nothing hangs.
 * `npm run fuzz -- --monsters` has the monsters at full size.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { answersFor } from './answers';
import { masses, nestings, projects, pythonNestings, unsolved } from './monsters';
import type { Files } from './monsters';

const example = join(import.meta.dirname, '../../examples/booking-sync/src');
const sources = readdirSync(example).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(example, name), 'utf8'));
/** Of the full size, which is a hundred thousand. */
const size = 5_000;
const fileCount = 200;
/** At the size that they are known by. */
const large: Readonly<Record<string, number>> = { 'files that import each other in a ring': 1000, 'a function that calls itself through all files': 1000, 'exports handed on in a chain of ten times as many': 1000 };

/** Nothing leaks in these, or it is lost in the depth without a word: known misses. */
const silent = ['array patterns', 'calls of calls', 'patterns', 'type literals'];

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

/** The number of findings; the engine must answer. */
function count(text: string, path = 'hostile.ts'): number {
  return answersFor(engine, { [path]: text }).findings;
}

describe('hostile programs', function () {
  this.timeout(240_000);

  it('that are cut off keep the findings of the rest', () => {
    for (const source of sources) for (let end = 0; end < source.length; end += 211) assert.doesNotThrow(() => count(source.slice(0, end)));
    assert.equal(count('console.log(user.email);\nfunction f() {\n  log.info(user.'), 1);
  });

  it('that are mangled at random are answered', () => {
    const mangled = fc.tuple(fc.constantFrom(...sources), fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.string({ maxLength: 6 })), { maxLength: 6 })).map(([source, edits]) => edits.reduce((text, [at, length, added]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + added + text.slice(start + length);
    }, source));
    fc.assert(fc.property(mangled, (text) => { count(text); }), { numRuns: 150 });
  });

  const monsters: Readonly<Record<string, () => string>> = {
    'nested loops': () => `${'for (const a of b) { x = y; y = x + user.email; '.repeat(60)}console.log(x);${'}'.repeat(60)}`,
    'a chain of assignments': () => `let x = user.email;\n${'x = x + "";\n'.repeat(3000)}console.log(x);`,
    'functions that call each other in a ring': () => `${Array.from({ length: 600 }, (_, i) => `function f${String(i)}(x) { f${String((i + 1) % 600)}(x); }\n`).join('')}f0(user.email);`,
    'a deep object': () => `const o = ${'{ a: '.repeat(900)}user.email${' }'.repeat(900)}; console.log(o);`,
    'a tree of trees': () => `function grow(n) { const t = { l: n, r: n, k: [n, n] }; t.l = grow(t); t.r = grow(t.l); return t; }\nconsole.log(grow(user));`,
    'thousands of members': () => `console.log(a${'.b'.repeat(4000)});`,
    'a wide branch': () => `let x;\n${Array.from({ length: 2000 }, (_, i) => `if (a === ${String(i)}) x = user.email; else `).join('')}x = 1;\nconsole.log(x);`,
    'a class of many methods': () => `class A {\n${Array.from({ length: 400 }, (_, i) => `  m${String(i)}(x) { this.f = x; return this.m${String((i * 7 + 1) % 400)}(this.f); }\n`).join('')}}\nnew A().m0(user.email);`,
    'closures in closures': () => `${'(() => { const x = user.email; '.repeat(200)}console.log(x);${' })();'.repeat(200)}`,
  };

  for (const [what, make] of Object.entries(monsters)) {
    it(`such as ${what} end`, () => {
      assert.doesNotThrow(() => count(make()));
    });
  }
});

describe('monsters', function () {
  this.timeout(240_000);

  it('of any bracket ten thousand deep end, and it is told where they were too deep', () => {
    const mute = Object.entries(nestings).filter(([, text]) => !answersFor(engine, { 'deep.tsx': text }).honest).map(([what]) => what);
    assert.deepEqual(mute.sort(), silent);
  });

  it('of the second language end', () => {
    for (const [what, text] of Object.entries(pythonNestings)) assert.doesNotThrow(() => count(text, 'deep.py'), what);
  });

  for (const [what, make] of Object.entries(masses)) {
    it(`such as ${what} end`, () => {
      assert.doesNotThrow(() => count(make(size)));
    });
  }

  for (const [what, make] of Object.entries(projects)) {
    it(`such as ${what} end`, () => {
      const files: Files = make(large[what] ?? fileCount);
      assert.doesNotThrow(() => answersFor(engine, files));
    });
  }

  for (const [what, make] of Object.entries(unsolved)) {
    it(`such as ${what} still beat the engine`, () => {
      assert.throws(() => count(make(size)), RangeError, 'It is solved: let it move to the others.');
    });
  }
});
