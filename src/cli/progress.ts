/**
 * How does a person at a terminal see that work goes on? One line on stderr
 * that is wiped when the results come.
 */
import { counted } from '../report';
import type { Output } from './io';

export interface Progress {
  readonly update: (files: number) => void;
  clear(): void;
}

/** Files between two updates of the line: often enough to move, too rarely to cost. */
const interval = 50;
const wipe = '\r\u001b[K';

/** Silent where no one watches. */
export function showProgress(output: Output): Progress {
  if (!output.isTerminal) return { update: () => undefined, clear: () => undefined };
  let next = 1;
  let isShown = false;
  return {
    update: (files) => {
      if (files < next) return;
      // They come one by one, or many at once from another thread.
      next = files - (files % interval) + interval;
      isShown = true;
      output.write(`${wipe}Checking… ${counted(files, 'file')}`);
    },
    clear: () => {
      if (isShown) output.write(wipe);
      isShown = false;
    },
  };
}
