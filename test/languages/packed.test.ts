/** A graph that was packed says what it said before, whatever it holds. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, unpack } from '../../src/flow';
import type { FileGraph } from '../../src/flow';
import { languageOf } from '../../src/languages';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

const programs = ['javascript', 'python'].map((name) => join(import.meta.dirname, name, 'fixtures'))
  .flatMap((folder) => readdirSync(folder).filter((name) => /\.(?:[cm]?[jt]sx?|py)$/.test(name)).map((name) => join(folder, name)));

/** All of a graph, its functions as plain data. */
function plain(graph: FileGraph): FileGraph {
  return {
    ...graph,
    functions: graph.functions.map((fn) => ({
      id: fn.id, name: fn.name, kind: fn.kind, parent: fn.parent, class: fn.class, range: fn.range, async: fn.async, generator: fn.generator, parameterCount: fn.parameterCount,
      returnType: fn.returnType, nodes: fn.nodes, guards: fn.guards, variables: fn.variables, returns: fn.returns, outerWrites: fn.outerWrites, exports: fn.exports,
    })),
  };
}

function lower(path: string, text: string): FileGraph {
  const language = languageOf(engine.languages, path);
  assert.ok(language !== null);
  const tree = language.parse(text, path, engine.grammars);
  const graph = language.lower(tree);
  tree.dispose();
  return graph;
}

describe('a packed graph', () => {
  it('has programs to be tried on', () => {
    assert.ok(programs.length > 20);
  });

  for (const path of programs) {
    it(`of ${path.slice(path.lastIndexOf('/') + 1)} is unpacked as it was`, () => {
      const graph = lower(path, readFileSync(path, 'utf8'));
      assert.deepEqual(plain(unpack(pack(graph))), plain(graph));
    });
  }

  it('keeps every number, word and character', () => {
    const text = 'f(0, 1, -1, 0.5, 1e300, 67108863, 67108864, 4294967296, 9007199254740993n, true, false, null, undefined, "", "\\ud800", "é😀", __proto__, { __proto__: null, constructor: 1 });\n';
    const graph = lower('a.ts', text);
    assert.deepEqual(plain(unpack(pack(graph))), plain(graph));
  });

  it('may be packed again', () => {
    const graph = lower('a.ts', 'export class A extends B { @c() m(x: Map<string, User> = new Map()) { for (const y of x) if (y) return y; } }\n');
    assert.deepEqual(plain(unpack(pack(unpack(pack(graph))))), plain(graph));
  });

  it('is a small part of what it was', () => {
    const text = 'function f(user) {\n  const name = user.name;\n  return { name, email: user.email };\n}\n'.repeat(500);
    const { bytes } = pack(lower('a.js', text));
    assert.ok(bytes.length < text.length * 2);
  });
});
