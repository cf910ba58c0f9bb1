/**
 * What is known of one text of a file? Tree and graph, computed on demand.
 */
import { pack, unpack } from '../flow';
import type { FileGraph, Packed } from '../flow';
import type { Grammars, Language, Tree, Unfolded } from '../languages';
import { LineIndex } from '../text';
import type { Origin } from '../text';

export class Document {
  private tree: Tree | null = null;
  private lowered: FileGraph | null = null;
  private packed: Packed | null = null;
  private nodes: number | null = null;
  private index: LineIndex | null = null;
  /** The tree of the text before, until it was made use of. */
  private earlier: Tree | null;

  private known: string | null = null;
  private unfolded: Unfolded | null = null;
  private wasTentative = false;

  /** `given`: the file's text, or how to come by it, always the same. */
  constructor(readonly path: string, private readonly given: string | (() => string), readonly version: number, readonly language: Language, private readonly grammars: Grammars, before: Document | null) {
    this.earlier = before?.language === language ? (before.tree ?? before.earlier) : null;
  }

  /** Of a file that holds its program in pieces the program. */
  get text(): string {
    return this.unfold()?.text ?? this.file;
  }

  /** Where that stands in the file; undefined where it is all of it. */
  get origin(): Origin | undefined {
    return this.unfold()?.origin;
  }

  /** Of an offset, the line of the file. */
  lineOf(offset: number): number {
    return (this.origin?.placeOf(offset) ?? this.lines.positionAt(offset)).line;
  }

  private get file(): string {
    return typeof this.given === 'string' ? this.given : (this.known ??= this.given());
  }

  private unfold(): Unfolded | null {
    return (this.unfolded ??= this.language.unfold?.(this.file) ?? null);
  }

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.text));
  }

  parse(): Tree {
    return (this.tree ??= this.language.parse(this.text, this.path, this.grammars, this.earlier ?? undefined));
  }

  /** Whether the graph is that of a quick look at text that does not parse. */
  get isTentative(): boolean {
    return this.wasTentative || this.tree?.isTentative === true;
  }

  /** The same text, looked at from scratch; what both looks agree on is shared. */
  again(): Document {
    const again = new Document(this.path, this.given, this.version, this.language, this.grammars, this);
    again.tree = this.language.parse(this.text, this.path, this.grammars);
    return again;
  }

  /** Nodes of the graph, and one for the file. */
  get size(): number {
    return (this.nodes ??= this.graph.functions.reduce((sum, { nodes }) => sum + nodes.length, 1));
  }

  get graph(): FileGraph {
    if (this.lowered === null && this.packed !== null) this.lowered = unpack(this.packed);
    if (this.lowered === null) {
      this.lowered = this.language.lower(this.parse(), this.earlier ?? undefined);
      this.forgetEarlier();
    }
    return this.lowered;
  }

  /** Keeps the graph small until it is next asked for. */
  pack(): void {
    // Settings are made as they are asked for, and quickly made again: there is nothing to pack.
    if (this.language.settings === undefined) this.packed ??= pack(this.graph);
    this.rest();
    this.lowered = null;
  }

  /** Gives back what is quickly made again. */
  rest(): void {
    this.wasTentative = this.isTentative;
    this.tree?.dispose();
    this.tree = null;
    this.forgetEarlier();
    this.index = null;
    this.known = null;
    this.unfolded = null;
  }

  /** The parser's memory is not collected: what nobody took over is given back. */
  private forgetEarlier(): void {
    this.earlier?.dispose();
    this.earlier = null;
  }
}
