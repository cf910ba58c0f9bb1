/**
 * How is a variable of the environment read? By the names that the file
 * imports already. Must not make edits.
 */
import type { EnvironmentRead, Tree } from '../../language';
import { asFlatTree, NONE, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { quoted } from './style';

export function environmentVariable(anyTree: Tree, name: string): EnvironmentRead {
  const tree = asFlatTree(anyTree);
  const key = quoted(tree, name);
  return importsEnviron(tree) ? { expression: `environ[${key}]`, imports: [] } : { expression: `os.environ[${key}]`, imports: [{ module: 'os', names: [] }] };
}

/** Whether the file has `from os import environ` at its top, and no `import os`. */
function importsEnviron(tree: FlatTree): boolean {
  let found = false;
  for (const statement of tree.children(tree.root)) {
    const kind = tree.kind(statement);
    if (kind === Kind.import_statement && tree.children(statement).some((name) => tree.textOf(name) === 'os')) return false;
    if (kind !== Kind.import_from_statement) continue;
    const module = tree.child(statement, Field.module_name);
    found ||= module !== NONE && tree.textOf(module) === 'os' && tree.children(statement).some((name) => name !== module && tree.textOf(name) === 'environ');
  }
  return found;
}
