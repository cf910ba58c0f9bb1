/**
 * What does a file of YAML say, piece by piece? Each piece is parsed on its own, and taken over from the earlier tree where an edit left it alone.
 * Must not know what aliases lead to. The same text gives the same pieces, whatever was before.
 */
import { openInserted, openRoot } from './insert';
import type { Insertion } from './insert';
import { bodyOf, cutBody, cutDocuments, cutLength, cutPart, valueOf } from './cut';
import type { DocumentStretch, Part, Stretch } from './cut';
import { parseLeaf } from './leaf';
import { YamlLines } from './lines';
import { contentEnd, contentStart } from './nodes';
import type { YamlBody, YamlBranch, YamlDocument, YamlForm, YamlLeaf, YamlPiece, YamlPlaced } from './nodes';
import { Reuse } from './reuse';
import type { Earlier } from './reuse';
import type { Masked } from './template';

/** What is indented further is not cut further: nobody's file is so deep. */
const deepest = 60;

export function readDocuments(text: string, masked: Masked, before: Earlier | null): readonly YamlDocument[] {
  return new PieceReader(text, masked, before === null ? null : new Reuse(text, masked.text, before)).read();
}

class PieceReader {
  private readonly lines: YamlLines;
  private readonly inserted: readonly Insertion[];

  constructor(private readonly text: string, private readonly masked: Masked, private readonly reuse: Reuse | null) {
    this.lines = new YamlLines(masked.text);
    this.inserted = masked.inserted;
  }

  read(): readonly YamlDocument[] {
    return cutDocuments(this.lines).map((stretch) => this.document(stretch));
  }

  private document(stretch: DocumentStretch): YamlDocument {
    const { lines } = this;
    const { start } = stretch;
    const end = lines.start(stretch.end);
    const cut = stretch.isMarked ? null : bodyOf(lines, stretch.first, stretch.end);
    if (cut === null) return { start, end, body: null, whole: this.leaf(start, end, 0, 'document') };
    return { start, end, body: this.body(cut, 0, -1), whole: this.leaf(start, lines.start(cut.first), 0, 'document') };
  }

  /** `origin` is what places in it count from, `outer` the column of the block around. */
  private body(cut: Stretch & { readonly form: 'map' | 'list' }, origin: number, outer: number): YamlBody & { readonly passed: readonly number[] } {
    const pieces: YamlPlaced[] = [];
    const columns = new Set<number>();
    for (const { start, piece } of cutBody(this.lines, cut).flatMap((part) => this.placed(part, cut))) {
      pieces.push({ start: start - origin, piece });
      for (const column of piece.inserted) columns.add(column);
    }
    const first = pieces.find(({ piece }) => contentStart(piece) >= 0);
    const last = pieces.findLast(({ piece }) => contentEnd(piece) >= 0);
    const start = first === undefined ? cut.start - origin : first.start + contentStart(first.piece);
    return {
      form: cut.form,
      pieces,
      isOpen: [...columns].some((column) => column > outer),
      hasAliases: pieces.some(({ piece }) => (piece.kind === 'leaf' ? piece.aliases.length > 0 : piece.body.hasAliases)),
      passed: [...columns].filter((column) => column <= outer),
      start,
      end: last === undefined ? start : last.start + contentEnd(last.piece),
    };
  }

  /** Entries that do not parse together are parsed one by one: what is broken ends with its entry. Absolute. */
  private placed(part: Part, around: Stretch & { readonly form: 'map' | 'list' }): readonly YamlPlaced[] {
    const piece = this.piece(part, around);
    const isBroken = piece.kind === 'leaf' && piece.errors.length > 0 && part.each.length > 1;
    return isBroken ? cutPart(this.lines, part).flatMap((one) => this.placed(one, around)) : [{ start: part.start, piece }];
  }

  private piece(part: Part, around: Stretch & { readonly form: 'map' | 'list' }): YamlPiece {
    const { lines } = this;
    const end = lines.start(part.end);
    const value = part.isWhole && part.column === around.column && part.column < deepest && end - part.start > cutLength ? valueOf(lines, part, around.form) : null;
    if (value === null) return this.leaf(part.start, end, part.column, around.form, part.column !== around.column);
    return this.reuse?.branchAt(part.start, end, part.column, around.form) ?? this.branch(part, value, around.form);
  }

  private branch(part: Part, value: Stretch & { readonly form: 'map' | 'list' }, form: YamlForm): YamlBranch {
    const { lines } = this;
    const head = form === 'list' ? null : this.leaf(part.start, lines.start(value.first), part.column, 'map');
    const { passed, ...body } = this.body(value, part.start, part.column);
    // What stands between the key and its first entry goes into the value, or past it.
    const gap = this.insertedIn(part.start, value.start);
    return {
      kind: 'branch', form, length: lines.start(part.end) - part.start, column: part.column, head,
      lineEnd: lines.content(part.first) + lines.said(part.first).length - part.start,
      body: { ...body, isOpen: body.isOpen || gap.some(({ column }) => column > part.column) },
      inserted: [...new Set([...passed, ...gap.filter(({ column }) => column <= part.column).map(({ column }) => column)])],
    };
  }

  private leaf(start: number, end: number, column: number, form: YamlForm, isOdd = false): YamlLeaf {
    const known = this.reuse?.leafAt(start, end, { column, form, isOdd }) ?? null;
    if (known !== null) return known;
    const text = this.text.slice(start, end);
    const leaf = parseLeaf({ text, masked: this.masked.text === this.text ? text : this.masked.text.slice(start, end), column, form });
    const inserted = new Set<number>();
    for (const { offset, ...insertion } of this.insertedIn(start, end)) {
      const here = { ...insertion, offset: offset - start };
      if (leaf.root !== null) openRoot(leaf.root, here);
      else if (!openInserted(leaf.entries, column, here)) inserted.add(insertion.column);
    }
    // An entry that is indented unlike the others of its block.
    const [entry] = leaf.entries;
    const errors = isOdd && entry !== undefined && leaf.errors.length === 0 ? [{ start: entry.keyStart, end: Math.max(entry.keyEnd, entry.keyStart + 1) }] : leaf.errors;
    return { ...leaf, isOdd, errors, inserted: [...inserted] };
  }

  private insertedIn(start: number, end: number): readonly Insertion[] {
    const { inserted } = this;
    let [low, high] = [0, inserted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((inserted[middle]?.offset ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    let after = low;
    while (after < inserted.length && (inserted[after]?.offset ?? end) < end) after++;
    return inserted.slice(low, after);
  }
}
