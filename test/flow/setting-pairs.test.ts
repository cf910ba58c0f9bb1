/**
 * Is a list of `NAME=value` read as the map that it stands for, and does each value point into its text?
 */
import assert from 'node:assert/strict';
import { parseSettingPath, withPairs } from '../../src/flow';
import type { SettingPath, SettingValue } from '../../src/flow';
import { languageOf } from '../../src/languages';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

function treeOf(text: string): SettingValue {
  const language = languageOf(engine.languages, 'docker-compose.yml');
  assert.ok(language);
  const root = language.lower(language.parse(text, 'docker-compose.yml', engine.grammars)).settings?.[0]?.root;
  assert.ok(root);
  return root;
}

function pathOf(text: string): SettingPath {
  const path = parseSettingPath(text);
  assert.ok(typeof path !== 'string', text);
  return path;
}

/** What is said at `environment`: names, values with `?` where they are not known, and what they point to. */
function told(text: string): readonly string[] {
  const root = withPairs(treeOf(text), [pathOf('environment')]);
  const [environment] = root.kind === 'map' ? root.entries : [];
  assert.ok(environment);
  if (environment.value.kind !== 'map') return [environment.value.kind];
  return environment.value.entries.map(({ key, keyRange, value }) => {
    assert.ok(value.kind === 'scalar');
    return `${key} = ${value.text}${value.isOpen ? '?' : ''} (${text.slice(keyRange.start, keyRange.end)} → ${text.slice(value.range.start, value.range.end)})`;
  });
}

describe('pairs', () => {
  it('are a map, with or without quotes', () => {
    assert.deepEqual(told('environment:\n  - A=1\n  - "B=two words"\n  - \'C=a=b\'\n'), ['A = 1 (A → 1)', 'B = two words (B → two words)', 'C = a=b (C → a=b)']);
  });

  it('point to all of a text that is not written as it is read', () => {
    assert.deepEqual(told('environment:\n  - "A=\\u0031"\n'), ['A = 1 ("A=\\u0031" → "A=\\u0031")']);
  });

  it('are not known where they name something else, or nothing', () => {
    assert.deepEqual(told('environment:\n  - A=${A}\n  - B\n  - C=\n'), ['A = ${A}? (A → ${A})', 'B = ? (B → B)', 'C =  (C → )']);
  });

  it('are left alone where a list holds other things, and elsewhere', () => {
    assert.deepEqual(told('environment:\n  - A=1\n  - {B: 2}\n'), ['list']);
    const root = treeOf('volumes:\n  - a=b\n');
    assert.equal(withPairs(root, [pathOf('environment')]), root);
  });

  it('are of one content where what they stand for is, in the same place of it', () => {
    const root = treeOf('a:\n  image: app\n  environment: [A=b]\n  labels: [C=d]\nb: 1\n');
    const contentAt = (...paths: readonly string[]): unknown => {
      const paired = withPairs(root, paths.map(pathOf));
      return paired.kind === 'map' && paired.entries[0]?.value.kind === 'map' ? paired.entries[0].value.content : assert.fail();
    };
    assert.ok(contentAt() !== undefined);
    assert.equal(contentAt('a.environment'), contentAt('*.environment'));
    assert.equal(new Set([contentAt(), contentAt('a.environment'), contentAt('a.labels'), contentAt('a.environment', 'a.labels')]).size, 4);
  });
});
