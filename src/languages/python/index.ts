/**
 * What is Python to the rest of the program? One grammar for all its versions,
 * sources and stubs.
 */
import type { Grammars, Language, Tree } from '../language';
import { parseFlat } from '../lowering';
import { pythonEdits } from './edits';
import { asFlatTree } from './flat-tree';
import { lockFiles } from './lock-files';
import { lowerPython } from './lower';
import { resolverOf } from './resolve';
import { pythonSyntax } from './syntax';

const ID = 'python';
const GRAMMAR = 'tree-sitter-python';

export const pythonLanguages: readonly Language[] = [
  {
    id: ID,
    fileNames: ['*.py', '*.pyi'],
    ecosystem: 'pypi',
    grammars: [GRAMMAR],
    manifests: ['pyproject.toml', 'setup.cfg', 'setup.py', 'requirements*.txt', ...lockFiles.keys()],
    pinReader: (name) => lockFiles.get(name) ?? null,
    resolver: resolverOf,
    // `from a import b` may take the module `a.b`, and `from . import b` the module beside.
    submodule: (specifier, name) => (specifier.endsWith('.') ? specifier + name : `${specifier}.${name}`),
    parse: (text: string, _path: string, grammars: Grammars, before?: Tree): Tree => parseFlat(pythonSyntax, text, ID, GRAMMAR, grammars, before === undefined ? null : asFlatTree(before)),
    lower: (tree, before) => lowerPython(asFlatTree(tree), before === undefined ? null : asFlatTree(before)),
    edits: pythonEdits,
  },
];
