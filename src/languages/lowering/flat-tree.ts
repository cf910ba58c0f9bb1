/**
 * What does the syntax tree of one text look like? The parser's named nodes in
 * typed arrays, in text order, so that lowering and edits never call into wasm.
 * Must not interpret what the nodes mean.
 *
 * Punctuation, keywords and operators are not nodes: their text stands in the
 * gaps between children (`gap`). Comments are kept apart.
 */
import type { Tree as WasmTree } from 'web-tree-sitter';
import type { Range } from '../../text';
import type { Tree } from '../language';
import type { FlatColumns, Syntax } from './syntax';

/** Index of a node. Nodes are in preorder: the descendants of n are n + 1 up to `afters[n] - 1`. */
export type FlatNode = number;
/** What a lookup answers when there is no such node. */
export const NONE: FlatNode = -1;

/** Length of the texts that are pooled, and how many are before all are forgotten: bounds the memory in huge projects. */
const longestPooled = 40;
const mostPooled = 100_000;
/** Texts from which an engine cuts parts that hold on to the whole: https://github.com/v8/v8/blob/main/src/objects/string.h, `SlicedString::kMinLength` less one. */
const longestCopied = 12;
const pool = new Map<string, string>();

/** The one string of that text; it holds on to no other. */
function pooled(text: string): string {
  let one = pool.get(text);
  if (one === undefined) {
    if (pool.size >= mostPooled) pool.clear();
    one = text.length > longestCopied ? copied(text) : text;
    pool.set(one, one);
  }
  return one;
}

function copied(text: string): string {
  const codes: number[] = [];
  for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}

/** Characters up to this one that stand between tokens are white space. */
const SPACE = 32;

/** `K` and `F` are the language's kinds and roles: numeric enums. */
export class FlatTree<K extends number, F extends number> implements Tree {
  /** Node 0; covers the whole program, but not white space before its first statement. */
  readonly root: FlatNode = 0;
  readonly kinds: Uint16Array;
  readonly fields: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly parents: Int32Array;
  readonly afters: Int32Array;

  /**
   * @param kindNames names of kinds by number, for those that are not in the syntax's list too
   * @param comments ranges of comments in text order
   * @param syntaxErrors ranges that did not parse: ERROR nodes, and empty ranges where something is missing
   */
  constructor(
    readonly syntax: Syntax<K, F>,
    readonly language: string,
    readonly text: string,
    readonly count: number,
    columns: FlatColumns,
    private readonly kindNames: readonly string[],
    readonly comments: readonly Range[],
    readonly syntaxErrors: readonly Range[],
    readonly isTentative: boolean,
    /** The parser's own tree, for parsing the next text; null when it was given away. */
    private parsed: WasmTree | null,
  ) {
    this.kinds = columns.kinds;
    this.fields = columns.fields;
    this.starts = columns.starts;
    this.ends = columns.ends;
    this.parents = columns.parents;
    this.afters = columns.afters;
  }

  kind(node: FlatNode): K | -1 {
    return (this.kinds[node] ?? -1) as K | -1;
  }

  /** The grammar's name of the node's type, in the syntax's list or not. */
  kindName(node: FlatNode): string {
    return this.kindNames[this.kind(node)] ?? 'nothing';
  }

  start(node: FlatNode): number {
    return this.starts[node] ?? 0;
  }

  end(node: FlatNode): number {
    return this.ends[node] ?? 0;
  }

  range(node: FlatNode): Range {
    return { start: this.start(node), end: this.end(node) };
  }

  /** Short texts are one string for all that read the same: names, looked up again and again in maps. */
  textOf(node: FlatNode): string {
    const [start, end] = [this.start(node), this.end(node)];
    const text = this.text.slice(start, end);
    return end - start > longestPooled ? text : pooled(text);
  }

  /** The role of the node in its parent. */
  field(node: FlatNode): F {
    return (this.fields[node] ?? 0) as F;
  }

  /** NONE for the root. */
  parent(node: FlatNode): FlatNode {
    return this.parents[node] ?? NONE;
  }

  /** Index after the node's last descendant. */
  after(node: FlatNode): FlatNode {
    return this.afters[node] ?? 0;
  }

