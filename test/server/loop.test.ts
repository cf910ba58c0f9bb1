/**
 * When does background work begin? Soon, but after work of the same length as long a rest.
 */
import { strict as assert } from 'node:assert';
import { nextTurn } from '../../src/host';
import { Loop } from '../../src/server';

function busyFor(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

describe('the loop of background work', () => {
  let loop: Loop;
  let begun: number;
  let left: number;

  /** Each piece of work takes `takes` milliseconds. */
  function looping(takes: number): void {
    begun = 0;
    left = 0;
    loop = new Loop(() => {
      begun++;
      busyFor(takes);
      return --left > 0;
    });
  }
  afterEach(() => {
    loop.stop();
  });

  it('begins work two turns after it is woken', async () => {
    looping(0);
    loop.wake();
    await nextTurn();
    assert.equal(begun, 0);
    await nextTurn();
    await nextTurn();
    assert.equal(begun, 1);
  });

  it('rests after work for as long as it took, when it is woken at once', async () => {
    looping(40);
    loop.wake();
    await loop.idle();
    loop.wake();
    // Timers are called in order, however late: this one comes before a rest of 40 ms is over.
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(begun, 1);
    await loop.idle();
    assert.equal(begun, 2);
  });

  it('does not rest longer because it is woken often', async () => {
    looping(40);
    loop.wake();
    await loop.idle();
    loop.wake();
    const later = new Promise((resolve) => setTimeout(resolve, 60));
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      loop.wake();
    }
    await later;
    assert.equal(begun, 2);
  });

  it('does not rest where the work before ended long ago', async () => {
    looping(20);
    loop.wake();
    await loop.idle();
    await new Promise((resolve) => setTimeout(resolve, 40));
    loop.wake();
    for (let turn = 0; turn < 3; turn++) await nextTurn();
    assert.equal(begun, 2);
  });

  it('goes on without a rest while work is left', async () => {
    looping(20);
    left = 3;
    loop.wake();
    for (let turn = 0; turn < 5; turn++) await nextTurn();
    assert.equal(begun, 3);
  });
});
