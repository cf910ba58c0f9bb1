/**
 * Is the list of labelled names in order, and are names recognised as well as they were? Floors stand at what is reached on the names that
 * are held out; `npm run kinds` prints the figures. Must not say which names are wrong.
 */
import assert from 'node:assert/strict';
import { halfOf, heldOutFile, judge, precisionOf, readKinds, readList, recallOf, tallyOf } from '../../scripts/kinds-list';
import { readPinned } from '../../scripts/corpus-packages';

/** What is aimed at for names that are held out, and what is reached. Precision is not there yet. */
const targets = { precision: 0.93, recall: 0.9 };
const reached = { precision: 0.78, recall: 0.9 };

const list = readList();
const kinds = readKinds();

describe('the labelled names', () => {
  it('are many, distinct, and half of them such as the matcher spoke of', () => {
    assert.ok(list.length >= 1500);
    assert.equal(new Set(list.map(({ name, owner }) => `${owner}.${name}`)).size, list.length);
    assert.equal(list.filter(({ drawn }) => drawn === 'said').length * 2, list.length);
  });

  it('come from packages of the corpus and hold kinds that there are', () => {
    const packages = new Set(readPinned().map(({ name }) => name));
    for (const { name, package: from, holds } of list) {
      assert.match(name, /^[\w$#]+$/u);
      assert.ok(packages.has(from), `${name}: ${from}`);
      for (const kind of holds) assert.ok(kind.startsWith('data.') && kinds.all.has(kind), `${name}: ${kind}`);
    }
  });

  it('are held out by their letters, in equal parts', () => {
    const half = (name: string): string => halfOf({ name, owner: '', type: '', package: '' });
    assert.equal(half('userEmail'), half('USER_EMAIL'));
    const share = list.filter((each) => halfOf(each) === 'held-out').length / list.length;
    assert.ok(share > 0.45 && share < 0.55, String(share));
  });

  it('are recognised as well as before where they are held out', () => {
    const tally = tallyOf(list.filter((each) => halfOf(each) === 'held-out').map((each) => judge(kinds, each)));
    assert.ok(precisionOf(tally) >= reached.precision, `precision ${String(precisionOf(tally))}`);
    assert.ok(recallOf(tally) >= reached.recall, `recall ${String(recallOf(tally))}`);
    // Falls when precision gets to the target: let the floor be the target then.
    assert.ok(precisionOf(tally) < targets.precision, 'the target is met: assert it');
    assert.ok(recallOf(tally) >= targets.recall);
  });
});

describe('the names that are held out altogether', () => {
  const heldOut = readList(heldOutFile);

  it('are many, distinct, and often hold something', () => {
    assert.ok(heldOut.length >= 900);
    assert.equal(new Set(heldOut.map(({ name, owner }) => `${owner}.${name}`)).size, heldOut.length);
    assert.ok(heldOut.filter(({ holds }) => holds.length > 0).length >= 150);
  });

  it('come from packages that nothing was tuned by and hold kinds that there are', () => {
    const packages = new Set(readPinned().map(({ name }) => name));
    for (const { name, package: from, holds } of heldOut) {
      assert.match(name, /^[\w$#]+$/u);
      assert.match(from, /^.+@\d[\w.-]*$/u);
      assert.ok(!packages.has(from.replace(/@[^@]+$/u, '')), `${name}: ${from}`);
      for (const kind of holds) assert.ok(kind.startsWith('data.') && kinds.all.has(kind), `${name}: ${kind}`);
    }
  });
});
