/**
 * What does a stretch of YAML say, wherever it stands? Nodes with places counted from the stretch's beginning: they outlast edits elsewhere.
 * Must not know documents, nor what aliases lead to.
 */
import type { Range } from '../../text';

export type YamlNode = YamlScalar | YamlMap | YamlList | YamlAlias;

export interface YamlScalar extends Range {
  readonly kind: 'scalar';
  readonly text: string;
  readonly value: string | number | boolean | null;
  readonly isAnchored: boolean;
  /** Set where a template puts something in its place. */
  isOpen: boolean;
  references: readonly string[];
}

export interface YamlMap extends Range {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly isAnchored: boolean;
  /** Of a block the column of its keys; of a flow map null. */
  readonly column: number | null;
  isOpen: boolean;
}

export interface YamlList extends Range {
  readonly kind: 'list';
  readonly entries: readonly YamlEntry[];
  readonly isAnchored: boolean;
  readonly column: number | null;
  isOpen: boolean;
}

/** What it leads to is known of its document. */
export interface YamlAlias extends Range {
  readonly kind: 'alias';
  readonly name: string;
  readonly isAnchored: false;
}

export interface YamlEntry extends Range {
  /** Of items nothing: an index is known of the whole list. */
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** `<<` */
  readonly isMerge: boolean;
  readonly value: YamlNode;
}

/** A name that aliases may use, and the node from its beginning to its end; `size` is how many entries are in it. */
export interface YamlAnchor extends Range {
  readonly name: string;
  readonly node: YamlNode;
  readonly size: number;
}

export interface YamlComment extends Range {
  readonly text: string;
}

/** What a piece is parsed as: entries of a block map or a block list, or a whole document. */
export type YamlForm = 'map' | 'list' | 'document';

/** Some entries side by side, parsed at once. */
export interface YamlLeaf {
  readonly kind: 'leaf';
  readonly form: YamlForm;
  readonly length: number;
  readonly column: number;
  /** It is indented unlike the others of its block, which is an error. */
  readonly isOdd: boolean;
  readonly entries: readonly YamlEntry[];
  /** Of a document what it says. */
  readonly root: YamlNode | null;
  readonly comments: readonly YamlComment[];
  readonly errors: readonly Range[];
  readonly anchors: readonly YamlAnchor[];
  readonly aliases: readonly YamlAlias[];
  /** Columns of what templates put in between here, and which belongs to the blocks around. */
  readonly inserted: readonly number[];
}

/** One long entry, whose value is cut further. */
export interface YamlBranch {
  readonly kind: 'branch';
  readonly form: YamlForm;
  readonly length: number;
  readonly column: number;
  /** Its key, parsed with no value; of an item only the mark. */
  readonly head: YamlLeaf | null;
  /** Where its first line ends. */
  readonly lineEnd: number;
  readonly body: YamlBody;
  readonly inserted: readonly number[];
}

export type YamlPiece = YamlLeaf | YamlBranch;

export interface YamlPlaced {
  /** From the beginning of what holds it. */
  readonly start: number;
  readonly piece: YamlPiece;
}

/** A block map or list in pieces. */
export interface YamlBody extends Range {
  readonly form: 'map' | 'list';
  readonly pieces: readonly YamlPlaced[];
  readonly isOpen: boolean;
  /** What something in it says stands elsewhere. */
  readonly hasAliases: boolean;
}

/** A document: in pieces, or parsed as a whole. */
export interface YamlDocument {
  readonly start: number;
  readonly end: number;
  readonly body: YamlBody | null;
  /** What is parsed at once, from `start` on: comments before the first entry, or everything. */
  readonly whole: YamlLeaf;
}

/** Where the last entry of a piece ends; -1 where it has none. */
export function contentEnd(piece: YamlPiece): number {
  if (piece.kind === 'branch') return piece.body.end;
  return piece.entries.at(-1)?.end ?? -1;
}

/** Where the first entry of a piece begins; -1 where it has none. */
export function contentStart(piece: YamlPiece): number {
  return piece.kind === 'branch' ? 0 : piece.entries[0]?.start ?? -1;
}
