/**
 * Calm while typing, and the pause before restarts: what the clock decides.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { calm, typedLines } from '../../src/server';

const flag = (identity: string, line: number): { identity: string; startLine: number; endLine: number } => ({ identity, startLine: line, endLine: line });

describe('calm while typing', () => {
  const typing = { lines: new Set([3]), at: 1000 };

  it('shows a new finding on another line at once', () => {
    deepEqual(calm([flag('a', 2)], new Set(), typing, 1010, 400), { shown: [flag('a', 2)], wakeAt: null });
  });

  it('holds a new finding on the typed line back until the pause is over', () => {
    deepEqual(calm([flag('a', 3)], new Set(), typing, 1010, 400), { shown: [], wakeAt: 1400 });
    deepEqual(calm([flag('a', 3)], new Set(), typing, 1400, 400), { shown: [flag('a', 3)], wakeAt: null });
  });

  it('keeps a finding that was shown before, though its line is typed on', () => {
    deepEqual(calm([flag('a', 3), flag('b', 3)], new Set(['a']), typing, 1010, 400), { shown: [flag('a', 3)], wakeAt: 1400 });
  });

  it('holds back a finding of several lines when one of them is typed on', () => {
    equal(calm([{ identity: 'a', startLine: 1, endLine: 5 }], new Set(), typing, 1010, 400).shown.length, 0);
  });

  it('holds nothing back when nothing was typed, or when the pause is nought', () => {
    equal(calm([flag('a', 3)], new Set(), null, 1010, 400).shown.length, 1);
    equal(calm([flag('a', 3)], new Set(), typing, 1000, 0).shown.length, 1);
  });
});

describe('the lines being typed', () => {
  it('is the line of an inserted character', () => {
    deepEqual([...typedLines([{ start: 4, end: 4, text: 'x' }])], [4]);
  });

  it('is the last line of what was pasted', () => {
    deepEqual([...typedLines([{ start: 4, end: 4, text: 'a\nb\r\nc' }])], [6]);
  });

  it('is where the text closes up after a deletion', () => {
    deepEqual([...typedLines([{ start: 4, end: 9, text: '' }])], [4]);
  });

  it('moves with later changes above it, as with several cursors', () => {
    deepEqual([...typedLines([{ start: 9, end: 9, text: 'x' }, { start: 2, end: 2, text: '\n' }])], [10, 3]);
    deepEqual([...typedLines([{ start: 9, end: 9, text: 'x' }, { start: 2, end: 4, text: '' }])], [7, 2]);
  });
});
