/**
 * Edits as a diff: what git makes of it is the text with the edits.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { applyEdits, range, unifiedDiff } from '../../src/text';
import type { TextEdit } from '../../src/text';
import { withFolder } from '../temporary-folder';

const ten = Array.from({ length: 10 }, (_, i) => `line ${String(i + 1)}\n`).join('');

function edit(text: string, old: string, newText: string): TextEdit {
  const start = text.indexOf(old);
  return { range: range(start, start + old.length), newText };
}

describe('a unified diff', () => {
  it('has three lines around what changes', () => {
    assert.equal(unifiedDiff(ten, [edit(ten, 'line 5', 'five')]), '@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+five\n line 6\n line 7\n line 8\n');
  });

  it('tells near changes together and counts lines that came before', () => {
    assert.equal(unifiedDiff(ten, [edit(ten, 'line 1\n', ''), edit(ten, 'line 9', 'nine'), edit(ten, 'line 10', 'ten')], 1), '@@ -1,2 +1,1 @@\n-line 1\n line 2\n@@ -8,3 +7,3 @@\n line 8\n-line 9\n-line 10\n+nine\n+ten\n');
  });

  it('is nothing where nothing changes', () => {
    assert.equal(unifiedDiff(ten, []), '');
    assert.equal(unifiedDiff(ten, [edit(ten, 'line 5', 'line 5')]), '');
  });

  it('says where the last line has no end, and keeps other line ends', () => {
    assert.equal(unifiedDiff('a\r\nb', [edit('a\r\nb', 'b', 'c\r\n')]), '@@ -1,2 +1,2 @@\n a\r\n-b\n\\ No newline at end of file\n+c\r\n');
    assert.equal(unifiedDiff('', [{ range: range(0, 0), newText: 'a\n' }]), '@@ -0,0 +1,1 @@\n+a\n');
  });

  it('gives git what the edits give', async () => {
    const line = fc.constantFrom('a\n', 'b\n', 'a\r\n', '\n', '  c d\n');
    const text = fc.tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('', 'end')).map(([lines, end]) => lines.join('') + end);
    const cuts = fc.array(fc.tuple(fc.nat(60), fc.nat(6), fc.constantFrom('', 'x', 'y\n', '\nz', 'a\nb\n')), { maxLength: 4 });
    const samples = fc.sample(fc.tuple(text, cuts), { numRuns: 60, seed: 7 });
    await withFolder({}, (folder) => {
      for (const [before, wanted] of samples) {
        const edits: TextEdit[] = [];
        let at = 0;
        for (const [skip, length, newText] of wanted) {
          const start = Math.min(before.length, at + skip);
          const end = Math.min(before.length, start + length);
          edits.push({ range: range(start, end), newText });
          at = end + 1;
          if (at > before.length) break;
        }
        const after = applyEdits(before, edits);
        const diff = unifiedDiff(before, edits);
        assert.equal(diff === '', before === after);
        if (diff === '' || before === '' || after === '') continue;
        writeFileSync(join(folder, 'f'), before);
        const applied = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: `--- a/f\n+++ b/f\n${diff}`, encoding: 'utf8' });
        assert.equal(applied.status, 0, `${JSON.stringify(before)}\n${diff}\n${applied.stderr}`);
        assert.equal(readFileSync(join(folder, 'f'), 'utf8'), after);
      }
    });
  }).timeout(60_000);
});
