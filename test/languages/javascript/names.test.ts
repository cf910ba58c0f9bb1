/**
 * Which variable does a name mean? Graphs carry scopes; `resolveName` finds the
 * declaring function and variable at a place.
 */
import assert from 'node:assert/strict';
import { resolveName, type FileGraph } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { lowerText } from './programs';

/** Resolves the name at the `^` of the line below, in the innermost function there. */
function resolved(file: FileGraph, text: string, name: string, offset: number): string {
  let inner = file.functions[0];
  for (const graph of file.functions) {
    if (graph.range.start <= offset && offset < graph.range.end && inner !== undefined && graph.range.start >= inner.range.start) inner = graph;
  }
  assert.ok(inner !== undefined);
  const found = resolveName(file, inner.id, name, offset);
  if (found === null) return 'global';
  const owner = file.functions[found.function];
  assert.ok(owner !== undefined);
  const { kind, scope } = found.variable;
  return `${kind} of ${owner.name} in ${JSON.stringify(text.slice(owner.range.start + scope.start, owner.range.start + scope.end).slice(0, 12))}`;
}

describe('names', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  /** `program` marks uses as `name@`; answers what each means, in order. */
  function meanings(program: string): string[] {
    const text = program.replaceAll('@', ' ');
    const file = lowerText(text, 'names.ts', grammars);
    return [...program.matchAll(/(\w+)@/g)].map((match) => resolved(file, text, match[1] ?? '', match.index));
  }

  it('mean a global when nothing declares them', () => {
    assert.deepEqual(meanings('function f() { return console@; }'), ['global']);
  });

  it('mean the variable of an enclosing function', () => {
    assert.deepEqual(meanings('const a = 1; function f(b) { return () => [a@, b@]; }'), ['const of <module> in "const a = 1;"', 'parameter of f in "function f(b"']);
  });

  it('mean the innermost scope around them', () => {
    const program = 'let x = 1; function f() { { let x = 2; g(() => x@); } g(() => x@); }';
    assert.deepEqual(meanings(program), ['let of f in "{ let x = 2;"', 'let of <module> in "let x = 1; f"']);
  });

  it('mean a loop’s variable inside the loop only', () => {
    const program = 'for (const x of xs) { g(() => x@); } g(() => x@);';
    assert.deepEqual(meanings(program), ['const of <module> in "for (const x"', 'global']);
  });

  it('mean a var in the whole function, and a catch parameter in its handler', () => {
    const program = 'function f() { g(() => [v@, e@]); try {} catch (e) { var v = 1; g(() => e@); } }';
    assert.deepEqual(meanings(program), ['var of f in "function f()"', 'global', 'catch of f in "catch (e) { "']);
  });

  it('mean what is imported, declared later, or a function’s own name', () => {
    const program = "import { a } from 'm'; const f = function own() { return [a@, own@, later@]; }; class later {}";
    assert.deepEqual(meanings(program), [
      'import of <module> in "import { a }"', 'function of <module> in "function own"', 'class of <module> in "import { a }"',
    ]);
  });

  it('mean members of a namespace inside it only', () => {
    const program = 'namespace N { const inner = 1; export const f = () => inner@; } const g = () => [inner@, N@];';
    assert.deepEqual(meanings(program), ['const of <module> in "{ const inne"', 'global', 'const of <module> in "namespace N "']);
  });

  it('keep graphs of functions that only move', () => {
    const program = 'function f(a) { let x = a.b; return () => x; }';
    const [, here] = lowerText(program, 'a.ts', grammars).functions;
    const [, there] = lowerText(`\n\n${program}`, 'a.ts', grammars).functions;
    assert.ok(here !== undefined && there !== undefined);
    assert.deepEqual({ ...there, range: null }, { ...here, range: null });
    assert.equal(there.range.start, here.range.start + 2);
  });
});
