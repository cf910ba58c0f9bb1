/**
 * Of which files are graphs held as they are? Of all while they are within a bound; of a larger project only of those used last,
 * for most are looked at once or twice: the others are packed, and unpacked when something leads into them. Must not change what is found.
 */
import type { Content, Source } from '../analysis';
import type { Document } from './document';

interface Held {
  readonly source: Source;
  readonly document: Document;
}

/** What part of the bound is held of a project that is larger. Graphs that are packed soon are cheaper to have made. */
const share = 8;

export class Shelf {
  /** By path, the one that came first at the front. */
  private readonly held = new Map<string, Held>();
  private readonly packed = new Map<string, Document>();
  /** Nodes of graphs that are held, and of those that are packed. */
  private nodes = 0;
  private away = 0;

  constructor(private readonly maxNodes: number) {}

  /** A source has its graph, which is that of the document. */
  put(source: Source, document: Document): void {
    this.remove(source);
    this.held.set(source.path, { source, document });
    this.nodes += document.size;
  }

  remove({ path }: Source): void {
    this.nodes -= this.held.get(path)?.document.size ?? 0;
    this.away -= this.packed.get(path)?.size ?? 0;
    this.held.delete(path);
    this.packed.delete(path);
  }

  /** Packs the graphs that came first until what is held is within the bound. */
  trim(): void {
    const bound = this.nodes + this.away > this.maxNodes ? this.maxNodes / share : this.maxNodes;
    if (this.nodes <= bound) return;
    for (const { source, document } of this.held.values()) {
      if (this.nodes <= bound) return;
      // A second look at a text that was only looked at quickly may find another graph.
      if (source.isAttended || document.isTentative) continue;
      this.remove(source);
      document.pack();
      this.packed.set(source.path, document);
      this.away += document.size;
      source.drop(() => this.restored(source, document));
    }
  }

  private restored(source: Source, document: Document): Content {
    this.put(source, document);
    return { text: () => document.text, graph: document.graph };
  }
}
