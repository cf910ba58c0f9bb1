/**
 * What does a tool know of the call that it answers? Whether it still matters, and whom to tell how far it is. Must not know tools.
 */
import { Cancelled } from './mistake';

/** Milliseconds of work between two looks at the messages. */
const slice = 8;
/** Milliseconds between two words about progress: more would not be read. */
const interval = 250;

export class Call {
  private until = 0;
  private toldAt = 0;
  private done = 0;

  /** `tell` says how many pieces of work are done, where the client asked to be told. */
  constructor(readonly signal: AbortSignal, private readonly tell: (done: number, message: string) => void) {}

  begin(message: string): void {
    this.say(message);
  }

  /** One more piece of work is done; lets messages in where it is time to. Throws Cancelled. */
  async piece(message: string): Promise<void> {
    this.done++;
    if (performance.now() < this.until) return;
    if (performance.now() - this.toldAt > interval) this.say(message);
    await new Promise((resolve) => setImmediate(resolve));
    this.check();
    this.until = performance.now() + slice;
  }

  end(message: string): void {
    this.done++;
    this.say(message);
  }

  /** Throws Cancelled. */
  check(): void {
    if (this.signal.aborted) throw new Cancelled();
  }

  /** Each time more is done than the last time, as the protocol asks for. */
  private say(message: string): void {
    this.toldAt = performance.now();
    this.tell(this.done, message);
  }
}
