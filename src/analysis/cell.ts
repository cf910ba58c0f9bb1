/**
 * What is one answer of the analysis, and what becomes of it when files change? Must not
 * know what cells hold, nor how they are computed together: the fixpoint does.
 */

/**
 * What cells belong to: a file. Its work is counted and bounded there. Of an attended home (an open file) every cell knows what it
 * was found with, so that after an edit only those are found again that must be; of others that is known by the file.
 */
export interface Home {
  readonly path: string;
  readonly isAttended: boolean;
  /** Computations so far. */
  steps: number;
  /** Answers cut short. */
  cuts: number;
  /** The edit with which what others read of its text, beside its cells, last changed: its exports and types. */
  readonly shapedAt: number;
  /** The edit with which anything in it last changed. */
  changedAt: number;
  /** Whether one of these parts of its shape has changed since an edit. */
  isShapedSince(parts: number, edit: number): boolean;
  /** Homes that read its exports or types. */
  readonly readers: Set<Home>;
  /** Homes that read nodes of its functions. */
  readonly closeReaders: Set<Home>;
  /** Cells that are read from other homes. */
  readonly abroad: Set<Cell<unknown>>;
}

/**
 * Parts of a home's shape, as bits: what it takes from others and offers them; which functions are members of its classes; and whatever
 * else is said of classes and types, which is all that changes while a field is being typed.
 */
export const shape = { exports: 1, members: 2, other: 4, all: 7 } as const;

/** The place of a cell among all: where cycles begin must not depend on who asks. */
export interface Rank {
  readonly path: string;
  readonly number: number;
  readonly name: string;
}

/** What a cell was found with: another one, or the text of a home. */
export type Dependency = Cell<unknown> | TextOf;

/** Of a home's text the exports and types (`shape`), or whatever stands in it. */
export interface TextOf {
  readonly home: Home;
  readonly isShape: boolean;
}

/**
 * One answer: how to compute it, and when two answers say the same. There are as many as nodes in a program, so it is its
 * own rank, and has no lists that it does not need.
 */
export abstract class Cell<T> implements Rank {
  state: 'new' | 'running' | 'open' | 'settling' | 'final' = 'new';
  /** When it was first met; while open or settling, when the earliest met cell that it depends on was. */
  low = 0;
  value: T;
  /** Whether something that it read has changed since. */
  isStale = false;
  /** How often it changed while settling. */
  changes = 0;
  /** Cells that read it before it was final. */
  private readers: Cell<unknown>[] | null = null;
  /** What it was found with; only of attended homes. */
  dependencies: Dependency[] | null = null;
  /** The parts of its own home's shape that it was found with; only of attended homes. */
  shapeRead = 0;
  /** The cells of its cycle, itself included; null where it is in none. */
  cycle: readonly Cell<unknown>[] | null = null;
  /** The last final answer, for telling whether a new one is another. */
  before: { readonly value: T } | null = null;
  /** The edit with which the answer last changed. */
  changedAt = 0;
  /** The edit with which it was last found to be right still. */
  verifiedAt = 0;
  /** Whether it is in the middle of being looked through. */
  isVerified = false;
  /** What it belonged to is gone: who read it must be found again. */
  isGone = false;
  /** Homes that read it, beside its own. */
  foreign: Set<Home> | null = null;

  /** `start` is what the cell is taken for while nothing is known of it: the least of its answers. */
  constructor(readonly home: Home, readonly start: T) {
    this.value = start;
  }

  abstract readonly number: number;
  abstract readonly name: string;
  abstract compute(): T;
  abstract isSame(a: T, b: T): boolean;

  get path(): string {
    return this.home.path;
  }

  /** `reader` read it before it was final. */
  noteReader(reader: Cell<unknown>): void {
    (this.readers ??= []).push(reader);
  }

  /** It is found with `on`. */
  noteDependency(on: Dependency): void {
    if (this.dependencies?.at(-1) !== on) (this.dependencies ??= []).push(on);
  }

  /** Those who read it are to be found again while it settles. */
  wakeReaders(): void {
    for (const reader of this.readers ?? []) reader.isStale = true;
  }

  forgetReaders(): void {
    this.readers = null;
  }

  /** It must be found again before it is next read, and the rest of its cycle with it. */
  invalidate(): void {
    for (const cell of this.cycle ?? [this]) cell.reset();
  }

  /** The answer is final; tells with which edit it last was another. */
  finish(edit: number): void {
    this.state = 'final';
    this.readers = null;
    this.verifiedAt = edit;
    if (this.before === null || !this.isSame(this.before.value, this.value)) this.changedAt = edit;
    this.before = null;
  }

  private reset(): void {
    if (this.state !== 'final') return;
    this.state = 'new';
    this.before = { value: this.value };
    this.value = this.start;
    this.cycle = null;
  }
}

export function compareRanks(a: Rank, b: Rank): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.number - b.number || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
