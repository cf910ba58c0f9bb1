/**
 * The server's process: Node takes the options that it is started with, and they do what they are for.
 */
import { equal, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { launch } from '../../src/extension';

/** Lets a tenth of what is made live on, as work does, and prints the size of the space for young objects, bytes. */
const program = `
const kept = [];
for (let i = 0; i < 3_000_000; i++) {
  const made = { i, text: [i] };
  if (i % 10 === 0) kept.push(made);
}
console.log(require('node:v8').getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size);
`;

function sizeOfYoungSpace(execArgv: readonly string[]): number {
  const { status, stdout } = spawnSync(process.execPath, [...execArgv, '--eval', program], { encoding: 'utf8', env: { ...process.env, ...launch.env } });
  equal(status, 0);
  return Number(stdout);
}

describe('how the server is started', () => {
  it('keeps the space for young objects small', () => {
    const [small, usual] = [sizeOfYoungSpace(launch.execArgv), sizeOfYoungSpace([])];
    ok(small > 0 && small < usual, `${String(small)} bytes, and ${String(usual)} without`);
  });
});
