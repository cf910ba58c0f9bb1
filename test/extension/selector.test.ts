/**
 * Does the editor hand over every file that the server knows by its language or name? The extension knows no languages: its patterns
 * are held against theirs here.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/languages';

const source = readFileSync(join(import.meta.dirname, '../../src/extension/client.ts'), 'utf8');
const list = /const SETTINGS = \[([^\]]*)\]/.exec(source)?.[1] ?? '';
const globs = [...list.matchAll(/'\*\*\/([^']+)'/g)].map(([, glob]) => new RegExp(`^${toExpression(glob ?? '')}$`));

/** Of a pattern of base names: `*.{yaml,yml}`. */
function toExpression(glob: string): string {
  return glob.replace(/[.{},*]/g, (mark) => ({ '.': '\\.', '{': '(?:', '}': ')', ',': '|', '*': '[^/]*' })[mark] ?? mark);
}

describe('the files that the editor hands over', () => {
  const named = languages.flatMap(({ settings, fileNames }) => (settings === undefined ? [] : fileNames)).filter((name) => !name.startsWith('!'));

  it('are those that hold settings, by every name', () => {
    assert.ok(globs.length > 0 && named.length > 20);
    const names = named.map((pattern) => pattern.replaceAll('*', 'app'));
    assert.deepEqual(names.filter((name) => !globs.some((glob) => glob.test(name))), []);
  });

  it('are those of every language of programs, by the names that the editor has for them', () => {
    const known = new Set(/const LANGUAGES = \[([^\]]*)\]/.exec(source)?.[1]?.match(/\w+/g));
    // The client tells of notebooks in a way of their own.
    if (source.includes('const NOTEBOOKS = ')) known.add('notebook');
    const programs = languages.filter(({ settings }) => settings === undefined).map(({ id }) => (id === 'tsx' ? 'typescriptreact' : id));
    assert.deepEqual(programs.filter((id) => !known.has(id)), []);
  });

  it('are no others', () => {
    for (const name of ['app.md', 'LICENSE', 'app.lock', 'environment']) assert.ok(!globs.some((glob) => glob.test(name)), name);
  });
});
