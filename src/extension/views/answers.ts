/**
 * What do the views show? Keeps the server's last answers, asks again when it says that they are out of date, and only while somebody looks.
 * Must not draw anything.
 */
import type { Disposable, Event } from 'vscode';
import { CancellationTokenSource, EventEmitter } from 'vscode';
import type { Server } from '../server';

/** One request's answer. */
export class Answers<R> implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private last: R | null = null;
  private timer: NodeJS.Timeout | null = null;
  private asking: CancellationTokenSource | null = null;
  private isStale = true;

  /** `pause`: milliseconds without news before the server is asked again, for a view need not follow each key. `isWatched` says whether somebody looks; `onFailure` is told once for each request that failed. */
  constructor(
    private readonly server: Server,
    private readonly method: string,
    private readonly pause: number,
    private readonly isWatched: () => boolean,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** The last one; null before the first. */
  get current(): R | null {
    return this.last;
  }

  /** The server has news, or somebody begins to look. */
  touch(isNews: boolean): void {
    this.isStale ||= isNews;
    if (!this.isStale || !this.isWatched()) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.ask();
    }, this.last === null ? 0 : this.pause);
  }

  /** Asks now, whoever looks. Null where it failed or was overtaken. */
  async ask(): Promise<R | null> {
    this.asking?.cancel();
    const source = new CancellationTokenSource();
    this.asking = source;
    this.isStale = false;
    try {
      const answer = await this.server.request<R>(this.method, null, source.token);
      if (source.token.isCancellationRequested) return null;
      this.last = answer;
      this.changed.fire();
      return answer;
    } catch (error) {
      this.isStale = true;
      if (!source.token.isCancellationRequested) this.onFailure(error);
      return null;
    } finally {
      if (this.asking === source) this.asking = null;
      source.dispose();
    }
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.asking?.cancel();
    this.changed.dispose();
  }
}
