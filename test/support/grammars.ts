/**
 * Where do tests get their grammars? From the grammar packages in node_modules.
 * Must not be used by the product: the host has its own loader.
 */
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import type { Grammars } from '../../src/languages';

const require = createRequire(import.meta.url);

const FILES: Readonly<Record<string, string>> = {
  'tree-sitter-typescript': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-tsx': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  'tree-sitter-python': 'tree-sitter-python/tree-sitter-python.wasm',
  'tree-sitter-javascript': 'tree-sitter-javascript/tree-sitter-javascript.wasm',
};

let loading: Promise<Grammars> | undefined;

/** All grammars, loaded once a process. */
export function loadGrammars(): Promise<Grammars> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Grammars> {
  const module = {};
  await Parser.init(module);
  const loaded = new Map<string, Language>();
  for (const [name, file] of Object.entries(FILES)) loaded.set(name, await Language.load(require.resolve(file)));
  return {
    module,
    get(name: string): unknown {
      const grammar = loaded.get(name);
      if (grammar === undefined) throw new Error(`no grammar ${name}`);
      return grammar;
    },
  };
}
