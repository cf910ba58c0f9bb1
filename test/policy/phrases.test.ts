/** Phrases: whole words next to each other, names, gaps, and the ends of texts. */
import assert from 'node:assert/strict';
import { Phrases } from '../../src/policy';

const isName = (word: string): boolean => word.toLowerCase() === 'caley';

function says(phrase: string, value: string, open = false): boolean {
  return new Phrases([phrase]).in({ value, open }, isName);
}

describe('Phrases', () => {
  it('finds words next to each other, in letters of either case', () => {
    assert.ok(says('instead of {caley}', 'Use it INSTEAD OF Caley.'));
    assert.ok(says('drop in replacement', 'A drop-in replacement'));
    assert.ok(!says('instead of {caley}', 'instead of the API of Caley'));
  });

  it('finds no word inside of another', () => {
    assert.ok(!says('ass', 'The assignment passes'));
    assert.ok(says('сука', 'ах, сука, опять'));
    assert.ok(!says('connasse', 'connassesque'));
  });

  it('takes a word with a capital letter as it is written', () => {
    assert.ok(says('CALEY', 'Powered by CALEY'));
    assert.ok(!says('CALEY', 'Powered by Caley'));
    assert.ok(!says('Calley', 'calley'));
  });

  it('passes over some words at a gap, or none', () => {
    assert.ok(says('nmap ... {caley}', 'nmap caley'));
    assert.ok(says('nmap ... {caley}', 'nmap -sV -p 443 api.caley.app'));
    assert.ok(!says('nmap ... {caley}', 'nmap 1 2 3 4 5 6 7 8 9 caley'));
    assert.ok(!says('nmap ... {caley}', 'caley nmap'));
  });

  it('ties a phrase to the ends of a text', () => {
    assert.ok(says('^{caley}$', 'Caley'));
    assert.ok(!says('^{caley}$', 'Acme for Caley'));
    assert.ok(!says('^{caley}$', 'Caley tools'));
    assert.ok(says('by {caley}$', 'Scheduling by Caley'));
    assert.ok(!says('by {caley}$', 'Scheduling by Caley', true), 'more may follow');
    assert.ok(!says('^sqlmap', 'about sqlmap'));
  });

  it('knows several', () => {
    const phrases = new Phrases(['first one', 'second one']);
    assert.deepEqual(['the second one', 'the third one'].map((value) => phrases.in({ value, open: false }, isName)), [true, false]);
  });
});
