/** What `npm run coverage` says of fixes: each with the languages in which it is proved, and those in which it is offered and not proved. */
import assert from 'node:assert/strict';
import { printFixes } from '../../scripts/fix-coverage';
import { fixes } from '../../src/fixes';

describe('the table of fixes', () => {
  const ids = [...fixes.keys()].filter((id) => id !== 'suppress');

  it('has each fix that mends something once, within eighty columns, and says where one is proved nowhere', () => {
    const proved = new Map(ids.slice(1).map((id) => [id, new Set(['yaml', 'python', 'javascript', 'firebase-rules', 'properties', 'dockerfile'])]));
    const lines = printFixes(proved, new Map()).split('\n');
    for (const id of ids) assert.equal(lines.filter((line) => line.split(' ')[0] === id).length, 1, id);
    for (const line of lines) assert.ok(line.length <= 80, line);
    assert.ok(lines.some((line) => new RegExp(`^${ids[0] ?? ''} +nowhere$`).test(line)));
    assert.ok(lines.includes(`${String(ids.length - 1)} of ${String(ids.length)} fixes of code and settings proved, ${String(6 * (ids.length - 1))} times a fix in a language`));
    assert.ok(lines.includes('no fix is offered in examples/ in a language in which no page proves it'));
  });

  it('names what is offered and proved by no page', () => {
    const text = printFixes(new Map([['drop-argument', new Set(['python'])]]), new Map([['drop-argument html', 'page/index.html'], ['drop-argument python', 'a.py'], ['suppress html', 'page/index.html']]));
    assert.match(text, /proved by no page in that language: 1\n {2}drop-argument html \(page\/index\.html\)$/);
  });
});
