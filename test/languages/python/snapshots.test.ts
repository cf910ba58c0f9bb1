/**
 * What does each Python program in fixtures/ lower to? The printed graphs stand beside
 * the programs; UPDATE_SNAPSHOTS=1 writes them anew, to be read before they are kept.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printFile } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { folder, lowerText, programs } from './programs';

describe('Python programs', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  for (const { name, text } of programs()) {
    it(`lowers ${name}`, () => {
      const snapshot = join(folder, `${name.replace(/\.[^.]+$/, '')}.graph.txt`);
      const printed = printFile(lowerText(text, grammars));
      if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, printed);
      assert.ok(existsSync(snapshot), `${snapshot} is missing: run with UPDATE_SNAPSHOTS=1`);
      assert.equal(printed, readFileSync(snapshot, 'utf8'));
    });
  }

  it('are many', () => {
    assert.ok(programs().length >= 40);
  });
});
