/**
 * Do programs that no one writes come to an end? Deep nesting must not overflow
 * the stack, long chains must keep all their parts, and what stands after the
 * monster must still be seen.
 */
import assert from 'node:assert/strict';
import type { FileGraph, Op } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { opsIn, unsupportedIn, violations } from '../javascript/invariants';
import { lowerText } from './programs';

const deep = 10_000;
const long = 5_000;

function indented(levels: number, head: string, last: string): string {
  return `${Array.from({ length: levels }, (_, i) => ' '.repeat(i) + head).join('\n')}\n${' '.repeat(levels)}${last}`;
}

/** Nested too deep to be followed: one `unsupported` node stands for the rest. */
const nested: Readonly<Record<string, string>> = {
  parentheses: `x = ${'('.repeat(deep)}a${')'.repeat(deep)}`,
  lists: `x = ${'['.repeat(deep)}a${']'.repeat(deep)}`,
  dictionaries: `x = ${'{1:'.repeat(deep)}a${'}'.repeat(deep)}`,
  arguments: `x = ${'f('.repeat(deep)}a${')'.repeat(deep)}`,
  subscripts: `x = ${'f['.repeat(deep)}a${']'.repeat(deep)}`,
  negations: `x = ${'-'.repeat(deep)}a`,
  ifs: indented(450, 'if a:', 'b()'),
  loops: indented(450, 'for a in b:', 'c()'),
  handlers: indented(450, 'try:', 'b()') + '\n' + Array.from({ length: 450 }, (_, i) => `${' '.repeat(449 - i)}except E: pass`).join('\n'),
  conditions: `x = ${'(a if b else '.repeat(long)}c${')'.repeat(long)}`,
  comprehensions: `x = ${'[a for b in '.repeat(long)}c${']'.repeat(long)}`,
};

/** Long, and kept whole. */
const chains: Readonly<Record<string, readonly [program: string, op: Op, count: number]>> = {
  concatenation: [`x = ${'a + '.repeat(long)}a`, 'outer', long + 1],
  conjunction: [`x = ${'a and '.repeat(long)}a`, 'outer', long + 1],
  condition: [`if ${'a or '.repeat(long)}a: b()`, 'outer', long + 2],
  choices: [`x = ${'a if b else '.repeat(long)}c`, 'outer', 2 * long + 1],
  methods: [`x = a${'.b()'.repeat(long)}`, 'call', long],
  path: [`a${'.b'.repeat(long)} = 1`, 'update', long],
  targets: [`${'a = '.repeat(long)}1`, 'bind', long],
  lambdas: [`x = ${'lambda: '.repeat(deep)}a`, 'function', deep],
  functions: [indented(500, 'def f():', 'a()'), 'function', 500],
  classes: [indented(500, 'class A:', 'a = 1'), 'class', 500],
  elifs: [`v = 0\nif a: v = b\n${'elif c: v = d\n'.repeat(50_000)}`, 'bind', 50_002],
  returns: [`def f(c):\n${'  if c: return c\n'.repeat(20_000)}`, 'read', 40_000],
  cases: [`match a:\n${'  case 1: b()\n'.repeat(5_000)}`, 'call', 5_000],
  elements: [`x = [${'1,'.repeat(50_000)}]`, 'constant', 50_000],
  strings: [`x = (${'"a" f"{b}" '.repeat(long)})`, 'outer', long],
  variables: [Array.from({ length: 5_000 }, (_, i) => `v${String(i)} = f(v0)`).join('\n'), 'bind', 5_000],
};

describe('monstrous Python', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  function lower(program: string): FileGraph {
    const file = lowerText(`${program}\nlast()\n`, grammars);
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
    for (const type of [`${'list['.repeat(long)}a${']'.repeat(long)}`, `"${'list['.repeat(300)}a${']'.repeat(300)}"`]) {
      const file = lowerText(`x: ${type} = 1`, grammars);
      assert.deepEqual(violations(file), []);
      assert.equal(file.functions[0]?.variables.length, 1);
    }
  });

  it('unfinished nesting is a syntax error', () => {
    for (const program of ['('.repeat(long), '{ a: ['.repeat(2_000), 'f"{'.repeat(2_000), 'class A('.repeat(2_000), '"'.repeat(2_001), 'x = (\n'.repeat(2_000)]) {
      const file = lowerText(program, grammars);
      assert.deepEqual(violations(file), []);
      assert.ok(file.syntaxErrors.length > 0);
    }
  });
});
