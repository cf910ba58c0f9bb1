/**
 * Which nodes of a new tree are those of an earlier one, moved? Finds them by their place,
 * outside of what an edit touched, and copies what is inside them.
 * Must not trust places that an edit touches.
 */
import type { Range } from '../../text';
import type { FlatNode, FlatTree } from './flat-tree';
import type { Earlier } from './flatten';
import type { FlatColumns } from './syntax';

export class Untouched {
  private readonly before: FlatTree<number, number>;
  private readonly touched: readonly Range[];
  private readonly start: number;
  private readonly end: number;
  /** How far what lies behind the edit has moved. */
  private readonly moved: number;

  constructor({ before, change, touched }: Earlier<number, number>) {
    this.before = before;
    this.touched = merged(touched);
    this.start = change.start;
    this.end = change.newEnd;
    this.moved = change.newEnd - change.oldEnd;
  }

  /** The earlier node of that kind and place (in the new text), children and all the same; -1 where there is none. */
  find(kind: number, start: number, end: number): FlatNode {
    // A node at whose edge something was typed may have grown or shrunk.
    if (this.isTouched(start, end)) return -1;
    const offset = end < this.start ? 0 : start > this.end ? this.moved : null;
    if (offset === null) return -1;
    const { kinds, starts, ends, count } = this.before;
    const [oldStart, oldEnd] = [start - offset, end - offset];
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < oldStart) low = middle + 1;
      else high = middle;
    }
    for (let node = low; node < count && starts[node] === oldStart; node++) if (kinds[node] === kind && ends[node] === oldEnd) return node;
    return -1;
  }

  /** Writes the descendants of an earlier node behind `to`, a node of the new tree; gives how many there are. */
  copyInside(node: FlatNode, into: FlatColumns, to: FlatNode): number {
    const { before } = this;
    const first = node + 1;
    const last = before.after(node);
    into.kinds.set(before.kinds.subarray(first, last), to + 1);
    into.fields.set(before.fields.subarray(first, last), to + 1);
    const offset = (into.starts[to] ?? 0) - (before.starts[node] ?? 0);
    const shift = to - node;
    for (let i = first; i < last; i++) {
      into.starts[i + shift] = (before.starts[i] ?? 0) + offset;
      into.ends[i + shift] = (before.ends[i] ?? 0) + offset;
      into.parents[i + shift] = (before.parents[i] ?? 0) + shift;
      into.afters[i + shift] = (before.afters[i] ?? 0) + shift;
    }
    return last - first;
  }

  /** The comments inside an untouched stretch of the new text. */
  *commentsIn(start: number, end: number): Generator<Range> {
    const { comments } = this.before;
    const offset = end < this.start ? 0 : this.moved;
    let [low, high] = [0, comments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((comments[middle]?.start ?? 0) < start - offset) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < comments.length; i++) {
      const comment = comments[i];
      if (comment === undefined || comment.end > end - offset) return;
      yield { start: comment.start + offset, end: comment.end + offset };
    }
  }

  private isTouched(start: number, end: number): boolean {
    let [low, high] = [0, this.touched.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.touched[middle]?.end ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    const next = this.touched[low];
    return next !== undefined && next.start <= end;
  }
}

/** In order, those that meet as one. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || last.end < range.start) result.push(range);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return result;
}
