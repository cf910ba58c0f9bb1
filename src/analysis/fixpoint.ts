/**
 * How do answers that need one another come to one answer, whoever asks first?
 * Computes cells on demand, each once; the cells of a cycle are then computed again, all from
 * nothing and in an order of their own, until none changes. Must not know what cells hold.
 *
 * Cycles are found as Tarjan finds strongly connected components: a cell that read one which was still running
 * is `open` until the earliest met cell that it depends on (the head of the cycle) is done. What such a cell
 * held by then depends on who asked first, so it is thrown away: only the cycle itself is kept.
 */

/** The place of a cell among all: where cycles begin must not depend on who asks. */
export interface Rank {
  readonly path: string;
  readonly number: number;
  readonly name: string;
}

/** What a cell belongs to: a file. Its work is counted and bounded there, and who reads its cells from outside is noted. */
export interface Home {
  readonly path: string;
  /** Computations so far. */
  steps: number;
  /** Answers cut short. */
  cuts: number;
  /** Homes whose answers were found with those of this one. */
  readonly readers: Set<Home>;
  /** Homes that it is a reader of. */
  readonly reads: Set<Home>;
}

/** One answer: how to compute it, and when two answers say the same. */
export class Cell<T> {
  state: 'new' | 'running' | 'open' | 'settling' | 'final' = 'new';
  /** When it was first met; while open or settling, when the earliest met cell that it depends on was. */
  low = 0;
  value: T;
  /** Whether something that it read has changed since. */
  isStale = false;
  /** How often it changed while settling. */
  changes = 0;
  /** Cells that read it before it was final. */
  readers: Cell<unknown>[] = [];

  /** `start` is what the cell is taken for while nothing is known of it: the least of its answers. */
  constructor(readonly home: Home, readonly start: T, readonly rank: Rank, readonly compute: () => T, readonly isSame: (a: T, b: T) => boolean) {
    this.value = start;
  }
}

/** Depth of nested computations at which the next one is put off: keeps the stack from overflowing. */
const maxDepth = 300;
/** How often one cell may change while it settles. Answers that still do are cut: values that grow without end. */
const maxChanges = 16;
/** How often a cycle is begun that turns out to be larger. */
const maxStarts = 4;

export class Fixpoint {
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

  /** Something of `home` is read that is no cell. */
  note(home: Home): void {
    const by = this.reader?.home ?? this.asking;
    if (by === null || by === home || home.readers.has(by)) return;
    home.readers.add(by);
    by.reads.add(home);
  }

  /** The cell's answer: final where no computation runs, else as far as it is known. */
  read<T>(asked: Cell<T>): T {
    this.note(asked.home);
    return this.readAside(asked);
  }

  /** The same, but the reader's home does not become one of the cell's readers: its owner sees to it that changes are told. */
  readAside<T>(asked: Cell<T>): T {
    // A cell only hands its own answers back to itself.
    const cell = asked as Cell<unknown>;
    if (cell.state === 'new') {
      if (this.isExhausted(cell.home)) {
        this.cut(cell.home);
        return asked.value;
      }
      if (this.depth < maxDepth) this.evaluate(cell);
      else this.deferred.push(cell);
    }
    if (cell.state !== 'final' && this.reader !== null) {
      cell.readers.push(this.reader);
      this.lowest = Math.min(this.lowest, cell.state === 'new' ? this.base : cell.low);
    }
    return asked.value;
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
    for (const reader of cell.readers) reader.isStale = true;
    if (this.lowest <= index) this.open.push(cell);
    if (this.lowest < index) {
      cell.state = 'open';
      cell.low = this.lowest;
    } else if (this.lowest === index) this.settle(firstOpen, index);
    else finish(cell);
    this.depth--;
    if (this.depth === 0) this.cuts.length = 0;
    this.lowest = outer;
  }

  /** Computes the cell once; `lowest` is then what it depends on. */
  private compute(cell: Cell<unknown>): unknown {
    const outer = this.reader;
    this.reader = cell;
    cell.home.steps++;
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
      cells.sort((a, b) => compareRanks(a.rank, b.rank));
      for (const cell of cells) {
        cell.value = cell.start;
        cell.isStale = true;
        cell.changes = 0;
        cell.readers = [];
      }
      if (this.iterate(cells, index)) continue;
      this.reopen(cells, first);
      return;
    }
    for (const cell of cells) finish(cell);
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
        if (cell.changes++ >= maxChanges) {
          this.cut(cell.home);
          continue;
        }
        cell.value = value;
        for (const reader of cell.readers) reader.isStale = true;
        cell.readers = [];
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

function finish(cell: Cell<unknown>): void {
  cell.state = 'final';
  cell.readers = [];
}

function compareRanks(a: Rank, b: Rank): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.number - b.number || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
