/** A flow through three files, in each language: what the check says of it, and what the engine knows at each of its places. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { assertGolden } from '../golden';
import { loadTestEngine } from '../support/engine';
import { run } from './run';
import type { Ran } from './run';

const folder = join(import.meta.dirname, 'fixtures', 'flows');
const languages: Readonly<Record<string, readonly string[]>> = {
  typescript: ['main.ts:4:8', 'note.ts:2:45', 'log.ts:3:47'],
  python: ['main.py:4:10', 'note.py:3:11', 'log.py:4:27'],
};

function caley(language: string, argv: readonly string[]): Promise<Ran> {
  return run(join(folder, language), argv, { loadEngine: loadTestEngine });
}

describe('a flow through three files', () => {
  for (const [language, places] of Object.entries(languages)) {
    it(`is told where the data is handed over, with its way (${language})`, async () => {
      const { code, out } = await caley(language, ['check', '--no-cache', '--no-color', '--workers', '1']);
      assertGolden(join(folder, `${language}.txt`), out);
      assert.equal(code, 1);
    });

    for (const place of places) {
      it(`caley reveal ${place}`, async () => {
        const { code, out } = await caley(language, ['reveal', place]);
        assertGolden(join(folder, `${place.replace(/:/g, '-')}.txt`), out);
        assert.equal(code, 0);
      });
    }
  }
});
