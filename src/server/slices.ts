/**
 * How does a long answer leave room for other messages? By pauses, in which it also learns that it is not wanted any more.
 * Must not know what the work is.
 */
import type { CancellationToken } from 'vscode-languageserver';
import { nextTurn } from '../host';
import { Cancelled } from './fence';

/** Milliseconds of work between two looks at the message queue. */
const SLICE = 8;

export class Slices {
  /** The first look is taken at the first pause: the request may be cancelled before it is begun. */
  private until = 0;

  constructor(private readonly token: CancellationToken) {}

  /** To be awaited between pieces of work: costs nothing before a slice is over. Says whether one was. Throws where the request was cancelled. */
  async pause(): Promise<boolean> {
    if (performance.now() < this.until) return false;
    await nextTurn();
    if (this.token.isCancellationRequested) throw new Cancelled();
    this.until = performance.now() + SLICE;
    return true;
  }
}
