/**
 * When is background work done? In small slices between messages, so that no message waits long.
 * Must not know what the work is.
 */

import { inNextTurn } from '../host';
import type { Cancel } from '../host';

/** The longest rest after work, in milliseconds. */
const LONGEST_REST = 50;

/** Milliseconds a slice may take. Half a frame: a message that arrives in the middle waits no longer. */
const SLICE = 8;

export class Loop {
  private waiting: Cancel | null = null;
  private readonly onIdle: (() => void)[] = [];
  private stopped = false;
  /** Work since the last wake, in milliseconds, and when it ended. */
  private worked = 0;
  private ended = 0;
  /** No work begins before. */
  private restUntil = 0;

  /**
   * `unit` does one small piece of work and says whether more is left. The first unit after a
   * `wake` runs two turns of the event loop later, since messages are handed out one a turn: a burst of keystrokes
   * is taken in whole before work on it starts. Where the work before has only just ended, a wake is followed by a rest as long as that work took: who types faster than it is
   * done, on a machine of few processors, has half of one for the editor.
   */
  constructor(private readonly unit: () => boolean) {}

  /** There is something to do; replaces an earlier wake that has not begun. */
  wake(): void {
    if (this.stopped) return;
    this.waiting?.();
    this.restUntil = Math.max(this.restUntil, this.ended + Math.min(this.worked, LONGEST_REST));
    this.worked = 0;
    const rest = this.restUntil - performance.now();
    this.waiting = rest > 0 ? after(rest, () => {
      this.slice();
    }) : inNextTurn(() => {
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
    const started = performance.now();
    this.waiting = null;
    let more = this.unit();
    while (more && performance.now() < started + SLICE) more = this.unit();
    this.ended = performance.now();
    this.worked += this.ended - started;
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

/** Calls back after some milliseconds. */
function after(milliseconds: number, call: () => void): Cancel {
  const timer = setTimeout(call, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}
