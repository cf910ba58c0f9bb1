/**
 * How much garbage may lie around before it is collected? Must not limit what is held.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Percent of what is held. V8 by itself lets a heap grow to up to four times that. */
const growth = 25;

/** For the whole process, its threads included; at its start. A check of a million lines then holds half the memory. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${String(growth)}`);
}

/** Collects what loading left behind: a server that has nothing to do would hold it on. Takes some tens of milliseconds. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') (collect as () => void)();
}
