/**
 * What is known of one file? Its text and, computed on demand, tree, graph and
 * the graph ready for evaluation.
 */
import { Source } from '../analysis';
import type { Links } from '../analysis';
import type { FileGraph } from '../flow';
import type { Grammars, Language, Tree } from '../languages';
import { LineIndex } from '../text';

export class Document {
  private tree: Tree | null = null;
  private lowered: FileGraph | null = null;
  private evaluated: Source | null = null;
  private index: LineIndex | null = null;

  constructor(readonly path: string, readonly text: string, readonly version: number, readonly language: Language, private readonly grammars: Grammars) {}

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.text));
  }

  parse(): Tree {
    return (this.tree ??= this.language.parse(this.text, this.path, this.grammars));
  }

  get graph(): FileGraph {
    return (this.lowered ??= this.language.lower(this.parse()));
  }

  /** The graph with what evaluation keeps of it; one and the same until `forget`. */
  source(links: Links): Source {
    return (this.evaluated ??= new Source(this.path, this.text, this.graph, this.language.ecosystem, links));
  }

  /** The source, if it was made. */
  get known(): Source | null {
    return this.evaluated;
  }

  /** Forgets all that evaluation found; what it read need not tell it any more. Gives what there was. */
  forget(): Source | null {
    const source = this.evaluated;
    this.evaluated = null;
    source?.leave();
    return source;
  }

  /** Gives back what is quickly made again: the tree, values of single nodes. */
  rest(): void {
    this.tree?.dispose();
    this.tree = null;
    this.index = null;
    this.evaluated?.rest();
  }

  dispose(): void {
    this.rest();
    this.lowered = null;
  }
}
