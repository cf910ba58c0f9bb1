/**
 * What does the way from text to graph cost? Prints the time of a bare parse, and
 * of flattening and lowering in proportion to it, over a set of real files:
 * those given as globs, else the project's own sources and some packages'.
 */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { javascriptLanguages, languageOf } from '../src/languages';
import { loadGrammars } from '../test/support/grammars';

const defaults = ['src/**/*.ts', 'node_modules/{yaml,commander,markdown-it,vscode-languageserver*,eslint,mocha,ajv}/**/*.{js,ts}'];
/** Times are the best of this many rounds, so that warming up does not count. */
const rounds = 5;

async function bench(patterns: readonly string[]): Promise<void> {
  const grammars = await loadGrammars();
  const parser = new Parser();
  const files = globSync([...patterns]).sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  let best = { parse: Infinity, tree: Infinity, lower: Infinity, nodes: 0, functions: 0, lines: 0 };
  for (let round = 0; round < rounds; round++) {
    const sum = { parse: 0, tree: 0, lower: 0, nodes: 0, functions: 0, lines: 0 };
    for (const { path, text } of files) {
      const language = languageOf(javascriptLanguages, path);
      if (language === null) continue;
      const grammar = grammars.get(language.grammars[0] ?? '');
      if (!(grammar instanceof Grammar)) throw new Error('no grammar');
      parser.setLanguage(grammar);
      const began = performance.now();
      parser.parse(text)?.delete();
      const parsed = performance.now();
      const tree = language.parse(text, path, grammars);
      const flattened = performance.now();
      const graph = language.lower(tree);
      const lowered = performance.now();
      tree.dispose();
      sum.parse += parsed - began;
      sum.tree += flattened - parsed;
      sum.lower += lowered - flattened;
      sum.functions += graph.functions.length;
      sum.lines += text.split('\n').length;
      for (const each of graph.functions) sum.nodes += each.nodes.length;
    }
    best = {
      ...sum,
      parse: Math.min(best.parse, sum.parse), tree: Math.min(best.tree, sum.tree), lower: Math.min(best.lower, sum.lower),
    };
  }
  const ratio = (time: number): string => `${time.toFixed(0)} ms, ${(time / best.parse).toFixed(2)} times the parse`;
  console.log(`${String(files.length)} files, ${String(best.lines)} lines, ${String(best.functions)} functions, ${String(best.nodes)} nodes`);
  console.log(`bare parse  ${best.parse.toFixed(0)} ms`);
  console.log(`flatten     ${ratio(best.tree - best.parse)}`);
  console.log(`lower       ${ratio(best.lower)}`);
}

void bench(process.argv.length > 2 ? process.argv.slice(2) : defaults);
