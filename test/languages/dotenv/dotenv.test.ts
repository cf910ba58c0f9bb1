/**
 * What does an environment file say, and how is it changed? (UPDATE_GOLDEN=1 writes what it says anew.)
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { dotenvLanguages, isNamed, languageOf, languages } from '../../../src/languages';
import { Notation } from '../settings/notation-checks';

const dotenv = new Notation(dotenvLanguages);
const path = '.env';

describe('Environment files', () => {
  it('say what is set', () => {
    dotenv.checkFixture(join(import.meta.dirname, 'fixtures'), '.env.production');
  });

  it('are told by their names', () => {
    const patterns = dotenvLanguages[0]?.fileNames ?? [];
    assert.deepEqual(['.env', 'a/.env.local', 'app.env', '_.env', 'dev.env.example', 'env.ts', 'environment'].map((name) => isNamed(patterns, name)), [true, true, true, true, true, false, false]);
    assert.equal(languageOf(languages, '.env.js')?.id, 'javascript');
  });

  it('take values from above', () => {
    assert.equal(dotenv.text('A=x\nB=${A}/y\nC="$B z"', path, ['C']), 'x/y z');
    assert.equal(dotenv.text('B=${A}/y\nA=x\n', path, ['B']), '${A}/y');
    assert.equal(dotenv.text("A=x\nB='$A'\n", path, ['B']), '$A');
    assert.equal(dotenv.text('A=\nB=${A:-z}\n', path, ['B']), '${A:-z}');
  });

  it('lack nothing for sure where a template makes them', () => {
    const graph = dotenv.graph("A=1\n<% if (x === 'y') { %>\nB=2\n<% } %>\n", path);
    assert.deepEqual([graph.settings?.[0]?.root.isOpen, graph.syntaxErrors], [true, []]);
    assert.equal(dotenv.graph('A=1\n', path).settings?.[0]?.root.isOpen, false);
  });

  it('are read to the end, whatever stands in them', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('A', 'B=', '=', '"', "'", '`', '\n', '\r\n', '#', ' ', '\\', '$', '${', '}', 'export ', ':', '{{', '}}', 'x', '\t')), (parts) => {
      dotenv.checkWhole(parts.join(''), path);
    }), { numRuns: 800 });
  });

  it('cost what their length costs', () => {
    for (const piece of ['A="', 'A="\n', "A='\\\n", 'A=${', 'A=$(', '${', 'A', '=', '"', "A='x'y\n", ' ', '\\', '{{', 'A=`\n', '#\n']) dotenv.graph(piece.repeat(30_000), path);
    dotenv.graph(`A="${'x\n'.repeat(60_000)}`, path);
  });

  it('are changed in place', () => {
    const text = 'export A=1 # one\r\nB="two"\r\nC=\'three\'\r\nD =\r\nE: x';
    assert.equal(dotenv.set(text, path, ['A'], 'x'), text.replace('A=1', 'A=x'));
    assert.equal(dotenv.set(text, path, ['A'], 'x # y'), text.replace('A=1', "A='x # y'"));
    assert.equal(dotenv.set(text, path, ['B'], 'a"b$c'), text.replace('"two"', '"a\\"b\\$c"'));
    assert.equal(dotenv.set(text, path, ['C'], 5), text.replace("'three'", "'5'"));
    assert.equal(dotenv.set(text, path, ['C'], "it's"), text.replace("'three'", '"it\'s"'));
    assert.equal(dotenv.set(text, path, ['D'], true), text.replace('D =', 'D = true'));
    assert.equal(dotenv.set(text, path, ['B'], { raw: '$TOKEN' }), text.replace('"two"', '$TOKEN'));
    assert.equal(dotenv.set(text, path, ['B'], { raw: 'a\nb' }), null);
    assert.equal(dotenv.add(text, path, [], ['F'], 'y'), `${text}\r\nF: y\r\n`);
    assert.equal(dotenv.add('export A=1\n', path, [], ['F'], ''), 'export A=1\nexport F=\n');
    assert.equal(dotenv.add('', path, [], ['F'], 'y'), 'F=y\n');
    assert.equal(dotenv.add(text, path, [], ['A'], 2), text.replace('A=1', 'A=2'));
    assert.equal(dotenv.add(text, path, [], ['a', 'b'], 2), null);
    assert.equal(dotenv.remove(text, path, ['B']), text.replace('B="two"\r\n', ''));
    assert.equal(dotenv.remove(text, path, ['A']), text.replace('export A=1 ', ''));
    assert.equal(dotenv.remove(text, path, ['E']), text.replace('\r\nE: x', ''));
  });

  it('say what was asked after a change', () => {
    const line = fc.constantFrom('A=1', 'export B="x y" # c', "C='z'", 'D=', '# note', 'E = "a\nb"', 'F=`t`', '', 'G: 5', 'H=${X}');
    fc.assert(fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.string({ maxLength: 8 }), (lines, lineBreak, value) => {
      dotenv.checkVerbs(lines.join(lineBreak), path, value);
    }), { numRuns: 200 });
  });
});
