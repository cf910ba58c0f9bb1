/**
 * What does this machine's disk say? Must not throw for what a disk can hold but as `Disk` has it, nor wait for a pipe's writer.
 */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import type { Disk } from './disk';

export const nodeDisk: Disk = {
  list: (folder) => readdirSync(folder, { withFileTypes: true }),
  stat: (path) => statSync(path),
  real: (path) => realpathSync(path),
  read: readAtMost,
  head: (path, most) => readAtMost(path, most, true),
};

/** Reads until the end or `most` bytes, whatever size the file claims: it may grow meanwhile. Of one that claims more nothing, unless its `head` is wanted. */
function readAtMost(path: string, most: number, head = false): { readonly bytes: Uint8Array; readonly size: number } {
  const descriptor = openSync(path, constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK));
  try {
    const { size } = fstatSync(descriptor);
    if (size >= most && !head) return { bytes: Buffer.alloc(0), size };
    let buffer = Buffer.allocUnsafe(Math.min(size + 1, most));
    let filled = 0;
    for (;;) {
      const count = readSync(descriptor, buffer, filled, buffer.length - filled, null);
      if (count === 0) break;
      filled += count;
      if (filled === most) break;
      if (filled === buffer.length) buffer = Buffer.concat([buffer], Math.min(buffer.length * 2 + 1024, most));
    }
    return { bytes: buffer.subarray(0, filled), size };
  } finally {
    closeSync(descriptor);
  }
}
