/**
 * Do programs that no one writes come to an end? Deep nesting must not overflow
 * the stack, long chains must keep all their parts, and what stands after the
 * monster must still be seen.
 */
import assert from 'node:assert/strict';
import type { FileGraph, Op } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { opsIn, unsupportedIn, violations } from './invariants';
import { lowerText } from './programs';

const deep = 10_000;
const long = 5_000;

/** Nested too deep to be followed: one `unsupported` node stands for the rest. */
const nested: Readonly<Record<string, string>> = {
  parentheses: `x = ${'('.repeat(deep)}a${')'.repeat(deep)};`,
  arrays: `x = ${'['.repeat(deep)}a${']'.repeat(deep)};`,
  objects: `x = ${'{a:'.repeat(deep)}a${'}'.repeat(deep)};`,
  blocks: `${'{'.repeat(deep)}a()${'}'.repeat(deep)}`,
  arguments: `x = ${'f('.repeat(deep)}a${')'.repeat(deep)};`,
  negations: `x = ${'!'.repeat(deep)}a;`,
  ifs: `${'if (a) '.repeat(deep)}b();`,
  loops: `${'while (a) '.repeat(deep)}b();`,
  templates: `x = ${'`${'.repeat(deep)}a${'}`'.repeat(deep)};`,
  conditions: `x = ${'a ? '.repeat(long)}b${' : c'.repeat(long)};`,
};

/** Long, and kept whole. */
const chains: Readonly<Record<string, readonly [program: string, op: Op, count: number]>> = {
  concatenation: [`x = ${'a + '.repeat(long)}a;`, 'outer', long + 1],
  conjunction: [`x = ${'a && '.repeat(long)}a;`, 'outer', long + 1],
  condition: [`if (${'a || '.repeat(long)}a) b();`, 'outer', long + 2],
  choices: [`x = ${'a ? b : '.repeat(long)}c;`, 'outer', 2 * long + 1],
  methods: [`x = a${'.b()'.repeat(long)};`, 'call', long],
  path: [`a${'.b'.repeat(long)} = 1;`, 'update', long],
  functions: ['function f() {'.repeat(deep) + '}'.repeat(deep), 'function', deep],
  arrows: [`x = ${'() => '.repeat(deep)}a;`, 'function', deep],
  'else ifs': [`let v; if (a) v = b;${' else if (c) v = d;'.repeat(100_000)}`, 'bind', 100_001],
  returns: [`function f(c) { ${'if (c) return c;\n'.repeat(20_000)} }`, 'read', 40_000],
  cases: [`switch (a) { ${'case 1: b(); break;\n'.repeat(20_000)} }`, 'call', 20_000],
  elements: [`x = [${'1,'.repeat(50_000)}];`, 'constant', 50_000],
  variables: [Array.from({ length: 5_000 }, (_, i) => `const v${String(i)} = f(v0);`).join('\n'), 'bind', 5_000],
};

describe('monstrous programs', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  function lower(program: string): FileGraph {
    const file = lowerText(`${program}\nlast();`, 'monster.js', grammars);
    assert.deepEqual(violations(file), []);
    assert.deepEqual(file.syntaxErrors, []);
    assert.ok(file.functions[0]?.nodes.some((node) => node.op === 'outer' && node.name === 'last'), 'what follows is seen');
    return file;
  }

  for (const [name, program] of Object.entries(nested)) {
    it(`nested ${name} end where they are too deep`, () => {
      assert.deepEqual([...unsupportedIn(lower(program)).keys()], ['too deep']);
    }).timeout(60_000);
  }

  for (const [name, [program, op, count]] of Object.entries(chains)) {
    it(`long ${name} keep every part`, () => {
      const file = lower(program);
      assert.deepEqual([...unsupportedIn(file)], []);
      // `last()` at the end is an outer name and a call.
      assert.equal(opsIn(file).get(op), op === 'outer' || op === 'call' ? count + 1 : count);
    }).timeout(120_000);
  }

  it('deeply nested types are unknown below', () => {
    const file = lowerText(`let x: ${'Array<'.repeat(deep)}a${'>'.repeat(deep)};`, 'monster.ts', grammars);
    assert.deepEqual(violations(file), []);
    assert.equal(file.functions[0]?.variables.length, 1);
  });

  it('unfinished nesting is a syntax error', () => {
    for (const program of ['('.repeat(long), '{ a: ['.repeat(2_000), '`${'.repeat(2_000), 'class A {'.repeat(2_000), '"'.repeat(2_001)]) {
      const file = lowerText(program, 'monster.ts', grammars);
      assert.deepEqual(violations(file), []);
      assert.ok(file.syntaxErrors.length > 0);
    }
  });
});
