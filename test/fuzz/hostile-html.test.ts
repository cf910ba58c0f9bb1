/**
 * Do hostile pages stop the engine? Bombs of attributes, depths, marks and comments that never end through parse, lower and judge: nothing throws, nothing
 * hangs, and what stands before is still told.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

function told(text: string): readonly string[] {
  return engine.check(text, 'index.html', { minimumConfidence: 'low', drafts: true }).map(({ rule }) => rule);
}

const tracker = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>\n';
const many = 50_000;

describe('hostile pages', function () {
  this.timeout(240_000);

  const monsters: Readonly<Record<string, string>> = {
    'a hundred thousand open tags': '<div>'.repeat(100_000),
    'a bomb of attributes': `<p ${Array.from({ length: many }, (_, i) => `a${String(i)}="b"`).join(' ')}>`,
    'one attribute again and again': `<p ${'a=b '.repeat(many)}>`,
    'ten megabytes of text': 'word <b>word</b> '.repeat(600_000),
    'a line of one tag': `<p ${'x'.repeat(1_000_000)}`,
    'quotes that are never closed': '<a href="'.repeat(many),
    'comments that are never closed': '<!-- <p>'.repeat(many),
    'comments of styles that are never closed': `<style>${'/* a '.repeat(many)}</style>`,
    'marks that are never closed': '{{ {% {# <% <?php '.repeat(many),
    'marks that end far away': `${'{{ '.repeat(many)}}}`,
    'conditions in conditions': `${'{% if a %}<p>'.repeat(many)}${'{% endif %}'.repeat(many)}${'<p>'.repeat(many)}`,
    'scripts that are never closed': '<script>'.repeat(many),
    'scripts in comments of scripts': '<script><!-- <script>'.repeat(many),
    'scripts of one letter': '<script>f</script>'.repeat(many),
    'code that does not parse': `<script>${'if ( { [ " '.repeat(2_000)}</script>`.repeat(3),
    'events without end': `<p ${Array.from({ length: 5_000 }, (_, i) => `onx${String(i)}="f(${'('.repeat(3)}"`).join(' ')}>`,
    'an event of a megabyte': `<p onclick="${'"a\' ('.repeat(1)}${"f('".repeat(300_000)}">`,
    'a style of a megabyte': `<p style="${'a'.repeat(500_000)}${'("'.repeat(200_000)}">`,
    'references without end': `<p title="${'&#'.repeat(many)}${'&amp'.repeat(many)}">`,
    'zeros and noise': '\u0000\u0001\ud800<\u0000>'.repeat(many),
    'end tags alone': '</p>'.repeat(many),
  };

  for (const [name, text] of Object.entries(monsters)) {
    it(`${name} leave what stands before`, () => {
      assert.ok(told(`${tracker}${text}`).includes('data/third-party-script'));
    });
  }

  const page = readFileSync(join(import.meta.dirname, '../languages/html/fixtures/page.html'), 'utf8');

  it('cut off anywhere are answered', () => {
    for (let end = 0; end <= page.length; end += 11) assert.doesNotThrow(() => told(page.slice(0, end)), String(end));
  });

  it('mangled at random are answered', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.oneof(fc.string({ maxLength: 6, unit: 'binary' }), fc.constantFrom('<script>', '{{', '%>', '"', '<!--', ' onclick="'))), { maxLength: 6 }), (edits) => {
      told(edits.reduce((before, [at, length, added]) => {
        const start = at % (before.length + 1);
        return before.slice(0, start) + added + before.slice(start + length);
      }, page));
    }), { numRuns: 150 });
  });
});
