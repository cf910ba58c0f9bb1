/**
 * How do answers that need one another come to one answer, whoever asks first?
 * Computes cells on demand, each once; the cells of a cycle are then computed again, all from
 * nothing and in an order of their own, until none changes. Must not know what cells hold.
 *
 * Cycles are found as Tarjan finds strongly connected components: a cell that read one which was still running
 * is `open` until the earliest met cell that it depends on (the head of the cycle) is done. What such a cell
 * held by then depends on who asked first, so it is thrown away: only the cycle itself is kept.
 */

import { Cell, compareRanks } from './cell';
import type { Dependency, Home } from './cell';

/** Depth of nested computations at which the next one is put off: keeps the stack from overflowing. */
const maxDepth = 300;
/** How often one cell may change while it settles. Values that still grow then do so without end, and stay what they are. */
const maxChanges = 16;
/** How often a cycle is begun that turns out to be larger. */
const maxStarts = 4;

export class Fixpoint {
  /** Edits so far. What was found before the last one is looked through before it is read. */
  edit = 0;
  private depth = 0;
  /** On whose behalf questions are asked while no cell is computed. */
  private asking: Home | null = null;
  /** Cells met so far, and how many there were when the outermost running one was met. */
  private met = 0;
  private base = 0;
  private reader: Cell<unknown> | null = null;
  /** The least `low` of the unfinished cells that the running computation read. */
  private lowest = Number.POSITIVE_INFINITY;
  /** Where answers were cut, in order: taken back when they are found again from the start. */
  private readonly cuts: Home[] = [];
  private readonly open: Cell<unknown>[] = [];
  /** Cells that were met too deep; they are computed when the outermost cell is done. */
  private readonly deferred: Cell<unknown>[] = [];

  constructor(private readonly maxSteps: number) {}

  /** Whether the file's budget of computations is spent: what is not yet known stays so. */
  isExhausted(home: Home): boolean {
    return home.steps >= this.maxSteps;
  }

  /** Counts work that is done outside of cells. False, and recorded as a cut, where the budget is spent. */
  spend(home: Home): boolean {
    if (this.isExhausted(home)) this.cut(home);
    else home.steps++;
    return !this.isExhausted(home);
  }

  private cut(home: Home): void {
    home.cuts++;
    if (this.depth > 0) this.cuts.push(home);
  }

  /** Does `work`; what it reads is read on behalf of `home`. */
  askFor<T>(home: Home, work: () => T): T {
    const outer = this.asking;
    const { reader } = this;
    this.asking = home;
    if (reader?.home !== home) this.reader = null;
    const answer = work();
    this.reader = reader;
    this.asking = outer;
    return answer;
  }

  /** Exports, types or classes of `home` are read: see `shape`. */
  noteShape(home: Home, parts: number): void {
    const by = this.reader?.home ?? this.asking;
    if (by === home && this.reader !== null) this.reader.shapeRead |= parts;
    if (by === null || by === home) return;
    home.readers.add(by);
    this.depend({ home, isShape: true });
  }

  /** A node of `home` is read whose value is kept without a cell. */
  noteText(home: Home): void {
    const by = this.reader?.home ?? this.asking;
    if (by === null || by === home) return;
    home.closeReaders.add(by);
    this.depend({ home, isShape: false });
  }

  /** The cell's answer: final where no computation runs, else as far as it is known. */
  read<T>(asked: Cell<T>): T {
    this.noteCell(asked);
    return this.readAside(asked);
  }

  /** The same, but nobody is noted as its reader: for cells that do not outlast their first answer. */
  readAside<T>(asked: Cell<T>): T {
    // A cell only hands its own answers back to itself.
    const cell = asked as Cell<unknown>;
    if (cell.state === 'final' && cell.verifiedAt !== this.edit) this.verify(cell);
    if (cell.state === 'new') {
      if (this.isExhausted(cell.home)) {
        this.cut(cell.home);
        return asked.value;
      }
      if (this.depth < maxDepth) this.evaluate(cell);
      else this.deferred.push(cell);
    }
    if (cell.state !== 'final' && this.reader !== null) {
      cell.noteReader(this.reader);
      this.lowest = Math.min(this.lowest, cell.state === 'new' ? this.base : cell.low);
    }
    return asked.value;
  }