  firstChild(node: FlatNode): FlatNode {
    return node >= 0 && this.after(node) > node + 1 ? node + 1 : NONE;
  }

  nextSibling(node: FlatNode): FlatNode {
    const after = this.after(node);
    return node > 0 && after < this.after(this.parent(node)) ? after : NONE;
  }

  previousSibling(node: FlatNode): FlatNode {
    let previous = NONE;
    for (let child = this.firstChild(this.parent(node)); child !== NONE && child < node; child = this.nextSibling(child)) previous = child;
    return previous;
  }

  lastChild(node: FlatNode): FlatNode {
    let last = NONE;
    for (let child = this.firstChild(node); child !== NONE; child = this.nextSibling(child)) last = child;
    return last;
  }

  children(node: FlatNode): FlatNode[] {
    const result: FlatNode[] = [];
    for (let child = this.firstChild(node); child !== NONE; child = this.nextSibling(child)) result.push(child);
    return result;
  }

  /** The first child in this role, or NONE. */
  child(node: FlatNode, field: F): FlatNode {
    if (node < 0) return NONE;
    for (let child = node + 1, stop = this.after(node); child < stop; child = this.after(child)) {
      if (this.fields[child] === field) return child;
    }
    return NONE;
  }

  /** The first child of this kind, or NONE. */
  childOfKind(node: FlatNode, kind: K): FlatNode {
    if (node < 0) return NONE;
    for (let child = node + 1, stop = this.after(node); child < stop; child = this.after(child)) {
      if (this.kinds[child] === kind) return child;
    }
    return NONE;
  }

  /** The nearest of the node and its ancestors of one of these kinds, or NONE. */
  enclosing(node: FlatNode, kinds: ReadonlySet<K>): FlatNode {
    let at = node;
    while (at >= 0 && !kinds.has(this.kind(at) as K)) at = this.parent(at);
    return at < 0 ? NONE : at;
  }

  /** The innermost node whose range holds `range`; the root when none does. Of nodes with the same range the innermost. */
  smallestNodeCovering(range: Range): FlatNode {
    let node = this.root;
    for (;;) {
      let next = NONE;
      for (let child = this.firstChild(node); child !== NONE; child = this.nextSibling(child)) {
        if (this.start(child) > range.start) break;
        if (this.end(child) >= range.end && this.end(child) > this.start(child)) {
          // At an empty range between two touching nodes the later wins, as a caret belongs to what follows it.
          next = child;
        }
      }
      if (next === NONE) return node;
      node = next;
    }
  }

  /**
   * The outermost node with exactly this range, for callers that hold a graph
   * node's place; NONE when no node has it.
   */
  nodeAt(range: Range): FlatNode {
    let node = this.smallestNodeCovering(range);
    if (this.start(node) !== range.start || this.end(node) !== range.end) return NONE;
    for (let up = this.parent(node); up >= 0 && this.start(up) === range.start && this.end(up) === range.end; up = this.parent(up)) node = up;
    return node;
  }

  /** The text between two offsets without comments, trimmed: operators and keywords between children. */
  gap(from: number, to: number): string {
    let start = from;
    let end = to;
    while (start < end && this.text.charCodeAt(start) <= SPACE) start++;
    while (end > start && this.text.charCodeAt(end - 1) <= SPACE) end--;
    const text = this.text.slice(start, end);
    const { marks, pattern } = this.syntax.gaps;
    return marks.some((mark) => text.includes(mark)) ? text.replace(pattern, ' ').trim() : text.trim();
  }

  /** Gives the parser's tree away, to whom must delete it; null when it is gone. */
  takeParsed(): WasmTree | null {
    const { parsed } = this;
    this.parsed = null;
    return parsed;
  }

  dispose(): void {
    this.takeParsed()?.delete();
  }
}

/** The tree as the language of `syntax` made it. A tree of another language is the caller's bug: it throws. */
export function treeOf<K extends number, F extends number>(syntax: Syntax<K, F>, tree: Tree): FlatTree<K, F> {
  // The syntax is the witness of the enums.
  if (tree instanceof FlatTree && tree.syntax === syntax) return tree as FlatTree<K, F>;
  throw new Error('a tree of another language');
}
