/**
 * Which program does a notebook hold, and where does each of its characters stand? Whatever cells hold and however the file is written, the way back
 * leads to the same character; what is said to IPython is no Python; broken and hostile files end and throw nothing.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { languageOf, languages } from '../../../src/languages';
import type { Unfolded } from '../../../src/languages';
import { applyEdits, LineIndex } from '../../../src/text';
import { loadTestEngine } from '../../support/engine';
import { notebook } from '../../support/notebooks';

const language = languageOf(languages, 'analysis/load.ipynb');

function unfold(text: string): Unfolded {
  const unfolded = language?.unfold?.(text);
  assert.ok(unfolded !== undefined);
  return unfolded;
}

const codeOf = (...cells: readonly string[]): string => unfold(notebook(cells)).text;

describe('a notebook', function () {
  this.timeout(60_000);

  it('is one program of its cells of code, and every character of it is found again in the file and in its cell', () => {
    const written = fc.array(fc.constantFrom(...['x', ' ', '\n', '"', '\\', "'", '(', '\t', 'é', '\u2028', '🗓', '\r\n', '#', '=']), { maxLength: 40 }).map((signs) => `x${signs.join('')}`);
    const style = fc.constantFrom<'lines' | 'whole' | 'dense'>('lines', 'whole', 'dense');
    fc.assert(fc.property(fc.array(written, { maxLength: 5 }), style, fc.boolean(), (cells, form, isAscii) => {
      const plain = notebook(cells, form);
      const file = isAscii ? plain.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : plain;
      const { text, origin } = unfold(file);
      const kept = cells.filter((cell) => /\S/.test(cell));
      assert.equal(text, kept.join('\n'));
      const inFile = new LineIndex(file);
      let start = 0;
      for (const cell of kept) {
        const lines = new LineIndex(cell);
        for (let at = 0; at < cell.length; at++) {
          const { offset, line, character, within } = origin.placeOf(start + at);
          const unit = JSON.stringify(cell[at]).slice(1, -1);
          assert.ok(file.startsWith(unit, offset) || JSON.parse(`"${/^(?:\\u....|\\.|.)/s.exec(file.slice(offset))?.[0] ?? ''}"`) === cell[at], `${JSON.stringify(cell)} at ${String(at)}`);
          assert.deepEqual({ line, character }, inFile.positionAt(offset));
          assert.equal(origin.offsetOf({ line, character }), start + at);
          // No line begins or ends between these two.
          if (cell[at] !== '\n' || cell[at - 1] !== '\r') assert.equal(origin.offsetAt(within), start + at);
          assert.deepEqual({ line: within.line, character: within.character }, lines.positionAt(at));
          assert.equal(cells[within.cell - 1], cell);
        }
        start += cell.length + 1;
      }
    }), { numRuns: 300 });
  });

  it('an edit of the program is one of the file, after which the program is the one that was meant', () => {
    const cell = fc.constantFrom('import os\nx = "a\\n"\n', 'print(1)', 'for a in b:\n    c(a)\n');
    fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.nat(), fc.nat(), fc.constantFrom('', 'é"\\', 'a\nb\n'), (cells, isWhole, a, b, newText) => {
      const file = notebook(cells, isWhole ? 'whole' : 'lines');
      const { text, origin } = unfold(file);
      const range = { start: Math.min(a % (text.length + 1), b % (text.length + 1)), end: Math.max(a % (text.length + 1), b % (text.length + 1)) };
      const edit = origin.editOf({ range, newText });
      assert.equal(edit !== null, origin.isExact(range));
      assert.equal(edit !== null, origin.placeOf(range.start).within.cell === origin.placeOf(range.end).within.cell);
      if (edit === null) return;
      const { cell: number } = origin.placeOf(range.start).within;
      const start = cells.slice(0, number - 1).reduce((sum, one) => sum + one.length + 1, 0);
      const edited = cells.map((one, i) => (i === number - 1 ? applyEdits(one, [{ range: { start: range.start - start, end: range.end - start }, newText }]) : one));
      // What is blank is no code any more.
      assert.equal(unfold(applyEdits(file, [edit])).text, edited.filter((one) => /\S/.test(one)).join('\n'));
    }), { numRuns: 300 });
  });

  it('what is said to IPython stands as long for nothing', () => {
    assert.equal(codeOf('%pip install requests\nimport requests'), 'pass                 \nimport requests');
    assert.equal(codeOf('if a:\n    !ls -la \\\n  b\nx = 1'), 'if a:\n    pass     \n   \nx = 1');
    assert.equal(codeOf('!ls\n?x\nframe.head??\nframe?'), '#  \n# \npass        \npass  ');
    assert.equal(codeOf('files = !ls\nrate = %env RATE\nx = a %b'), 'files = _  \nrate = _        \nx = a %b');
    assert.equal(codeOf('%time x = load()\n%timeit -n 10 load()\n%timeit load()'), 'pass; x = load()\npass                \npass;   load()');
    assert.equal(codeOf('x = (a\n% b)\ny = """\n%pip\n!"""\nz = [\n!1]'), 'x = (a\n% b)\ny = """\n%pip\n!"""\nz = [\n!1]');
    assert.equal(codeOf("!echo it's\n%env\nx = 1 # isn't\n!ls"), 'pass      \npass\nx = 1 # isn\'t\n#  ');
  });

  it('cells in other languages, for other programs and without code are no part of it', () => {
    assert.equal(codeOf('%%bash\necho $TOKEN', 'x = 1', '%%writefile a.py\ny = 2', '%sql\nselect 1', '%md\n# Title', ''), 'x = 1');
    assert.equal(codeOf('\n%%time\nx = 1', '%%capture out\ny = 2'), 'x = 1\ny = 2');
    assert.deepEqual(unfold(notebook(['\n%%time\nx = 1'])).origin.placeOf(4).within, { cell: 1, line: 2, character: 4 });
    assert.equal(unfold(notebook(['x <- 1'], 'lines', 'R')).text, '');
    assert.equal(unfold('{"cells": [{"cell_type": "code", "source": "x = 1"}, {"cell_type": "code", "metadata": {"vscode": {"languageId": "julia"}}, "source": "y"}]}').text, 'x = 1');
    assert.equal(unfold('{"worksheets": [{"cells": [{"cell_type": "code", "language": "python", "input": ["x = 1\\n", "y"]}]}]}').text, 'x = 1\ny');
  });

  it('the name of one cell is known in the next, and what is found has its place in the cell', async () => {
    const engine = await loadTestEngine();
    const file = notebook(['import logging\nlog = logging.getLogger("app")', '# About the user\n', 'log.info(user.email)']);
    const snapshot = engine.open({ 'a.ipynb': file });
    const [only] = snapshot.findings('a.ipynb');
    assert.equal(only?.finding.rule, 'log/personal-data');
    assert.deepEqual(snapshot.file('a.ipynb')?.origin?.placeOf(only.finding.range.start).within, { cell: 3, line: 0, character: 9 });
    const fixes = snapshot.fixes(only.finding);
    assert.ok(fixes.length > 1 && fixes.every((fix) => fix.edits() !== null));
  });

  it('where what is said to IPython would be changed nothing is offered', async () => {
    const engine = await loadTestEngine();
    const snapshot = engine.open({ 'a.ipynb': notebook(['import requests\n%time requests.get("https://example.com", verify=False)']) });
    const [first] = snapshot.findings('a.ipynb').filter(({ finding: { rule } }) => rule === 'transport/tls-check-disabled');
    assert.ok(first !== undefined);
    const { origin } = snapshot.file('a.ipynb') ?? {};
    for (const fix of snapshot.fixes(first.finding)) for (const { range } of fix.edits() ?? []) assert.ok(origin?.isExact(range) === true);
  });

  it('after edits in its cells the same is found as in a file that is new', async () => {
    const engine = await loadTestEngine();
    const workspace = engine.createWorkspace();
    const states = [['import logging\nlog = logging.getLogger("app")', 'log.info(user.email)'], ['import logging\nlog = logging.getLogger("app")', 'log.info(user.id)', 'log.info(user.email)'], ['x = 1', 'import logging\nlog = logging.getLogger("app")\n(', 'log.info(user.email)'], ['log = print', '!ls', 'log.info(user.email)']];
    for (const [version, cells] of states.entries()) {
      const text = notebook(cells, 'whole');
      workspace.apply({ type: 'write', path: 'a.ipynb', text, version });
      while (workspace.step());
      const found = workspace.snapshot().findings('a.ipynb');
      assert.deepEqual(found, engine.open({ 'a.ipynb': text }).findings('a.ipynb'), String(version));
      assert.equal(found.length, version === 3 ? 0 : 1);
    }
  });

  it('a caley-ignore comment in a cell holds there', async () => {
    const engine = await loadTestEngine();
    const snapshot = engine.open({ 'a.ipynb': notebook(['import requests', '# caley-ignore transport/tls-check-disabled -- a certificate of our own\nrequests.get("https://example.com", verify=False)']) });
    assert.deepEqual(snapshot.findings('a.ipynb').filter(({ finding: { rule } }) => rule === 'transport/tls-check-disabled').map(({ suppression }) => suppression?.reason), ['a certificate of our own']);
  });

  it('what cells left behind is left out, and nothing else moves', () => {
    const file = notebook(['x = 1', 'y = 2'], 'lines', 'python', [{ data: { 'image/png': 'A'.repeat(9_000), 'text/plain': ['alice@example.org\n', 'b'] } }]);
    const short = language?.shorten?.(file) ?? '';
    assert.ok(short.length < 1_000 && !short.includes('alice'));
    const [before, after] = [unfold(file), unfold(short)];
    assert.equal(after.text, before.text);
    for (let at = 0; at <= before.text.length; at++) {
      const { offset: _, ...place } = before.origin.placeOf(at);
      const { offset: __, ...kept } = after.origin.placeOf(at);
      assert.deepEqual(kept, place);
    }
  });

  it('broken and hostile files hold what can be read, and throw nothing', () => {
    const whole = notebook(['x = "a"\n', '%%time\ny'], 'lines');
    for (let length = 0; length < whole.length; length += 3) unfold(whole.slice(0, length)).origin.placeOf(5);
    const texts = ['', '[]', '{"cells": 1}', '{"cells": [1, null, "x", {"cell_type": "code"}, {"cell_type": "code", "source": {}}]}', '{"cells": '.repeat(10_000), `{"cells": [{"cell_type": "code", "source": "${'\\"'.repeat(100_000)}"}]}`, '{"cells": [{"cell_type": "code", "source": ["a\\'];
    for (const text of texts) {
      const { origin, text: program } = unfold(text);
      for (const at of [-1, 0, 7, program.length, 1e9]) origin.placeOf(at);
      language?.shorten?.(text);
    }
  });
});
