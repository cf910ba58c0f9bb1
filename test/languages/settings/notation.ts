/**
 * What do tests of notations ask? The first document of a text, a setting by its path, the text after a verb's edits.
 */
import assert from 'node:assert/strict';
import type { FileGraph, Setting, SettingValue } from '../../../src/flow';
import type { Grammars, Language, Tree, WrittenValue } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import type { TextEdit } from '../../../src/text';

const grammars: Grammars = { get: (name) => assert.fail(`asked for ${name}`) };

/** A language of settings as tests use it. */
export class Notation {
  constructor(private readonly language: Language, private readonly path: string) {}

  parse(text: string): Tree {
    return this.language.parse(text, this.path, grammars);
  }

  graph(text: string): FileGraph {
    return this.language.lower(this.parse(text));
  }

  root(text: string): SettingValue {
    const [document] = this.graph(text).settings ?? [];
    assert.ok(document !== undefined);
    return document.root;
  }

  /** By its keys, the last of each; an assertion where there is none. */
  at(text: string, ...keys: readonly string[]): Setting {
    let value = this.root(text);
    let found: Setting | undefined;
    for (const key of keys) {
      const entries: readonly Setting[] = value.kind === 'scalar' ? [] : value.kind === 'map' ? value.entries : value.items;
      found = entries.findLast((entry) => entry.key === key);
      assert.ok(found !== undefined, `${keys.join('.')} stands in ${text}`);
      value = found.value;
    }
    assert.ok(found !== undefined);
    return found;
  }

  errors(text: string): readonly string[] {
    return this.graph(text).syntaxErrors.map(({ start, end }) => text.slice(start, end));
  }

  /** The text after the verb, or null. A path of no keys is the whole file. */
  set(text: string, path: readonly string[], value: WrittenValue): string | null {
    return this.edited(text, this.verbs().setValue(this.parse(text), this.at(text, ...path), value));
  }

  add(text: string, path: readonly string[], key: readonly string[], value: WrittenValue): string | null {
    return this.edited(text, this.verbs().addEntry(this.parse(text), path.length === 0 ? this.whole(text) : this.at(text, ...path), key, value));
  }

  remove(text: string, path: readonly string[]): string | null {
    return this.edited(text, this.verbs().removeEntry(this.parse(text), this.at(text, ...path)));
  }

  private verbs(): NonNullable<Language['settings']> {
    assert.ok(this.language.settings !== undefined);
    return this.language.settings;
  }

  private whole(text: string): Setting {
    const value = this.root(text);
    return { key: '', keyRange: { start: 0, end: 0 }, range: value.range, value };
  }

  private edited(text: string, edits: readonly TextEdit[] | null): string | null {
    return edits === null ? null : applyEdits(text, edits);
  }
}

/** Every setting of a graph, outermost first. */
export function allSettings(graph: FileGraph): readonly Setting[] {
  const found: Setting[] = [];
  const visit = (value: SettingValue): void => {
    if (value.kind === 'scalar') return;
    for (const each of value.kind === 'map' ? value.entries : value.items) {
      found.push(each);
      visit(each.value);
    }
  };
  for (const { root } of graph.settings ?? []) visit(root);
  return found;
}

/** What must hold of every graph: ranges lie in the text and within each other, in order. */
export function violationsOf(graph: FileGraph, text: string): readonly string[] {
  const wrong: string[] = [];
  const check = (value: SettingValue, around: { readonly start: number; readonly end: number }): void => {
    if (value.range.start < around.start || value.range.end > around.end || value.range.start > value.range.end) wrong.push(`value at ${String(value.range.start)}`);
    if (value.kind === 'scalar') return;
    let before = -1;
    for (const each of value.kind === 'map' ? value.entries : value.items) {
      if (each.keyRange.start < before || each.keyRange.end < each.keyRange.start) wrong.push(`${each.key} stands before the one before it`);
      if (each.range.end > around.end || each.range.end < each.keyRange.end) wrong.push(`${each.key} ends outside`);
      before = each.keyRange.start;
      check(each.value, { start: Math.min(each.range.start, each.value.range.start), end: each.range.end });
    }
  };
  for (const { root } of graph.settings ?? []) check(root, { start: 0, end: text.length });
  for (const { start, end } of [...graph.syntaxErrors, ...graph.comments.map(({ range }) => range)]) {
    if (start < 0 || end <= start || end > text.length) wrong.push(`${String(start)}-${String(end)} is no place`);
  }
  return wrong;
}
