/**
 * Are the grammars in syntaxes/ what package.json says of them, of patterns that VS Code's engine takes, and each with a language or a place to be injected into?
 */
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contributions, faultOf, injectionsInto } from '../support/textmate';

interface Pattern {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
  readonly captures?: Readonly<Record<string, Pattern>>;
}

interface Grammar extends Pattern {
  readonly scopeName: string;
  readonly injectionSelector?: string;
  readonly repository: Readonly<Record<string, Pattern>>;
}

const root = join(import.meta.dirname, '../..');
const grammars = contributions.map((contribution) => ({ contribution, grammar: JSON.parse(readFileSync(join(root, contribution.path), 'utf8')) as Grammar }));

function inner(pattern: Pattern): readonly Pattern[] {
  return [pattern, ...(pattern.patterns ?? []).flatMap(inner), ...Object.values(pattern.captures ?? {}).flatMap(inner)];
}

describe('grammars', () => {
  it('are what package.json says, all that there are', () => {
    for (const { contribution, grammar } of grammars) equal(grammar.scopeName, contribution.scopeName);
    deepEqual(grammars.map(({ contribution }) => contribution.path).sort(), readdirSync(join(root, 'syntaxes')).filter((name) => name.endsWith('.tmLanguage.json')).map((name) => `./syntaxes/${name}`).sort());
  });

  it('are of patterns that the engine takes, and of includes that exist', async () => {
    for (const { contribution, grammar } of grammars) {
      for (const { match, begin, end, include } of [grammar, ...Object.values(grammar.repository)].flatMap(inner)) {
        for (const expression of [match, begin, end]) if (expression !== undefined) equal(await faultOf(expression), null, `${contribution.path}: ${expression}`);
        if (include !== undefined) ok(include === 'source.yaml' || include.slice(1) in grammar.repository, `${contribution.path}: ${include}`);
      }
    }
    notEqual(await faultOf('(?<=a+)('), null);
  });

  it('are of a language, or injected by a selector', () => {
    for (const { contribution, grammar } of grammars) deepEqual([contribution.injectTo !== undefined, grammar.injectionSelector !== undefined], contribution.language === undefined ? [true, true] : [false, false], contribution.path);
    deepEqual(injectionsInto('source.caley'), ['caley.ignore.injection', 'caley.yaml.injection']);
    deepEqual(injectionsInto('text.html.markdown'), ['caley.ignore.injection', 'caley.ignore.dockerfile.injection', 'caley.page.injection']);
  });
});
