/**
 * How is what a Dockerfile says changed? Each verb on files as people write them; whatever a verb answers parses to what was asked.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerfileLanguages } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import { allSettings, Notation } from '../settings/notation';

function dockerfile(): Notation {
  const [language] = dockerfileLanguages;
  assert.ok(language !== undefined);
  return new Notation(language, 'Dockerfile');
}

const notation = dockerfile();
const main = readFileSync(join(import.meta.dirname, 'fixtures/Dockerfile'), 'utf8');

describe('edits of Dockerfiles', () => {
  it('set a value in its place', () => {
    assert.equal(notation.set('FROM node:18 AS x\nUSER root\n', ['final', 'USER'], 'node'), 'FROM node:18 AS x\nUSER node\n');
    assert.equal(notation.set('FROM node:18 AS x\nUSER root\n', ['final', 'FROM'], 'node:22'), 'FROM node:22 AS x\nUSER root\n');
    assert.equal(notation.set('FROM node:18 AS x\n', ['final', 'AS'], 'y'), 'FROM node:18 AS y\n');
    assert.equal(notation.set('FROM a\nENV A=1 B=2 # c\n', ['final', 'ENV', 'A'], 'x y'), 'FROM a\nENV A="x y" B=2 # c\n');
    assert.equal(notation.set('FROM a\nENV A 1\n', ['final', 'ENV', 'A'], { raw: '$B' }), 'FROM a\nENV A $B\n');
    assert.equal(notation.set('ARG A\nFROM a\n', ['ARG', 'A'], 2), 'ARG A=2\nFROM a\n');
    assert.equal(notation.set('FROM a\nENV A=\n', ['final', 'ENV', 'A'], 'say "$x"'), 'FROM a\nENV A="say \\"\\$x\\""\n');
    assert.equal(notation.set('FROM a\nCMD ["a", "b"]\n', ['final', 'CMD', '1'], 'c"d'), 'FROM a\nCMD ["a", "c\\"d"]\n');
    assert.equal(notation.set('FROM a\nCMD ["a", "b"]\n', ['final', 'CMD'], { raw: '["c"]' }), 'FROM a\nCMD ["c"]\n');
    assert.equal(notation.set('FROM a\r\nRUN b \\\r\n  c\r\nUSER x\r\n', ['final', 'RUN'], 'd'), 'FROM a\r\nRUN d\r\nUSER x\r\n');
    assert.equal(notation.set('FROM a\nRUN <<E\nx\nE\nUSER x\n', ['final', 'RUN'], 'd'), 'FROM a\nRUN d\nUSER x\n');
    assert.equal(notation.set('FROM a\nUSER\n', ['final', 'USER'], 'x'), 'FROM a\nUSER x\n');
    assert.equal(notation.set('FROM a\nONBUILD USER root\n', ['final', 'ONBUILD', 'USER'], 'x'), 'FROM a\nONBUILD USER x\n');
  });

  it('set no stage, and nothing that takes the next line in', () => {
    assert.equal(notation.set('FROM a\n', ['final'], 'x'), null);
    assert.equal(notation.set('FROM a\nRUN b\nUSER c\n', ['final', 'RUN'], 'd \\'), null);
    assert.equal(notation.set('FROM a\nRUN b\nUSER c\n', ['final', 'RUN'], 'd\nUSER root'), null);
    assert.equal(notation.set('FROM a\nENV B=1\n', ['final', 'ENV'], 'x'), null);
  });

  it('add instructions where they belong', () => {
    assert.equal(notation.add('FROM a\nRUN b\nCMD c\n', ['final'], ['USER'], 'node'), 'FROM a\nRUN b\nUSER node\nCMD c\n');
    assert.equal(notation.add('FROM a\nRUN b\n\n# starts\nENTRYPOINT ["c"]\nCMD d\n', ['final'], ['USER'], 'node'), 'FROM a\nRUN b\n\nUSER node\n# starts\nENTRYPOINT ["c"]\nCMD d\n');
    assert.equal(notation.add('FROM a\nENTRYPOINT c\nRUN b\n', ['final'], ['USER'], 'node'), 'FROM a\nENTRYPOINT c\nRUN b\nUSER node\n');
    assert.equal(notation.add('FROM a AS b', ['final'], ['USER'], 'node'), 'FROM a AS b\nUSER node');
    assert.equal(notation.add('FROM a\nRUN b \\\n  # c\n  d\n\nFROM e\n', ['stage'], ['USER'], 'node'), 'FROM a\nRUN b \\\n  # c\n  d\nUSER node\n\nFROM e\n');
    assert.equal(notation.add('FROM a\nCMD b\n', ['final'], ['HEALTHCHECK'], 'CMD curl x'), 'FROM a\nCMD b\nHEALTHCHECK CMD curl x\n');
    assert.equal(notation.add('FROM a\r\nRUN b\r\n', ['final'], ['RUN'], 'c'), 'FROM a\r\nRUN b\r\nRUN c\r\n');
    assert.equal(notation.add('FROM a\n', [], ['final', 'USER'], 'node'), 'FROM a\nUSER node\n');
    assert.equal(notation.add('FROM a\nRUN <<E\nx\nE\n', ['final'], ['ONBUILD', 'RUN'], 'c'), 'FROM a\nRUN <<E\nx\nE\nONBUILD RUN c\n');
    assert.equal(notation.add('FROM a\nCMD b\n', ['final'], ['AS'], 'c'), 'FROM a AS c\nCMD b\n');
  });

  it('set the last one of those that count alone', () => {
    assert.equal(notation.add('FROM a\nUSER root\nRUN b\nUSER root\n', ['final'], ['USER'], 'node'), 'FROM a\nUSER root\nRUN b\nUSER node\n');
  });

  it('add pairs beside their like', () => {
    assert.equal(notation.add('FROM a\nENV A=1\nRUN b\n', ['final'], ['ENV', 'B'], 'x y'), 'FROM a\nENV A=1\nENV B="x y"\nRUN b\n');
    assert.equal(notation.add('FROM a\nCMD b\n', ['final'], ['ENV', 'B'], 1), 'FROM a\nENV B=1\nCMD b\n');
    assert.equal(notation.add('FROM a\nENV A=1\nCMD b\n', ['final'], ['ENV', 'A'], 2), 'FROM a\nENV A=2\nCMD b\n');
    assert.equal(notation.add('FROM a\nENV A=1\n', ['final', 'ENV'], ['B'], 2), 'FROM a\nENV A=1 B=2\n');
    assert.equal(notation.add('FROM a\nENV A=1 \\\n    B=2\n', ['final', 'ENV'], ['C'], 3), 'FROM a\nENV A=1 \\\n    B=2 \\\n    C=3\n');
    assert.equal(notation.add('FROM a\nENV A 1\n', ['final', 'ENV'], ['B'], 2), null);
    assert.equal(notation.add('FROM a\n', ['final'], ['RUN', 'x'], 2), null);
  });

  it('remove instructions with their lines', () => {
    assert.equal(notation.remove('FROM a\nUSER root\nCMD b\n', ['final', 'USER']), 'FROM a\nCMD b\n');
    assert.equal(notation.remove('FROM a\r\nRUN b \\\r\n  c\r\nCMD b', ['final', 'RUN']), 'FROM a\r\nCMD b');
    assert.equal(notation.remove('FROM a\nRUN <<E\nx\nE\nCMD b\n', ['final', 'RUN']), 'FROM a\nCMD b\n');
    assert.equal(notation.remove('FROM a AS b\n', ['final', 'AS']), 'FROM a\n');
    assert.equal(notation.remove('FROM a\n', ['final', 'FROM']), null);
    assert.equal(notation.remove('FROM a\n', ['final']), null);
  });

  it('remove pairs and items, but no comment between them', () => {
    const pairs = 'FROM a\nENV A=1 \\\n    # of B\n    B=2 \\\n    C=3\n';
    assert.equal(notation.remove(pairs, ['final', 'ENV', 'C']), 'FROM a\nENV A=1 \\\n    # of B\n    B=2\n');
    assert.equal(notation.remove(pairs, ['final', 'ENV', 'B']), 'FROM a\nENV A=1 \\\n    # of B\n    C=3\n');
    assert.equal(notation.remove(pairs, ['final', 'ENV', 'A']), null);
    assert.equal(notation.remove('FROM a\nENV A=1\nCMD b\n', ['final', 'ENV', 'A']), 'FROM a\nCMD b\n');
    assert.equal(notation.remove('FROM a\nCMD ["b", "c"]\n', ['final', 'CMD', '0']), 'FROM a\nCMD ["c"]\n');
    assert.equal(notation.remove('FROM a\nCMD ["b", "c"]\n', ['final', 'CMD', '1']), 'FROM a\nCMD ["b"]\n');
    assert.equal(notation.remove('FROM a\nCMD ["b"]\n', ['final', 'CMD', '0']), 'FROM a\nCMD []\n');
  });

  it('keep a whole file as it is but for what was asked', () => {
    const verbs = dockerfileLanguages[0]?.settings;
    assert.ok(verbs !== undefined);
    const settings = allSettings(notation.graph(main));
    let [set, removed] = [0, 0];
    for (const [index, setting] of settings.entries()) {
      const edits = verbs.setValue(notation.parse(main), setting, 'other');
      if (edits !== null) {
        const text = applyEdits(main, edits);
        const after = notation.graph(text);
        assert.deepEqual(after.syntaxErrors, []);
        const found = allSettings(after).find(({ keyRange }) => keyRange.start === setting.keyRange.start && keyRange.end <= setting.keyRange.end + 5);
        assert.ok(found !== undefined && text.slice(found.value.range.start, found.value.range.end).includes('other'), `${String(index)} ${setting.key}`);
        set++;
      }
      const removal = verbs.removeEntry(notation.parse(main), setting);
      if (removal !== null) {
        assert.deepEqual(notation.errors(applyEdits(main, removal)), []);
        removed++;
      }
    }
    assert.ok(set > 25 && removed > 25, `${String(set)} set, ${String(removed)} removed`);
  });
});
