/**
 * How long to wait before a dead server is started again? Longer each time, and not for ever.
 * Pure: the clock's reading is handed in.
 */

/** Pause before the first restart, in milliseconds; doubled each time. */
const FIRST_PAUSE = 250;
const MOST_RESTARTS = 5;
/** Deaths longer ago than this, in milliseconds, are forgiven. */
const MEMORY = 3 * 60 * 1000;

export class Backoff {
  private deaths: number[] = [];

  /** The pause after a death at `now`, in milliseconds, or null where it died too often to go on. */
  next(now: number): number | null {
    this.deaths = [...this.deaths.filter((death) => now - death < MEMORY), now];
    return this.deaths.length > MOST_RESTARTS ? null : FIRST_PAUSE * 2 ** (this.deaths.length - 1);
  }
}
