/**
 * Which keywords stand before a member's name? `static`, `get`, `async`, `*`: they
 * are not nodes of the flat tree.
 */
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Field, Kind } from './kinds';

export function methodKind(tree: FlatTree, node: FlatNode): 'method' | 'getter' | 'setter' {
  const words = headWords(tree, node);
  if (words.includes('get')) return 'getter';
  return words.includes('set') ? 'setter' : 'method';
}

/** The keywords before a member's name: `static`, `async`, `get`, `*`, and modifiers. */
export function headWords(tree: FlatTree, node: FlatNode): readonly string[] {
  let name = tree.child(node, Field.name);
  if (name === NONE) name = tree.child(node, Field.property);
  if (name === NONE) return [];
  let from = tree.start(node);
  for (let child = tree.firstChild(node); child !== NONE && child < name; child = tree.nextSibling(child)) {
    if (tree.kind(child) === Kind.decorator) from = tree.end(child);
  }
  if (from === tree.start(name)) return [];
  return tree.gap(from, tree.start(name)).replaceAll('*', ' * ').split(/\s+/);
}

export function isStatic(tree: FlatTree, member: FlatNode): boolean {
  return headWords(tree, member).includes('static');
}
