/**
 * Which variable does a name of Python mean? Graphs carry scopes; `resolveName`
 * finds the declaring function and variable at a place.
 */
import assert from 'node:assert/strict';
import { resolveName, type FileGraph } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { lowerText } from './programs';

/** Resolves the name at the offset, in the innermost function there. */
function resolved(file: FileGraph, name: string, offset: number): string {
  let inner = file.functions[0];
  for (const graph of file.functions) {
    if (graph.range.start <= offset && offset < graph.range.end && inner !== undefined && graph.range.start >= inner.range.start) inner = graph;
  }
  assert.ok(inner !== undefined);
  const found = resolveName(file, inner.id, name, offset);
  return found === null ? 'global' : `${found.variable.kind} of ${file.functions[found.function]?.name ?? ''}`;
}

describe('names of Python', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  /** `program` marks uses as `name@`; answers what each means, in order. */
  function meanings(program: string): string[] {
    const file = lowerText(program.replaceAll('@', ' '), grammars);
    return [...program.matchAll(/(\w+)@/g)].map((match) => resolved(file, match[1] ?? '', match.index));
  }

  it('mean a global when nothing binds them', () => {
    assert.deepEqual(meanings('def f(): return print@'), ['global']);
  });

  it('mean the variable of an enclosing function, or the module', () => {
    assert.deepEqual(meanings('a = 1\ndef f(b):\n  return lambda: (a@, b@)'), ['var of <module>', 'parameter of f']);
  });

  it('mean the function’s own wherever it binds them', () => {
    assert.deepEqual(meanings('x = 1\ndef f():\n  g(x@)\n  if y:\n    x = 2'), ['var of f']);
  });

  it('mean what is outside when declared global or nonlocal', () => {
    const program = 'x = 1\ndef f():\n  y = 1\n  def g():\n    global x\n    nonlocal y\n    x = y = 2\n    return x@, y@';
    assert.deepEqual(meanings(program), ['var of <module>', 'var of f']);
  });

  it('mean a comprehension’s variable inside it only', () => {
    assert.deepEqual(meanings('def f(xs):\n  return [(lambda: x@) for x in xs], x@'), ['var of f', 'global']);
  });

  it('mean no member of the class around', () => {
    assert.deepEqual(meanings('class A:\n  x = 1\n  def f(self): return x@, A@'), ['global', 'class of <module>']);
  });

  it('mean what is imported, caught or captured', () => {
    const program = 'import a.b\ntry:\n  pass\nexcept E as e:\n  f(e@)\nmatch a@:\n  case [c]: f(c@)\nwith f() as d: f(d@)\nif (w := 1): f(w@)';
    assert.deepEqual(meanings(program), ['catch of <module>', 'import of <module>', 'var of <module>', 'var of <module>', 'var of <module>']);
  });

  it('keep graphs of functions that only move', () => {
    const program = 'def f(a):\n  x = a.b\n  return lambda: x\n';
    const [, here] = lowerText(program, grammars).functions;
    const [, there] = lowerText(`\n\n${program}`, grammars).functions;
    assert.ok(here !== undefined && there !== undefined);
    assert.deepEqual({ ...there, range: null }, { ...here, range: null });
    assert.equal(there.range.start, here.range.start + 2);
  });
});
