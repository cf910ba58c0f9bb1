/**
 * What is the tree of a file of configuration? What it says, read at once. Must not know a notation.
 */
import type { Tree } from '../language';
import type { SettingText } from './graph';

export class SettingTree implements Tree {
  constructor(readonly said: SettingText) {}

  /** Every text is read as it is: no earlier one makes a difference. */
  readonly isTentative = false;

  get text(): string {
    return this.said.text;
  }

  dispose(): void {
    // Nothing is held outside the heap.
  }
}

/** The tree as such a language made it. A tree of another language is the caller's bug: it throws. */
export function asSettingTree(tree: Tree): SettingTree {
  if (tree instanceof SettingTree) return tree;
  throw new Error('not a tree of settings');
}
