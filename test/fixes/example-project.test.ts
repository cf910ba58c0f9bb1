/** Do the fixes keep their promise in a project of several files, whose functions and constants come from one another? */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grammars } from '../../src/languages';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { loadGrammars } from '../support/grammars';
import { proveFixes } from './harness';

const root = join(import.meta.dirname, '..', '..', 'examples', 'booking-sync');
const files = Object.fromEntries(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .sort()
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]));

describe('fixes of the example project', () => {
  let engine: TestEngine;
  let grammars: Grammars;
  let proved = 0;

  before(async () => {
    engine = await loadTestEngine();
    grammars = await loadGrammars();
  });

  for (const [path, text] of Object.entries(files)) {
    it(path, function () {
      this.timeout(60_000);
      const check = (changed: string): ReturnType<TestEngine['check']> =>
        engine.open({ ...files, [path]: changed }).findings(path).filter(({ suppression }) => suppression === null).map(({ finding }) => finding);
      proved += proveFixes({ path, text, rule: null, check, policy: engine.policy, grammars }).length;
    });
  }

  it('there were some', () => assert.ok(proved > 20, String(proved)));
});
