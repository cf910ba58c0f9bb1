/**
 * What does the user see of the server's work? One state at a time, without flicker.
 * Must not know what the work is.
 */
import type { StatusParams } from '../protocol';

/** Work shorter than this many milliseconds is not worth a change of the status bar. */
const PATIENCE = 200;

export class Status {
  private timer: NodeJS.Timeout | null = null;
  private last = '';

  constructor(private readonly send: (status: StatusParams) => void) {}

  busy(findings: number): void {
    this.timer ??= setTimeout(() => {
      this.say({ state: 'checking', findings, detail: '' });
    }, PATIENCE);
  }

  idle(findings: number): void {
    this.settle({ state: 'idle', findings, detail: '' });
  }

  off(): void {
    this.settle({ state: 'off', findings: 0, detail: '' });
  }

  failed(detail: string): void {
    this.settle({ state: 'failed', findings: 0, detail });
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private settle(status: StatusParams): void {
    this.stop();
    this.say(status);
  }

  private say(status: StatusParams): void {
    const text = JSON.stringify(status);
    if (text === this.last) return;
    this.last = text;
    this.send(status);
  }
}
