/**
 * Whose turn is it? One call works at a time: what one hands in unsaved is no other's. Must not know what they do.
 */
import { Cancelled } from './mistake';

export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Runs `work` when all earlier ones are through; not at all where `signal` aborts before. */
  take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const result = this.last.then(() => {
      if (signal.aborted) throw new Cancelled();
      return work();
    });
    this.last = result.then(() => undefined, () => undefined);
    return result;
  }
}
