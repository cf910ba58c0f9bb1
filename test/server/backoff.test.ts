/**
 * How long the extension waits before it starts a dead server again.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { Backoff } from '../../src/extension';

describe('restart with back-off', () => {
  it('waits longer each time and gives up after the fifth restart', () => {
    const backoff = new Backoff();
    deepEqual([1, 2, 3, 4, 5, 6].map((second) => backoff.next(second * 1000)), [250, 500, 1000, 2000, 4000, null]);
  });

  it('forgets deaths of long ago', () => {
    const backoff = new Backoff();
    for (let second = 0; second < 6; second++) backoff.next(second * 1000);
    equal(backoff.next(10 * 60 * 1000), 250);
  });
});
