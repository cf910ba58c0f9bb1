/**
 * How much garbage may lie around before it is collected? Must not limit what is held.
 */
import { setFlagsFromString } from 'node:v8';

/** Percent of what is held. V8 by itself lets a heap grow to up to four times that. */
const growth = 25;

/** For the whole process, its threads included; at its start. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${String(growth)}`);
}
