/**
 * What does the way from text to graph cost? Prints the time of a bare parse, and
 * of flattening and lowering in proportion to it, over a set of real files:
 * those given as globs, else the project's own sources and some packages'.
 */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { javascriptLanguages, languageOf, type Language } from '../src/languages';
import { loadGrammars } from '../test/support/grammars';

const defaults = ['src/**/*.ts', 'node_modules/{yaml,commander,markdown-it,vscode-languageserver*,eslint,mocha,ajv}/**/*.{js,ts}'];
/** Times are the best of this many rounds, so that warming up does not count. */
const rounds = 6;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
}

function readSources(patterns: readonly string[]): Source[] {
  return globSync([...patterns]).sort().flatMap((path) => {
    const language = languageOf(javascriptLanguages, path);
    return language === null ? [] : [{ path, text: readFileSync(path, 'utf8'), language }];
  });
}

/** Processor time in milliseconds: other programs on the machine do not count. */
function timed<T>(work: () => T): [T, number] {
  const began = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(began);
  return [result, (user + system) / 1000];
}

async function bench(patterns: readonly string[]): Promise<void> {
  const grammars = await loadGrammars();
  const parser = new Parser();
  const sources = readSources(patterns);
  const best = { parse: Infinity, tree: Infinity, lower: Infinity };
  let counts = '';
  for (let round = 0; round < rounds; round++) {
    const [, parse] = timed(() => {
      for (const { text, language } of sources) {
        const grammar = grammars.get(language.grammars[0] ?? '');
        if (grammar instanceof Grammar) parser.setLanguage(grammar);
        parser.parse(text)?.delete();
      }
    });
    const [trees, tree] = timed(() => sources.map(({ path, text, language }) => language.parse(text, path, grammars)));
    const [graphs, lower] = timed(() => sources.map(({ language }, i) => language.lower(trees[i] ?? language.parse('', '', grammars))));
    for (const each of trees) each.dispose();
    best.parse = Math.min(best.parse, parse);
    best.tree = Math.min(best.tree, tree);
    best.lower = Math.min(best.lower, lower);
    const functions = graphs.flatMap((graph) => graph.functions);
    const nodes = functions.reduce((sum, each) => sum + each.nodes.length, 0);
    const lines = sources.reduce((sum, each) => sum + each.text.split('\n').length, 0);
    counts = `${String(sources.length)} files, ${String(lines)} lines, ${String(functions.length)} functions, ${String(nodes)} nodes`;
  }
  const share = (time: number): string => `${time.toFixed(0)} ms, ${(time / best.parse).toFixed(2)} of the parse`;
  console.log(counts);
  console.log(`bare parse  ${best.parse.toFixed(0)} ms`);
  console.log(`flatten     ${share(best.tree - best.parse)}`);
  console.log(`lower       ${share(best.lower)}`);
}

void bench(process.argv.length > 2 ? process.argv.slice(2) : defaults);
