/**
 * What must be known of a grammar to make its trees flat? The node types and
 * roles that a lowering knows, and which of them are not worth a call.
 * Must not hold what one language means.
 */
import type { Range } from '../../text';
import type { FlatNode } from './flat-tree';

/** A numeric enum as an object: names to numbers and back. */
export type EnumObject = Readonly<Record<string, string | number>>;

/** The columns of a tree, one entry a node. Offsets are absolute UTF-16 code units. They are written while it is made. */
export interface FlatColumns {
  readonly kinds: Uint16Array;
  readonly fields: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly parents: Int32Array;
  /** The index after the node's last descendant. */
  readonly afters: Int32Array;
}

/** What the trees of one language have in common, whatever grammars it has. */
export interface Syntax<K extends number, F extends number> {
  /** Members are spelt as the grammar's types; `ERROR` is 0. */
  readonly kinds: EnumObject;
  /** Members are spelt as the grammar's fields; the first, for no or an unknown role, is 0. */
  readonly roles: EnumObject;
  /** From here on types that are not in the list. */
  readonly other: K;
  /** Named types that say nothing the lowering wants: they and what is in them leave no node. */
  readonly skipped: ReadonlySet<string>;
  readonly comments: ReadonlySet<string>;
  /** Types without children of interest. */
  readonly leaves: readonly K[];
  /** Types whose children the lowering tells apart by order or kind. */
  readonly roleless: readonly K[];
  /** What may stand in gaps beside operators: `pattern` (global) matches it; a text that has none of `marks` has no match. */
  readonly gaps: { readonly marks: readonly string[]; readonly pattern: RegExp };
  /** Where the grammar groups wrongly; null when nowhere. */
  readonly mending: Mending<K> | null;
  /** What a text that does not parse may be meant to be, the likeliest first: texts of the same length, by the text alone. */
  readonly repairs: (text: string) => Iterable<Repair>;
  /** Only a witness of the type of roles. */
  readonly none: F;
}

/** A text that stands for a broken one of the same length, and where that is broken. */
export interface Repair {
  readonly text: string;
  readonly errors: readonly Range[];
}

/** A first child of a kind in `misplaced` under a parent of kind `under` is to be moved, from the last to the first. */
export interface Mending<K extends number> {
  readonly under: K;
  readonly misplaced: readonly K[];
  /** Mends the place of `node`; answers a node that is misplaced now, else null. */
  mend(columns: FlatColumns, node: FlatNode): FlatNode | null;
}
