/**
 * Does hostile code stop the engine? Programs cut off and mangled at random, and
 * monsters, through parse, lower and judge: nothing throws, nothing hangs.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

const example = join(import.meta.dirname, '../../examples/booking-sync/src');
const sources = readdirSync(example).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(example, name), 'utf8'));

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

/** The number of findings; the engine must answer. */
function count(text: string): number {
  return engine.check(text, 'hostile.ts', { minimumConfidence: 'low' }).length;
}

describe('hostile programs', function () {
  this.timeout(60_000);

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
