/**
 * When is background work done? In small slices between messages, so that no message waits long.
 * Must not know what the work is.
 */

import { inNextTurn } from '../host';
import type { Cancel } from '../host';

/** Milliseconds a slice may take. Half a frame: a message that arrives in the middle waits no longer. */
const SLICE = 8;

export class Loop {
  private waiting: Cancel | null = null;
  private readonly onIdle: (() => void)[] = [];
  private stopped = false;

  /**
   * `unit` does one small piece of work and says whether more is left. The first unit after a
   * `wake` runs two turns of the event loop later, since messages are handed out one a turn: a burst of keystrokes
   * is taken in whole before work on it starts.
   */
  constructor(private readonly unit: () => boolean) {}

  /** There is something to do; replaces an earlier wake that has not begun. */
  wake(): void {
    if (this.stopped) return;
    this.waiting?.();
    this.waiting = inNextTurn(() => {
      this.waiting = inNextTurn(() => {
        this.slice();
      });
    });
  }

  /** Resolves when nothing is left to do. */
  idle(): Promise<void> {
    if (!this.busy) return Promise.resolve();
    return new Promise((resolve) => this.onIdle.push(resolve));
  }

  get busy(): boolean {
    return this.waiting !== null;
  }

  stop(): void {
    this.stopped = true;
    this.waiting?.();
    this.waiting = null;
    this.announceIdle();
  }

  private slice(): void {
    const end = performance.now() + SLICE;
    this.waiting = null;
    let more = this.unit();
    while (more && performance.now() < end) more = this.unit();
    if (more && !this.stopped && !this.busy) {
      this.waiting = inNextTurn(() => {
        this.slice();
      });
    }
    if (!this.busy) this.announceIdle();
  }

  private announceIdle(): void {
    for (const resolve of this.onIdle.splice(0)) resolve();
  }
}
