/**
 * Is what stands in parentheses after `await` waited for, and no call of something of that name?
 */
import assert from 'node:assert/strict';
import type { Node } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { violations } from './invariants';
import { lowerText } from './programs';

let grammars: Grammars;

before(async () => {
  grammars = await loadGrammars();
});

function nodesOf(body: string, path: string): readonly Node[] {
  const graph = lowerText(`async function load(url) {\n  return ${body};\n}\n`, path, grammars);
  assert.deepEqual(violations(graph), []);
  return graph.functions[1]?.nodes ?? [];
}

describe('await before parentheses', () => {
  for (const path of ['a.js', 'a.ts']) {
    it(`waits for what they hold in ${path}`, () => {
      const nodes = nodesOf('await (await fetch(url)).text()', path);
      assert.equal(nodes.filter((node) => node.op === 'await').length, 2);
      assert.equal(nodes.some((node) => node.op === 'outer' && node.name === 'await' && nodes.some((call) => call.op === 'call' && call.callee === node.id)), false);
    });
  }
});
