/**
 * Of which files are graphs held? A bounded number of nodes, of those used last; the others
 * are lowered again when something leads into them. Must not change what is found.
 */
import type { Source } from '../analysis';
import type { FileGraph } from '../flow';
import type { Document } from './document';

interface Held {
  readonly source: Source;
  readonly document: Document;
  readonly nodes: number;
}

export class Shelf {
  /** By path, the one that came first at the front. */
  private readonly held = new Map<string, Held>();
  private nodes = 0;

  constructor(private readonly maxNodes: number) {}

  /** A source has its graph, which is that of the document. */
  put(source: Source, document: Document): void {
    this.remove(source);
    const nodes = sizeOf(source.graph);
    this.held.set(source.path, { source, document, nodes });
    this.nodes += nodes;
  }

  remove({ path }: Source): void {
    this.nodes -= this.held.get(path)?.nodes ?? 0;
    this.held.delete(path);
  }

  /** Gives back the graphs that came first until what is held is within the bound. */
  trim(): void {
    if (this.nodes <= this.maxNodes) return;
    for (const { source, document } of this.held.values()) {
      if (this.nodes <= this.maxNodes) return;
      // A second look at a text that was only looked at quickly may find another graph.
      if (source.isAttended || document.isTentative) continue;
      this.remove(source);
      document.drop();
      source.drop(() => this.restored(source, document));
    }
  }

  private restored(source: Source, document: Document): { readonly text: string; readonly graph: FileGraph } {
    const { text, graph } = document;
    if (!source.isAttended) document.rest();
    const nodes = sizeOf(graph);
    this.held.set(source.path, { source, document, nodes });
    this.nodes += nodes;
    return { text, graph };
  }
}

/** A file without any costs something too. */
function sizeOf({ functions }: FileGraph): number {
  return functions.reduce((sum, { nodes }) => sum + nodes.length, 1);
}
