/**
 * What holds of every notation of configuration? Trees of any text are whole, and verbs do what they were asked, wherever they are asked.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileGraph, Setting, SettingMap, SettingValue } from '../../../src/flow';
import type { Grammars, Language, SettingVerbs, Tree, WrittenValue } from '../../../src/languages';
import { languageOf } from '../../../src/languages';
import { applyEdits, contains } from '../../../src/text';
import type { Range } from '../../../src/text';
import { assertGolden } from '../../golden';
import { printSettings } from './print';

const grammars: Grammars = { get: (name) => assert.fail(`asked for ${name}`) };

/** A notation's languages in a test: by the names of files. */
export class Notation {
  constructor(private readonly languages: readonly Language[]) {}

  language(path: string): Language {
    return languageOf(this.languages, path) ?? assert.fail(`nobody reads ${path}`);
  }

  parse(text: string, path: string): Tree {
    return this.language(path).parse(text, path, grammars);
  }

  graph(text: string, path: string): FileGraph {
    return this.language(path).lower(this.parse(text, path));
  }

  print(text: string, path: string): string {
    return printSettings(this.graph(text, path), text);
  }

  /** `fixtures/NAME` is as `fixtures/NAME.settings.txt` has it, and whole when cut anywhere. */
  checkFixture(folder: string, name: string): void {
    const text = readFileSync(join(folder, name), 'utf8');
    assertGolden(join(folder, `${name}.settings.txt`), this.print(text, name));
    for (let end = 0; end <= text.length; end += 7) this.checkWhole(text.slice(0, end), name);
    this.checkWhole(text.replace(/\r?\n/g, '\r\n'), name);
    this.checkWhole(`\ufeff${text}`, name);
  }

  /** Ranges lie in each other and in the text, entries stand in order, comments are what stands there. */
  checkWhole(text: string, path: string): void {
    const graph = this.graph(text, path);
    const whole = { start: 0, end: text.length };
    for (const { range, text: written } of graph.comments) assert.equal(text.slice(range.start, range.end), written);
    for (const error of graph.syntaxErrors) assert.ok(error.start < error.end && contains(whole, error), `an error at ${show(error)} of ${JSON.stringify(text)}`);
    for (const { root } of graph.settings ?? []) {
      assert.ok(contains(whole, root.range));
      walk(root, (setting) => {
        const { keyRange, range, value } = setting;
        const about = `${setting.key} at ${show(range)} of ${JSON.stringify(text.slice(0, 400))}`;
        assert.ok(contains(whole, range) && contains(range, keyRange) && contains(range, value.range), about);
        if (value.kind === 'map') assert.deepEqual(value.entries.map((entry) => entry.keyRange.start), value.entries.map((entry) => entry.keyRange.start).sort((a, b) => a - b), about);
      });
    }
  }

  /** What is set at `path`, after the verbs; the values as texts. */
  verbs(path: string): SettingVerbs {
    return this.language(path).settings ?? assert.fail('has no verbs');
  }

  /** The text after a value is set at `keys`, null where the verb cannot. */
  set(text: string, path: string, keys: readonly string[], value: WrittenValue): string | null {
    const tree = this.parse(text, path);
    return applied(text, this.verbs(path).setValue(tree, this.at(tree, path, keys), value));
  }

  add(text: string, path: string, parent: readonly string[], keys: readonly string[], value: WrittenValue): string | null {
    const tree = this.parse(text, path);
    return applied(text, this.verbs(path).addEntry(tree, parent.length === 0 ? wholeFile(this.rootOf(tree, path), text) : this.at(tree, path, parent), keys, value));
  }

  remove(text: string, path: string, keys: readonly string[]): string | null {
    const tree = this.parse(text, path);
    return applied(text, this.verbs(path).removeEntry(tree, this.at(tree, path, keys)));
  }

  /** The last entry at these keys. */
  at(tree: Tree, path: string, keys: readonly string[]): Setting {
    return below(this.rootOf(tree, path), keys) ?? assert.fail(`nothing at ${keys.join(', ')} of ${tree.text}`);
  }

  text(text: string, path: string, keys: readonly string[]): string | null {
    const value = below(this.rootOf(this.parse(text, path), path), keys)?.value;
    return value?.kind === 'scalar' ? value.text : null;
  }

  private rootOf(tree: Tree, path: string): SettingValue {
    return this.language(path).lower(tree).settings?.[0]?.root ?? assert.fail('says nothing');
  }

  /** Sets every scalar of the text to `value`, and removes every entry: what was asked is said then, and all else as before. */
  checkVerbs(text: string, path: string, value: string): void {
    const tree = this.parse(text, path);
    const before = this.scalars(text, path);
    const errors = this.graph(text, path).syntaxErrors.length;
    let index = -1;
    walk(this.rootOf(tree, path), (setting) => {
      const isScalar = setting.value.kind === 'scalar';
      if (isScalar) index++;
      const set = isScalar ? applied(text, this.verbs(path).setValue(tree, setting, value)) : null;
      if (set !== null) {
        assert.equal(this.scalars(set, path)[index], `${setting.key}=${value}`, set);
        assert.equal(this.scalars(set, path).length, before.length);
        assert.ok(this.graph(set, path).syntaxErrors.length <= errors);
      }
      const removed = applied(text, this.verbs(path).removeEntry(tree, setting));
      if (removed !== null && isScalar) assert.deepEqual(this.scalars(removed, path).map(keyOf).sort(), before.toSpliced(index, 1).map(keyOf).sort(), removed);
      if (removed !== null) for (const { text: comment } of this.graph(removed, path).comments) assert.ok(text.includes(comment));
    });
  }

  private scalars(text: string, path: string): readonly string[] {
    const found: string[] = [];
    walk(this.rootOf(this.parse(text, path), path), ({ key, value }) => {
      if (value.kind === 'scalar') found.push(`${key}=${value.text}`);
    });
    return found;
  }
}

function keyOf(scalar: string): string {
  return scalar.slice(0, scalar.indexOf('='));
}

function show({ start, end }: Range): string {
  return `${String(start)}-${String(end)}`;
}

function applied(text: string, edits: Parameters<typeof applyEdits>[1] | null): string | null {
  return edits === null ? null : applyEdits(text, edits);
}

/** What stands for the whole of a file where a verb asks for an entry. */
function wholeFile(root: SettingValue, text: string): Setting {
  const range = { start: 0, end: text.length };
  return { key: '', keyRange: { start: 0, end: 0 }, range, value: root };
}

function below(value: SettingValue, [first, ...rest]: readonly string[]): Setting | null {
  const entries = (value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items : []).filter((entry) => entry.key === first).toReversed();
  for (const entry of entries) {
    const found = rest.length === 0 ? entry : below(entry.value, rest);
    if (found !== null) return found;
  }
  return null;
}

function walk(value: SettingValue, visit: (setting: Setting, map: SettingMap | null) => void): void {
  if (value.kind === 'scalar') return;
  for (const entry of value.kind === 'map' ? value.entries : value.items) {
    visit(entry, value.kind === 'map' ? value : null);
    walk(entry.value, visit);
  }
}
