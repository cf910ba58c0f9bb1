/** `caley check` of notebooks: findings stand at lines of the file and of the cell, in every form and however the check is cut; what cells left behind is not read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import type { JsonReport } from '../../src/report';
import { loadTestEngine } from '../support/engine';
import { notebook } from '../support/notebooks';
import { sarifValidator } from '../support/sarif-schema';
import { withFolder } from '../temporary-folder';
import { run } from './run';

const real = { loadEngine: loadTestEngine };
const cells = ['# Users\n', '%pip install requests\nimport requests\nimport logging\nlog = logging.getLogger("users")', 'user = load("é")\nif user:\n    log.info("%s", user["email"])\n', '%%bash\ncurl -k https://example.com'];
const picture = [{ output_type: 'display_data', data: { 'image/png': 'A'.repeat(3_000_000), 'text/plain': ['alice@example.org'] }, metadata: {} }];

describe('caley check of a notebook', function () {
  this.timeout(120_000);

  it('names line and column in the cell to people, and in the file to programs', () =>
    withFolder({ 'users.ipynb': notebook(cells, 'lines', 'python', picture) }, async (folder) => {
      const text = await run(folder, ['check', '--no-cache'], real);
      assert.match(text.out, /^users\.ipynb\n {2}cell 3:3:20 {2}warning {2}.*\n/m);
      assert.match(text.out, / log\.info\("%s", user\["email"\]\)\n/);
      const { findings, skipped } = JSON.parse((await run(folder, ['check', '--no-cache', '--format', 'json'], real)).out) as JsonReport;
      assert.deepEqual(skipped, []);
      const [found, ...others] = findings;
      assert.ok(found !== undefined && others.length === 0);
      assert.deepEqual([found.rule, found.cell], ['log/personal-data', { number: 3, line: 3, column: 20 }]);
      const lines = readFileSync(join(folder, 'users.ipynb'), 'utf8').split('\n');
      assert.equal(lines[found.start.line - 1]?.slice(found.start.column - 1, found.end.column - 1), 'user[\\"email\\"]');
      const sarif = (await run(folder, ['check', '--no-cache', '--format', 'sarif'], real)).out;
      assert.equal(sarifValidator()(JSON.parse(sarif) as Log), null);
      assert.ok(!sarif.includes('alice'));
    }));

  it('is the same with many shards as at once, and from a cache', () =>
    withFolder({ 'a.ipynb': notebook(cells), 'b/b.ipynb': notebook(cells, 'whole'), 'c.py': 'x = 1\n' }, async (folder) => {
      await withFolder({}, async (out) => {
        const names = [1, 2, 3].map((index) => join(out, `${String(index)}.json`));
        for (const [i, name] of names.entries()) assert.equal((await run(folder, ['check', '--shard', `${String(i + 1)}/3`, '--output', name], real)).code, 0);
        for (const form of ['text', 'json', 'sarif', 'markdown', 'html']) {
          const whole = await run(folder, ['check', '--no-cache', '--format', form], real);
          assert.equal(whole.code, 1);
          assert.deepEqual(await run(out, ['merge', '--format', form, ...names], real), whole, form);
          const cached = { ...real, env: { XDG_CACHE_HOME: out } };
          assert.equal((await run(folder, ['check', '--format', form], cached)).out, whole.out, form);
        }
      });
    }));

  it('finds the same in every way that a notebook is written', () =>
    withFolder({ 'lines.ipynb': notebook(cells), 'whole.ipynb': notebook(cells, 'whole'), 'dense.ipynb': notebook(cells, 'dense') }, async (folder) => {
      const { findings } = JSON.parse((await run(folder, ['check', '--no-cache', '--format', 'json'], real)).out) as JsonReport;
      assert.deepEqual(findings.map(({ file, rule, cell }) => [file, rule, cell?.number, cell?.line]), ['dense', 'lines', 'whole'].map((name) => [`${name}.ipynb`, 'log/personal-data', 3, 3]));
    }));

  it('leaves out what is no notebook of Python', () =>
    withFolder({ 'r.ipynb': notebook(['x <- 1'], 'lines', 'R'), 'broken.ipynb': '{"cells": [', 'empty.ipynb': '' }, async (folder) => {
      const { code, out } = await run(folder, ['check', '--no-cache'], real);
      assert.deepEqual([code, out], [0, '0 findings in 3 files\n']);
    }));
});
