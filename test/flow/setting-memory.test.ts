/**
 * Is what is kept of a search what a search finds? Trees whose equal parts have one content, looked through one after another by a search that keeps
 * what it found, and by one that does not.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSettingPath, SettingSearch } from '../../src/flow';
import type { Setting, SettingPath, SettingValue } from '../../src/flow';

const nowhere = { start: 0, end: 0 };

type Json = string | { readonly [key: string]: Json } | readonly Json[];

/** What is equal has one content, wherever it stands. */
class Contents {
  private readonly known = new Map<string, object>();

  treeOf(json: Json): SettingValue {
    if (typeof json === 'string') return { kind: 'scalar', text: json, value: json, isOpen: json === '?', references: [], range: nowhere };
    const text = JSON.stringify(json);
    let content = this.known.get(text);
    if (content === undefined) this.known.set(text, (content = {}));
    const inner = Object.entries(json as Record<string, Json>).map(([key, value]): Setting => ({ key, keyRange: nowhere, range: nowhere, value: this.treeOf(value) }));
    return Array.isArray(json) ? { kind: 'list', items: inner, isOpen: false, range: nowhere, content } : { kind: 'map', entries: inner.filter(({ key }) => key !== '?'), isOpen: '?' in json, range: nowhere, content };
  }
}

const paths = ['a.b', '*.b.c', '**.a.b', 'a.**.b.c', '**.c.*.b', '**.a.**.b.c', '*.{a,!b}.c', 'a.*[b=x].c', '**.a[!b.c].b', '[!*.a.b].**.c', '*.*[a.*!=x|y].b', '**.b^.c', '*[c!~*y*].a.b', '**[a=x|y].c'];

function search(): SettingSearch {
  const questions = paths.flatMap((text) => {
    const path = parseSettingPath(text);
    assert.ok(typeof path !== 'string', text);
    return [false, true].map((seeksMissing): { path: SettingPath; seeksMissing: boolean } => ({ path, seeksMissing }));
  });
  return new SettingSearch(questions, ['Ref*']);
}

const { tree } = fc.letrec<{ readonly tree: Json; readonly map: Json; readonly list: Json; readonly text: Json }>((tie) => ({
  tree: fc.oneof({ maxDepth: 6, depthSize: 'large' }, tie('text'), tie('map'), tie('map'), tie('list')),
  map: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a', 'b', 'Ref', '?'), tie('tree'), { maxKeys: 4 }),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  text: fc.constantFrom('x', 'y', 'xyz', '?'),
}));

describe('what a search keeps', () => {
  it('is what it finds', () => {
    let answers = 0;
    fc.assert(fc.property(fc.array(tree, { minLength: 2, maxLength: 12 }), (trees) => {
      const [contents, keeping] = [new Contents(), search()];
      for (const json of trees) {
        const root = contents.treeOf(json);
        const found = keeping.find(root, true);
        assert.deepEqual(found, search().find(root));
        answers += found.length;
      }
    }), { numRuns: 200, seed: 20_261_129 });
    assert.ok(answers > 10_000, String(answers));
  });

  it('is looked for again where it stands at another depth', () => {
    const [contents, keeping] = [new Contents(), search()];
    const inner: Json = { a: { b: { a: { b: 'x' } } } };
    const deep = (levels: number): Json => (levels === 0 ? inner : { x: deep(levels - 1) });
    for (const levels of [1, 30, 57, 58, 59, 60, 61, 62, 2]) {
      const root = contents.treeOf(deep(levels));
      assert.deepEqual(keeping.find(root, true), search().find(root), String(levels));
    }
  });
});
