/**
 * What does the syntax tree of Python look like? The flat tree with this
 * folder's kinds and roles. Strings hold their interpolations alone.
 * Must not interpret what the nodes mean.
 */
import type { Tree } from '../language';
import { treeOf, type FlatTree as TreeOf } from '../lowering';
import type { Field, Kind } from './kinds';
import { pythonSyntax } from './syntax';

export { NONE, type FlatNode } from '../lowering';
export type FlatTree = TreeOf<Kind, Field>;

/** The tree as this language made it. A tree of another language is the caller's bug: it throws. */
export function asFlatTree(tree: Tree): FlatTree {
  return treeOf(pythonSyntax, tree);
}
