/**
 * How does the main thread see a worker? As what it will have surveyed and judged, or the error
 * that ended it. Must not know what the words hold.
 */
import { Worker } from 'node:worker_threads';
import type { Judgement, Survey, Trace } from '../workspace';
import type { Assets } from './assets';
import type { Orders, Task, Word } from './messages';

export interface Judged {
  readonly judgements: readonly Judgement[];
  readonly trace: Trace;
}

export class Thread {
  readonly surveyed: Promise<readonly Survey[]>;
  readonly judged: Promise<Judged>;
  private readonly worker: Worker;

  /** `judging` is told how many files more are judged. */
  constructor(assets: Assets, task: Task, judging: (files: number) => void) {
    this.worker = startWorker(assets, task);
    const surveyed = promised<readonly Survey[]>();
    const judged = promised<Judged>();
    [this.surveyed, this.judged] = [surveyed.promise, judged.promise];
    const all: Judgement[] = [];
    this.worker.on('message', (word: Word) => {
      if (word.type === 'surveyed') surveyed.resolve(word.surveys);
      else if (word.type === 'judged') {
        all.push(...word.judgements);
        judging(word.judgements.length);
      } else judged.resolve({ judgements: all, trace: word.trace });
    });
    const fail = (error: Error): void => {
      surveyed.reject(error);
      judged.reject(error);
    };
    this.worker.on('error', (error) => {
      fail(new Error(`a worker thread ended with an error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
    });
    // After an error, or what was waited for, this changes nothing.
    this.worker.on('exit', (code) => {
      fail(new Error(`a worker thread ended before its work was done (exit code ${String(code)})`));
    });
  }

  order(orders: Orders): void {
    this.worker.postMessage(orders);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

function startWorker({ worker: { file, loader } }: Assets, workerData: Task): Worker {
  // Options of Node's that are meant for the main thread (what to import first) are not handed on.
  if (loader === null) return new Worker(file, { workerData, execArgv: [] });
  return new Worker([loader, file].map((path) => `require(${JSON.stringify(path)});`).join('\n'), { workerData, execArgv: [], eval: true });
}

interface Promised<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** Its failure is seen by who waits for it, whenever that is. */
function promised<T>(): Promised<T> {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => undefined, () => undefined];
  const promise = new Promise<T>((done, failed) => {
    [resolve, reject] = [done, failed];
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
