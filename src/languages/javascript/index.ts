/**
 * What are the JavaScript languages? TypeScript, TypeScript with JSX, and
 * JavaScript with or without JSX: three grammars, one lowering.
 */
import type { Grammars, Language, Tree } from '../language';
import { parseFlat } from '../lowering';
import { javascriptEdits } from './edits';
import { asFlatTree } from './flat-tree';
import { lockFiles } from './lock-files';
import { lowerJavaScript } from './lower';
import { resolverOf } from './resolve';
import { javascriptSyntax } from './syntax';

function language(id: string, grammar: string, fileNames: readonly string[]): Language {
  return {
    id,
    fileNames,
    ecosystem: 'npm',
    grammars: [grammar],
    manifests: ['package.json', '*tsconfig*.json', 'jsconfig*.json', 'pnpm-workspace.yaml', 'lerna.json', ...lockFiles.keys()],
    pinReader: (name) => lockFiles.get(name) ?? null,
    resolver: resolverOf,
    parse: (text: string, _path: string, grammars: Grammars, before?: Tree): Tree => parseFlat(javascriptSyntax, text, id, grammar, grammars, before === undefined ? null : asFlatTree(before)),
    lower: (tree, before) => lowerJavaScript(asFlatTree(tree), before === undefined ? null : asFlatTree(before)),
    edits: javascriptEdits,
  };
}

export const javascriptLanguages: readonly Language[] = [
  language('typescript', 'tree-sitter-typescript', ['*.ts', '*.mts', '*.cts']),
  language('tsx', 'tree-sitter-tsx', ['*.tsx']),
  language('javascript', 'tree-sitter-javascript', ['*.js', '*.jsx', '*.mjs', '*.cjs']),
];
