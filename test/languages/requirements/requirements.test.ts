/**
 * What does a list of requirements ask for, and how is it changed? (UPDATE_GOLDEN=1 writes what it says anew.)
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { isNamed, requirementsLanguages } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import { Notation } from '../settings/notation-checks';

const requirements = new Notation(requirementsLanguages);
const path = 'requirements.txt';

function set(text: string, name: string, value: string): string | null {
  const tree = requirements.parse(text, path);
  const root = requirements.graph(text, path).settings?.[0]?.root;
  const all = root?.kind === 'map' ? root.entries[0]?.value : undefined;
  const setting = all?.kind === 'map' ? all.entries.find(({ key }) => key === name) : undefined;
  const edits = setting === undefined ? null : (requirements.language(path).settings?.setValue(tree, setting, value) ?? null);
  return edits === null ? null : applyEdits(text, edits);
}

describe('lists of requirements', () => {
  it('ask for packages', () => {
    requirements.checkFixture(join(import.meta.dirname, 'fixtures'), path);
  });

  it('are told by their names', () => {
    const patterns = requirementsLanguages[0]?.fileNames ?? [];
    assert.deepEqual(['requirements.txt', 'a/requirements-dev.txt', 'dev-requirements.txt', 'constraints.txt', 'notes.txt', 'requirements.md'].map((name) => isNamed(patterns, name)), [true, true, true, true, false, false]);
  });

  it('get another version, but where the digest of a file is held to', () => {
    assert.equal(set('a==1\nb == 2 ; x # c\n', 'b', '== 3'), 'a==1\nb == 3 ; x # c\n');
    for (const text of ['b==2 --hash=sha256:1a\n', 'b==2 \\\n  --hash=sha256:1a\n', 'b\n', 'a==1\n']) assert.equal(set(text, 'b', '==3'), null, text);
    assert.equal(set('b==2\n', 'b', '==3 # x'), null);
  });

  it('are read to the end, whatever stands in them', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'B-c', '==', '>=1', '[x]', '[', ']', ';', '#', ' #', '\\', '\n', '\r\n', ' ', '\t', '--hash', '@', '-e', '\ufeff', '(')), (parts) => {
      requirements.checkWhole(parts.join(''), path);
    }), { numRuns: 800 });
  });
});
