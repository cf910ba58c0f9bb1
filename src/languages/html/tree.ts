/**
 * What is the tree of a page? Its elements, texts and comments, and the tree that the language of scripts makes of its code.
 */
import type { Tree } from '../language';
import type { ScriptText } from './scripts';
import type { HtmlTokens } from './tokens';

export class HtmlTree implements Tree {
  constructor(
    readonly text: string,
    readonly tokens: HtmlTokens,
    /** Null where the page holds no code; the tree has the offsets of the page. */
    readonly script: (ScriptText & { readonly tree: Tree }) | null,
  ) {}

  get isTentative(): boolean {
    return this.script?.tree.isTentative ?? false;
  }

  dispose(): void {
    this.script?.tree.dispose();
  }
}

/** The tree as this language made it. A tree of another language is the caller's bug: it throws. */
export function asHtmlTree(tree: Tree): HtmlTree {
  if (tree instanceof HtmlTree) return tree;
  throw new Error('not a tree of a page');
}
