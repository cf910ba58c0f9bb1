/**
 * Which pieces of an earlier text are pieces of this one? Those wholly in what both have in common at the beginning or the end, and between
 * the first and the last of several edits leaves of the same text. Must not parse.
 */
import type { YamlBody, YamlBranch, YamlDocument, YamlForm, YamlLeaf, YamlPiece } from './nodes';
import type { Masked } from './template';

/** What was read before. */
export interface Earlier {
  readonly text: string;
  readonly masked: Masked;
  readonly documents: readonly YamlDocument[];
}

/** What a leaf depends on besides its text. */
type Surroundings = Pick<YamlLeaf, 'column' | 'form' | 'isOdd'>;

export class Reuse {
  /** By where they begin. */
  private readonly pieces = new Map<number, YamlPiece[]>();
  private readonly prefix: number;
  private readonly suffix: number;
  private readonly shift: number;
  private moved: ReadonlyMap<string, readonly YamlLeaf[]> | null = null;

  constructor(private readonly text: string, private readonly masked: string, private readonly before: Earlier) {
    let { prefix, suffix } = common(before.text, text);
    if (masked !== text || before.masked.text !== before.text) {
      const hidden = common(before.masked.text, masked);
      prefix = Math.min(prefix, hidden.prefix);
      suffix = Math.min(suffix, hidden.suffix);
    }
    this.prefix = prefix;
    this.suffix = suffix;
    this.shift = text.length - before.text.length;
    for (const { start, body, whole } of before.documents) {
      this.add(start, whole);
      if (body !== null) this.addBody(0, body);
    }
  }

  private add(start: number, piece: YamlPiece): void {
    const there = this.pieces.get(start);
    if (there === undefined) this.pieces.set(start, [piece]);
    else there.push(piece);
  }

  private addBody(origin: number, body: YamlBody): void {
    for (const { start, piece } of body.pieces) {
      this.add(origin + start, piece);
      if (piece.kind === 'leaf') continue;
      if (piece.head !== null) this.add(origin + start, piece.head);
      this.addBody(origin + start, piece.body);
    }
  }

  branchAt(start: number, end: number, column: number, form: YamlForm): YamlBranch | null {
    for (const piece of this.at(start, end)) if (piece.kind === 'branch' && piece.length === end - start && piece.column === column && piece.form === form) return piece;
    return null;
  }

  leafAt(start: number, end: number, around: Surroundings): YamlLeaf | null {
    for (const piece of this.at(start, end)) if (piece.kind === 'leaf' && piece.length === end - start && isIn(piece, around)) return piece;
    if (end <= this.prefix || start >= this.text.length - this.suffix) return null;
    return this.leavesBetween().get(keyOf(this.text, this.masked, start, end))?.find((leaf) => leaf.length === end - start && isIn(leaf, around)) ?? null;
  }

  private at(start: number, end: number): readonly YamlPiece[] {
    const old = end <= this.prefix ? start : start >= this.text.length - this.suffix ? start - this.shift : -1;
    return this.pieces.get(old) ?? [];
  }

  /** Leaves that several edits stand around, by their text. One with a name is not shared: what it is called belongs to its place. */
  private leavesBetween(): ReadonlyMap<string, readonly YamlLeaf[]> {
    if (this.moved !== null) return this.moved;
    const { before: { text, masked } } = this;
    const moved = new Map<string, YamlLeaf[]>();
    for (const [start, pieces] of this.pieces) {
      for (const piece of pieces) {
        const end = start + piece.length;
        if (piece.kind === 'branch' || piece.anchors.length > 0 || end <= this.prefix || start >= text.length - this.suffix) continue;
        const key = keyOf(text, masked.text, start, end);
        moved.set(key, [...(moved.get(key) ?? []), piece]);
      }
    }
    return (this.moved = moved);
  }
}

function isIn(leaf: YamlLeaf, { column, form, isOdd }: Surroundings): boolean {
  return leaf.column === column && leaf.form === form && leaf.isOdd === isOdd;
}

/** What is parsed, and what templates hide of it. */
function keyOf(text: string, masked: string, start: number, end: number): string {
  return text === masked ? text.slice(start, end) : `${text.slice(start, end)}\0${masked.slice(start, end)}`;
}

/** How much two texts have in common at both ends, without overlap. Stretches are compared at once, which is many times faster. */
function common(a: string, b: string): { prefix: number; suffix: number } {
  const shorter = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix + stretch <= shorter && a.slice(prefix, prefix + stretch) === b.slice(prefix, prefix + stretch)) prefix += stretch;
  while (prefix < shorter && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  const rest = shorter - prefix;
  const same = (from: number, to: number): boolean => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from);
  let suffix = 0;
  while (suffix + stretch <= rest && same(suffix, suffix + stretch)) suffix += stretch;
  while (suffix < rest && a.charCodeAt(a.length - 1 - suffix) === b.charCodeAt(b.length - 1 - suffix)) suffix++;
  return { prefix, suffix };
}

const stretch = 1024;