  private noteCell(cell: Cell<unknown>): void {
    const by = this.reader?.home ?? this.asking;
    if (by !== null && by !== cell.home) {
      cell.foreign ??= new Set();
      cell.foreign.add(by);
      cell.home.abroad.add(cell);
    }
    this.depend(cell);
  }

  private depend(on: Dependency): void {
    const { reader } = this;
    if (reader?.home.isAttended === true) reader.noteDependency(on);
  }

  /** Looks whether an answer still is right, and those that it was found with: it is, or is new afterwards. */
  private verify(asked: Cell<unknown>): void {
    if (asked.isVerified) {
      // What it was found with has come to read it: a new cycle.
      asked.invalidate();
      return;
    }
    const stack = [this.looking(asked)];
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      const deeper = this.lookFurther(at);
      if (deeper !== null) {
        stack.push(this.looking(deeper));
        continue;
      }
      for (const cell of at.cells) cell.isVerified = false;
      stack.pop();
    }
  }

  private looking(cell: Cell<unknown>): Looking {
    const cells = cell.cycle ?? [cell];
    for (const one of cells) one.isVerified = true;
    return { cells, cell: 0, dependency: 0, since: cells.reduce((least, { verifiedAt }) => Math.min(least, verifiedAt), Infinity) };
  }

  /** Goes on with what cells were found with. Gives one that must be looked through first; null when it is known how they stand. */
  private lookFurther(at: Looking): Cell<unknown> | null {
    for (let cell = at.cells[at.cell]; cell !== undefined; cell = at.cells[at.cell]) {
      // Found again meanwhile.
      if (cell.state !== 'final' || cell.verifiedAt === this.edit) return null;
      if (cell.shapeRead !== 0 && cell.home.isShapedSince(cell.shapeRead, at.since)) {
        cell.invalidate();
        return null;
      }
      const on = cell.dependencies?.[at.dependency];
      if (on === undefined) {
        at.cell++;
        at.dependency = 0;
        continue;
      }
      if (on instanceof Cell) {
        if (on.cycle !== at.cells) {
          if (on.state === 'final' && on.verifiedAt !== this.edit && !on.isGone && !on.isVerified) return on;
          if (!this.isRight(on, at.since)) {
            cell.invalidate();
            return null;
          }
        }
      } else if ((on.isShape ? on.home.shapedAt : on.home.changedAt) > at.since) {
        cell.invalidate();
        return null;
      }
      at.dependency++;
    }
    for (const cell of at.cells) cell.verifiedAt = this.edit;
    return null;
  }

  /** Whether what cells were found with has said the same since an edit. */
  private isRight(on: Cell<unknown>, since: number): boolean {
    if (on.isGone) return false;
    if (on.state === 'new' && !this.isExhausted(on.home) && this.depth < maxDepth) {
      const outer = this.reader;
      this.reader = null;
      this.evaluate(on);
      this.reader = outer;
    }
    return on.state === 'final' && !on.isVerified && on.changedAt <= since;
  }

  private evaluate(cell: Cell<unknown>): void {
    const outer = this.lowest;
    const firstOpen = this.open.length;
    const index = ++this.met;
    if (this.depth === 0) this.base = index;
    this.depth++;
    cell.state = 'running';
    cell.low = index;
    cell.value = this.compute(cell);
    cell.wakeReaders();
    if (this.lowest <= index) this.open.push(cell);
    if (this.lowest < index) {
      cell.state = 'open';
      cell.low = this.lowest;
    } else if (this.lowest === index) this.settle(firstOpen, index);
    else cell.finish(this.edit);
    this.depth--;
    if (this.depth === 0) this.cuts.length = 0;
    this.lowest = outer;
  }

  /** Computes the cell once; `lowest` is then what it depends on. */
  private compute(cell: Cell<unknown>): unknown {
    const outer = this.reader;
    this.reader = cell;
    cell.home.steps++;
    cell.dependencies = null;
    cell.shapeRead = 0;
    this.lowest = Number.POSITIVE_INFINITY;
    const value = cell.compute();
    this.reader = outer;
    return value;
  }

  /**
   * Brings the open cells from `first` on, whose head was met as number `index`, to an answer. Where one of them turns out to
   * depend on a cell further out, all stay open for that one.
   */
  private settle(first: number, index: number): void {
    const cells: Cell<unknown>[] = [];
    const mark = this.cuts.length;
    // First find out which cells belong together, …
    while (this.gather(cells, first, index)) {
      if (this.iterate(cells, index)) continue;
      this.reopen(cells, first);
      return;
    }
    // … then what they hold.
    for (let starts = 0; starts === 0 || (this.gather(cells, first, index) && starts < maxStarts); starts++) {
      this.takeBack(mark);
      cells.sort(compareRanks);
      for (const cell of cells) {
        cell.value = cell.start;
        cell.isStale = true;
        cell.changes = 0;
        cell.forgetReaders();
      }
      if (this.iterate(cells, index)) continue;
      this.reopen(cells, first);
      return;
    }
    for (const cell of cells) {
      cell.cycle = cells.length === 1 ? null : cells;
      cell.finish(this.edit);
    }
  }

  /** The cuts noted since `mark` are found again. */
  private takeBack(mark: number): void {
    for (const home of this.cuts.splice(mark)) home.cuts--;
  }

  /** Adds to `cells` what was found to belong to them, and what was put off. Gives whether there was any. */
  private gather(cells: Cell<unknown>[], first: number, index: number): boolean {
    const before = cells.length;
    this.take(cells, first, index);
    if (index === this.base) {
      for (let cell = this.deferred.pop(); cell !== undefined; cell = this.deferred.pop()) {
        if (cell.state === 'new' && !this.isExhausted(cell.home)) this.evaluate(cell);
        this.take(cells, first, index);
      }
    }
    return cells.length > before;
  }

  private take(cells: Cell<unknown>[], first: number, index: number): void {
    for (const cell of this.open.splice(first)) {
      cell.state = 'settling';
      cell.low = index;
      cells.push(cell);
    }
  }

  /** Computes stale cells, there and back, until none is. False where one depends on a cell met before `index`. */
  private iterate(cells: readonly Cell<unknown>[], index: number): boolean {
    let isStable = false;
    for (let pass = 0; !isStable; pass++) {
      isStable = true;
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[pass % 2 === 0 ? i : cells.length - 1 - i];
        if (cell?.isStale !== true) continue;
        cell.isStale = false;
        if (this.isExhausted(cell.home)) {
          this.cut(cell.home);
          continue;
        }
        isStable = false;
        const value = this.compute(cell);
        if (this.lowest < index) return false;
        if (cell.isSame(cell.value, value)) continue;
        if (cell.changes++ >= maxChanges) continue;
        cell.value = value;
        cell.wakeReaders();
        cell.forgetReaders();
      }
    }
    return true;
  }

  private reopen(cells: readonly Cell<unknown>[], first: number): void {
    const met = this.open.splice(first);
    for (const cell of [...cells, ...met]) {
      cell.state = 'open';
      cell.low = Math.min(cell.low, this.lowest);
      this.open.push(cell);
    }
  }
}

/** How far some cells, of one cycle, are looked through. */
interface Looking {
  readonly cells: readonly Cell<unknown>[];
  /** The edit since which nothing may have changed. */
  readonly since: number;
  cell: number;
  dependency: number;
}
